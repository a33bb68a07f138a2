"""Drafts as they are found, each with its name and how sure its rule is."""

from __future__ import annotations

from collections import Counter

from kg.document import Document, Span
from kg.extract.draft import Draft, Kind, Polarity, Slot
from kg.extract.outline import Outline
from kg.namespaces import identifier

__all__ = ["Collector", "name_of", "noun_of"]

#: What a kind is called in identifiers.
_NOUNS = {"cell": "summary"}
#: How sure each rule is.
_CONFIDENCE = {
    "table-cell": 0.95,
    "row-of-choice": 0.8,
    "labelled-item-under-side": 0.95,
    "item": 0.9,
    "numbered-item-under-side": 0.9,
    "item-of-examples": 0.95,
    "labelled-paragraph": 0.85,
    "paragraph": 0.7,
    "clause": 0.7,
    "definition": 0.85,
    "closing-paragraph": 0.85,
    "paragraphs-under-conclusion-heading": 0.95,
    "cell-of-pros-and-cons": 0.9,
    "labelled-verdict": 0.85,
    "labelled-examples": 0.85,
}


def noun_of(kind: Kind, dimension: Slot | None) -> str:
    """Return what a kind is called where drafts are told apart; a verdict without dimension is a conclusion."""
    return "conclusion" if kind == "verdict" and dimension is None else _NOUNS.get(kind, kind)


def name_of(noun: str, quote: str, before: int) -> str:
    """Return the last part of a draft's IRI.

    Args:
        noun: what its kind is called.
        quote: its words.
        before: how many drafts of the noun have the same words and stand before it: the same words in another place
            are another statement.
    """
    return identifier("verdict" if noun == "conclusion" else noun, noun, quote, *([str(before)] if before else []))


class Collector:
    """Collects what is found in one document under the labels that stand open there."""

    def __init__(self, document: Document, outline: Outline) -> None:
        self.document, self.outline = document, outline
        self.drafts: list[Draft] = []
        self.seen: Counter[tuple[str, str]] = Counter()

    def add(
        self,
        kind: Kind,
        span: Span,
        rule: str,
        context: Span,
        alternative: Slot | None = None,
        dimension: Slot | None = None,
        property: Slot | None = None,
        polarity: Polarity | None = None,
    ) -> None:
        """Add a draft; see :class:`Draft` for the parts."""
        quote = self.document.quote(span)
        noun = noun_of(kind, dimension)
        number = self.seen[noun, quote]
        self.seen[noun, quote] += 1
        name = name_of(noun, quote, number)
        slots = (alternative, dimension, property)
        path, sure = self.outline.path(), _CONFIDENCE[rule]
        self.drafts.append(Draft(name, kind, span, rule, context, *slots, polarity, sure, path))
