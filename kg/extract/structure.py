"""From blocks to drafts: each label gets its role from its words, then the article is read downwards."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from kg.document import Block, Document, Span
from kg.errors import DocumentError
from kg.extract.aliases import with_aliases
from kg.extract.clauses import Clauses
from kg.extract.collector import Collector
from kg.extract.cues import Cues, cues, fold, wording_of
from kg.extract.draft import Extraction, Polarity, Side, Slot
from kg.extract.items import Items
from kg.extract.labels import EDGES, Label, label_of, tick_of
from kg.extract.looks import LONGEST_LEAD, Looks
from kg.extract.names import Names
from kg.extract.outline import ITEM, Open, Outline
from kg.extract.passages import Passages
from kg.extract.roles import Role, Roles
from kg.extract.segments import segments
from kg.extract.sides import find_sides
from kg.extract.statements import Statements
from kg.extract.tables import Tables

__all__ = ["extract", "sides_of"]

_LONGEST_PLAIN_LEAD = 24
#: The level of headings down to which "Installation" is about the tools and compares nothing.
_CHAPTER = 2
_SENTENCE = re.compile(r"(?<=[。！？])\s*(?=\S)|(?<=[.!?])\s+(?=\S)")
#: What follows a lead: the list or table that it announces.
_LISTED = frozenset({"item", "term", "cell", "header_cell"})
#: Roles that a section after the conclusion must have to be read as part of the article.
_TELLING = frozenset({"pros", "cons", "both", "comparison", "choice", "conclusion", "definition"})


def sides_of(document: Document) -> tuple[Side, ...]:
    """Return the sides that an article compares, by guess; empty if none are found."""
    return find_sides(document, cues(wording_of(document.text)))


def extract(document: Document, sides: Sequence[Side] | None = None) -> Extraction:
    """Find what an article says about the things it compares.

    Args:
        document: the article as read.
        sides: what it compares, if a person has said so; guessed otherwise.

    Raises:
        DocumentError: no two sides are given or found.
    """
    language = cues(wording_of(document.text))
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
        self.looks = Looks(document, self.names, self.roles, words)
        clauses = Clauses(document, sides, self.names, words)
        self.says = Statements(document, sides, self.names, self.roles, words, self.outline, self.found, self.looks)
        self.passages = Passages(
            document, sides, self.names, words, self.outline, self.found, self.looks, clauses, self.says
        )
        self.items = Items(document, self.roles, self.outline, self.looks, self.says)
        self.tables = Tables(document, sides, self.names, self.roles, self.outline, self.found)
        self.heads = self._heads()
        self.title_seen = False
        self.concluded = 0  # level of the heading of the conclusion
        self.brief = False  # whether the section of a side goes on to advantages and limitations

    def read(self) -> Extraction:
        index = 0
        while index < len(self.blocks):
            index += self._block(index)
        return Extraction(self.sides, tuple(self.found.drafts))

    # -- one block, or as many as belong together; returns how many

    def _block(self, index: int) -> int:
        block = self.blocks[index]
        if block.kind == "heading":
            self._heading(index, block)
            return 1
        if block.column is not None:
            return self._table(index)
        if block.kind == "item":
            return self.items.item(index, block)
        if block.kind == "term":
            self.items.term(block)
            return 1
        if block.kind in {"paragraph", "quotation"}:
            return self._paragraph(index, block)
        return 1

    def _heading(self, index: int, block: Block) -> None:
        text = self.document.quote(block.span)
        label = self.roles.read(block.span)
        alone = len(label.sides) == 1 and label.pure and not label.name  # "# Tea" has "# Coffee" after it
        title = not self.title_seen and not alone and (block.level == 1 or len(label.sides) > 1)
        title = title and not self.outline.open  # "# Tea" and then "## Tea or coffee" is no second title
        while self.outline.open and self.outline.open[-1].rank >= block.level:
            last = self.outline.open[-1]
            keeps = last.rank == block.level and last.role.kind == "side" and label.kind == "role" and not label.sides
            told = label.name == "examples" and last.role.polarity  # what speaks for all sides has been told
            if keeps and label.name in {"pros", "cons", "both", "examples"} and not told:
                break
            self.outline.open.pop()
        if title and index < 3:
            self.title_seen = True
            return
        if self.concluded == block.level and not label.sides and label.name not in _TELLING:
            label = Role(name="skip", pure=True)
        elif label.name == "conclusion" and len(self.found.drafts) >= len(self.sides):
            self.concluded = block.level
        if label.name == "framing" and block.level > _CHAPTER and self._compares(text):
            label = Role(rest=self.roles.slot(block.span))
        if label.pure and not label.name and 1 < len(label.sides) == len(self.sides):  # "A and B"
            label = replace(label, name="comparison")
        self.says.content = self.says.listed = False
        self.outline.open.append(Open(block.level, label, text))
        self.brief = len(label.sides) == 1 and self._goes_on(index)

    def _compares(self, text: str) -> bool:
        """Whether the heading within a chapter names what the sides are compared by, "Installation" for one."""
        return self.outline.side() is None and bool(self.cues.criterion.fullmatch(fold(text).strip(EDGES)))

    def _goes_on(self, index: int) -> bool:
        """Whether the section of a heading lists advantages or limitations, so that what comes first introduces."""
        level = self.blocks[index].level
        for block in self.blocks[index + 1 :]:
            if block.kind == "heading" and block.level <= level:
                return False
            if block.kind in {"heading", "header_cell"} or self.looks.lead(block):
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
        if self.outline.skipped() and not block.within and self.passages.concludes(text):
            self.outline.close(0)  # what stands after the links is part of the article again
        if self.outline.skipped() or self.looks.advert(block, text):
            return 1
        if self.looks.lead(block):
            lead = self.roles.read(block.span)
            self.outline.lead(lead, text.strip(EDGES))
            self.says.content = self.says.content and lead.kind != "side"  # nothing has been said of it yet
            return 1
        self.passages.turns(text)
        if self._announces(block, text, following) or self._asks_what(block, text, following):
            return 1
        if self.outline.role() == "conclusion":
            return self.says.conclusion(index)
        parts = segments(self.document, block, self.looks.points)
        bold = any(part.bold and part.bold[0].start == part.span.start for part in parts)
        for part in parts:
            label = self.looks.label(part, plain=len(parts) > 1 and not bold)
            if len(parts) > 1 and (
                self.looks.opens(part) or (part is parts[0] and self.looks.lead(part))
            ):  # "Pros:", with its points on lines of their own
                self.outline.lead(self.roles.read(part.span), self.document.quote(part.span).strip(EDGES))
            elif label:
                rule = "labelled-paragraph"
                self.says.labelled(part, label.span, label.body, None, rule, block.span, brief=self.brief)
                if len(parts) == 1 and self._stays_open(label, index):
                    self.outline.lead(self.roles.read(label.span), label.words)
            elif self.outline.side() and (self._tick(part) or (len(parts) > 1 and self.outline.polarity())):
                span = Span(part.span.start + tick_of(self.document.quote(part.span))[1], part.span.end)
                self.says.statement(span, block.span, None, self._tick(part), "item", span)
            elif not self._introduces(index, following):
                last = following is None or following.kind == "heading"
                listed = following is not None and following.kind in _LISTED
                self.passages.read(part, block.span, last=last, brief=self.brief, listed=listed)
        return 1

    def _tick(self, part: Block) -> Polarity | None:
        return tick_of(self.document.quote(part.span))[0]

    def _stays_open(self, label: Label, index: int) -> bool:
        """Whether a bold label names one side, of which what follows says more: "**Tea**: a drink", then a list."""
        following = self.blocks[index + 1] if index + 1 < len(self.blocks) else None
        if following is None or not label.bold:
            return False
        leads_on = following.kind == "paragraph" and self.document.quote(following.span).endswith((":", "："))
        read = self.roles.read(label.span)
        return (following.kind == "item" or leads_on) and len(read.sides) == 1 and read.pure and not read.name

    def _introduces(self, index: int, following: Block | None) -> bool:
        """Whether a paragraph stands between the label of advantages or limitations and their list."""
        if following is None or not index:
            return False
        before = self.blocks[index - 1]
        if self.outline.role() == "both" and before.kind == "heading":  # "Pros and cons of tea", then "Pros"
            weighs = following.kind == "heading" or self.looks.lead(following)
            return weighs and self.roles.read(following.span).name in {"pros", "cons"}
        listed = following.kind in {"item", "term"} and self.outline.polarity() is not None
        return listed and (before.kind == "heading" or self.looks.lead(before))

    def _announces(self, block: Block, text: str, following: Block | None) -> bool:
        """Whether a paragraph only announces what follows; it is opened as a lead if it says of what."""
        colon = text.rstrip().endswith((":", "："))
        listed = following is not None and following.kind in _LISTED
        if colon and listed:
            start = max((one.end() for one in _SENTENCE.finditer(text)), default=0)
            words = Span(block.span.start + start, block.span.end)
            label = self.roles.read(words)
            if not start and (side := self._introduced(block, text)):
                self.outline.lead(
                    Role([side[0]], Slot(self.sides[side[0]].name, side[1]), pure=True), text.strip(EDGES)
                )
                return True
            if block.span.start in self.heads and label.rest and not label.sides:
                self.outline.lead(label, text.strip(EDGES))
                return True
            if start and self.outline.role() == "conclusion":  # "None is best. The choice depends on:"
                return False
            if len(text) - start <= LONGEST_LEAD and (
                len(label.sides) == 1 or label.name in {"pros", "cons", "examples"}
            ):
                if start and self.outline.side() and not self.says.content:  # it introduces the side first
                    self.passages.read(block, block.span, last=False, brief=self.brief)
                if (
                    len(label.sides) > 1 and self.outline.side()
                ):  # "Like B, A has many advantages:" is about the open one
                    label = Role(name=label.name, polarity=label.polarity, cue=label.cue, pure=True)
                self.outline.lead(label, self.document.quote(words).strip(EDGES))
                return True
            named = self.names.named(text)
            if start and len(named) == 1 and not label.name and self.outline.side() is None:
                # "Tea keeps well. This includes:"
                self.passages.read(block, block.span, last=False, brief=self.brief)
                lead = Role(named, self.says.mention(block.span), pure=True)
                self.outline.lead(lead, self.document.quote(words).strip(EDGES))
                return True
            every = len(self.names.named(self.document.quote(words))) == len(self.sides) or (
                len(named) == len(self.sides) and label.name == "comparison"
            )
            if every and self.outline.side() is None and self.outline.role() != "conclusion":
                self.outline.lead(Role(label.sides, name="comparison"), self.document.quote(words).strip(EDGES))
            return start == 0 and self.outline.role() != "conclusion"
        if following is None or following.kind == "heading" or not 0 < len(text) <= _LONGEST_PLAIN_LEAD:
            return False
        if label_of(self.document, block.span, block.bold) and not colon:  # "Tea: a drink"
            return False
        label = self.roles.read(block.span)
        if label.pure and (label.polarity or len(label.sides) == 1) and (colon or listed):
            self.outline.lead(label, text.strip(EDGES))
            return True
        return False

    def _introduced(self, block: Block, text: str) -> tuple[int, Span] | None:
        """The side of which a paragraph tells what it is before it announces its features, which is drafted."""
        cut = max(text.rfind(mark) for mark in "，,；;")
        first = next(self.names.find(text), None)
        if cut <= 0 or self.says.content or first is None or first[1] or self.names.named(text[cut:]):
            return None
        side, announced = self.outline.side(), self.roles.read(Span(block.span.start + cut + 1, block.span.end))
        if announced.polarity or announced.name or not announced.rest or not (side or self.looks.defines(text)):
            return None
        name = self.sides[first[0]].name
        if side and side.words != name:
            return None
        mention = Span(block.span.start, block.span.start + first[2])
        told = Span(block.span.start, block.span.start + cut)
        if dimension := self.outline.dimension():
            self.found.add("claim", told, "paragraph", block.span, Slot(name, mention), dimension)
        else:
            self.found.add("definition", told, "definition", block.span, Slot(name, mention), None)
        self.says.content = True
        return first[0], mention

    def _heads(self) -> set[int]:
        """Where short paragraphs with a colon stand over lists that begin with a side, if there are several of them."""
        found = {
            block.span.start
            for block, item in pairwise(self.blocks)
            if item.kind == "item" and self._heads_a_list(block, item)
        }
        return found if len(found) > 1 else set()

    def _heads_a_list(self, block: Block, item: Block) -> bool:
        """Whether a paragraph is a label over a list whose first item is labelled with a side."""
        if block.kind != "paragraph" or block.span.end - block.span.start > _LONGEST_PLAIN_LEAD:
            return False
        if self.document.text[block.span.end - 1] not in ":：":
            return False
        label = label_of(self.document, item.span, item.bold)
        read = self.roles.read(label.span) if label else None
        return read is not None and len(read.sides) == 1 and read.pure and not read.name

    def _asks_what(self, block: Block, text: str, following: Block | None) -> bool:
        """Whether a paragraph only asks what a side is, which the next one tells; it is opened as a lead."""
        asks = text.endswith(("?", "？")) and len(text) <= LONGEST_LEAD
        if not asks or following is None or following.kind not in {"paragraph", "quotation"}:
            return False
        label = self.roles.read(block.span)
        if len(label.sides) != 1 or label.name != "definition":
            return False
        self.outline.lead(label, text.strip(EDGES))
        return True

    def _table(self, index: int) -> int:
        end, group = index, self.blocks[index].group
        while end < len(self.blocks) and self.blocks[end].column is not None and self.blocks[end].group == group:
            end += 1
        self.outline.close(ITEM)
        if not self.outline.skipped():
            self.tables.read(self.blocks[index:end])
        return end - index
