"""Clauses and sentences that each begin with a side: "A is cheap, while B is quick"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple

from kg.document import Document, Span
from kg.extract.cues import Cues, fold
from kg.extract.draft import Side
from kg.extract.names import Names

__all__ = ["Clause", "Clauses"]

_ENDS = frozenset(".!?。！？")
_WIDE = re.compile(r"[\u3040-\u9fff]")
#: Where a clause may begin.
_CLAUSE = re.compile(r"(?:^|[,，;；。！？]|[.!?](?=\s))\s*")
#: How much a clause says at least after the name in it.
_SHORTEST = 5
#: What may stand before the first clause about a side: "Besides, …".
_OPENING, _PAUSES = 30, re.compile(r"^[^,，:：]*[,，:：]\s*$")
#: What follows a name that only says what its sentence is about.
_TOPIC = re.compile("[,，]")
#: How far from the beginning of a text its subject stands, and how far from its name what another measures by.
_SUBJECT = 24


class Clause(NamedTuple):
    """A clause about one side.

    Attributes:
        number: which side.
        span: where the clause stands.
        name: where it names the side.
    """

    number: int
    span: Span
    name: Span


class Clauses:
    """Takes texts of one document apart by the sides that their clauses begin with.

    Args:
        document: the article.
        sides: what it compares.
        names: where a text names them.
        cues: the words of its language.
    """

    def __init__(self, document: Document, sides: Sequence[Side], names: Names, cues: Cues) -> None:
        self.document, self.sides, self.names, self.cues = document, sides, names, cues

    def read(self, span: Span) -> list[Clause]:
        """The clauses of a text by the side that each begins with, none if its first does not begin with one."""
        text = self.document.quote(span)
        folded, start = fold(text), span.start
        begins = [found.end() for found in _CLAUSE.finditer(folded)]
        heads: list[tuple[int, int, int, int]] = []  # side, beginning of its clause, place of its name
        for number, first, last in self.names.find_folded(folded):
            clause = begins[bisect_right(begins, first) - 1]  # the first begins the text
            contrast = self.cues.contrast.match(folded, clause)
            head = contrast.end() if contrast else clause
            filled = self.is_filler(folded[head:first])
            if filled and head > clause and _TOPIC.match(folded, last) and folded[head].isspace():
                head = clause  # "As to A, …"
            if filled and (not heads or heads[-1][0] != number):
                heads.append((number, head, first, last))
        if not heads or not self._opens_with(folded, heads) or self._joined(folded[heads[0][1] :]):
            return []
        ends = [clause for _, clause, _, _ in heads[1:]] + [len(text)]
        found = []
        for (number, head, first, last), end in zip(heads, ends, strict=True):
            words = text[head:end].rstrip(" \n,，;；")
            contrast = next((one for one in self.cues.contrast.finditer(fold(words)) if one.end() == len(words)), None)
            words = (words[: contrast.start()] if contrast else words).rstrip(" \n,，;；")
            lead = len(words) - len(words.lstrip())
            whole = Span(start + head + lead, start + head + len(words))
            if whole.end - start - last < (2 if _WIDE.search(words) else _SHORTEST):  # "A, B or C?" lists names
                return []
            found.append(Clause(number, whole, Span(start + first, start + last)))
        return found

    def _opens_with(self, folded: str, heads: Sequence[tuple[int, int, int, int]]) -> bool:
        """Whether a text begins with the first of several clauses, or tells of all sides in sentences after others."""
        if heads[0][1] == 0 or (heads[0][1] <= _OPENING and _PAUSES.search(folded, 0, heads[0][1])):
            return True
        every = len({head[0] for head in heads}) == len(self.sides)
        return every and all(self._ended(folded[: head[1]]) for head in heads)

    def _joined(self, folded: str) -> bool:
        """Whether a text is about two sides at once: "A and B are…"."""
        mentions = list(islice(self.names.find_folded(folded), 2))
        if len(mentions) < 2 or mentions[0][0] == mentions[1][0]:
            return False
        first, second = mentions
        between = self.cues.article.sub("", folded[first[2] : second[1]])
        return bool(self.cues.versus.fullmatch(between.strip()))

    def is_filler(self, folded: str) -> bool:
        """Whether nothing stands before a name but an article and words without a meaning of their own."""
        return not re.search(r"\w", self.cues.glue.sub("", self.cues.article.sub("", folded)))

    def measured(self, span: Span) -> Clause | None:
        """The side that a text begins with, if every other one only measures it: "A is quicker than B"."""
        folded = fold(self.document.quote(span))
        mentions = list(self.names.find_folded(folded))
        number, first, last = mentions[0] if mentions else (0, len(folded), 0)
        contrast = self.cues.contrast.match(folded)
        if first > _SUBJECT or not self.is_filler(folded[contrast.end() if contrast else 0 : first]):
            return None
        for other, place, _ in mentions[1:]:
            before = folded[max(0, place - _SUBJECT) : place]
            over = list(self.cues.over.finditer(before)) if other != number else []
            if other != number and not (over and self.is_filler(before[over[-1].end() :])):
                return None
        return Clause(number, span, Span(span.start + first, span.start + last))

    def apart(self, span: Span) -> list[Clause]:
        """Like :meth:`read`, if sides are spoken of in sentences of their own, or one that is measured by another."""
        clauses, text = self.read(span), self.document.quote(span)
        if len(clauses) == 1 and self.cues.over.match(fold(text)):  # "Compared to B, A is cheap"
            return clauses
        ends = all(self._ended(fold(text[: one.span.start - span.start])) for one in clauses[1:])
        return clauses if ends and len({one.number for one in clauses}) > 1 else []

    def _ended(self, before: str) -> bool:
        """Whether a sentence has ended, but for words that set the next one against it: "… . In contrast, "."""
        before = before[-_SUBJECT:].rstrip(" ,，")
        last = next((one for one in self.cues.contrast.finditer(before) if one.end() == len(before)), None)
        return (before[: last.start()] if last else before).rstrip()[-1:] in _ENDS
