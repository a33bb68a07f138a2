"""Where the nodes of many small graphs stand, each for itself: springs, all graphs at once.

Fruchterman and Reingold's forces (1991) between all pairs of a graph; graphs of about one size are computed together,
as arrays (graph, node, axis), so that numpy has long runs to work on. The same graphs always give the same places.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kg.page.pairs import away, square, squares

__all__ = ["Small", "settled"]

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

_TURNS, _PARTING = 64, 12
#: Graphs of up to so many nodes are padded to the same size; sizes between grow by a quarter.
_LEAST, _GROWTH = 8, 1.25
#: Pairs that are computed at once: what fits the cache.
_AT_ONCE = 200_000
#: How near two nodes may come, and the mean distance that they end up with, in units of the result.
NEAREST = 0.8


@dataclass(frozen=True)
class Small:
    """A graph of some hundred nodes at most: how many, and its links as two arrays of their numbers."""

    count: int
    sources: Ints
    targets: Ints


def settled(graphs: Sequence[Small]) -> list[Floats]:
    """Return the places (node, axis) of each graph around its middle, one unit of area for each node."""
    found: list[Floats] = [np.zeros((graph.count, 2), np.float32) for graph in graphs]
    sizes: dict[int, list[int]] = defaultdict(list)
    for number, graph in enumerate(graphs):
        if graph.count > 1:
            sizes[_padded(graph.count)].append(number)
    for size, numbers in sorted(sizes.items()):
        step = max(1, _AT_ONCE // (size * size))
        for first in range(0, len(numbers), step):
            batch = numbers[first : first + step]
            for number, places in zip(batch, _places([graphs[n] for n in batch], size), strict=True):
                found[number] = places
    return found


def _padded(count: int) -> int:
    size = float(_LEAST)
    while size < count:
        size *= _GROWTH
    return int(size)


def _places(graphs: Sequence[Small], size: int) -> list[Floats]:
    counts = np.array([graph.count for graph in graphs])
    there = (np.arange(size) < counts[:, None]).astype(np.float32)
    offsets = np.arange(len(graphs)) * size
    sources = np.concatenate([graph.sources + at for graph, at in zip(graphs, offsets, strict=True)])
    targets = np.concatenate([graph.targets + at for graph, at in zip(graphs, offsets, strict=True)])
    places = _beginning(len(graphs), size, sources, targets, there)
    radius = np.sqrt(counts / np.pi).astype(np.float32)[:, None, None]
    for turn in range(_TURNS):
        push = squares(places)
        np.maximum(push, 0.02, out=push)
        force = away(places, np.reciprocal(push, out=push), there)
        force += _pull(places, sources, targets)
        # A weak pull to the middle keeps parts together that nothing links.
        force -= places * (0.35 / radius)
        far = np.sqrt(square(force)) + 1e-9
        heat = 0.02 + radius * 0.22 * (1 - turn / _TURNS) ** 1.6
        places = places + force * (np.minimum(far, heat) / far)
    places = _evened(places, there, counts)
    for _ in range(_PARTING):
        close = squares(places)
        np.clip(close, (NEAREST / 1.8) ** 2, NEAREST**2, out=close)
        np.sqrt(close, out=close)
        np.divide(NEAREST, close, out=close)
        close -= 1
        places = places + 0.35 * away(places, close, there)
    return [places[number, : graph.count] for number, graph in enumerate(graphs)]


def _pull(places: Floats, sources: Ints, targets: Ints) -> Floats:
    flat = places.reshape(-1, 2)
    along = flat[targets] - flat[sources]
    along *= np.sqrt(square(along))
    size = len(flat)
    summed = np.empty_like(flat)
    for axis in (0, 1):
        summed[:, axis] = np.bincount(sources, along[:, axis], size) - np.bincount(targets, along[:, axis], size)
    return summed.reshape(places.shape)


def _beginning(graphs: int, size: int, sources: Ints, targets: Ints, there: Floats) -> Floats:
    """Random places, made smooth along the links, so that the springs need not untangle everything."""
    rng = np.random.default_rng(20261123)
    places = rng.standard_normal((graphs, size, 2)).astype(np.float32) * there[:, :, None]
    degrees = np.bincount(sources, minlength=graphs * size) + np.bincount(targets, minlength=graphs * size) + 1.0
    for _ in range(12):
        flat = places.reshape(-1, 2)
        summed = flat.copy()
        for axis in (0, 1):
            summed[:, axis] += np.bincount(sources, flat[targets, axis], len(flat))
            summed[:, axis] += np.bincount(targets, flat[sources, axis], len(flat))
        places = 0.5 * places + 0.5 * (summed / degrees[:, None]).reshape(places.shape).astype(np.float32)
        places = _scaled(places, there, there.sum(1))
    noise = rng.standard_normal((graphs, size, 2)).astype(np.float32)
    return (places + 0.1 * noise) * there[:, :, None]


def _scaled(places: Floats, there: Floats, counts: NDArray[np.generic]) -> Floats:
    """Move each graph to its middle, the mean distance from it that of a disc with one unit of area for each node."""
    number = np.asarray(counts, np.float32)[:, None]
    middle = (places * there[:, :, None]).sum(1) / number
    places = (places - middle[:, None]) * there[:, :, None]
    mean = np.sqrt((places * places).sum(2)).sum(1, keepdims=True) / number + 1e-9
    scaled: Floats = (places * (np.sqrt(number / np.pi) * 0.667 / mean)[:, :, None]).astype(np.float32)
    return scaled


def _evened(places: Floats, there: Floats, counts: NDArray[np.generic]) -> Floats:
    """Spread the nodes evenly from the middle to the rim of their disc: springs crowd the middle and leave spikes."""
    places = _scaled(places, there, counts)
    number = np.asarray(counts, np.float32)[:, None]
    far = np.sqrt((places * places).sum(2))
    rank = np.argsort(np.argsort(np.where(there > 0, far, np.inf), axis=1, kind="stable"), axis=1, kind="stable")
    even = np.sqrt((rank + 0.5) / number) * np.sqrt(number / np.pi)
    wanted = 0.8 * even + 0.2 * np.minimum(far, np.sqrt(number / np.pi))
    spread: Floats = (places * (wanted / np.maximum(far, 1e-6))[:, :, None] * there[:, :, None]).astype(np.float32)
    return spread
