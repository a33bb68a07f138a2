"""The text of one leaf of Markdown, put together from ranges of the file."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

__all__ = ["Range", "Text"]

#: Positions in the raw text, the end excluded.
Range = tuple[int, int]


class Text:
    """A text whose every part knows its ranges of the raw text; what stands between the ranges is layout."""

    __slots__ = ("_offsets", "_ranges", "text")

    def __init__(self, raw: str, ranges: Sequence[Range]) -> None:
        self._ranges = ranges
        if len(ranges) == 1:  # as nearly always
            self.text = raw[ranges[0][0] : ranges[0][1]]
            return
        self._offsets = [0]
        for start, end in ranges:
            self._offsets.append(self._offsets[-1] + end - start)
        self.text = "".join([raw[start:end] for start, end in ranges])

    def ranges(self, start: int, end: int) -> Iterator[Range]:
        """Yield the raw ranges of ``text[start:end]``, in order."""
        if len(self._ranges) == 1:
            if end > start:
                yield start + self._ranges[0][0], end + self._ranges[0][0]
            return
        index = bisect_right(self._offsets, start) - 1
        while start < end:
            move = self._ranges[index][0] - self._offsets[index]
            stop = min(end, self._offsets[index + 1])
            if stop > start:
                yield start + move, stop + move
            start = stop
            index += 1
