"""Where the nodes of a big graph stand: in groups, and groups of groups, each a disc of its own.

Groups come from :mod:`kg.page.communities`; inside a small group springs decide (:mod:`kg.page.springs`), a large one
is taken apart again, and what is taken apart is packed (:mod:`kg.page.packing`). The same graph gets the same places.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from kg.page.communities import communities, components
from kg.page.packing import Heap, packed
from kg.page.springs import Small, settled

__all__ = ["Arrangement", "Group", "arrange"]

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

#: A group of more nodes is taken apart; so many of what cannot be are set like the seeds of a sunflower.
_LARGEST, _MOST = 260, 700
#: Unlinked parts with fewer nodes are gathered, so many nodes together.
_LOOSE, _GATHERED = 24, 400
#: Groups with fewer nodes join the group that they are most linked to.
_SMALLEST = 6
_MARGIN, _BETWEEN = 0.7, 1.2


@dataclass
class Group:
    """A disc: its nodes, its middle and its radius."""

    nodes: Ints
    x: float = 0.0
    y: float = 0.0
    radius: float = 0.0


@dataclass
class Arrangement:
    """The places of all nodes (node, axis), one unit of area for each, and the groups, the largest first."""

    places: Floats
    groups: list[Group]


def arrange(count: int, sources: Ints, targets: Ints, *, aspect: float = 1.5) -> Arrangement:
    """Return where the nodes of a graph stand.

    Args:
        count: how many nodes there are.
        sources: the number of the node at the beginning of each link.
        targets: the number of the node at its end.
        aspect: how much wider than high the picture should be.
    """
    label = np.array(_gathered(count, sources, targets), np.int64)
    groups = [_Tree(nodes) for nodes in _members(label)]
    _take_apart(groups, sources, targets, count)
    leaves = [leaf for group in groups for leaf in group.leaves()]
    _settle(leaves, sources, targets, count)
    _pack(groups, sources, targets, count)
    radii = np.array([group.radius + _BETWEEN for group in groups])
    (middles,) = packed([Heap(radii, _linked(label, sources, targets, len(groups)))], aspect=aspect)
    places = np.zeros((count, 2))
    found = []
    for group, middle in zip(groups, middles, strict=True):
        places[group.nodes] = group.places + middle
        found.append(Group(group.nodes, float(middle[0]), float(middle[1]), group.radius))
    return Arrangement(places, sorted(found, key=lambda group: (-len(group.nodes), int(group.nodes[0]))))


@dataclass
class _Tree:
    """A group, and what it is taken apart into."""

    nodes: Ints
    parts: list[_Tree] = field(default_factory=list)
    places: Floats = field(default_factory=lambda: np.zeros((0, 2)))
    radius: float = 0.0

    def leaves(self) -> list[_Tree]:
        return [leaf for part in self.parts for leaf in part.leaves()] if self.parts else [self]

    def bear(self) -> None:
        """Know how far the nodes reach."""
        self.places = self.places - (self.places.max(0) + self.places.min(0)) / 2
        self.radius = float(np.sqrt((self.places**2).sum(1)).max()) + _MARGIN


def _members(label: Ints) -> list[Ints]:
    order = np.argsort(label, kind="stable")
    return np.split(order, np.flatnonzero(np.diff(label[order])) + 1) if len(label) else []


def _linked(label: Ints, sources: Ints, targets: Ints, count: int) -> Floats:
    """How many links there are between each two groups; nodes labelled -1 do not count."""
    a, b = label[sources], label[targets]
    across = (a != b) & (a >= 0) & (b >= 0)
    sums = np.bincount(a[across] * count + b[across], minlength=count * count).reshape(count, count)
    return (sums + sums.T).astype(np.float64)


def _gathered(count: int, sources: Ints, targets: Ints) -> list[int]:
    """The group of each node: a community, or many small parts together that nothing links."""
    links = list(zip(sources.tolist(), targets.tolist(), strict=True))
    label = communities(count, links)
    part = components(count, links)
    sizes = Counter(part)
    loose = [node for node in range(count) if sizes[part[node]] <= _LOOSE]
    # Small parts alike stand together, the larger first.
    loose.sort(key=lambda node: (-sizes[part[node]], part[node]))
    taken = max(label, default=-1) + 1
    if len(loose) < count or len(sizes) > _GATHERED // _LOOSE:
        filled, last = _GATHERED, -1
        for node in loose:
            if filled >= _GATHERED and part[node] != last:
                taken, filled = taken + 1, 0
            label[node], filled, last = taken, filled + 1, part[node]
    return _joined(label, links, set(loose))


def _joined(label: list[int], links: Sequence[tuple[int, int]], loose: set[int]) -> list[int]:
    sizes = Counter(label)
    to: dict[int, Counter[int]] = defaultdict(Counter)
    for a, b in links:
        if label[a] != label[b]:
            to[label[a]][label[b]] += 1
            to[label[b]][label[a]] += 1
    into: dict[int, int] = {}
    for group in sorted(to, key=lambda group: (sizes[group], group)):
        if sizes[group] < _SMALLEST:
            best = min(to[group], key=lambda other: (-to[group][other], other))
            if into.get(best, best) != group:
                into[group] = into.get(best, best)
    found = [into.get(group, group) if node not in loose else group for node, group in enumerate(label)]
    numbers: dict[int, int] = {}
    return [numbers.setdefault(group, len(numbers)) for group in found]


def _take_apart(groups: list[_Tree], sources: Ints, targets: Ints, count: int) -> None:
    """Take large groups apart, finer each time, until each part is small or cannot be taken apart."""
    waiting = [(group, 1.0) for group in groups if len(group.nodes) > _LARGEST]
    number = np.full(count, -1)
    while waiting:
        group, fineness = waiting.pop()
        number[group.nodes] = np.arange(len(group.nodes))
        a, b = number[sources], number[targets]
        number[group.nodes] = -1
        inside = (a >= 0) & (b >= 0)
        links = list(zip(a[inside].tolist(), b[inside].tolist(), strict=True))
        label = (
            _gathered(len(group.nodes), a[inside], b[inside])
            if fineness == 1.0
            else communities(len(group.nodes), links, resolution=fineness)
        )
        parts = [_Tree(group.nodes[members]) for members in _members(np.array(label))]
        if 1 < len(parts) < len(group.nodes) / 3:
            group.parts = parts
            waiting += [(part, 1.0) for part in parts if len(part.nodes) > _LARGEST]
        elif fineness < 8 and len(parts) == 1:
            waiting.append((group, fineness * 2))


def _pack(groups: list[_Tree], sources: Ints, targets: Ints, count: int) -> None:
    """Put the parts of each group together, the innermost first."""
    levels: list[list[_Tree]] = []
    level = groups
    while level:
        levels.append(level)
        level = [part for tree in level for part in tree.parts]
    label = np.full(count, -1)
    for level in reversed(levels):
        for tree in level:
            if not tree.parts:
                tree.bear()
        parted = [tree for tree in level if tree.parts]
        heaps = []
        for tree in parted:
            for number, part in enumerate(tree.parts):
                label[part.nodes] = number
            inside = (label[sources] >= 0) & (label[targets] >= 0)
            links = _linked(label, sources[inside], targets[inside], len(tree.parts))
            heaps.append(Heap(np.array([part.radius for part in tree.parts]), links))
            label[tree.nodes] = -1
        for tree, middles in zip(parted, packed(heaps), strict=True):
            tree.nodes = np.concatenate([part.nodes for part in tree.parts])
            tree.places = np.concatenate([part.places + at for part, at in zip(tree.parts, middles, strict=True)])
            tree.bear()


def _settle(leaves: list[_Tree], sources: Ints, targets: Ints, count: int) -> None:
    at = np.full(count, -1)
    number = np.zeros(count, np.int64)
    for place, leaf in enumerate(leaves):
        at[leaf.nodes] = place
        number[leaf.nodes] = np.arange(len(leaf.nodes))
    inside = (at[sources] == at[targets]) & (sources != targets)
    owner = at[sources[inside]]
    order = np.argsort(owner, kind="stable")
    cuts = np.searchsorted(owner[order], np.arange(len(leaves) + 1))
    a, b = number[sources[inside]][order], number[targets[inside]][order]
    small = []
    for place, leaf in enumerate(leaves):
        cut = slice(cuts[place], cuts[place + 1])
        if len(leaf.nodes) <= _MOST:
            small.append((leaf, Small(len(leaf.nodes), a[cut], b[cut])))
        else:
            leaf.places = _sunflower(len(leaf.nodes), a[cut], b[cut])
    for (leaf, _), places in zip(small, settled([graph for _, graph in small]), strict=True):
        leaf.places = places.astype(np.float64)


def _sunflower(count: int, a: Ints, b: Ints) -> Floats:
    """What springs would take too long for: the most linked in the middle, the others around."""
    degree = np.bincount(a, minlength=count) + np.bincount(b, minlength=count)
    order = np.argsort(-degree, kind="stable")
    turns, out = 2.399963 * np.arange(count), np.sqrt((np.arange(count) + 0.5) / math.pi)
    places = np.empty((count, 2))
    places[order] = np.stack([out * np.cos(turns), out * np.sin(turns)], axis=1)
    return places
