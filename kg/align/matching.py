"""How alike two things are by their names and by what is said of them, and why."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz

from kg.align.things import Name, Thing

__all__ = ["CLOSE", "EXACT", "Likeness", "likeness", "marks"]

EXACT, CLOSE = "skos:exactMatch", "skos:closeMatch"
#: How alike (0 to 100) two names of the same beginning must be in their letters to be spellings of one another.
_SPELLING = 90
#: Shorter names are not compared letter by letter: GPT and GPU are no spellings of one another.
_LONG_ENOUGH = 6
#: How much of the words of two names must be shared for a proposal by names alone (Jaccard index).
_SHARED = 1 / 3
#: How many words two quotes must share to be evidence, and what their evidence may add to a score.
_QUOTED, _BY_QUOTES = 2, 0.08


@dataclass(frozen=True)
class Likeness:
    """How alike two things are: a score from 0 to 1, the SKOS relation that it speaks for, and the reason in words."""

    score: float
    relation: str
    reason: str


def marks(thing: Thing) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
    """Return what a thing has and what it looks for: two are alike only if one has something that the other looks for.

    These are the subjects of names, the first letters of names long enough to be spelt in two ways, and the words of
    quotes.
    """
    subjects = {("subject", subject) for subject in thing.subjects}
    letters = {("letters", name.folded[:2]) for name in thing.names if len(name.folded) >= _LONG_ENOUGH}
    named = {("spoken", word) for name in thing.names if name.preferred for word in name.meaning.subjects}
    return (
        subjects | letters | {("spoken", word) for word in thing.spoken},
        subjects | letters | named | {("subject", word) for word in thing.spoken},
    )


def likeness(one: Thing, other: Thing, ignored: Collection[str] = (), common: Collection[str] = ()) -> Likeness | None:
    """Return how alike two things are, or ``None`` if nothing speaks for it.

    The best pair of names decides: equal names (score 1; 0.95 if one is an alternative label), names of equal meaning
    by the translation table (0.92; 0.87), names that differ in a slant such as "risk", names of which one is part of
    the other, names that share words, and spellings of one another. Words that the quotes of two properties share add a
    little; where the names say nothing, they are alike by what the quotes say.

    Args:
        one: a thing.
        other: a thing of the same kind.
        ignored: subjects that say nothing here, such as those that all sides of an article have in common.
        common: words of quotes that are too common to be evidence.
    """
    found = [
        likely
        for first in one.names
        for second in other.names
        if (likely := _names(first, second, ignored) if one.subjects & other.subjects else _spelling(first, second))
    ]
    if not found:
        return _quotes(one, other, common)
    best = min(found, key=lambda likely: (-likely.score, likely.reason))
    shared = sorted((one.spoken & other.spoken).difference(common))
    if best.score < 0.85 and len(shared) >= _QUOTED:
        score = round(best.score + min(_BY_QUOTES, 0.02 * len(shared)), 2)
        return Likeness(score, best.relation, f"{best.reason}; both quotes speak of {', '.join(shared[:5])}")
    return best


def _quotes(one: Thing, other: Thing, common: Collection[str]) -> Likeness | None:
    """Two properties of which one is spoken of, by all the words of its name, where the other is ascribed."""
    for named, quoted in ((one, other), (other, one)):
        for name in named.names:
            subjects = name.meaning.subjects
            if name.preferred and subjects and subjects <= quoted.spoken and not subjects.intersection(common):
                score = 0.5 if len(subjects) > 1 else 0.45
                return Likeness(score, CLOSE, f"{name.text} is spoken of under {quoted.names[0].text}")
    return None


def _names(first: Name, second: Name, ignored: Collection[str]) -> Likeness | None:
    preferred = first.preferred and second.preferred
    if first.folded and first.folded == second.folded:
        return Likeness(1.0, EXACT, "same label") if preferred else Likeness(0.95, EXACT, f"same name: {first.text}")
    one, other = first.meaning.subjects.difference(ignored), second.meaning.subjects.difference(ignored)
    # Another number is another version: GPT-3 is not GPT-4.
    if not one or not other or first.digits != second.digits:
        return None
    both, either, pair = one & other, one | other, f"{first.text} / {second.text}"
    if one == other:
        slants = first.meaning.slants ^ second.meaning.slants
        if slants:
            return Likeness(0.75, CLOSE, f"same meaning but for {_listed(slants)}: {pair}")
        return Likeness(0.92 if preferred else 0.87, EXACT, f"same meaning: {first.text} = {second.text}")
    # The less of a name is an alternative label, the broader it tends to be: "community" for "community support".
    doubt = 0.0 if preferred else 0.1
    if both and (one < other or other < one):
        return Likeness(
            round(0.5 + 0.3 * len(both) / len(either) - doubt, 2), CLOSE, f"one is part of the other: {pair}"
        )
    if len(both) / len(either) >= _SHARED:
        score = round(0.4 + 0.3 * len(both) / len(either) - doubt, 2)
        return Likeness(score, CLOSE, f"shared words {_listed(both)}: {pair}")
    return _spelling(first, second)


def _spelling(first: Name, second: Name) -> Likeness | None:
    one, other = first.folded, second.folded
    if one[:2] != other[:2] or min(len(one), len(other)) < _LONG_ENOUGH or first.digits != second.digits:
        return None
    ratio = fuzz.ratio(one, other, score_cutoff=_SPELLING)
    pair = f"{first.text} / {second.text}"
    return Likeness(round(ratio / 125, 2), CLOSE, f"nearly the same letters: {pair}") if ratio else None


def _listed(words: Iterable[str]) -> str:
    return ", ".join(sorted(words))
