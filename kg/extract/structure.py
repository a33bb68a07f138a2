"""Drafts: what the structure of an article alone says about its claims, each with anchors and the rule that found it.

The shape that is read: sections headed by a dimension; in them leads that name a side; under a lead, bulleted items are
claims and numbered items examples, each with a bold label and a colon; a paragraph that names all sides closes the
section; a section headed as a conclusion; a table of dimensions by sides. What no rule takes is framing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from kg.document import Block, Document, Span
from kg.errors import DocumentError
from kg.extract.draft import Draft, Extraction, Kind, Side, Slot
from kg.namespaces import identifier

__all__ = ["extract"]

#: What a kind is called in identifiers.
_NOUNS = {"cell": "summary"}

_COLONS = "：:"
_NUMBERING = re.compile(r"\s*(?:[（(]?(?:[一二三四五六七八九十]+|\d{1,2}(?:\.\d{1,2})*|[IVX]+)[)）]?[、.．)\s]+)?\s*")
_CONCLUSION = re.compile(r"总结|结论|小结|结语|conclusions?|summary", re.IGNORECASE)


def extract(document: Document) -> Extraction:
    """Find what an article says about the things it compares; drafts and framing together cover every block.

    Raises:
        DocumentError: no two sides are named by repeated leads.
    """
    found = _Extractor(document)
    drafts = tuple(found.drafts())
    return Extraction(
        tuple(Side(name, (name,)) for name in found.sides),
        tuple(draft for draft in drafts if draft.kind != "framing"),
        tuple(draft for draft in drafts if draft.kind == "framing"),
    )


class _Extractor:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.sides = self._find_sides()
        self.short = _distinct_parts(self.sides)
        self.seen: Counter[tuple[str, str]] = Counter()

    def drafts(self) -> Iterator[Draft]:
        blocks = self.document.blocks
        dimension: Slot | None = None
        side: Slot | None = None
        table: int | None = None
        columns: dict[int, Slot] = {}
        row: Slot | None = None
        index = 0
        while index < len(blocks):
            block = blocks[index]
            lead = self._lead(block)
            label = self._label(block)
            closing = block.kind == "paragraph" and self._names_all(self.document.quote(block.span))
            if block.column is not None and block.group != table:
                table, columns, row = block.group, {}, None
            if block.kind == "heading":
                dimension, side = self._dimension(block), None
                yield self._draft("framing", block.span, "heading", block.span)
                if _CONCLUSION.search(self.document.quote(block.span)):
                    paragraphs = self._paragraphs_after(index)
                    if paragraphs:
                        whole = Span(paragraphs[0].span.start, paragraphs[-1].span.end)
                        yield self._draft("verdict", whole, "paragraphs-under-conclusion-heading", whole)
                        index += len(paragraphs)
            elif lead is not None and lead.words in self.sides:
                side = lead
                yield self._draft("framing", block.span, "side-lead", block.span)
            elif label is not None and label.span is not None and side is not None and dimension is not None:
                start = label.span.end
                while self.document.text[start] in _COLONS + " ":
                    start += 1
                quote = Span(start, block.span.end)
                if block.ordered:
                    yield self._draft(
                        "example", block.span, "numbered-item-under-side", block.span, side, dimension, property=label
                    )
                else:
                    yield self._draft(
                        "claim", quote, "labelled-item-under-side", block.span, side, dimension, property=label
                    )
            elif closing and dimension is not None and side is not None:
                yield self._draft("verdict", block.span, "closing-paragraph", block.span, None, dimension)
            elif block.kind == "header_cell":
                slot = self._slot(block.span)
                if slot.words in self.sides and block.column is not None:
                    columns[block.column] = slot
                elif block.column == 0 and columns:
                    row = slot
                yield self._draft("framing", block.span, "table-header", block.span)
            elif block.kind == "cell" and block.column in columns and row is not None:
                yield self._draft("cell", block.span, "table-cell", block.span, columns[block.column], row)
            elif block.kind == "cell" and block.column == 0 and columns:
                row = self._slot(block.span)
                yield self._draft("framing", block.span, "table-header", block.span)
            else:
                yield self._draft("framing", block.span, "rest", block.span)
            index += 1

    def _draft(
        self,
        kind: Kind,
        span: Span,
        rule: str,
        context: Span,
        alternative: Slot | None = None,
        dimension: Slot | None = None,
        property: Slot | None = None,
    ) -> Draft:
        quote = self.document.quote(span)
        noun = "conclusion" if kind == "verdict" and dimension is None else _NOUNS.get(kind, kind)
        # The same words in another place are another statement: the second and later ones are numbered.
        number = self.seen[noun, quote]
        self.seen[noun, quote] += 1
        name = identifier("verdict" if kind == "verdict" else noun, noun, quote, *([str(number)] if number else []))
        return Draft(name, kind, span, rule, context, alternative, dimension, property)

    def _slot(self, span: Span) -> Slot:
        return Slot(self.document.quote(span), span)

    def _lead(self, block: Block) -> Slot | None:
        """The words of a paragraph that is bold throughout, its closing colon aside."""
        words = self.document.quote(block.span).rstrip(_COLONS + " ")
        if block.kind != "paragraph" or len(block.bold) != 1 or not words:
            return None
        if block.bold[0].start != block.span.start or block.bold[0].end < block.span.start + len(words):
            return None
        return Slot(words, Span(block.span.start, block.span.start + len(words)))

    def _label(self, block: Block) -> Slot | None:
        """The bold words that begin a list item and are followed by a colon."""
        if block.kind != "item" or not block.bold or block.bold[0].start != block.span.start:
            return None
        words = self.document.quote(block.bold[0])
        bare = words.rstrip(_COLONS + " ")
        after = self.document.text[block.span.start + len(bare) : block.span.end].lstrip()
        if not bare or not after.startswith(tuple(_COLONS)) or not after.strip(_COLONS + " "):
            return None
        return Slot(bare, Span(block.span.start, block.span.start + len(bare)))

    def _dimension(self, block: Block) -> Slot | None:
        """What a heading that names all sides names besides them: the words between numbering and colon."""
        text = self.document.quote(block.span)
        head = re.split(r"[：:]", text, maxsplit=1)
        if len(head) != 2 or not self._names_all(head[1]):
            return None
        numbering = _NUMBERING.match(head[0])
        start = block.span.start + (numbering.end() if numbering else 0)
        words = self.document.text[start : block.span.start + len(head[0])].rstrip()
        return Slot(words, Span(start, start + len(words))) if words and block.level > 1 else None

    def _names_all(self, text: str) -> bool:
        return all(part.casefold() in text.casefold() for part in self.short)

    def _paragraphs_after(self, index: int) -> list[Block]:
        found: list[Block] = []
        for block in self.document.blocks[index + 1 :]:
            if block.kind != "paragraph" or self._lead(block) is not None:
                break
            found.append(block)
        return found

    def _find_sides(self) -> tuple[str, ...]:
        leads = Counter(lead.words for block in self.document.blocks if (lead := self._lead(block)))
        sides = tuple(words for words, count in leads.items() if count > 1)
        if len(sides) < 2:
            raise DocumentError(
                "no two sides found",
                where=self.document.name,
                hint="this version reads articles in which bold paragraphs name the sides, each more than once",
            )
        return sides


def _distinct_parts(sides: tuple[str, ...]) -> tuple[str, ...]:
    """What tells the sides apart: their names without the beginning and ending that all share, no Latin word cut."""
    beginning = _shared(sides)
    while any(_within_word(side, beginning) for side in sides):
        beginning -= 1
    ending = _shared(tuple(side[::-1] for side in sides))
    while any(_within_word(side, len(side) - ending) for side in sides):
        ending -= 1
    parts = tuple(side[beginning : len(side) - ending] for side in sides)
    return parts if all(part.strip() for part in parts) else sides


def _within_word(text: str, position: int) -> bool:
    """Whether a position stands between two Latin letters or digits."""
    around = text[max(0, position - 1) : position + 1]
    return 0 < position < len(text) and around.isascii() and around.isalnum()


def _shared(words: tuple[str, ...]) -> int:
    """How many characters at the beginning all words have in common."""
    columns = enumerate(zip(*words, strict=False))
    return next((index for index, column in columns if len(set(column)) > 1), min(map(len, words)))
