"""Groups of nodes that are linked more among each other than to the rest.

The Louvain method (Blondel, Guillaume, Lambiotte, Lefebvre 2008) with the queue of fast local moving (Traag, Waltman,
van Eck 2019): only nodes whose neighbours moved are looked at again. Plain Python, no randomness: the same links give
the same groups.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence

__all__ = ["communities", "components"]

Pair = tuple[int, int]
Weights = list[dict[int, float]]


def communities(count: int, links: Iterable[Pair], *, resolution: float = 1.0) -> list[int]:
    """Return the number of the group of each node; groups are numbered as their first nodes come.

    Args:
        count: how many nodes there are.
        links: pairs of their numbers; several links between two nodes count as often.
        resolution: more than 1 gives more and smaller groups (Reichardt and Bornholdt 2006).
    """
    near: Weights = [{} for _ in range(count)]
    for a, b in links:
        if a != b:
            near[a][b] = near[a].get(b, 0.0) + 1.0
            near[b][a] = near[b].get(a, 0.0) + 1.0
    strength = [sum(weights.values()) for weights in near]
    factor = resolution / (sum(strength) or 1.0)
    groups = list(range(count))
    while True:
        moved = _numbered(_moved(near, strength, factor))
        merged = max(moved, default=-1) + 1
        if merged == len(near):
            return _numbered(groups)
        groups = [moved[group] for group in groups]
        near, strength = _merged(near, strength, moved, merged)


def components(count: int, links: Iterable[Pair]) -> list[int]:
    """Return the number of the connected part that each node is in, numbered as their first nodes come."""
    above = list(range(count))

    def top(node: int) -> int:
        while above[node] != node:
            above[node] = node = above[above[node]]
        return node

    for a, b in links:
        a, b = top(a), top(b)
        if a != b:
            above[max(a, b)] = min(a, b)
    return _numbered([top(node) for node in range(count)])


def _moved(near: Weights, strength: Sequence[float], factor: float) -> list[int]:
    """Move each node to the neighbouring group that gains most, until none gains."""
    group = list(range(len(near)))
    weight = list(strength)
    waiting = deque(range(len(near)))
    waits = [True] * len(near)
    while waiting:
        node = waiting.popleft()
        waits[node] = False
        own, pull = group[node], strength[node] * factor
        to: dict[int, float] = {}
        for other, link in near[node].items():
            at = group[other]
            to[at] = to.get(at, 0.0) + link
        weight[own] -= strength[node]
        best, most = own, to.get(own, 0.0) - pull * weight[own] + 1e-9
        for at, link in to.items():
            gain = link - pull * weight[at]
            if gain > most:
                best, most = at, gain
        weight[best] += strength[node]
        if best != own:
            group[node] = best
            for other in near[node]:
                if group[other] != best and not waits[other]:
                    waits[other] = True
                    waiting.append(other)
    return group


def _merged(near: Weights, strength: Sequence[float], group: Sequence[int], count: int) -> tuple[Weights, list[float]]:
    """Make one node of each group; links inside stay in its strength alone."""
    merged: Weights = [{} for _ in range(count)]
    sums = [0.0] * count
    for node, weights in enumerate(near):
        own = merged[group[node]]
        sums[group[node]] += strength[node]
        for other, link in weights.items():
            at = group[other]
            if at != group[node]:
                own[at] = own.get(at, 0.0) + link
    return merged, sums


def _numbered(groups: Sequence[int]) -> list[int]:
    numbers: dict[int, int] = {}
    return [numbers.setdefault(group, len(numbers)) for group in groups]
