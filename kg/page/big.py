"""What the page of a big graph gets: places, groups with names, colours, legend, and its columns.

There cards would be too many to draw and to read: nodes are dots in groups, groups have names, and what
is near gets its label.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import networkx as nx
import numpy as np

from kg.network import LANGUAGES, Texts
from kg.page.arrange import Arrangement, arrange
from kg.page.cards import TONES, sign, tones
from kg.page.columns import CHUNK, Links, chunks, encoded, identifiers, linked, literal_properties, words
from kg.page.data import citing
from kg.page.findings import FINDINGS
from kg.page.icons import ICONS
from kg.page.legend import told
from kg.page.words import KIND_WORDS, WORDS, both

__all__ = ["Big", "big"]

#: How far apart nodes stand at scale 1, and how large their dots are there, in CSS pixels.
_APART, _DOT, _LARGEST = 112.0, 6.0, 26.0
#: The colour of each kind where there are more sides than colours.
_KINDS = {"claim": "t0", "example": "t1", "entity": "shared", "alternative": "t4", "dimension": "t2", "verdict": "t3"}
_PLURAL = {"claim": "claims", "example": "examples", "entity": "entities", "verdict": "verdicts"}
_POLARITY = {"+": ("plus", "favourable"), "-": ("minus", "unfavourable")}
_LAYERS = ("said", "curated", "reviewed", "derived")
#: With more dimensions than this nobody would look for one in the legend.
_DIMENSIONS = 12

#: What nodes of one style have in common: kind, colour, icon, type, dimension and polarity.
_Style = tuple[str, str, str, str | None, int | None, str | None]


@dataclass(frozen=True)
class Big:
    """What a big page is made of.

    Attributes:
        parts: by the id of their element; ``payload`` is what the page needs at once, ``ids``, ``words`` and
            ``chunk-0`` … are read later.
        legend: as :func:`kg.page.legend.legend` gives it.
        order: the nodes in the order in which the page counts them.
    """

    parts: dict[str, Any]
    legend: dict[str, Any]
    order: list[str]


def big(network: nx.MultiDiGraph[str], badges: Mapping[str, list[str]], where: Mapping[str, Mapping[str, Any]]) -> Big:
    """Return the page of a big graph.

    Args:
        network: what is drawn.
        badges: the findings of each node that has any.
        where: where the quote of each thing stands, as :meth:`kg.page.sources.Sources.places` gives it.
    """
    nodes = list(network)
    links = linked(network)
    found = arrange(len(nodes), links.sources, links.targets)
    degree = np.bincount(links.sources, minlength=len(nodes)) + np.bincount(links.targets, minlength=len(nodes))
    # The nodes of a group stand together, the most linked first.
    ranks = np.concatenate([group.nodes[np.lexsort((group.nodes, -degree[group.nodes]))] for group in found.groups])
    order = [nodes[place] for place in ranks]
    places = {iri: place for place, iri in enumerate(order)}
    colours, names = _colours(network)
    dimensions = network.graph["dimensions"]
    numbers = {iri: n for n, iri in enumerate(dimensions)} if len(dimensions) <= _DIMENSIONS else {}
    styles: dict[_Style, int] = {}
    style = []
    for iri in order:
        node = network.nodes[iri]
        icon = sign(node) if node["kind"] in {"entity", "resource"} else ""
        dimension = numbers.get(node["dimension"])
        key = (node["kind"], colours[iri], icon, node["type"], dimension, node["polarity"])
        style.append(styles.setdefault(key, len(styles)))
    facets = [_facets(network, key) for key in styles]
    found_in = {name: [places[iri] for iri, those in badges.items() if name in those] for name in FINDINGS}
    labels = {node["type"]: node["type_labels"] for _, node in network.nodes(data=True)}
    data = {
        "title": network.graph["title"],
        "layout": "groups",
        "count": len(order),
        "chunk": CHUNK,
        "xy": encoded(np.rint(found.places[ranks] * _APART), "<i4"),
        "size": encoded(np.minimum(_DOT + 2.2 * np.sqrt(degree[ranks]), _LARGEST), "u1"),
        "style": encoded(style, "<u2"),
        "styles": [
            {
                "kind": kind,
                "tone": tone,
                "icon": icon,
                "type": {"iri": type, "labels": labels[type]} if type else None,
                "facets": facets[place],
            }
            for place, (kind, tone, icon, type, *_) in enumerate(styles)
        ],
        "findings": {name: encoded(sorted(those), "<u4") for name, those in found_in.items() if those},
        **_groups(network, found, order, links, colours),
        "links": links.told(ranks),
        "literals": list(literal_properties(network).items()),
        "prefixes": citing(),
        "icons": ICONS,
        "words": WORDS,
        "kinds": KIND_WORDS,
    }
    parts = {
        "payload": data,
        "ids": identifiers(order),
        "words": words(network, order),
        **{f"chunk-{place}": chunk for place, chunk in enumerate(chunks(network, order, places, badges, where))},
    }
    counts: Counter[tuple[str, str]] = Counter()
    for place, size in Counter(style).items():
        counts.update(dict.fromkeys(facets[place].items(), size))
    for (_, layer), size in zip(links.ways, np.bincount(links.way).tolist(), strict=True):
        counts["layer", layer] += size
    return Big(
        parts, told(_entries(network, names, counts), {name: len(those) for name, those in found_in.items()}), order
    )


def _facets(network: nx.MultiDiGraph[str], style: _Style) -> dict[str, str]:
    """By what nodes of a style can be filtered."""
    kind, tone, _, _, dimension, polarity = style
    if network.graph["kind"] != "comparison":
        return {"type": tone}
    found = {"kind": kind}
    if _has_sides(network):
        found["side"] = tone
    if dimension is not None:
        found["dimension"] = f"d{dimension}"
    if polarity in _POLARITY:
        found["polarity"] = _POLARITY[polarity][0]
    return found


def _entries(
    network: nx.MultiDiGraph[str], names: Mapping[str, Texts], counts: Mapping[tuple[str, str], int]
) -> list[dict[str, Any]]:
    """The groups of the legend; where colours tell kinds, an entry has its ``tone`` instead of a sign."""
    kinds = [*_PLURAL, "alternative", "dimension", "definition", "summary"]
    compared, sided = network.graph["kind"] == "comparison", _has_sides(network)
    found: dict[str, list[tuple[str, Texts, str]]] = {
        "kind": [(kind, both(_PLURAL[kind]) if kind in _PLURAL else KIND_WORDS[kind], kind) for kind in kinds],
        "side" if compared else "type": [(tone, names[tone], "") for tone in names],
        "dimension": [(f"d{n}", network.nodes[iri]["labels"], "") for n, iri in enumerate(network.graph["dimensions"])],
        "polarity": [(key, both(name), key) for key, name in _POLARITY.values()],
        "layer": [(name, both(f"in_{name}"), "layer") for name in _LAYERS],
    }
    groups = []
    for group, entries in found.items():
        shown = [(key, labels, icon) for key, labels, icon in entries if counts[group, key]]
        if group in {"kind", "type"}:
            shown.sort(key=lambda entry: (entry[0] == "plain", -counts[group, entry[0]]))
        toned = group == "kind" and not sided
        groups.append(
            {
                "group": group,
                "labels": both(f"by_{group}"),
                "entries": [
                    {"key": key, "labels": labels, "count": counts[group, key]}
                    | ({"icon": "", "tone": _KINDS.get(key, "plain")} if toned else {"icon": icon})
                    for key, labels, icon in shown
                ],
            }
        )
    return groups


def _has_sides(network: nx.MultiDiGraph[str]) -> bool:
    """Whether colours tell sides; with more sides than colours, or fewer than two, they tell kinds."""
    return network.graph["kind"] == "comparison" and 2 <= len(network.graph["alternatives"]) <= TONES


def _groups(
    network: nx.MultiDiGraph[str],
    found: Arrangement,
    order: list[str],
    links: Links,
    colours: Mapping[str, str],
) -> dict[str, Any]:
    """The groups in the order of their nodes, how many links lead between them, and the box around all."""
    group_of = np.empty(len(order), np.int64)
    groups = []
    first = 0
    for place, group in enumerate(found.groups):
        group_of[group.nodes] = place
        hub = network.nodes[order[first]]
        tone = Counter(colours[iri] for iri in order[first : first + len(group.nodes)]).most_common(1)[0][0]
        groups.append(
            {
                "x": round(group.x * _APART),
                "y": round(group.y * _APART),
                "r": round(group.radius * _APART),
                "first": first,
                "count": len(group.nodes),
                "labels": hub["labels"],
                "tone": tone,
            }
        )
        first += len(group.nodes)
    pairs = np.sort(np.stack([group_of[links.sources], group_of[links.targets]]), axis=0)
    between = Counter(map(tuple, pairs[:, pairs[0] != pairs[1]].T.tolist()))
    left, top = (min((group[axis] - group["r"] for group in groups), default=0) for axis in "xy")
    right, bottom = (max((group[axis] + group["r"] for group in groups), default=0) for axis in "xy")
    return {
        "groups": groups,
        "between": [[*pair, number] for pair, number in sorted(between.items())],
        "box": {"x": left, "y": top, "width": right - left, "height": bottom - top},
    }


def _colours(network: nx.MultiDiGraph[str]) -> tuple[dict[str, str], dict[str, Texts]]:
    """The colour of each node, and what the colours mean that tell sides or types."""
    compared = network.graph["kind"] == "comparison"
    if compared and not _has_sides(network):
        return {iri: _KINDS.get(node["kind"], "plain") for iri, node in network.nodes(data=True)}, {}
    colours = tones(network)
    if compared:
        sides = {f"t{n}": network.nodes[iri]["labels"] for n, iri in enumerate(network.graph["alternatives"])}
        return colours, sides | {"shared": both("shared"), "plain": both("unplaced")}
    names: dict[str, Texts] = {"plain": both("unplaced")}
    for iri, node in network.nodes(data=True):
        if colours[iri] not in names:
            names[colours[iri]] = node["type_labels"] or dict.fromkeys(LANGUAGES, "")
    return colours, names
