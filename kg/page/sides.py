"""Two sides whose positions mean something: one on the left, the other on the right, a band for each dimension.

In the middle stands what both share. Columns from outside in: claims, own entities, examples, shared.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import networkx as nx

from kg.network import MENTIONS
from kg.page.cards import WIDE, Card
from kg.page.frame import Band, Board, Box, Layout

__all__ = ["ASPECT", "BAND_GAP", "PAD", "TITLE", "WIDTH", "Sides"]

PAD, BAND_GAP, TITLE = 11.0, 9.0, 26.0
GAPS = {"claim": 7.0, "example": 9.0, "entity": 4.0, "shared": 9.0, "verdict": 8.0}
LEAST_GUTTER, WIDTH, ASPECT = 26.0, 1412.0, 1.87


def _height(cards: Sequence[Card], gap: float) -> float:
    return sum(card.height for card in cards) + gap * max(0, len(cards) - 1)


class Sides(Board):
    """The cards of a comparison of two sides, by dimension, kind and side."""

    def __init__(self, network: nx.MultiDiGraph[str], cards: dict[str, Card]) -> None:
        super().__init__(cards)
        self.network = network
        self.sides: list[str] = network.graph["alternatives"]
        self.members: dict[tuple[str | None, str, int], list[Card]] = {}
        for iri, card in cards.items():
            if card.kind in {"alternative", "dimension"}:
                continue
            node = network.nodes[iri]
            dimension = node["dimension"] if node["dimension"] in network.graph["dimensions"] else None
            self.members.setdefault((dimension, card.kind, self._side(iri)), []).append(card)

    def _side(self, iri: str) -> int:
        """-1 for the left, 1 for the right, 0 for the middle."""
        node = self.network.nodes[iri]
        sides = [side for side in node["sides"] if side in self.sides]
        if node["kind"] == "verdict" or (node["kind"] == "entity" and len(sides) != 1):
            return 0
        # A claim or example needs a side; one that is about both, or about none, stands with the first.
        return 1 if sides[:1] == self.sides[1:] else -1

    def of(self, dimension: str | None, kind: str, side: int) -> list[Card]:
        """The cards of a kind in a dimension: -1 for the left, 1 for the right, 0 for the middle."""
        return self.members.get((dimension, kind, side), [])

    def _columns(self) -> None:
        own = [
            card.widest
            for (_, kind, side), found in self.members.items()
            if kind == "entity" and side
            for card in found
        ]
        shared = [
            card.widest
            for (_, kind, side), found in self.members.items()
            if kind == "entity" and not side
            for card in found
        ]
        entity, middle = max(own, default=0.0), max(shared, default=0.0)
        needed = WIDE.claim + entity + WIDE.example + middle / 2
        gutter = max(LEAST_GUTTER, (WIDTH / 2 - PAD - needed) / 3)
        # The verdict of a dimension stands below its examples, between the columns of entities.
        self.examples = max(middle / 2 + gutter + WIDE.example / 2, (WIDE.verdict - WIDE.example) / 2)
        self.entities = self.examples + WIDE.example / 2 + gutter + entity / 2
        self.claims = self.entities + entity / 2 + gutter + WIDE.claim / 2
        self.half = float(math.ceil(self.claims + WIDE.claim / 2 + PAD))
        self.verdicts = 2 * self.examples + WIDE.example

    def dimensions(self) -> list[str | None]:
        """The dimensions in order, nothing for what belongs to none."""
        found: list[str | None] = list(self.network.graph["dimensions"])
        return [*found, None] if any(key[0] is None and key[1] != "verdict" for key in self.members) else found

    def layout(self) -> Layout:
        """Where the cards stand; those that fill a width get it here."""
        self._columns()
        dimensions = self.dimensions()
        conclusions = self.of(None, "verdict", 0)
        headers = [self.cards[side] for side in self.sides]
        top = max(_height(conclusions, GAPS["verdict"]), *(card.height for card in headers))
        middle = max((card.widest for card in conclusions), default=0.0)
        for sign, card in zip((-1, 1), headers, strict=True):
            wide = self.half - middle / 2 - (2 * PAD if conclusions else PAD)
            card.width = dict.fromkeys(card.width, round(wide, 1))
            self.put(card, sign * (self.half - wide / 2), top / 2)
        self._stack(conclusions, 0, 0, top, GAPS["verdict"])
        heights = [self._band_height(dimension) for dimension in dimensions]
        total = top + sum(heights) + BAND_GAP * len(heights)
        slack = max(0.0, 2 * self.half / ASPECT - total) / max(1, len(heights))
        bands, y = [], top + BAND_GAP
        for dimension, height in zip(dimensions, heights, strict=True):
            band = Band(
                dimension, Box(round(-self.half, 1), round(y, 1), round(2 * self.half, 1), round(height + slack, 1))
            )
            self._fill(band)
            bands.append(band)
            y += height + slack + BAND_GAP
        box = Box(round(-self.half, 1), 0.0, round(2 * self.half, 1), round(y - BAND_GAP, 1))
        return Layout("sides", {iri: self.places[iri] for iri in self.cards}, tuple(bands), box)

    def _verdicts(self, dimension: str | None) -> list[Card]:
        return self.of(dimension, "verdict", 0) if dimension is not None else []

    def _band_height(self, dimension: str | None) -> float:
        outside = max(
            _height(self.of(dimension, kind, side), GAPS[kind]) for kind in ("claim", "entity") for side in (-1, 1)
        )
        verdicts = _height(self._verdicts(dimension), GAPS["verdict"])
        inside = max(
            _height(self.of(dimension, "entity", 0), GAPS["shared"]),
            *(_height(self.of(dimension, "example", side), GAPS["example"]) for side in (-1, 1)),
        )
        return 2 * PAD + max(outside, TITLE + inside + (verdicts + GAPS["verdict"] if verdicts else 0))

    def _fill(self, band: Band) -> None:
        dimension, top, bottom = band.dimension, band.box.y + PAD, band.box.y + band.box.height - PAD
        if dimension is not None:
            self.put(self.cards[dimension], 0, top + self.cards[dimension].height / 2 - 2)
        verdicts = self._verdicts(dimension)
        for card in verdicts:
            card.width = dict.fromkeys(card.width, round(self.verdicts, 1))
        below = bottom - _height(verdicts, GAPS["verdict"])
        self._stack(verdicts, 0, below, bottom, GAPS["verdict"])
        inner = (top + TITLE, below - GAPS["verdict"] if verdicts else bottom)
        for side in (-1, 1):
            self._stack(self.of(dimension, "claim", side), side * self.claims, top, bottom, GAPS["claim"])
            self._stack(self.of(dimension, "example", side), side * self.examples, *inner, GAPS["example"])
        for side, x, span in ((-1, -self.entities, (top, bottom)), (1, self.entities, (top, bottom)), (0, 0.0, inner)):
            gap = GAPS["entity" if side else "shared"]
            found = self.of(dimension, "entity", side)
            self._stack(self._by_links(found, sum(span) / 2), x, *span, gap)

    def _by_links(self, cards: Iterable[Card], middle: float) -> list[Card]:
        """Entities in the order of the claims and examples that name them, so that few links cross."""

        def height(card: Card) -> float:
            ys = [
                self.places[statement][1]
                for statement, _, key in self.network.in_edges(card.id, keys=True)
                if key == MENTIONS and statement in self.places
            ]
            return sum(ys) / len(ys) if ys else middle

        return sorted(cards, key=lambda card: (height(card), card.id))

    def _stack(self, cards: Sequence[Card], x: float, top: float, bottom: float, gap: float) -> None:
        """Put cards below each other, spread over the height that there is, but not further than looks well."""
        room = bottom - top - _height(cards, 0)
        between = min(room / (len(cards) + 1), gap * 3.2) if len(cards) > 1 else 0.0
        between = max(gap, min(between, room / max(1, len(cards) - 1)))
        y = top + (bottom - top - _height(cards, between)) / 2
        for card in cards:
            self.put(card, x, y + card.height / 2)
            y += card.height + between
