"""Links that lead to a passage of a page: text fragments (WICG, Scroll to Text Fragment).

A browser looks for the words as it shows them, block by block, and only where they begin and end between words. The
canonical text differs from what is shown where white space was deleted, so words are taken from one stretch of the
file at a time, and cut where there is a boundary of words for certain: beside punctuation and white space, and between
Chinese and other writing. Inside Chinese only a dictionary would know.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple
from urllib.parse import quote

from kg.document.model import Document

__all__ = ["Stretch", "TextFragments", "stretches"]

#: Longer passages are named by their beginning and their end (code points).
LONGEST = 48
#: How long these are at least, if there is a boundary of words.
CHUNK = 12
#: How much stands before or after at most to tell a passage from others like it.
CONTEXT = 48
#: How many beginnings are tried to find one that stands nowhere else.
_TRIES = 12
#: The rank of a passage that a browser would find somewhere else first.
_ELSEWHERE = 2
#: These do not part two letters or digits (UAX 29, MidLetter, MidNum and MidNumLet).
_MID = frozenset("'’‘.․·:;,，：；．﹕﹒")
_DICTIONARY = (
    (0x0E00, 0x0EFF),
    (0x1000, 0x109F),
    (0x1780, 0x17FF),
    (0x3005, 0x3007),
    (0x3040, 0x30FF),
    (0x31F0, 0x31FF),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),
    (0x20000, 0x3FFFF),
)
_SHOWN_AS_ONE_SPACE = re.compile(r"[ \t\n\r\f]+")

_TAG = re.compile(r"<[^>]*>")

Span = tuple[int, int]


class Stretch(NamedTuple):
    """A range of the canonical text that stands in the file without interruption, and so is shown as it is.

    Attributes:
        start, end: the range.
        parted: whether white space stands before it in the file, which the canonical text may not have.
    """

    start: int
    end: int
    parted: bool = False


def stretches(document: Document) -> list[Stretch]:
    """Return the ranges of the canonical text that a browser shows just so, as one run of the file each."""
    pre = [block.span for block in document.blocks if block.kind == "preformatted"]
    text, found, start = document.text, list[Stretch](), 0
    parted = True
    raw = [document.canonical.raw_range(at, at + 1) for at in range(len(text))]
    for at, char in enumerate(text):
        shown = char != "\n"
        if char == " ":
            written = document.raw[raw[at][0] : raw[at][1]]
            exact = any(span.start <= at < span.end for span in pre)
            shown = written == " " if exact else bool(_SHOWN_AS_ONE_SPACE.fullmatch(written))
        if not shown or (at and raw[at - 1][1] != raw[at][0]):
            if at > start:
                found.append(Stretch(start, at, parted))
            start = at if shown else at + 1
            gap = document.raw[raw[at - 1][1] : raw[at][0]] if at else ""
            parted = not shown or any(map(str.isspace, _TAG.sub("", gap)))
    if len(text) > start:
        found.append(Stretch(start, len(text), parted))
    return found


class TextFragments:
    """Names passages of one text for a browser.

    Args:
        text: the canonical text.
        stretches: the ranges of it that are shown as they stand, in order; see :func:`stretches`.
    """

    def __init__(self, text: str, stretches: Sequence[Stretch]) -> None:
        self.text = text
        self.parted = frozenset(piece.start for piece in stretches if piece.parted)
        self.stretches = [span for piece in stretches if (span := self._trimmed(piece.start, piece.end))]

    @cached_property
    def _folded(self) -> str:
        """The text as it is compared: without case, accents and widths, character by character."""
        return "".join(map(_fold, self.text))

    def directive(self, start: int, end: int) -> str | None:
        """Return what follows ``#:~:`` in an address for a range of the text: ``text=…``, encoded.

        The passage is named whole, or by its beginning and end if it is long or interrupted, with words before or after
        where these occur elsewhere too. Nothing is returned if no word of it is known to be shown as it stands.
        """
        pieces = [piece for low, high in self.stretches if (piece := self._trimmed(max(low, start), min(high, end)))]
        if not pieces:
            return None
        if len(pieces) == 1 and (pieces[0][1] - pieces[0][0] <= LONGEST or not self._divides(*pieces[0])):
            return self._whole(pieces[0])
        return self._ends(pieces)

    def _whole(self, span: Span) -> str:
        start, end = span
        fits = [
            (before, after)
            for before, after in self._contexts(start, end)
            if (before or self.bounded(start)) and (after or self.bounded(end))
        ]
        inner = None if fits else self._inner(start, end)
        if inner and inner != span:
            return self._whole(inner)
        _, (before, after) = self._telling(span, fits)
        return _encoded(before and self._words(before), self._words(span), None, after and self._words(after))

    def _ends(self, pieces: Sequence[Span]) -> str:
        """The passage from its first words to its last, each within one stretch."""
        tails = [span for low, high in reversed(pieces) for span in self._tails(low, high)]
        heads = (
            [span for low, high in pieces for span in self._heads(low, high) if span[1] <= tails[0][0]] if tails else []
        )
        found: list[tuple[int, int, Span, Span | None]] = []
        for head in heads[:_TRIES]:
            fits = [(before, after) for before, after in self._contexts(*head) if not after]
            rank, (before, _) = self._telling(head, [fit for fit in fits if fit[0] or self.bounded(head[0])])
            found.append((rank, len(found), head, before))
        if not found or min(found)[0] == _ELSEWHERE:
            return self._whole(max(pieces, key=lambda piece: piece[1] - piece[0]))
        *_, head, before = min(found)
        # The end is the next place after the beginning where its words are found.
        after_head = [tail for tail in tails if head[1] <= tail[0]]
        tail = next((tail for tail in after_head if self._next(tail, head[1]) == tail[0]), after_head[0])
        return _encoded(before and self._words(before), self._words(head), self._words(tail), None)

    def _inner(self, start: int, end: int) -> Span | None:
        """The part of a range from its first boundary of words to its last."""
        cuts = [at for at in range(start, end + 1) if self.bounded(at)]
        return self._trimmed(cuts[0], cuts[-1]) if cuts else None

    def _next(self, span: Span, after: int) -> int:
        return self._folded.find(self._folded[span[0] : span[1]], after)

    def _heads(self, low: int, high: int) -> Iterator[Span]:
        """Beginnings of a stretch that end between words, the shortest that is long enough first."""
        for at in range(min(low + CHUNK, high), high + 1):
            if self.bounded(at):
                yield self._trimmed(low, at) or (low, at)

    def _tails(self, low: int, high: int) -> Iterator[Span]:
        if self.bounded(high):
            for at in range(max(high - CHUNK, low), low - 1, -1):
                if self.bounded(at):
                    yield self._trimmed(at, high) or (at, high)

    def _divides(self, low: int, high: int) -> bool:
        """Whether a long stretch has two boundaries within, to be named by its ends."""
        head = next(self._heads(low, high), None)
        return head is not None and any(head[1] <= tail[0] for tail in self._tails(low, high))

    def _contexts(self, start: int, end: int) -> Iterator[tuple[Span | None, Span | None]]:
        """What may stand before and after, the least first."""
        befores = [None, *self._before(start)]
        afters = [None, *self._after(end)]
        pairs = [(before, after) for before in befores for after in afters]
        return iter(sorted(pairs, key=self._cost))

    def _cost(self, pair: tuple[Span | None, Span | None]) -> tuple[int, int]:
        """How little a context is worth: punctuation alone is found too easily, and long ones break too easily."""
        spans = [span for span in pair if span]
        return sum(not self._has_words(span) for span in spans), sum(end - start for start, end in spans)

    def _before(self, start: int) -> Iterator[Span]:
        """Words right before, from a boundary on; from the stretch before where this one begins here."""
        low, high = self._around(start)
        if low >= start:
            low, high = self._neighbour(start, -1)
        else:
            high = start
        for at in range(high - 1, max(low, high - CONTEXT) - 1, -1):
            if self.bounded(at) and (span := self._trimmed(at, high)):
                yield span

    def _after(self, end: int) -> Iterator[Span]:
        low, high = self._around(end - 1)
        if high <= end:
            low, high = self._neighbour(end, 1)
        else:
            low = end
        for at in range(low + 1, min(high, low + CONTEXT) + 1):
            if self.bounded(at) and (span := self._trimmed(low, at)):
                yield span

    def _around(self, at: int) -> Span:
        return next(((low, high) for low, high in self.stretches if low <= at < high), (at, at))

    def _neighbour(self, at: int, way: int) -> Span:
        """The stretch before or after a place, if nothing but white space lies between."""
        if way < 0:
            span = next((span for span in reversed(self.stretches) if span[1] <= at), (at, at))
            between = self.text[span[1] : at]
        else:
            span = next((span for span in self.stretches if span[0] >= at), (at, at))
            between = self.text[at : span[0]]
        return span if not between.strip() else (at, at)

    def _telling(
        self, span: Span, contexts: Sequence[tuple[Span | None, Span | None]]
    ) -> tuple[int, tuple[Span | None, Span | None]]:
        """The least context that no other place has; else one that no earlier place has; else the least; and which."""
        words = self._folded[span[0] : span[1]]
        others = [found.start() for found in re.finditer(f"(?={re.escape(words)})", self._folded)]
        others = [at for at in others if at != span[0]]

        def rivals(context: tuple[Span | None, Span | None], places: Sequence[int]) -> bool:
            before, after = (part and self._folded[part[0] : part[1]] for part in context)
            return any(
                (not before or self._folded[:at].rstrip().endswith(before))
                and (not after or self._folded[at + len(words) :].lstrip().startswith(after))
                for at in places
            )

        earlier = [at for at in others if at < span[0]]
        for rank, places in enumerate((others, earlier)):
            for context in contexts:
                if not rivals(context, places):
                    return rank, context
        return _ELSEWHERE, contexts[0] if contexts else (None, None)

    def _has_words(self, span: Span) -> bool:
        return any(map(str.isalnum, self._words(span)))

    def _words(self, span: Span) -> str:
        return self.text[span[0] : span[1]]

    def _trimmed(self, start: int, end: int) -> Span | None:
        """A range without white space at its ends, nothing if there is nothing else in it."""
        while start < end and self.text[start].isspace():
            start += 1
        while start < end and self.text[end - 1].isspace():
            end -= 1
        return (start, end) if start < end else None

    def bounded(self, at: int) -> bool:
        """Whether words cannot go on over a place of the text, as far as that is certain without a dictionary."""
        if at <= 0 or at >= len(self.text):
            return True
        left, right = self.text[at - 1], self.text[at]
        if left.isspace() or right.isspace() or at in self.parted:
            return True
        if _joins(right) or left == "\u200d":
            return False
        if right in _MID and at + 1 < len(self.text):
            return at + 1 in self.parted or not (_lettered(left) and _lettered(self.text[at + 1]))
        if left in _MID and at >= 2:
            return at - 1 in self.parted or not (_lettered(right) and _lettered(self.text[at - 2]))
        return not ((_lettered(left) and _lettered(right)) or (_in_dictionary(left) and _in_dictionary(right)))


def _fold(char: str) -> str:
    folded = unicodedata.normalize("NFKD", char)[0].casefold()
    return folded[0] if folded else char


def _lettered(char: str) -> bool:
    return (char.isalnum() and not _in_dictionary(char)) or char == "_"


def _in_dictionary(char: str) -> bool:
    code = ord(char)
    return any(low <= code <= high for low, high in _DICTIONARY)


def _joins(char: str) -> bool:
    """Whether a character always belongs to the one before it: marks, joiners, skin tones, halves of flags."""
    return (
        unicodedata.category(char) in {"Mn", "Mc", "Me", "Cf"}
        or 0x1F1E6 <= ord(char) <= 0x1F1FF
        or 0x1F3FB <= ord(char) <= 0x1F3FF
    )


def _encoded(before: str | None, start: str, end: str | None, after: str | None) -> str:
    parts = [
        f"{_percent(before)}-" if before else None,
        _percent(start),
        _percent(end) if end else None,
        f"-{_percent(after)}" if after else None,
    ]
    return "text=" + ",".join(part for part in parts if part)


def _percent(words: str) -> str:
    """Percent-encode everything that an address or the syntax of a directive gives another meaning."""
    return quote(words, safe="", errors="replace").replace("-", "%2D")
