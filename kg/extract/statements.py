"""What labels and items say under the labels that stand open: claims, examples, definitions, verdicts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.document import Block, Document, Span
from kg.extract.collector import Collector
from kg.extract.cues import Cues, fold
from kg.extract.draft import Polarity, Side, Slot
from kg.extract.labels import EDGES
from kg.extract.looks import Looks
from kg.extract.names import Names
from kg.extract.outline import Outline
from kg.extract.roles import Role, Roles
from kg.extract.segments import segments

__all__ = ["SHORTEST_VERDICT", "Statements"]

#: A shorter text concludes nothing.
SHORTEST_VERDICT = 8
#: How far from the beginning of a text the side stands that it is about.
_SUBJECT = 24
#: How far from the beginning of a choice the side stands that is chosen: "Take tea.".
_OPENS = 8
_STOP = re.compile(r"[。！？]|[.!?](?=\s)")
#: The words before a colon at the beginning of a sentence.
_HEAD = re.compile(r"(?:(?<=[.。;；!！\n])|^) ?([^:：.。;；!！\n]{1,30})[:：] ?")


class Statements:
    """Drafts what labels and items say.

    Args:
        document: the article.
        sides: what it compares.
        names: where a text names them.
        roles: reads labels.
        cues: the words of its language.
        outline: the labels that stand open.
        found: where drafts go.
        looks: tells blocks apart.
    """

    def __init__(
        self,
        document: Document,
        sides: Sequence[Side],
        names: Names,
        roles: Roles,
        cues: Cues,
        outline: Outline,
        found: Collector,
        looks: Looks,
    ) -> None:
        self.document, self.sides, self.names, self.roles, self.cues = document, sides, names, roles, cues
        self.outline, self.found, self.looks = outline, found, looks
        self.bulleted: set[tuple[str, str]] = set()
        #: Whether the section has said something about a side.
        self.content = False
        #: Whether the section has listed something.
        self.listed = False

    def labelled(
        self, block: Block, words: Span, body: Span, tick: Polarity | None, rule: str, context: Span, *, brief: bool
    ) -> None:
        """Draft a label with what it says: the label names a side, a polarity, a role or a property.

        Args:
            block: the item or paragraph.
            words: where the label stands.
            body: where the text after it stands.
            tick: what a mark before it says for or against.
            rule: name of the rule that found it.
            context: the whole block or blocks.
            brief: whether the side that stands open only introduces what is said of it further down.
        """
        label = self.roles.read(words)
        side, role = self.outline.side(), self.outline.role()
        dimension = None if brief and label.pure else self.outline.dimension()
        key = (side.words if side else "", dimension.words if dimension else "")
        if label.name == "skip" and not self.outline.polarity():  # "Exercise: …" may speak for a side
            return
        if label.name in {"framing", "definition"} and label.pure and not label.sides and not self.outline.open:
            return  # "Summary: …" before the first heading says what the article is about
        if self._own(label, side) and label.slot and label.name != "examples":
            plain = not dimension and role in {"", "framing"} and not self.outline.polarity()
            if label.pure and (weighed := self._weighed(body)):
                for sign, said in weighed:
                    self.found.add("claim", said, rule, context, label.slot, dimension, None, sign)
            elif label.pure and role == "examples":
                self.found.add("example", body, "labelled-examples", context, label.slot, dimension)
            elif label.pure and (role == "definition" or plain):
                self.found.add("definition", body, "definition", context, label.slot, dimension)
            else:
                polarity = label.polarity or tick or self.outline.polarity()
                self.found.add("claim", body, rule, context, label.slot, label.rest or dimension, None, polarity)
            self.content = True
        elif self._concludes(words, label) or self._advises(words, body, label):
            if self.found.drafts:
                whole = Span(words.start, body.end)
                self.found.add("verdict", whole, "labelled-verdict", context, None, dimension)
        elif label.pure and label.polarity and (side or self.mention(body)):
            for part in segments(self.document, replace(block, span=body, bold=(), breaks=()), self.looks.points):
                about = side or self.mention(body)
                self.found.add("claim", part.span, rule, context, about, dimension, None, label.polarity)
            self.content = True
        elif label.name == "examples" and (side or label.sides):
            about = label.slot if len(label.sides) == 1 else side
            self.found.add("example", body, "labelled-examples", context, about, dimension)
        elif label.name == "definition" and label.pure and not label.sides and side and rule == "labelled-paragraph":
            self.found.add(
                "definition", body, "definition", context, side, label.rest or dimension or self.roles.slot(words)
            )
            self.content = True
        elif block.ordered and key in self.bulleted and side and dimension and self.outline.at_side():
            self.example(context, words, "numbered-item-under-side")
        else:
            if side and not block.ordered and rule == "labelled-item-under-side":
                self.bulleted.add(key)
            whole = Span(words.start, body.end)
            alone = not side and self.looks.points(self.document.quote(body)).isdigit()  # "For a small team: Tea"
            self.statement(whole if alone else body, context, words, tick, rule, whole)

    def _weighed(self, body: Span) -> list[tuple[Polarity, Span]]:
        """What is said for and against in one paragraph: "Pros: cheap. Cons: slow.", none if it begins otherwise."""
        text = self.document.quote(body)
        heads: list[tuple[Polarity, int, int]] = []
        for found in _HEAD.finditer(text):
            read = self.roles.read(Span(body.start + found.start(1), body.start + found.end(1)))
            if read.pure and read.polarity and not read.sides:
                heads.append((read.polarity, found.start(), found.end()))
        if not heads or text[: heads[0][1]].strip():
            return []
        ends = [start for _, start, _ in heads[1:]] + [len(text)]
        parts = []
        for (polarity, _, start), end in zip(heads, ends, strict=True):
            words = text[start:end].strip(" \n;；,，")
            start = text.index(words, start)
            if words:
                parts.append((polarity, Span(body.start + start, body.start + start + len(words))))
        return parts

    def _own(self, label: Role, side: Slot | None) -> bool:
        """Whether a label names a side, and not another than the open one in passing."""
        return len(label.sides) == 1 and (
            label.pure or side is None or (label.slot is not None and side.words == label.slot.words)
        )

    def _concludes(self, words: Span, label: Role) -> bool:
        folded = fold(self.document.quote(words)).strip(EDGES)
        closing = self.cues.closing.match(folded)
        ends = any(role == "conclusion" and last == len(folded) for role, _, last in self.cues.find(folded))
        whole = closing is not None and closing.end() == len(folded)
        return not label.sides and (label.name == "conclusion" or ends or whole)

    def _advises(self, words: Span, body: Span, label: Role) -> bool:
        """Whether a label says that the choice between all sides follows: "Advice: …"."""
        asks = label.name == "choice" and label.pure and self.cues.asking.search(fold(self.document.quote(words)))
        return bool(asks) and len(self.names.named(self.document.quote(body))) == len(self.sides)

    def statement(
        self, span: Span, context: Span, words: Span | None, tick: Polarity | None, rule: str, whole: Span
    ) -> None:
        """Draft a claim under the open labels.

        Args:
            span: what is quoted.
            context: the whole block or blocks.
            words: its label, if it has one.
            tick: what a mark before it says for or against.
            rule: name of the rule that found it.
            whole: the label and what it says.
        """
        side, dimension, role = self.outline.side(), self.outline.dimension(), self.outline.role()
        polarity = tick or self.outline.polarity()
        labelled = words is not None and words != span
        listed = role in {"choice", "comparison"} and rule != "labelled-paragraph"
        property_ = self.roles.slot(words) if labelled and words else self.outline.property()
        if side is None:
            text = self.document.quote(whole)
            named = self.names.named(text)
            if (
                len(named) == 1
                and (dimension or role or polarity or self._leads(text))
                and not self.cues.every.match(fold(text).lstrip())
            ):
                side = self.mention(whole)
            elif len(named) > 1 and labelled and role == "choice" and (chosen := self._first(words, span)):
                side = chosen
            elif (
                len(named) == 2
                and ((dimension and not listed) or (property_ and not labelled))
                and (own := self._subject(text, named[0]))
            ):
                side = Slot(self.sides[named[0]].name, Span(whole.start + own[0], whole.start + own[1]))
            elif (
                len(named) < len(self.sides)
                and not (labelled and (listed or len(named) > 1))
                and not (
                    (role == "comparison" or (labelled and rule != "labelled-paragraph"))
                    and self.cues.every.match(fold(self.document.quote(span)).lstrip())
                )  # "Both are cheap"
            ):
                return
        if role in {"framing", "skip"} or (role == "conclusion" and (side is None or not words)):
            return
        self.found.add("claim", span, rule, context, side, dimension, property_, polarity)
        self.content = self.content or side is not None
        self.listed = self.listed or rule != "labelled-paragraph"

    def _first(self, words: Span | None, span: Span) -> Slot | None:
        """The side that what a label says is about: it begins with that one, and its first sentence names no other."""
        if words is None or self.names.named(self.document.quote(words)):
            return None
        text = self.document.quote(span)
        stop = _STOP.search(text)
        places = list(self.names.find(text[: stop.start() if stop else len(text)]))
        if stop is None or len({number for number, _, _ in places}) != 1:
            return None
        number, first, last = places[0]
        if first <= _OPENS and not re.search(r"[,，;；]", text[:first]):
            return Slot(self.sides[number].name, Span(span.start + first, span.start + last))
        return None

    def _leads(self, text: str) -> bool:
        """Whether a text begins with the name of a side."""
        return next(self.names.find(text), (0, 1, 1))[1] == 0

    def _subject(self, text: str, number: int) -> tuple[int, int] | None:
        """Where a text names what it is about, if the other side only measures it: "A is faster than B"."""
        folded = fold(text)
        mentions = list(self.names.find_folded(folded))
        first, other = mentions[0], next(one for one in mentions if one[0] != number)
        over = self.cues.over.search(folded, first[2], other[1]) if first[1] <= _SUBJECT else None
        if over and re.search(r"[,，;；]", folded[first[2] : over.start() - 1] + folded[over.end() : other[1]]):
            return None
        return (first[1], first[2]) if over and not self.names.named_folded(folded[over.end() : other[1]]) else None

    def definition(self, span: Span) -> None:
        """Draft the definition of the side that stands open."""
        self.found.add("definition", span, "definition", span, self.outline.side(), None)
        self.content = True

    def example(self, span: Span, title: Span, rule: str) -> None:
        """Draft an example with its title."""
        side = self.outline.side() or self.mention(span)
        self.found.add("example", span, rule, span, side, self.outline.dimension(), self.roles.slot(title))
        self.content = True

    def title(self, span: Span) -> Span:
        """The name at the head of an example: what stands before a bracket or a dash."""
        text = self.document.quote(span)
        cut = re.search(r"\s*[（(]|\s[-–—]\s|[–—]|[:：]", text)
        return Span(span.start, span.start + (cut.start() if cut and cut.start() else len(text)))

    def conclusion(self, index: int) -> int:
        """Draft one verdict over the paragraphs and items of a conclusion; return how many blocks they are."""
        end = index + 1  # whatever it is that begins it
        while end < len(self.document.blocks) and self.document.blocks[end].kind in {"paragraph", "item"}:
            block = self.document.blocks[end]
            if self.looks.lead(block) or self.looks.chooses(block):
                break
            if self.looks.advert(block, self.document.quote(block.span)):
                break
            end += 1
        whole = Span(self.document.blocks[index].span.start, self.document.blocks[end - 1].span.end)
        text = self.document.quote(whole)
        if len(text) > SHORTEST_VERDICT and not (end - index == 1 and text.rstrip().endswith((":", "："))):
            self.found.add("verdict", whole, "paragraphs-under-conclusion-heading", whole)
        return end - index

    def mention(self, span: Span) -> Slot | None:
        """The only side that a range names, ``None`` if it names none or several."""
        named = list(self.names.find(self.document.quote(span)))
        if len({number for number, _, _ in named}) != 1:
            return None
        number, start, end = named[0]
        return Slot(self.sides[number].name, Span(span.start + start, span.start + end))
