"""From blocks to drafts: each label gets its role from its words, then the article is read downwards."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.document import Block, Document, Span
from kg.errors import DocumentError
from kg.extract.collector import Collector
from kg.extract.cues import Cues, cues, fold, language_of
from kg.extract.draft import Extraction, Polarity, Side, Slot
from kg.extract.labels import EDGES, bold_words, label_of, tick_of
from kg.extract.names import Names
from kg.extract.outline import ITEM, LEAD, Open, Outline
from kg.extract.roles import Roles
from kg.extract.sides import find_sides
from kg.extract.tables import Tables

__all__ = ["extract", "sides_of"]

_LONGEST_LEAD = 90


def sides_of(document: Document) -> tuple[Side, ...]:
    """Return the sides that an article compares, by guess; empty if none are found."""
    return find_sides(document, cues(language_of(document.text)))


def extract(document: Document, sides: Sequence[Side] | None = None) -> Extraction:
    """Find what an article says about the things it compares; drafts and framing together cover every block.

    Args:
        document: the article as read.
        sides: what it compares, if a person has said so; guessed otherwise.

    Raises:
        DocumentError: no two sides are given or found.
    """
    language = cues(language_of(document.text))
    found = tuple(sides) if sides is not None else find_sides(document, language)
    if len(found) < 2:
        raise DocumentError(
            "no two sides found",
            where=document.name,
            hint='name what is compared, for example --side "Tea" --side "Coffee"',
        )
    return _Reader(document, found, language).read()


class _Reader:
    def __init__(self, document: Document, sides: tuple[Side, ...], words: Cues) -> None:
        self.document, self.sides, self.cues = document, sides, words
        self.names = Names(sides, words.head)
        self.roles = Roles(document, sides, self.names, words)
        self.outline = Outline()
        self.found = Collector(document, self.outline)
        self.tables = Tables(document, sides, self.names, self.roles, self.outline, self.found)
        self.bulleted: set[tuple[str, str]] = set()
        self.content = False  # whether the section has said something about a side
        self.title_seen = False

    def read(self) -> Extraction:
        blocks, index = self.document.blocks, 0
        while index < len(blocks):
            before = len(self.found.drafts)
            taken = self._block(index)
            contexts = [draft.context for draft in self.found.drafts[before:]]
            for block in blocks[index : index + taken]:
                if not any(block.span in context for context in contexts):
                    self.found.add("framing", block.span, self._framing_rule(block), block.span)
            index += taken
        return Extraction(self.sides, tuple(self.found.drafts), tuple(self.found.framing))

    def _framing_rule(self, block: Block) -> str:
        if block.kind == "heading":
            return "heading"
        if block.kind == "header_cell" or block.column == 0:
            return "table-header"
        lead = self.outline.open[-1] if self.outline.open and self.outline.open[-1].rank == LEAD else None
        words = self.document.quote(block.span).strip(EDGES)
        return "side-lead" if lead and lead.words == words and len(lead.role.sides) == 1 else "rest"

    # -- one block, or as many as belong together; returns how many

    def _block(self, index: int) -> int:
        block = self.document.blocks[index]
        if block.kind == "heading":
            self._heading(index, block)
            return 1
        if block.column is not None:
            return self._table(index)
        if block.kind == "item":
            return self._item(index, block)
        if block.kind == "paragraph":
            return self._paragraph(index, block)
        return 1

    def _heading(self, index: int, block: Block) -> None:
        text = self.document.quote(block.span)
        label = self.roles.read(block.span)
        title = not self.title_seen and (block.level == 1 or len(label.sides) > 1)
        while self.outline.open and self.outline.open[-1].rank >= block.level:
            last = self.outline.open[-1]
            keeps = last.rank == block.level and last.role.kind == "side" and label.kind == "role" and not label.sides
            if keeps and label.name in {"pros", "cons", "both", "examples"}:
                break
            self.outline.open.pop()
        if title and index < 3:
            self.title_seen = True
            return
        self.content = False
        self.outline.open.append(Open(block.level, label, text))

    def _paragraph(self, index: int, block: Block) -> int:
        self.outline.close(ITEM)
        text = self.document.quote(block.span)
        blocks = self.document.blocks
        following = blocks[index + 1] if index + 1 < len(blocks) else None
        if self.outline.skipped() or self._advert(block, text):
            return 1
        bare = text.strip(EDGES)
        if self._is_lead(block):
            self.outline.lead(self.roles.read(block.span), bare)
            return 1
        if following and following.kind in {"item", "cell", "header_cell"} and text.rstrip().endswith((":", "：")):
            label = self.roles.read(block.span)
            if len(text) <= _LONGEST_LEAD and (len(label.sides) == 1 or label.name in {"pros", "cons", "examples"}):
                self.outline.lead(self.roles.read(block.span), bare)
            return 1
        role = self.outline.role()
        if role == "conclusion":
            return self._conclusion(index)
        label_ = label_of(self.document, block.span, block.bold, plain=False)
        if label_ and label_.body.end > label_.body.start and len(label_.words) <= 60:
            self._labelled(block, label_.span, label_.body, None, "labelled-paragraph")
            return 1
        named = self.names.named(text)
        starts = self.cues.closing.match(fold(text))
        last = following is None or following.kind == "heading"
        side, dimension = self.outline.side(), self.outline.dimension()
        if (
            named
            and starts
            and self.found.drafts
            and role != "framing"
            and len(text) > 12
            and not text.rstrip().endswith((":", "："))
        ):
            self.found.add("verdict", block.span, "closing-paragraph", block.span, None, dimension)
        elif (
            len(named) == len(self.sides) and self.content and (last or (dimension and self.outline.under_side_lead()))
        ):
            self.outline.close(LEAD)
            self.found.add("verdict", block.span, "closing-paragraph", block.span, None, self.outline.dimension())
        elif side and not text.rstrip().endswith((":", "：")):
            self._prose(block, role, side, dimension)
        elif dimension and role not in {"framing", "comparison", "choice"} and len(named) == 1 and self._begins(text):
            slot = self._mention(block.span)
            self.found.add("claim", block.span, "paragraph", block.span, slot, dimension)
            self.content = True
        return 1

    def _prose(self, block: Block, role: str, side: Slot, dimension: Slot | None) -> None:
        polarity = self.outline.polarity()
        if role == "definition" or (role in {"", "framing"} and not dimension and not polarity):
            if not self.content:
                self.found.add("definition", block.span, "definition", block.span, side, dimension)
                self.content = True
        elif role == "examples":
            return
        elif dimension or polarity or role == "choice":
            self.found.add("claim", block.span, "paragraph", block.span, side, dimension, None, polarity)
            self.content = True

    def _conclusion(self, index: int) -> int:
        blocks, end = self.document.blocks, index
        while end < len(blocks) and blocks[end].kind == "paragraph":
            text = self.document.quote(blocks[end].span)
            if end > index and (self._is_lead(blocks[end]) or self._advert(blocks[end], text)):
                break
            end += 1
        whole = Span(blocks[index].span.start, blocks[end - 1].span.end)
        text = self.document.quote(whole)
        if len(text) > 12 and not (end - index == 1 and text.rstrip().endswith((":", "："))):
            self.found.add("verdict", whole, "paragraphs-under-conclusion-heading", whole)
        return end - index

    def _item(self, index: int, block: Block) -> int:
        rank = ITEM + block.level
        self.outline.close(rank)
        blocks = self.document.blocks
        end = index + 1
        while end < len(blocks) and self._continues(block, blocks[end]):
            end += 1
        own = blocks[index:end]
        span = Span(block.span.start, own[-1].span.end)
        child = end < len(blocks) and blocks[end].kind == "item" and blocks[end].level > block.level
        text = self.document.quote(span)
        if self.outline.skipped() or self._advert(block, text):
            return end - index
        tick, start = tick_of(text)
        bare = Span(span.start + start, span.end)
        label = label_of(self.document, span, block.bold)
        empty = label is not None and label.body.end <= label.body.start
        role = self.outline.role()
        if role == "examples" and not (
            label and len(self.roles.read(label.span).sides) == 1 and not self.outline.side()
        ):
            while end < len(blocks) and blocks[end].kind == "item" and blocks[end].level > block.level:
                end += 1
            whole = Span(bare.start, blocks[end - 1].span.end)
            self._example(whole, label.span if label else self._title(bare), "item-of-examples")
            return end - index
        if child and (label is None or empty):
            words = label.span if label else bare
            read = self.roles.read(words)
            slot = None if read.kind != "dimension" or read.sides else self.roles.slot(words)
            self.outline.open.append(Open(rank, read, self.document.quote(words), slot))
            return end - index
        if label is not None and not empty:
            self._labelled(block, label.span, label.body, tick, "labelled-item-under-side", span)
            if child:
                self.outline.open.append(
                    Open(rank, self.roles.read(label.span), label.words, self.roles.slot(label.span))
                )
            return end - index
        self._statement(label.span if label else bare, span, label.span if label else None, tick, "item")
        return end - index

    def _continues(self, block: Block, other: Block) -> bool:
        """Whether the other block is a further paragraph of the same list item."""
        return bool(block.path) and other.kind == "item" and (other.group, other.path) == (block.group, block.path)

    def _labelled(
        self, block: Block, words: Span, body: Span, tick: Polarity | None, rule: str, whole: Span | None = None
    ) -> None:
        """A label with what it says: the label names a side, a polarity, or a property."""
        label = self.roles.read(words)
        context = whole or block.span
        dimension, role = self.outline.dimension(), self.outline.role()
        key = (side.words if (side := self.outline.side()) else "", dimension.words if dimension else "")
        if len(label.sides) == 1 and label.slot and not (side and side.words != label.slot.words and not label.pure):
            if role == "definition" or (not dimension and role in {"", "framing"} and not self.outline.polarity()):
                self.found.add("definition", body, "definition", context, label.slot, dimension)
            else:
                polarity = label.polarity or tick or self.outline.polarity()
                self.found.add("claim", body, rule, context, label.slot, label.rest or dimension, None, polarity)
            self.content = True
        elif label.pure and label.polarity and side:
            self.found.add("claim", body, rule, context, side, dimension, None, label.polarity)
            self.content = True
        elif block.ordered and key in self.bulleted and side and rule == "labelled-item-under-side":
            self._example(context, words, "numbered-item-under-side")
        else:
            if side and not block.ordered and rule == "labelled-item-under-side":
                self.bulleted.add(key)
            self._statement(body, context, words, tick, rule)

    def _statement(self, span: Span, context: Span, words: Span | None, tick: Polarity | None, rule: str) -> None:
        side, dimension, role = self.outline.side(), self.outline.dimension(), self.outline.role()
        polarity = tick or self.outline.polarity()
        property_ = self.roles.slot(words) if words and words != span else self.outline.property()
        text = self.document.quote(context)
        if side is None:
            named = self.names.named(text)
            if len(named) == 1 and (dimension or role or polarity):
                side = self._mention(context)
            elif not (words and words != span) or not (role in {"choice", "comparison"} or len(named) > 1):
                return
        if role in {"framing", "skip"} or (role == "conclusion" and (side is None or not words)):
            return
        self.found.add("claim", span, rule, context, side, dimension, property_, polarity)
        self.content = self.content or side is not None

    def _example(self, span: Span, title: Span, rule: str) -> None:
        side = self.outline.side() or self._mention(span)
        self.found.add("example", span, rule, span, side, self.outline.dimension(), self.roles.slot(title))
        self.content = True

    def _title(self, span: Span) -> Span:
        """The name at the head of an example: what stands before a bracket or a dash."""
        text = self.document.quote(span)
        cut = re.search(r"\s*[（(]|\s[-–—]\s|[–—]|[:：]", text)
        return Span(span.start, span.start + (cut.start() if cut and cut.start() else len(text)))

    def _table(self, index: int) -> int:
        blocks, end = self.document.blocks, index
        group = blocks[index].group
        while end < len(blocks) and blocks[end].column is not None and blocks[end].group == group:
            end += 1
        self.outline.close(ITEM)
        if not self.outline.skipped():
            self.tables.read(blocks[index:end])
        return end - index

    # -- what a text says by itself

    def _advert(self, block: Block, text: str) -> bool:
        if block.within:
            return True
        linked = sum(link.end - link.start for link in block.links)
        if linked and linked >= 0.8 * len(text.strip(EDGES)):
            return True
        return bool(self.cues.advert.search(fold(text))) and not self.names.named(text)

    def _begins(self, text: str) -> bool:
        first = next(self.names.find(text), None)
        return first is not None and first[1] <= 20

    def _mention(self, span: Span) -> Slot | None:
        named = list(self.names.find(self.document.quote(span)))
        if len({number for number, _, _ in named}) != 1:
            return None
        number, start, end = named[0]
        return Slot(self.sides[number].name, Span(span.start + start, span.start + end))

    def _is_lead(self, block: Block) -> bool:
        """Whether a paragraph is short and bold throughout."""
        bare = self.document.quote(block.span).strip(EDGES)
        return 0 < len(bare) <= _LONGEST_LEAD and bold_words(self.document, block).strip(EDGES) == bare
