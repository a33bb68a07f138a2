"""What an article compares: the sides, found in its title, headings, leads, labels and tables."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.document import Block, Document
from kg.errors import DocumentError
from kg.extract.cues import Cues, fold
from kg.extract.draft import Side
from kg.extract.labels import EDGES, bold_words, label_of, without_number
from kg.extract.names import Names

__all__ = ["find_sides"]

_CJK = re.compile(r"[\u3040-\u9fff]")
_AROUND = " \t\n:：,，.。?？!！;；\"'“”‘’*|-–—✓✗"
_MOST = 6
_LONGEST = 60
#: What stands between sides and nowhere else; in a title that has it, "and" is part of a name.
_VERSUS = re.compile(r"(?<![a-z0-9])(?:vs\.?|versus|v\.s\.|pk)(?![a-z0-9])")
#: How much each kind of place counts for a set of names, before it is asked what the set explains.
_WEIGHTS = {"table": 3.0, "title": 3.0, "lead": 2.5, "label": 2.0, "heading": 2.0, "part": 2.0, "asked": 2.2}
#: Which place names a side most plainly.
_CLEAR = {"table": 5.0, "heading": 4.0, "lead": 4.0, "label": 3.0, "title": 2.0, "part": 1.5, "asked": 1.0}


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
        finder = Names([Side(name, (name,)) for name in names], cues.head)
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
    finder = Names([Side(name, (name,)) for name in names], cues.head)
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
    titles = dict.fromkeys(_titles(document))
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
    for siblings in _siblings(headings):
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
    except DocumentError:  # broken front matter is no reason not to read the article
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
    for part in dict.fromkeys(part.strip(EDGES) for part in parts):
        folded = fold(part)
        start, end = 0, len(part)
        for found in cues.lead_in.finditer(folded):
            if not folded[start : found.start()].strip(EDGES + "0123456789"):
                start = found.end()
        tails = [found.start() for found in cues.tail.finditer(folded, start) if found.start() > start]
        inner = part[start : min(tails, default=end)]
        folded = fold(inner)
        for pattern in (_VERSUS, cues.versus):
            names = [
                _without_article(inner[a:b].strip(EDGES), cues)
                for a, b in _between(pattern.finditer(folded), len(inner))
            ]
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


def _without_article(name: str, cues: Cues) -> str:
    found = cues.article.match(fold(name))
    ends = found and (name[found.end() - 1] in "'’" or name[found.end() : found.end() + 1].isspace())
    return name[found.end() :].lstrip() if found and ends else name


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


def _siblings(headings: list[_Heading]) -> Iterable[list[str]]:
    groups: dict[tuple[int, int], list[str]] = {}
    for heading in headings:
        groups.setdefault((heading.level, heading.parent), []).append(heading.words)
    return groups.values()


def _leads(document: Document) -> Iterator[str]:
    for block in document.blocks:
        words = bold_words(document, block)
        if words and block.kind == "paragraph" and words == document.quote(block.span).strip(EDGES):
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
    parts = [part.strip(EDGES) for part in re.split("\0+", "".join(masked))]
    kept = []
    for part in parts:
        before = None
        while before != part:
            before = part
            for glue in cues.glue.finditer(fold(part)):
                if glue.start() == 0 or glue.end() == len(part):
                    part = (part[glue.end() :] if glue.start() == 0 else part[: glue.start()]).strip(EDGES)
                    break
        kept.append(part)
    longest = max(kept, key=len)
    return longest if len(longest) <= 40 else ""
