"""The words of the page itself, in both languages."""

from __future__ import annotations

from kg.network import LANGUAGES, Texts

__all__ = ["KIND_WORDS", "WORDS", "both"]

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


def both(name: str) -> Texts:
    """Return one of the page's words by language."""
    return dict(zip(LANGUAGES, _WORDS[name], strict=True))


#: All words of the page: by language, then by name.
WORDS: dict[str, Texts] = {
    language: {name: texts[index] for name, texts in _WORDS.items()} for index, language in enumerate(LANGUAGES)
}
