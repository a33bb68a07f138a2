"""The legend, which is the filter: by kind, side, dimension, polarity and layer, with counts; and the findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import networkx as nx

from kg.network import LANGUAGES, Texts
from kg.page.cards import TONES, Card
from kg.page.findings import FINDINGS
from kg.page.words import both

__all__ = ["facets", "legend", "told"]

_KINDS = {
    "definition": "definitions",
    "claim": "claims",
    "summary": "summaries",
    "example": "examples",
    "entity": "entities",
    "verdict": "verdicts",
}
_POLARITY = {"+": ("plus", "favourable"), "-": ("minus", "unfavourable")}
_LAYERS = ("said", "curated", "reviewed", "derived")
#: What is seen at once, and what stands in the line below.
_FIRST = {"kind", "side", "type"}


def facets(network: nx.MultiDiGraph[str], card: Card) -> dict[str, str]:
    """Return by what a card can be filtered; alternatives and dimensions are the frame of the picture and stay."""
    if card.kind in {"alternative", "dimension"}:
        return {}
    if card.kind == "resource":
        return {"type": card.tone}
    node, dimensions = network.nodes[card.id], network.graph["dimensions"]
    found = {"kind": card.kind}
    if card.kind != "verdict":
        found["side"] = card.tone
    if node["dimension"] in dimensions:
        found["dimension"] = f"d{dimensions.index(node['dimension'])}"
    if node["polarity"] in _POLARITY:
        found["polarity"] = _POLARITY[node["polarity"]][0]
    return found


def legend(network: nx.MultiDiGraph[str], cards: Mapping[str, Card]) -> dict[str, Any]:
    """Return the legend: ``groups`` of filters, ``more`` of them for a second line, and ``findings``.

    A group has ``group``, ``labels`` and ``entries``, an entry ``key``, ``labels``, ``count`` and ``icon``. A layer
    counts its links, all others count cards.
    """
    counts = Counter((group, key) for card in cards.values() for group, key in facets(network, card).items())
    counts.update(("layer", data["layer"]) for *_, data in network.edges(data=True))
    groups = [
        {
            "group": group,
            "labels": both(f"by_{group}"),
            "entries": [
                {"key": key, "labels": labels, "count": counts[group, key], "icon": icon}
                for key, labels, icon in entries
                if counts[group, key]
            ],
        }
        for group, entries in _entries(network, cards)
    ]
    return told(groups, Counter(badge for card in cards.values() for badge in card.badges))


def told(groups: Sequence[dict[str, Any]], badges: Mapping[str, int]) -> dict[str, Any]:
    """Return a legend of groups that have entries, and of findings that there are, by how many nodes have them."""
    found = [group for group in groups if group["entries"]]
    return {
        "groups": [group for group in found if group["group"] in _FIRST],
        "more": [group for group in found if group["group"] not in _FIRST],
        "findings": [
            {"key": name, "labels": both(name), "long": both(f"{name}_long"), "count": badges[name]}
            for name in FINDINGS
            if badges[name]
        ],
    }


def _entries(
    network: nx.MultiDiGraph[str], cards: Mapping[str, Card]
) -> list[tuple[str, list[tuple[str, Texts, str]]]]:
    """The groups, each with keys, labels and signs in the order in which they stand."""
    layers = [(name, both(f"in_{name}"), "layer") for name in _LAYERS]
    if network.graph["kind"] == "rdf":
        types = [(f"t{n}", _type_label(network, cards, f"t{n}"), "") for n in range(TONES)]
        return [("type", [*types, ("plain", both("unplaced"), "")]), ("layer", layers)]
    nodes = network.nodes
    sides = [(cards[iri].tone, nodes[iri]["labels"], "") for iri in network.graph["alternatives"] if iri in cards]
    return [
        ("kind", [(kind, both(name), kind) for kind, name in _KINDS.items()]),
        # What both share stands between them, as in the picture.
        ("side", [*sides[:1], ("shared", both("shared"), ""), *sides[1:], ("plain", both("unplaced"), "")]),
        (
            "dimension",
            [(f"d{n}", nodes[iri]["labels"], "") for n, iri in enumerate(network.graph["dimensions"])],
        ),
        ("polarity", [(key, both(name), key) for key, name in _POLARITY.values()]),
        ("layer", layers),
    ]


def _type_label(network: nx.MultiDiGraph[str], cards: Mapping[str, Card], tone: str) -> Texts:
    found = (network.nodes[iri]["type_labels"] for iri, card in cards.items() if card.tone == tone)
    return next(found, dict.fromkeys(LANGUAGES, ""))
