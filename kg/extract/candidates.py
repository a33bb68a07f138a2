"""Where an article may name what it compares: title, headings, leads, labels and tables."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.document import Block, Document
from kg.errors import DocumentError
from kg.extract.counted import counted
from kg.extract.cues import Cues, fold
from kg.extract.labels import EDGES, bold_words, label_of, label_words, tick_of, without_number
from kg.extract.phrases import AROUND, bare, has_role, known, remainder, trimmed, without_article

__all__ = ["LONGEST", "MOST", "candidates", "defined", "headed", "labels", "listed", "titles", "weighs"]

#: What stands in brackets before or after a title and says what kind of article it is, or of which year.
_MARK = re.compile(
    r"^(?:【[^】]{0,40}】|\[[^\]]{0,40}\]) ?(?=\S)"
    r"| ?[(\[（【][^()\[\]（）【】]{0,30}20\d\d[^()\[\]（）【】]{0,30}[)\]）】]$"
)
#: The roles of labels in an article that weighs one thing against another, and where they are looked for.
_WEIGHING, _WEIGHED = frozenset({"pros", "cons", "choice"}), 80
#: What joins two names without a space: "TeavsCoffee".
_GLUED = re.compile(r"(?<=[a-z0-9])(?:vs|VS)(?=[A-Z])")
_INNER = re.compile(r"[（(][^()（）]*[)）]")
#: How many words a name has at most that nothing but a sentence tells.
_FEW = 4
_CJK = re.compile(r"[\u3040-\u9fff]")
#: The title of a page, which is no text of it, and how far from its beginning it stands.
_TITLE, _HEAD = re.compile(r"<title[^>]*>([^<]{1,300})</title>", re.IGNORECASE), 20_000
#: How many sides an article compares at most, and how long a name is.
MOST, LONGEST = 6, 60
#: How much of a description is read.
_LONG = 200
#: What stands between sides and nowhere else; in a title that has it, "and" is part of a name.
_VERSUS = re.compile(r"(?<![a-z0-9])(?:vs\.?|versus|v\.s\.|pk)(?![a-z0-9])")


@dataclass(frozen=True)
class _Heading:
    level: int
    parent: int
    words: str


def candidates(document: Document, cues: Cues) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield kind of place and names of everything that may be what an article compares."""
    found_titles = dict.fromkeys(titles(document))
    text = fold(document.text)
    for title in found_titles:
        for names in _split(title, cues):
            yield "title", names
            if (used := known(names, text)) != names:
                yield "short", used
            if len(names) == 2 and len(names[0].split()) != len(names[1].split()):
                yield "short", _shorter(names, cues)
        yield from (("asked", names) for names in _paired(title, cues))
    for block in document.blocks:
        words = document.quote(block.span)
        if block.kind == "heading" and words not in found_titles:
            for names in _split(words, cues):
                yield "asked", names
        if block.kind == "heading" and (measured := _measured(words, cues)):
            yield "asked", measured
    yield from (("counted", names) for names in counted(document) if len(names) > 1)
    yield from _described(document, cues)
    yield from _table_sides(document)
    headings = list(_headings(document))
    for siblings in _siblings(headings):
        pure = [words for words in siblings if not has_role(words, cues)]
        if 2 <= len(pure) <= MOST:
            yield "heading", tuple(bare(words) for words in pure)
        asked = [remainder(words, cues) for words in siblings if has_role(words, cues)]
        rest = tuple(dict.fromkeys(words for words in asked if words and not any(_split(words, cues))))
        if 2 <= len(rest) <= MOST:
            yield "part", rest
    remains = [one for heading in headings if (one := remainder(heading.words, cues))]
    every = tuple(dict.fromkeys(one for one in remains if not any(_split(one, cues))))
    if 2 <= len(every) <= MOST:
        yield "heading", every
    for source, found in (("lead", _leads(document)), ("label", _item_labels(document))):
        counts = Counter(found)
        often = tuple(words for words, count in counts.items() if count > 1 and not has_role(words, cues))
        for most in {len(often), 2, 3}:
            if 2 <= most <= min(len(often), MOST):
                ranked = sorted(often, key=lambda words: -counts[words])[:most]
                yield source, tuple(words for words in often if words in ranked)


def _described(document: Document, cues: Cues) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the names in what the front matter says of an article besides its title."""
    try:
        texts = [document.metadata.get(key) for key in ("subtitle", "description", "excerpt", "summary")]
    except DocumentError:
        return
    for text in texts:
        for sentence in re.split("[。；;]", text[:_LONG]) if isinstance(text, str) else ():
            yield from (("asked", names) for names in _split(sentence, cues))


def defined(document: Document, cues: Cues) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield what paragraphs define by their first words: "Tea is a drink …", all of it as one set of names."""
    found: dict[str, str] = {}  # by the words without the ending of a plural
    for block in document.blocks:
        text = document.quote(block.span)[:LONGEST] if block.kind == "paragraph" and not block.within else ""
        verb = cues.verb.search(fold(text))
        name = _INNER.sub("", text[: verb.start()] if verb else "").strip(EDGES)
        name = without_article(name, cues)
        if name and trimmed(name, cues) == name and len(name.split()) <= _FEW:
            found.setdefault(" ".join(word.removesuffix("s") for word in fold(name).split()), name)
    if 2 <= len(found) <= MOST:
        yield "defined", tuple(found.values())


