"""Drafts and recorded decisions put together: the layers of an article folder.

``decisions.yaml`` records what a person decided, in the article's own words; every key is checked against the drafts.
What follows from the text alone goes into the *said* layer, what the decisions add into the *curated* one.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml
from rdflib import RDF, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, PROV, SDO, SKOS, VANN

from kg.assemble.anchors import Anchors
from kg.assemble.article import describe_article, describe_layer
from kg.assemble.mentions import Mentions
from kg.assemble.names import CG, CITO
from kg.document import Document, Span, read_document
from kg.errors import DecisionError
from kg.extract import Draft, Extraction, Slot, extract
from kg.namespaces import article_iri, identifier, prefixes

__all__ = ["assemble", "serialize"]

_CLASSES = {
    "claim": CG.Claim,
    "example": CG.Example,
    "verdict": CG.Verdict,
    "cell": CG.Summary,
    "framing": CG.FramingPassage,
}
_POLARITIES = {"+": CG.Favourable, "-": CG.Unfavourable}

Decisions = dict[str, Any]


def assemble(folder: Path) -> dict[str, Graph]:
    """Build the said and the curated layer of an article folder.

    Args:
        folder: holds ``article.html`` and ``decisions.yaml``.

    Returns:
        One graph for each layer, by the name of its file: ``{"said": …, "curated": …}``.

    Raises:
        DocumentError: the article cannot be read.
        DecisionError: a decision names something that the article does not say, or says more than once.
    """
    document = read_document(folder / "article.html")
    path = folder / "decisions.yaml"
    try:
        decisions = yaml.safe_load(path.read_text("utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise DecisionError(f"cannot read the decisions: {error}".splitlines()[0], where=str(path)) from error
    return _Assembler(document, extract(document), decisions, str(path)).layers()


def serialize(graph: Graph) -> str:
    """Return a graph as Turtle that is byte for byte the same for the same triples."""
    for prefix, namespace in prefixes().items():
        graph.bind(prefix, namespace, replace=True)
    return graph.serialize(format="longturtle").rstrip() + "\n"


class _Assembler:
    def __init__(self, document: Document, extraction: Extraction, decisions: Decisions, where: str) -> None:
        self.document, self.drafts, self.framing = document, extraction.drafts, extraction.framing
        self.decisions, self.where = decisions, where
        self.article = URIRef(article_iri(decisions["slug"]))
        self.language: str = decisions["language"]
        self.said, self.curated = self._graph(), self._graph()
        self.comparison = self.iri("comparison")
        self.claims: dict[tuple[str, str, str], URIRef] = {}
        self.anchors = Anchors(self.said, document, self.article)
        self.mentions = Mentions(self.said, self.anchors, decisions["entities"], self.fail)

    def _graph(self) -> Graph:
        return Graph(bind_namespaces="none")

    def iri(self, name: str) -> URIRef:
        return URIRef(f"{self.article}/{name}")

    def minted(self, kind: str, *content: str) -> URIRef:
        return self.iri(identifier(kind, *content))

    def fail(self, what: str) -> DecisionError:
        return DecisionError(what, where=self.where, hint="decisions use the exact words of the article")

    def layers(self) -> dict[str, Graph]:
        heading = self.document.quote(next(draft.span for draft in self.framing if draft.rule == "heading"))
        describe_article(self.said, self.article, self.document, heading, self.language)
        self._decided_about_article(heading)
        self._comparison()
        for draft in self.drafts:
            if draft.kind == "claim":
                self._claim(draft)
        for draft in self.drafts:
            if draft.kind == "example":
                self._example(draft)
            elif draft.kind == "verdict":
                self._verdict(draft)
            elif draft.kind == "cell":
                self._summary(draft)
        for draft in self.framing:
            self._framing(draft)
        self._entities()
        self._used_decisions()
        describe_layer(self.said, self.article, "said", ["text"], str(self.decisions["decided"]))
        describe_layer(self.curated, self.article, "curated", ["said"], str(self.decisions["decided"]))
        return {"said": self.said, "curated": self.curated}

    def _decided_about_article(self, heading: str) -> None:
        curated = self.curated
        curated.add((self.article, VANN.preferredNamespacePrefix, Literal(self.decisions["prefix"])))
        curated.add((self.article, VANN.preferredNamespaceUri, Literal(f"{self.article}/")))
        for language, rights in self.decisions["rights"].items():
            curated.add((self.article, DCTERMS.rights, Literal(rights, lang=language)))
        if heading in self.decisions["framing"]:
            curated.add((self.article, SDO.headline, Literal(self.decisions["framing"][heading], lang="en")))

    # -- the comparison, its alternatives and dimensions

    def _comparison(self) -> None:
        decided = self.decisions["comparison"]
        said, curated = self.said, self.curated
        said.add((self.comparison, RDF.type, CG.Comparison))
        said.add((self.comparison, SDO.isPartOf, self.article))
        for language in ("zh", "en"):
            curated.add((self.comparison, SKOS.prefLabel, Literal(decided[language], lang=language)))
        curated.add((self.comparison, CG.comparesKind, CG[decided["subject"]]))
        for kind in decided["related"]:
            curated.add((self.comparison, CG.admitsKind, CG[kind]))
        slots = [(d.alternative, d.dimension) for d in self.drafts if d.kind in {"claim", "example", "cell"}]
        for kind, section, klass, predicate, words in (
            ("alternative", "alternatives", CG.Alternative, CG.compares, _unique(a.words for a, _ in slots if a)),
            ("dimension", "dimensions", CG.Dimension, CG.comparesAlong, _unique(d.words for _, d in slots if d)),
        ):
            for name in words:
                thing = self.minted(kind, name)
                said.add((self.comparison, predicate, thing))
                said.add((thing, RDF.type, klass))
                self._labels(thing, name, self._decided(section, name))

    def _labels(self, thing: URIRef, words: str, decided: Decisions) -> None:
        self.said.add((thing, SKOS.prefLabel, self._said_text(words)))
        self.curated.add((thing, SKOS.prefLabel, Literal(decided["en"], lang="en")))
        for language, others in decided.get("also", {}).items():
            for other in others:
                self.curated.add((thing, SKOS.altLabel, Literal(other, lang=language)))

    # -- statements

    def _statement(self, draft: Draft, wording: dict[str, str]) -> URIRef:
        statement = self.iri(draft.id)
        said = self.said
        said.add((statement, RDF.type, _CLASSES[draft.kind]))
        said.add((statement, CG.belongsTo, self.comparison))
        said.add((statement, CG.rule, Literal(draft.rule)))
        said.add((statement, PROV.wasQuotedFrom, self.article))
        said.add((statement, CG.hasQuoteAnchor, self.anchors[draft.span]))
        if draft.context != draft.span:
            said.add((statement, CG.hasContextAnchor, self.anchors[draft.context]))
        if draft.alternative:
            said.add((statement, CG.isAbout, self.minted("alternative", draft.alternative.words)))
            self._anchor(statement, CG.hasAlternativeAnchor, draft.alternative)
        if draft.dimension:
            said.add((statement, CG.isInDimension, self.minted("dimension", draft.dimension.words)))
            self._anchor(statement, CG.hasDimensionAnchor, draft.dimension)
        for language, words in wording.items():
            self.curated.add((statement, CG.wording, Literal(words, lang=language)))
        return statement

    def _anchor(self, statement: URIRef, role: URIRef, slot: Slot) -> None:
        if slot.span:
            self.said.add((statement, role, self.anchors[slot.span]))

    def _claim(self, draft: Draft) -> None:
        side, dimension, words = _slots(draft)
        decided = self._decided("claims", words.words)
        claim = self._statement(draft, decided["wording"])
        self.claims[side.words, dimension.words, words.words] = claim
        property = self.minted("property", words.words)
        self.said.add((property, RDF.type, CG.ComparedProperty))
        self._labels(property, words.words, decided)
        self.said.add((claim, CG.ascribes, property))
        self._anchor(claim, CG.hasPropertyAnchor, words)
        self.curated.add((claim, CG.hasPolarity, _POLARITIES[decided["polarity"]]))
        span = None
        if "instance" in decided:
            span = self._find(decided["instance"], draft.span)
            instance = self.minted("instance", "instance", decided["instance"])
            self.said.add((instance, RDF.type, CG.Instance))
            self.said.add((instance, SDO.isPartOf, claim))
            self.said.add((instance, CG.belongsTo, self.comparison))
            self.said.add((instance, PROV.wasQuotedFrom, self.article))
            self.said.add((instance, CG.hasQuoteAnchor, self.anchors[span]))
        self.mentions.write(claim, draft.span, decided.get("roles", {}), within=span)

    def _example(self, draft: Draft) -> None:
        title = draft.property
        assert title is not None
        assert draft.alternative
        assert draft.dimension
        decided = self._decided("examples", title.words)
        example = self._statement(draft, decided["wording"])
        self._anchor(example, CG.hasTitleAnchor, title)
        self._labels(example, title.words, decided)
        roles = dict.fromkeys(decided["presents"], "presented") | decided.get("roles", {})
        self.mentions.write(example, draft.span, roles)
        quote = self.document.quote(draft.span)
        supported = {self._claim_named(draft, words) for words in decided.get("supports", [])}
        for (side, dimension, words), claim in self.claims.items():
            if (side, dimension) == (draft.alternative.words, draft.dimension.words) and words in quote:
                self.said.add((example, CITO.supports, claim))
                supported.discard(claim)
        for claim in supported:
            self.curated.add((example, CITO.supports, claim))

    def _verdict(self, draft: Draft) -> None:
        decided = self._decided("verdicts", draft.dimension.words) if draft.dimension else self.decisions["conclusion"]
        verdict = self._statement(draft, decided["wording"])
        for assessment in decided["assessments"]:
            dimension = draft.dimension.words if draft.dimension else assessment["dimension"]
            self._assessment(verdict, draft, assessment, assessment["alternative"], dimension, marked=True)
        self.mentions.write(verdict, draft.span, {})

    def _summary(self, draft: Draft) -> None:
        assert draft.alternative
        assert draft.dimension
        side, dimension = draft.alternative.words, draft.dimension.words
        fitting = [s for s in self.decisions["summaries"] if (s["alternative"], s["dimension"]) == (side, dimension)]
        if len(fitting) != 1:
            raise self.fail(f"{len(fitting)} decisions on the summary of {side} in {dimension}")
        summary = self._statement(draft, fitting[0]["wording"])
        for assessment in fitting[0]["assessments"]:
            self._assessment(summary, draft, assessment, side, dimension, marked=False)
        self.mentions.write(summary, draft.span, {})

    def _assessment(
        self, statement: URIRef, draft: Draft, decided: Decisions, side: str, dimension: str, *, marked: bool
    ) -> None:
        """Add one assessment; ``marked`` says that the article's own words show whether it praises or blames."""
        words = decided["words"]
        phrase = self._find(decided["phrase"], draft.span) if "phrase" in decided else None
        span = self._find(words, phrase or draft.span)
        assessment = self.minted("assessment", draft.id, str(span.start - draft.span.start), words)
        said = self.said
        said.add((statement, CG.consistsOf, assessment))
        said.add((assessment, RDF.type, CG.Assessment))
        said.add((assessment, CG.isAbout, self.minted("alternative", side)))
        said.add((assessment, CG.isInDimension, self.minted("dimension", dimension)))
        said.add((assessment, CG.hasPropertyAnchor, self.anchors[span]))
        if phrase:
            said.add((assessment, CG.hasPhraseAnchor, self.anchors[phrase]))
        self.curated.add((assessment, CG.wording, Literal(decided["en"], lang="en")))
        polarity_layer = said if marked else self.curated
        polarity_layer.add((assessment, CG.hasPolarity, _POLARITIES[decided["polarity"]]))
        same = self.claims.get((side, dimension, words))
        if same:
            said.add((assessment, CG.restsOn, same))
        elif "claim" in decided:
            target = self.claims.get((side, dimension, decided["claim"]))
            if target is None:
                raise self.fail(f"no claim {decided['claim']!r} about {side} in {dimension}")
            self.curated.add((assessment, CG.restsOn, target))

    def _framing(self, draft: Draft) -> None:
        text = self.document.quote(draft.span)
        fitting = [en for words, en in self.decisions["framing"].items() if text.startswith(words)]
        if not fitting:
            raise self.fail(f"no English wording for the framing passage {text[:20]!r}")
        self._statement(draft, {"en": fitting[-1] if len(text) > 20 else max(fitting, key=len)})

    # -- entities

    def _entities(self) -> None:
        named = set(self.said.objects(None, CG.refersTo))
        for key, decided in self.decisions["entities"].items():
            entity = self.minted("entity", key)
            if entity not in named:
                raise self.fail(f"the entity {key!r} is named in no statement")
            first, *others = decided["names"]
            self.said.add((entity, RDF.type, CG.Entity))
            self._labels(entity, first, decided)
            for other in others:
                self.said.add((entity, SKOS.altLabel, self._said_text(other)))
            self.curated.add((entity, RDF.type, CG[decided["type"]]))
            for language, note in decided["note"].items():
                self.curated.add((entity, SKOS.note, Literal(note, lang=language)))

    # -- small things

    def _find(self, words: str, span: Span) -> Span:
        """Where words stand inside a statement; they must stand there exactly once."""
        quote = self.document.quote(span)
        count = quote.count(words)
        if count != 1:
            raise self.fail(f"{words!r} stands {count} times in {quote[:20]!r}…")
        start = span.start + quote.index(words)
        return Span(start, start + len(words))

    def _claim_named(self, draft: Draft, words: str) -> URIRef:
        assert draft.alternative
        assert draft.dimension
        claim = self.claims.get((draft.alternative.words, draft.dimension.words, words))
        if claim is None:
            raise self.fail(f"no claim {words!r} about {draft.alternative.words} in {draft.dimension.words}")
        return claim

    def _decided(self, section: str, words: str) -> Decisions:
        try:
            decided: Decisions = self.decisions[section][words]
        except KeyError:
            raise self.fail(f"nothing is decided about {words!r} under {section!r}") from None
        return decided

    def _used_decisions(self) -> None:
        said = {
            "claims": {d.property.words for d in self.drafts if d.kind == "claim" and d.property},
            "examples": {d.property.words for d in self.drafts if d.kind == "example" and d.property},
            "verdicts": {d.dimension.words for d in self.drafts if d.kind == "verdict" and d.dimension},
        }
        for section, words in said.items():
            for extra in self.decisions[section].keys() - words:
                raise self.fail(f"{extra!r} under {section!r} is not in the article")

    def _said_text(self, words: str) -> Literal:
        return Literal(words, lang=self.language)


def _slots(draft: Draft) -> tuple[Slot, Slot, Slot]:
    assert draft.alternative
    assert draft.dimension
    assert draft.property
    return draft.alternative, draft.dimension, draft.property


def _unique(words: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(words))
