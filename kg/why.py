"""From a verdict or claim down to the sentences that it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kg.document import sentences
from kg.errors import TermError
from kg.graph import Graph
from kg.namespaces import VOCABULARY
from kg.terms import Labels, layer_names, resolve

__all__ = ["Reason", "Sentence", "why"]

_KINDS = ("Verdict", "Claim", "Example", "Summary", "Instance", "Assessment")
#: What a thing of a class rests on, as paths that are followed forwards or (^) backwards, and what the step is called.
_STEPS: dict[str, tuple[tuple[str, str], ...]] = {
    "Verdict": (("cg:consistsOf", "assessment"),),
    "Summary": (("cg:consistsOf", "assessment"),),
    "Assessment": (("cg:restsOn", "claim"),),
    "Claim": (("^schema:isPartOf", "instance"), ("^cito:supports", "example")),
}
_PLACES = """
SELECT ?thing ?kind ?quote ?start ?polarity ?side WHERE {
  ?thing a ?kind ; cg:hasQuoteAnchor|cg:hasPropertyAnchor ?anchor .
  VALUES ?kind { cg:Verdict cg:Claim cg:Example cg:Summary cg:Instance cg:Assessment }
  FILTER(?kind != cg:Claim || EXISTS { ?thing cg:hasQuoteAnchor ?anchor })
  ?anchor oa:hasSelector ?words , ?position .
  ?words oa:exact ?quote .
  ?position oa:start ?start .
  OPTIONAL { ?thing cg:hasPolarity/skos:notation ?polarity }
  OPTIONAL { ?thing cg:isAbout ?side }
}
"""


@dataclass(frozen=True)
class Sentence:
    """A sentence of a quote; positions count code points of the canonical text."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Reason:
    """A thing in the chain of reasons.

    Attributes:
        iri, kind, label: what it is; ``kind`` is the local name of its class.
        relation: how the thing above leads to it, ``None`` for the first.
        layer: the layer that states that relation (``said``, ``curated`` …), ``None`` if the source has no layers.
        polarity: ``+`` or ``-`` where one is known.
        alternative: label of the side it is about, where there is one.
        quote, start, end: its words in the canonical text.
        sentences: the quote sentence by sentence; empty for an assessment, whose words are part of a sentence.
        reasons: what it rests on.
    """

    iri: str
    kind: str
    label: str
    relation: str | None
    layer: str | None
    polarity: str | None
    alternative: str | None
    quote: str
    start: int
    end: int
    sentences: tuple[Sentence, ...]
    reasons: tuple[Reason, ...]

    def to_json(self) -> dict[str, Any]:
        """Return the tree as plain dictionaries and lists."""
        return {
            **{name: value for name, value in vars(self).items() if name not in {"sentences", "reasons"}},
            "sentences": [vars(sentence) for sentence in self.sentences],
            "reasons": [reason.to_json() for reason in self.reasons],
        }


def why(graph: Graph, term: str, *, language: str) -> Reason:
    """Return what a verdict, claim, summary or example rests on, down to its sentences.

    Args:
        graph: where to look.
        term: its IRI or CURIE; for a claim the name of its property, for a verdict that of its dimension, for the
            conclusion ``conclusion`` or ``结论``.
        language: of the labels.

    Raises:
        TermError: the term fits no such thing, or several.
    """
    kinds = [VOCABULARY + kind for kind in _KINDS]
    iri = resolve(graph, term, kinds, what="verdict, claim or example")
    return _Chain(graph, language).reason(iri, term)


class _Chain:
    def __init__(self, graph: Graph, language: str) -> None:
        self.graph, self.labels = graph, Labels(graph, language)
        self.places = {row["thing"]: row for row in graph.values(_PLACES)}
        self.layers = layer_names(graph)

    def reason(self, iri: str, term: str, relation: str | None = None, layer: str | None = None) -> Reason:
        place = self.places.get(iri)
        if place is None:
            raise TermError(
                f"{term!r} is neither a verdict nor a claim nor an example", hint="kg show tells what it is"
            )
        kind = place["kind"].removeprefix(VOCABULARY)
        start, quote = int(place["start"]), place["quote"]
        return Reason(
            iri,
            kind,
            self.labels[iri],
            relation,
            layer,
            place.get("polarity"),
            self.labels[place["side"]] if "side" in place else None,
            quote,
            start,
            start + len(quote),
            ()
            if kind == "Assessment"
            else tuple(
                Sentence(start + span.start, start + span.end, quote[span.start : span.end])
                for span in sentences(quote)
            ),
            tuple(
                self.reason(target, term, name, stated)
                for path, name in _STEPS.get(kind, ())
                for target, stated in self._targets(iri, path)
            ),
        )

    def _targets(self, iri: str, path: str) -> list[tuple[str, str | None]]:
        """What one step leads to, in the order of the text, each with the layer that says so."""
        triple = f"?other {path[1:]} <{iri}>" if path.startswith("^") else f"<{iri}> {path} ?other"
        found: dict[str, str | None] = {}
        for row in self.graph.values(f"SELECT * {{ {triple} OPTIONAL {{ GRAPH ?layer {{ {triple} }} }} }}"):
            if row["other"] in self.places:
                found[row["other"]] = self.layers.get(row.get("layer", ""))
        return sorted(found.items(), key=lambda item: (int(self.places[item[0]]["start"]), item[0]))
