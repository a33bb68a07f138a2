"""Ranges of a canonical text, and its sentences."""

from __future__ import annotations

import re
from typing import NamedTuple

__all__ = ["Span", "sentences"]

# A full stop ends a sentence before white space (not in "3.5") unless the next word is in lower case or an abbreviation
# comes before it; "!" and "?" do so unless an address runs on. Closing quotes and brackets go with the sentence.
_END = re.compile(
    r"""(?: [。！？]++
          | (?<![!?]) [!?]++ (?![A-Za-z0-9=&/])
          | (?<!\.) (?<!\be\.g)(?<!\bi\.e)(?<!\bcf)(?<!\bvs)(?<!\b[DM]r)(?<!\bMrs)(?<!\bMs)(?<!\bProf)
            \.++ (?= ["'”’」』）)\]]*+ (?: \Z | \n | \s(?![a-z]) ) )
        )++ ["'”’」』）)\]]*+
      | \n""",
    re.VERBOSE,
)


class Span(NamedTuple):
    """A range of the canonical text in code points, ``start`` included, ``end`` excluded."""

    start: int
    end: int

    def holds(self, other: Span) -> bool:
        """Whether the other range lies within this one."""
        return self.start <= other.start and other.end <= self.end


def sentences(text: str, start: int = 0, end: int | None = None) -> tuple[Span, ...]:
    """Return the sentences of ``text[start:end]``; every block ends one, white space around them is left out.

    Marks without a letter or digit, such as a closing bracket on its own, belong to the sentence before them.
    """
    stop = len(text) if end is None else end
    found: list[Span] = []
    position, opens_block = start, True
    for after in (*(match.end() for match in _END.finditer(text, start, stop)), stop):
        words = text[position:after].strip()
        if words:
            first = text.index(words, position)
            if not opens_block and not any(character.isalnum() for character in words):
                first = found.pop().start
            found.append(Span(first, text.index(words, position) + len(words)))
            opens_block = False
        opens_block = opens_block or text[after - 1 : after] == "\n"
        position = after
    return tuple(found)
