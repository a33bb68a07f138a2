"""The graph held against its shapes and checks, in one report.

Three things are looked at: the shapes of ``ontology/shapes`` (SHACL, run by pySHACL), the queries of ``queries/checks``
(each row is a violation), and whether the direct links are what the rules conclude. A graph that holds nothing of ours
conforms; ``Report.things`` says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pyoxigraph as ox

from kg.catalogue import StoredQuery
from kg.derive import conclusions
from kg.errors import SourceError
from kg.graph import Graph, Term
from kg.namespaces import VOCABULARY, prefixes
from kg.resources import resource
from kg.sparql import keywords

if TYPE_CHECKING:
    from rdflib import Graph as RdfGraph
    from rdflib.term import Node

__all__ = ["DERIVED_LINKS", "SHAPES", "Checked", "Report", "Source", "Violation", "validate"]

Source = Literal["shacl", "check"]

#: The namespace of our shapes; the checks get their IRIs in it too.
SHAPES = "https://w3id.org/claimgraph/shapes#"
#: The name of the check that compares the direct links with what the rules conclude.
DERIVED_LINKS = "derived-links"

_SH = "http://www.w3.org/ns/shacl#"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_XSD = "http://www.w3.org/2001/XMLSchema#"
_ONTOLOGY = VOCABULARY.rstrip("#")
_LANGUAGES = ("zh", "en")

_THINGS = """
SELECT (COUNT(DISTINCT ?thing) AS ?number) {
  ?thing a ?class
  FILTER(STRSTARTS(STR(?class), STR(cg:)))
  FILTER NOT EXISTS { ?thing a owl:NamedIndividual }
}
"""
_DERIVED_LAYERS = """
SELECT ?layer ?agent {
  ?layer cg:hasLayerKind cg:Derived
  FILTER EXISTS { GRAPH ?layer { ?subject ?predicate ?object } }
  OPTIONAL { ?layer prov:wasAttributedTo ?agent }
}
"""
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


@dataclass(frozen=True)
class Violation:
    """One thing that does not conform (a ``sh:ValidationResult``, SHACL section 3.4).

    Attributes:
        source: whether a SHACL shape or one of our checks found it.
        iri: the shape or check; of a shape without a name, the nearest named one around it, or empty.
        constraint: the IRI of the constraint component.
        focus: what does not conform.
        path: the property it concerns: an IRI, or where it is more than one property a SHACL property path in
            Turtle, in which ``sh:`` is the prefix of SHACL.
        value: the value that is at fault, if one is.
        severity: the IRI of the severity.
        messages: what is wrong, in ``zh`` and ``en``.
    """

    source: Source
    iri: str
    constraint: str
    focus: Term
    path: str | None
    value: Term | None
    severity: str
    messages: Mapping[str, str]

    @property
    def name(self) -> str:
        """The name of the shape or check: without namespace if it is ours."""
        return self.iri.removeprefix(SHAPES)

    @property
    def order(self) -> tuple[str, ...]:
        """What violations are sorted by."""
        value = "" if self.value is None else str(self.value)
        return (
            self.source,
            self.name,
            str(self.focus),
            self.path or "",
            value,
            self.constraint,
            *self.messages.values(),
        )

    def to_json(self) -> dict[str, Any]:
        """Return it as plain values."""
        return {
            "source": self.source,
            "name": self.name,
            "constraint": self.constraint,
            "focus": _plain(self.focus),
            "path": self.path,
            "value": None if self.value is None else _plain(self.value),
            "severity": self.severity,
            "messages": dict(self.messages),
        }


@dataclass(frozen=True)
class Checked:
    """A shape with the number of its focus nodes, or a check; a check's number is not known."""

    source: Source
    name: str
    focus_nodes: int | None = None


