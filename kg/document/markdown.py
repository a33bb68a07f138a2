"""Markdown as the tags that it stands for, each text with its place in the file (CommonMark, GFM tables)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import marko.block
import marko.inline
from marko.ext.gfm import elements, gfm

from kg.document.blocks import Block, BlockReader
from kg.document.canonical import CanonicalText
from kg.document.markup import Token, tokens
from kg.errors import DocumentError

__all__ = ["read_markdown"]

_TAGS: dict[type, str] = {
    marko.block.Paragraph: "p",
    elements.Paragraph: "p",
    marko.block.Quote: "blockquote",
    marko.block.ListItem: "li",
    marko.block.FencedCode: "pre",
    marko.block.CodeBlock: "pre",
    marko.inline.StrongEmphasis: "strong",
    elements.Table: "table",
    elements.TableRow: "tr",
}
_LINKS = (marko.inline.Link, marko.inline.AutoLink, elements.Url)
_LEAVES = (marko.inline.RawText, marko.inline.CodeSpan, marko.inline.Literal, marko.inline.AutoLink, elements.Url)


def read_markdown(reader: BlockReader, name: str) -> tuple[CanonicalText, tuple[Block, ...]]:
    """Return canonical text and blocks of a Markdown file.

    Args:
        reader: for the file; its ``start`` is where the text begins after the front matter.
        name: of the file, for messages.

    Raises:
        DocumentError: it is nested too deeply.
    """
    # Every position stays: a carriage return becomes a space, a byte order mark too.
    text = reader.raw[reader.start :].replace("\r\n", " \n").replace("\r", "\n").replace("\ufeff", " ")
    try:
        _Walk(reader).element(gfm.parse(text))
    except RecursionError as error:
        raise DocumentError("the Markdown is nested too deeply", where=name) from error
    return reader.finish()


class _Walk:
    def __init__(self, reader: BlockReader) -> None:
        self.reader, self.start = reader, reader.start
        self.cells = 0  # how many table cells are open

    def element(self, element: Any) -> None:
        if isinstance(element, (marko.inline.Image, marko.block.LinkRefDef, marko.block.BlankLine)):
            return
        if isinstance(element, (marko.block.HTMLBlock, marko.inline.InlineHTML)):
            if element.source_span:
                self.html(*self.span(element))
            return
        if isinstance(element, marko.inline.LineBreak):
            self.reader.take(Token("text", *self.span(element), "" if element.soft else "br"))
            return
        tag = self.tag(element)
        if tag:
            self.open(tag, {"href": ""} if tag == "a" else {})
        self.cells += tag in {"td", "th"}
        if isinstance(element, _LEAVES):
            self.leaf(element)
        elif not isinstance(element.children, str):
            for child in element.children:
                self.element(child)
        self.cells -= tag in {"td", "th"}
        if tag:
            self.reader.take(Token("close", self.start, self.start, tag))

    def tag(self, element: Any) -> str:
        if isinstance(element, (marko.block.Heading, marko.block.SetextHeading)):
            return f"h{element.level}"
        if isinstance(element, marko.block.List):
            return "ol" if element.ordered else "ul"
        if isinstance(element, elements.TableCell):
            return "th" if element.header else "td"
        if isinstance(element, _LINKS):
            return "a"
        return _TAGS.get(type(element), "")

    def open(self, name: str, attributes: dict[str, str]) -> None:
        self.reader.take(Token("open", self.start, self.start, name, attributes=attributes))

    def leaf(self, element: Any) -> None:
        if element.source_span is None:  # nothing stands in it
            return
        start, end = self.span(element)
        raw = self.reader.raw
        if isinstance(element, marko.inline.Literal):
            start = end - 1  # the backslash is no text
        elif isinstance(element, (marko.inline.CodeSpan, marko.inline.AutoLink)):
            signs = "`" if isinstance(element, marko.inline.CodeSpan) else "<>"
            while start < end and raw[start] in signs and raw[end - 1] in signs:
                start, end = start + 1, end - 1
        # In a table cell the backslash before a bar is no text either (GFM, section 4.10).
        while self.cells and (bar := raw.find("\\|", start, end)) >= 0:
            if bar > start:
                self.reader.take(Token("text", start, bar))
            self.reader.take(Token("text", bar + 1, bar + 2))
            start = bar + 2
        if end > start:
            self.reader.take(Token("text", start, end))

    def html(self, start: int, end: int) -> None:
        # Read by itself: an element that is not closed here must not reach into the Markdown after it.
        for token in tokens(self.reader.raw[start:end]):
            self.reader.take(replace(token, start=start + token.start, end=start + token.end))

    def span(self, element: Any) -> tuple[int, int]:
        start, end = element.source_span
        return self.start + start, self.start + end
