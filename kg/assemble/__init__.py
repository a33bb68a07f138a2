"""Drafts and recorded decisions put together: the layers of an article folder."""

from kg.assemble.accept import CHANGES, Accepted, accepted
from kg.assemble.build import assemble, draft_layer
from kg.assemble.decisions import Decisions, read_decisions
from kg.assemble.layer import Layer, canonical_turtle, fast_turtle, serialize

__all__ = [
    "CHANGES",
    "Accepted",
    "Decisions",
    "Layer",
    "accepted",
    "assemble",
    "canonical_turtle",
    "draft_layer",
    "fast_turtle",
    "read_decisions",
    "serialize",
]
