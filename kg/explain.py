"""What a query reads: the classes, properties and named graphs that it names."""

from __future__ import annotations

from dataclasses import dataclass

import pyoxigraph as ox

from kg.graph import Graph
from kg.namespaces import expand, prefixes
from kg.sparql import keywords, names

__all__ = ["Reading", "explain"]


@dataclass(frozen=True)
class Reading:
    """The IRIs that a query names, by what they are in the graph; ``others`` are things, or unknown there.

    ``union`` says whether its default graph is all named graphs as one.
    """

    classes: tuple[str, ...]
    properties: tuple[str, ...]
    graphs: tuple[str, ...]
    others: tuple[str, ...]
    union: bool


def explain(graph: Graph, text: str, *, union: bool) -> Reading:
    """Return what a query reads.

    Args:
        graph: tells what each IRI is.
        text: the query.
        union: whether it is to run on all named graphs as one.
    """
    spelled, declared = names(text)
    found: dict[str, list[str]] = {"class": [], "property": [], "graph": [], "other": []}
    for name in spelled:
        iri = expand(name, {**prefixes(), **graph.declared, **declared})
        if iri is None:
            continue
        node = ox.NamedNode(iri)
        kinds = [
            kind
            for kind, pattern in (
                ("property", f"?s {node} ?o"),
                ("class", f"?s a {node}"),
                ("graph", f"GRAPH {node} {{ ?s ?p ?o }}"),
            )
            if graph.query(f"ASK {{ {pattern} }}", union=True)
        ]
        for kind in kinds or ["other"]:
            found[kind].append(iri)
    return Reading(
        classes=tuple(found["class"]),
        properties=tuple(found["property"]),
        graphs=tuple(found["graph"]),
        others=tuple(found["other"]),
        union=union and "FROM" not in keywords(text),
    )
