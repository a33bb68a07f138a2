"""Names to things: what a person types resolved to an IRI of the graph."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

import pyoxigraph as ox

from kg.errors import TermError
from kg.graph import Graph
from kg.namespaces import compact, expand, prefixes

__all__ = ["Candidate", "Labels", "candidates", "display_prefixes", "layer_names", "resolve"]

#: Every name of every thing. Rank 1: its preferred label; 2: another label; 3: the label of what it is about.
_NAMES = """
SELECT DISTINCT ?thing ?kind ?name ?rank WHERE {
  { ?thing skos:prefLabel|rdfs:label ?name BIND(1 AS ?rank) }
  UNION { ?thing skos:altLabel ?name BIND(2 AS ?rank) }
  UNION { ?thing cg:ascribes/skos:prefLabel ?name BIND(3 AS ?rank) }
  UNION { ?thing a cg:Verdict ; cg:isInDimension/(skos:prefLabel|skos:altLabel) ?name BIND(3 AS ?rank) }
  UNION {
    VALUES ?name { "总结论"@zh "结论"@zh "总结"@zh "Conclusion"@en }
    ?thing a cg:Verdict BIND(3 AS ?rank)
    FILTER NOT EXISTS { ?thing cg:isInDimension ?dimension }
  }
  ?thing a ?kind .
}
"""

_LABELS = """
SELECT ?thing ?name ?rank WHERE {
  { ?thing skos:prefLabel ?name BIND(1 AS ?rank) }
  UNION { ?thing rdfs:label ?name BIND(2 AS ?rank) }
  UNION { ?thing cg:ascribes/skos:prefLabel ?name BIND(3 AS ?rank) }
  UNION { ?thing a cg:Verdict ; cg:isInDimension/skos:prefLabel ?name BIND(3 AS ?rank) }
  UNION {
    VALUES ?name { "总结论"@zh "Conclusion"@en }
    ?thing a cg:Verdict BIND(3 AS ?rank)
    FILTER NOT EXISTS { ?thing cg:isInDimension ?dimension }
  }
  UNION {
    ?thing a cg:Summary ; cg:isAbout/skos:prefLabel ?side ; cg:isInDimension/skos:prefLabel ?dimension
    FILTER(LANG(?side) = LANG(?dimension))
    BIND(STRLANG(CONCAT(STR(?dimension), " · ", STR(?side)), LANG(?side)) AS ?name)
    BIND(3 AS ?rank)
  }
  UNION { ?thing a cg:Assessment ; cg:hasPropertyAnchor/oa:hasSelector/oa:exact ?name BIND(4 AS ?rank) }
  UNION { ?thing a cg:Mention ; cg:hasMentionAnchor/oa:hasSelector/oa:exact ?name BIND(4 AS ?rank) }
  UNION { ?thing a cg:Instance ; cg:hasQuoteAnchor/oa:hasSelector/oa:exact ?name BIND(4 AS ?rank) }
  UNION { ?thing schema:headline|dcterms:title|schema:name ?name BIND(5 AS ?rank) }
}
"""


@dataclass(frozen=True, order=True)
class Candidate:
    """A thing that a name may stand for; ``rank`` 1 is the best fit, 4 the beginning of a name."""

    rank: int
    iri: str
    name: str
    kind: str


class Labels:
    """The label of everything in a graph, in the language asked for where there is one.

    ``labels[iri]`` falls back to a label in another language, then to the IRI as a CURIE. A claim is called after the
    property that it ascribes, an assessment and an instance after their words, a verdict after its dimension.
    """

    def __init__(self, graph: Graph, language: str) -> None:
        self.prefixes = display_prefixes(graph)
        self._labels: dict[str, str] = {}
        self._spoken: set[str] = set()
        ranked: dict[str, tuple[int, bool, str]] = {}
        for row in graph.rows(_LABELS):
            iri, name = getattr(row["thing"], "value", None), row["name"]
            if iri is None or not isinstance(name, ox.Literal):
                continue
            tag = (name.language or "").lower()
            fits = tag == language or tag.startswith(f"{language}-")
            key = (int(getattr(row["rank"], "value", "1")), not fits, name.value)
            if iri not in ranked or key < ranked[iri]:
                ranked[iri] = key
                self._labels[iri] = name.value
            if fits:
                self._spoken.add(iri)

    def __getitem__(self, iri: str) -> str:
        return self._labels.get(iri) or compact(iri, self.prefixes)

    def __contains__(self, iri: str) -> bool:
        return iri in self._labels

    def in_language(self, iri: str) -> bool:
        """Whether a thing has a label in the language asked for."""
        return iri in self._spoken


def display_prefixes(graph: Graph) -> dict[str, str]:
    """Return the prefixes in which IRIs of a graph are shown: the usual ones and those its articles ask for."""
    own = graph.values(
        "SELECT ?prefix ?base { ?article vann:preferredNamespacePrefix ?prefix ; vann:preferredNamespaceUri ?base }"
    )
    return {**prefixes(), **graph.declared, **{row["prefix"]: row["base"] for row in own}}


def layer_names(graph: Graph) -> dict[str, str]:
    """Return the short English name of each layer (``said``, ``curated`` …) by the IRI of its named graph."""
    rows = graph.values(
        'SELECT ?layer ?name { ?layer cg:hasLayerKind/skos:prefLabel ?name FILTER(LANG(?name) = "en") }'
    )
    return {row["layer"]: row["name"] for row in rows}


def candidates(graph: Graph, kinds: Iterable[str] | None = None) -> list[Candidate]:
    """Return every name in the graph of things of the given classes (IRIs), or of all things."""
    wanted = None if kinds is None else frozenset(kinds)
    found = [Candidate(int(row["rank"]), row["thing"], row["name"], row["kind"]) for row in graph.values(_NAMES)]
    return sorted(candidate for candidate in found if wanted is None or candidate.kind in wanted)


def resolve(
    graph: Graph,
    text: str,
    kinds: Iterable[str] | None = None,
    *,
    what: str = "thing",
    among: Collection[str] | None = None,
) -> str:
    """Return the IRI that a text stands for.

    An IRI or CURIE stands for itself if the graph speaks of it; then a preferred label, another label, the label of
    what a thing is about, and the beginning of a label, in any language and whatever the case; the first of these that
    fits one thing decides.

    Args:
        graph: where to look.
        text: what the user typed.
        kinds: classes, as IRIs, that the thing must be of one of.
        what: what to call such a thing in a message.
        among: the IRIs that it must be one of.

    Raises:
        TermError: nothing fits, or several things do.
    """
    table = display_prefixes(graph)
    iri = expand(text, table)
    kinds = None if kinds is None else tuple(kinds)
    if iri is not None and _known(graph, iri, kinds) and (among is None or iri in among):
        return iri
    known = [candidate for candidate in candidates(graph, kinds) if among is None or candidate.iri in among]
    wanted = text.strip().casefold()
    exact = [candidate for candidate in known if candidate.name.casefold() == wanted]
    beginning = [candidate for candidate in known if wanted and candidate.name.casefold().startswith(wanted)]
    for rank in (1, 2, 3):
        fitting = [candidate for candidate in exact if candidate.rank == rank]
        if fitting:
            return _only(fitting, text, table)
    if beginning:
        best = min(candidate.rank for candidate in beginning)
        return _only([candidate for candidate in beginning if candidate.rank == best], text, table)
    raise TermError(f"no {what} is called {text!r}", hint=_nearest(text, known))


def _known(graph: Graph, iri: str, kinds: tuple[str, ...] | None) -> bool:
    """Whether the graph speaks of an IRI, as of a thing of one of these classes if any are given."""
    try:
        node = ox.NamedNode(iri)
    except ValueError:
        return False
    pattern = f"{{ {node} ?p ?o }} UNION {{ ?s ?p {node} }} UNION {{ ?s {node} ?o }}"
    if kinds is not None:
        pattern = f"VALUES ?kind {{ {' '.join(str(ox.NamedNode(kind)) for kind in kinds)} }} {node} a ?kind"
    return bool(graph.query(f"ASK {{ {pattern} }}", union=True))


def _only(fitting: list[Candidate], text: str, table: dict[str, str]) -> str:
    by_iri = {candidate.iri: candidate for candidate in reversed(fitting)}
    if len(by_iri) == 1:
        return fitting[0].iri
    names = ", ".join(f"{candidate.name} ({compact(iri, table)})" for iri, candidate in sorted(by_iri.items())[:8])
    raise TermError(f"{text!r} fits several things", hint=f"choose one of: {names}")


def _nearest(text: str, known: list[Candidate]) -> str:
    from rapidfuzz import fuzz, process

    names = list(dict.fromkeys(candidate.name for candidate in known))
    found = process.extract(text, names, scorer=fuzz.WRatio, processor=str.casefold, limit=5, score_cutoff=40)
    nearest = [name for name, _, _ in found] or names[:5]
    return f"the nearest are: {', '.join(nearest)}" if nearest else "the graph names nothing of the kind"
