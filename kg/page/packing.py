"""Discs that lie near those they are linked to, close together and never over one another.

Many heaps of discs are packed at once, as arrays (heap, disc, axis); the same heaps always give the same places.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kg.page.pairs import away, product, squares

__all__ = ["Heap", "packed"]

Floats = NDArray[np.float64]

_TURNS, _PARTING = 110, 240
#: Pairs that are computed at once.
_AT_ONCE = 200_000


@dataclass(frozen=True)
class Heap:
    """Discs to be packed.

    Attributes:
        radii: the radius of each, the room around it included.
        links: how strongly each two are linked (disc, disc), symmetric.
    """

    radii: Floats
    links: Floats


def packed(heaps: Sequence[Heap], *, aspect: float = 1.0) -> list[Floats]:
    """Return the middles (disc, axis) of the discs of each heap, which is about ``aspect`` times as wide as high."""
    found: list[Floats] = [np.zeros((len(heap.radii), 2)) for heap in heaps]
    sizes: dict[int, list[int]] = defaultdict(list)
    for number, heap in enumerate(heaps):
        if len(heap.radii) > 1:
            sizes[1 << (len(heap.radii) - 1).bit_length()].append(number)
    for size, numbers in sorted(sizes.items()):
        width = max(len(heaps[number].radii) for number in numbers)
        step = max(1, _AT_ONCE // (size * size))
        for first in range(0, len(numbers), step):
            batch = numbers[first : first + step]
            for number, places in zip(batch, _places([heaps[n] for n in batch], width, aspect), strict=True):
                found[number] = places[: len(heaps[number].radii)]
    return found


def _places(heaps: Sequence[Heap], size: int, aspect: float) -> Floats:
    radii, pull = np.zeros((len(heaps), size)), np.zeros((len(heaps), size, size))
    for number, heap in enumerate(heaps):
        count = len(heap.radii)
        radii[number, :count] = heap.radii
        pull[number, :count, :count] = np.sqrt(heap.links)
    there = (radii > 0).astype(float)
    pull /= np.maximum(pull.sum(2, keepdims=True), 1e-9)
    linked = pull.sum(2, keepdims=True) > 0
    touch = (radii[:, :, None] + radii[:, None, :]) * (there[:, :, None] * there[:, None, :])
    touch[:, np.arange(size), np.arange(size)] = 0
    whole = np.sqrt((radii**2).sum(1))[:, None]
    stretch = np.array([np.sqrt(aspect), 1 / np.sqrt(aspect)])
    # A sunflower, the largest disc in the middle.
    rank = np.argsort(np.argsort(-radii, axis=1, kind="stable"), axis=1, kind="stable")
    out, turn = whole * np.sqrt((rank + 0.5) / there.sum(1, keepdims=True)), 2.399963 * rank
    places: Floats = np.stack([out * np.cos(turn), out * np.sin(turn)], axis=2) * stretch * there[:, :, None]
    for step in range(_TURNS):
        heat = 1 - step / _TURNS
        places = places + 0.4 * heat * (product(pull, places) - places * linked) - 0.06 * places / stretch**2
        for _ in range(3):
            places, _ = _parted(places, touch, there)
    for step in range(_PARTING):
        places, worst = _parted(places, touch, there)
        if worst < 1e-3 * float(radii.max()):
            break
        if step % 40 == 39:
            places = places * 1.02
    return places


def _parted(places: Floats, touch: Floats, there: Floats) -> tuple[Floats, float]:
    """Push discs that lie over one another apart; return also by how much the worst did."""
    apart = np.sqrt(np.maximum(squares(places), 1e-12))
    over = np.maximum(touch - apart, 0)
    return places + 0.3 * away(places, over / apart, there), float(over.max())
