"""List items: what each says, and which stand open over the items within them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.document import Block, Document, Span
from kg.extract.labels import EDGES, Label, label_of, tick_of
from kg.extract.looks import Looks
from kg.extract.outline import ITEM, Open, Outline, item_rank
from kg.extract.roles import Roles
from kg.extract.segments import segments
from kg.extract.statements import Statements

__all__ = ["Items"]

_DASHES = frozenset("-–—")


class Items:
    """Reads the lists of one document.

    Args:
        document: the article.
        roles: reads labels.
        outline: the labels that stand open.
        looks: tells blocks apart.
        says: drafts what they say.
    """

    def __init__(self, document: Document, roles: Roles, outline: Outline, looks: Looks, says: Statements) -> None:
        self.document, self.roles, self.outline, self.looks, self.says = document, roles, outline, looks, says
        self.blocks = document.blocks
        self.descriptions = _descriptions(document.blocks)

    def term(self, block: Block) -> None:
        """Open a term: the term of a description list stands open over its descriptions."""
        rank = item_rank(block.level) - 1
        self.outline.close(rank)
        read = self.roles.read(block.span)
        slot = None if read.kind != "dimension" or read.sides else self.roles.slot(block.span)
        self.outline.open.append(Open(rank, read, self.document.quote(block.span), slot))

    def item(self, index: int, block: Block) -> int:
        """Read an item, with what belongs to it; return how many blocks that are."""
        opened = self.looks.opened(block)
        if opened is None:
            return self._item(index, block)
        before = self.document.quote(Span(block.span.start, opened.span.start))
        bold = tuple(one for one in block.bold if one.end <= opened.span.start)
        own = replace(block, span=Span(block.span.start, block.span.start + len(before.rstrip())), bold=bold)
        self._item(index, own)
        self.outline.close(ITEM)
        self.outline.lead(self.roles.read(opened.span), self.document.quote(opened.span).strip(EDGES))
        return 1

    def _item(self, index: int, block: Block) -> int:
        rank = item_rank(block.level)
        self.outline.close(rank)
        end = index + 1
        while end < len(self.blocks) and self._continues(block, self.blocks[end]):
            end += 1
        span = Span(block.span.start, self.blocks[end - 1].span.end if end - index > 1 else block.span.end)
        child = end < len(self.blocks) and self._inside(block, self.blocks[end])
        text = self.document.quote(span)
        if self.outline.skipped() or self.looks.advert(block, text):
            return end - index
        tick, start = tick_of(text)
        bare = Span(span.start + start, span.end)
        label = label_of(self.document, span, block.bold)
        empty = label is not None and label.body.end <= label.body.start
        role = self.outline.role()
        if role == "conclusion" and not self.looks.chooses(block):
            return self.says.conclusion(index)
        if label and not label.bold and self.document.text[label.span.end : label.body.start].strip(" ") in _DASHES:
            label = label if self.looks.telling(label) else None  # "cheap – at home" is one statement
        if empty and not child and label and self.roles.read(label.span).pure and self.looks.telling(label):
            return end - index
        if role == "examples" and not (
            label and len(self.roles.read(label.span).sides) == 1 and not self.outline.side()
        ):
            while end < len(self.blocks) and self._inside(block, self.blocks[end]):
                end += 1
            whole = Span(bare.start, self.blocks[end - 1].span.end)
            self.says.example(whole, label.span if label else self.says.title(bare), "item-of-examples")
            return end - index
        if child and (label is None or empty):
            words = label.span if label else bare
            read = self.roles.read(words)
            slot = None if read.kind != "dimension" or read.sides else self.roles.slot(words)
            self.outline.open.append(Open(rank, read, self.document.quote(words), slot))
            return end - index
        parts = segments(self.document, block, self.looks.points) if end - index == 1 else [block]
        if len(parts) > 1:
            for part in parts:
                own = self.looks.label(part, plain=True)
                if own:
                    self.says.labelled(part, own.span, own.body, None, "item", span, brief=False)
                else:
                    self.says.statement(part.span, span, None, None, "item", part.span)
            return end - index
        label = label or self._side_at_head(block, bare)
        if label is not None and not empty:
            self.says.labelled(block, label.span, label.body, tick, "labelled-item-under-side", span, brief=False)
            if child:
                read = self.roles.read(label.span)
                self.outline.open.append(Open(rank, read, label.words, self.roles.slot(label.span)))
            return end - index
        if label is None and index in self.descriptions and self._describes(rank):
            self.says.definition(span)
            return end - index
        if label is None and role != "choice" and self.looks.points(text).isdigit():
            return end - index  # a name alone
        if text.endswith(("?", "？")) and role != "choice":
            return end - index  # what is asked is not said
        self.says.statement(label.span if label else bare, span, label.span if label else None, tick, "item", span)
        return end - index

    def _describes(self, rank: int) -> bool:
        """Whether an item is the description of a term that is a side, where nothing else is spoken of."""
        term = self.outline.open[-1] if self.outline.open else None
        outer = self.outline.polarity() or self.outline.dimension()
        return term is not None and term.rank == rank - 1 and len(term.role.sides) == 1 and not outer

    def _side_at_head(self, block: Block, bare: Span) -> Label | None:
        """Bold words at the head of an item that name a side, where the text goes on without a colon."""
        if not block.bold or block.bold[0].start != bare.start or block.bold[0].end >= bare.end:
            return None
        words = Span(bare.start, block.bold[0].end)
        read = self.roles.read(words)
        if len(read.sides) != 1 or not read.pure or self.outline.side():
            return None
        return Label(self.document.quote(words), words, bare, True)

    def _inside(self, block: Block, other: Block) -> bool:
        return other.kind == "item" and other.level > block.level

    def _continues(self, block: Block, other: Block) -> bool:
        """Whether the other block is a further paragraph of the same list item."""
        return bool(block.path) and other.kind == "item" and (other.group, other.path) == (block.group, block.path)


def _descriptions(blocks: Sequence[Block]) -> set[int]:
    """The items of lists in which each term has one description, which tells what it is; several tell what it has."""
    found: set[int] = set()
    run: list[int] = []
    for index in range(len(blocks) + 1):
        if index < len(blocks) and blocks[index].kind in {"term", "item"}:
            run.append(index)
            continue
        kinds = [blocks[place].kind for place in run]
        if kinds == ["term", "item"] * (len(run) // 2):
            found.update(run[1::2])
        run = []
    return found
