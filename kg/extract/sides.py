"""What an article compares: the sides, found in its title, headings, leads, labels and tables."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import accumulate, islice

from kg.document import Document
from kg.extract.candidates import MOST, candidates, defined, headed, labels, listed, titles, weighs
from kg.extract.cues import Cues, fold
from kg.extract.draft import Side
from kg.extract.names import Names
from kg.extract.owners import Owners, owners
from kg.extract.phrases import done, has_role, is_role, trimmed, without_article

__all__ = ["find_sides"]

#: How much each kind of place counts for a set of names, before it is asked what the set explains.
_WEIGHTS = {
    "owner": 4.0,
    "counted": 4.0,
    "table": 3.0,
    "title": 3.0,
    "lead": 2.5,
    "asked": 2.2,
    "label": 2.0,
    "heading": 2.0,
    "part": 2.0,
    "short": 0.5,
    "defined": 1.0,
}
#: Which place names a side most plainly.
_CLEAR = {
    "counted": 4.5,
    "table": 5.0,
    "owner": 1.8,
    "heading": 4.0,
    "lead": 4.0,
    "label": 3.0,
    "title": 2.0,
    "part": 1.5,
    "asked": 1.0,
    "short": 0.0,
    "defined": 1.0,
}
#: Places whose names stand alone.
_PLAIN = frozenset({"counted", "table", "heading", "lead", "label", "owner"})
#: Places that name sides even if nothing else does.
_SURELY = frozenset({"counted", "owner"})
#: A score that nobody would doubt.
_SURE = 18.0
#: How often a text names each side at most that counts.
_OFTEN = 10
#: How many sets of names are looked for, each through the whole text; no article that a person wrote offers so many.
_MOST_SETS = 40
#: How much of the best score a set must have that holds the best one and more.
_WIDER = 0.6

_Pools = dict[tuple[str, ...], set[str]]


def find_sides(document: Document, cues: Cues) -> tuple[Side, ...]:
    """Return the sides that explain most of the labels of an article, none if nothing is compared."""
    owned = owners(document, cues)
    scores, pools = _scored(document, cues, owned, candidates(document, cues))
    if not scores:
        scores, pools = _scored(document, cues, owned, listed(document, cues))
    if not scores:
        scores, pools = _scored(document, cues, owned, defined(document, cues))
    if not scores and weighs(document, cues):  # each may be named in one place alone
        named = [*candidates(document, cues), *headed(document, cues)]
        scores, pools = _scored(document, cues, owned, named, fewest=1)
    if not scores:
        return ()
    names = max(scores, key=lambda names: scores[names])
    names = _widened(names, scores, pools, fold(" · ".join(titles(document))), cues)
    sure = round(min(1.0, scores[names] / _SURE), 2)
    why = tuple(sorted(pools[names]))
    return tuple(Side(ways[0], ways, sure, why) for ways in _aligned(names, pools, owned, cues))


def _scored(
    document: Document,
    cues: Cues,
    owned: Sequence[Owners],
    named: Iterable[tuple[str, tuple[str, ...]]],
    fewest: int = 2,
) -> tuple[dict[tuple[str, ...], float], _Pools]:
    """Every set of names that may be the sides, with what speaks for it and where it stands."""
    pools: _Pools = {}
    proposed = [("owner", one.names) for one in owned]
    for source, names in [*proposed, *named]:
        cleaned = tuple(dict.fromkeys(_bare(name, cues) for name in names if name))
        cleaned = tuple(name for name in cleaned if not _sum(name, cleaned))
        if 2 <= len(cleaned) <= MOST and len({fold(name) for name in cleaned}) == len(cleaned):
            pools.setdefault(cleaned, set()).add(source)
    heads, text = [fold(label) for label in labels(document)], fold(document.text)
    title = fold(" · ".join(titles(document)))
    lines, starts = "\n".join(heads), list(accumulate((len(label) + 1 for label in heads), initial=0))
    scores: dict[tuple[str, ...], float] = {}
    plain = (names for names in pools if not any(is_role(name, cues) for name in names))
    for names in islice(plain, _MOST_SETS):
        sources = pools[names]
        finder = Names([Side(name, (name, *done(name, cues))) for name in names], cues.head)
        least = 1 if sources & _SURELY else fewest
        if min(finder.most(text)) < least:  # half of the sets, which spares looking for them
            continue
        mentions = [0] * len(names)
        for number, _, _ in finder.find_folded(text):
            mentions[number] += 1
            if mentions[number] == _OFTEN and min(mentions) == _OFTEN:
                break
        if min(mentions) < least:
            continue
        in_label: dict[int, set[int]] = {}  # all labels are looked through at once
        for number, start, _ in finder.find_folded(lines):
            in_label.setdefault(bisect_right(starts, start), set()).add(number)
        counts = Counter(number for numbers in in_label.values() if len(numbers) == 1 for number in numbers)
        least = min(counts[number] for number in range(len(names)))
        score = sum(_WEIGHTS[source] for source in sources) + 2.0 * min(least, 3)
        score += 0.15 * min(sum(counts.values()), 20) + 0.05 * min(*mentions, _OFTEN)
        score += 5.0 * len(finder.named_folded(title)) / len(names) + 0.3 * len(names)
        if "title" not in sources:  # a word for all that is compared names none of it
            score -= 3.0 * sum(fold(name) in cues.head for name in names)
        scores[names] = score - 2.0 * sum(len(name) > 40 for name in names) - 3.0 * _nested(names)
    return {names: score for names, score in scores.items() if score > 0}, pools


def _nested(names: tuple[str, ...]) -> bool:
    """Whether a name is the beginning of another: "develop" and "develop by hand" seldom are two things."""
    folded = [fold(name) for name in names]
    return any(other.startswith(f"{one} ") for one in folded for other in folded)


def _sum(name: str, names: Sequence[str]) -> bool:
    """Whether a name is several of the others together: "tea + coffee"."""
    return any(mark in name for mark in "+＋&") and any(other != name and other in name for other in names)


def _bare(name: str, cues: Cues) -> str:
    """A name without its article, with a capital where the article had one: "La tisane" is Tisane."""
    bare = without_article(name, cues)
    return bare[:1].upper() + bare[1:] if bare != name and name[:1].isupper() else bare


def _widened(
    names: tuple[str, ...], scores: dict[tuple[str, ...], float], pools: _Pools, title: str, cues: Cues
) -> tuple[str, ...]:
    """A set from the same kind of place that holds the best one and more: one of three may be named less often.

    A title that names all of the best set names no more: then what else its labels have is none of them.
    """
    best, own = names, {fold(name) for name in names}
    entitled = _entitled(names, title, cues)
    for other, score in scores.items():
        if (
            len(other) > len(best)
            and (
                (own < {fold(name) for name in other} and pools[names] & pools[other] & _PLAIN)
                or (pools[other] & {"counted", "table", "title"} and _within(own, other))
            )
            and score >= _WIDER * scores[names]
            and (not entitled or _entitled(other, title, cues))
        ):
            best = other
    return best


def _within(own: Iterable[str], other: Sequence[str]) -> bool:
    """Whether every name of one set stands in another one by itself, whole or as a part."""
    wider = [fold(name) for name in other]
    found = [[place for place, name in enumerate(wider) if name in one or one in name] for one in own]
    same = [
        place
        for one, places in zip(own, found, strict=True)
        for place in places
        if wider[place] == one or len(places) == 1
    ]
    return all(found) and len(set(same)) == len(found)


def _entitled(names: tuple[str, ...], title: str, cues: Cues) -> bool:
    """Whether a title has every name."""
    return len(Names([Side(name, (name,)) for name in names], cues.head).named_folded(title)) == len(names)


def _aligned(names: tuple[str, ...], pools: _Pools, owned: Sequence[Owners], cues: Cues) -> list[tuple[str, ...]]:
    """Every way of naming the sides that another place offers, the one that stands alone in most places first."""
    finder = Names([Side(name, (name,)) for name in names], cues.head)
    found: list[tuple[float, tuple[str, ...]]] = []
    twins: list[tuple[str, ...]] = []
    for other, sources in pools.items():
        if any(re.search("[:：]", name) or has_role(name, cues) for name in other):
            continue
        if not sources & _PLAIN and not all(_covered(finder, name) for name in other):
            continue
        numbers = [one[0] if len(one := finder.named(name)) == 1 else -1 for name in other]
        if sorted(numbers) == list(range(len(names))):
            ordered = tuple(other[numbers.index(number)] for number in range(len(names)))
            clear = (
                0.0
                if _padded(ordered, names) or _cut(ordered, names) or _glued(ordered, names, cues)
                else max(_CLEAR[source] for source in sources)
            )
            found.append((clear, ordered))
        elif ordered := _left_over(other, numbers, names):
            twins.append(ordered)
    ranked = [one for _, one in sorted(found, key=lambda one: (-one[0], one[1] != names))] or [names]
    ranked += [one.twins for one in owned if one.names == names and one.twins]
    ranked += [one.names for one in owned if one.twins == names] + twins
    return [tuple(dict.fromkeys(one[number] for one in ranked)) for number in range(len(names))]


def _left_over(other: tuple[str, ...], numbers: Sequence[int], names: tuple[str, ...]) -> tuple[str, ...]:
    """Another set but for one name the same, which begins like the one left over: "pellet stove", "pellet heater"."""
    left = set(range(len(names))) - set(numbers)
    if len(other) != len(names) or numbers.count(-1) != 1 or len(left) != 1:
        return ()
    number, name = left.pop(), other[numbers.index(-1)]
    alike = re.match(r"\w{4,}", fold(name))
    if alike is None or not re.match(re.escape(alike[0]) + r"(?!\w)", fold(names[number])):
        return ()
    numbers = [number if one < 0 else one for one in numbers]
    return tuple(other[numbers.index(one)] for one in range(len(names)))


def _padded(longer: tuple[str, ...], names: tuple[str, ...]) -> bool:
    """Whether the same word stands before every name: "project A" and "project B"."""
    parts = [fold(one).partition(" ") for one in longer]
    return len({word for word, _, _ in parts}) == 1 and all(
        rest == fold(name) for (_, _, rest), name in zip(parts, names, strict=True)
    )


def _glued(longer: tuple[str, ...], names: tuple[str, ...], cues: Cues) -> bool:
    """Whether only small words stand around every name: "use A when" and "use B when"."""
    return longer != names and all(
        fold(trimmed(one, cues)) == fold(trimmed(name, cues)) != fold(without_article(one, cues))
        for one, name in zip(longer, names, strict=True)
    )


def _cut(shorter: tuple[str, ...], names: tuple[str, ...]) -> bool:
    """Whether only the last name is whole: "red and blue paint" for "red paint" and "blue paint"."""
    *first, last = zip(map(fold, shorter), map(fold, names), strict=True)
    return last[0] == last[1] and all(whole.startswith(f"{part} ") for part, whole in first)


def _covered(finder: Names, name: str) -> bool:
    """Whether a name says little besides the names that are known."""
    return sum(end - start for _, start, end in finder.find(name)) >= 0.6 * len(name)
