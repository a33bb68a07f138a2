"""What every arrangement is made of: where cards stand, the bands behind them, and cards in piles and rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.page.cards import Card

__all__ = ["GAP", "Band", "Board", "Box", "Layout"]

#: The distance of cards in piles and rows.
GAP = 7.0


@dataclass(frozen=True)
class Box:
    """A rectangle by its left upper corner."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Band:
    """The stripe of one dimension; the statements in none share one without."""

    dimension: str | None
    box: Box


@dataclass(frozen=True)
class Layout:
    """Where the cards' centres are, the bands behind them, the box around all.

    ``kind`` is ``sides``, ``lanes`` or ``force``.
    """

    kind: str
    places: dict[str, tuple[float, float]]
    bands: tuple[Band, ...]
    box: Box


class Board:
    """Cards on their places, and ways to put several of them together."""

    def __init__(self, cards: dict[str, Card]) -> None:
        self.cards = cards
        self.places: dict[str, tuple[float, float]] = {}

    def put(self, card: Card, x: float, y: float) -> None:
        """Place the centre of a card."""
        self.places[card.id] = (round(x, 1), round(y, 1))

    def pile(self, cards: Iterable[Card], x: float, y: float) -> float:
        """Put cards below each other; the next one could stand at the height returned."""
        for card in cards:
            self.put(card, x, y + card.height / 2)
            y += card.height + GAP
        return y

    def flow(self, cards: Iterable[Card], x: float, y: float, width: float) -> float:
        """Put small cards beside each other as far as there is room, row by row, each row around ``x``."""
        for row in self._rows(cards, width):
            left = x - self._length(row) / 2
            height = max(card.height for card in row)
            for card in row:
                self.put(card, left + card.widest / 2, y + height / 2)
                left += card.widest + GAP
            y += height + GAP
        return y

    def grid(self, cards: Iterable[Card], left: float, y: float, width: float) -> float:
        """Put cards of one width beside each other from the left on; those of a row get the same height."""
        for row in self._rows(cards, width):
            height = max(card.height for card in row)
            at = left
            for card in row:
                card.height = height
                self.put(card, at + card.widest / 2, y + height / 2)
                at += card.widest + GAP
            y += height + GAP
        return y

    def _rows(self, cards: Iterable[Card], width: float) -> list[list[Card]]:
        rows: list[list[Card]] = []
        for card in cards:
            if rows and self._length([*rows[-1], card]) <= width:
                rows[-1].append(card)
            else:
                rows.append([card])
        return rows

    def _length(self, row: Sequence[Card]) -> float:
        return sum(card.widest for card in row) + GAP * (len(row) - 1)
