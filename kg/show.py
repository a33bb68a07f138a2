"""Everything that a graph knows about one thing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pyoxigraph as ox

from kg.graph import Graph, Term
from kg.terms import Labels, layer_names, resolve

__all__ = ["Card", "Fact", "show"]


@dataclass(frozen=True, order=True)
class Fact:
    """A triple seen from one end.

    Attributes:
        property: IRI of the predicate; ``name`` is its label.
        value: the other end, an IRI or literal text; ``label`` is its label, equal to ``value`` for a literal.
        language: language tag of a literal.
        layer: the layer that says so (``said``, ``curated`` …), ``None`` if the source has no layers.
    """

    name: str
    label: str
    property: str
    value: str
    language: str | None
    layer: str | None


@dataclass(frozen=True)
class Card:
    """One thing with its triples in both directions and the words of the article that it stands for."""

    iri: str
    label: str
    quote: str | None
    start: int | None
    end: int | None
    outgoing: tuple[Fact, ...]
    incoming: tuple[Fact, ...]

    def to_json(self) -> dict[str, Any]:
        """Return the card as plain dictionaries and lists."""
        return {
            **vars(self),
            "outgoing": [vars(fact) for fact in self.outgoing],
            "incoming": [vars(fact) for fact in self.incoming],
        }


def show(graph: Graph, term: str, *, language: str) -> Card:
    """Return everything a graph knows about a thing.

    Args:
        graph: where to look.
        term: an IRI, a CURIE or a label, see :func:`kg.terms.resolve`.
        language: of the labels.

    Raises:
        TermError: the term fits nothing, or several things.
    """
    iri = resolve(graph, term)
    labels = Labels(graph, language)
    layers = layer_names(graph)
    node = ox.NamedNode(iri)

    def fact(predicate: ox.NamedNode, other: Term | ox.Triple, graph_name: object) -> Fact:
        literal = isinstance(other, ox.Literal)
        value = str(getattr(other, "value", other))
        return Fact(
            labels[predicate.value],
            value if literal else labels[value],
            predicate.value,
            value,
            other.language if isinstance(other, ox.Literal) else None,
            layers.get(getattr(graph_name, "value", "")),
        )

    outgoing = [
        fact(quad.predicate, quad.object, quad.graph_name) for quad in graph.store.quads_for_pattern(node, None, None)
    ]
    incoming = [
        fact(quad.predicate, quad.subject, quad.graph_name) for quad in graph.store.quads_for_pattern(None, None, node)
    ]
    place = _place(graph, node)
    return Card(
        iri,
        labels[iri],
        place["quote"] if place else None,
        int(place["start"]) if place else None,
        int(place["end"]) if place else None,
        tuple(sorted(outgoing, key=_order)),
        tuple(sorted(incoming, key=_order)),
    )


def _order(fact: Fact) -> tuple[str, str, str, str]:
    return fact.name, fact.label, fact.language or "", fact.value


def _place(graph: Graph, node: ox.NamedNode) -> dict[str, str] | None:
    rows = graph.values(
        f"SELECT ?quote ?start ?end {{ {node} cg:hasQuoteAnchor/oa:hasSelector ?words , ?position ."
        " ?words oa:exact ?quote . ?position oa:start ?start ; oa:end ?end }"
    )
    return rows[0] if rows else None
