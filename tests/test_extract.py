"""Drafts: what the shape of an article alone says about its claims."""

from __future__ import annotations

import json
import re
import time
from contextlib import suppress
from pathlib import Path

import pytest

from kg.assemble.framing import framing
from kg.document import Document, read_document
from kg.errors import DocumentError
from kg.extract import Draft, Extraction, Side, Slot, drafts_text, extract

DATA = Path(__file__).parent / "data"
OPEN, CLOSED = "开源AI模型", "闭源AI模型"
PRIVACY, BUSINESS, COMMUNITY = "数据隐私保护", "商业应用", "社区参与与合作"


def words(slot: Slot | None) -> str | None:
    return slot and slot.words


@pytest.fixture(scope="session")
def drafts(article: Document, extraction: Extraction) -> tuple[Draft, ...]:
    return everything(article, extraction)


def everything(document: Document, extraction: Extraction) -> tuple[Draft, ...]:
    """Drafts and framing in the order of the article."""
    found = [*extraction.drafts, *framing(document, extraction.drafts)]
    return tuple(sorted(found, key=lambda draft: draft.context.start))


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
    assert all(any(draft.context.holds(block.span) for draft in drafts) for block in document.blocks)
    assert all(any(draft.context.holds(sentence) for draft in drafts) for sentence in document.sentences)
    assert [draft.context.start for draft in drafts] == sorted(draft.context.start for draft in drafts)


def check_identifiers(document: Document, drafts: tuple[Draft, ...]) -> None:
    names = [draft.id for draft in drafts]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"(claim|example|verdict|summary|framing)-[0-9a-f]{10}", name) for name in names)
    assert [draft.id for draft in everything(document, extract(document))] == names


def test_no_block_of_the_shipped_article_is_left_over_and_each_draft_has_a_name_of_its_own(
    article: Document, drafts: tuple[Draft, ...]
):
    check_coverage(article, drafts)
    check_identifiers(article, drafts)
    assert drafts[5].id == "claim-2ed47fcbec"


def test_another_layout_of_the_file_gives_the_same_drafts(article: Document, drafts: tuple[Draft, ...]):
    again = read_document("elsewhere.html", re.sub(r"\n +", "\r\n", article.raw).encode())
    assert everything(again, extract(again)) == drafts


@pytest.mark.parametrize("name", ["tea-and-coffee", "train-and-plane"])
def test_an_article_of_the_same_shape_gives_the_drafts_that_a_person_reads_in_it(name: str):
    document = read_document(DATA / f"{name}.html")
    drafts = everything(document, extract(document))
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
        ("<b>Fast</b>", "Fast"),
        ("<b>Fast</b>:", "Fast"),
        ("<b>Fast</b>：：", "Fast"),
        ("<b>Fast</b> yes", "Fast yes"),
        ("so <b>fast</b>: yes", "yes"),
        ("fast: yes", "yes"),
    ],
)
def test_a_claim_is_what_an_item_says_after_its_label(item: str, quote: str):
    assert drafts_of(f"{LEADS}{HEAD}<ul><li>{item}</ul>") == [("claim", "Ann", "Speed", quote)]


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
        ("Speed: Ann", "Speed"),
        ("Speed of Ann and Bob", "Speed"),
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
    section = "<ul><li>The greenhouse.</ul><p>Green is mild, grey is strong.</p>"
    page = f"{sides}{sides}<h2>Taste: green tea, grey tea</h2>{sides}{section}"
    assert drafts_of(page)[-1] == ("verdict", None, "Taste", "Green is mild, grey is strong.")


def test_one_table_says_nothing_about_the_next():
    first = "<table><tr><th>x<th>Ann<th>Bob<tr><td>Speed<td>fast<td>slow</table>"
    second = "<table><tr><td>Height<td>tall<td>short</table>"
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
    with pytest.raises(DocumentError, match=r"page\.html: no two sides found; name what is compared"):
        extract(read_document("page.html", raw.encode()))


def found_in(text: str, name: str = "page.md") -> list[tuple[str, str | None, str | None, str | None, str]]:
    document = read_document(name, text.encode())
    return [
        (draft.kind, words(draft.alternative), draft.polarity, words(draft.property), document.quote(draft.span))
        for draft in extract(document).drafts
    ]


