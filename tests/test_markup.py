"""The tokens of HTML, their exact positions, and how long finding them takes."""

from __future__ import annotations

import time
import unicodedata
from html import unescape

import pytest
from hostile import pages, paragraphs
from hypothesis import example, given
from justhtml import JustHTML

from kg.document import read_document
from kg.document.markup import Token, decode, tokens


def text_of(raw: str) -> str:
    """The text of a page, the content of raw text elements included."""
    return "".join(
        character
        for token in tokens(raw)
        if token.kind == "text"
        for character, _, _ in decode(raw, token.start, token.end)
    )


def visible(text: str) -> str:
    return "".join(
        character for character in text if not character.isspace() and unicodedata.category(character) != "Cc"
    )


def shown(raw: str) -> list[str]:
    """Tokens in short: tags by name, text by its words."""
    marks = {"open": "<{}>", "close": "</{}>"}
    return [
        marks[token.kind].format(token.name) if token.kind in marks else raw[token.start : token.end]
        for token in tokens(raw)
    ]


@given(pages())
def test_tokens_come_in_order_without_overlapping_and_each_is_what_stands_there(raw: str):
    position = 0
    for token in tokens(raw):
        assert position <= token.start < token.end <= len(raw)
        piece = raw[token.start : token.end]
        if token.kind != "text":
            assert piece.startswith("</" if token.kind == "close" else "<")
            assert piece.endswith(">")
            assert piece.lstrip("</").lower().startswith(token.name.lower())
        position = token.end


@given(pages())
@example("a&#1b & c")
def test_text_decodes_like_the_standard_library_and_every_range_is_the_reference_it_came_from(raw: str):
    for token in tokens(raw):
        if token.kind != "text":
            continue
        run = list(decode(raw, token.start, token.end))
        assert "".join(character for character, _, _ in run) == unescape(raw[token.start : token.end])
        position, previous = token.start, None
        for character, start, end in run:
            assert token.start <= start < end <= token.end
            assert (start, end) == previous or not unescape(raw[position:start])  # some references stand for nothing
            assert character == raw[start:end] or (raw[start] == "&" and character in unescape(raw[start:end]))
            position, previous = end, (start, end)


@given(pages())
def test_reading_a_page_from_the_middle_of_a_file_only_moves_positions(raw: str):
    moved = list(tokens("<<<" + raw, 3))
    assert [(token.kind, token.start - 3, token.end - 3, token.name) for token in moved] == [
        (token.kind, token.start, token.end, token.name) for token in tokens(raw)
    ]


@given(paragraphs())
@example("<p>a<b>c</p>d&notit;</b>")
@example('<em =="p>q">x')
@example("<p>1 < 2 &amp&amp; 3</p><!-- <p> -->")
@example("<script>'</p>'</script>&lt;")
def test_the_text_is_that_of_an_html5_parser(raw: str):
    raw = "<!doctype html>" + raw  # a byte order mark at the very beginning is another matter
    tree = JustHTML(raw, sanitize=False, scripting_enabled=False)
    found: list[str] = []
    nodes = [tree.root]
    while nodes:
        node = nodes.pop()
        if node.name == "#text":
            found.append(node.data or "")
        nodes.extend(reversed(node.children or []))
    # Where white space may stand in a tree is a matter of its own, and Python drops references to control characters
    # that the standard keeps; no other character may differ.
    assert visible(text_of(raw)) == visible("".join(found))


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("a<b>c</b>", ["a", "<b>", "c", "</b>"]),
        ("<P CLASS=x>a</P >", ["<p>", "a", "</p>"]),
        ("1 < 2 <3 <- </", ["1 < 2 <3 <- </"]),
        ("a</>b</ p>c", ["a", "b", "c"]),
        ("a<!>b<!doctype html>c<?pi?>d", ["a", "b", "c", "d"]),
        ("<!--> a <!---> b <!-- - -- > --!> c <!-- <p> -->d<!--e", [" a ", " b ", " c ", "d"]),
        ("<![CDATA[a>b]]>", ["b]]>"]),
        ("<a title='>' b=\">\" c=>d", ["<a>", "d"]),
        ('<a =="x>y">z', ["<a>", "z"]),
        ("a<b c='d", ["a"]),
        ("a<b ", ["a"]),
        ("<script><!-- </p> --></SCRIPT >a", ["<script>", "<!-- </p> -->", "</script>", "a"]),
        ("<style></\u017ftyle></style>a", ["<style>", "</\u017ftyle>", "</style>", "a"]),
        (
            "<title>a<b></title><textarea><p></textarea>",
            ["<title>", "a<b>", "</title>", "<textarea>", "<p>", "</textarea>"],
        ),
        ("<script>a", ["<script>", "a"]),
        ("<script/>a</script>", ["<script>", "a", "</script>"]),
        ("<svg><title/><style/></svg>a", ["<svg>", "<title>", "<style>", "</svg>", "a"]),
        ("<plaintext><b></plaintext>", ["<plaintext>", "<b></plaintext>"]),
        ("a\0<b\0c>d", ["a\0", "<b\0c>", "d"]),
        ("<bloc\u212aquote>", ["<bloc\u212aquote>"]),
        ("\r<p\r>\r", ["\r", "<p>", "\r"]),
        ("", []),
    ],
)
def test_odd_markup_is_read_as_the_standard_says(raw: str, expected: list[str]):
    assert shown(raw) == expected


