"""The canonical text: what anchors count in.

White space and zero-width characters are deleted or collapsed, character references are decoded, and nothing else
changes: no character is substituted and nothing is normalised. The tables below are written out, not taken from
``unicodedata``, so that the text and its hash are equal on every Python.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from hashlib import sha256

from kg.document.markup import reference_at
from kg.document.sentences import Span

__all__ = ["CANONICAL_VERSION", "CanonicalText", "CanonicalWriter"]

#: Version of the rules of this module; a change of the text they make for any input needs a new one.
CANONICAL_VERSION = "1"

#: Unicode White_Space (PropList.txt), stable since Unicode 6.3.
WHITE_SPACE = frozenset("\t\n\v\f\r \x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000") | {
    chr(c) for c in range(0x2000, 0x200B)
}
#: Deleted. U+200D ZERO WIDTH JOINER stays: emoji sequences need it.
ZERO_WIDTH = frozenset("\u200b\ufeff\u2060\u00ad")
_LAYOUT, _ABSENT = "".join(sorted(WHITE_SPACE)), "".join(sorted(ZERO_WIDTH))
_RUN = re.compile(f"([^&{_LAYOUT}{_ABSENT}]++)|([{_LAYOUT}]++)|[{_ABSENT}]++")

# Scripts written without spaces between words, and the punctuation that carries its own space.
_UNSPACED = (
    (0x3040, 0x30FF),
    (0x3100, 0x312F),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),
    (0x20000, 0x3FFFF),
)
_PUNCTUATION = (
    (0x3001, 0x303F),
    (0xFE30, 0xFE4F),
    (0xFF01, 0xFF0F),
    (0xFF1A, 0xFF20),
    (0xFF3B, 0xFF40),
    (0xFF5B, 0xFF65),
)


def _any_of(ranges: tuple[tuple[int, int], ...]) -> re.Pattern[str]:
    return re.compile("[" + "".join(f"{chr(low)}-{chr(high)}" for low, high in ranges) + "]")


_IS_UNSPACED, _IS_PUNCTUATION = _any_of(_UNSPACED).match, _any_of(_PUNCTUATION).match


def _joins(before: str, after: str) -> bool:
    """Whether white space between these two characters is layout of the file and not part of the text.

    It is beside wide punctuation, and between two characters of a script without spaces; between such a script and
    another (``开源 AI``) it is the author's and stays.
    """
    if before < "\u3000" and after < "\u3000":
        return False
    if _IS_PUNCTUATION(before) or _IS_PUNCTUATION(after):
        return True
    return bool(_IS_UNSPACED(before) and _IS_UNSPACED(after))


class CanonicalText:
    """Text of which every character knows its raw range.

    Attributes:
        text: the canonical text; positions in it count code points.
        sha256: hash of its UTF-8 bytes, hexadecimal.
    """

    def __init__(self, text: str, offsets: Sequence[int], starts: Sequence[int], ends: Sequence[int]) -> None:
        """Take the pieces of a text: where in it each begins, and its raw range.

        A piece of several characters is as long in the raw text; one of a single character may be longer there.
        """
        self.text, self._offsets, self._starts, self._ends = text, offsets, starts, ends
        self.sha256 = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()

    def raw_range(self, start: int, end: int) -> tuple[int, int]:
        """Return the raw range, in code points of the raw text, of ``text[start:end]``.

        Raises:
            ValueError: the range is empty or not within the text.
        """
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"no range of the text: {start}-{end}")
        first = bisect_right(self._offsets, start) - 1
        last = bisect_left(self._offsets, end, first) - 1
        after = self._offsets[last + 1] if last + 1 < len(self._offsets) else len(self.text)
        return self._starts[first] + start - self._offsets[first], self._ends[last] - (after - end)


class CanonicalWriter:
    """Builds a canonical text block by block from runs of the raw text.

    Attributes:
        position: where the next character would stand, white space before it aside.
        begun: whether the open block holds something visible.
    """

    def __init__(self, raw: str) -> None:
        self._raw = raw
        self._pieces: list[str] = []
        self._offsets, self._starts, self._ends = array("L"), array("L"), array("L")
        self.position = 0
        self.begun = False
        self._space: tuple[int, int] | None = None
        self._last_space = -1
        self._block_start = 0

    def only_space(self, start: int, end: int) -> bool:
        """Whether nothing but white space of one block stands in a range."""
        return start >= end or (start + 1 == end and self._last_space == start)

    def write(self, start: int, end: int) -> tuple[int, int]:
        """Add a run of raw text to the open block; return the canonical range that its visible characters got."""
        raw, first, last, match = self._raw, -1, -1, _RUN.match
        while start < end:
            found = match(raw, start, end)
            if found is None:  # "&"
                length, characters = reference_at(raw, start, end)
                for character in characters:
                    if character in WHITE_SPACE:
                        self.space(start, start + length)
                    elif character not in ZERO_WIDTH:
                        last = self._visible(character, start, start + length)
                        first = last - 1 if first < 0 else first
                start += length
                continue
            after, kind = found.end(), found.lastindex
            if kind == 1:
                last = self._visible(found[1], start, after)
                first = last - after + start if first < 0 else first
            elif kind == 2:
                self.space(start, after)
            start = after
        return (first, last) if first >= 0 else (self.position, self.position)

    def space(self, start: int, end: int) -> None:
        """Take a raw range for white space."""
        self._space = (self._space[0] if self._space else start, end)

    def end_block(self) -> Span | None:
        """Close the open block and return its canonical range, or ``None`` if it held nothing visible."""
        self._space = None
        if not self.begun:
            return None
        self.begun = False
        return Span(self._block_start, self.position)

    def finish(self) -> CanonicalText:
        """Return the text written so far."""
        return CanonicalText("".join(self._pieces), self._offsets, self._starts, self._ends)

    def _visible(self, characters: str, start: int, end: int) -> int:
        if not self.begun:
            self.begun = True
            if self.position:
                self._append("\n", self._ends[-1], start)
                self._block_start = self.position
        elif self._space and not _joins(self._pieces[-1][-1], characters[0]):
            self._last_space = self.position
            self._append(" ", *self._space)
        self._space = None
        self._append(characters, start, end)
        return self.position

    def _append(self, characters: str, start: int, end: int) -> None:
        self._pieces.append(characters)
        self._offsets.append(self.position)
        self._starts.append(start)
        self._ends.append(end)
        self.position += len(characters)