def test_sides_as_headings_with_their_pros_cons_and_examples_below():
    page = """# Bikes vs Trams
## Definitions
**Bikes**: Two wheels and a saddle.

**Trams**: Long cars on rails.
## Bikes
### Advantages
- **Cheap**: no fare at all
- Quick in town
### Disadvantages
- Wet in the rain
### Examples
- City bike
## Trams
### Advantages
- **Dry**: a roof over everybody
### Disadvantages
- **Slow**: a stop at every corner
### Examples
- Line 5 (the old one)
## Conclusion
Both take you there.

Take what stops at your door.
"""
    assert found_in(page) == [
        ("definition", "Bikes", None, None, "Two wheels and a saddle."),
        ("definition", "Trams", None, None, "Long cars on rails."),
        ("claim", "Bikes", "+", "Cheap", "no fare at all"),
        ("claim", "Bikes", "+", None, "Quick in town"),
        ("claim", "Bikes", "-", None, "Wet in the rain"),
        ("example", "Bikes", None, "City bike", "City bike"),
        ("claim", "Trams", "+", "Dry", "a roof over everybody"),
        ("claim", "Trams", "-", "Slow", "a stop at every corner"),
        ("example", "Trams", None, "Line 5", "Line 5 (the old one)"),
        ("verdict", None, None, None, "Both take you there.\nTake what stops at your door."),
    ]


def test_side_headings_with_a_bold_lead_for_each_polarity_in_chinese():
    page = """# 毛笔与钢笔的比较
### 毛笔的优势与不足
**优势：**

1. **变化多**：粗细随手而变。

**不足：**

1. **难学**：要练好几年。
### 钢笔的优势与不足
**优势：**

1. **方便**：随时可写。

**不足：**

1. **单调**：线条一样粗。
"""
    assert found_in(page) == [
        ("claim", "毛笔", "+", "变化多", "粗细随手而变。"),
        ("claim", "毛笔", "-", "难学", "要练好几年。"),
        ("claim", "钢笔", "+", "方便", "随时可写。"),
        ("claim", "钢笔", "-", "单调", "线条一样粗。"),
    ]


def test_dimension_headings_with_a_label_for_each_of_three_sides():
    page = """# Wood vs Steel vs Clay
## Price
- **Wood**: middling
- **Steel**: dear
- **Clay**: cheap
## Weight
- **Wood**: light
- **Steel**: heavy
- **Clay**: heavy, too
"""
    document = read_document("page.md", page.encode())
    assert [(words(d.alternative), words(d.dimension), document.quote(d.span)) for d in extract(document).drafts] == [
        ("Wood", "Price", "middling"),
        ("Steel", "Price", "dear"),
        ("Clay", "Price", "cheap"),
        ("Wood", "Weight", "light"),
        ("Steel", "Weight", "heavy"),
        ("Clay", "Weight", "heavy, too"),
    ]


def test_a_table_with_the_sides_in_its_first_column():
    page = "# Chess vs Go\n\n| | Board | Pieces |\n|-|-|-|\n| Chess | small | many kinds |\n| Go | large | one kind |\n"
    document = read_document("page.md", page.encode())
    found = [(words(d.alternative), words(d.dimension), document.quote(d.span)) for d in extract(document).drafts]
    assert found == [
        ("Chess", "Board", "small"),
        ("Chess", "Pieces", "many kinds"),
        ("Go", "Board", "large"),
        ("Go", "Pieces", "one kind"),
    ]


def test_ticks_and_crosses_speak_for_and_against_and_three_sides_are_cards_in_html():
    card = "<h2>{0}</h2><h3>How it works</h3><p>{0} works.</p><h4>Pros</h4><ul><li>✓ Good: yes</ul>"
    card += "<h4>Cons</h4><ul><li>✗ Bad</ul>"
    page = "<h1>Ants vs Bees vs Wasps</h1>" + "".join(card.format(name) for name in ("Ants", "Bees", "Wasps"))
    assert found_in(page, "page.html") == [
        row
        for name in ("Ants", "Bees", "Wasps")
        for row in [
            ("definition", name, None, None, f"{name} works."),
            ("claim", name, "+", "Good", "yes"),
            ("claim", name, "-", None, "Bad"),
        ]
    ]


