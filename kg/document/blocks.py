"""From a file to a :class:`Document`: blocks of canonical text that know their place in the structure of the page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Literal

from kg.document.canonical import CanonicalText, CanonicalWriter
from kg.document.markup import Token, decode, tokens
from kg.document.sentences import Span, sentences
from kg.errors import DocumentError

__all__ = ["Block", "Document", "MetadataValue", "read_document"]

MetadataValue = str | int | float | bool | datetime | date | list["MetadataValue"] | dict[str, "MetadataValue"] | None
Kind = Literal["heading", "paragraph", "item", "cell", "header_cell", "caption", "quotation", "preformatted"]

_KINDS: dict[str, Kind] = {
    **{f"h{level}": "heading" for level in range(1, 7)},
    "li": "item",
    "dd": "item",
    "dt": "item",
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
_UNSEEN = frozenset(
    "head iframe math noembed noframes script select style svg template textarea title xmp".split(),
)
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_BOLD = frozenset({"b", "strong"})
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|bolder|[6-9]00)", re.IGNORECASE)
#: What an opening tag closes by itself, and where the search for it stops (HTML, section 13.1.2.4).
_IMPLIED_END: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "body": (frozenset({"head"}), frozenset()),
    "li": (frozenset({"li"}), _LISTS),
    "dt": (frozenset({"dt", "dd"}), _LISTS),
    "dd": (frozenset({"dt", "dd"}), _LISTS),
    "tr": (frozenset({"tr"}), frozenset({"table"})),
    "td": (frozenset({"td", "th"}), frozenset({"tr", "table"})),
    "th": (frozenset({"td", "th"}), frozenset({"tr", "table"})),
    "thead": (frozenset({"thead", "tbody", "tfoot"}), frozenset({"table"})),
    "tbody": (frozenset({"thead", "tbody", "tfoot"}), frozenset({"table"})),
    "tfoot": (frozenset({"thead", "tbody", "tfoot"}), frozenset({"table"})),
}
_PARAGRAPH_SCOPE = frozenset({"table", "td", "th", "caption", "button"})
_FRONT_MATTER = re.compile(r"\ufeff?---[ \t]*\r?\n(.*?)(?:\r?\n)---[ \t]*(?:\r?\n|\Z)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list item or table cell.

    Attributes:
        span: where it stands in the canonical text.
        kind: what it is.
        level: 1 to 6 for a heading, depth of nesting for a list item, otherwise 0.
        ordered: for a block in a list, whether the list is numbered.
        group: number of the innermost list or table it stands in, counted through the document; ``None`` outside.
        row, column: place in the table from 0, for a cell.
        bold: the ranges that are set in bold.
    """

    span: Span
    kind: Kind
    level: int = 0
    ordered: bool = False
    group: int | None = None
    row: int | None = None
    column: int | None = None
    bold: tuple[Span, ...] = ()


@dataclass(frozen=True)
class Document:
    """An article as read from its file.

    Attributes:
        name: the file it came from, for messages.
        raw: the decoded file, nothing changed; raw positions count its code points.
        canonical: the canonical text.
        blocks: the blocks in order; between two stands one line feed.
        front_matter: the YAML between the lines ``---`` at the beginning of the file, empty if there is none.
    """

    name: str
    raw: str
    canonical: CanonicalText
    blocks: tuple[Block, ...]
    front_matter: str = ""

    @cached_property
    def metadata(self) -> dict[str, MetadataValue]:
        """The front matter, empty if there is none.

        Raises:
            DocumentError: it is not a YAML mapping. An article can be read and verified all the same.
        """
        if not self.front_matter.strip():
            return {}
        import yaml

        try:
            data = yaml.safe_load(self.front_matter)
        except yaml.YAMLError as error:
            what = f"the front matter is not YAML: {str(error).splitlines()[0]}"
            raise DocumentError(what, where=self.name) from error
        if not isinstance(data, dict):
            raise DocumentError("the front matter is not a mapping", where=self.name)
        return {str(key): value for key, value in data.items()}

    @property
    def text(self) -> str:
        """The canonical text itself."""
        return self.canonical.text

    def quote(self, span: Span) -> str:
        """Return the canonical text of a range."""
        return self.text[span.start : span.end]

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """The sentences of the text; see :func:`kg.document.sentences.sentences`."""
        return sentences(self.text)


@dataclass(slots=True)
class _Element:
    name: str
    unseen: bool
    bold: bool
    group: int | None


