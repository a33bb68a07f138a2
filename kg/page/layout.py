"""Where everything stands.

Comparisons get positions that mean something (:mod:`kg.page.sides`, :mod:`kg.page.lanes`), all else a force layout. The
same graph always gets the same positions; lengths are CSS pixels at scale 1.
"""

from __future__ import annotations

import networkx as nx

from kg.page import lanes
from kg.page.cards import WIDE, Card, Measures, are_halves
from kg.page.force import spread
from kg.page.frame import Box, Layout
from kg.page.lanes import Lanes
from kg.page.portrait import Portrait
from kg.page.sides import Sides

__all__ = ["layout", "measures", "portrait", "scattered"]


def measures(network: nx.MultiDiGraph[str]) -> Measures:
    """Return how wide the cards of a network are on a screen."""
    return lanes.measures(network) if network.graph["alternatives"] and not are_halves(network) else WIDE


def layout(network: nx.MultiDiGraph[str], cards: dict[str, Card]) -> Layout:
    """Return where the cards of a network stand; no two of them overlap, in either language."""
    if not network.graph["alternatives"]:
        return scattered(network, cards)
    return Sides(network, cards).layout() if are_halves(network) else Lanes(network, cards).layout()


def portrait(network: nx.MultiDiGraph[str], cards: dict[str, Card]) -> Layout | None:
    """Return narrow positions of the cards of a comparison; other graphs have none."""
    if not network.graph["alternatives"]:
        return None
    return (Portrait(network, cards) if are_halves(network) else Lanes(network, cards, narrow=True)).layout()


def scattered(network: nx.MultiDiGraph[str], cards: dict[str, Card]) -> Layout:
    """Return places that say no more than what is linked, for graphs of any kind."""
    sizes = {iri: (card.widest, card.height) for iri, card in cards.items()}
    places = spread(
        sizes, [(source, target) for source, target in network.edges() if source in sizes and target in sizes]
    )
    return Layout("force", places, (), _around(places, cards, 24))


def _around(places: dict[str, tuple[float, float]], cards: dict[str, Card], margin: float) -> Box:
    left = min((x - cards[iri].widest / 2 for iri, (x, _) in places.items()), default=0) - margin
    right = max((x + cards[iri].widest / 2 for iri, (x, _) in places.items()), default=0) + margin
    top = min((y - cards[iri].height / 2 for iri, (_, y) in places.items()), default=0) - margin
    bottom = max((y + cards[iri].height / 2 for iri, (_, y) in places.items()), default=0) + margin
    return Box(round(left, 1), round(top, 1), round(right - left, 1), round(bottom - top, 1))
