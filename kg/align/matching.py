"""How alike two things are by their names and by what is said of them, and why."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz

from kg.align.terms import Meaning, folded, meaning
from kg.align.things import Thing

__all__ = ["CLOSE", "EXACT", "Likeness", "likeness", "quote_words"]

EXACT, CLOSE = "skos:exactMatch", "skos:closeMatch"
#: How alike (0 to 100) two names must be in their letters to be taken for spellings of one another.
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
        if (likely := _names(first.text, second.text, first.preferred and second.preferred, ignored))
    ]
    if not found:
        return _quotes(one, other, common)
    best = min(found, key=lambda likely: (-likely.score, likely.reason))
    shared = sorted(quote_words(one) & quote_words(other) - frozenset(common))
    if best.score < 0.85 and len(shared) >= _QUOTED:
        score = round(best.score + min(_BY_QUOTES, 0.02 * len(shared)), 2)
        return Likeness(score, best.relation, f"{best.reason}; both quotes speak of {', '.join(shared[:5])}")
    return best


def quote_words(thing: Thing) -> frozenset[str]:
    """Return what the quotes of a property speak of; Chinese that is in no table is not known to be a word."""
    found = frozenset().union(*(meaning(quote).subjects for quote in thing.quotes))
    return frozenset(word for word in found if word.isascii())


def _quotes(one: Thing, other: Thing, common: Collection[str]) -> Likeness | None:
    """Two properties of which one is spoken of, by all the words of its name, where the other is ascribed."""
    for named, quoted in ((one, other), (other, one)):
        spoken = quote_words(quoted) - frozenset(common)
        for name in named.names:
            subjects = meaning(name.text).subjects
            if name.preferred and subjects and subjects <= spoken:
                score = 0.5 if len(subjects) > 1 else 0.45
                return Likeness(score, CLOSE, f"{name.text} is spoken of under {quoted.names[0].text}")
    return None


def _names(first: str, second: str, preferred: bool, ignored: Collection[str]) -> Likeness | None:
    if folded(first) and folded(first) == folded(second):
        return Likeness(1.0, EXACT, "same label") if preferred else Likeness(0.95, EXACT, f"same name: {first}")
    one, other = _without(meaning(first), ignored), _without(meaning(second), ignored)
    # Another number is another version: GPT-3 is not GPT-4.
    if not one.subjects or not other.subjects or _digits(first) != _digits(second):
        return None
    both, either = one.subjects & other.subjects, one.subjects | other.subjects
    pair = f"{first} = {second}"
    if one.subjects == other.subjects:
        if one.slants == other.slants:
            return Likeness(0.92 if preferred else 0.87, EXACT, f"same meaning: {pair}")
        slants = _listed(one.slants ^ other.slants)
        return Likeness(0.75, CLOSE, f"same meaning but for {slants}: {first} / {second}")
    # The less of a name is an alternative label, the broader it tends to be: "community" for "community support".
    doubt = 0.0 if preferred else 0.1
    if both and (one.subjects < other.subjects or other.subjects < one.subjects):
        score = round(0.5 + 0.3 * len(both) / len(either) - doubt, 2)
        return Likeness(score, CLOSE, f"one is part of the other: {first} / {second}")
    if len(both) / len(either) >= _SHARED:
        score = round(0.4 + 0.3 * len(both) / len(either) - doubt, 2)
        return Likeness(score, CLOSE, f"shared words {_listed(both)}: {first} / {second}")
    return _spelling(first, second)


def _spelling(first: str, second: str) -> Likeness | None:
    one, other = folded(first), folded(second)
    if min(len(one), len(other)) < _LONG_ENOUGH:
        return None
    ratio = fuzz.ratio(one, other)
    if ratio < _SPELLING:
        return None
    return Likeness(round(ratio / 125, 2), CLOSE, f"nearly the same letters: {first} / {second}")


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))


def _without(what: Meaning, ignored: Collection[str]) -> Meaning:
    return Meaning(what.subjects - frozenset(ignored), what.slants)


def _listed(words: Iterable[str]) -> str:
    return ", ".join(sorted(words))
