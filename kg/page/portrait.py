"""Where everything stands on a narrow screen: one below the other, one side left, the other right.

The picture is as wide as a telephone, so that its text keeps its own size, and as high as it needs to be: for each
dimension claims, examples and entities of both sides, what both share, then the verdict.
"""

from __future__ import annotations

from collections.abc import Iterable

from kg.page.cards import PORTRAIT
from kg.page.frame import GAP, Band, Box, Layout
from kg.page.sides import Sides

__all__ = ["HALF", "Portrait"]

HALF, PAD, SECTION = 173.0, 5.0, 12.0
COLUMN = PORTRAIT["zh"].claim
MIDDLE = HALF - PAD - COLUMN / 2


class Portrait(Sides):
    """The cards of a comparison of two sides on a screen as narrow as a telephone."""

    def layout(self) -> Layout:
        """Where the cards stand; the headers get their width here."""
        headers = [self.cards[side] for side in self.sides]
        top = max(card.height for card in headers)
        for sign, card in zip((-1, 1), headers, strict=True):
            card.width = dict.fromkeys(card.width, HALF - 2)
            card.height = top
            self.put(card, sign * (HALF / 2 + 1), top / 2)
        y = self.pile(self.of(None, "verdict", 0), 0, top + GAP) + SECTION
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
            y = self._after(y, (self.pile(self.of(dimension, kind, side), side * MIDDLE, y) for side in (-1, 1)))
        own = (self.flow(self.of(dimension, "entity", side), side * MIDDLE, y, COLUMN) for side in (-1, 1))
        y = self._after(y, own)
        y = self._after(y, [self.flow(self.of(dimension, "entity", 0), 0, y, 2 * (HALF - PAD))])
        if dimension is not None:
            y = self._after(y, [self.pile(self.of(dimension, "verdict", 0), 0, y)])
        return y - SECTION + PAD

    @staticmethod
    def _after(y: float, ends: Iterable[float]) -> float:
        """Where the next section begins: below the longer column, at once if both are empty."""
        end = max(ends)
        return end - GAP + SECTION if end > y else y