def listed(document: Document, cues: Cues) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the labels of a list that the sentence over it names: "Tea and coffee are two drinks:"."""
    blocks = document.blocks
    for number, block in enumerate(blocks):
        if block.kind != "paragraph" or not document.quote(block.span).endswith((":", "：")):
            continue
        found = []
        for item in blocks[number + 1 : number + 2 + MOST]:
            label = label_of(document, item.span, item.bold) if item.kind == "item" else None
            if label is None or not label.bold:
                break
            found.append(_INNER.sub("", label.words).strip(EDGES))
        text = fold(document.quote(block.span))
        if 2 <= len(found) <= MOST and all(fold(name) in text and not has_role(name, cues) for name in found):
            yield "label", tuple(found)


def headed(document: Document, cues: Cues) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the bold words with which paragraphs begin or that stand over them, each once, as one set of names."""
    every = dict.fromkeys(
        without_article(words, cues) for words in (*_leads(document), *_bold_labels(document)) if words
    )
    pure = tuple(words for words in every if not has_role(words, cues) and len(words) <= LONGEST)
    if 2 <= len(pure) <= MOST:
        yield "lead", pure


def weighs(document: Document, cues: Cues) -> bool:
    """Whether an article weighs anything: marks for and against, or a word for advantages, limitations or a choice."""
    for block in document.blocks:
        text = document.quote(block.span)[:_WEIGHED]
        if block.kind == "item" and tick_of(text)[0]:
            return True
        short = block.kind == "heading" or block.bold
        if short and any(role in _WEIGHING for role, _, _ in cues.find(fold(text))):
            return True
    return False


def titles(document: Document) -> Iterator[str]:
    """Yield what may be the title of an article."""
    try:
        title = document.metadata.get("title")
    except DocumentError:  # broken front matter is no reason not to read the article
        title = None
    if isinstance(title, str):
        yield title
    element = _TITLE.search(document.raw, 0, _HEAD)
    if element:
        yield " ".join(html.unescape(element[1]).split())
    if document.blocks and bold_words(document, document.blocks[0]):
        yield document.quote(document.blocks[0].span)
    first = next((block for block in document.blocks if block.kind == "heading"), None)
    for block in document.blocks:
        if block.kind == "heading" and (block is first or block.level == 1):
            yield document.quote(block.span)


def _split(title: str, cues: Cues) -> Iterator[tuple[str, ...]]:
    """The names in a title such as "The difference between A and B", in every part between colons."""
    title = _GLUED.sub(r" \g<0> ", _MARK.sub("", title))
    parts = [title, *re.split(r"[:：|？?]|\s[-–—]\s|——|，|!|！", title)]
    for part in dict.fromkeys(part[tick_of(part)[1] :].strip(EDGES) for part in parts):
        folded = fold(part)
        start, end = 0, len(part)
        for found in cues.lead_in.finditer(folded):
            if not folded[start : found.start()].strip(EDGES + "0123456789"):
                start = found.end()
        tails = [
            found.start()
            for found in cues.tail.finditer(folded, start)
            if found.start() > start and not _joins(folded, found, cues)
        ]
        inner = part[start : min(tails, default=end)]
        folded = fold(inner)
        for pattern in (_VERSUS, cues.versus):
            names = [without_article(inner[a:b].strip(EDGES), cues) for a, b in _between(pattern, folded)]
            if len(names) > 1:  # "A or B, what shall I take?"
                names[-1] = re.split(r"[,，]", names[-1])[0]
            names = [name for one in names for name in (re.split(r"\s*[,，、]\s*", one) if len(names) > 1 else [one])]
            names = [name for name in names if name]
            if 2 <= len(names) <= MOST and all(len(name) <= LONGEST for name in names):
                even = _even(names, cues)
                yield even
                if (plain := tuple(_headless(name, cues) for name in even)) != even:
                    yield plain
                break
        else:
            listed = [without_article(name.strip(EDGES), cues) for name in re.split(r"[,，、]", inner)]
            if 3 <= len(listed) <= MOST and all(0 < len(name) <= 30 and len(name.split()) < 4 for name in listed):
                yield tuple(listed)


