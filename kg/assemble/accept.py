"""Drafts as a person accepted them: without those rejected, with what was changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import Any, get_args

from kg.assemble.decisions import Decisions
from kg.document import Document, Span
from kg.extract import Draft, Kind, Side, Slot, name_of, noun_of

__all__ = ["CHANGES", "Accepted", "accepted"]

#: What of a draft can be changed.
CHANGES = ("kind", "side", "dimension", "property", "polarity")

_KINDS = frozenset(get_args(Kind)) - {"framing"}


@dataclass(frozen=True)
class Accepted:
    """An accepted draft.

    Attributes:
        draft: as changed.
        decided: what is decided about it, from ``decisions.yaml``.
        polarity: whether it speaks for or against its side where a person says so and the article does not mark it.
    """

    draft: Draft
    decided: dict[str, Any]
    polarity: str | None


def accepted(
    document: Document, drafts: Iterable[Draft], sides: Sequence[Side], decisions: Decisions
) -> list[Accepted]:
    """Return the accepted drafts in their order, changed as decided.

    Raises:
        DecisionError: a change names a kind, side or polarity that there is not.
    """
    drafts = list(drafts)
    taken = {draft.id for draft in drafts}
    found = []
    for draft in drafts:
        decided = decisions.draft(draft.id)
        if decided.get("decision") == "accept":
            changed, polarity = _changed(document, draft, sides, decided, decisions)
            if _noun(changed) != _noun(draft):
                changed = _renamed(changed, document.quote(draft.span), taken)
            found.append(Accepted(changed, decided, polarity))
    return found


def _changed(
    document: Document,
    draft: Draft,
    sides: Sequence[Side],
    decided: dict[str, Any],
    decisions: Decisions,
) -> tuple[Draft, str | None]:
    kind = decided.get("kind", draft.kind)
    if kind not in _KINDS:
        raise decisions.fail(f"{draft.id}: there is no kind {kind!r}, only {', '.join(sorted(_KINDS))}")
    names = {name: side.name for side in sides for name in reversed(side.names)}
    slots = {"side": draft.alternative, "dimension": draft.dimension, "property": draft.property}
    for name in slots:
        if name not in decided:
            continue
        words = decided[name]
        if name == "side" and words is not None and words not in names:
            raise decisions.fail(
                f"{draft.id}: there is no side {words!r}, only {', '.join(side.name for side in sides)}"
            )
        slots[name] = None if words is None else _slot(document, draft, str(words), names if name == "side" else {})
    polarity = draft.polarity
    decided_polarity = decided.get("polarity", polarity)
    if decided_polarity not in {"+", "-", None}:
        raise decisions.fail(f"{draft.id}: the polarity {decided_polarity!r} is neither + nor -")
    changed = replace(
        draft,
        kind=kind,
        alternative=slots["side"],
        dimension=slots["dimension"],
        property=slots["property"],
        polarity=polarity if polarity == decided_polarity else None,
    )
    return changed, None if decided_polarity == polarity else decided_polarity


def _noun(draft: Draft) -> str:
    return noun_of(draft.kind, draft.dimension)


def _renamed(draft: Draft, quote: str, taken: set[str]) -> Draft:
    """A draft that has become something else is named as what it is now."""
    names = (name_of(_noun(draft), quote, before) for before in count())
    name = next(name for name in names if name not in taken)
    taken.add(name)
    return replace(draft, id=name)


def _slot(document: Document, draft: Draft, words: str, sides: dict[str, str]) -> Slot:
    """The words where the article says them: in the passage itself, or else nearest before it."""
    name = sides.get(words, words)
    for way in dict.fromkeys((words, *(way for way, side in sides.items() if side == name))):
        if span := _nearest(document.text, way, draft.context):
            return Slot(name, span)
    return Slot(name, None)


def _nearest(text: str, words: str, context: Span) -> Span | None:
    start = text.find(words, context.start, context.end)
    if start < 0:
        start = text.rfind(words, 0, context.start)
    return Span(start, start + len(words)) if words and start >= 0 else None
