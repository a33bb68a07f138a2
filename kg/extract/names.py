"""Where a text names the sides, however it calls them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence, Set
from functools import cached_property, lru_cache

from kg.extract.cues import fold
from kg.extract.draft import Side
from kg.extract.labels import EDGES

__all__ = ["Names"]

_PARENTHESES = re.compile(r"\s*[（(]([^()（）]*)[)）]\s*")
#: A longer name that ends with an s may be a plural.
_SHORTEST_PLURAL = 5
_Match = Callable[[str, int], re.Match[str] | None]
_CJK = re.compile(r"[\u3040-\u9fff]")


class Names:
    """Finds where a text names the sides.

    Args:
        sides: the sides with every way of naming them; shorter ways are made from them.
        head: words that follow the names of all sides and tell none apart.
    """

    def __init__(self, sides: Sequence[Side], head: Set[str]) -> None:
        self._sides, self._head = len(sides), head
        self._plain = [fold(_PARENTHESES.sub(" ", side.name)).strip(EDGES) for side in sides]
        self._short = _distinct(self._plain, head)
        ways: dict[str, set[int]] = {}
        for number, words in (*_ways(sides), *enumerate(self._short)):
            way = " ".join(words.split())
            if way:  # a name may be of nothing but signs
                ways.setdefault(way, set()).add(number)
        self._number = {way: min(numbers) for way, numbers in ways.items() if len(numbers) == 1}

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        longest = sorted(self._number, key=lambda way: (-len(way), way))
        return re.compile("|".join(map(_bounded, longest)) or "(?!)")

    @cached_property
    def _follow(self) -> tuple[frozenset[str], _Match]:
        """What follows a side and names all of them: "AI models" in "open source AI models".

        Most documents of a language share these words, so their pattern stands apart from that of the names.
        """
        heads = set(self._head)
        for name, short in zip(self._plain, self._short, strict=True):
            if short in name:
                heads.update(name[name.index(short) + len(short) :].split())
        return _following(frozenset(heads))

    def most(self, folded: str) -> list[int]:
        """Return for each side a number of places that a folded text does not name it more often than; quickly."""
        counts = [0] * self._sides
        for way, number in self._number.items():
            counts[number] += folded.count(way.partition(" ")[0])
        return counts

    def find(self, text: str) -> Iterator[tuple[int, int, int]]:
        """Yield number of the side, start and end of every place where a text names one."""
        return self.find_folded(fold(text))

    def find_folded(self, folded: str) -> Iterator[tuple[int, int, int]]:
        """Like :meth:`find`, for a text that is folded already."""
        search = self._pattern.search
        if (found := search(folded)) is None:
            return
        numbers, (begins, follow) = self._number, self._follow
        while found:
            way = found[0]
            number = numbers.get(way)
            if number is None:
                way = " ".join(way.split())
                number = numbers[way if way in numbers else way.removesuffix("s")]
            start, end = found.span()
            if folded[end : end + 1] in begins and (after := follow(folded, end)):
                end = after.end()
            yield number, start, end
            found = search(folded, end)

    def named(self, text: str) -> list[int]:
        """Return the numbers of the sides that a text names, in the order in which it first does."""
        return self.named_folded(fold(text))

    def named_folded(self, folded: str) -> list[int]:
        """Like :meth:`named`, for a text that is folded already."""
        return list(dict.fromkeys([number for number, _, _ in self.find_folded(folded)]))


def _ways(sides: Sequence[Side]) -> Iterator[tuple[int, str]]:
    for number, side in enumerate(sides):
        for name in side.names:
            whole = " ".join(fold(name).split())
            yield number, whole
            if len(whole) > _SHORTEST_PLURAL and whole.endswith("s"):
                yield number, whole[:-1]
            inner = _PARENTHESES.search(name)
            without = " ".join(fold(_PARENTHESES.sub(" ", name)).split())
            if inner and without:
                yield number, without
                if len(inner[1]) > 1:
                    yield number, fold(inner[1]).strip()
                    yield number, fold(inner[1]).strip().removesuffix("s")


def _distinct(names: list[str], head: Set[str]) -> list[str]:
    """What tells names apart: each without the beginning and the end that all share, at least two characters of it."""
    if any(_CJK.search(name) for name in names):
        beginning = next((i for i, chars in enumerate(zip(*names, strict=False)) if len(set(chars)) > 1), 0)
        backwards = [name[::-1] for name in names]
        ending = next((i for i, chars in enumerate(zip(*backwards, strict=False)) if len(set(chars)) > 1), 0)
        cut = [
            name[min(beginning, max(0, len(name) - 2)) : max(beginning + 2, len(name) - ending)].strip()
            for name in names
        ]
        return cut if all(len(part) > 1 for part in cut) else names
    words = [name.split() for name in names]
    shared = set(words[0]).intersection(*words[1:])
    tails = {one[-1] for one in words if len(one) > 1}
    cut = [" ".join(word for word in one if word not in shared) for one in words]
    short = []
    for one, part in zip(words, cut, strict=True):
        rest = part.split()
        if len(rest) > 1 and rest[-1] in tails and rest[-1] in head:
            part = " ".join(rest[:-1])
        short.append(part if len(part) > 1 else " ".join(one))  # "v" of "V-model" stands in "vs" as well
    return short


@lru_cache(maxsize=64)
def _following(heads: frozenset[str]) -> tuple[frozenset[str], _Match]:
    """Return with which characters these words can follow something, and what matches as many as do."""
    words = "|".join(map(_flexible, sorted(heads, key=lambda word: (-len(word), word)))) or "(?!)"
    return frozenset({" ", *(word.strip()[:1] for word in heads)}), re.compile(f"(?: *(?:{words}))*").match


def _flexible(words: str) -> str:
    return r" *".join(map(re.escape, words.split()))


def _bounded(way: str) -> str:
    # What may not stand before it is looked for after its first character, by which most of a text is passed over.
    before = f"(?<![a-z0-9]{way[0]})" if way[0].isascii() and way[0].isalnum() else ""
    after = r"s?(?![a-z0-9])" if way[-1].isascii() and way[-1].isalnum() else ""
    return re.escape(way[0]) + before + re.escape(way[1:]).replace(r"\ ", " +") + after