def test_attributes_are_named_once_in_lower_case_with_their_references_decoded():
    (token,) = tokens("<p A=1 a=2 B='x&amp;y' c=\"&lt;\" d e= f=g/ =h=i j=''>")
    assert token.attributes == {"a": "1", "b": "x&y", "c": "<", "d": "", "e": "f=g/", "=h": "i", "j": ""}
    assert token == Token("open", 0, token.end, "p", attributes=token.attributes)


@pytest.mark.parametrize(
    ("raw", "closing"), [("<a/>", True), ("<a />", True), ("<a b=c/>", False), ("<a b='c'/>", True), ("<a / >", False)]
)
def test_a_slash_at_the_end_counts_unless_it_belongs_to_a_value(raw: str, closing: bool):
    (token,) = tokens(raw)
    assert token.self_closing is closing


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("&lt;", [("<", 0, 4)]),
        ("a&notit;", [("a", 0, 1), ("¬", 1, 5), ("i", 5, 6), ("t", 6, 7), (";", 7, 8)]),
        ("&ampfoo", [("&", 0, 4), ("f", 4, 5), ("o", 5, 6), ("o", 6, 7)]),
        ("&#x4e2d;&#25991", [("中", 0, 8), ("文", 8, 15)]),
        ("&#0;", [("\ufffd", 0, 4)]),
        ("&NotEqualTilde;", [("≂", 0, 15), ("\u0338", 0, 15)]),
        ("&semi;", [(";", 0, 6)]),
        ("&#38;lt;", [("&", 0, 5), ("l", 5, 6), ("t", 6, 7), (";", 7, 8)]),
        ("&;&#;&#x;", [(c, i, i + 1) for i, c in enumerate("&;&#;&#x;")]),
        (f"&#{'0' * 5000}65;", [("A", 0, 5005)]),
        (f"&#{'1' * 5000};", [("\ufffd", 0, 5003)]),
        (f"&#x{'f' * 5000};", [("\ufffd", 0, 5004)]),
        (f"&#{'0' * 5000};", [("\ufffd", 0, 5003)]),
    ],
    ids=lambda value: value[:16] if isinstance(value, str) else "",
)
def test_a_reference_gives_its_characters_the_whole_range_of_what_it_replaced(
    raw: str, expected: list[tuple[str, int, int]]
):
    assert list(decode(raw, 0, len(raw))) == expected


def test_a_reference_does_not_reach_past_the_end_of_its_text():
    assert list(decode("&ltx", 0, 2)) == [("&", 0, 1), ("l", 1, 2)]


N = 50_000
HARD = {
    "open tags without end": "<a " * N,
    "comments without end": "<!--" * N,
    "end tags without name": "</" * N,
    "ampersands": "&" * 2 * N,
    "deep nesting": "<div>" * N,
    "paragraphs without end": "<p>x" * N,
    "scripts": "<script>" * 20_000,
    "quotes without end": "<a b='" * N,
    "equals signs": "<a " + "=" * 2 * N,
    "attributes": "<a " + " ".join(f"b{number}=1" for number in range(N)) + ">",
    "declarations": "<!x" * N,
    "titles": "<textarea></textareax" * N,
    "one long reference": "&" + "a" * 2 * N,
    "half references": "&notit;" * N,
    "a number without end": "&#" + "1" * 2 * N,
    "white space": ("x" + " " * 10) * 20_000,
    "lists in lists": "<ul><li>x" * 20_000,
    "items in something deep": "<ul><li>" + "<div>" * 20_000 + "<li></div>x" * 20_000,
    "blocks inside deep inline tags": "<b>" * 20_000 + "<div>x" * 20_000,
    "a paragraph around a button": "<p><button>" + "<b>" * 20_000 + "<div></div>x" * 20_000,
    "items beside a table": "<ul><li><table>" + "<b>" * 20_000 + "<li>x" * 20_000,
    "end tags of nothing": "<div>" * 20_000 + "</span>" * 20_000,
    "cells without end": "<table>" + "<td>x" * 20_000,
    "headings": "<h1>x</h2>" * 20_000,
    "bold words": "<b>x</b> " * 20_000,
    "styles": "<p style='" + "font-weight" * 20_000 + "'>x",
    "lines of dashes": "---\n" + "---x\n" * 20_000,
    "full stops": "." * 2 * 20_000,
    "exclamation marks": "!" * 2 * 20_000 + "a",
    "closing quotes": "." + "”" * 2 * 20_000 + "a",
}


@pytest.mark.parametrize("name", HARD)
def test_a_hostile_page_takes_no_longer_than_its_length_allows(name: str):
    began = time.process_time()
    assert len(read_document("page.html", HARD[name].encode()).sentences) <= len(HARD[name])
    assert time.process_time() - began < 2
