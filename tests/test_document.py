"""From a file to blocks: their kinds, lists, tables, what is bold, sentences, front matter."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from hostile import pages
from hypothesis import given

from kg.document import Block, Document, Span, read_document, sentences
from kg.errors import DocumentError


def read(raw: str) -> Document:
    return read_document("page.html", raw.encode())


def kinds(raw: str) -> list[tuple[str, int, str]]:
    document = read(raw)
    return [(block.kind, block.level, document.quote(block.span)) for block in document.blocks]


def bold(raw: str) -> list[str]:
    document = read(raw)
    return [document.quote(span) for block in document.blocks for span in block.bold]


def cells(raw: str) -> list[tuple[int | None, int | None, int | None, str]]:
    document = read(raw)
    return [(block.group, block.row, block.column, document.quote(block.span)) for block in document.blocks]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (
            "a<p>b<p>c</p>d",
            [("paragraph", 0, "a"), ("paragraph", 0, "b"), ("paragraph", 0, "c"), ("paragraph", 0, "d")],
        ),
        ("<h1>a</h1><h6>b</h6>c", [("heading", 1, "a"), ("heading", 6, "b"), ("paragraph", 0, "c")]),
        ("<h2>a</h3><p>b", [("heading", 2, "a"), ("paragraph", 0, "b")]),
        ("<h2>a<h3>b</h3>c", [("heading", 2, "a"), ("heading", 3, "b"), ("paragraph", 0, "c")]),
        ("<div>a<div>b</div>c</div>", [("paragraph", 0, "a"), ("paragraph", 0, "b"), ("paragraph", 0, "c")]),
        ("<blockquote><p>a</p></blockquote>b", [("quotation", 0, "a"), ("paragraph", 0, "b")]),
        ("<pre>a\n b</pre>", [("preformatted", 0, "a b")]),
        ("<figure>a<figcaption>b</figcaption></figure>", [("paragraph", 0, "a"), ("caption", 0, "b")]),
        (
            "<ul><li>a<li><p>b</p><p>c</ul>d",
            [("item", 1, "a"), ("item", 1, "b"), ("item", 1, "c"), ("paragraph", 0, "d")],
        ),
        (
            "<ul><li>a<ol><li>b</ol>c<li>d</ul>",
            [("item", 1, "a"), ("item", 2, "b"), ("item", 1, "c"), ("item", 1, "d")],
        ),
        ("<dl><dt>a<dd>b<dt>c</dl>", [("term", 1, "a"), ("item", 1, "b"), ("term", 1, "c")]),
        ("<ul><li>a<div><li>b</div></ul>", [("item", 1, "a"), ("item", 1, "b")]),
        ("<ul><li><h3>a</h3>b</ul>", [("heading", 3, "a"), ("item", 1, "b")]),
        ("<table><tr><td><ul><li>a</ul>b</table>", [("cell", 0, "a"), ("cell", 0, "b")]),
        ("<table><tr><td><h2>a</h2><ul><li>b</ul></table>", [("heading", 2, "a"), ("item", 1, "b")]),
        ("<ul><li><table><tr><td>a</table>b</ul>", [("cell", 0, "a"), ("item", 1, "b")]),
        ("<td>a<td>b", [("paragraph", 0, "a"), ("paragraph", 0, "b")]),
        ("<p>a<table><tr><td>b</table>c", [("paragraph", 0, "a"), ("cell", 0, "b"), ("paragraph", 0, "c")]),
        ("<p>a<button><p>b</button>c", [("paragraph", 0, "a"), ("paragraph", 0, "bc")]),
        ("<html><head><title>t</title><meta x><p>a", [("paragraph", 0, "a")]),
        ("<head>a</head><body>b", [("paragraph", 0, "a"), ("paragraph", 0, "b")]),
        ("<div><svg>x</div>a<select>y</select>b", [("paragraph", 0, "ab")]),
        ("a<hr>b<hr/>c", [("paragraph", 0, "a"), ("paragraph", 0, "b"), ("paragraph", 0, "c")]),
        ("a<span>b</div>c</span>d", [("paragraph", 0, "ab"), ("paragraph", 0, "cd")]),
        ("<p> </p><div></div>", []),
    ],
)
def test_blocks_are_of_the_kind_that_the_page_gives_them(raw: str, expected: list[tuple[str, int, str]]):
    assert kinds(raw) == expected


def test_a_block_knows_where_its_author_began_a_new_line():
    blocks = read_document("page.html", b"<p>a<br>b <br/><br> c</p><p><br>d<br></p>").blocks
    assert [block.breaks for block in blocks] == [(1, 3), ()]
    blocks = read_document("page.md", b"a  \nb\nc").blocks
    assert [block.breaks for block in blocks] == [(1,)]


def test_blocks_of_a_list_know_their_list_and_whether_it_is_numbered():
    document = read("<ul><li>a<ol><li>b</ol><li>c</ul><ol><li>d</ol>e")
    assert [(document.quote(block.span), block.group, block.ordered) for block in document.blocks] == [
        ("a", 0, False),
        ("b", 1, True),
        ("c", 0, False),
        ("d", 2, True),
        ("e", None, False),
    ]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (
            "<table><thead><tr><th>a<th>b<tbody><tr><td>c<td>d</table>",
            [(0, 0, 0, "a"), (0, 0, 1, "b"), (0, 1, 0, "c"), (0, 1, 1, "d")],
        ),
        ("<table><td>a<td>b<tr><td>c</table>", [(0, 0, 0, "a"), (0, 0, 1, "b"), (0, 1, 0, "c")]),
        ("<table><tr><td><td>b</td></tr><tr><td><p>c<p>d", [(0, 0, 1, "b"), (0, 1, 0, "c"), (0, 1, 0, "d")]),
        (
            "<table><tr><td>a<table><tr><td>b<td>c</table>d<td>e</table>f",
            [(0, 0, 0, "a"), (1, 0, 0, "b"), (1, 0, 1, "c"), (0, 0, 0, "d"), (0, 0, 1, "e"), (None, None, None, "f")],
        ),
        ("<table><caption>a<tr><td>b</table>", [(0, None, None, "a"), (0, 0, 0, "b")]),
        ("<div><table><tr><td>a</div>b<td>c</table></div>", [(0, 0, 0, "a"), (0, 0, 0, "b"), (0, 0, 1, "c")]),
    ],
)
def test_cells_know_their_table_row_and_column(
    raw: str, expected: list[tuple[int | None, int | None, int | None, str]]
):
    assert cells(raw) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("a<b>b</b>c<strong>d</strong>", ["b", "d"]),
        ("<b> a </b> <b>b</b>", ["a b"]),
        ("<b>a</b><b>b</b>", ["ab"]),
        ("<b>快</b>：<b>省</b>", ["快", "省"]),
        ("<b>a</b>/<b>b</b>", ["a", "b"]),
        ("<b>a<i>b</i>c</b>", ["abc"]),
        ("<b>a<p>b</b>c", ["a", "b"]),
        ("<p style='color: red; FONT-WEIGHT : bold'>a</p>b", ["a"]),
        ("<span style=font-weight:700>a</span><span style='font-weight:400'>b</span>", ["a"]),
        ("<b style='font-weight:normal'>a<span style='font-weight:bold'>b</span>c</b>", ["b"]),
        ("<b>a<span style='font-weight:lighter'>b</span>c</b>", ["a", "c"]),
        ("<b style='font-weight:inherit'>a</b>", ["a"]),
        ("<p style='font-weight:normal; font-weight:600'>a", ["a"]),
        ("<b><!-- --></b>a<b> </b>", []),
        ("<h2>a</h2><table><th>b", []),
    ],
)
def test_what_is_bold_is_known_by_tag_and_by_style(raw: str, expected: list[str]):
    assert bold(raw) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一句。两句！三句？四句", ["一句。", "两句！", "三句？", "四句"]),
        ("他说：“好。”然后走了。", ["他说：“好。”", "然后走了。"]),
        ("真的？！（是的。）好", ["真的？！", "（是的。）", "好"]),
        ("One. Two! Three? Four", ["One.", "Two!", "Three?", "Four"]),
        ("GPT-3.5 costs 1.50. It is 2.0", ["GPT-3.5 costs 1.50.", "It is 2.0"]),
        (
            "Many, e.g. Tea, i.e. leaves, vs. Coffee by Dr. Bean. End",
            ["Many, e.g. Tea, i.e. leaves, vs. Coffee by Dr. Bean.", "End"],
        ),
        ("Tea etc. is fine. So is Node.js here.", ["Tea etc. is fine.", "So is Node.js here."]),
        (
            'He said "yes." Then "no!" She left (late.) Then',
            ['He said "yes."', 'Then "no!"', "She left (late.)", "Then"],
        ),
        ("See http://a.b/?q=1!x for more. Bye", ["See http://a.b/?q=1!x for more.", "Bye"]),
        ("Wait... what? Yes... No", ["Wait... what?", "Yes...", "No"]),
        ("OpenAI。GPT！AI", ["OpenAI。", "GPT！", "AI"]),
        ("Done. ) ”", ["Done. ) ”"]),
        ("——", ["——"]),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, expected: list[str]):
    assert [text[span.start : span.end] for span in sentences(text)] == expected


def test_a_sentence_does_not_leave_its_block():
    document = read("<p>One<p>***<p>two. three<p>）")
    assert [document.quote(span) for span in document.sentences] == ["One", "***", "two. three", "）"]


def test_the_sentences_of_a_part_of_a_text_are_those_within_it():
    assert sentences("One. Two. Three.", 5, 9) == (Span(5, 9),)
    assert sentences("One. Two. Three.", 5, 12) == (Span(5, 9), Span(10, 12))
    assert sentences("") == ()


@given(pages())
def test_sentences_come_in_order_and_leave_out_only_white_space(raw: str):
    document = read(raw)
    position = 0
    for span in document.sentences:
        assert not document.text[position : span.start].strip()
        quote = document.quote(span)
        assert quote == quote.strip() != ""
        assert "\n" not in quote
        position = span.end
    assert not document.text[position:].strip()


def test_the_shipped_article_has_blocks_of_the_kinds_that_its_page_shows(article: Document):
    assert [block.kind for block in article.blocks].count("item") == 30
    assert [article.quote(block.span) for block in article.blocks if block.kind == "heading"] == [
        "开源与闭源AI模型的对决：数据隐私、商业应用与社区参与",
        "引言",
        "一、数据隐私保护：开源VS闭源",
        "二、商业应用：开源VS闭源",
        "三、社区参与与合作：开源VS闭源",
        "总结",
    ]
    table = [block for block in article.blocks if block.row is not None]
    assert [(block.row, block.column, article.quote(block.span)[:4]) for block in table[:6]] == [
        (0, 0, "指标"),
        (0, 1, "开源AI"),
        (0, 2, "闭源AI"),
        (1, 0, "数据隐私"),
        (1, 1, "透明性高"),
        (1, 2, "依赖严格"),
    ]


def test_the_front_matter_is_data_and_no_text():
    document = read("---\ntitle: 'A: b'\ntags: [x, y]\ndate: 2024-05-23\n---\n<p>c")
    assert document.metadata == {"title": "A: b", "tags": ["x", "y"], "date": datetime.date(2024, 5, 23)}
    assert document.text == "c"
    assert document.canonical.raw_range(0, 1) == (len(document.raw) - 1, len(document.raw))


@pytest.mark.parametrize(
    ("raw", "metadata", "text"),
    [
        ("---\r\na: 1\r\nb: 2\r\n---\r\nc", {"a": 1, "b": 2}, "c"),
        ("\ufeff---\na: 1\n---\nc", {"a": 1}, "c"),
        ("--- \na: 1\n---\t\nc", {"a": 1}, "c"),
        ("---\na: 1\n---", {"a": 1}, ""),
        ("---\n---\nc", {}, "c"),
        ("---\n# nothing\n---\nc", {}, "c"),
        ("---\na: '---'\nb: |\n ---\n---\nc", {"a": "---", "b": "---"}, "c"),
        ("---\na: 1\nb", {}, "--- a: 1 b"),
        ("<p>---\na: 1\n---\n", {}, "--- a: 1 ---"),
        ("----\na: 1\n----\n", {}, "---- a: 1 ----"),
        ("", {}, ""),
    ],
)
def test_front_matter_stands_between_two_lines_of_three_dashes_at_the_very_beginning(
    raw: str, metadata: dict[str, object], text: str
):
    document = read(raw)
    assert document.metadata == metadata
    assert document.text == text


def test_front_matter_between_lines_of_three_plus_signs_is_toml():
    document = read('+++\r\ntitle = "A: b"\r\ndate = 2024-05-23\r\n+++\r\n<p>c')
    assert document.metadata == {"title": "A: b", "date": datetime.date(2024, 5, 23)}
    assert document.text == "c"
    assert document.canonical.raw_range(0, 1) == (len(document.raw) - 1, len(document.raw))
    broken = read("+++\ntitle: A\n+++\n<p>c")
    assert broken.text == "c"
    with pytest.raises(DocumentError, match=r"^page\.html: the front matter is not TOML: Expected '='"):
        _ = broken.metadata


def test_a_choice_whose_end_is_missing_ends_with_the_next_field():
    assert read("<p>a<select><option>b<input><p>c").text == "a\nc"
    assert read("<p>a<select><option>b<select><p>c").text == "a\nc"


@pytest.mark.parametrize(
    ("front", "message"),
    [
        ("a: [1", "page.html:2: the front matter is not YAML: expected ',' or ']', but got '<stream end>'"),
        ("a: 1\n b: 2", "page.html:3: the front matter is not YAML: mapping values are not allowed here"),
        (
            "a: \0",
            "page.html: the front matter is not YAML: unacceptable character #x0000: special characters",
        ),
        ("a: !!python/name:os.system", "could not determine a constructor for the tag"),
        ("- 1", "page.html: the front matter is not a mapping"),
        ("just words", "page.html: the front matter is not a mapping"),
        ("date: 2024-13-45", "page.html: the front matter cannot be read: month must be in 1..12"),
        ("a: !!timestamp x", "page.html: the front matter cannot be read"),
        ("a: " + "[" * 5000, "page.html: the front matter cannot be read"),
    ],
    ids=lambda value: value[:12],
)
def test_broken_front_matter_is_told_in_one_line_and_leaves_the_text_readable(front: str, message: str):
    document = read(f"---\n{front}\n---\n<p>a")
    assert document.text == "a"
    with pytest.raises(DocumentError) as caught:
        _ = document.metadata
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_file_that_is_not_utf_8_is_refused_with_the_place(tmp_path: Path):
    path = tmp_path / "latin.html"
    path.write_bytes(b"<p>caf\xe9")
    with pytest.raises(DocumentError, match=r"latin\.html: not UTF-8 at byte 6; convert it, for example with iconv"):
        read_document(path)


def test_a_file_that_cannot_be_read_is_refused_with_the_reason(tmp_path: Path):
    with pytest.raises(DocumentError, match=r"nowhere\.html: cannot read the article: No such file or directory"):
        read_document(tmp_path / "nowhere.html")
    with pytest.raises(DocumentError, match="cannot read the article: Is a directory"):
        read_document(tmp_path)


def test_a_document_names_its_file_and_keeps_it_unchanged(tmp_path: Path):
    path = tmp_path / "a.html"
    path.write_bytes(b"\xef\xbb\xbf<p>a\r\n&amp;</p>")
    document = read_document(str(path))
    assert document.name == str(path)
    assert document.raw == "\ufeff<p>a\r\n&amp;</p>"
    assert document.blocks == (Block(Span(0, 3), "paragraph"),)
    assert document.quote(Span(2, 3)) == "&"


def test_a_range_holds_another_when_it_reaches_as_far_on_both_ends():
    assert Span(2, 4).holds(Span(2, 4))
    assert Span(2, 5).holds(Span(3, 4))
    assert not Span(2, 5).holds(Span(1, 4))
    assert not Span(2, 5).holds(Span(3, 6))
