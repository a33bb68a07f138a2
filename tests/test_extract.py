"""Drafts: what the shape of an article alone says about its claims."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from kg.document import Document, read_document
from kg.errors import DocumentError
from kg.extract import Draft, Extraction, Slot, extract

DATA = Path(__file__).parent / "data"
OPEN, CLOSED = "开源AI模型", "闭源AI模型"
PRIVACY, BUSINESS, COMMUNITY = "数据隐私保护", "商业应用", "社区参与与合作"


def words(slot: Slot | None) -> str | None:
    return slot and slot.words


@pytest.fixture(scope="session")
def drafts(extraction: Extraction) -> tuple[Draft, ...]:
    return everything(extraction)


def everything(extraction: Extraction) -> tuple[Draft, ...]:
    """Drafts and framing in the order of the article."""
    return tuple(sorted(extraction.drafts + extraction.framing, key=lambda draft: draft.context.start))


def of_kind(drafts: tuple[Draft, ...], kind: str) -> list[Draft]:
    return [draft for draft in drafts if draft.kind == kind]


def test_the_claims_are_those_of_the_article_in_its_words_and_order(drafts: tuple[Draft, ...]):
    assert [(words(d.alternative), words(d.dimension), words(d.property)) for d in of_kind(drafts, "claim")] == [
        (OPEN, PRIVACY, "透明性"),
        (OPEN, PRIVACY, "社区审查"),
        (OPEN, PRIVACY, "隐私保护创新"),
        (CLOSED, PRIVACY, "严格的安全规范"),
        (CLOSED, PRIVACY, "专有技术与专用资源"),
        (CLOSED, PRIVACY, "合规性"),
        (OPEN, BUSINESS, "灵活性与可定制性"),
        (OPEN, BUSINESS, "成本效益"),
        (OPEN, BUSINESS, "快速迭代"),
        (CLOSED, BUSINESS, "专业支持"),
        (CLOSED, BUSINESS, "稳定性与可靠性"),
        (CLOSED, BUSINESS, "完整的生态系统"),
        (OPEN, COMMUNITY, "广泛的协作"),
        (OPEN, COMMUNITY, "知识共享"),
        (OPEN, COMMUNITY, "公开的科学研究"),
        (CLOSED, COMMUNITY, "集中化资源"),
        (CLOSED, COMMUNITY, "垂直整合"),
        (CLOSED, COMMUNITY, "强大的市场推广"),
    ]


def test_a_claim_is_quoted_from_after_its_colon_to_the_end_of_its_block(article: Document, drafts: tuple[Draft, ...]):
    for draft in of_kind(drafts, "claim"):
        label = draft.property
        assert label is not None
        assert article.quote(draft.context) == f"{label.words}：{article.quote(draft.span)}"
    assert article.quote(of_kind(drafts, "claim")[1].span) == (
        "开源模型依赖一个庞大的开发者和研究者社区，他们能够在模型发布后的第一时间进行代码审查，找出并解决隐私保护的薄弱环节。"
        "例如，TensorFlow和PyTorch的开源生态中，社区贡献者已经发现并修复多次安全漏洞。"
    )


def test_the_examples_are_the_numbered_items_whole_with_their_titles(article: Document, drafts: tuple[Draft, ...]):
    examples = of_kind(drafts, "example")
    assert [(words(d.alternative), words(d.dimension), words(d.property)) for d in examples] == [
        (OPEN, PRIVACY, "TensorFlow的安全漏洞修复"),
        (OPEN, PRIVACY, "PySyft实现的差分隐私和联邦学习"),
        (CLOSED, PRIVACY, "谷歌的端到端数据加密"),
        (CLOSED, PRIVACY, "苹果的设备隐私保护"),
        (OPEN, BUSINESS, "Hugging Face的Transformers库"),
        (OPEN, BUSINESS, "ElasticSearch的应用"),
        (CLOSED, BUSINESS, "微软Azure的AI服务"),
        (CLOSED, BUSINESS, "IBM Watson"),
        (OPEN, COMMUNITY, "SciPy社区的贡献"),
        (OPEN, COMMUNITY, "Pandas在金融领域的应用"),
        (CLOSED, COMMUNITY, "OpenAI的GPT-3"),
        (CLOSED, COMMUNITY, "谷歌的BERT优化"),
    ]
    for draft in examples:
        assert article.quote(draft.span).startswith(f"{words(draft.property)}：")
        assert draft.span == draft.context


def test_the_verdicts_close_their_sections_and_the_conclusion_spans_both_paragraphs(
    article: Document, drafts: tuple[Draft, ...]
):
    *verdicts, conclusion = of_kind(drafts, "verdict")
    assert [(words(d.dimension), d.alternative, article.quote(d.span)[:8]) for d in verdicts] == [
        (PRIVACY, None, "综上所述，开源模"),
        (BUSINESS, None, "因此，开源模型在"),
        (COMMUNITY, None, "在社区参与与合作"),
    ]
    first, second = article.quote(conclusion.span).split("\n")
    assert first.startswith("综合来看，开源AI模型和闭源AI模型各有优劣。")
    assert second.endswith("更将推动整个AI行业迈向新的高度。")
    assert (conclusion.dimension, conclusion.alternative) == (None, None)


def test_the_summaries_are_the_cells_of_the_closing_table(article: Document, drafts: tuple[Draft, ...]):
    assert [(words(d.alternative), words(d.dimension), article.quote(d.span)) for d in of_kind(drafts, "cell")] == [
        (OPEN, PRIVACY, "透明性高，社区审查严格；推动隐私保护技术如差分隐私和联邦学习"),
        (CLOSED, PRIVACY, "依赖严格的安全规范和专有技术；资源集中，合规能力强"),
        (OPEN, BUSINESS, "灵活性和可定制性高，成本效益好，快速迭代"),
        (CLOSED, BUSINESS, "专业支持强，稳定性高，提供完整的生态系统"),
        (OPEN, COMMUNITY, "社区协作广泛，知识共享和公开研究，技术进步快"),
        (CLOSED, COMMUNITY, "资源集中化，垂直整合强，市场推广能力强"),
    ]


def test_a_slot_is_anchored_where_its_words_stand(article: Document, drafts: tuple[Draft, ...]):
    for draft in drafts:
        for slot in (draft.alternative, draft.dimension, draft.property):
            assert slot is None or article.quote(slot.span) == slot.words
    claim, summary = of_kind(drafts, "claim")[0], of_kind(drafts, "cell")[0]
    assert claim.alternative is not None
    assert summary.dimension is not None
    assert claim.alternative.span.end < claim.context.start
    assert article.blocks[-12].row == 0
    assert summary.dimension.span == article.blocks[-9].span


def check_coverage(document: Document, drafts: tuple[Draft, ...]) -> None:
    assert all(any(block.span in draft.context for draft in drafts) for block in document.blocks)
    assert all(any(sentence in draft.context for draft in drafts) for sentence in document.sentences)
    assert [draft.context.start for draft in drafts] == sorted(draft.context.start for draft in drafts)


def check_identifiers(document: Document, drafts: tuple[Draft, ...]) -> None:
    names = [draft.id for draft in drafts]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"(claim|example|verdict|summary|framing)-[0-9a-f]{10}", name) for name in names)
    assert [draft.id for draft in everything(extract(document))] == names


def test_no_block_of_the_shipped_article_is_left_over_and_each_draft_has_a_name_of_its_own(
    article: Document, drafts: tuple[Draft, ...]
):
    check_coverage(article, drafts)
    check_identifiers(article, drafts)
    assert drafts[5].id == "claim-2ed47fcbec"


def test_another_layout_of_the_file_gives_the_same_drafts(article: Document, drafts: tuple[Draft, ...]):
    again = read_document("elsewhere.html", re.sub(r"\n +", "\r\n", article.raw).encode())
    assert everything(extract(again)) == drafts


@pytest.mark.parametrize("name", ["tea-and-coffee", "train-and-plane"])
def test_an_article_of_the_same_shape_gives_the_drafts_that_a_person_reads_in_it(name: str):
    document = read_document(DATA / f"{name}.html")
    drafts = everything(extract(document))
    found = [
        {
            "kind": draft.kind,
            "rule": draft.rule,
            "alternative": words(draft.alternative),
            "dimension": words(draft.dimension),
            "property": words(draft.property),
            "quote": document.quote(draft.span),
        }
        for draft in drafts
    ]
    expected = json.loads((DATA / f"{name}.drafts.json").read_text("utf-8"))
    assert [{key: value for key, value in row.items() if value is not None} for row in found] == expected
    check_coverage(document, drafts)
    check_identifiers(document, drafts)


def drafts_of(raw: str) -> list[tuple[str, str | None, str | None, str]]:
    document = read_document("page.html", raw.encode())
    return [
        (draft.kind, words(draft.alternative), words(draft.dimension), document.quote(draft.span))
        for draft in extract(document).drafts
    ]


LEADS = "<p><b>Ann</b></p><p><b>Bob</b></p><p><b>Ann</b></p><p><b>Bob</b></p>"
HEAD = "<h2>Speed: Ann and Bob</h2><p><b>Ann</b></p>"


@pytest.mark.parametrize(
    ("item", "quote"),
    [
        ("<b>Fast</b>: yes", "yes"),
        ("<b>Fast:</b> yes", "yes"),
        ("<b>Fast</b> ：yes", "yes"),
        ("<b>Fast</b>:: yes: no", "yes: no"),
        ("<b>Fast</b>", None),
        ("<b>Fast</b>:", None),
        ("<b>Fast</b>：：", None),
        ("<b>Fast</b> yes", None),
        ("so <b>fast</b>: yes", None),
        ("fast: yes", None),
        ("<b>:</b> yes", None),
    ],
)
def test_a_claim_begins_with_bold_words_and_a_colon_and_says_something_after_it(item: str, quote: str | None):
    expected = [("claim", "Ann", "Speed", quote)] if quote else []
    assert drafts_of(f"{LEADS}{HEAD}<ul><li>{item}</ul>") == expected


@pytest.mark.parametrize(
    ("heading", "dimension"),
    [
        ("Speed: Ann and Bob", "Speed"),
        ("1. Speed: Ann and Bob", "Speed"),
        ("2.1 Speed ：Ann VS Bob", "Speed"),
        ("(3) Speed: Bob, ann", "Speed"),
        ("二、速度：Ann与Bob", "速度"),
        ("IV. Speed: Ann and Bob", "Speed"),
        ("2024 speed: Ann and Bob", "2024 speed"),
        ("5G speed: Ann and Bob", "5G speed"),
        ("Speed: Ann", None),
        ("Speed of Ann and Bob", None),
    ],
)
def test_a_dimension_is_what_a_heading_names_before_all_sides_without_its_number(heading: str, dimension: str | None):
    found = drafts_of(f"{LEADS}<h2>{heading}</h2><p><b>Ann</b></p><ul><li><b>a</b>: b</ul>")
    assert found == ([("claim", "Ann", dimension, "b")] if dimension else [])


@pytest.mark.parametrize("lead", ["<b>Ann</b>", "<b>Ann:</b>", "<b>Ann</b>：", "<b>An</b><b>n</b>", "<b> Ann <br></b>"])
def test_a_side_is_named_by_a_paragraph_that_is_bold_throughout(lead: str):
    page = f"{LEADS}<h2>Speed: Ann and Bob</h2><p>{lead}</p><ul><li><b>a</b>: b</ul>"
    assert drafts_of(page) == [("claim", "Ann", "Speed", "b")]


def test_a_closing_paragraph_names_all_sides_whatever_their_case():
    sides = "<p><b>Green tea</b></p><p><b>Grey tea</b></p>"
    section = "<p>The greenhouse.</p><p>Green is mild, grey is strong.</p>"
    page = f"{sides}{sides}<h2>Taste: green tea, grey tea</h2>{sides}{section}"
    assert drafts_of(page) == [("verdict", None, "Taste", "Green is mild, grey is strong.")]


def test_one_table_says_nothing_about_the_next():
    first = "<table><tr><th>x<th>Ann<th>Bob<tr><td>Speed<td>fast<td>slow</table>"
    second = "<table><tr><td>Height<td>tall<td>short</table><ul><li><b>a</b>: b</ul>"
    assert drafts_of(LEADS + first + second) == [
        ("cell", "Ann", "Speed", "fast"),
        ("cell", "Bob", "Speed", "slow"),
    ]


def test_the_same_words_said_twice_are_two_statements():
    page = f"{LEADS}{HEAD}<ul><li><b>a</b>: b<li><b>a</b>: b</ul>"
    names = [draft.id for draft in extract(read_document("page.html", page.encode())).drafts]
    assert len(set(names)) == len(names) == 2


@pytest.mark.parametrize(
    "raw", ["", "<p>Nothing to compare.", "<p><b>Ann</b><p><b>Bob</b>", "<p><b>Ann</b><p><b>Ann</b>"]
)
def test_an_article_without_two_sides_is_refused_with_what_is_missing(raw: str):
    with pytest.raises(DocumentError, match=r"page\.html: no two sides found; .* bold paragraphs name the sides"):
        extract(read_document("page.html", raw.encode()))
