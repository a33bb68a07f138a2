"""What is the same in several articles, drawn once.

Sides, dimensions and entities that ``skos:exactMatch`` joins become one node, and claims that ascribe the same property
to the same side are linked: they agree, or disagree in polarity.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations

import networkx as nx
import pyoxigraph as ox

from kg.graph import Graph
from kg.namespaces import VOCABULARY
from kg.network.nodes import add_link
from kg.network.triples import SKOS, TYPE, Triples

__all__ = ["agreements", "drawn_once"]

AGREES, DISAGREES = "http://purl.org/spar/cito/agreesWith", "http://purl.org/spar/cito/disagreesWith"
_EXACT = ox.NamedNode(SKOS + "exactMatch")
_LABEL, _ALSO = ox.NamedNode(SKOS + "prefLabel"), ox.NamedNode(SKOS + "altLabel")
_KINDS = {VOCABULARY + name for name in ("Alternative", "Dimension", "Entity")}
_WORDS = {
    AGREES: {"zh": ("说法一致", "说法一致"), "en": ("says the same as", "says the same as")},
    DISAGREES: {"zh": ("褒贬相反", "褒贬相反"), "en": ("disagrees with", "disagrees with")},
}


def drawn_once(graph: Graph) -> Iterable[ox.Quad]:
    """Return all quads, those of a side, dimension or entity under one name: the one with labels in most languages.

    Its labels stay preferred, those of the others become alternative where it has one in their language.
    """
    if next(graph.store.quads_for_pattern(None, _EXACT, None), None) is None:  # so it is with nearly all graphs
        return graph.store
    quads = list(graph.store)
    one_of = _representatives(quads)
    spoken = {
        (quad.subject, quad.object.language)
        for quad in quads
        if quad.predicate == _LABEL and isinstance(quad.object, ox.Literal)
    }
    found = []
    for quad in quads:
        subject, predicate = one_of.get(quad.subject, quad.subject), quad.predicate
        target = one_of.get(quad.object, quad.object)
        if subject == target and quad.subject != quad.object:
            continue
        renamed = subject != quad.subject and predicate == _LABEL and isinstance(target, ox.Literal)
        if renamed and (subject, getattr(target, "language", None)) in spoken:
            predicate = _ALSO
        found.append(ox.Quad(subject, predicate, target, quad.graph_name))
    return found


def _representatives(quads: Iterable[ox.Quad]) -> dict[object, ox.NamedNode]:
    """For each thing that is drawn as another one, that other one."""
    same: nx.Graph[ox.NamedNode] = nx.Graph()
    named: dict[object, set[str | None]] = defaultdict(set)
    things = set()
    for quad in quads:
        one, other = quad.subject, quad.object
        if quad.predicate == _EXACT and isinstance(one, ox.NamedNode) and isinstance(other, ox.NamedNode):
            same.add_edge(one, other)
        elif quad.predicate == _LABEL and isinstance(quad.object, ox.Literal):
            named[quad.subject].add(quad.object.language)
        elif quad.predicate.value == TYPE and getattr(quad.object, "value", "") in _KINDS:
            things.add(quad.subject)
    found: dict[object, ox.NamedNode] = {}
    for group in nx.connected_components(same):
        drawn = sorted(group & things, key=lambda thing: (-len(named[thing]), thing.value))
        found |= dict.fromkeys(drawn[1:], drawn[0]) if drawn else {}
    return found


def agreements(triples: Triples, graph: nx.MultiDiGraph[str]) -> None:
    """Link the claims of different articles that ascribe the same property to the same side, both ways as one link."""
    same: nx.Graph[str] = nx.Graph()
    same.add_edges_from((one, other) for other, found in triples.back(_EXACT.value).items() for one in found)
    group_of = {iri: number for number, group in enumerate(nx.connected_components(same)) for iri in group}
    claims: dict[tuple[int, str], list[str]] = defaultdict(list)
    for iri, node in graph.nodes(data=True):
        ascribed = triples.node(iri, VOCABULARY + "ascribes") if node["kind"] == "claim" else None
        if ascribed in group_of:
            for side in node["sides"]:
                claims[group_of[ascribed], side].append(iri)
    for found in claims.values():
        for one, other in combinations(found, 2):
            signs = {graph.nodes[iri]["polarity"] for iri in (one, other)}
            comparisons = [triples.node(iri, VOCABULARY + "belongsTo") for iri in (one, other)]
            if None in signs or comparisons[0] == comparisons[1]:
                continue
            property = AGREES if len(signs) == 1 else DISAGREES
            add_link(graph, one, property, other, words=_WORDS[property], layer="aligned")
