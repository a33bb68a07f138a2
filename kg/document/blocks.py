"""From tags and runs of text to the blocks of a :class:`~kg.document.model.Document`."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Set
from dataclasses import dataclass, replace

from kg.document.canonical import CanonicalText, CanonicalWriter
from kg.document.markup import Token, tokens
from kg.document.model import Block, Kind
from kg.document.sentences import Span

__all__ = ["BlockReader"]

_KINDS: dict[str, Kind] = {
    **{f"h{level}": "heading" for level in range(1, 7)},
    "li": "item",
    "dd": "item",
    "dt": "term",
    "td": "cell",
    "th": "header_cell",
    "caption": "caption",
    "figcaption": "caption",
    "blockquote": "quotation",
    "pre": "preformatted",
}
_LISTS = frozenset({"ul", "ol", "dl", "menu"})
#: Elements that begin a new block (HTML, section 15.3, display block, list-item and the table parts).
_BLOCKS = frozenset(
    """address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure
    footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre search section summary table
    tbody td tfoot th thead tr ul""".split()
)
#: Elements whose content a reader does not see as text of the article.
_UNSEEN = frozenset("iframe math noembed noframes script select style svg template textarea title xmp".split())
_FOREIGN = frozenset({"svg", "math"})
#: What ends a choice whose end is missing; another choice only ends it (HTML, section 13.2.6.4.7).
_ENDS_CHOICE = frozenset({"select", "input", "textarea"})
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_HEADINGS = frozenset({f"h{level}" for level in range(1, 7)})
_TABLE_PARTS = frozenset("caption colgroup tbody td tfoot th thead tr".split())
_TABLE_TAGS = _TABLE_PARTS | {"table"}
#: Elements whose beginning changes more than what stands in them.
_TREATED = _BLOCKS | _TABLE_PARTS | _ENDS_CHOICE | _VOID | _FOREIGN
_BOLD = frozenset({"b", "strong"})
_ROWS = frozenset({"tr", "td", "th"})
_CELL_KINDS = frozenset({"cell", "header_cell"})
#: How many lists around an item its path names.
_DEEPEST = 16
#: Elements whose content is not what the article says itself (HTML, section 4.3).
_ASIDES = frozenset({"aside", "blockquote", "footer", "form", "nav"})
_WEIGHT = re.compile(r"font-weight\s*+:\s*+(?:(bold|bolder|[6-9]00)|normal|lighter|[1-5]00)\b", re.IGNORECASE)
#: What an opening tag closes by itself, and where the search for it stops (HTML, section 13.1.2.4).
_IMPLIED_END: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "li": (frozenset({"li"}), _LISTS),
    "dt": (frozenset({"dt", "dd"}), _LISTS),
    "dd": (frozenset({"dt", "dd"}), _LISTS),
    "tr": (frozenset({"caption", "tr"}), frozenset({"table"})),
    "td": (frozenset({"caption", "td", "th"}), frozenset({"tr", "table"})),
    "th": (frozenset({"caption", "td", "th"}), frozenset({"tr", "table"})),
    "thead": (frozenset({"caption", "thead", "tbody", "tfoot"}), frozenset({"table"})),
    "tbody": (frozenset({"caption", "thead", "tbody", "tfoot"}), frozenset({"table"})),
    "tfoot": (frozenset({"caption", "thead", "tbody", "tfoot"}), frozenset({"table"})),
}
_PARAGRAPH = frozenset({"p"})
_PARAGRAPH_SCOPE = frozenset({"table", "td", "th", "caption", "button"})
#: Inside these, an end tag of something outside is a mistake and closes nothing.
_CELLS = frozenset({"table", "td", "th", "caption"})


@dataclass(slots=True)
class _Element:
    """An open element, and what its content has from it and from those around it."""

    name: str = ""
    kind: Kind = "paragraph"
    level: int = 0
    lists: int = 0
    ordered: bool = False
    group: int | None = None
    unseen: bool = False
    bold: bool = False
    link: bool = False
    path: tuple[int, ...] = ()
    within: frozenset[str] = frozenset()


class BlockReader:
    """Follows the tags of one document and collects its blocks; no step takes longer in a deeper document."""

    def __init__(self, raw: str, start: int) -> None:
        self.raw, self.start = raw, start
        self.writer = CanonicalWriter(raw)
        self.blocks: list[Block] = []
        self.open = [_Element()]
        self.places: dict[str, list[int]] = {}  # where in ``open`` the elements of each name stand
        self.unseen_from = 0  # where in ``open`` the outermost unseen element stands; 0 if none is open
        self.groups = 0
        self.bold_spans: list[Span] = []
        self.link_spans: list[Span] = []
        self.breaks: list[int] = []
        self.items: dict[int | None, int] = {}
        self.rows: dict[int, int] = {}
        self.columns: dict[int, int] = {}

    def read(self) -> tuple[CanonicalText, tuple[Block, ...]]:
        """Follow every token and return canonical text and blocks."""
        for token in tokens(self.raw, self.start):
            if token.kind == "text":
                self.text(token.start, token.end)
            else:
                self.tag(token)
        return self.finish()

    def tag(self, token: Token) -> None:
        """Follow one tag."""
        name = token.name
        if name == "br":  # browsers read </br> as <br>
            if not self.open[-1].unseen:
                self.writer.space(token.start, token.end)
            self.breaks.append(self.writer.position)
        elif token.kind == "close":
            self._close(name)
        elif name in _TREATED:
            self._open(token)
        else:
            self._push(self._element(name, token.attributes))

    def finish(self) -> tuple[CanonicalText, tuple[Block, ...]]:
        """Return canonical text and blocks after the last token."""
        self.end_block()
        return self.writer.finish(), tuple(self.blocks)

    def text(self, start: int, end: int) -> None:
        """Take a run of text."""
        around = self.open[-1]
        # Most runs of text are the line breaks between tags.
        if around.unseen or not (self.writer.begun or self.raw[start:end].strip(" \n\r\t")):
            return
        start, end = self.writer.write(start, end)
        if around.bold and end > start:
            self._mark(self.bold_spans, start, end)
        if around.link and end > start:
            self._mark(self.link_spans, start, end)

    def _mark(self, spans: list[Span], start: int, end: int) -> None:
        if spans and self.writer.only_space(spans[-1].end, start):
            start = spans.pop().start
        spans.append(Span(start, end))

    def _open(self, token: Token) -> None:
        name = token.name
        if name in _BLOCKS:
            self.end_block()
            if self.places.get("p"):
                self._close_implied(_PARAGRAPH, _PARAGRAPH_SCOPE)
        if name in _ENDS_CHOICE and (places := self.places.get("select")) and places[-1] >= self.unseen_from:
            self._pop_to(places[-1])
            if name == "select":
                return
        if name in _IMPLIED_END:
            self._close_implied(*_IMPLIED_END[name])
        if name in _HEADINGS:
            if self.open[-1].name in _HEADINGS:
                self._pop_to(len(self.open) - 1)
            self._leave_cell()
        outside = name in _TABLE_PARTS and not self.places.get("table")
        if outside or name in _VOID or (token.self_closing and name in _FOREIGN):
            return
        self._begin(name, token.attributes)

    def _begin(self, name: str, attributes: Mapping[str, str]) -> None:
        element = self._element(name, attributes)
        if name in _ROWS and element.group is not None:
            if name == "tr":
                self.rows[element.group] = self.rows.get(element.group, -1) + 1
                self.columns[element.group] = -1
            else:
                self.rows.setdefault(element.group, 0)
                self.columns[element.group] = self.columns.get(element.group, -1) + 1
        self._push(element)

    def enter(self, name: str) -> int:
        """Open an element that :meth:`leave` closes, with all that is left open within; return what it asks for."""
        if name in _BLOCKS:
            self.end_block()
        if name in _HEADINGS:
            self._leave_cell()
        self._begin(name, {})
        return len(self.open) - 1

    def leave(self, depth: int) -> None:
        """Close an element that was entered at this depth."""
        self.end_block()
        self._pop_to(depth)

    def _push(self, element: _Element) -> None:
        if element.unseen and not self.unseen_from:
            self.unseen_from = len(self.open)
        self.places.setdefault(element.name, []).append(len(self.open))
        self.open.append(element)

    def _element(self, name: str, attributes: Mapping[str, str]) -> _Element:
        around = self.open[-1]
        group = around.group
        in_cell = around.kind in _CELL_KINDS and name != "table"
        begins_list = name in _LISTS and not in_cell
        if begins_list or name == "table":
            group = self.groups
            self.groups += 1
        style = attributes.get("style")
        weights = _WEIGHT.findall(style) if style else ()
        bold = bool(weights[-1]) if weights else around.bold or name in _BOLD
        unseen = around.unseen or name in _UNSEEN
        within = around.within | {name} if name in _ASIDES else around.within
        path = around.path
        if name == "li" and not in_cell:
            self.items[group] = self.items.get(group, 0) + 1
            # Lists nested deeper than anybody reads keep the time linear by naming their outermost ones no further.
            path = (*path[: _DEEPEST - 1], self.items[group])
        if name == "table":  # a cell is read for itself, wherever its table stands
            return _Element(name, group=group, unseen=unseen, bold=bold, within=within)
        return _Element(
            name,
            # What stands in a cell is a cell, each item of a list one of its own.
            around.kind if in_cell and name not in {"td", "th"} else _KINDS.get(name, around.kind),
            int(name[1]) if name in _HEADINGS else around.level,
            around.lists + begins_list,
            name == "ol" if begins_list else around.ordered,
            group,
            unseen,
            bold,
            around.link or (name == "a" and "href" in attributes),
            path,
            within,
        )

    def _close(self, name: str) -> None:
        if name in _BLOCKS:
            self.end_block()
        if self.open[-1].name == name:  # as nearly always
            self._pop_to(len(self.open) - 1)
            return
        # The end tag of any heading closes the open one, whatever its level.
        index = self._innermost(_HEADINGS if name in _HEADINGS else (name,))
        if self.unseen_from and index < self.unseen_from:
            # What is not seen ends by its own tag, so that any part of the file reads as it does in the whole; only a
            # picture whose end is missing ends with the block around it (HTML, section 13.2.6.5).
            if name not in _BLOCKS or self.open[self.unseen_from].name not in _FOREIGN:
                return
            self._pop_to(self.unseen_from)
        # Cells stand in tables only.
        if index and (not self.places.get("table") or name in _TABLE_TAGS or index >= self._innermost(_CELLS)):
            self._pop_to(index)

    def _close_implied(self, names: Set[str], scope: Set[str]) -> None:
        if self.open[-1].name in names:  # as nearly always
            self._pop_to(len(self.open) - 1)
            return
        index = self._innermost(names)
        if index > self._innermost(scope) and index >= self.unseen_from:
            self._pop_to(index)

    def _leave_cell(self) -> None:
        """A cell with a heading is a part of the page, not of a table of data: its content is read for itself."""
        for place in range(len(self.open) - 1, -1, -1):
            if self.open[place].kind not in _CELL_KINDS:
                break
            self.open[place] = replace(self.open[place], kind="paragraph")

    def _innermost(self, names: Collection[str]) -> int:
        """Return the place in ``open`` of the innermost element of these names, 0 if none is open."""
        innermost = 0
        for name in names:
            places = self.places.get(name)
            if places and places[-1] > innermost:
                innermost = places[-1]
        return innermost

    def _pop_to(self, index: int) -> None:
        open_, places = self.open, self.places
        while len(open_) > index:
            places[open_.pop().name].pop()
        if index <= self.unseen_from:
            self.unseen_from = 0

    def end_block(self) -> None:
        """Close the open block, if something visible stands in it."""
        span = self.writer.end_block()
        if span is None:  # and so nothing in it is bold or a link
            return
        around = self.open[-1]
        kind, group = around.kind, around.group
        block = Block(span, kind, 0, around.ordered, group, path=around.path, within=around.within)
        if kind == "heading":
            block.level = around.level
        elif kind == "item" or kind == "term":
            block.level = around.lists
        elif kind in _CELL_KINDS and group is not None:
            block.row, block.column = self.rows.get(group, 0), self.columns.get(group, 0)
        if self.bold_spans:
            block.bold, self.bold_spans = tuple(self.bold_spans), []
        if self.link_spans:
            block.links, self.link_spans = tuple(self.link_spans), []
        if self.breaks:
            places, self.breaks = dict.fromkeys(self.breaks), []
            block.breaks = tuple(place for place in places if span.start < place < span.end)
        self.blocks.append(block)
