"""Drafts and recorded decisions put together: the layers of an article folder.

``decisions.yaml`` records what a person decided, in the article's own words; every key is checked against the drafts.
What follows from the text alone goes into the *said* layer, what the decisions add into the *curated* one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import yaml
from rdflib import RDF, RDFS, XSD, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, PROV, SDO, SKOS, VANN

from kg.document import CANONICAL_VERSION, Document, Span, read_document
from kg.errors import DecisionError
from kg.extract import Draft, Slot, extract
from kg.namespaces import VOCABULARY, article_iri, identifier, prefixes

__all__ = ["assemble", "serialize"]

CG = Namespace(VOCABULARY)
OA = Namespace("http://www.w3.org/ns/oa#")
CITO = Namespace("http://purl.org/spar/cito/")
#: How much text before and after a quote is recorded with it (Web Annotation Data Model, section 4.2.4).
CONTEXT = 32

_CLASSES = {
    "claim": CG.Claim,
    "example": CG.Example,
    "verdict": CG.Verdict,
    "conclusion": CG.Verdict,
    "summary": CG.Summary,
    "framing": CG.FramingPassage,
}
_POLARITIES = {"+": CG.Favourable, "-": CG.Unfavourable}
_ROLES = {
    name: CG[f"{name.capitalize()}Role"]
    for name in ("instance", "developer", "user", "basis", "technique", "regulation")
}

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
    def __init__(self, document: Document, drafts: tuple[Draft, ...], decisions: Decisions, where: str) -> None:
        self.document, self.drafts, self.decisions, self.where = document, drafts, decisions, where
        self.article = URIRef(article_iri(decisions["slug"]))
        self.language: str = decisions["language"]
        self.said, self.curated = self._graph(), self._graph()
        self.comparison = self.iri("comparison")
        self.text_iri = self.iri("text")
        self.claims: dict[tuple[str, str, str], URIRef] = {}
        self.names = sorted(
            ((name, key) for key, entity in decisions["entities"].items() for name in entity["names"]),
            key=lambda pair: (-len(pair[0]), pair),
        )
        self.anchored: set[Span] = set()

    def _graph(self) -> Graph:
        return Graph(bind_namespaces="none")

    def iri(self, name: str) -> URIRef:
        return URIRef(f"{self.article}/{name}")

    def minted(self, kind: str, *content: str) -> URIRef:
        return self.iri(identifier(kind, *content))

    def fail(self, what: str) -> DecisionError:
        return DecisionError(what, where=self.where, hint="decisions use the exact words of the article")

    def layers(self) -> dict[str, Graph]:
        self._article()
        self._comparison()
        for draft in self.drafts:
            if draft.kind == "claim":
                self._claim(draft)
        for draft in self.drafts:
            if draft.kind == "example":
                self._example(draft)
            elif draft.kind in {"verdict", "conclusion"}:
                self._verdict(draft)
            elif draft.kind == "summary":
                self._summary(draft)
            elif draft.kind == "framing":
                self._framing(draft)
        self._entities()
        self._used_decisions()
        self._layer(self.said, "said", CG.Said, [self.text_iri])
        self._layer(self.curated, "curated", CG.Curated, [self.iri("said")])
        return {"said": self.said, "curated": self.curated}

    # -- the article and its text

    def _article(self) -> None:
        data, said = self.document.metadata, self.said
        heading = next(draft for draft in self.drafts if draft.rule == "heading")
        said.add((self.article, RDF.type, SDO.BlogPosting))
        said.add((self.article, SDO.headline, self._said_text(self.document.quote(heading.span))))
        for key, predicate in (
            ("title", DCTERMS.title),
            ("description", SDO.description),
            ("categories", SDO.articleSection),
            ("tags", SDO.keywords),
            ("keywords", SDO.keywords),
        ):
            for value in _listed(data.get(key)):
                said.add((self.article, predicate, self._said_text(str(value))))
        if "artid" in data:
            said.add((self.article, DCTERMS.identifier, Literal(str(data["artid"]))))
        if "date" in data:
            found = re.search(r"^date:\s*(.+?)\s*$", self.document.raw, re.MULTILINE)
            said.add((self.article, SDO.datePublished, Literal(_date_time(found[1]), datatype=XSD.dateTime)))  # type: ignore[index]
        said.add((self.article, SDO.inLanguage, Literal(self.language)))
        source = self.iri("source")
        said.add((self.article, SDO.encoding, source))
        said.add((source, RDF.type, SDO.MediaObject))
        said.add((source, SDO.name, Literal(Path(self.document.name).name)))
        said.add((source, SDO.encodingFormat, Literal("text/html")))
        said.add((source, SDO.sha256, Literal(sha256(self.document.raw.encode()).hexdigest())))
        said.add((self.text_iri, RDF.type, CG.CanonicalText))
        said.add((self.text_iri, PROV.wasDerivedFrom, source))
        said.add((self.text_iri, CG.textVersion, Literal(CANONICAL_VERSION)))
        said.add((self.text_iri, SDO.sha256, Literal(self.document.canonical.sha256)))
        said.add((self.text_iri, SDO.text, Literal(self.document.text, lang=self.language)))
        self.curated.add((self.article, VANN.preferredNamespacePrefix, Literal(self.decisions["prefix"])))
        self.curated.add((self.article, VANN.preferredNamespaceUri, Literal(f"{self.article}/")))
        for language, rights in self.decisions["rights"].items():
            self.curated.add((self.article, DCTERMS.rights, Literal(rights, lang=language)))
        title = self.decisions["framing"].get(self.document.quote(heading.span))
        if title:
            self.curated.add((self.article, SDO.headline, Literal(title, lang="en")))

    def _layer(self, graph: Graph, name: str, kind: URIRef, sources: Iterable[URIRef]) -> None:
        layer = self.iri(name)
        graph.add((layer, RDF.type, CG.Layer))
        graph.add((layer, CG.hasLayerKind, kind))
        graph.add((layer, PROV.wasAttributedTo, self.iri(f"{name}-agent")))
        graph.add((self.iri(f"{name}-agent"), RDF.type, PROV.SoftwareAgent if name == "said" else PROV.Agent))
        label = {"said": ("claimgraph 抽取器", "The extractor of claimgraph"), "curated": ("整理者", "The curator")}[
            name
        ]
        for language, words in zip(("zh", "en"), label, strict=True):
            graph.add((self.iri(f"{name}-agent"), RDFS.label, Literal(words, lang=language)))
        graph.add(
            (layer, PROV.generatedAtTime, Literal(f"{self.decisions['decided']}T00:00:00Z", datatype=XSD.dateTime))
        )
        graph.add((layer, DCTERMS.isPartOf, self.article))
        for source in sources:
            graph.add((layer, PROV.wasDerivedFrom, source))

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
        slots = [(d.alternative, d.dimension) for d in self.drafts if d.kind in {"claim", "example", "summary"}]
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
        said.add((statement, CG.hasQuoteAnchor, self._anchor(draft.span)))
        if draft.context != draft.span:
            said.add((statement, CG.hasContextAnchor, self._anchor(draft.context)))
        if draft.alternative:
            said.add((statement, CG.isAbout, self.minted("alternative", draft.alternative.words)))
            said.add((statement, CG.hasAlternativeAnchor, self._anchor(draft.alternative.span)))
        if draft.dimension:
            said.add((statement, CG.isInDimension, self.minted("dimension", draft.dimension.words)))
            said.add((statement, CG.hasDimensionAnchor, self._anchor(draft.dimension.span)))
        for language, words in wording.items():
            self.curated.add((statement, CG.wording, Literal(words, lang=language)))
        return statement

    def _claim(self, draft: Draft) -> None:
        side, dimension, words = _slots(draft)
        decided = self._decided("claims", words.words)
        claim = self._statement(draft, decided["wording"])
        self.claims[side.words, dimension.words, words.words] = claim
        property = self.minted("property", words.words)
        self.said.add((property, RDF.type, CG.ComparedProperty))
        self._labels(property, words.words, decided)
        self.said.add((claim, CG.ascribes, property))
        self.said.add((claim, CG.hasPropertyAnchor, self._anchor(words.span)))
        self.curated.add((claim, CG.hasPolarity, _POLARITIES[decided["polarity"]]))
        span = None
        if "instance" in decided:
            span = self._find(decided["instance"], draft.span)
            instance = self.minted("instance", "instance", decided["instance"])
            self.said.add((instance, RDF.type, CG.Instance))
            self.said.add((instance, SDO.isPartOf, claim))
            self.said.add((instance, CG.belongsTo, self.comparison))
            self.said.add((instance, PROV.wasQuotedFrom, self.article))
            self.said.add((instance, CG.hasQuoteAnchor, self._anchor(span)))
        self._mentions(claim, draft.span, decided.get("roles", {}), within=span)

    def _example(self, draft: Draft) -> None:
        title = draft.title
        assert title is not None
        assert draft.alternative
        assert draft.dimension
        decided = self._decided("examples", title.words)
        example = self._statement(draft, decided["wording"])
        self.said.add((example, CG.hasTitleAnchor, self._anchor(title.span)))
        self._labels(example, title.words, decided)
        roles = dict.fromkeys(decided["presents"], "presented") | decided.get("roles", {})
        self._mentions(example, draft.span, roles)
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
        self._mentions(verdict, draft.span, {})

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
        self._mentions(summary, draft.span, {})

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
        said.add((assessment, CG.hasPropertyAnchor, self._anchor(span)))
        if phrase:
            said.add((assessment, CG.hasPhraseAnchor, self._anchor(phrase)))
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

    # -- entities and where they are named

    def _mentions(self, statement: URIRef, span: Span, roles: Decisions, within: Span | None = None) -> None:
        used: set[str] = set()
        for key, found in self._named(span):
            used.add(key)
            words = self.document.quote(found)
            mention = self.minted("mention", str(statement), str(found.start - span.start), words)
            self.said.add((mention, RDF.type, CG.Mention))
            self.said.add((mention, CG.occursIn, statement))
            self.said.add((mention, CG.refersTo, self.minted("entity", key)))
            self.said.add((mention, CG.hasMentionAnchor, self._anchor(found)))
            role = roles.get(key)
            if role == "instance" and within is not None and found not in within:
                continue
            for name, targets in role.items() if isinstance(role, dict) else [(role, [])] if role else []:
                self.said.add((mention, CG.hasRole, CG.PresentedRole if name == "presented" else _ROLES[name]))
                for target in _listed(targets):
                    if str(target) not in self.decisions["entities"]:
                        raise self.fail(f"no entity {target!r}")
                    self.said.add((mention, CG.isRelativeTo, self.minted("entity", str(target))))
        for key in roles:
            if key not in used:
                raise self.fail(
                    f"{key!r} has a role in a statement that does not name it: {self.document.quote(span)[:20]}"
                )

    def _named(self, span: Span) -> Iterator[tuple[str, Span]]:
        """The names of recorded entities in a range, the longest where several fit, whole words if Latin."""
        text, position = self.document.text, span.start
        while position < span.end:
            for name, key in self.names:
                end = position + len(name)
                if end <= span.end and text.startswith(name, position) and _whole(text, position, end):
                    yield key, Span(position, end)
                    position = end
                    break
            else:
                position += 1

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

    def _anchor(self, span: Span) -> URIRef:
        anchor = self.iri(f"anchor-{span.start}-{span.end}")
        if span in self.anchored:
            return anchor
        self.anchored.add(span)
        said, text = self.said, self.document.text
        raw_start, raw_end = self.document.canonical.raw_range(span.start, span.end)
        quote, position = URIRef(f"{anchor}-quote"), URIRef(f"{anchor}-position")
        said.add((anchor, RDF.type, CG.Anchor))
        said.add((anchor, OA.hasSource, self.text_iri))
        said.add((anchor, OA.hasSelector, quote))
        said.add((anchor, OA.hasSelector, position))
        said.add((anchor, CG.rawStart, Literal(raw_start)))
        said.add((anchor, CG.rawEnd, Literal(raw_end)))
        said.add((quote, RDF.type, OA.TextQuoteSelector))
        said.add((quote, OA.exact, Literal(self.document.quote(span))))
        said.add((quote, OA.prefix, Literal(text[max(0, span.start - CONTEXT) : span.start])))
        said.add((quote, OA.suffix, Literal(text[span.end : span.end + CONTEXT])))
        said.add((position, RDF.type, OA.TextPositionSelector))
        said.add((position, OA.start, Literal(span.start)))
        said.add((position, OA.end, Literal(span.end)))
        return anchor

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
            "claims": {d.property.words for d in self.drafts if d.property},
            "examples": {d.title.words for d in self.drafts if d.title},
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


def _whole(text: str, start: int, end: int) -> bool:
    """Whether no Latin letter or digit runs on before or after a range that begins or ends with one."""

    def latin(character: str) -> bool:
        return character.isascii() and character.isalnum()

    before = start > 0 and latin(text[start - 1]) and latin(text[start])
    after = end < len(text) and latin(text[end]) and latin(text[end - 1])
    return not before and not after


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _unique(words: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(words))


def _date_time(text: str) -> str:
    """``2024-05-23 11:28:19 +0800`` as ``xsd:dateTime``, the offset kept."""
    found = re.fullmatch(r"(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d:\d\d))?\s*([+-]\d\d):?(\d\d)?", text)
    if not found:
        return text
    return f"{found[1]}T{found[2] or '00:00:00'}{found[3]}:{found[4] or '00'}"
