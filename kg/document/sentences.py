"""Ranges of a canonical text, and its sentences."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["Span", "sentences"]

# A full stop ends a sentence only before white space or a closing mark, so that "3.5" and "e.g." in a word run on.
_SENTENCE = re.compile(
    r"""(?:[^。！？!?.\n]|\.(?![\s"'”’)」』）]|\Z))*+(?:[。！？!?.]+["'”’」』）)]*|\n|\Z)""",
)


@dataclass(frozen=True, slots=True)
class Span:
    """A range of the canonical text in code points, ``start`` included, ``end`` excluded."""

    start: int
    end: int

    def __contains__(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end


def sentences(text: str, start: int = 0, end: int | None = None) -> tuple[Span, ...]:
    """Return the sentences of ``text[start:end]``; every block ends one, white space around them is left out.

    Marks without a letter or digit, such as a closing bracket on its own, belong to the sentence before them.
    """
    found: list[Span] = []
    for match in _SENTENCE.finditer(text, start, len(text) if end is None else end):
        words = match[0].strip()
        if not words:
            continue
        first = match.start() + match[0].index(words)
        if found and not any(character.isalnum() for character in words):
            found[-1] = Span(found[-1].start, first + len(words))
        else:
            found.append(Span(first, first + len(words)))
    return tuple(found)
