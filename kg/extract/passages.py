"""Paragraphs without a label: what each says under the labels that stand open, or that it only leads on."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from kg.document import Block, Document, Span
from kg.extract.clauses import Clauses
from kg.extract.collector import Collector
from kg.extract.cues import Cues, fold
from kg.extract.draft import Kind, Side, Slot
from kg.extract.labels import tick_of
from kg.extract.looks import Looks
from kg.extract.names import Names
from kg.extract.outline import Outline
from kg.extract.statements import SHORTEST_VERDICT, Statements

__all__ = ["Passages"]

_POINT = re.compile(r"\s*(?:[•▪◦‣·●○■□✓✔✅✗✘❌-]|[①-⑩]|[（(]?\d{1,2}[、.．）)])")
_STOP = re.compile(r"[.!?。！？…;；][\"'”’)）\]」』\s]*$")
_PAUSE = re.compile(r"\s*[,，:：、]")
_NEXT = re.compile(r"(?<=[。！？])\s*(?=\S)|(?<=[.!?])\s+(?=\S)")
_ASKS = re.compile("[?？]")
_WIDE = re.compile(r"[\u3040-\u9fff]")

#: How far from the beginning of a paragraph its subject stands, and how far where its first clause goes on until there.
_NEAR, _FAR, _BREAK = 20, 60, re.compile("[,.;:!?，。；：！？、]")

#: How long the words are that say that a paragraph concludes.
_LONGEST_CLOSING = 24
#: Roles of a section in which a paragraph may speak of one side after the other.
_OPEN_ROLES = frozenset({"", "comparison", "choice"})
#: How many blocks at the end of an article may close it without naming anything.
_TAIL = 4
#: How many clauses about one side and another a paragraph is taken apart into at most.
_MOST_CLAUSES = 8


def _is_sentence(text: str) -> bool:
    """Whether a paragraph says something by itself and is no caption, and no announcement of what follows."""
    if text.rstrip().endswith((":", "：")):  # what comes before the announcement may be one
        text = text[: max((one.start() for one in _NEXT.finditer(text)), default=0)]
    return bool(text) and bool(
        _STOP.search(text) or _POINT.match(text) or len(text) >= (24 if _WIDE.search(text) else 60)
    )


@dataclass(frozen=True, slots=True)
class _Passage:
    """A paragraph or a part of it, and where it stands.

    Attributes:
        block, context, text: the part, the whole, and the words of the part.
        named: the sides that it names.
        role, side, dimension: what stands open.
        every: whether it names all sides.
        last: whether it ends its section.
        late: whether it is among the last of the article.
        drafted: whether anything was drafted before it, and it leads to nothing.
    """

    block: Block
    context: Span
    text: str
    named: Sequence[int]
    role: str
    side: Slot | None
    dimension: Slot | None
    every: bool
    last: bool
    late: bool
    drafted: bool

    @property
    def between(self) -> bool:
        """Whether it names all sides where none stands open."""
        return self.every and not self.side

    @property
    def asked(self) -> bool:
        """Whether it may answer which side to choose."""
        return self.role == "choice" and self.side is None and (self.every or self.late)

    @property
    def leads_home(self) -> bool:
        """Whether it ends its section with the names of all sides."""
        return self.every and self.last and self.drafted

    @property
    def ends(self) -> bool:
        """Whether it ends the article with a sentence about all sides."""
        return self.leads_home and self.late and not self.side and _is_sentence(self.text)


class Passages:
    """Reads the paragraphs of one document that have no label.

    Args:
        document: the article.
        sides: what it compares.
        names: where a text names them.
        cues: the words of its language.
        outline: the labels that stand open.
        found: where drafts go.
        looks: tells blocks apart.
        clauses: takes texts apart by the sides that they speak of.
        says: drafts everything else, and knows what the section has said.
    """

    def __init__(
        self,
        document: Document,
        sides: Sequence[Side],
        names: Names,
        cues: Cues,
        outline: Outline,
        found: Collector,
        looks: Looks,
        clauses: Clauses,
        says: Statements,
    ) -> None:
        self.document, self.sides, self.names, self.cues, self.clauses = document, sides, names, cues, clauses
        self.outline, self.found, self.looks, self.says = outline, found, looks, says
        self.defined: set[str] = set()
        blocks = document.blocks
        self.tail = blocks[max(0, len(blocks) - _TAIL)].span.start if blocks else 0

    def read(self, block: Block, context: Span, *, last: bool, brief: bool, listed: bool = True) -> None:
        """Draft a paragraph.

        Args:
            block: the paragraph or a part of it.
            context: the whole paragraph.
            last: whether it ends its section.
            brief: whether the side that stands open only introduces what is said of it further down.
            listed: whether a list or table follows, which a colon at the end announces.
        """
        one = self._facts(block, context, last=last)
        dimension = None if brief else one.dimension
        if self._says_verdict(one):
            self._judge(one, one.dimension)
        elif self._tells_apart(one):
            return
        elif one.every and self.says.content and self._sums_up(one):
            self.outline.close_leads()
            self._judge(one, self.outline.dimension())
        elif one.asked and self._is_bold_side(one):
            about = self.says.mention(block.span)
            self.found.add("claim", block.span, "paragraph", context, about, one.dimension)  # "**Tea** suits the calm."
        elif one.asked and self._asks() and len(one.named) == 1 and self._in_turn(block):
            about = self.says.mention(block.span)
            self.found.add("claim", block.span, "paragraph", context, about, one.dimension)
        elif one.asked and self._asks() and _is_sentence(one.text):  # "So, which one?"
            self._judge(one, one.dimension)
        elif one.between and one.dimension and one.role in _OPEN_ROLES and self._contrasted(block, context):
            return
        elif (one.asked and _is_sentence(one.text)) or one.ends or (one.leads_home and one.role == "comparison"):
            self._judge(one, one.dimension)
        elif one.side and self._tells(one.text, dimension, listed=listed) and not self._is_aside():
            self._prose(block, context, one.role, one.side, dimension)
        elif len(one.named) == 1 and not one.side:
            self._about_one(block, context, one.text, one.role, one.dimension)

    def _facts(self, block: Block, context: Span, *, last: bool) -> _Passage:
        """What is known of a paragraph before it is read."""
        text = self.document.quote(block.span)
        named = self.names.named(text)
        role, side = self.outline.role(), self.outline.side()
        if side and len(named) == 1 and self.sides[named[0]].name != side.words and not self.outline.polarity():
            _, start, end = next(self.names.find(text))
            if not start:  # under a heading of one side a paragraph may be about the other
                side = Slot(self.sides[named[0]].name, Span(block.span.start, block.span.start + end))
        drafted = bool(self.found.drafts) and not text.rstrip().endswith((":", "："))
        every, late = len(named) == len(self.sides), context.start >= self.tail
        return _Passage(block, context, text, named, role, side, self.outline.dimension(), every, last, late, drafted)

    def _judge(self, one: _Passage, dimension: Slot | None) -> None:
        self.found.add("verdict", one.block.span, "closing-paragraph", one.context, None, dimension)

    def _says_verdict(self, one: _Passage) -> bool:
        """Whether a paragraph says that it judges, or is the last and says which side to choose."""
        if one.ends and self._recommends(one.text):
            return True
        told = one.drafted and one.role != "framing" and len(one.text) > SHORTEST_VERDICT
        return told and self._closes(one.text, one.named, one.side, late=one.late)

    def _tells_apart(self, one: _Passage) -> bool:
        """Draft a paragraph that speaks of one side after the other; return whether it is of that kind."""
        if not one.between:
            return False
        fewest = 2 if one.role == "comparison" else 1
        if one.role in {"comparison", "pros", "cons"} and self._contrasted(one.block, one.context, fewest):
            return True
        sentences = (one.dimension or one.role == "definition") and not self.says.listed
        if sentences and self.clauses.apart(one.block.span) and self._contrasted(one.block, one.context):
            return True
        about = self.clauses.measured(one.block.span) if one.dimension and one.role in _OPEN_ROLES else None
        if about is None:
            return False
        subject, polarity = Slot(self.sides[about.number].name, about.name), self.outline.polarity()
        self.found.add("claim", one.block.span, "paragraph", one.context, subject, one.dimension, None, polarity)
        self.says.content = True
        return True

    def _sums_up(self, one: _Passage) -> bool:
        """Whether a paragraph stands where what was said of each side is judged."""
        if one.last and (one.late or one.dimension or not self.outline.under_side_heading()):
            return True
        return one.dimension is not None and self.outline.under_side_lead()

    def _is_bold_side(self, one: _Passage) -> bool:
        """Whether a paragraph is about the only side that it names, in bold at its beginning."""
        bold = one.block.bold
        return len(one.named) == 1 and bool(bold) and self._begins(one.text[: bold[0].end - one.block.span.start])

    def _is_aside(self) -> bool:
        """Whether a paragraph stands after the list of what speaks for or against a side."""
        return self.says.listed and self.outline.polarity() is not None

    def turns(self, text: str) -> None:
        """Leave the side that only a lead has opened where a paragraph begins with another one and does not name it."""
        side = self.outline.side()
        if side is None or not self.outline.under_side_lead() or self.outline.under_side_heading():
            return
        named = [self.sides[number].name for number in self.names.named(text)]
        if named and side.words not in named and self._begins(text) and _is_sentence(text):
            self.outline.close_leads()

    def _asks(self) -> bool:
        """Whether the section asks which side to choose."""
        return any(one.role.name == "choice" and self.cues.asking.search(fold(one.words)) for one in self.outline.open)

    def _in_turn(self, block: Block) -> bool:
        """Whether the paragraphs of a section speak of one side each, and not all of the same."""
        blocks = self.document.blocks
        place = bisect_left(blocks, block.span.start, key=lambda one: one.span.start)
        before = takewhile(lambda one: one.kind != "heading", reversed(blocks[:place]))
        after = takewhile(lambda one: one.kind != "heading", blocks[place:])
        named = [self.names.named(self.document.quote(one.span)) for one in (*before, *after)]
        return all(len(one) == 1 for one in named) and len({one[0] for one in named}) > 1

    def _recommends(self, text: str) -> bool:
        """Whether the last paragraph answers which side to choose, by its heading or its first words: "Choose A…"."""
        folded = fold(text)
        first = next((begins for _, begins, _ in self.names.find_folded(folded)), 0)
        asks = bool(self.outline.open) and self.cues.asking.search(fold(self.outline.open[-1].words))
        return bool(asks) or any(role == "choice" for role, _, _ in self.cues.find(folded[:first]))

    def _tells(self, text: str, dimension: Slot | None, *, listed: bool) -> bool:
        """Whether a paragraph says something: a sentence, or what stands alone under a side or a polarity."""
        alone = dimension is not None and self.outline.at_side() and not self.says.content
        alone = alone and self.outline.role() not in {"definition", "framing"}
        alone = alone or self.outline.role() in {"pros", "cons"}
        if not listed and self.outline.polarity() and not self.says.content:
            text = text.rstrip(" \n:：")  # what a picture or some code shows is said by its announcement alone
        return _is_sentence(text) or (alone and bool(text) and not text.rstrip().endswith((":", "：")))

    def _about_one(self, block: Block, context: Span, text: str, role: str, dimension: Slot | None) -> None:
        """Draft a paragraph that names one side where none stands open."""
        about = self.says.mention(block.span)
        plain = role in {"", "framing"} and not dimension and about is not None and about.words not in self.defined
        told = self.looks.defines(text, _NEAR) if role == "definition" else self.looks.defines(text)
        if (plain or role in {"comparison", "definition"}) and told:
            self.found.add("definition", block.span, "definition", context, about, None)
            self.defined.update({about.words} if about else ())
        elif (
            role != "framing"
            and (dimension or role in {"both", "pros", "cons"})
            and (role != "choice" or not (self._asks() or text.endswith((":", "："))))  # "If you like to walk"
            and self._begins(text)
            and _is_sentence(text)
        ):
            self.found.add("claim", block.span, "paragraph", context, about, dimension, None, self.outline.polarity())
            self.says.content = True

    def _closes(self, text: str, named: Sequence[int], side: Slot | None, *, late: bool) -> bool:
        """Whether a paragraph begins as a verdict does, and is none of the first things said for or against a side."""
        if self.concludes(text):
            return True
        if side is not None and not self.says.content and not late:
            return False
        return (bool(named) or late or self._asks()) and self.cues.closing.match(fold(text)) is not None

    def concludes(self, text: str) -> bool:
        """Whether a paragraph says that it concludes: "In summary, …"."""
        folded = fold(text)
        found = self.cues.find(folded[:_LONGEST_CLOSING])
        return any(role == "conclusion" and not first and _PAUSE.match(folded, last) for role, first, last in found)

    def _contrasted(self, block: Block, context: Span, fewest: int = 1) -> bool:
        """Draft a paragraph clause by clause: "A is cheap, while B is quick"; return whether it is of that kind."""
        clauses = [one for one in self.clauses.read(block.span) if self.document.text[one.span.end - 1] not in ":："]
        if not fewest <= len(clauses) <= _MOST_CLAUSES or (len(clauses) == 1 and self.outline.role() == "choice"):
            return False
        for clause in clauses:
            about = Slot(self.sides[clause.number].name, clause.name)
            dimension, polarity = self.outline.dimension(), self.outline.polarity()
            kind: Kind = "definition" if self.outline.role() == "definition" else "claim"
            self.found.add(kind, clause.span, "clause", context, about, dimension, None, polarity)
        self.says.content = True
        return True

    def _prose(self, block: Block, context: Span, role: str, side: Slot, dimension: Slot | None) -> None:
        tick, start = tick_of(self.document.quote(block.span))
        polarity = tick or self.outline.polarity()
        span = Span(block.span.start + start, block.span.end)
        if role == "definition" or (role in {"", "framing", "comparison"} and not dimension and not polarity):
            late = side.words not in self.defined and self.looks.defines(self.document.quote(block.span))
            if late or (not self.says.content and (role != "comparison" or self._overview())):
                self.found.add("definition", block.span, "definition", context, side, dimension)
                self.defined.add(side.words)
                self.says.content = True
            elif role != "framing" and block.kind == "paragraph" and not _ASKS.search(self.document.quote(block.span)):
                self.found.add("claim", span, "paragraph", context, side, dimension)  # what is said after a definition
        elif role in {"", "framing"} and not polarity and not self.says.content and self._first_defines(side, block):
            self.found.add("definition", block.span, "definition", context, side, dimension)
            self.defined.add(side.words)
            self.says.content = True
        elif role == "examples":
            if not self.says.content:  # "## An example of A" with its story
                self.found.add("example", block.span, "labelled-examples", context, side, dimension)
                self.says.content = True
        elif dimension or polarity or role in {"choice", "both"}:
            self.found.add("claim", span, "paragraph", context, side, dimension, None, polarity)
            self.says.content = True

    def _overview(self) -> bool:
        """Whether the section gives a first look at each side."""
        words = [fold(one.words) for one in self.outline.open if one.role.name == "comparison"]
        return any(role == "framing" for one in words for role, _, _ in self.cues.find(one))

    def _first_defines(self, side: Slot, block: Block) -> bool:
        """Whether a paragraph is the first that says what a side is, and of what kind: "A is a drink"."""
        return side.words not in self.defined and self.looks.classes(self.document.quote(block.span))

    def _begins(self, text: str) -> bool:
        """Whether a text begins with the name of a side, or its first clause with words that lead to it."""
        first = next(self.names.find(text), None)
        if first is None or first[1] <= _NEAR:
            return first is not None
        start = next((one.end() for one in _BREAK.finditer(text, 0, first[1])), 0)
        led = not start or (text[start - 1] in ",，" and self.clauses.is_filler(fold(text[start : first[1]])))
        return first[1] <= _FAR and led  # "As far as taste goes, A …"
