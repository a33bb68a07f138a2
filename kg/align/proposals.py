"""Which things of several articles may be the same: pairs held against each other, the best of them proposed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from kg.align.matching import CLOSE, EXACT, Likeness, likeness, marks
from kg.align.things import KINDS, Thing

__all__ = ["Proposal", "propose"]

#: How many close matches a thing is proposed with in one other article.
_CLOSE_MATCHES = 3
#: What more than this share of all quotes speaks of is no evidence that two of them say the same.
_COMMON = 0.15


@dataclass(frozen=True)
class Proposal:
    """Two things of two articles that may be the same, or close."""

    subject: Thing
    object: Thing
    likeness: Likeness


def propose(things: Sequence[Thing], at_least: float = 0.5) -> tuple[Proposal, ...]:
    """Return what may be the same, by kind and the most certain first.

    A side is proposed with one side of another article at most, and by what tells it from the other sides of its own;
    exact matches of other things only where both have no better one.

    Args:
        things: of several articles, as :func:`kg.align.read_things` returns them.
        at_least: the lowest score of a proposal.
    """
    by_place: dict[tuple[str, str], list[Thing]] = defaultdict(list)
    for thing in things:
        by_place[thing.kind, thing.article].append(thing)
    ignored = _shared_by_sides(by_place)
    common = _common_words(thing for thing in things if thing.quotes)
    articles = sorted({thing.article for thing in things})
    found: list[Proposal] = []
    for kind in KINDS:
        pairs = _pairs([thing for article in articles for thing in by_place[kind, article]])
        for first, second in combinations(articles, 2):
            about = ignored[first] | ignored[second] if kind == "side" else frozenset()
            alike = [
                Proposal(one, other, likely)
                for one, other in pairs.get((first, second), ())
                if one.iri != other.iri
                and (likely := likeness(one, other, about, common)) is not None
                and likely.score >= at_least
            ]
            found += _best(alike, 1 if kind == "side" else _CLOSE_MATCHES)
    return tuple(sorted(found, key=lambda pair: (list(KINDS).index(pair.subject.kind), -pair.likeness.score)))


def _pairs(things: Sequence[Thing]) -> dict[tuple[str, str], list[tuple[Thing, Thing]]]:
    """Which things of two articles may be alike at all, by the articles; of many things these are few.

    Args:
        things: of one kind, those of an article one after another.
    """
    holders: dict[tuple[str, str], list[int]] = defaultdict(list)
    pairs: dict[tuple[str, str], list[tuple[Thing, Thing]]] = defaultdict(list)
    for number, thing in enumerate(things):
        own, sought = marks(thing)
        earlier = {holder for mark in sought for holder in holders.get(mark, ())}
        for holder in sorted(earlier):
            if things[holder].article != thing.article:
                pairs[things[holder].article, thing.article].append((things[holder], thing))
        for mark in own:
            holders[mark].append(number)
    return pairs


def _shared_by_sides(by_place: dict[tuple[str, str], list[Thing]]) -> dict[str, frozenset[str]]:
    """What the preferred labels of all sides of an article speak of: of AI models all are models."""
    shared: dict[str, frozenset[str]] = defaultdict(frozenset)
    for (kind, article), sides in by_place.items():
        if kind == "side" and len(sides) > 1:
            spoken = [
                frozenset().union(*(name.meaning.subjects for name in side.names if name.preferred)) for side in sides
            ]
            shared[article] = frozenset.intersection(*spoken)
    return shared


def _common_words(properties: Iterable[Thing]) -> frozenset[str]:
    counts: Counter[str] = Counter()
    number = 0
    for thing in properties:
        number += 1
        counts.update(thing.spoken)
    return frozenset(word for word, count in counts.items() if count > max(2, _COMMON * number))


def _best(pairs: list[Proposal], most: int) -> list[Proposal]:
    """Keep an exact match only where neither has a better one, and the best few close ones of each."""
    top: dict[str, float] = defaultdict(float)
    for pair in pairs:
        for thing in (pair.subject, pair.object):
            top[thing.iri] = max(top[thing.iri], pair.likeness.score)
    kept: list[Proposal] = []
    taken: Counter[str] = Counter()
    for pair in sorted(pairs, key=lambda pair: (-pair.likeness.score, pair.subject.iri, pair.object.iri)):
        ends, likely = (pair.subject.iri, pair.object.iri), pair.likeness
        if likely.relation == EXACT and any(likely.score < top[iri] for iri in ends):
            pair = Proposal(pair.subject, pair.object, Likeness(likely.score, CLOSE, likely.reason))
        if all(taken[iri] < most for iri in ends):
            taken.update(ends)
            kept.append(pair)
    return kept
