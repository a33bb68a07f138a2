"""What an article compares: the sides, found in its title, headings, leads, labels and tables."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.document import Block, Document
from kg.extract.cues import Cues, fold
from kg.extract.draft import Side
from kg.extract.labels import bold_words, label_of, without_number

__all__ = ["Names", "find_sides"]

_PARENTHESES = re.compile(r"\s*[（(]([^()（）]*)[)）]\s*")
_CJK = re.compile(r"[\u3040-\u9fff]")
_AROUND = " \t\n:：,，.。?？!！;；\"'“”‘’*|-–—✓✗"
_EDGES = " \t\n:：,，.。?？!！;；\"'“”‘’《》「」【】()（）*·|-–—✓✗"
_MOST = 6
_LONGEST = 60
#: How much each kind of place counts for a set of names, before it is asked what the set explains.
_WEIGHTS = {"table": 3.0, "title": 3.0, "lead": 2.5, "label": 2.0, "heading": 2.0, "part": 2.0, "asked": 2.2}

#: Which place names a side most plainly.
_CLEAR = {"table": 5.0, "heading": 4.0, "lead": 4.0, "label": 3.0, "title": 2.0, "part": 1.5, "asked": 1.0}


class Names:
    """Finds where a text names the sides.

    Args:
        sides: the sides with every way of naming them; shorter ways are made from them.
    """

    def __init__(self, sides: Sequence[Side]) -> None:
        self.sides = tuple(sides)
        ways: dict[str, set[int]] = {}
        for number, way in _ways(sides):
            ways.setdefault(way, set()).add(number)
        self._number = {way: min(numbers) for way, numbers in ways.items() if len(numbers) == 1}
        # What follows a side and names all of them: "AI models" in "open source AI models".
        head = sorted(_heads(sides), key=lambda word: (-len(word), word))
        follow = "(?:" + "|".join(map(_flexible, head)) + ")" if head else "(?!)"
        longest = sorted(self._number, key=lambda way: (-len(way), way))
        one = "|".join(_bounded(way) for way in longest) or "(?!)"
        self._pattern = re.compile(f"({one})((?: *{follow})*)")

    def find(self, text: str) -> Iterator[tuple[int, int, int]]:
        """Yield number of the side, start and end of every place where a text names one."""
        for found in self._pattern.finditer(fold(text)):
            way = " ".join(found[1].split())
            yield self._number[way if way in self._number else way.rstrip("s")], found.start(), found.end()

    def named(self, text: str) -> list[int]:
        """Return the numbers of the sides that a text names, in the order in which it first does."""
        return list(dict.fromkeys(number for number, _, _ in self.find(text)))


def find_sides(document: Document, cues: Cues) -> tuple[Side, ...]:
    """Return the sides that explain most of the labels of an article, none if nothing is compared."""
    labels = list(_labels(document))
    best: tuple[float, tuple[str, ...], list[str]] = (0.0, (), [])
    pools: dict[tuple[str, ...], set[str]] = {}
    for source, names in _candidates(document, cues):
        cleaned = tuple(dict.fromkeys(name for name in names if name))
        if 2 <= len(cleaned) <= _MOST and len({fold(name) for name in cleaned}) == len(cleaned):
            pools.setdefault(cleaned, set()).add(source)
    titles, text = " · ".join(_titles(document)), document.text
    for names, sources in pools.items():
        if any(_is_role(name, cues) for name in names):
            continue
        finder = Names([Side(name, (name,)) for name in names])
        counts = Counter(one[0] for label in labels if len(one := finder.named(label)) == 1)
        mentions = Counter(number for number, _, _ in finder.find(text))
        if any(mentions[number] < 2 for number in range(len(names))):
            continue
        fewest = min(counts[number] for number in range(len(names)))
        score = sum(_WEIGHTS[source] for source in sources) + 2.0 * min(fewest, 3)
        score += 0.15 * min(sum(counts.values()), 20) + 0.05 * min(*mentions.values(), 10)
        score += 5.0 * len(finder.named(titles)) / len(names) + 0.3 * len(names)
        score -= 2.0 * sum(len(name) > 40 for name in names)
        if score > best[0]:
            best = (score, names, sorted(sources))
    score, names, why = best
    sure = round(min(1.0, score / 16), 2)
    return tuple(Side(ways[0], ways, sure, tuple(why)) for ways in _aligned(names, pools, cues) if names)


def _aligned(names: tuple[str, ...], pools: dict[tuple[str, ...], set[str]], cues: Cues) -> list[tuple[str, ...]]:
    """Every way of naming the sides that another place offers, the one that stands alone in most places first."""
    if not names:
        return []
    finder = Names([Side(name, (name,)) for name in names])
    found: list[tuple[float, tuple[str, ...]]] = []
    for other, sources in pools.items():
        plain = bool(sources & {"table", "heading", "lead", "label"})
        if any(re.search("[:：]", name) or _has_role(name, cues) for name in other):
            continue
        if not plain and not all(_covered(finder, name) for name in other):
            continue
        numbers = [one[0] if len(one := finder.named(name)) == 1 else -1 for name in other]
        if sorted(numbers) == list(range(len(names))):
            ordered = tuple(other[numbers.index(number)] for number in range(len(names)))
            found.append((max(_CLEAR[source] for source in sources), ordered))
    ranked = [names_ for _, names_ in sorted(found, key=lambda one: (-one[0], one[1] != names))] or [names]
    return [tuple(dict.fromkeys([one[number] for one in ranked])) for number in range(len(names))]


def _covered(finder: Names, name: str) -> bool:
    """Whether a name says little besides the names that are known."""
    return sum(end - start for _, start, end in finder.find(name)) >= 0.6 * len(name)


# -- where names may stand


@dataclass(frozen=True)
class _Heading:
    level: int
    parent: int
    words: str


def _candidates(document: Document, cues: Cues) -> Iterator[tuple[str, tuple[str, ...]]]:
    titles = list(_titles(document))
    for title in titles:
        for names in _split(title, cues):
            yield "title", names
    for block in document.blocks:
        words = document.quote(block.span)
        if block.kind == "heading" and words not in titles:
            for names in _split(words, cues):
                yield "asked", names
    yield from _table_sides(document)
    headings = list(_headings(document))
    for _, siblings in _grouped(headings):
        pure = [words for words in siblings if not _has_role(words, cues)]
        if 2 <= len(pure) <= _MOST:
            yield "heading", tuple(_bare(words) for words in pure)
        asked = [_remainder(words, cues) for words in siblings if _has_role(words, cues)]
        rest = tuple(dict.fromkeys(words for words in asked if words and not any(_split(words, cues))))
        if 2 <= len(rest) <= _MOST:
            yield "part", rest
    remains = [one for heading in headings if (one := _remainder(heading.words, cues))]
    every = tuple(dict.fromkeys(one for one in remains if not any(_split(one, cues))))
    if 2 <= len(every) <= _MOST:
        yield "heading", every
    for source, found in (("lead", _leads(document)), ("label", _item_labels(document))):
        counts = Counter(found)
        often = tuple(words for words, count in counts.items() if count > 1 and not _has_role(words, cues))
        for most in {len(often), 2, 3}:
            if 2 <= most <= min(len(often), _MOST):
                ranked = sorted(often, key=lambda words: -counts[words])[:most]
                yield source, tuple(words for words in often if words in ranked)


def _titles(document: Document) -> Iterator[str]:
    try:
        title = document.metadata.get("title")
    except Exception:  # broken front matter is no reason not to read the article
        title = None
    if isinstance(title, str):
        yield title
    first = next((block for block in document.blocks if block.kind == "heading"), None)
    for block in document.blocks:
        if block.kind == "heading" and (block is first or block.level == 1):
            yield document.quote(block.span)


def _split(title: str, cues: Cues) -> Iterator[tuple[str, ...]]:
    """The names in a title such as "The difference between A and B", in every part between colons."""
    parts = [title, *re.split(r"[:：|？?]|\s[-–—]\s|——|，|!|！", title)]
    for part in dict.fromkeys(part.strip(_EDGES) for part in parts):
        folded = fold(part)
        start, end = 0, len(part)
        for found in cues.lead_in.finditer(folded):
            if not folded[start : found.start()].strip(_EDGES + "0123456789"):
                start = found.end()
        tails = [found.start() for found in cues.tail.finditer(folded, start) if found.start() > start]
        inner = part[start : min(tails, default=end)]
        folded = fold(inner)
        for pattern in (re.compile(r"(?<![a-z0-9])(?:vs\.?|versus|v\.s\.|pk)(?![a-z0-9])"), cues.versus):
            names = [_article_off(inner[a:b].strip(_EDGES)) for a, b in _between(pattern.finditer(folded), len(inner))]
            names = [name for one in names for name in (re.split(r"\s*[,，、]\s*", one) if len(names) > 1 else [one])]
            names = [name for name in names if name]
            if 2 <= len(names) <= _MOST and all(len(name) <= _LONGEST for name in names):
                yield _even(names)
                break


def _between(found: Iterable[re.Match[str]], end: int) -> Iterator[tuple[int, int]]:
    start = 0
    for one in found:
        yield start, one.start()
        start = one.end()
    yield start, end


def _even(names: list[str]) -> tuple[str, ...]:
    """Take from the last name the words that stand there for all: "Open Source", "Closed Source AI Models"."""
    *others, last = names
    words, size = last.split(), max(len(name.split()) for name in others)
    if not _CJK.search(last) and len(words) > size and any(set(name.split()) & set(words) for name in others):
        return (*others, " ".join(words[:size]))
    return tuple(names)


def _article_off(name: str) -> str:
    return re.sub(r"^(?:the|a|an|les?|la|l['’]|un|une|el|los|las|der|die|das)\s+(?=\S)", "", name, flags=re.I)


def _table_sides(document: Document) -> Iterator[tuple[str, tuple[str, ...]]]:
    tables: dict[int, list[Block]] = {}
    for block in document.blocks:
        if block.column is not None and block.group is not None:
            tables.setdefault(block.group, []).append(block)
    for cells in tables.values():
        first = tuple(document.quote(cell.span) for cell in cells if cell.row == 0 and (cell.column or 0) > 0)
        column = tuple(document.quote(cell.span) for cell in cells if cell.column == 0 and (cell.row or 0) > 0)
        for names in (first, column):
            if 2 <= len(names) <= _MOST and all(len(name) <= _LONGEST for name in names):
                yield "table", tuple(name.strip(_AROUND) for name in names)


def _headings(document: Document) -> Iterator[_Heading]:
    open_: list[tuple[int, int]] = []
    for number, block in enumerate(document.blocks):
        if block.kind == "heading":
            while open_ and open_[-1][0] >= block.level:
                open_.pop()
            yield _Heading(block.level, open_[-1][1] if open_ else -1, without_number(document.quote(block.span))[0])
            open_.append((block.level, number))


def _grouped(headings: list[_Heading]) -> Iterator[tuple[tuple[int, int], list[str]]]:
    groups: dict[tuple[int, int], list[str]] = {}
    for heading in headings:
        groups.setdefault((heading.level, heading.parent), []).append(heading.words)
    yield from groups.items()


def _leads(document: Document) -> Iterator[str]:
    for block in document.blocks:
        words = bold_words(document, block)
        if words and block.kind == "paragraph" and words == document.quote(block.span).strip(_EDGES):
            yield words


def _item_labels(document: Document) -> Iterator[str]:
    for block in document.blocks:
        if block.kind in {"item", "paragraph"}:
            label = label_of(document, block.span, block.bold)
            if label and label.words and len(label.words) <= _LONGEST:
                yield label.words


def _labels(document: Document) -> Iterator[str]:
    for block in document.blocks:
        if block.kind in {"heading", "header_cell"} or (block.column == 0):
            yield document.quote(block.span)
    yield from _leads(document)
    yield from _item_labels(document)


# -- names as words


def _has_role(words: str, cues: Cues) -> bool:
    return next(cues.find(fold(words)), None) is not None


def _is_role(words: str, cues: Cues) -> bool:
    """Whether a name is nothing but cue words and fillers."""
    return _has_role(words, cues) and not _remainder(words, cues)


def _bare(words: str) -> str:
    """A heading without what stands after its colon: "React: a library" names React."""
    return re.split(r"[:：]|\s[-–—]\s", words)[0].strip(_AROUND)


def _remainder(words: str, cues: Cues) -> str:
    """What a label names besides its cue words, empty if that is nothing."""
    folded = fold(words)
    found = list(cues.find(folded))
    if not found:
        return ""
    masked = list(words)
    for _, start, end in found:
        masked[start:end] = "\0" * (end - start)
    parts = [part.strip(_EDGES) for part in re.split("\0+", "".join(masked))]
    kept = []
    for part in parts:
        before = None
        while before != part:
            before = part
            for glue in cues.glue.finditer(fold(part)):
                if glue.start() == 0 or glue.end() == len(part):
                    part = (part[glue.end() :] if glue.start() == 0 else part[: glue.start()]).strip(_EDGES)
                    break
        kept.append(part)
    longest = max(kept, key=len)
    return longest if len(longest) <= 40 else ""


def _ways(sides: Sequence[Side]) -> Iterator[tuple[int, str]]:
    plain = [fold(_PARENTHESES.sub(" ", side.name)).strip(_EDGES) for side in sides]
    for number, side in enumerate(sides):
        for name in side.names:
            yield number, " ".join(fold(name).split())
            inner = _PARENTHESES.search(name)
            without = " ".join(fold(_PARENTHESES.sub(" ", name)).split())
            if inner and without:
                yield number, without
                if len(inner[1]) > 1:
                    yield number, fold(inner[1]).strip()
                    yield number, fold(inner[1]).strip().removesuffix("s")
    for number, short in enumerate(_distinct(plain)):
        yield number, short


def _distinct(names: list[str]) -> list[str]:
    """What tells names apart: each without the beginning and the end that all share, at least two characters of it."""
    if any(_CJK.search(name) for name in names):
        beginning = next((i for i, chars in enumerate(zip(*names, strict=False)) if len(set(chars)) > 1), 0)
        backwards = [name[::-1] for name in names]
        ending = next((i for i, chars in enumerate(zip(*backwards, strict=False)) if len(set(chars)) > 1), 0)
        cut = [name[beginning : max(beginning + 2, len(name) - ending)].strip() for name in names]
        return cut if all(len(part) > 1 for part in cut) else names
    words = [name.split() for name in names]
    shared = set(words[0]).intersection(*words[1:])
    tails = {one[-1] for one in words if len(one) > 1}
    cut = [" ".join(word for word in one if word not in shared) for one in words]
    short = []
    for one, part in zip(words, cut, strict=True):
        rest = part.split()
        if len(rest) > 1 and rest[-1] in tails and rest[-1] in {"vehicles", "software", "engines", "models", "apps"}:
            part = " ".join(rest[:-1])
        short.append(part or " ".join(one))
    return short


def _heads(sides: Sequence[Side]) -> set[str]:
    names = [fold(_PARENTHESES.sub(" ", side.name)).strip(_EDGES) for side in sides]
    heads = {"ai", "models", "model", "software", "模型", "大模型", "软件", "ai模型", "ai 模型"}
    for name, short in zip(names, _distinct(names), strict=True):
        if short in name:
            heads.update(part for part in name[name.index(short) + len(short) :].split() if part)
    return heads


def _flexible(words: str) -> str:
    return r" *".join(map(re.escape, words.split()))


def _bounded(way: str) -> str:
    before = r"(?<![a-z0-9])" if way[0].isascii() and way[0].isalnum() else ""
    after = r"s?(?![a-z0-9])" if way[-1].isascii() and way[-1].isalnum() else ""
    return before + r" +".join(map(re.escape, way.split())) + after
