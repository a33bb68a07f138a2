"""From blocks to drafts: each label gets its role from its words, then the article is read downwards."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.document import Block, Document, Span
from kg.errors import DocumentError
from kg.extract.aliases import with_aliases
from kg.extract.collector import Collector
from kg.extract.cues import Cues, cues, fold, language_of
from kg.extract.draft import Extraction, Side
from kg.extract.labels import EDGES, Label, bold_words, label_of, tick_of
from kg.extract.names import Names
from kg.extract.outline import ITEM, LEAD, Open, Outline, item_rank
from kg.extract.roles import Role, Roles
from kg.extract.segments import segments
from kg.extract.sides import find_sides
from kg.extract.statements import SHORTEST_VERDICT, Statements
from kg.extract.tables import Tables

__all__ = ["extract", "sides_of"]

_LONGEST_LEAD = 90
_LONGEST_PLAIN_LEAD = 24
_SENTENCE = re.compile(r"(?<=[.!?。！？])\s*(?=\S)")
_DASHES = frozenset("-–—")
#: What follows a lead: the list or table that it announces.
_LISTED = frozenset({"item", "term", "cell", "header_cell"})
#: Roles that a section after the conclusion must have to be read as part of the article.
_TELLING = frozenset({"pros", "cons", "both", "comparison", "choice", "conclusion", "definition"})


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
    return _Reader(document, with_aliases(document, found, language), language).read()


class _Reader:
    def __init__(self, document: Document, sides: tuple[Side, ...], words: Cues) -> None:
        self.document, self.sides, self.cues = document, sides, words
        self.blocks = document.blocks
        self.names = Names(sides, words.head)
        self.roles = Roles(document, sides, self.names, words)
        self.outline = Outline()
        self.found = Collector(document, self.outline)
        self.says = Statements(document, sides, self.names, self.roles, words, self.outline, self.found)
        self.tables = Tables(document, sides, self.names, self.roles, self.outline, self.found)
        self.title_seen = False
        self.concluded = 0  # level of the heading of the conclusion
        self.brief = False  # whether the section of a side goes on to advantages and limitations

    def read(self) -> Extraction:
        index = 0
        while index < len(self.blocks):
            before = len(self.found.drafts)
            taken = self._block(index)
            contexts = [draft.context for draft in self.found.drafts[before:]]
            for block in self.blocks[index : index + taken]:
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
        block = self.blocks[index]
        if block.kind == "heading":
            self._heading(index, block)
            return 1
        if block.column is not None:
            return self._table(index)
        if block.kind == "item":
            return self._item(index, block)
        if block.kind == "term":
            self._term(block)
            return 1
        if block.kind == "paragraph":
            return self._paragraph(index, block)
        return 1

    def _heading(self, index: int, block: Block) -> None:
        text = self.document.quote(block.span)
        label = self.roles.read(block.span)
        alone = len(label.sides) == 1 and label.pure and not label.name  # "# Tea" has "# Coffee" after it
        title = not self.title_seen and not alone and (block.level == 1 or len(label.sides) > 1)
        while self.outline.open and self.outline.open[-1].rank >= block.level:
            last = self.outline.open[-1]
            keeps = last.rank == block.level and last.role.kind == "side" and label.kind == "role" and not label.sides
            if keeps and label.name in {"pros", "cons", "both", "examples"}:
                break
            self.outline.open.pop()
        if title and index < 3:
            self.title_seen = True
            return
        if self.concluded == block.level and not label.sides and label.name not in _TELLING:
            label = Role(name="skip", pure=True)
        elif label.name == "conclusion" and len(self.found.drafts) >= len(self.sides):
            self.concluded = block.level
        self.says.content = False
        self.outline.open.append(Open(block.level, label, text))
        self.brief = len(label.sides) == 1 and self._goes_on(index)

    def _goes_on(self, index: int) -> bool:
        """Whether the section of a heading lists advantages or limitations, so that what comes first introduces."""
        level = self.blocks[index].level
        for block in self.blocks[index + 1 :]:
            if block.kind == "heading" and block.level <= level:
                return False
            if block.kind in {"heading", "header_cell"} or self._is_lead(block):
                words = block.span
            elif block.bold and (label := label_of(self.document, block.span, block.bold, plain=False)):
                words = label.span
            else:
                continue
            role = self.roles.read(words)
            if len(role.sides) == 1 and not role.name:
                return False
            if role.pure and role.name in {"pros", "cons", "both"}:
                return True
        return False

    def _paragraph(self, index: int, block: Block) -> int:
        self.outline.close(ITEM)
        text = self.document.quote(block.span)
        following = self.blocks[index + 1] if index + 1 < len(self.blocks) else None
        if self.outline.skipped() or self._advert(block, text):
            return 1
        if self._is_lead(block):
            self.outline.lead(self.roles.read(block.span), text.strip(EDGES))
            return 1
        if self._announces(block, text, following):
            return 1
        if self.outline.role() == "conclusion":
            return self._conclusion(index)
        parts = segments(self.document, block)
        for part in parts:
            label = self._label(part, plain=len(parts) > 1)
            if label:
                rule = "labelled-paragraph"
                self.says.labelled(part, label.span, label.body, None, rule, block.span, brief=self.brief)
            else:
                last = following is None or following.kind == "heading"
                self.says.passage(part, block.span, last=last, brief=self.brief)
        return 1

    def _announces(self, block: Block, text: str, following: Block | None) -> bool:
        """Whether a paragraph only announces what follows; it is opened as a lead if it says of what."""
        colon = text.rstrip().endswith((":", "："))
        listed = following is not None and following.kind in _LISTED
        if colon and listed:
            start = max((one.end() for one in _SENTENCE.finditer(text)), default=0)
            words = Span(block.span.start + start, block.span.end)
            label = self.roles.read(words)
            if len(text) - start <= _LONGEST_LEAD and (
                len(label.sides) == 1 or label.name in {"pros", "cons", "examples"}
            ):
                self.outline.lead(label, self.document.quote(words).strip(EDGES))
                return True
            return self.outline.role() != "conclusion"
        if following is None or following.kind == "heading" or not 0 < len(text) <= _LONGEST_PLAIN_LEAD:
            return False
        label = self.roles.read(block.span)
        if label.pure and (label.polarity or len(label.sides) == 1) and (colon or listed):
            self.outline.lead(label, text.strip(EDGES))
            return True
        return False

    def _label(self, part: Block, *, plain: bool) -> Label | None:
        """The label of a paragraph: bold words, or plain ones that name a side or a role and nothing else."""
        label = label_of(self.document, part.span, part.bold, plain=False)
        if label is None:
            label = label_of(self.document, part.span, part.bold)
            if label and not plain:
                if not self._telling(label):
                    return None
        if label and label.body.end > label.body.start and len(label.words) <= 60:
            return label
        return None

    def _conclusion(self, index: int) -> int:
        """One verdict over the paragraphs and items of a conclusion."""
        end = index
        while end < len(self.blocks) and self.blocks[end].kind in {"paragraph", "item"}:
            block = self.blocks[end]
            if end > index and (self._is_lead(block) or self._advert(block, self.document.quote(block.span))):
                break
            end += 1
        whole = Span(self.blocks[index].span.start, self.blocks[end - 1].span.end)
        text = self.document.quote(whole)
        if len(text) > SHORTEST_VERDICT and not (end - index == 1 and text.rstrip().endswith((":", "："))):
            self.found.add("verdict", whole, "paragraphs-under-conclusion-heading", whole)
        return end - index

    def _term(self, block: Block) -> None:
        """The term of a description list stands open over its descriptions."""
        rank = item_rank(block.level) - 1
        self.outline.close(rank)
        read = self.roles.read(block.span)
        slot = None if read.kind != "dimension" or read.sides else self.roles.slot(block.span)
        self.outline.open.append(Open(rank, read, self.document.quote(block.span), slot))

    def _item(self, index: int, block: Block) -> int:
        rank = item_rank(block.level)
        self.outline.close(rank)
        end = index + 1
        while end < len(self.blocks) and self._continues(block, self.blocks[end]):
            end += 1
        span = Span(block.span.start, self.blocks[end - 1].span.end)
        child = end < len(self.blocks) and self._inside(block, self.blocks[end])
        text = self.document.quote(span)
        if self.outline.skipped() or self._advert(block, text):
            return end - index
        tick, start = tick_of(text)
        bare = Span(span.start + start, span.end)
        label = label_of(self.document, span, block.bold)
        empty = label is not None and label.body.end <= label.body.start
        role = self.outline.role()
        if role == "conclusion":
            return self._conclusion(index)
        if label and not label.bold and self.document.text[label.span.end : label.body.start].strip(" ") in _DASHES:
            label = label if self._telling(label) else None  # "cheap – at home" is one statement
        if empty and not child and label and self.roles.read(label.span).pure and self._telling(label):
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
        parts = segments(self.document, block) if end - index == 1 else [block]
        if len(parts) > 1:
            for part in parts:
                own = self._label(part, plain=True)
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
        self.says.statement(label.span if label else bare, span, label.span if label else None, tick, "item", span)
        return end - index

    def _telling(self, label: Label) -> bool:
        """Whether a label names a side or a role and nothing else."""
        role = self.roles.read(label.span)
        return role.pure and (len(role.sides) == 1 or bool(role.name))

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

    def _table(self, index: int) -> int:
        end, group = index, self.blocks[index].group
        while end < len(self.blocks) and self.blocks[end].column is not None and self.blocks[end].group == group:
            end += 1
        self.outline.close(ITEM)
        if not self.outline.skipped():
            self.tables.read(self.blocks[index:end])
        return end - index

    # -- what a text says by itself

    def _advert(self, block: Block, text: str) -> bool:
        if block.within:
            return True
        linked = sum(link.end - link.start for link in block.links)
        if linked and linked >= 0.8 * len(text.strip(EDGES)):
            return True
        return bool(self.cues.advert.search(fold(text))) and not self.names.named(text)

    def _is_lead(self, block: Block) -> bool:
        """Whether a paragraph is short and bold throughout."""
        bare = self.document.quote(block.span).strip(EDGES)
        return (
            block.kind == "paragraph"
            and 0 < len(bare) <= _LONGEST_LEAD
            and bold_words(self.document, block).strip(EDGES) == bare
        )
