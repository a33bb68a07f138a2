"""The words of the page itself, in both languages."""

from __future__ import annotations

from kg.network import LANGUAGES, Texts

__all__ = ["KIND_WORDS", "LIVE_WORDS", "WORDS", "both", "column"]

#: What a kind of node is called, one and many.
KIND_WORDS: dict[str, Texts] = {
    "alternative": {"zh": "备选项", "en": "Alternative"},
    "dimension": {"zh": "维度", "en": "Dimension"},
    "claim": {"zh": "主张", "en": "Claim"},
    "example": {"zh": "例证", "en": "Example"},
    "verdict": {"zh": "结论", "en": "Verdict"},
    "summary": {"zh": "小结", "en": "Summary"},
    "entity": {"zh": "实体", "en": "Entity"},
    "resource": {"zh": "资源", "en": "Resource"},
}

_WORDS: dict[str, tuple[str, str]] = {
    "views": ("视图", "Views"),
    "view_graph": ("图", "Graph"),
    "view_matrix": ("矩阵", "Matrix"),
    "view_article": ("原文", "Article"),
    "view_questions": ("问答", "Questions"),
    "overall": ("总的结论", "Overall"),
    "no_dimension": ("不属任何维度", "In no dimension"),
    "rows": ("{n} 行", "{n} rows"),
    "more_rows": ("还有 {n} 行：kg query {name}", "{n} more rows: kg query {name}"),
    "no_rows": ("没有这样的内容。", "There is nothing of the kind."),
    "download": ("下载", "Download"),
    "content": ("内容", "Content"),
    "download_png": ("图片 PNG", "Picture, PNG"),
    "download_svg": ("矢量图 SVG", "Picture, SVG"),
    "download_jsonld": ("数据 JSON-LD", "Data, JSON-LD"),
    "download_graphml": ("数据 GraphML", "Data, GraphML"),
    "download_markdown": ("矩阵 Markdown", "Matrix, Markdown"),
    "download_csv": ("矩阵 CSV", "Matrix, CSV"),
    "downloaded": ("已保存 {name}", "Saved {name}"),
    "copy_link": ("复制链接", "Copy link"),
    "copy_citation": ("复制引文", "Copy citation"),
    "copy_markdown": ("引文 Markdown", "As Markdown"),
    "copy_turtle": ("引文 Turtle", "As Turtle"),
    "copied_turtle": ("引文已复制为 Turtle。", "Citation copied as Turtle."),
    "read_there": ("在原文中阅读", "Read in the article"),
    "copied": ("已复制", "Copied"),
    "copied_link": ("链接已复制。", "Link copied."),
    "copied_citation": ("引文已复制。", "Citation copied."),
    "copied_markdown": ("引文已复制为 Markdown。", "Citation copied as Markdown."),
    "not_copied": ("无法复制", "Could not copy"),
    "here_too": ("同一段文字", "At the same passage"),
    "claims": ("主张", "Claims"),
    "examples": ("例证", "Examples"),
    "entities": ("实体", "Entities"),
    "verdicts": ("结论", "Verdicts"),
    "shared": ("两侧共有", "Shared"),
    "unplaced": ("其他", "Other"),
    "search": ("搜索", "Search"),
    "search_hint": ("搜索中文或英文（/）", "Search in Chinese or English (/)"),
    "suggestions": ("搜索建议", "Suggestions"),
    "no_hits": ("没有找到", "Nothing found"),
    "hits": ("{n} 项结果", "{n} results"),
    "filters": ("图例与筛选", "Legend and filters"),
    "graph": ("图", "Graph"),
    "nodes": ("节点列表", "List of nodes"),
    "groups": ("群组", "Groups"),
    "nodes_of_group": ("{n} 个节点", "{n} nodes"),
    "details": ("详情", "Details"),
    "close": ("关闭详情", "Close details"),
    "fit": ("显示全图", "Show everything"),
    "zoom_in": ("放大", "Zoom in"),
    "zoom_out": ("缩小", "Zoom out"),
    "language": ("Switch to English", "切换到中文"),
    "language_short": ("English", "中文"),
    "theme": ("切换深色或浅色", "Switch between light and dark"),
    "side": ("备选项", "Side"),
    "dimension": ("维度", "Dimension"),
    "polarity": ("褒贬", "Polarity"),
    "articles": ("文章数", "Articles"),
    "favourable": ("褒", "favourable"),
    "unfavourable": ("贬", "unfavourable"),
    "type": ("类型", "Type"),
    "also": ("又称", "Also called"),
    "identifier": ("标识", "Identifier"),
    "quote": ("原文", "In the article"),
    "offsets": ("规范文本第 {start}–{end} 字", "Characters {start}–{end} of the canonical text"),
    "assessments": ("评价", "Assessments"),
    "outgoing": ("指向", "Links to"),
    "incoming": ("来自", "Linked from"),
    "literals": ("属性", "Properties"),
    "findings": ("发现", "Findings"),
    "layer_said": ("文章所说", "said by the article"),
    "layer_curated": ("整理者所加", "added by a curator"),
    "layer_reviewed": ("经核查", "reviewed"),
    "layer_derived": ("由规则推导", "derived by rules"),
    "verdict": ("结论采纳", "In a verdict"),
    "verdict_long": ("有结论依据这一主张。", "A verdict takes up this claim."),
    "unsupported": ("无例可据", "No evidence"),
    "unsupported_long": (
        "这一主张既没有点名的实体，也没有用同样文字的例证。",
        "The article names no entity in this claim and gives no example in its words.",
    ),
    "mismatch": ("类别不符", "Other kind"),
    "mismatch_long": (
        "例证介绍的事物不属于文章所声明比较的种类。",
        "What this example presents is not of the kind that the article says it compares.",
    ),
}

