"""Everything that a graph knows about one thing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pyoxigraph as ox

from kg.document import Span, sentences
from kg.graph import Graph, Term
from kg.terms import Labels, layer_names, resolve

__all__ = ["Card", "Fact", "Place", "show"]

_QUOTES = """
SELECT ?statement ?quote ?start ?at WHERE {
  { BIND(THING AS ?statement) ?statement cg:hasQuoteAnchor ?anchor }
  UNION
  {
    ?mention cg:refersTo THING ; cg:occursIn ?statement ; cg:hasMentionAnchor/oa:hasSelector/oa:start ?at .
    ?statement cg:hasQuoteAnchor ?anchor .
  }
  UNION { ?statement cg:ascribes THING ; cg:hasQuoteAnchor ?anchor }
  ?anchor oa:hasSelector ?words , ?position .
  ?words oa:exact ?quote .
  ?position oa:start ?start .
} ORDER BY ?start ?at
"""


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
class Place:
    """A passage of the article: a whole quote, or the sentence of it in which an entity is named.

    ``statement`` is the IRI of what is quoted and ``label`` its label; ``start`` and ``end`` count code points of the
    canonical text.
    """

    statement: str
    label: str
    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Card:
    """One thing with its triples in both directions and the passages of the article where it stands."""

    iri: str
    label: str
    places: tuple[Place, ...]
    outgoing: tuple[Fact, ...]
    incoming: tuple[Fact, ...]

    def to_json(self) -> dict[str, Any]:
        """Return the card as plain dictionaries and lists."""
        return {
            **vars(self),
            "places": [vars(place) for place in self.places],
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

    def facts(triple: str, end: str) -> list[Fact]:
        found = graph.rows(f"SELECT ?p ?{end} ?layer {{ {triple} OPTIONAL {{ GRAPH ?layer {{ {triple} }} }} }}")
        return [fact(row["p"], row[end], row.get("layer")) for row in found]

    def fact(predicate: Term, other: Term, layer: Term | None) -> Fact:
        value = str(getattr(other, "value", other))
        return Fact(
            labels[predicate.value],
            value if isinstance(other, ox.Literal) else labels[value],
            predicate.value,
            value,
            other.language if isinstance(other, ox.Literal) else None,
            None if layer is None else layers.get(layer.value),
        )

    return Card(
        iri,
        labels[iri],
        tuple(_places(graph, node, labels)),
        tuple(sorted(facts(f"{node} ?p ?o", "o"), key=_order)),
        tuple(sorted(facts(f"?s ?p {node}", "s"), key=_order)),
    )


def _order(fact: Fact) -> tuple[str, str, str, str]:
    return fact.name, fact.label, fact.language or "", fact.value


def _places(graph: Graph, node: ox.NamedNode, labels: Labels) -> Iterator[Place]:
    seen: set[tuple[str, int]] = set()
    for row in graph.values(_QUOTES.replace("THING", str(node))):
        statement, quote, start = row["statement"], row["quote"], int(row["start"])
        span = Span(0, len(quote))
        if "at" in row:
            at = int(row["at"]) - start
            span = next((sentence for sentence in sentences(quote) if sentence.start <= at < sentence.end), span)
        if (statement, span.start) not in seen:
            seen.add((statement, span.start))
            text = quote[span.start : span.end]
            yield Place(statement, labels[statement], start + span.start, start + span.end, text)
