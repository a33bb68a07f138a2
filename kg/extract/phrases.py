"""What a label names besides its cue words."""

from __future__ import annotations

import re

from kg.extract.cues import Cues, fold
from kg.extract.labels import EDGES, tick_of

__all__ = [
    "AROUND",
    "bare",
    "done",
    "has_role",
    "is_role",
    "known",
    "noun",
    "polar",
    "remainder",
    "trimmed",
    "without_article",
]

#: What may stand around the name of a side.
AROUND = " \t\n:：,，.。?？!！¿¡;；\"'“”‘’*|-–—✓✗"
#: How long a noun is at least by which a longer name may be called.
_SHORTEST_NOUN = 4
_LONGEST = 40
#: How often a text uses a name that its title does not tell apart from the words around it.
_OFTEN = 2


def has_role(words: str, cues: Cues) -> bool:
    """Whether any cue word stands in a label."""
    return next(cues.find(fold(words)), None) is not None


def is_role(words: str, cues: Cues) -> bool:
    """Whether a name is nothing but cue words and fillers, or a criterion by which things are compared."""
    if has_role(words, cues):
        return not remainder(words, cues)
    words = fold(words.strip(EDGES))
    return any(cues.criterion.fullmatch(one) for one in (words, trimmed(words, cues)))


def polar(words: str, cues: Cues) -> str:
    """Which of the roles ``pros`` and ``cons`` a label has and says nothing else, empty if it has none or both."""
    folded = fold(words[tick_of(words)[1] :]).strip(EDGES)
    whole = {role for role, start, end in cues.find(folded) if start == 0 and end == len(folded)} & {"pros", "cons"}
    return whole.pop() if len(whole) == 1 else ""


def bare(words: str) -> str:
    """A label without what stands after its colon: "React: a library" names React."""
    return re.split(r"[:：]|\s[-–—]\s|——", words)[0].strip(AROUND)


def without_article(name: str, cues: Cues) -> str:
    """A name without the article before it."""
    found = cues.article.match(fold(name))
    ends = found and (name[found.end() - 1] in "'’" or name[found.end() : found.end() + 1].isspace())
    return name[found.end() :].lstrip() if found and ends else name


def remainder(words: str, cues: Cues) -> str:
    """What a label names besides its cue words, empty if that is nothing."""
    folded = fold(words)
    found = list(cues.find(folded))
    if not found:
        return ""
    masked = list(words)
    for _, start, end in found:
        masked[start:end] = "\0" * (end - start)
    parts = [part.strip(EDGES) for part in re.split("\0+", "".join(masked))]
    longest = max((trimmed(part, cues) for part in parts), key=len)
    return longest if len(longest) <= _LONGEST else ""


def trimmed(part: str, cues: Cues) -> str:
    """A phrase without the fillers at its ends, those at the end first."""
    before = None
    while before != part:
        before = part
        found = [glue for glue in cues.glue.finditer(fold(part)) if part[glue.end() : glue.end() + 1] != "-"]
        ends = [(0, glue.start()) for glue in found if glue.end() == len(part)]
        begins = [(glue.end(), len(part)) for glue in found if glue.start() == 0]
        for first, last in ends + begins:
            rest = part[first:last].strip(EDGES)
            if len(rest) != 1 or rest < "\u2e80":  # 中医 is no 医
                part = rest
                break
    return part


def noun(name: str, cues: Cues) -> str:
    """The word that a longer name begins with: "location" of "location de voiture"; a name of one word is its own."""
    first, *rest = fold(name).split() or [""]
    return first if len(first) >= _SHORTEST_NOUN and (not rest or cues.glue.fullmatch(rest[0])) else ""


def done(name: str, cues: Cues) -> tuple[str, ...]:
    """The verb and the noun for what a name says is done: "louer" and "location", none if it is no deed."""
    return next((pair for pair in cues.acts if noun(name, cues) in pair), ()) if cues.acts else ()


def known(names: tuple[str, ...], text: str) -> tuple[str, ...]:
    """Names of which the first and the last are cut to what the text calls them, where it never uses them whole."""
    first, last = fold(names[0]), fold(names[-1])
    begins = names[0], names[-1]
    if text.count(first) < _OFTEN:
        cuts = (place for place in range(1, len(first) - 1) if not _within_word(first, place))
        cut = next((place for place in cuts if text.count(first[place:]) >= _OFTEN), 0)
        begins = names[0][cut:].strip(EDGES), begins[1]
    if text.count(last) < _OFTEN:
        cuts = (place for place in range(len(last) - 1, 1, -1) if not _within_word(last, place))
        cut = next((place for place in cuts if text.count(last[:place]) >= _OFTEN), len(last))
        begins = begins[0], names[-1][:cut].strip(EDGES)
    return (begins[0], *names[1:-1], begins[1])


def _within_word(folded: str, place: int) -> bool:
    """Whether a text cannot be cut at a place: between letters of a script that sets spaces between its words."""
    before, after = folded[place - 1], folded[place]
    return before.isalnum() and after.isalnum() and before < "\u2e80" and after < "\u2e80"