def _paired(title: str, cues: Cues) -> Iterator[tuple[str, str]]:
    """The names in a title such as "Moving from A to B", in every part between colons."""
    for part in re.split(r"[:：|？?]|\s[-–—]\s|——|，|!|！", _MARK.sub("", title)):
        part = part.strip(EDGES)
        folded = fold(part)
        for found in filter(None, (pattern.search(folded) for pattern in cues.pairs)):
            first, second = part[slice(*found.span(1))], part[slice(*found.span(2))]
            tails = [tail.start() for tail in cues.tail.finditer(fold(second)) if tail.start() > 0]
            second = re.split("[,，、]", second[: min(tails, default=len(second))])[0]
            first, second = (without_article(name.strip(EDGES), cues) for name in (first, second))
            if first and second and max(len(first), len(second)) <= LONGEST:
                yield first, second


def _joins(folded: str, tail: re.Match[str], cues: Cues) -> bool:
    """Whether what may end the names only begins what joins them: "A compared to B"."""
    joint = cues.versus.match(folded, tail.start())
    return joint is not None and joint.end() > tail.end()


def _headless(name: str, cues: Cues) -> str:
    """A name of several words without the one at its end that says what it is: "the Go language"."""
    words = name.split()
    return " ".join(words[:-1]) if len(words) > 1 and words[-1].lower() in cues.head else name


def _measured(words: str, cues: Cues) -> tuple[str, str] | None:
    """The side and the one that it is measured by in "advantages of A over B"."""
    over = cues.over.search(fold(words))
    if over is None or not has_role(words[: over.start()], cues):
        return None
    side, other = remainder(words[: over.start()], cues), without_article(words[over.end() :].strip(EDGES), cues)
    return (without_article(side, cues), other) if side and 0 < len(other) <= LONGEST else None


def _between(pattern: re.Pattern[str], folded: str) -> Iterator[tuple[int, int]]:
    """Where the names stand between what joins them; it joins nothing that has no name before it: "VS Code"."""
    start = 0
    for one in pattern.finditer(folded):
        if folded[start : one.start()].strip(EDGES):
            yield start, one.start()
            start = one.end()
    yield start, len(folded)


def _even(names: list[str], cues: Cues) -> tuple[str, ...]:
    """Take from the last name the words that stand there for all: "Open Source", "Closed Source AI Models"."""
    *others, last = names
    beyond = next((one for one in cues.beyond.finditer(fold(last)) if one.start() > 0), None)
    if beyond and not any(cues.beyond.search(fold(name)) for name in others):  # "A or B for a small team"
        last = last[: beyond.start()].strip(EDGES)
        names = [*others, last]
    words, size = last.split(), max(len(name.split()) for name in others)
    if not _CJK.search(last) and len(words) > size and any(set(name.split()) & set(words) for name in others):
        cut = " ".join(words[:size])
        return (*others, cut if trimmed(cut, cues) == cut else last)  # "home-made pizza or pizza to go"
    return tuple(names)


def _shorter(names: tuple[str, ...], cues: Cues) -> tuple[str, ...]:
    """Two names without what stands before the first or after the second for both: "living in town or the country"."""
    first, last = names[0].split(), names[1].split()
    cut = (first[-len(last) :], last) if len(first) > len(last) else (first, last[: len(first)])
    return tuple(trimmed(" ".join(words), cues) for words in cut)


def _table_sides(document: Document) -> Iterator[tuple[str, tuple[str, ...]]]:
    tables: dict[int, list[Block]] = {}
    for block in document.blocks:
        if block.column is not None and block.group is not None:
            tables.setdefault(block.group, []).append(block)
    for cells in tables.values():
        first = tuple(document.quote(cell.span) for cell in cells if cell.row == 0 and (cell.column or 0) > 0)
        column = tuple(document.quote(cell.span) for cell in cells if cell.column == 0 and (cell.row or 0) > 0)
        for names in (first, column):
            if 2 <= len(names) <= MOST and all(len(name) <= LONGEST for name in names):
                yield "table", tuple(name.strip(AROUND) for name in names)


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
        if block.bold and block.kind == "paragraph":
            words = bold_words(document, block)
            if words and words == document.quote(block.span).strip(EDGES):
                yield words


def _item_labels(document: Document) -> Iterator[str]:
    for block in document.blocks:
        if block.kind in {"item", "paragraph"}:
            words = label_words(document, block)
            if 0 < len(words) <= LONGEST:
                yield words


def _bold_labels(document: Document) -> Iterator[str]:
    for block in document.blocks:
        label = label_of(document, block.span, block.bold) if block.kind == "paragraph" and block.bold else None
        if label and label.bold and block.bold[0].start == block.span.start:
            yield label.words


def labels(document: Document) -> Iterator[str]:
    """Yield every text that may be the label of something."""
    for block in document.blocks:
        if block.kind in {"heading", "header_cell", "term"} or (block.column == 0):
            yield document.quote(block.span)
    yield from _leads(document)
    yield from _item_labels(document)
