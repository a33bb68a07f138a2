"""SHACL shapes run by pySHACL, its results as ours."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg.errors import SourceError
from kg.graph import Graph, Term
from kg.resources import resource
from kg.sparql import keywords
from kg.validate.report import SHAPES, Checked, Violation, sh

if TYPE_CHECKING:
    from rdflib import Graph as RdfGraph
    from rdflib.term import Node

__all__ = ["others_shapes", "own_shapes", "run_shapes"]

_SH = "http://www.w3.org/ns/shacl#"
_LANGUAGES = ("zh", "en")


def own_shapes(name: str) -> set[ox.Triple]:
    """Return the shapes of ``ontology/shapes`` with this name, ``data`` or ``style``."""
    return {quad.triple for quad in Graph.read([resource("ontology") / "shapes" / f"{name}.ttl"]).store}


def others_shapes(paths: Iterable[Path]) -> set[ox.Triple]:
    """Return the shapes of some files.

    Raises:
        SourceError: a file cannot be read, or a shape would reach the network.
    """
    triples: set[ox.Triple] = set()
    queries = {sh(name) for name in ("select", "ask", "construct", "update")}
    for path in paths:
        found = {quad.triple for quad in Graph.read([path]).store}
        for triple in found:
            # pySHACL runs these in rdflib's own engine, which fetches what FROM and SERVICE name.
            if triple.predicate in queries and isinstance(triple.object, ox.Literal):
                reaching = keywords(triple.object.value) & {"FROM", "SERVICE"}
                if reaching:
                    raise SourceError(f"a shape uses {min(reaching)}, which would reach the network", where=str(path))
        triples |= found
    return triples


def run_shapes(
    data: Iterable[ox.Triple], shapes: Iterable[ox.Triple], where: str = ""
) -> tuple[list[Checked], list[Violation]]:
    """Run shapes; ``where`` names the files of other people's shapes among them."""
    from pyshacl import validate as run
    from rdflib import Graph as RdfGraph

    data_graph, shapes_graph = _rdflib(data), _rdflib(shapes)
    try:
        _, report, text = run(
            data_graph, shacl_graph=shapes_graph, inplace=True, advanced=False, inference="none", do_owl_imports=False
        )
    except Exception as error:
        # What pySHACL raises on broken shapes is of many kinds: its own, the regex engine's, the query parser's.
        if not where:
            raise
        raise SourceError(f"broken SHACL: {str(error).splitlines()[0]}", where=where) from error
    if not isinstance(report, RdfGraph):
        raise SourceError(f"SHACL cannot be run: {str(text).splitlines()[0]}", where=where)
    return _focus_numbers(data_graph, shapes_graph), _shacl_results(report, shapes_graph)


def _rdflib(triples: Iterable[ox.Triple]) -> RdfGraph:
    """Return triples as an rdflib graph in memory; the view of the store would be asked for each triple many times."""
    from rdflib import BNode, URIRef
    from rdflib import Graph as RdfGraph
    from rdflib import Literal as RdfLiteral

    known: dict[Any, Node] = {}

    def node(term: Any) -> Node:
        found = known.get(term)
        if found is None:
            if isinstance(term, ox.Literal):
                datatype = None if term.language else URIRef(term.datatype.value)
                found = RdfLiteral(term.value, lang=term.language, datatype=datatype, normalize=False)
            else:
                found = URIRef(term.value) if isinstance(term, ox.NamedNode) else BNode(term.value)
            known[term] = found
        return found

    graph = RdfGraph(bind_namespaces="none")
    for triple in triples:
        graph.add((node(triple.subject), node(triple.predicate), node(triple.object)))
    return graph


def _oxigraph(node: Node) -> Term:
    from rdflib import BNode
    from rdflib import Literal as RdfLiteral

    if isinstance(node, RdfLiteral):
        datatype = ox.NamedNode(node.datatype) if node.datatype and not node.language else None
        return ox.Literal(str(node), language=node.language, datatype=datatype)
    return ox.BlankNode(str(node)) if isinstance(node, BNode) else ox.NamedNode(str(node))


