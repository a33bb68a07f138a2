"""What the rules of ``queries/rules`` conclude: the derived layer of an article."""

from __future__ import annotations

import pyoxigraph as ox

from kg.assemble.article import describe_layer
from kg.assemble.layer import Layer
from kg.graph import Graph
from kg.resources import resource

__all__ = ["conclusions", "derived_layer"]


def conclusions(graph: Graph) -> frozenset[ox.Triple]:
    """Return every triple that the rules conclude from a graph.

    The rules read only what the said and curated layers hold, never each other's conclusions, so one pass is enough.
    """
    rules = sorted((resource("queries") / "rules").glob("*.rq"))
    assert rules, "no rules found"
    found: set[ox.Triple] = set()
    for rule in rules:
        results = graph.query(rule.read_text("utf-8"), union=True, where=rule.name)
        assert isinstance(results, ox.QueryTriples)
        found.update(results)
    return frozenset(found)


def derived_layer(graph: Graph, article: str, decided: str) -> Layer:
    """Return the derived layer of one article, which describes itself (PROV-O).

    Args:
        graph: holds the said and curated layers of that article and of no other.
        article: the IRI of the article.
        decided: the date of the decisions, ``YYYY-MM-DD``; the layer is as old as they are.
    """
    layer = Layer()
    for triple in conclusions(graph):
        layer.add(triple.subject, triple.predicate, triple.object)  # type: ignore[arg-type]
    names = {quad.graph_name.value.removeprefix(f"{article}/") for quad in graph.store if quad.graph_name.value}
    describe_layer(layer, article, "derived", sorted(names & {"said", "curated"}), decided)
    return layer
