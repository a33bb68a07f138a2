"""All triples of a graph, indexed both ways, and the words for things in both languages."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import itemgetter
from sys import intern
from typing import TypeVar
from urllib.parse import unquote

import pyoxigraph as ox

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
    "spoken",
]

LANGUAGES = ("zh", "en")
#: Words by language.
Texts = dict[str, str]
T = TypeVar("T", str, ox.Literal)

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
_NO_LINKS: dict[str, list[str]] = {}


class Triples:
    """All triples by property and subject: ``links`` to resources, and ``values``, which are literals.

    Subjects come in order, and what a property gives to each is told once and in order, whatever order the quads have.
    Blank nodes are named by what is said of them, since they are named anew whenever a file is read.

    Args:
        quads: what can be gone through twice: a store, a dataset or a list.
    """

    def __init__(self, quads: Iterable[ox.Quad]) -> None:
        self.links: dict[str, dict[str, list[str]]] = {}
        self.values: dict[str, dict[str, list[ox.Literal]]] = {}
        self.layers: dict[tuple[str, str, str], str] = {}
        if not self._read(quads):
            self._read(canonical(quads), blank=True)
        # What many things share is looked up once.
        self._back: dict[str, dict[str, list[str]]] = {}
        self._names: dict[str, Texts] = {}
        self._layer_kinds: dict[str, str] = {}
        self._classes: dict[tuple[str, ...], list[str]] = {}

    def _read(self, quads: Iterable[ox.Quad], *, blank: bool = False) -> bool:
        """Whether all could be read; a blank node ends it unless ``blank`` ones have lasting names."""
        links: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        values: dict[str, dict[str, list[ox.Literal]]] = defaultdict(lambda: defaultdict(list))
        layers: dict[tuple[str, str, str], str] = {}
        for subject, predicate, object, graph in quads:
            kind = type(object)
            if not blank and (type(subject) is ox.BlankNode or kind is ox.BlankNode):
                return False
            if kind is ox.Triple:
                continue
            # Each name is kept once, however many triples hold it.
            source, property = intern(_key(subject)), predicate.value
            if kind is ox.Literal:
                values[property][source].append(object)
                continue
            target = intern(_key(object))
            links[property][source].append(target)
            if type(graph) is ox.NamedNode:
                triple = source, property, target
                name = intern(graph.value)
                layers[triple] = min(name, layers.get(triple, name))
        self.links = {property: _in_order(found, None) for property, found in sorted(links.items())}
        self.values = {property: _in_order(found, str) for property, found in sorted(values.items())}
        self.layers = layers
        return True

    def nodes(self, subject: str, predicate: str) -> Sequence[str]:
        """The resources that a property leads to."""
        return self.links.get(predicate, _NO_LINKS).get(subject, ())

    def node(self, subject: str, predicate: str) -> str | None:
        """The first of them."""
        return next(iter(self.nodes(subject, predicate)), None)

    def back(self, predicate: str) -> Mapping[str, Sequence[str]]:
        """The subjects of a property by the resource that it leads to."""
        if predicate not in self._back:
            found: dict[str, list[str]] = defaultdict(list)
            for subject, targets in self.links.get(predicate, _NO_LINKS).items():
                for target in targets:
                    found[target].append(subject)
            self._back[predicate] = dict(found)
        return self._back[predicate]

    def literals(self, subject: str, *predicates: str) -> list[ox.Literal]:
        """The literals that these properties give a thing."""
        return [value for name in predicates if name in self.values for value in self.values[name].get(subject, ())]

    def texts(self, subject: str, *predicates: str, default: str | None = None) -> Texts:
        """The words in each language: exact, else without a language, else ``default``, else none."""
        return spoken(self.literals(subject, *predicates), default)

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
            above = {name: set(self.above(name)) for name in own}
            order = sorted(own, key=lambda name: (-len(above[name]), name == VOCABULARY + "Entity", name))
            found = [name for name in order if not any(name in above[other] for other in order)]
            up = [name for low in found for name in self.above(low)]
            self._classes[own] = list(dict.fromkeys([*found, *up, *order]))
        return self._classes[own]

    def above(self, name: str) -> list[str]:
        """The classes above a class, the nearest first."""
        found: list[str] = []
        waiting = list(self.nodes(name, SUBCLASS))
        while waiting:
            item = waiting.pop(0)
            if item not in found and item != name:
                found.append(item)
                waiting += self.nodes(item, SUBCLASS)
        return found


def spoken(values: Iterable[ox.Literal], default: str | None) -> Texts:
    """Return the words in each language: see :meth:`Triples.texts`."""
    found: dict[str, str] = {}
    for value in values:
        found.setdefault((value.language or "").partition("-")[0], value.value)
    # A name in a foreign language is better than a bare identifier; a sentence in one is not.
    spare = found.get("", next(iter(found.values()), default) if default is not None else None)
    return {language: text for language in LANGUAGES if (text := found.get(language, spare)) is not None}


def canonical(quads: Iterable[ox.Quad]) -> Iterable[ox.Quad]:
    """Return quads with blank nodes named by what is said of them."""
    dataset = ox.Dataset(quads)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    return dataset


def _in_order(found: Mapping[str, list[T]], key: Callable[[T], str] | None) -> dict[str, list[T]]:
    return {
        subject: sorted(set(values), key=key) if len(values) > 1 else values
        for subject, values in sorted(found.items(), key=itemgetter(0))
    }


def _key(term: ox.NamedNode | ox.BlankNode) -> str:
    return f"_:{term.value}" if type(term) is ox.BlankNode else term.value


def local(iri: str) -> str:
    """Return the last part of an IRI, decoded."""
    return unquote(re.split(r"[#/:]", iri.rstrip("#/"))[-1]) or iri