@dataclass(frozen=True)
class Report:
    """What was looked at and what was found.

    Attributes:
        things: how many things of our vocabulary the graph holds; if none, neither data shapes nor checks were run.
        checked: the shapes and checks that were run.
        results: what does not conform, always in the same order.
    """

    things: int
    checked: tuple[Checked, ...] = ()
    results: tuple[Violation, ...] = field(default=())

    @property
    def conforms(self) -> bool:
        """Whether nothing was found (SHACL section 3.1: results of any severity count)."""
        return not self.results

    def to_json(self) -> dict[str, Any]:
        """Return it as plain values."""
        return {
            "conforms": self.conforms,
            "things": self.things,
            "checked": [
                {"source": item.source, "name": item.name, "focus_nodes": item.focus_nodes} for item in self.checked
            ],
            "results": [result.to_json() for result in self.results],
        }

    def to_turtle(self) -> str:
        """Return a ``sh:ValidationReport`` (SHACL section 3.6); checks are ``sh:sourceConstraint`` of their results."""
        names = {**prefixes(), "shapes": SHAPES}
        text = ox.serialize(self._triples(), format=ox.RdfFormat.TURTLE, prefixes=names)
        assert text is not None
        head: list[str] = []
        body: list[str] = []
        for line in text.decode().splitlines(keepends=True):
            (head if line.startswith("@prefix ") else body).append(line)
        # The engine declares all prefixes, in an order that changes from run to run.
        used = [line for line in head if line.split()[1] in "".join(body)]
        return "".join([*sorted(used), "\n", *body])

    def _triples(self) -> Iterator[ox.Triple]:
        report = ox.BlankNode("report")
        yield ox.Triple(report, ox.NamedNode(_RDF + "type"), _sh("ValidationReport"))
        yield ox.Triple(
            report, _sh("conforms"), ox.Literal(str(self.conforms).lower(), datatype=ox.NamedNode(_XSD + "boolean"))
        )
        nodes = [ox.BlankNode(f"result{number}") for number in range(1, len(self.results) + 1)]
        for node in nodes:
            yield ox.Triple(report, _sh("result"), node)
        for node, result in zip(nodes, self.results, strict=True):
            yield from _result_triples(node, result)


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
    extra = _extra_shapes(shapes)
    things = int(graph.values(_THINGS)[0]["number"])
    holds_vocabulary = _holds_vocabulary(graph)
    if things and not holds_vocabulary:
        graph = _with_vocabulary(graph)
    checked: list[Checked] = []
    results: list[Violation] = []
    if things or extra:
        own = _shapes_file("data") if things else set()
        checked, results = _shacl(
            {quad.triple for quad in graph.store}, own | extra, where=", ".join(str(path) for path in shapes)
        )
    if holds_vocabulary:
        terms = {quad.triple for quad in graph.store if _is_term(quad.subject)}
        more_checked, more_results = _shacl(terms, _shapes_file("style"))
        checked += more_checked
        results += more_results
    if things:
        for check in _checks():
            checked.append(Checked("check", check.name))
            results += _rows(graph, check)
        checked.append(Checked("check", DERIVED_LINKS))
        results += _derived_links(graph)
    # Two results may be told apart by nothing, e.g. those of sh:uniqueLang, which name no language.
    distinct = {result.order: result for result in results}
    return Report(things, tuple(checked), tuple(distinct[key] for key in sorted(distinct)))


# -- the graph


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


# -- SHACL


def _shapes_file(name: str) -> set[ox.Triple]:
    return {quad.triple for quad in Graph.read([resource("ontology") / "shapes" / f"{name}.ttl"]).store}


def _extra_shapes(paths: Iterable[Path]) -> set[ox.Triple]:
    triples: set[ox.Triple] = set()
    queries = {_sh(name) for name in ("select", "ask", "construct", "update")}
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


def _shacl(
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
    """Return triples as an rdflib graph in memory.

    pySHACL on the rdflib view of the store takes several times as long, as it looks up single triples many times over.
    """
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


# -- checks


def _checks() -> list[StoredQuery]:
    files = sorted((resource("queries") / "checks").glob("*.rq"))
    assert files, "no checks found"
    return [StoredQuery(file.stem, file.read_text("utf-8")) for file in files]


def _rows(graph: Graph, check: StoredQuery) -> Iterator[Violation]:
    solutions = graph.query(check.text, union=True, where=check.name)
    assert isinstance(solutions, ox.QuerySolutions)
    names = {variable.value for variable in solutions.variables}
    for row in solutions:
        path = row["path"] if "path" in names else None
        value = row["value"] if "value" in names else None
        yield _failure(check.name, row["focus"], path, value, check.header.summary)


def _derived_links(graph: Graph) -> Iterator[Violation]:
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


def _failure(check: str, focus: Any, path: Any, value: Any, messages: Mapping[str, str]) -> Violation:
    return Violation(
        "check",
        SHAPES + check,
        _SH + "SPARQLConstraintComponent",
        focus,
        None if path is None else path.value,
        value,
        _SH + "Violation",
        messages,
    )


# -- the report


def _sh(name: str) -> ox.NamedNode:
    return ox.NamedNode(_SH + name)


def _plain(term: Term) -> str:
    return f"_:{term.value}" if isinstance(term, ox.BlankNode) else term.value


def _result_triples(node: ox.BlankNode, result: Violation) -> Iterator[ox.Triple]:
    yield ox.Triple(node, ox.NamedNode(_RDF + "type"), _sh("ValidationResult"))
    yield ox.Triple(node, _sh("resultSeverity"), ox.NamedNode(result.severity))
    yield ox.Triple(node, _sh("focusNode"), result.focus)
    if result.value is not None:
        yield ox.Triple(node, _sh("value"), result.value)
    yield ox.Triple(node, _sh("sourceConstraintComponent"), ox.NamedNode(result.constraint))
    if result.iri:
        source = "sourceShape" if result.source == "shacl" else "sourceConstraint"
        yield ox.Triple(node, _sh(source), ox.NamedNode(result.iri))
    for language, message in result.messages.items():
        yield ox.Triple(node, _sh("resultMessage"), ox.Literal(message, language=language))
    if result.path is not None:
        yield from _path_triples(node, result.path)


def _path_triples(node: ox.BlankNode, path: str) -> Iterator[ox.Triple]:
    """The ``sh:resultPath`` of a result; its blank nodes are named after the result, not at random."""
    inner: dict[Any, ox.BlankNode] = {}

    def named(term: Any) -> Any:
        if not isinstance(term, ox.BlankNode):
            return term
        return inner.setdefault(term, ox.BlankNode(f"{node.value}path{len(inner)}"))

    spelled = path if path.startswith(("[", "(")) else f"<{path}>"
    for quad in ox.parse(f"@prefix sh: <{_SH}> . [] sh:resultPath {spelled} .", format=ox.RdfFormat.TURTLE):
        subject = node if quad.predicate == _sh("resultPath") else named(quad.subject)
        yield ox.Triple(subject, quad.predicate, named(quad.object))
