"""What every node and every link has, whatever the graph is about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import networkx as nx

from kg.namespaces import VOCABULARY
from kg.network.triples import LABELS, LANGUAGES, NOTES, SCHEMA, SKOS, TYPE, Triples, local, spoken

__all__ = [
    "KINDS",
    "MENTIONS",
    "RESTS_ON",
    "STATEMENTS",
    "WORDS",
    "add_link",
    "add_triple_links",
    "attributes",
    "kinds_of",
    "words_of",
]

MENTIONS, RESTS_ON = SCHEMA + "mentions", VOCABULARY + "restsOn"
#: The class of each kind of node of a comparison; the first that fits counts.
KINDS = {
    "alternative": VOCABULARY + "Alternative",
    "dimension": VOCABULARY + "Dimension",
    "definition": VOCABULARY + "Definition",
    "claim": VOCABULARY + "Claim",
    "example": VOCABULARY + "Example",
    "verdict": VOCABULARY + "Verdict",
    "summary": VOCABULARY + "Summary",
    "entity": VOCABULARY + "Entity",
}
#: The kinds that make a graph a comparison.
STATEMENTS = {"definition", "claim", "example", "verdict", "summary"}
#: Words of the links, from subject to object and back; others are named by their label in the graph.
WORDS: dict[str, dict[str, tuple[str, str]]] = {
    MENTIONS: {"zh": ("提到", "被提到于"), "en": ("mentions", "is mentioned in")},
    "http://purl.org/spar/cito/supports": {"zh": ("支持", "得到支持"), "en": ("supports", "is supported by")},
    RESTS_ON: {"zh": ("依据", "支撑结论"), "en": ("rests on", "is taken up by")},
    VOCABULARY + "isAbout": {"zh": ("关于", "被论及于"), "en": ("is about", "is the subject of")},
    VOCABULARY + "isInDimension": {"zh": ("所属维度", "包含"), "en": ("is in dimension", "contains")},
    VOCABULARY + "presents": {"zh": ("介绍", "被介绍于"), "en": ("presents", "is presented in")},
    VOCABULARY + "isDevelopedBy": {"zh": ("开发者是", "开发了"), "en": ("is developed by", "develops")},
    VOCABULARY + "isUsedBy": {"zh": ("使用者是", "使用"), "en": ("is used by", "uses")},
    VOCABULARY + "isBasedOn": {"zh": ("基于", "是其基础"), "en": ("is based on", "is the basis of")},
    VOCABULARY + "applies": {"zh": ("采用技术", "被采用于"), "en": ("applies", "is applied in")},
}


def kinds_of(triples: Triples) -> dict[str, str]:
    """Return the kind of everything that belongs to a comparison."""
    found = dict.fromkeys(triples.back(VOCABULARY + "refersTo"), "entity")
    things = {name: (things, {name, *triples.above(name)}) for name, things in triples.back(TYPE).items()}
    for kind, wanted in reversed(KINDS.items()):
        for own, classes in things.values():
            if wanted in classes:
                found.update(dict.fromkeys(own, kind))
    return found


def words_of(triples: Triples, predicate: str) -> dict[str, tuple[str, str]]:
    """Return how a link is said, there and back, in each language."""
    if predicate in WORDS:
        return WORDS[predicate]
    labels = triples.name(predicate)
    return {language: (labels[language], labels[language]) for language in LANGUAGES}


def attributes(triples: Triples, iri: str, kind: str) -> dict[str, Any]:
    """Return the attributes that every node has, empty where the graph says nothing."""
    classes = triples.classes(iri)
    names = triples.literals(iri, *LABELS)
    labels = spoken(names, "" if names else _unnamed(iri, classes))
    also = {value.value for value in (*names, *triples.literals(iri, SKOS + "altLabel"))}.difference(labels.values())
    return {
        "kind": kind,
        "labels": labels,
        "also": sorted(also),
        "wording": triples.texts(iri, VOCABULARY + "wording"),
        "note": triples.texts(iri, *NOTES),
        "type": classes[0] if classes else None,
        "type_labels": triples.name(classes[0]) if classes else {},
        "classes": classes,
        "sides": [],
        "dimension": None,
        "quote": None,
        "start": None,
        "end": None,
        "context": None,
        "context_start": None,
        "polarity": None,
        "assessments": [],
        "literals": [],
    }


def _unnamed(iri: str, classes: Sequence[str]) -> str:
    if iri.startswith("_:"):
        return f"[ {local(classes[0])} ]" if classes else "[ ]"
    return local(iri)


def add_link(
    graph: nx.MultiDiGraph[str],
    source: str,
    predicate: str,
    target: str,
    *,
    words: dict[str, tuple[str, str]],
    layer: str,
) -> None:
    """Add one link."""
    graph.add_edge(source, target, key=predicate, property=predicate, words=words, layer=layer, places=[])


def add_triple_links(triples: Triples, graph: nx.MultiDiGraph[str]) -> None:
    """Add a link for every triple between two nodes; what type a thing has is told with the node."""
    for predicate, links in triples.links.items():
        if predicate == TYPE:
            continue
        words = words_of(triples, predicate)
        for source, targets in links.items():
            if source in graph:
                for target in targets:
                    if target in graph:
                        layer = triples.layer(source, predicate, target)
                        add_link(graph, source, predicate, target, words=words, layer=layer)
