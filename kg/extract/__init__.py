"""Drafts: what an article says by its structure, each with anchors and the rule that found it."""

from kg.extract.collector import name_of, noun_of
from kg.extract.cues import language_of
from kg.extract.draft import Draft, Extraction, Kind, Polarity, Side, Slot, drafts_text
from kg.extract.stored import read_drafts, read_sides, sides_text
from kg.extract.structure import extract, sides_of

__all__ = [
    "Draft",
    "Extraction",
    "Kind",
    "Polarity",
    "Side",
    "Slot",
    "drafts_text",
    "extract",
    "language_of",
    "name_of",
    "noun_of",
    "read_drafts",
    "read_sides",
    "sides_of",
    "sides_text",
]
