"""What accepted links say in RDF: the layer of an alignment, which describes itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import permutations
from typing import TYPE_CHECKING

from kg.align.mappings import INVERSE, Link
from kg.align.matching import EXACT
from kg.align.things import Thing
from kg.errors import DecisionError
from kg.namespaces import VOCABULARY, compact, expand, identifier, prefixes

if TYPE_CHECKING:
    from rdflib import Graph as RdfGraph

__all__ = ["aligned_layer", "groups", "merging"]


def groups(links: Iterable[tuple[str, str]]) -> tuple[frozenset[str], ...]:
    """Return the connected components of pairs: what is the same as what, directly or through others."""
    parents: dict[str, str] = {}

    def root(iri: str) -> str:
        parents.setdefault(iri, iri)
        while parents[iri] != iri:
            parents[iri] = iri = parents[parents[iri]]
        return iri

    for one, other in links:
        parents[root(one)] = root(other)
    members: dict[str, set[str]] = {}
    for iri in parents:
        members.setdefault(root(iri), set()).add(iri)
    return tuple(sorted((frozenset(group) for group in members.values()), key=min))


def merging(links: Iterable[Link], things: Sequence[Thing]) -> tuple[tuple[Thing, Thing], ...]:
    """Return the things of one article that become the same only through those of other articles."""
    chosen = [link for link in links if link.decision == "accept" and link.relation == EXACT]
    known, direct = {thing.iri: thing for thing in things}, {link.ends for link in chosen}
    return tuple(
        (known[one], known[other])
        for group in groups((link.subject, link.object) for link in chosen)
        for one, other in permutations(sorted(group), 2)
        if one < other and known[one].article == known[other].article and frozenset((one, other)) not in direct
    )


def aligned_layer(links: Iterable[Link], things: Sequence[Thing], alignment: str, decided: str) -> RdfGraph:
    """Return the accepted links as an rdflib graph that describes itself (PROV-O).

    ``skos:exactMatch`` is symmetric and transitive (SKOS Reference, S44 and S45): every pair of a group that accepted
    links hold together is written, in both directions, so that a query needs no path. Other relations are written as
    accepted and from the other end. Each accepted link is described as SSSOM does it, by an ``owl:Axiom``.

    Args:
        links: with their decisions; those that are not accepted are left out.
        things: of the articles that are aligned.
        alignment: the IRI of the alignment; the layer lies below it.
        decided: the date of the decisions, ``YYYY-MM-DD``.

    Raises:
        DecisionError: two sides of one comparison would become the same, or two things are the same and are not.
    """
    from rdflib import OWL, RDF, RDFS, XSD, Graph, Literal, Namespace, URIRef
    from rdflib.namespace import DCTERMS, PROV

    known = {thing.iri: thing for thing in things}
    chosen = [link for link in links if link.decision == "accept"]
    same = groups((link.subject, link.object) for link in chosen if link.relation == EXACT)
    _consistent(chosen, same, known)
    graph, table = Graph(bind_namespaces="none"), prefixes()
    sssom, cg = Namespace(table["sssom"]), Namespace(VOCABULARY)

    def term(curie: str) -> URIRef:
        return URIRef(expand(curie, table) or curie)

    for group in same:
        for one, other in permutations(sorted(group), 2):
            graph.add((URIRef(one), term(EXACT), URIRef(other)))
    for link in chosen:
        subject, other = URIRef(link.subject), URIRef(link.object)
        if link.relation != EXACT:
            graph.add((subject, term(link.relation), other))
            graph.add((other, term(INVERSE[link.relation]), subject))
        axiom = URIRef(f"{alignment}/{identifier('match', link.subject, link.object)}")
        graph.add((axiom, RDF.type, OWL.Axiom))
        graph.add((axiom, OWL.annotatedSource, subject))
        graph.add((axiom, OWL.annotatedProperty, term(link.relation)))
        graph.add((axiom, OWL.annotatedTarget, other))
        graph.add((axiom, sssom.mapping_justification, term(link.justification)))
        if link.score is not None:
            graph.add((axiom, sssom.confidence, Literal(link.score)))
        if link.reason:
            graph.add((axiom, RDFS.comment, Literal(link.reason)))
        if link.reviewer:
            graph.add((axiom, sssom.reviewer_label, Literal(link.reviewer)))
    layer, agent = URIRef(f"{alignment}/aligned"), URIRef(f"{alignment}/aligned-agent")
    graph.add((URIRef(alignment), RDF.type, sssom.MappingSet))
    graph.add((layer, RDF.type, cg.Layer))
    graph.add((layer, cg.hasLayerKind, cg.Aligned))
    graph.add((layer, DCTERMS.isPartOf, URIRef(alignment)))
    graph.add((layer, PROV.wasAttributedTo, agent))
    graph.add((layer, PROV.generatedAtTime, Literal(f"{decided}T00:00:00Z", datatype=XSD.dateTime)))
    for article in {thing.article for thing in things}:
        graph.add((layer, PROV.wasDerivedFrom, URIRef(article)))
    graph.add((agent, RDF.type, PROV.Agent))
    for language, label in (("zh", "比对者"), ("en", "Who aligned the articles")):
        graph.add((agent, RDFS.label, Literal(label, lang=language)))
    return graph


def _consistent(chosen: Iterable[Link], same: Iterable[frozenset[str]], known: dict[str, Thing]) -> None:
    group_of = {iri: number for number, group in enumerate(same) for iri in group}
    for group in same:
        articles: dict[str, Thing] = {}
        for thing in (known[iri] for iri in sorted(group)):
            if thing.kind == "side" and thing.article in articles:
                names = " and ".join(t.names[0].text if t.names else t.iri for t in (articles[thing.article], thing))
                hint = "reject one of the matches between them"
                raise DecisionError(f"two sides of one comparison would become the same: {names}", hint=hint)
            articles[thing.article] = thing
    for link in chosen:
        one, other = group_of.get(link.subject, -1), group_of.get(link.object, -2)
        if one == other and link.relation not in {EXACT, "skos:closeMatch"}:
            pair = f"{compact(link.subject, {})} {link.relation} {compact(link.object, {})}"
            raise DecisionError(f"{pair}, but they are the same by other matches", hint="reject one of them")