#: The words of pages that may ask an endpoint.
_LIVE: dict[str, tuple[str, str]] = {
    "live": ("可向此端点查询：", "Asks this endpoint:"),
    "live_neighbours": ("端点上的相邻节点", "Neighbours on the endpoint"),
    "live_expand": ("展开", "Expand"),
    "live_more": ("继续展开", "More"),
    "live_asking": ("正在查询……", "Asking…"),
    "live_found": ("新增 {n} 个节点、{m} 条链接。", "{n} new nodes, {m} new links."),
    "live_rest": ("还有更多。", "There are more."),
    "live_all": ("全部已显示。", "That is all."),
    "live_keys": ("双击节点或按 e 键也可展开。", "A double click on a node, or the key e, does the same."),
    "live_error_reach": (
        "无法连接端点，或端点不允许此页面访问（CORS）。",
        "The endpoint cannot be reached, or does not let this page ask it (CORS).",
    ),
    "live_error_status": ("端点回答 {n}，没有给出结果。", "The endpoint answers {n} and gives no results."),
    "live_error_time": ("端点在 {n} 秒内没有回答。", "The endpoint has not answered within {n} seconds."),
    "live_error_form": ("端点的回答不是 SPARQL JSON 结果。", "What the endpoint answers is no SPARQL result in JSON."),
    "live_error_size": (
        "端点的回答超过 {n} MB，已停止。",
        "The endpoint's answer is longer than {n} MB; it was stopped.",
    ),
    "live_error_iri": (
        "此节点的标识不是可以查询的 IRI。",
        "This node cannot be asked for: its identifier is no IRI.",
    ),
    "live_error_full": (
        "此页面最多显示 {n} 个节点；请用 kg view --around 另起一页。",
        "This page shows at most {n} nodes; begin another one with kg view --around.",
    ),
}

#: What a column of an answer is called; a name that is not here is shown as it is.
_COLUMNS: dict[str, tuple[str, str]] = {
    "claim": ("主张", "Claim"),
    "example": ("例证", "Example"),
    "verdict": ("结论", "Verdict"),
    "summary": ("小结", "Summary"),
    "statement": ("陈述", "Statement"),
    "other_statement": ("另一处陈述", "Other statement"),
    "assessment": ("评语", "Assessment"),
    "alternative": ("备选项", "Side"),
    "other_alternative": ("另一备选项", "Other side"),
    "dimension": ("维度", "Dimension"),
    "property": ("特性", "Property"),
    "entity": ("实体", "Entity"),
    "entities": ("实体数", "Entities"),
    "other_entities": ("另一方实体数", "Entities of the other"),
    "examples": ("例证数", "Examples"),
    "instances": ("句内事例数", "Cases in sentences"),
    "illustrations": ("例示数", "Illustrations"),
    "other_illustrations": ("另一方例示数", "Illustrations of the other"),
    "assessments": ("评语数", "Assessments"),
    "statements": ("陈述数", "Statements"),
    "other_statements": ("另一方陈述数", "Statements of the other"),
    "claims": ("主张数", "Claims"),
    "articles": ("文章数", "Articles"),
    "favourable": ("褒", "Favourable"),
    "unfavourable": ("贬", "Unfavourable"),
    "subject": ("一篇所说", "One article's"),
    "relation": ("关系", "Relation"),
    "object": ("另一篇所说", "Another's"),
    "score": ("得分", "Score"),
    "reason": ("理由", "Reason"),
    "match": ("匹配", "Match"),
    "mentions": ("提及次数", "Mentions"),
    "type": ("类型", "Type"),
    "thing": ("事物", "Thing"),
    "role": ("角色", "Role"),
    "user": ("使用者", "User"),
    "developer": ("开发者", "Developer"),
    "basis": ("基础", "Basis"),
    "technique": ("技术", "Technique"),
    "polarity": ("褒贬", "Polarity"),
    "severity": ("程度", "Severity"),
    "backed": ("有主张支持", "Backed by a claim"),
    "direct": ("直接", "Direct"),
    "length": ("字数", "Length"),
    "rule": ("规则", "Rule"),
    "quote": ("原文", "Words"),
    "article": ("文章", "Article"),
    "comparison": ("比较", "Comparison"),
    "published": ("发表日期", "Published"),
    "language": ("语言", "Language"),
    "identifier": ("标识", "Identifier"),
    "rights": ("权利", "Rights"),
    "text": ("文本", "Text"),
    "version": ("版本", "Version"),
    "characters": ("字数", "Characters"),
    "file": ("文件", "File"),
    "file_name": ("文件名", "File name"),
    "format": ("格式", "Format"),
}


def column(name: str) -> Texts:
    """Return the heading of a column of an answer in both languages."""
    name = name.removesuffix("_iri")
    return dict(zip(LANGUAGES, _COLUMNS.get(name, (name.replace("_", " "),) * 2), strict=True))


def both(name: str) -> Texts:
    """Return one of the page's words by language."""
    return dict(zip(LANGUAGES, _WORDS[name], strict=True))


#: All words of the page: by language, then by name.
WORDS: dict[str, Texts] = {
    language: {name: texts[index] for name, texts in _WORDS.items()} for index, language in enumerate(LANGUAGES)
}
LIVE_WORDS: dict[str, Texts] = {
    language: WORDS[language] | {name: texts[index] for name, texts in _LIVE.items()}
    for index, language in enumerate(LANGUAGES)
}
