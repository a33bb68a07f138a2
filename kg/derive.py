"""What the rules of ``queries/rules`` conclude: the derived layer of an article."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.graph import Graph
from kg.resources import resource

if TYPE_CHECKING:
    from rdflib import Graph as RdfGraph

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


def derived_layer(graph: Graph, article: str, decided: str) -> RdfGraph:
    """Return the derived layer of one article as an rdflib graph that describes itself (PROV-O).

    Args:
        graph: holds the said and curated layers of that article and of no other.
        article: the IRI of the article.
        decided: the date of the decisions, ``YYYY-MM-DD``; the layer is as old as they are.
    """
    from rdflib import Graph as RdfGraph
    from rdflib import URIRef

    from kg.assemble.article import describe_layer

    result = RdfGraph(bind_namespaces="none")
    for triple in conclusions(graph):
        result.add(tuple(URIRef(term.value) for term in triple))  # type: ignore[arg-type]
    describe_layer(result, URIRef(article), "derived", ["said", "curated"], decided)
    return result
