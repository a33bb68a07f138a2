"""All triples of a graph, indexed both ways, and the words for things in both languages."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from operator import itemgetter
from typing import Any
from urllib.parse import unquote

import pyoxigraph as ox

from kg.graph import Graph
from kg.namespaces import VOCABULARY

__all__ = [
    "LABELS",
    "LANGUAGES",
    "NOTES",
    "OA",
    "RDF",
    "SCHEMA",
    "SKOS",
    "SUBCLASS",
    "TYPE",
    "Texts",
    "Triples",
    "canonical",
    "local",
    "quads_of",
]

LANGUAGES = ("zh", "en")
#: Words by language.
Texts = dict[str, str]

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
OA = "http://www.w3.org/ns/oa#"
SCHEMA = "https://schema.org/"
TYPE, SUBCLASS = RDF + "type", RDFS + "subClassOf"
#: The properties that name a thing, the best first.
LABELS = (
    SKOS + "prefLabel",
    RDFS + "label",
    SCHEMA + "name",
    "http://schema.org/name",
    "http://xmlns.com/foaf/0.1/name",
    "http://purl.org/dc/terms/title",
)
NOTES = (SKOS + "note", SKOS + "definition", RDFS + "comment")
_NOTHING: dict[str, list[str | ox.Literal]] = {}


class Triples:
    """All triples by subject and by object, with their layers."""

    def __init__(self, quads: Iterable[ox.Quad]) -> None:
        self.out: dict[str, dict[str, list[str | ox.Literal]]] = defaultdict(dict)
        self.into: dict[str, dict[str, list[str]]] = defaultdict(dict)
        self.layers: dict[tuple[str, str, str], str] = {}
        # What many things share is looked up once.
        self._names: dict[str, Texts] = {}
        self._layer_kinds: dict[str, str] = {}
        self._classes: dict[tuple[str, ...], list[str]] = {}
        last = None
        for subject, predicate, order, name, object in _sorted(quads):
            if (subject, predicate, order) == last:
                continue
            last = (subject, predicate, order)
            if isinstance(object, ox.Literal):
                self.out[subject].setdefault(predicate, []).append(object)
            else:
                key = _key(object)
                self.out[subject].setdefault(predicate, []).append(key)
                self.into[key].setdefault(predicate, []).append(subject)
                if name:
                    self.layers[subject, predicate, key] = name

    def nodes(self, subject: str, *path: str) -> list[str]:
        """The resources at the end of a path of properties."""
        found = [subject]
        for predicate in path:
            found = [
                value
                for item in found
                for value in self.out.get(item, _NOTHING).get(predicate, ())
                if isinstance(value, str)
            ]
        return found

    def node(self, subject: str, *path: str) -> str | None:
        """The first of them."""
        return next(iter(self.nodes(subject, *path)), None)

    def literals(self, subject: str, *predicates: str) -> list[ox.Literal]:
        """The literals that these properties give a thing."""
        values = self.out.get(subject, _NOTHING)
        return [value for name in predicates for value in values.get(name, ()) if isinstance(value, ox.Literal)]

    def texts(self, subject: str, *predicates: str, default: str | None = None) -> Texts:
        """The words in each language: exact, else without a language, else ``default``, else none."""
        found: dict[str, str] = {}
        for value in self.literals(subject, *predicates):
            found.setdefault((value.language or "").partition("-")[0], value.value)
        # A name in a foreign language is better than a bare identifier; a sentence in one is not.
        spare = found.get("", next(iter(found.values()), default) if default is not None else None)
        return {language: text for language in LANGUAGES if (text := found.get(language, spare)) is not None}

    def name(self, iri: str) -> Texts:
        """The name of a class or property."""
        if iri not in self._names:
            self._names[iri] = self.texts(iri, *LABELS, default=local(iri))
        return self._names[iri]

    def layer(self, subject: str, predicate: str, object: str) -> str:
        """The kind of layer that a triple stands in, or nothing."""
        name = self.layers.get((subject, predicate, object), "")
        if name not in self._layer_kinds:
            self._layer_kinds[name] = local(self.node(name, VOCABULARY + "hasLayerKind") or "").lower()
        return self._layer_kinds[name]

    def classes(self, subject: str) -> list[str]:
        """The classes of a thing, the most specific first, those above them after."""
        own = tuple(self.nodes(subject, TYPE))
        if own not in self._classes:
            above = {name: set(self._above(name)) for name in own}
            order = sorted(own, key=lambda name: (-len(above[name]), name == VOCABULARY + "Entity", name))
            found = [name for name in order if not any(name in above[other] for other in order)]
            up = [name for low in found for name in self._above(low)]
            self._classes[own] = list(dict.fromkeys([*found, *up, *order]))
        return self._classes[own]

    def _above(self, name: str) -> list[str]:
        found: list[str] = []
        waiting = self.nodes(name, SUBCLASS)
        while waiting:
            item = waiting.pop(0)
            if item not in found and item != name:
                found.append(item)
                waiting += self.nodes(item, SUBCLASS)
        return found


def quads_of(graph: Graph) -> list[ox.Quad]:
    """Return all quads of a graph; see :func:`canonical`."""
    return canonical(graph.store)


def canonical(quads: Iterable[ox.Quad]) -> list[ox.Quad]:
    """Return quads with blank nodes named by what is said of them."""
    quads = list(quads)
    if any(isinstance(term, ox.BlankNode) for quad in quads for term in (quad.subject, quad.object)):
        dataset = ox.Dataset(quads)
        # Blank nodes are named anew whenever a file is read; the page must not change with them.
        dataset.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
        return list(dataset)
    return quads


def _sorted(quads: Iterable[ox.Quad]) -> list[tuple[str, str, str, str, ox.NamedNode | ox.BlankNode | ox.Literal]]:
    """Quads in an order that depends on the data alone: subject, predicate, object as text, graph; and the object."""
    found = []
    for subject, predicate, object, graph in quads:
        if isinstance(subject, ox.Triple) or isinstance(object, ox.Triple):
            continue
        order = f"<{object.value}>" if isinstance(object, ox.NamedNode) else str(object)
        name = "" if isinstance(graph, ox.DefaultGraph) else _key(graph)
        found.append((_key(subject), predicate.value, order, name, object))
    found.sort(key=itemgetter(0, 1, 2, 3))
    return found


def _key(term: Any) -> str:
    return f"_:{term.value}" if isinstance(term, ox.BlankNode) else str(term.value)


def local(iri: str) -> str:
    """Return the last part of an IRI, decoded."""
    return unquote(re.split(r"[#/:]", iri.rstrip("#/"))[-1]) or iri
