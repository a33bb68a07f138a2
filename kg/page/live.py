"""What the script of a live page gets besides the endpoint: how things are named, and which links lead aside."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from kg.graph.live import Live
from kg.namespaces import VOCABULARY
from kg.network.triples import LABELS, OA, TYPE

__all__ = ["telling"]

#: A statement of ours has no label: one sentence says it.
_NAMES = (*LABELS, VOCABULARY + "wording")
#: Links to where words stand, and to the class of a thing: they are told of a thing and are no neighbours of it.
_ASIDE = (
    TYPE,
    *(
        VOCABULARY + name
        for name in (
            "hasAnchor",
            "hasAlternativeAnchor",
            "hasContextAnchor",
            "hasDimensionAnchor",
            "hasMentionAnchor",
            "hasPhraseAnchor",
            "hasPropertyAnchor",
            "hasQuoteAnchor",
            "hasTitleAnchor",
            "isRelativeTo",
            "occursIn",
            "refersTo",
        )
    ),
    OA + "hasSelector",
    OA + "hasSource",
)


def telling(live: Live) -> dict[str, Any]:
    """Return the endpoint, the properties that name a thing (the best first), and those that lead to no neighbour."""
    return {**asdict(live), "labels": _NAMES, "aside": _ASIDE}
