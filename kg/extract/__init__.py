"""Drafts: what an article says by its structure, each with anchors and the rule that found it."""

from kg.extract.draft import Draft, Extraction, Kind, Polarity, Side, Slot, drafts_text
from kg.extract.structure import extract, sides_of

__all__ = ["Draft", "Extraction", "Kind", "Polarity", "Side", "Slot", "drafts_text", "extract", "sides_of"]
