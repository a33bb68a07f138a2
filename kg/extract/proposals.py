"""What a language model proposes, held against the article: nothing enters whose words do not stand where it says."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, cast, get_args

from kg.document import Block, Document, Span
from kg.extract.collector import name_of, noun_of
from kg.extract.cues import cues, fold, wording_of
from kg.extract.draft import Draft, Extraction, Kind, Polarity, Slot
from kg.extract.names import Names
from kg.extract.windows import Piece, headings

__all__ = ["Proposals", "UnusableError", "items_in"]

#: How sure a model's draft is: below every rule, so that no script accepts it unseen.
CONFIDENCE = 0.5
_KEYS = frozenset({"block", "quote", "kind", "side", "dimension", "property", "polarity"})
_KINDS = frozenset(get_args(Kind)) - {"framing"}
#: How many places of an answer are tried as the beginning of its JSON.
_BEGINNINGS = 50


class UnusableError(Exception):
    """An answer of which nothing can be read.

    Attributes:
        cut: whether it ends before it is whole, so that a smaller question may help.
    """

    def __init__(self, what: str, *, cut: bool = False) -> None:
        super().__init__(what)
        self.cut = cut


def items_in(answer: str) -> list[Any]:
    """Return the items of an answer: ``{"items": […]}`` or a bare list, with or without words or a fence around it.

    Raises:
        UnusableError: there are none.
    """
    _, thought, rest = answer.rpartition("</think>")  # models that think aloud do so first
    answer = rest if thought else answer
    decoder = json.JSONDecoder(parse_constant=_no_number)
    starts = [at for at, char in enumerate(answer) if char in "{["][:_BEGINNINGS]
    for start in starts:
        try:
            found, _ = decoder.raw_decode(answer, start)
        except json.JSONDecodeError as error:
            if "Unterminated string" in error.msg or not answer[error.pos :].strip():
                raise UnusableError("the JSON ends before it is whole", cut=True) from None
            continue
        except (ValueError, RecursionError):
            continue
        if isinstance(found, dict) and isinstance(found.get("items"), list):
            return list(found["items"])
        if isinstance(found, list) and all(isinstance(item, dict) for item in found):
            return found
    said = " ".join(answer.split())
    raise UnusableError(f"no JSON with items, but {said[:80]!r}" if said else "the answer is empty")


def _no_number(name: str) -> None:
    raise ValueError(name)


@dataclass
class Proposals:
    """The proposals of one model for one article, those that hold.

    Attributes:
        document: the article.
        found: what structure found in it.
        rule: what the drafts are marked with.
        proposed: how many items the answers held.
        known: how many of them structure had found already, or came twice.
        refused: how many were refused, by reason.
        mended: how many were taken though something was amiss, by what.
        drafts: those taken.
    """

    document: Document
    found: Extraction
    rule: str
    proposed: int = 0
    known: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    mended: Counter[str] = field(default_factory=Counter)
    drafts: list[Draft] = field(default_factory=list)

    def __post_init__(self) -> None:
        document, found = self.document, self.found
        self._names = Names(found.sides, cues(wording_of(document.text)).head)
        self._side = {fold(way).strip(): side.name for side in reversed(found.sides) for way in side.names}
        slots = [slot for draft in found.drafts for slot in (draft.dimension, draft.property) if slot]
        self._slots = {slot.words: slot for slot in reversed(slots)}
        self._above = headings(document)
        self._near = {number: self._standing(block) for number, block in enumerate(document.blocks, 1)}

    def _standing(self, block: Block) -> list[Draft]:
        return [draft for draft in self.found.drafts if _overlap(draft.span, block.span)]

    def take(self, items: Sequence[Any], window: Sequence[Piece]) -> None:
        """Hold the items of an answer against the blocks that the question showed; refuse and count, or keep."""
        shown = {piece.number for piece in window}
        for item in items:
            self.proposed += 1
            draft, number = self._draft(item, shown)
            if draft is None:
                continue
            if any(_same(draft, other) for other in self._near[number]):
                self.known += 1
            else:
                self._near[number].append(draft)
                self.drafts.append(draft)

    def _refuse(self, reason: str) -> tuple[None, int]:
        self.refused[reason] += 1
        return None, 0

    def _draft(self, item: Any, shown: set[int]) -> tuple[Draft | None, int]:
        if not isinstance(item, dict):
            return self._refuse("no object")
        number, quote = item.get("block"), item.get("quote")
        if not isinstance(number, int) or isinstance(number, bool) or not isinstance(quote, str):
            return self._refuse("no block number or no quote")
        if number not in shown:
            return self._refuse("a block that was not shown")
        texts = [item.get(name) for name in ("kind", "side", "dimension", "property", "polarity")]
        if not all(text is None or isinstance(text, str) for text in texts):
            return self._refuse("a slot that is no text")
        kind, side, dimension, property_, polarity = (text.strip() if text else None for text in texts)
        if kind is not None and kind not in _KINDS:
            return self._refuse("an unknown kind")
        if polarity not in {None, "+", "-"}:
            return self._refuse("an unknown polarity")
        if side is not None and fold(side) not in self._side:
            return self._refuse("an unknown side")
        block = self.document.blocks[number - 1]
        text = self.document.quote(block.span)
        at = text.find(quote)
        if at < 0 or not any(char.isalnum() for char in quote):
            return self._refuse("a quote that does not stand in its block")
        if text.find(quote, at + 1) >= 0:
            return self._refuse("a quote that stands in its block more than once")
        if item.keys() - _KEYS:
            self.mended["with keys that nobody asked for"] += 1
        start = at + len(quote) - len(quote.lstrip())
        span = Span(block.span.start + start, block.span.start + start + len(quote.strip()))
        draft = Draft(
            id="",
            kind=cast("Kind", kind or "prose"),
            span=span,
            rule=self.rule,
            context=block.span,
            alternative=self._alternative(side, block),
            dimension=self._slot(dimension, block),
            property=self._slot(property_, block),
            polarity=cast("Polarity | None", polarity),
            confidence=CONFIDENCE,
            path=self._above[number - 1],
        )
        return draft, number

    def _alternative(self, side: str | None, block: Block) -> Slot | None:
        if side is None:
            return None
        name = self._side[fold(side)]
        for number, start, end in self._names.find(self.document.quote(block.span)):
            if self.found.sides[number].name == name:
                return Slot(name, Span(block.span.start + start, block.span.start + end))
        return Slot(name, None)

    def _slot(self, words: str | None, block: Block) -> Slot | None:
        """The words where the article has them, the nearest place first; none of them enters that it does not have."""
        if not words:
            return None
        if words in self._slots and self.document.quote(block.span).find(words) < 0:
            return self._slots[words]
        # Between two blocks stands a line feed, and no words run on over it.
        places = (block.span.start, block.span.end), (0, block.span.start), (block.span.end, len(self.document.text))
        for start, end in places if "\n" not in words else ():
            near = self.document.text.rfind if end == block.span.start else self.document.text.find
            at = near(words, start, end)
            if at >= 0:
                return Slot(words, Span(at, at + len(words)))
        self.mended["without words of a slot that the article does not have"] += 1
        return None

    def merged(self) -> Extraction:
        """Return what structure found and what was taken from the model, in the order of the article."""
        seen: Counter[tuple[str, str]] = Counter()
        for draft in self.found.drafts:
            seen[noun_of(draft.kind, draft.dimension), self.document.quote(draft.span)] += 1
        named = self._named(seen)
        drafts = sorted((*self.found.drafts, *named), key=lambda draft: draft.span.start)
        return Extraction(self.found.sides, tuple(drafts))

    def _named(self, seen: Counter[tuple[str, str]]) -> Iterator[Draft]:
        """The drafts with their identifiers, which the order of the answers does not change."""
        for draft in sorted(self.drafts, key=_order):
            quote, noun = self.document.quote(draft.span), noun_of(draft.kind, draft.dimension)
            yield replace(draft, id=name_of(noun, quote, seen[noun, quote]))
            seen[noun, quote] += 1


def _order(draft: Draft) -> tuple[int, int, str, str]:
    return draft.span.start, draft.span.end, draft.kind, draft.alternative.words if draft.alternative else ""


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _same(new: Draft, old: Draft) -> bool:
    """Whether a draft says what another one said before."""
    if not _overlap(new.span, old.span):
        return False
    sides = {draft.alternative.words for draft in (new, old) if draft.alternative}
    if new.span == old.span and old.rule != new.rule:
        return True  # structure knows better what the same words are
    return len(sides) < 2 and new.kind in {old.kind, "prose"}
