"""The canonical text: what anchors count in.

White space and zero-width characters are deleted or collapsed, character references are decoded, and nothing else
changes: no character is substituted and nothing is normalised. The tables below are written out, not taken from
``unicodedata``, so that the text and its hash are equal on every Python.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from hashlib import sha256

__all__ = ["CANONICAL_VERSION", "CanonicalText", "CanonicalWriter"]

#: Version of the rules of this module; a change of the text they make for any input needs a new one.
CANONICAL_VERSION = "1"

#: Unicode White_Space (PropList.txt), stable since Unicode 6.3.
WHITE_SPACE = frozenset("\t\n\v\f\r \x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000") | {
    chr(c) for c in range(0x2000, 0x200B)
}
#: Deleted. U+200D ZERO WIDTH JOINER stays: emoji sequences need it.
ZERO_WIDTH = frozenset("\u200b\ufeff\u2060\u00ad")

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


def _within(character: str, ranges: tuple[tuple[int, int], ...]) -> bool:
    code = ord(character)
    return any(low <= code <= high for low, high in ranges)


def _joins(before: str, after: str) -> bool:
    """Whether white space between these two characters is layout of the file and not part of the text.

    It is beside wide punctuation, and between two characters of a script without spaces; between such a script and
    another (``开源 AI``) it is the author's and stays.
    """
    if _within(before, _PUNCTUATION) or _within(after, _PUNCTUATION):
        return True
    return _within(before, _UNSPACED) and _within(after, _UNSPACED)


class CanonicalText:
    """Text of which every character knows its raw range.

    Attributes:
        text: the canonical text; positions in it count code points.
        sha256: hash of its UTF-8 bytes, hexadecimal.
    """

    def __init__(self, text: str, starts: array[int], ends: array[int]) -> None:
        self.text, self._starts, self._ends = text, starts, ends
        self.sha256 = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()

    def raw_range(self, start: int, end: int) -> tuple[int, int]:
        """Return the raw range, in code points of the raw text, of ``text[start:end]``.

        Raises:
            ValueError: the range is empty or not within the text.
        """
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"no range of the text: {start}-{end}")
        return self._starts[start], self._ends[end - 1]


class CanonicalWriter:
    """Builds a canonical text block by block from characters with their raw ranges."""

    def __init__(self) -> None:
        self._characters: list[str] = []
        self._starts = array("L")
        self._ends = array("L")
        self._space: tuple[int, int] | None = None
        self._block_start = 0

    @property
    def position(self) -> int:
        """Where the next character would stand, white space before it aside."""
        return len(self._characters)

    def written(self, start: int, end: int) -> str:
        """Return what stands in a range so far."""
        return "".join(self._characters[start:end])

    def write(self, characters: Iterable[tuple[str, int, int]]) -> tuple[int, int]:
        """Add a run of text to the open block; return the canonical range that its visible characters got."""
        first = last = -1
        for character, start, end in characters:
            if character in ZERO_WIDTH:
                continue
            if character in WHITE_SPACE:
                self._space = (self._space[0] if self._space else start, end)
                continue
            if self._space and self._opened and not _joins(self._characters[-1], character):
                self._append(" ", *self._space)
            self._space = None
            if not self._opened and self._characters:
                self._append("\n", self._ends[-1], start)
                self._block_start = len(self._characters)
            if first < 0:
                first = len(self._characters)
            self._append(character, start, end)
            last = len(self._characters)
        return (first, last) if first >= 0 else (self.position, self.position)

    def end_block(self) -> tuple[int, int] | None:
        """Close the open block and return its canonical range, or ``None`` if it held nothing visible."""
        self._space = None
        if not self._opened:
            return None
        block = (self._block_start, len(self._characters))
        self._block_start = -1
        return block

    def finish(self) -> CanonicalText:
        """Return the text written so far."""
        return CanonicalText("".join(self._characters), self._starts, self._ends)

    @property
    def _opened(self) -> bool:
        return 0 <= self._block_start < len(self._characters)

    def _append(self, character: str, start: int, end: int) -> None:
        self._characters.append(character)
        self._starts.append(start)
        self._ends.append(end)
