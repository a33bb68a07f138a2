"""What the page of a big graph gets: places, groups with names, colours, legend, and its columns.

There cards would be too many to draw and to read: nodes are dots in groups, groups have names, and what
is near gets its label.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

import networkx as nx
import numpy as np

from kg.network import LANGUAGES, Texts
from kg.page.arrange import Arrangement, arrange
from kg.page.cards import TONES, sign, tones
from kg.page.columns import CHUNK, chunks, encoded, identifiers, links, literal_properties, words
from kg.page.data import citing
from kg.page.icons import ICONS
from kg.page.words import KIND_WORDS, WORDS, both

__all__ = ["big"]

#: How far apart nodes stand at scale 1, and how large their dots are there, in CSS pixels.
_APART, _DOT, _LARGEST = 112.0, 6.0, 26.0
#: The colour of each kind where there are more sides than colours.
_KINDS = {"claim": "t0", "example": "t1", "entity": "shared", "alternative": "t4", "dimension": "t2", "verdict": "t3"}
_PLURAL = {"claim": "claims", "example": "examples", "entity": "entities", "verdict": "verdicts"}


def big(network: nx.MultiDiGraph[str]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the parts of a big page by the id of their element, and the legend.

    ``payload`` is what the page needs at once; ``ids``, ``words`` and ``chunk-0`` … are read later.
    """
    nodes = list(network)
    number = {iri: place for place, iri in enumerate(nodes)}
    ends = np.array([(number[a], number[b]) for a, b in network.edges()], np.int64).reshape(-1, 2)
    found = arrange(len(nodes), ends[:, 0], ends[:, 1])
    degree = np.bincount(ends.ravel(), minlength=len(nodes))
    # The nodes of a group stand together, the most linked first.
    ranks = np.concatenate([group.nodes[np.lexsort((group.nodes, -degree[group.nodes]))] for group in found.groups])
    order = [nodes[place] for place in ranks]
    places = {iri: place for place, iri in enumerate(order)}
    colours, legend = _colours(network)
    styles: dict[tuple[str, str, str, str | None], int] = {}
    style = []
    for iri in order:
        node = network.nodes[iri]
        icon = sign(node) if node["kind"] in {"entity", "resource"} else ""
        key = (node["kind"], colours[iri], icon, node["type"])
        style.append(styles.setdefault(key, len(styles)))
    labels = {network.nodes[iri]["type"]: network.nodes[iri]["type_labels"] for iri in order}
    data = {
        "title": network.graph["title"],
        "layout": "groups",
        "count": len(order),
        "chunk": CHUNK,
        "xy": encoded(np.rint(found.places[ranks] * _APART), "<i4"),
        "size": encoded(np.minimum(_DOT + 2.2 * np.sqrt(degree[ranks]), _LARGEST), "u1"),
        "style": encoded(style, "<u2"),
        "styles": [
            {"kind": kind, "tone": tone, "icon": icon, "type": {"iri": type, "labels": labels[type]} if type else None}
            for kind, tone, icon, type in styles
        ],
        **_groups(network, found, order, ends[:, 0], ends[:, 1], colours),
        "links": links(network, places),
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
        **{f"chunk-{place}": chunk for place, chunk in enumerate(chunks(network, order, places))},
    }
    return parts, legend


def _groups(
    network: nx.MultiDiGraph[str],
    found: Arrangement,
    order: list[str],
    sources: Any,
    targets: Any,
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
    pairs = np.sort(np.stack([group_of[sources], group_of[targets]]), axis=0)
    between = Counter(map(tuple, pairs[:, pairs[0] != pairs[1]].T.tolist()))
    left, top = (min((group[axis] - group["r"] for group in groups), default=0) for axis in "xy")
    right, bottom = (max((group[axis] + group["r"] for group in groups), default=0) for axis in "xy")
    return {
        "groups": groups,
        "between": [[*pair, number] for pair, number in sorted(between.items())],
        "box": {"x": left, "y": top, "width": right - left, "height": bottom - top},
    }


def _colours(network: nx.MultiDiGraph[str]) -> tuple[dict[str, str], dict[str, Any]]:
    """The colour of each node and what the colours mean: the side, the type, or with many sides the kind."""
    compared = network.graph["kind"] == "comparison"
    alternatives = network.graph["alternatives"]
    names: dict[str, Texts] = {}
    if compared and not 2 <= len(alternatives) <= TONES:
        colours = {iri: _KINDS.get(node["kind"], "plain") for iri, node in network.nodes(data=True)}
        for _, node in network.nodes(data=True):
            kind = node["kind"]
            name = both(_PLURAL[kind]) if kind in _PLURAL else KIND_WORDS[kind]
            names.setdefault(_KINDS.get(kind, "plain"), name)
    else:
        colours = tones(network)
        names = {f"t{place}": network.nodes[iri]["labels"] for place, iri in enumerate(alternatives[:TONES])}
        for iri, node in network.nodes(data=True):
            if not compared and colours[iri] != "plain":
                names.setdefault(colours[iri], node["type_labels"] or dict.fromkeys(LANGUAGES, ""))
        names["shared"], names["plain"] = both("shared"), both("unplaced")
    counts = Counter(colours.values())
    entries = [{"key": tone, "labels": names[tone], "count": counts[tone]} for tone in sorted(names) if counts[tone]]
    return colours, {"entries": sorted(entries, key=lambda entry: (entry["key"] == "plain", -entry["count"]))}
