"""Where everything stands on a narrow screen: one below the other, one side left, the other right.

The picture is as wide as a telephone, so that its text keeps its own size, and as high as it needs to be: for each
dimension claims, examples and entities of both sides, what both share, then the verdict.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import networkx as nx

from kg.page.cards import PORTRAIT, Card
from kg.page.layout import Band, Box, Layout, Sides

__all__ = ["portrait"]

HALF, PAD, GAP, SECTION = 173.0, 5.0, 7.0, 12.0
COLUMN = PORTRAIT["zh"].claim
MIDDLE = HALF - PAD - COLUMN / 2


def portrait(network: nx.MultiDiGraph[str], cards: dict[str, Card]) -> Layout | None:
    """Return narrow positions of the cards of a comparison of two sides; other graphs have none."""
    if network.graph["kind"] == "comparison" and len(network.graph["alternatives"]) == 2:
        return _Portrait(network, cards).layout()
    return None


class _Portrait(Sides):
    def layout(self) -> Layout:
        headers = [self.cards[side] for side in self.sides]
        top = max(card.height for card in headers)
        for sign, card in zip((-1, 1), headers, strict=True):
            card.width = dict.fromkeys(card.width, HALF - 2)
            card.height = top
            self.put(card, sign * (HALF / 2 + 1), top / 2)
        y = self._pile(self.of(None, "verdict", 0), 0, top + GAP) + SECTION
        bands = []
        for dimension in self.dimensions():
            end = self._band(dimension, y)
            bands.append(Band(dimension, Box(-HALF, round(y, 1), 2 * HALF, round(end - y, 1))))
            y = end + SECTION
        box = Box(-HALF, 0.0, 2 * HALF, round(y - SECTION, 1))
        return Layout("sides", {iri: self.places[iri] for iri in self.cards}, tuple(bands), box)

    def _band(self, dimension: str | None, y: float) -> float:
        y += PAD
        if dimension is not None:
            card = self.cards[dimension]
            card.width = {language: min(width, 2 * HALF) for language, width in card.width.items()}
            self.put(card, 0, y + card.height / 2)
            y += card.height + GAP
        for kind in ("claim", "example"):
            y = self._after(y, (self._pile(self.of(dimension, kind, side), side * MIDDLE, y) for side in (-1, 1)))
        own = (self._flow(self.of(dimension, "entity", side), side * MIDDLE, y, COLUMN) for side in (-1, 1))
        y = self._after(y, own)
        y = self._after(y, [self._flow(self.of(dimension, "entity", 0), 0, y, 2 * (HALF - PAD))])
        if dimension is not None:
            y = self._after(y, [self._pile(self.of(dimension, "verdict", 0), 0, y)])
        return y - SECTION + PAD

    @staticmethod
    def _after(y: float, ends: Iterable[float]) -> float:
        """Where the next section begins: below the longer column, at once if both are empty."""
        end = max(ends)
        return end - GAP + SECTION if end > y else y

    def _pile(self, cards: Sequence[Card], x: float, y: float) -> float:
        """Put cards below each other; the next one could stand at the height returned."""
        for card in cards:
            self.put(card, x, y + card.height / 2)
            y += card.height + GAP
        return y

    def _flow(self, cards: Sequence[Card], x: float, y: float, width: float) -> float:
        """Put small cards beside each other as far as there is room, row by row."""
        rows: list[list[Card]] = []
        for card in cards:
            used = sum(other.widest + GAP for other in rows[-1]) if rows else width
            if rows and used + card.widest <= width:
                rows[-1].append(card)
            else:
                rows.append([card])
        for row in rows:
            left = x - (sum(card.widest for card in row) + GAP * (len(row) - 1)) / 2
            height = max(card.height for card in row)
            for card in row:
                self.put(card, left + card.widest / 2, y + height / 2)
                left += card.widest + GAP
            y += height + GAP
        return y
