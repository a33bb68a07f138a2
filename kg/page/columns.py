"""A big graph as columns that take little room and are read only when they are needed.

Numbers are typed arrays in base64 (little-endian), words are lists, and what details show of a node stands in chunks of
JSON of its own. Nodes are named by their place; those of a group stand together, so that few chunks are read for it.
"""

from __future__ import annotations

import base64
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import networkx as nx
import numpy as np
from numpy.typing import NDArray

__all__ = ["CHUNK", "Links", "chunks", "encoded", "identifiers", "linked", "literal_properties", "words"]

Ints = NDArray[np.int64]

#: How many nodes a chunk tells of.
CHUNK = 128
#: What stands around a quote is cut after so many characters.
_AROUND = 240


def encoded(values: Any, kind: str) -> str:
    """Return numbers as base64 of a typed array; ``kind`` is a numpy type such as ``<u4``."""
    return base64.b64encode(np.ascontiguousarray(values, dtype=kind).tobytes()).decode()


def identifiers(order: Sequence[str]) -> dict[str, Any]:
    """Return the ids: ``bases`` that many share, ``of`` each node its base (u4), and ``rest`` after it."""
    bases: dict[str, int] = {}
    of, rest = [], []
    for iri in order:
        cut = max(iri.rfind("/"), iri.rfind("#"), iri.rfind(":")) + 1
        of.append(bases.setdefault(iri[:cut], len(bases)))
        rest.append(iri[cut:])
    return {"bases": list(bases), "of": encoded(of, "<u4"), "rest": rest}


def words(network: nx.MultiDiGraph[str], order: Sequence[str]) -> dict[str, list[str | int]]:
    """Return the labels by language; 0 stands for the same words as in Chinese."""
    labels = [network.nodes[iri]["labels"] for iri in order]
    return {
        "zh": [label["zh"] for label in labels],
        "en": [0 if label["en"] == label["zh"] else label["en"] for label in labels],
    }


@dataclass(frozen=True)
class Links:
    """All links as columns.

    Attributes:
        sources: the place in the network of the node at the beginning of each.
        targets: that of the node at its end.
        way: the place of its property and layer in ``ways``.
        ways: all pairs of property and layer.
        properties: the words of each property, by its IRI.
    """

    sources: Ints
    targets: Ints
    way: Ints
    ways: list[tuple[str, str]]
    properties: dict[str, Any]

    def told(self, order: Ints) -> dict[str, Any]:
        """Return what the page gets of them, in the order of their nodes: ``from``, ``to``, ``way``; names apart.

        Args:
            order: the place in the network of each node of the page.
        """
        place = np.argsort(order)
        sources, targets = place[self.sources], place[self.targets]
        rows = np.lexsort((self.way, targets, sources))
        return {
            "from": encoded(sources[rows], "<u4"),
            "to": encoded(targets[rows], "<u4"),
            "way": encoded(self.way[rows], "<u2"),
            "ways": self.ways,
            "properties": self.properties,
        }


def linked(network: nx.MultiDiGraph[str]) -> Links:
    """Return the links of a network."""
    number = {iri: place for place, iri in enumerate(network)}
    ways: dict[tuple[str, str], int] = {}
    properties: dict[str, Any] = {}
    rows = []
    for source, target, key, data in network.edges(keys=True, data=True):
        properties.setdefault(key, data["words"])
        rows.append((number[source], number[target], ways.setdefault((key, data["layer"]), len(ways))))
    sources, targets, way = np.array(rows, np.int64).reshape(-1, 3).T
    return Links(sources, targets, way, list(ways), properties)


def literal_properties(network: nx.MultiDiGraph[str]) -> dict[str, Any]:
    """Return the words, by language, for the properties of literals by their IRI, in their order."""
    found: dict[str, Any] = {}
    for _, node in network.nodes(data=True):
        for item in node["literals"]:
            found.setdefault(item["property"], item["words"])
    return {iri: found[iri] for iri in sorted(found)}


def chunks(
    network: nx.MultiDiGraph[str],
    order: Sequence[str],
    places: Mapping[str, int],
    badges: Mapping[str, list[str]],
    where: Mapping[str, Mapping[str, Any]],
) -> Iterable[list[dict[str, Any]]]:
    """Yield what details show of the nodes besides their names and links, so many nodes at a time.

    A literal has the place of its ``property`` in :func:`literal_properties`; ``same`` are the places of nodes that are
    quoted from the same words.
    """
    properties = {iri: place for place, iri in enumerate(literal_properties(network))}
    same = _overlapping(network, places, where)
    for first in range(0, len(order), CHUNK):
        chunk = []
        for iri in order[first : first + CHUNK]:
            told = _told(network.nodes[iri], places, properties)
            if iri in badges:
                told["badges"] = badges[iri]
            if iri in where:
                told |= where[iri]
            if iri in same:
                told["same"] = same[iri]
            chunk.append(told)
        yield chunk


def _overlapping(
    network: nx.MultiDiGraph[str], places: Mapping[str, int], where: Mapping[str, Mapping[str, Any]]
) -> dict[str, list[int]]:
    """The nodes quoted from words that a node is quoted from, by node; only what is known to be of one article."""
    by_text: dict[int, list[tuple[int, int, str]]] = defaultdict(list)
    for iri, place in where.items():
        if iri in places and network.nodes[iri]["quote"]:
            by_text[place["source"]].append((network.nodes[iri]["start"], network.nodes[iri]["end"], iri))
    found: dict[str, list[int]] = defaultdict(list)
    for quotes in by_text.values():
        quotes.sort()
        open_: list[tuple[int, str]] = []
        for start, end, iri in quotes:
            open_ = [(last, other) for last, other in open_ if last > start]
            for _, other in open_:
                found[iri].append(places[other])
                found[other].append(places[iri])
            open_.append((end, iri))
    return found


def _told(node: Mapping[str, Any], places: Mapping[str, int], properties: Mapping[str, int]) -> dict[str, Any]:
    told = {key: node[key] for key in ("also", "wording", "note", "quote", "start", "end", "polarity")}
    told["sides"] = [places[side] for side in node["sides"] if side in places]
    told["dimension"] = places.get(node["dimension"])
    told["assessments"] = [
        {**item, "alternative": places.get(item["alternative"]), "claim": places.get(item["claim"])}
        for item in node["assessments"]
    ]
    told["literals"] = [
        {
            "property": properties[item["property"]],
            **{key: item[key] for key in ("value", "language", "datatype") if key in item},
        }
        for item in node["literals"]
    ]
    quote, context, first = node["quote"], node["context"], node["context_start"]
    if quote and context and first is not None:
        start = node["start"] - first
        if start >= 0 and context[start : start + len(quote)] == quote:
            told["before"] = _cut(context[:start][::-1])[::-1]
            told["after"] = _cut(context[start + len(quote) :])
    return {key: value for key, value in told.items() if value not in (None, [], {}, "")}


def _cut(text: str) -> str:
    return text if len(text) <= _AROUND else text[:_AROUND] + "…"
