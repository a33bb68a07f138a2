"""Markdown in the block model: what it stands for, and where in the file each character stands."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.document import Document, read_document
from kg.document.markup import decode
from kg.errors import DocumentError

TEXT = """---
title: Tea vs Coffee
---

# Tea & coffee

Tea
---

**Cost**: *low*, see [the list](https://example.org/list "x") ![cup](cup.png)

1. one
2. two

   more of two
   - inner `code`

> quoted

|   | Tea | Coffee |
|---|-----|--------|
| price | low \\| fair | |

<p align="center">in <b>HTML</b></p>
<!-- no -->

AT&amp;T \\* done
"""


def read(text: str) -> Document:
    return read_document("page.md", text.encode())


def test_markdown_gives_the_blocks_that_its_html_would_give():
    document = read(TEXT)
    found = [(block.kind, block.level, block.path, document.quote(block.span)) for block in document.blocks]
    assert found == [
        ("heading", 1, (), "Tea & coffee"),
        ("heading", 2, (), "Tea"),
        ("paragraph", 0, (), "Cost: low, see the list"),
        ("item", 1, (1,), "one"),
        ("item", 1, (2,), "two"),
        ("item", 1, (2,), "more of two"),
        ("item", 2, (2, 1), "inner code"),
        ("quotation", 0, (), "quoted"),
        ("header_cell", 0, (), "Tea"),
        ("header_cell", 0, (), "Coffee"),
        ("cell", 0, (), "price"),
        ("cell", 0, (), "low | fair"),
        ("paragraph", 0, (), "in HTML"),
        ("paragraph", 0, (), "AT&T * done"),
    ]
    cost, quoted = document.blocks[2], document.blocks[7]
    assert [document.quote(span) for span in cost.bold] == ["Cost"]
    assert [document.quote(span) for span in cost.links] == ["the list"]
    assert quoted.within == {"blockquote"}
    assert [(block.row, block.column) for block in document.blocks[8:12]] == [(0, 1), (0, 2), (1, 0), (1, 1)]
    assert document.metadata == {"title": "Tea vs Coffee"}


@pytest.mark.parametrize("change", [lambda text: text.replace("\n", "\r\n"), lambda text: "\ufeff" + text])
def test_line_ends_and_a_byte_order_mark_change_nothing(change):
    plain, other = read(TEXT), read(change(TEXT))
    assert [plain.quote(block.span) for block in plain.blocks] == [other.quote(block.span) for block in other.blocks]


def check_raw_ranges(document: Document) -> None:
    last = 0
    for position, char in enumerate(document.text):
        if char.isspace():
            continue
        start, end = document.canonical.raw_range(position, position + 1)
        assert start >= last
        last = start
        assert char in "".join(one for one, _, _ in decode(document.raw, start, end))


def test_each_character_knows_its_place_in_the_file():
    check_raw_ranges(read(TEXT))


PIECES = [
    "# ",
    "## ",
    "- ",
    "1. ",
    "  ",
    "> ",
    "**",
    "*",
    "_",
    "`",
    "[a](b)",
    "![x](y)",
    "|",
    "|-|",
    "\n",
    "\n\n",
    "<b>",
]
PIECES += [
    "</b>",
    "<!--",
    "-->",
    "&amp;",
    "&#x4e00;",
    "\\",
    "\\*",
    "词",
    "word",
    "\t",
    "~~",
    "```",
    "<a href=x>",
    "\r\n",
]


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_whatever_stands_in_a_file_its_characters_are_found_again(text: str):
    check_raw_ranges(read(text))


def test_markdown_nested_deeply_is_read_or_refused_with_a_word():
    with contextlib.suppress(DocumentError):
        assert "x" in read("> " * 3000 + "x").text
