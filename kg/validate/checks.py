"""The SPARQL checks, and the direct links held against the rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pyoxigraph as ox

from kg.catalogue import StoredQuery
from kg.derive import conclusions
from kg.graph import Graph
from kg.namespaces import VOCABULARY
from kg.resources import resource
from kg.validate.report import SHAPES, Violation, sh

__all__ = ["DERIVED_LINKS", "checks", "derived_links", "violations"]

#: The name of the check that compares the direct links with what the rules conclude.
DERIVED_LINKS = "derived-links"

_DERIVED_LAYERS = """
SELECT ?layer ?agent {
  ?layer cg:hasLayerKind cg:Derived
  FILTER EXISTS { GRAPH ?layer { ?subject ?predicate ?object } }
  OPTIONAL { ?layer prov:wasAttributedTo ?agent }
}
"""
#: The name of the check that the default graph is held against as well.
_ONE_GRAPH = "one-graph-per-triple"
_VOCABULARY_GRAPH = ox.NamedNode(VOCABULARY.rstrip("#"))
#: Nobody but the rules says these; the links between entities may also be a curator's.
_DIRECT = tuple(
    ox.NamedNode(VOCABULARY + name) for name in ("hasAdvantage", "hasLimitation", "isIllustratedBy", "presents")
)
_MISSING = {
    "zh": "规则推出这一关系，推导层却没有它。",
    "en": "The rules conclude this link, but the derived layer does not hold it.",
}
_EXTRA = {
    "zh": "图中有这一关系，规则却推不出它。",
    "en": "The graph holds this link, but the rules do not conclude it.",
}


def checks() -> list[StoredQuery]:
    """Return the queries of ``queries/checks`` in the order of their names."""
    files = sorted((resource("queries") / "checks").glob("*.rq"))
    assert files, "no checks found"
    return [StoredQuery(file.stem, file.read_text("utf-8")) for file in files]


def violations(graph: Graph, check: StoredQuery) -> Iterator[Violation]:
    """Run a check: each row is a violation at ``?focus``, with ``?path`` and ``?value`` if the query has them."""
    solutions = graph.query(check.text, union=True, where=check.name)
    assert isinstance(solutions, ox.QuerySolutions)
    names = {variable.value for variable in solutions.variables}
    for row in solutions:
        path = row["path"] if "path" in names else None
        value = row["value"] if "value" in names else None
        yield _failure(check.name, row["focus"], path, value, check.header.summary)
    if check.name == _ONE_GRAPH:
        for triple in _in_default_and_named_graph(graph):
            yield _failure(check.name, triple.subject, triple.predicate, triple.object, check.header.summary)


def derived_links(graph: Graph) -> Iterator[Violation]:
    """Compare the direct links with what the rules conclude, in both directions."""
    concluded, store = conclusions(graph), graph.store
    layers: set[Any] = set()
    about: set[Any] = set()
    for row in graph.rows(_DERIVED_LAYERS):
        layers.add(row["layer"])
        about.update(row.values())
    derived = {
        quad.triple
        for layer in layers
        for quad in store.quads_for_pattern(None, None, None, layer)
        if quad.subject not in about
    }
    direct = {quad.triple for predicate in _DIRECT for quad in store.quads_for_pattern(None, predicate, None, None)}

    def holds(triple: ox.Triple) -> bool:
        if layers:
            return triple in derived
        # Files may come without named graphs: the link then may stand anywhere.
        quads = store.quads_for_pattern(triple.subject, triple.predicate, triple.object, None)
        return next(iter(quads), None) is not None

    for triple in concluded:
        if not holds(triple):
            yield _failure(DERIVED_LINKS, triple.subject, triple.predicate, triple.object, _MISSING)
    for triple in (derived | direct) - concluded:
        yield _failure(DERIVED_LINKS, triple.subject, triple.predicate, triple.object, _EXTRA)


def _in_default_and_named_graph(graph: Graph) -> Iterator[ox.Triple]:
    """What a check cannot ask for: while the default graph is the union, the one of the store has no name.

    The vocabulary is read along with an article, so a file that holds it too is no fault.
    """
    store = graph.store
    if not set(store.named_graphs()) - {_VOCABULARY_GRAPH}:
        return
    for quad in store.quads_for_pattern(None, None, None, ox.DefaultGraph()):
        quads = store.quads_for_pattern(quad.subject, quad.predicate, quad.object, None)
        if any(found.graph_name not in (quad.graph_name, _VOCABULARY_GRAPH) for found in quads):
            yield quad.triple


def _failure(check: str, focus: Any, path: Any, value: Any, messages: Mapping[str, str]) -> Violation:
    return Violation(
        "check",
        SHAPES + check,
        sh("SPARQLConstraintComponent").value,
        focus,
        None if path is None else path.value,
        value,
        sh("Violation").value,
        messages,
    )
