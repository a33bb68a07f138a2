"""A force layout for graphs whose positions mean nothing by themselves.

Fruchterman and Reingold's springs, with repulsion only among near neighbours so that time grows with the number of
nodes, then cards pushed apart until none overlaps. Plain Python with a fixed seed: no numerical library is needed, and
the same graph gets the same picture.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from random import Random

__all__ = ["spread"]

Sizes = Mapping[str, tuple[float, float]]

#: How much work a layout may take, in moves of one node.
_BUDGET, _MOST, _LEAST = 60_000, 220, 12
_MARGIN = 14.0


def spread(sizes: Sizes, links: Iterable[tuple[str, str]]) -> dict[str, tuple[float, float]]:
    """Return the centres of cards of the given widths and heights; linked ones are near, none overlap."""
    ids = list(sizes)
    index = {iri: number for number, iri in enumerate(ids)}
    pairs = sorted({(min(index[a], index[b]), max(index[a], index[b])) for a, b in links if a != b})
    # As long as an average card is wide, so that the words of a link find room beside it.
    length = 24 + sum(0.6 * width + height for width, height in sizes.values()) / max(1, len(ids))
    x, y = _settle(len(ids), pairs, length)
    boxes = [(sizes[iri][0] + _MARGIN, sizes[iri][1] + _MARGIN) for iri in ids]
    _part(x, y, boxes)
    return {iri: (round(x[number], 1), round(y[number], 1)) for iri, number in index.items()}


def _settle(count: int, pairs: Sequence[tuple[int, int]], length: float) -> tuple[list[float], list[float]]:
    random = Random(20261123)  # noqa: S311 a picture, not a secret
    radius = length * math.sqrt(max(1, count))
    # A sunflower fills a disc evenly; a little noise breaks its symmetry.
    x = [radius * math.sqrt((n + 0.5) / count) * math.cos(2.399963 * n) + random.random() for n in range(count)]
    y = [radius * math.sqrt((n + 0.5) / count) * math.sin(2.399963 * n) + random.random() for n in range(count)]
    rounds = min(_MOST, max(_LEAST, _BUDGET // max(1, count)))
    for turn in range(rounds):
        dx, dy = [0.0] * count, [0.0] * count
        _repel(x, y, dx, dy, length)
        for a, b in pairs:
            across, down = x[a] - x[b], y[a] - y[b]
            pull = math.hypot(across, down) / length
            dx[a], dy[a] = dx[a] - across * pull, dy[a] - down * pull
            dx[b], dy[b] = dx[b] + across * pull, dy[b] + down * pull
        heat = length * 2 * (1 - turn / rounds) + 0.5
        for n in range(count):
            # A weak pull to the middle keeps parts that nothing links together; screens are wider than high.
            fx, fy = dx[n] - x[n] * 0.14, dy[n] - y[n] * 0.3
            far = math.hypot(fx, fy) or 1.0
            step = min(far, heat) / far
            x[n], y[n] = x[n] + fx * step, y[n] + fy * step
    return x, y


def _repel(x: list[float], y: list[float], dx: list[float], dy: list[float], length: float) -> None:
    reach = length * 3
    cells: dict[tuple[int, int], list[int]] = defaultdict(list)
    for n in range(len(x)):
        cells[int(x[n] // reach), int(y[n] // reach)].append(n)
    for (column, row), here in cells.items():
        near = [n for c in (-1, 0, 1) for r in (-1, 0, 1) for n in cells.get((column + c, row + r), ())]
        # A crowded cell is sampled: its neighbours push alike.
        thin = near[:: max(1, len(near) // 60)]
        weight = len(near) / max(1, len(thin))
        for n in here:
            for other in thin:
                if other == n:
                    continue
                across, down = x[n] - x[other], y[n] - y[other]
                square = across * across + down * down or 1e-6
                if square < reach * reach:
                    push = weight * length * length / square
                    dx[n], dy[n] = dx[n] + across * push, dy[n] + down * push


def _part(x: list[float], y: list[float], boxes: Sequence[tuple[float, float]]) -> None:
    """Push overlapping boxes apart; where pushing alone does not end, widen everything and push again."""
    widest = max((box[0] for box in boxes), default=1.0)
    tallest = max((box[1] for box in boxes), default=1.0)
    for turn in range(400):
        moved = False
        cells: dict[tuple[int, int], list[int]] = defaultdict(list)
        for n in range(len(x)):
            cells[int(x[n] // widest), int(y[n] // tallest)].append(n)
        for (column, row), here in sorted(cells.items()):
            near = [n for c in (-1, 0, 1) for r in (-1, 0, 1) for n in cells.get((column + c, row + r), ())]
            for a in here:
                for b in near:
                    if a < b and _push(x, y, boxes, a, b):
                        moved = True
        if not moved:
            return
        if turn % 25 == 24:
            x[:] = [value * 1.12 for value in x]
            y[:] = [value * 1.12 for value in y]


def _push(x: list[float], y: list[float], boxes: Sequence[tuple[float, float]], a: int, b: int) -> bool:
    wide = (boxes[a][0] + boxes[b][0]) / 2 - abs(x[a] - x[b])
    high = (boxes[a][1] + boxes[b][1]) / 2 - abs(y[a] - y[b])
    if wide <= 0.2 or high <= 0.2:
        return False
    if wide < high:
        half = wide / 2 + 0.1 if x[a] >= x[b] else -wide / 2 - 0.1
        x[a], x[b] = x[a] + half, x[b] - half
    else:
        half = high / 2 + 0.1 if y[a] >= y[b] else -high / 2 - 0.1
        y[a], y[b] = y[a] + half, y[b] - half
    return True