def _focus_numbers(data: RdfGraph, shapes: RdfGraph) -> list[Checked]:
    """Count the focus nodes of every shape that has a target (SHACL section 2.1.3)."""
    from rdflib import OWL, RDF, RDFS, SH, URIRef

    focus: dict[Node, set[Node]] = {}
    for shape, target in shapes.subject_objects(SH.targetNode):
        focus.setdefault(shape, set()).add(target)
    for shape, target in shapes.subject_objects(SH.targetSubjectsOf):
        focus.setdefault(shape, set()).update(data.subjects(target))
    for shape, target in shapes.subject_objects(SH.targetObjectsOf):
        focus.setdefault(shape, set()).update(data.objects(None, target))
    classes = set(shapes.subject_objects(SH.targetClass))
    # A shape that is a class itself targets its own instances.
    for kind in (RDFS.Class, OWL.Class):
        both = set(shapes.subjects(RDF.type, kind)) & set(shapes.subjects(RDF.type, SH.NodeShape))
        classes |= {(shape, shape) for shape in both}
    for shape, target in classes:
        found = focus.setdefault(shape, set())
        for subclass in data.transitive_subjects(RDFS.subClassOf, target):
            found.update(data.subjects(RDF.type, subclass))
    named = {str(shape): nodes for shape, nodes in focus.items() if isinstance(shape, URIRef)}
    return [Checked("shacl", iri.removeprefix(SHAPES), len(named[iri])) for iri in sorted(named)]


def _shacl_results(report: RdfGraph, shapes: RdfGraph) -> list[Violation]:
    from rdflib import SH

    found = []
    for result in report.objects(None, SH.result):
        focus, value, path = (report.value(result, term) for term in (SH.focusNode, SH.value, SH.resultPath))
        assert focus is not None
        found.append(
            Violation(
                "shacl",
                _named_shape(shapes, report.value(result, SH.sourceShape)),
                str(report.value(result, SH.sourceConstraintComponent)),
                _oxigraph(focus),
                None if path is None else _path(report, path),
                None if value is None else _oxigraph(value),
                str(report.value(result, SH.resultSeverity)),
                _messages(report.objects(result, SH.resultMessage)),
            )
        )
    return found


def _named_shape(shapes: RdfGraph, node: Node | None) -> str:
    """The IRI of a shape, or of the nearest named shape around it; pySHACL keeps the labels of blank nodes."""
    from rdflib import URIRef

    seen: set[Node] = set()
    while node is not None and not isinstance(node, URIRef) and node not in seen:
        seen.add(node)
        node = next(iter(shapes.subjects(None, node)), None)
    return str(node) if isinstance(node, URIRef) else ""


def _messages(literals: Iterable[Node]) -> dict[str, str]:
    """The messages by language; other people's shapes may have only one, which then stands for both."""
    found: dict[str, str] = {}
    for literal in sorted(literals, key=str):
        found.setdefault((getattr(literal, "language", None) or "").partition("-")[0], str(literal))
    anyhow = found.get("") or found.get("en") or next(iter(found.values()), "")
    return {language: found.get(language, anyhow) for language in _LANGUAGES}


def _path(graph: RdfGraph, path: Node) -> str:
    """Return a property path: the IRI of a property, anything else in Turtle (SHACL section 2.3.1)."""
    from rdflib import RDF, URIRef

    def turtle(node: Node) -> str:
        if isinstance(node, URIRef):
            return f"<{node}>"
        if graph.value(node, RDF.first) is not None:
            return f"( {' '.join(turtle(item) for item in graph.items(node))} )"
        kind, inner = next(iter(graph.predicate_objects(node)))
        return f"[ {str(kind).replace(_SH, 'sh:')} {turtle(inner)} ]"

    return str(path) if isinstance(path, URIRef) else turtle(path)
