"""Any number of sides, each in a lane of its own from top to bottom, a band across for each dimension.

Within a lane and band stand definitions, what speaks for the side, what speaks against it, summaries, examples and
entities; below them what belongs to no single side, then the verdicts. On a narrow screen the lanes of a band stand
below each other, unless there are just two.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace

import networkx as nx

from kg.page.cards import WIDE, Card, Measures
from kg.page.frame import GAP, Band, Board, Box, Layout
from kg.page.portrait import HALF
from kg.page.sides import BAND_GAP, WIDTH

__all__ = ["Lanes", "measures"]

PAD = 10.0
#: Lines longer than that are hard to follow.
WIDEST = 400.0
#: What stands in a lane, from top to bottom.
SECTIONS = ("definition", "+", "-", "", "summary", "example", "entity")
_CELLS = {"definition", "claim", "summary", "example"}


def measures(network: nx.MultiDiGraph[str]) -> Measures:
    """Return measures for cards that fill the lanes: where few stand side by side, each shows more of its words."""
    cells = Counter(
        (node["dimension"], node["kind"], node["polarity"], tuple(node["sides"]))
        for _, node in network.nodes(data=True)
        if node["kind"] in _CELLS
    )
    room = WIDTH / len(network.graph["alternatives"]) - 2 * PAD + GAP
    columns = min(max(cells.values(), default=1), room // (WIDE.claim + GAP)) or 1
    width = round(max(WIDE.claim, min(WIDEST, room / columns - GAP)), 1)
    return replace(WIDE, claim=width, example=width, note=WIDE.conclusion, name_lines=5, claim_lines=4, half_lines=4)


class Lanes(Board):
    """The cards of a comparison by dimension, section and side."""

    def __init__(self, network: nx.MultiDiGraph[str], cards: dict[str, Card], *, narrow: bool = False) -> None:
        super().__init__(cards)
        self.network = network
        self.sides: list[str] = network.graph["alternatives"]
        self.stacked = narrow and len(self.sides) != 2
        self.dimensions: list[str | None] = list(network.graph["dimensions"])
        column = max((card.widest for card in cards.values() if card.kind in _CELLS), default=WIDE.claim)
        whole = 2 * HALF if narrow else max(WIDTH, len(self.sides) * (column + 2 * PAD))
        lane = whole if self.stacked else whole / len(self.sides)
        self.half, self.lane = whole / 2, lane
        #: What a lane's columns of cards take together.
        self.room = max(column, (lane - PAD + GAP) // (column + GAP) * (column + GAP) - GAP)
        self.members: dict[tuple[str | None, str, str | None], list[Card]] = defaultdict(list)
        for iri, card in cards.items():
            if card.kind in {"alternative", "dimension"}:
                continue
            node = network.nodes[iri]
            sides = [side for side in node["sides"] if side in self.sides]
            own = sides[0] if len(sides) == 1 and card.kind != "verdict" else None
            section = (node["polarity"] or "") if card.kind == "claim" else card.kind
            self.members[self._dimension(node), section, own].append(card)
        if any(key[0] is None and key[1] != "verdict" for key in self.members):
            self.dimensions.append(None)

    def _dimension(self, node: dict[str, str | None]) -> str | None:
        return node["dimension"] if node["dimension"] in self.network.graph["dimensions"] else None

    def layout(self) -> Layout:
        """Where the cards stand; the headers get their width here, the cards of a row their height."""
        y = self._headers()
        y = self.flow(self.members[None, "verdict", None], 0, y, 2 * self.half) + BAND_GAP - GAP
        bands = []
        for dimension in self.dimensions:
            end = self._band(dimension, y)
            bands.append(Band(dimension, Box(-self.half, round(y, 1), 2 * self.half, round(end - y, 1))))
            y = end + BAND_GAP
        box = Box(-self.half, 0.0, 2 * self.half, round(y - BAND_GAP, 1))
        return Layout("lanes", {iri: self.places[iri] for iri in self.cards}, tuple(bands), box)

    def _headers(self) -> float:
        headers = [self.cards[side] for side in self.sides]
        for card in headers:
            card.width = dict.fromkeys(card.width, round(self.lane - (0 if self.stacked else GAP), 1))
        if self.stacked:
            return self.pile(headers, 0, 0)
        height = max(card.height for card in headers)
        for number, card in enumerate(headers):
            card.height = height
            self.put(card, self._middle(number), height / 2)
        return height + GAP

    def _middle(self, number: int) -> float:
        return 0.0 if self.stacked else (number + 0.5) * self.lane - self.half

    def _band(self, dimension: str | None, y: float) -> float:
        y += PAD
        if dimension is not None:
            title = self.cards[dimension]
            title.width = {language: min(width, 2 * self.half) for language, width in title.width.items()}
            self.put(title, 0, y + title.height / 2)
            y += title.height + GAP
        for number, side in enumerate(self.sides) if self.stacked else ():
            for section in SECTIONS:
                y = self._section(section, self.members[dimension, section, side], self._middle(number), y)
        for section in () if self.stacked else SECTIONS:
            y = max(
                self._section(section, self.members[dimension, section, side], self._middle(number), y)
                for number, side in enumerate(self.sides)
            )
        for section in (*SECTIONS, *(("verdict",) if dimension is not None else ())):
            y = self.flow(self.members[dimension, section, None], 0, y, 2 * self.half - PAD)
        return y - GAP + PAD

    def _section(self, section: str, cards: Iterable[Card], middle: float, y: float) -> float:
        if section == "entity":
            return self.flow(cards, middle, y, self.room)
        return self.grid(cards, middle - self.room / 2, y, self.room)