def test_french_and_spanish_headings_have_the_same_roles():
    french = """# Vélo ou tram : que choisir ?
## Qu'est-ce que le vélo ?
Deux roues et une selle.
## Les avantages du vélo
- **Prix** : presque rien
## Les inconvénients du vélo
- **Pluie** : on se mouille
## Qu'est-ce que le tram ?
De longues voitures sur rails.
## Les avantages du tram
- **Confort** : un toit pour tous
## Les inconvénients du tram
- **Lenteur** : un arrêt à chaque coin
## Conclusion
Le vélo et le tram vont bien ensemble.
"""
    assert [(kind, side and side.lower(), polarity, name) for kind, side, polarity, name, _ in found_in(french)] == [
        ("definition", "vélo", None, None),
        ("claim", "vélo", "+", "Prix"),
        ("claim", "vélo", "-", "Pluie"),
        ("definition", "tram", None, None),
        ("claim", "tram", "+", "Confort"),
        ("claim", "tram", "-", "Lenteur"),
        ("verdict", None, None, None),
    ]
    spanish = """# Radio vs Televisión
## Ventajas de la radio
- **Precio**: casi nada
## Desventajas de la radio
- **Imagen**: ninguna
## Ventajas de la televisión
- **Imagen**: mucha
## Desventajas de la televisión
- **Precio**: alto
## Conclusiones
La radio y la televisión siguen vivas.
"""
    assert [(kind, side and side.lower(), polarity, name) for kind, side, polarity, name, _ in found_in(spanish)] == [
        ("claim", "radio", "+", "Precio"),
        ("claim", "radio", "-", "Imagen"),
        ("claim", "televisión", "+", "Imagen"),
        ("claim", "televisión", "-", "Precio"),
        ("verdict", None, None, None),
    ]


def test_japanese_headings_have_the_same_roles_and_a_word_within_a_longer_one_does_not_count():
    page = """# 自転車と電車の違い
## 自転車とは
自転車は二つの車輪で走るものです。
## 電車とは
電車は線路を走るものです。
## 自転車のメリット
- **値段**：ほとんどかからない
## 自転車のデメリット
- 雨にぬれる
## 電車のメリット
- 屋根がある
## まとめ
自転車と電車にはそれぞれよさがあります。
"""
    assert [(kind, side, polarity) for kind, side, polarity, _, _ in found_in(page)] == [
        ("definition", "自転車", None),
        ("definition", "電車", None),
        ("claim", "自転車", "+"),
        ("claim", "自転車", "-"),
        ("claim", "電車", "+"),
        ("verdict", None, None),
    ]


@pytest.mark.parametrize(
    ("name", "head", "piece"),
    [
        ("page.md", "", "# A vs B vs "),
        ("page.md", "", "## A№ vs B№\n"),
        ("page.md", "", "- **Tea:** a. **Coffee:** b. "),
        ("page.md", "|a|Tea|Coffee|\n|-|-|-|\n", "|b|c|d|\n"),
        ("page.html", "", "<dl><dt>Tea<dd>hot"),
        ("page.html", "", "<ul><li>Tea: hot"),
        ("page.html", "", "<b>Tea:</b> hot<br>"),
    ],
)
def test_time_is_linear_in_an_article_that_repeats_itself(name: str, head: str, piece: str):
    sides = [Side("Tea", ("Tea",)), Side("Coffee", ("Coffee",))]

    def seconds(length: int) -> float:
        body = "".join([piece.replace("№", str(number)) for number in range(length // len(piece))])
        document = read_document(name, (head + body).encode())
        began = time.process_time()
        with suppress(DocumentError):
            extract(document)
        drafts_text(document, extract(document, sides).drafts)
        return time.process_time() - began

    # Ten times the text in far less than a hundred times the time; the better of two against noise.
    assert min(seconds(20_000) for _ in range(2)) < 30 * max(min(seconds(2_000) for _ in range(2)), 0.001)
