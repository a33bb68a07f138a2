"""Whose advantages and limitations an article lists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kg.document import Block, Document
from kg.extract.cues import Cues, fold
from kg.extract.labels import bold_words, label_words, without_number
from kg.extract.outline import ITEM, LEAD, item_rank
from kg.extract.phrases import bare, is_role, remainder, without_article

__all__ = ["Owners", "owners"]

_LONGEST = 90
_MOST = 6


@dataclass(slots=True)
class Owners:
    """Names that own lists of advantages or limitations.

    Attributes:
        names: those of one place of the article, in its order.
        twins: how the same places call them over the other kind of list, if otherwise.
    """

    names: tuple[str, ...]
    twins: tuple[str, ...] = ()


@dataclass(slots=True)
class _Group:
    pros: dict[str, str] = field(default_factory=dict)
    cons: dict[str, str] = field(default_factory=dict)

    def add(self, polarity: str, name: str) -> None:
        for kind in ("pros", "cons"):
            if polarity in {kind, "both"}:
                getattr(self, kind).setdefault(fold(name), name)


def owners(document: Document, cues: Cues) -> list[Owners]:
    """Return the names over lists of advantages and limitations, one entry for each rank at which they stand."""
    groups: dict[tuple[object, ...], _Group] = {}
    open_: list[tuple[int, str, int]] = []  # rank, words and number of the labels that name something
    found = list(_labels(document))
    counts = Counter(words for rank, words in found if rank < LEAD)
    recurring = {words for words, count in counts.items() if count > 1}  # "Features" of one, "Features" of another
    for number, (rank, words) in enumerate(found):
        polarity = _polarity(words, cues)
        if not polarity:
            if remainder(words, cues) or not next(cues.find(fold(words)), None):
                while open_ and open_[-1][0] >= rank:
                    open_.pop()
                open_.append((rank, words, number))
            continue
        own = remainder(_before_measure(words, cues), cues)
        if own:
            groups.setdefault(("own", rank), _Group()).add(polarity, without_article(own, cues))
            continue
        while open_ and (open_[-1][0] > rank or (open_[-1][0] == rank and (rank >= ITEM or open_[-1][1] in recurring))):
            open_.pop()
        if open_:
            parent = open_[-2][2] if len(open_) > 1 else -1
            name = without_article(_asked(open_[-1][1], cues) or bare(open_[-1][1]), cues)
            for key in (("under", open_[-1][0], parent), ("under", open_[-1][0])):
                groups.setdefault(key, _Group()).add(polarity, name)
    return [one for group in groups.values() for one in _named(group)] + list(_described(found, cues))


def _asked(words: str, cues: Cues) -> str:
    """What a question is about: "When to use SQL?", empty if a label is none."""
    roles = {role for role, _, _ in cues.find(fold(words))}
    return remainder(words, cues) if roles <= {"choice", "definition"} else ""


def _described(found: Sequence[tuple[int, str]], cues: Cues) -> Iterator[Owners]:
    """Sibling headings under each of which the same labels stand, one of them a criterion of comparison."""
    siblings: dict[tuple[int, int], dict[str, set[str]]] = {}
    open_: list[tuple[int, str, int]] = []  # rank and words of the headings that stand open, number of their parent
    for number, (rank, words) in enumerate(found):
        if rank < LEAD:
            while open_ and open_[-1][0] >= rank:
                open_.pop()
            parent = open_[-1][2] if open_ else -1
            siblings.setdefault((rank, parent), {})[words] = set()
            open_.append((rank, words, number))
        elif open_:
            parent = open_[-2][2] if len(open_) > 1 else -1
            siblings[open_[-1][0], parent][open_[-1][1]].add(words)
    for labels in siblings.values():
        held = Counter(word for below in labels.values() for word in below)
        often = {word for word, count in held.items() if count > 1}
        told = {words: below for words, below in labels.items() if len(below & often) > 1 and not is_role(words, cues)}
        shared = set.intersection(*told.values()) if 2 <= len(told) <= _MOST else set()
        if len(shared) > 1 and any(is_role(words, cues) for words in shared):
            yield Owners(tuple(without_article(bare(words), cues) for words in told))


def _named(group: _Group) -> Iterator[Owners]:
    every = group.pros | group.cons
    pros, cons = tuple(group.pros.values()), tuple(group.cons.values())
    if len(pros) == len(cons) > 1 and len(every) > len(pros):
        yield Owners(pros, cons)
    elif 2 <= len(every) <= _MOST:
        yield Owners(tuple(every.values()))


def _before_measure(words: str, cues: Cues) -> str:
    """A label without the one that its side is measured by: "advantages of A over B"."""
    found = cues.over.search(fold(words)) or cues.against.search(fold(words))
    polar = _polarity(words[: found.start()], cues) if found else ""
    return words[: found.start()] if found and polar not in {"", "both"} else words


def _polarity(words: str, cues: Cues) -> str:
    """Whether a label is about advantages, limitations or ``both``, empty if about neither."""
    roles = {role for role, _, _ in cues.whole(fold(words))}
    if {"pros", "cons"} <= roles:
        return "both"
    return "pros" if "pros" in roles else "cons" if "cons" in roles else ""


def _labels(document: Document) -> Iterator[tuple[int, str]]:
    """Rank and words of everything that may stand over a list."""
    blocks = document.blocks
    for number, block in enumerate(blocks):
        following = blocks[number + 1] if number + 1 < len(blocks) else None
        words = _words(document, block, following)
        if words and len(words) <= _LONGEST:
            yield _rank(block), without_number(words)[0]


def _rank(block: Block) -> int:
    if block.kind == "heading":
        return block.level
    return item_rank(block.level) - (block.kind == "term") if block.level else LEAD


def _words(document: Document, block: Block, following: Block | None) -> str:
    text = document.quote(block.span)
    if block.kind in {"heading", "term"}:
        return text
    if block.kind not in {"paragraph", "item"} or block.within:
        return ""
    announced = following is not None and following.kind in {"item", "cell", "header_cell"}
    if announced and text.rstrip().endswith((":", "：")):
        return text[max(text.rfind(mark, 0, len(text) - 1) for mark in ".。!！?？") + 1 :]
    if block.bold and bold_words(document, block).strip(" :：") == text.strip(" :："):
        return text
    return label_words(document, block)