class _Reader:
    """Follows the tags of one document and collects its blocks."""

    def __init__(self, raw: str, start: int) -> None:
        self.raw, self.start = raw, start
        self.writer = CanonicalWriter()
        self.blocks: list[Block] = []
        self.open: list[_Element] = []
        self.count: dict[str, int] = {}
        self.unseen = self.bold = self.groups = 0
        self.bold_spans: list[Span] = []
        self.rows: dict[int, int] = {}
        self.columns: dict[int, int] = {}

    def read(self) -> tuple[CanonicalText, tuple[Block, ...]]:
        for token in tokens(self.raw, self.start):
            if token.kind == "text":
                self._text(token)
            elif token.kind == "open":
                self._open(token)
            else:
                self._close(token.name)
        self._end_block()
        return self.writer.finish(), tuple(self.blocks)

    def _text(self, token: Token) -> None:
        if self.unseen:
            return
        start, end = self.writer.write(decode(self.raw, token.start, token.end))
        if self.bold and end > start:
            if self.bold_spans and self.bold_spans[-1].end >= start - 1:
                start = self.bold_spans.pop().start
            self.bold_spans.append(Span(start, end))

    def _open(self, token: Token) -> None:
        name = token.name
        if name == "br":
            self.writer.write([("\n", token.start, token.end)])
        if name in _BLOCKS:
            self._end_block()
            if self.count.get("p"):
                self._close_implied(frozenset({"p"}), _PARAGRAPH_SCOPE)
        if name in _IMPLIED_END:
            closes, scope = _IMPLIED_END[name]
            if any(self.count.get(other) for other in closes):
                self._close_implied(closes, scope)
        if name in _VOID or (token.self_closing and name in {"svg", "math"}):
            return
        group = self.open[-1].group if self.open else None
        if name in _LISTS or name == "table":
            group = self.groups
            self.groups += 1
        if group is not None and name == "tr":
            self.rows[group] = self.rows.get(group, -1) + 1
            self.columns[group] = -1
        elif group is not None and name in {"td", "th"}:
            self.columns[group] = self.columns.get(group, -1) + 1
        bold = name in _BOLD or bool(_BOLD_STYLE.search(token.attributes.get("style", "")))
        self._push(_Element(name, name in _UNSEEN, bold, group))

    def _close(self, name: str) -> None:
        if name in _BLOCKS:
            self._end_block()
        if not self.count.get(name):
            return
        for index in range(len(self.open) - 1, -1, -1):
            if self.open[index].name == name:
                self._pop_to(index)
                return

    def _close_implied(self, names: frozenset[str], scope: frozenset[str]) -> None:
        for index in range(len(self.open) - 1, -1, -1):
            if self.open[index].name in scope:
                return
            if self.open[index].name in names:
                self._pop_to(index)
                return

    def _push(self, element: _Element) -> None:
        self.open.append(element)
        self.count[element.name] = self.count.get(element.name, 0) + 1
        self.unseen += element.unseen
        self.bold += element.bold

    def _pop_to(self, index: int) -> None:
        while len(self.open) > index:
            element = self.open.pop()
            self.count[element.name] -= 1
            self.unseen -= element.unseen
            self.bold -= element.bold

    def _end_block(self) -> None:
        block = self.writer.end_block()
        bold, self.bold_spans = tuple(self.bold_spans), []
        if block is None:
            return
        kind: Kind = "paragraph"
        name = ""
        depth = 0
        ordered: bool | None = None
        for element in reversed(self.open):
            if kind == "paragraph" and element.name in _KINDS:
                kind, name = _KINDS[element.name], element.name
            if element.name in _LISTS:
                depth += 1
                ordered = element.name == "ol" if ordered is None else ordered
            if element.name == "table":
                break
        group = self.open[-1].group if self.open else None
        cell = kind in {"cell", "header_cell"} and group is not None
        self.blocks.append(
            Block(
                span=Span(*block),
                kind=kind,
                level=int(name[1]) if kind == "heading" else depth if kind == "item" else 0,
                ordered=bool(ordered),
                group=group,
                row=self.rows.get(group, 0) if cell and group is not None else None,
                column=self.columns.get(group, 0) if cell and group is not None else None,
                bold=bold,
            )
        )


def read_document(path: Path | str, data: bytes | None = None) -> Document:
    """Read an HTML article, with or without YAML front matter.

    Args:
        path: the file; only its name is used when ``data`` is given.
        data: the bytes of the file.

    Raises:
        DocumentError: the file cannot be read or is not UTF-8.
    """
    name = str(path)
    try:
        raw = (Path(path).read_bytes() if data is None else data).decode("utf-8")
    except OSError as error:
        raise DocumentError(f"cannot read the article: {error.strerror}", where=name) from error
    except UnicodeDecodeError as error:
        raise DocumentError(
            f"not UTF-8 at byte {error.start}", where=name, hint="convert it, for example with iconv -t utf-8"
        ) from error
    front = _FRONT_MATTER.match(raw)
    canonical, blocks = _Reader(raw, front.end() if front else 0).read()
    return Document(name, raw, canonical, blocks, front[1] if front else "")
