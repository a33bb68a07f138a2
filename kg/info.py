"""What a graph holds: articles, layers, classes, properties, prefixes and versions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pyoxigraph as ox

from kg import __version__
from kg.document import CANONICAL_VERSION
from kg.graph import Graph
from kg.namespaces import prefixes
from kg.terms import display_prefixes

__all__ = ["Info", "info"]

_ARTICLES = """
SELECT ?article ?title ?date ?identifier ?hash WHERE {
  ?text a cg:CanonicalText ; prov:wasDerivedFrom ?source ; schema:sha256 ?hash .
  ?article schema:encoding ?source .
  OPTIONAL { ?article schema:headline ?headline FILTER(LANG(?headline) = "{language}") }
  OPTIONAL { ?article dcterms:title ?any }
  BIND(COALESCE(?headline, ?any) AS ?title)
  OPTIONAL { ?article schema:datePublished ?date }
  OPTIONAL { ?article dcterms:identifier ?identifier }
} ORDER BY ?article
"""
_GRAPHS = "SELECT ?graph (COUNT(*) AS ?triples) { GRAPH ?graph { ?s ?p ?o } } GROUP BY ?graph ORDER BY ?graph"
_DEFAULT = "SELECT (COUNT(*) AS ?triples) { ?s ?p ?o }"
_CLASSES = (
    "SELECT ?class (COUNT(DISTINCT ?s) AS ?entities) { ?s a ?class } GROUP BY ?class ORDER BY DESC(?entities) ?class"
)
_PROPERTIES = (
    "SELECT ?property (COUNT(*) AS ?triples) { ?s ?property ?o } GROUP BY ?property ORDER BY DESC(?triples) ?property"
)


@dataclass(frozen=True)
class Info:
    """Figures about a graph; counts by IRI, in the order shown."""

    source: str
    triples: int
    graphs: dict[str, int]
    articles: tuple[dict[str, str], ...]
    classes: dict[str, int]
    properties: dict[str, int]
    prefixes: dict[str, str]
    versions: dict[str, str]

    def to_json(self) -> dict[str, Any]:
        """Return the figures as plain dictionaries and lists."""
        return {**vars(self), "articles": list(self.articles)}

    def to_turtle(self) -> str:
        """Return the figures as a VoID description (W3C Interest Group Note, section 4)."""
        void, rdf = prefixes()["void"], prefixes()["rdf"]
        number = ox.NamedNode(prefixes()["xsd"] + "integer")
        triples: list[ox.Triple] = []

        def add(subject: ox.BlankNode, name: str, value: ox.NamedNode | ox.BlankNode | ox.Literal) -> None:
            triples.append(ox.Triple(subject, ox.NamedNode(void + name), value))

        def part(name: str, key: str, iri: str, count_name: str, count: int) -> None:
            node = ox.BlankNode(f"{key}{len(triples)}")
            add(dataset, name, node)
            add(node, key, ox.NamedNode(iri))
            add(node, count_name, ox.Literal(str(count), datatype=number))

        dataset = ox.BlankNode("dataset")
        triples.append(ox.Triple(dataset, ox.NamedNode(rdf + "type"), ox.NamedNode(void + "Dataset")))
        add(dataset, "triples", ox.Literal(str(self.triples), datatype=number))
        for iri, count in self.classes.items():
            part("classPartition", "class", iri, "entities", count)
        for iri, count in self.properties.items():
            part("propertyPartition", "property", iri, "triples", count)
        return (ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=self.prefixes) or b"").decode()


def info(graph: Graph, *, language: str) -> Info:
    """Return what a graph holds."""
    from importlib.metadata import version

    default = graph.query(_DEFAULT, union=False)
    assert isinstance(default, ox.QuerySolutions)
    in_default = int(next(iter(default))["triples"].value)
    graphs = {"": in_default} if in_default else {}
    graphs |= _counts(graph, _GRAPHS, "graph", "triples")
    libraries = ("pyoxigraph", "rdflib", "oxrdflib", "pyshacl", "networkx", "pyvis", "click")
    return Info(
        graph.name,
        len(graph.store),
        graphs,
        tuple(graph.values(_ARTICLES.replace("{language}", language))),
        _counts(graph, _CLASSES, "class", "entities"),
        _counts(graph, _PROPERTIES, "property", "triples"),
        display_prefixes(graph),
        {"claimgraph": __version__, "canonical text": CANONICAL_VERSION, **{name: version(name) for name in libraries}},
    )


def _counts(graph: Graph, text: str, key: str, count: str) -> dict[str, int]:
    return {row[key]: int(row[count]) for row in graph.values(text)}
