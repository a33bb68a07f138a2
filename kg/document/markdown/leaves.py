"""Leaves of Markdown: what holds text and no other block, and the steps in which it is read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from kg.document.markdown.links import definition
from kg.document.markdown.tags import MODULE, TEMPLATE_ONLY
from kg.document.markdown.text import Range, Text

__all__ = ["Leaf", "Leaves", "Step"]

Leaf = Literal["", "paragraph", "fence", "indented", "markup", "table"]

_HEADING_END = re.compile(r"(?:(?:^|[ \t]++)#++)?[ \t]*+\Z")
_ATTRIBUTES = re.compile(r"[ \t]*+\{[#.:][^{}]*+\}[ \t]*+\Z")
_CELL = re.compile(r"\\[^\r\n]|\||[^\\|]++|\\")


@dataclass(slots=True)
class Step:
    """One step in reading the file: an element opens or closes, or a leaf gives its text, in its element."""

    kind: Literal["open", "close", "inline", "literal", "markup"]
    name: str = ""
    text: Text | None = None


class Leaves:
    """The leaf that is open, and what was read so far.

    Attributes:
        steps: what was read, in order.
        labels: the labels of links that are defined, normalised.
        open: what the open leaf is, empty if none is open.
    """

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self.steps: list[Step] = []
        self.labels: set[str] = set()
        self.open: Leaf = ""
        self._ranges: list[Range] = []
        self._columns = 0

    def begin(self, leaf: Leaf) -> None:
        """Open a leaf; the one before must be closed."""
        self.open, self._ranges = leaf, []

    def add(self, start: int, end: int) -> None:
        """Add a range to the open leaf."""
        if self._ranges and self._ranges[-1][1] == start:
            start = self._ranges.pop()[0]
        self._ranges.append((start, end))

    def close(self) -> None:
        """Close the open leaf, if one is."""
        leaf, self.open = self.open, ""
        if leaf == "paragraph":
            self._paragraph()
        elif leaf in {"fence", "indented"}:
            self.steps.append(Step("literal", "pre", Text(self.raw, self._ranges)))
        elif leaf == "markup":
            if self.raw[self._ranges[0][0] : self._ranges[0][1]].lstrip()[:1] != "{":  # a comment of MDX
                self.steps.append(Step("markup", text=Text(self.raw, self._ranges)))
        elif leaf == "table":
            self.steps.append(Step("close", "table"))

    def heading(self, level: int, start: int, end: int) -> None:
        """Add a heading of one line, the signs that may close it left out."""
        line = _ATTRIBUTES.sub("", self.raw[start:end])
        end = start + len(_HEADING_END.sub("", line))
        self.steps.append(Step("inline", f"h{level}", Text(self.raw, [(start, end)])))

    def underlined(self, level: int) -> bool:
        """Make the open paragraph a heading; return false if it holds nothing but definitions."""
        ranges = self._without_definitions()
        if not ranges:
            return False
        start, end = ranges[-1]
        line = self.raw[start:end].rstrip("\r\n")
        ranges[-1] = (start, start + len(_ATTRIBUTES.sub("", line)))
        self.open = ""
        self.steps.append(Step("inline", f"h{level}", Text(self.raw, ranges)))
        return True

    def begin_table(self, start: int, end: int) -> bool:
        """Begin a table with a row of delimiters if the line before, in the open paragraph, has as many cells."""
        first, after = self._ranges[-1]
        stop = after - 1 - self.raw.endswith("\r\n", first, after)  # another line follows it
        head = max(first, self.raw.rfind("\n", first, stop) + 1, self.raw.rfind("\r", first, stop) + 1)
        cells, columns = self._cells(head, stop), len(self._cells(start, end))
        if len(cells) != columns or not ("|" in self.raw[head:stop] or "|" in self.raw[start:end]):
            return False
        self._ranges.pop()
        if head > first:
            self._ranges.append((first, head))
        if self._ranges:
            self.close()
        self.open, self._columns = "table", columns
        self.steps.append(Step("open", "table"))
        self._row(cells, "th")
        return True

    def row(self, start: int, end: int) -> None:
        """Add a row to the open table."""
        self._row(self._cells(start, end), "td")

    def _paragraph(self) -> None:
        start, end = self._ranges[-1]
        self._ranges[-1] = (start, start + len(self.raw[start:end].rstrip("\r\n")))  # no line follows the last one
        ranges = self._without_definitions()
        text = Text(self.raw, ranges)
        first = text.text[:1]
        program = (first in "ei" and MODULE.match(text.text)) or (
            (first == "{" or first.isspace()) and TEMPLATE_ONLY.match(text.text)
        )
        if ranges and not program:
            self.steps.append(Step("inline", "p", text))

    def _without_definitions(self) -> list[Range]:
        """Take the definitions at the beginning of the open paragraph and return the ranges of what is left."""
        if self.raw[self._ranges[0][0]] != "[":
            return self._ranges
        text = Text(self.raw, self._ranges)
        position = 0
        while found := definition(text.text, position):
            self.labels.add(found[0])
            position = found[1]
        return list(text.ranges(position, len(text.text)))

    def _cells(self, start: int, end: int) -> list[list[Range]]:
        """Return the ranges of each cell of a row; a bar after a backslash parts none, and the backslash is no text."""
        cells: list[list[Range]] = [[]]
        for found in _CELL.finditer(self.raw, start, end):
            piece, low, high = found[0], found.start(), found.end()
            if piece == "|":
                cells.append([])
                continue
            low += piece == "\\|"
            if cells[-1] and cells[-1][-1][1] == low:
                low = cells[-1].pop()[0]
            cells[-1].append((low, high))
        blank = [not "".join([self.raw[low:high] for low, high in cell]).strip() for cell in (cells[0], cells[-1])]
        return cells[int(blank[0] and len(cells) > 1) : len(cells) - (blank[1] and len(cells) > 1)]

    def _row(self, cells: list[list[Range]], name: str) -> None:
        self.steps.append(Step("open", "tr"))
        for cell in cells[: self._columns]:
            self.steps.append(Step("inline", name, Text(self.raw, cell)))
        self.steps.append(Step("close", "tr"))
