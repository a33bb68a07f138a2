"""Runs of ``*``, ``_`` and ``~`` that open and close (CommonMark, section 6.2; GFM, section 6.5)."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

__all__ = ["Run", "pair"]


class Run:
    """A run of one sign in a text; what no pair uses up of it stays text.

    Attributes:
        start, end: what is left of it.
        closes, opens: how many strong passages end before, and begin after, what is left.
    """

    __slots__ = ("can_close", "can_open", "closes", "end", "length", "opens", "sign", "start")

    def __init__(self, text: str, start: int, end: int) -> None:
        self.start, self.end, self.length, self.sign = start, end, end - start, text[start]
        self.opens = self.closes = 0
        before = text[start - 1] if start else " "
        after = text[end] if end < len(text) else " "
        left = not after.isspace() and (not _is_mark(after) or before.isspace() or _is_mark(before) or _is_wide(before))
        # Beyond CommonMark: in a script without spaces a mark before the run says nothing ("**价格：**低").
        right = not before.isspace() and (not _is_mark(before) or after.isspace() or _is_mark(after) or _is_wide(after))
        if self.sign == "_":
            self.can_open = left and (not right or _is_mark(before))
            self.can_close = right and (not left or _is_mark(after))
        elif self.sign == "~":
            self.can_open, self.can_close = left and self.length <= 2, right and self.length <= 2
        else:
            self.can_open, self.can_close = left, right

    def closed_by(self, other: Run) -> bool:
        """Whether the other run may close what this one opens."""
        if not self.can_open or self.sign != other.sign:
            return False
        if self.sign == "~":
            return self.length == other.length
        either = self.can_close or other.can_open
        return not either or (self.length + other.length) % 3 != 0 or (self.length % 3 == 0 and other.length % 3 == 0)


def _is_mark(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS"


def _is_wide(character: str) -> bool:
    return character > "\u2e7f" and unicodedata.east_asian_width(character) in "WF"


def pair(runs: Sequence[Run]) -> None:
    """Find which runs open and close what; each search stops where the last one of its kind did."""
    before, after = list(range(-1, len(runs) - 1)), list(range(1, len(runs) + 1))
    floors: dict[tuple[str, bool, int], int] = {}
    current = 0
    while current < len(runs):
        closer = runs[current]
        if not closer.can_close:
            current = after[current]
            continue
        kind = (closer.sign, closer.can_open, closer.length if closer.sign == "~" else closer.length % 3)
        floor = floors.get(kind, -1)
        index = before[current]
        while index > floor and not runs[index].closed_by(closer):
            index = before[index]
        if index <= floor:
            floors[kind] = before[current]
            if not closer.can_open:
                _unlink(current, before, after)
            current = after[current]
            continue
        opener = runs[index]
        used = 2 if opener.end - opener.start >= 2 and closer.end - closer.start >= 2 else 1
        opener.end -= used
        closer.start += used
        if used == 2 and closer.sign != "~":
            opener.opens += 1
            closer.closes += 1
        after[index], before[current] = current, index
        if opener.start == opener.end:
            _unlink(index, before, after)
        if closer.start == closer.end:
            _unlink(current, before, after)
            current = after[current]


def _unlink(index: int, before: list[int], after: list[int]) -> None:
    if before[index] >= 0:
        after[before[index]] = after[index]
    if after[index] < len(before):
        before[after[index]] = before[index]
