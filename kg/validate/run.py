"""One report from the shapes, the checks and the rules."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pyoxigraph as ox

from kg.graph import Graph, Term
from kg.namespaces import VOCABULARY
from kg.resources import resource
from kg.validate.checks import DERIVED_LINKS, checks, derived_links, violations
from kg.validate.report import Checked, Report, Violation
from kg.validate.shapes import others_shapes, own_shapes, run_shapes

__all__ = ["validate"]

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_ONTOLOGY = VOCABULARY.rstrip("#")

_THINGS = """
SELECT (COUNT(DISTINCT ?thing) AS ?number) {
  ?thing a ?class
  FILTER(STRSTARTS(STR(?class), STR(cg:)))
  FILTER NOT EXISTS { ?thing a owl:NamedIndividual }
}
"""


def validate(graph: Graph, *, shapes: Sequence[Path] = ()) -> Report:
    """Hold a graph against its shapes and checks.

    The data shapes see all layers and the vocabulary as one graph, the style shapes only the terms of our vocabulary,
    and those only if the graph holds it. Nothing is read from the network, and ``owl:imports`` are not followed.

    Args:
        graph: what to look at; it is not changed.
        shapes: files with more SHACL shapes for the data.

    Raises:
        SourceError: a file of ``shapes`` cannot be read, is no SHACL, or would reach the network.
    """
    extra = others_shapes(shapes)
    things = int(graph.values(_THINGS)[0]["number"])
    holds_vocabulary = _holds_vocabulary(graph)
    if things and not holds_vocabulary:
        graph = _with_vocabulary(graph)
    checked: list[Checked] = []
    results: list[Violation] = []
    if things or extra:
        own = own_shapes("data") if things else set()
        checked, results = run_shapes(
            {quad.triple for quad in graph.store}, own | extra, where=", ".join(str(path) for path in shapes)
        )
    if holds_vocabulary:
        terms = {quad.triple for quad in graph.store if _is_term(quad.subject)}
        more_checked, more_results = run_shapes(terms, own_shapes("style"))
        checked += more_checked
        results += more_results
    if things:
        for check in checks():
            checked.append(Checked("check", check.name))
            results += violations(graph, check)
        checked.append(Checked("check", DERIVED_LINKS))
        results += derived_links(graph)
    # Two results may be told apart by nothing, e.g. those of sh:uniqueLang, which name no language.
    distinct = {result.order: result for result in results}
    return Report(things, tuple(checked), tuple(distinct[key] for key in sorted(distinct)))


def _holds_vocabulary(graph: Graph) -> bool:
    ontology = graph.store.quads_for_pattern(
        ox.NamedNode(_ONTOLOGY), ox.NamedNode(_RDF + "type"), ox.NamedNode("http://www.w3.org/2002/07/owl#Ontology")
    )
    return next(iter(ontology), None) is not None


def _with_vocabulary(graph: Graph) -> Graph:
    """Files come without the vocabulary, but what is a subclass of what is said there only."""
    store = ox.Store()
    store.bulk_extend(graph.store)
    for quad in Graph.read([resource("ontology") / "claimgraph.ttl"]).store:
        store.add(ox.Quad(quad.subject, quad.predicate, quad.object, ox.NamedNode(_ONTOLOGY)))
    return Graph(store, union=True, name=graph.name)


def _is_term(subject: Term | ox.Triple) -> bool:
    return isinstance(subject, ox.NamedNode) and (subject.value == _ONTOLOGY or subject.value.startswith(VOCABULARY))
