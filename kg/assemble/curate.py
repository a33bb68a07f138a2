"""What decisions add to accepted drafts: the curated layer, and the parts of statements that a person found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

import pyoxigraph as ox

from kg.assemble.accept import Accepted
from kg.assemble.decisions import Decisions
from kg.assemble.layer import Layer
from kg.assemble.mentions import Mentions
from kg.assemble.names import CG, CITO, DCTERMS, PROV, SDO, SKOS, TYPE, VANN
from kg.assemble.statements import POLARITIES, Statements
from kg.document import Span
from kg.extract import Draft, Side

__all__ = ["Curator"]

#: The languages of translations.
_LANGUAGES = ("zh", "en")


class Curator:
    """Writes statements together with what is decided about them.

    Args:
        statements: writes the said layer.
        decisions: what is decided.
    """

    def __init__(self, statements: Statements, decisions: Decisions) -> None:
        self.said, self.decisions, self.fail = statements, decisions, decisions.fail
        self.layer = Layer()
        self.document, self.language = statements.document, statements.language
        #: The claims about a side in a dimension by the words that name their property.
        self.claims: dict[tuple[str | None, str | None, str], list[ox.NamedNode]] = defaultdict(list)
        self.mentions = Mentions(statements.layer, statements.anchors, decisions.section("entities"), self.fail)

    def article(self, heading: str) -> None:
        """Add rights, prefix and translated headline."""
        article, data = ox.NamedNode(self.said.article), self.decisions.data
        if "prefix" in data:
            self.layer.text(article, VANN.preferredNamespacePrefix, str(data["prefix"]))
            self.layer.text(article, VANN.preferredNamespaceUri, f"{self.said.article}/")
        for language, rights in self.decisions.section("rights").items():
            self.layer.text(article, DCTERMS.rights, rights, language)
        if heading in self.decisions.section("framing"):
            self.layer.text(article, SDO.headline, self.decisions.section("framing")[heading], "en")

    def comparison(self, sides: Sequence[Side], drafts: Iterable[Draft]) -> None:
        """Add what is compared, and the other names of sides and dimensions."""
        decided, comparison = self.decisions.section("comparison"), self.said.comparison
        if not decided and not self.decisions.drafted:
            raise self.fail("nothing is decided about the comparison under 'comparison'")
        self._translations(comparison, decided, own=not self.decisions.drafted)
        if "subject" in decided:
            self.layer.add(comparison, CG.comparesKind, CG[decided["subject"]])
        for kind in decided.get("related", []):
            self.layer.add(comparison, CG.admitsKind, CG[kind])
        dimensions = dict.fromkeys(draft.dimension.words for draft in drafts if draft.dimension)
        for section, kind, names in (
            ("alternatives", "alternative", [side.name for side in sides]),
            ("dimensions", "dimension", list(dimensions)),
        ):
            for name in names:
                self._names(self.said.minted(kind, name), self.decisions.about(section, name))

    def statements(self, found: Sequence[Accepted]) -> None:
        """Write the accepted drafts, claims first: examples and verdicts are tied to them."""
        for one in found:
            if one.draft.kind in {"claim", "prose"}:
                self._claim(one)
        for one in found:
            if one.draft.kind == "example":
                self._example(one)
            elif one.draft.kind in {"verdict", "cell"}:
                self._conclusion(one)
            elif one.draft.kind == "definition":
                self._plain(one)

    def framing(self, passage: Draft) -> None:
        """Write a passage in which no statement stands."""
        text = self.document.quote(passage.span)
        fitting = [en for words, en in self.decisions.section("framing").items() if text.startswith(words)]
        if not fitting and not self.decisions.drafted:
            raise self.fail(f"no English wording for the framing passage {text[:20]!r}")
        statement = self.said.statement(passage)
        if fitting:
            self.layer.text(statement, CG.wording, fitting[-1] if len(text) > 20 else max(fitting, key=len), "en")

    def entities(self) -> None:
        """Write what is named in the statements."""
        for key, decided in self.decisions.section("entities").items():
            if key not in self.mentions.named:
                raise self.fail(f"the entity {key!r} is named in no statement")
            entity = self.said.minted("entity", key)
            first, *others = decided["names"]
            self.said.layer.add(entity, TYPE, CG.Entity)
            self.said.label(entity, first)
            self._names(entity, decided)
            for other in others:
                self.said.label(entity, other, SKOS.altLabel)
            self.layer.add(entity, TYPE, CG[decided["type"]])
            for language, note in decided["note"].items():
                self.layer.text(entity, SKOS.note, note, language)

    def unused(self, drafts: Iterable[Draft]) -> None:
        """Refuse decisions about what no accepted draft says.

        Raises:
            DecisionError: there is one.
        """
        drafts = list(drafts)
        said = {
            "claims": {d.property.words for d in drafts if d.kind == "claim" and d.property},
            "examples": {d.property.words for d in drafts if d.kind == "example" and d.property},
            "verdicts": {d.dimension.words for d in drafts if d.kind == "verdict" and d.dimension},
            "properties": {d.property.words for d in drafts if d.property},
            "dimensions": {d.dimension.words for d in drafts if d.dimension},
        }
        for section, words in said.items():
            for extra in self.decisions.section(section).keys() - words:
                raise self.fail(f"{extra!r} under {section!r} is not in the article")

    # -- statements

    def _plain(self, one: Accepted, about: dict[str, Any] | None = None) -> tuple[ox.NamedNode, dict[str, Any]]:
        """Write a statement and its wording; returns it with everything decided about it."""
        statement = self.said.statement(one.draft)
        decided = {**(about or {}), **one.decided}
        for language, words in decided.get("wording", {}).items():
            self.layer.text(statement, CG.wording, words, language)
        return statement, decided

    def _claim(self, one: Accepted) -> None:
        draft = one.draft
        words = draft.property.words if draft.property else None
        about = {} if words is None else self.decisions.about("claims", words)
        claim, decided = self._plain(one, about)
        if words is not None:
            self.claims[_words(draft.alternative), _words(draft.dimension), words].append(claim)
            names = {**self.decisions.section("properties").get(words, {}), **decided}
            self._names(self.said.minted("property", words), names)
        polarity = one.polarity or (None if draft.polarity else about.get("polarity"))
        if polarity:
            self.layer.add(claim, CG.hasPolarity, POLARITIES[polarity])
        span = None
        if "instance" in decided:
            span = self._find(decided["instance"], draft.span)
            instance, said = self.said.minted("instance", "instance", decided["instance"]), self.said.layer
            said.add(instance, TYPE, CG.Instance)
            said.add(instance, SDO.isPartOf, claim)
            said.add(instance, CG.belongsTo, self.said.comparison)
            said.add(instance, PROV.wasQuotedFrom, ox.NamedNode(self.said.article))
            said.add(instance, CG.hasQuoteAnchor, self.said.anchors[span])
        self.mentions.write(claim, draft.span, decided.get("roles", {}), within=span)

    def _example(self, one: Accepted) -> None:
        draft = one.draft
        words = draft.property.words if draft.property else None
        example, decided = self._plain(one, {} if words is None else self.decisions.about("examples", words))
        if words is not None:
            self._names(example, {**self.decisions.section("properties").get(words, {}), **decided})
        roles = dict.fromkeys(decided.get("presents", []), "presented") | decided.get("roles", {})
        self.mentions.write(example, draft.span, roles)
        quote = self.document.quote(draft.span)
        here = _words(draft.alternative), _words(draft.dimension)
        supported = {claim for words in decided.get("supports", []) for claim in self._claims_named(*here, words)}
        for (side, dimension, words), claims in self.claims.items():
            if (side, dimension) == here and words in quote:
                for claim in claims:
                    self.said.layer.add(example, CITO.supports, claim)
                    supported.discard(claim)
        for claim in supported:
            self.layer.add(example, CITO.supports, claim)

    def _conclusion(self, one: Accepted) -> None:
        """A verdict or a cell, with its assessments."""
        statement, decided = self._plain(one, self._about_conclusion(one.draft))
        for assessment in decided.get("assessments", []):
            self._assessment(statement, one.draft, assessment)
        self.mentions.write(statement, one.draft.span, {})

    def _about_conclusion(self, draft: Draft) -> dict[str, Any]:
        if draft.kind == "verdict":
            if draft.dimension:
                return self.decisions.about("verdicts", draft.dimension.words)
            return self.decisions.section("conclusion")
        place = _words(draft.alternative), _words(draft.dimension)
        fitting = [
            one
            for one in self.decisions.data.get("summaries") or []
            if (one.get("alternative"), one.get("dimension")) == place
        ]
        if len(fitting) != 1 and not (self.decisions.drafted and not fitting):
            raise self.fail(f"{len(fitting)} decisions on the summary of {place[0]} in {place[1]}")
        return fitting[0] if fitting else {}

    def _assessment(self, statement: ox.NamedNode, draft: Draft, decided: dict[str, Any]) -> None:
        """Add one assessment; in a verdict the article's own words show whether it praises or blames."""
        side = _words(draft.alternative) or decided["alternative"]
        dimension = _words(draft.dimension) or decided.get("dimension")
        words = decided["words"]
        phrase = self._find(decided["phrase"], draft.span) if "phrase" in decided else None
        span = self._find(words, phrase or draft.span)
        said = self.said.layer
        assessment = self.said.assess(statement, draft, span, side, dimension)
        if phrase:
            said.add(assessment, CG.hasPhraseAnchor, self.said.anchors[phrase])
        for language in _LANGUAGES:
            if language in decided:
                self.layer.text(assessment, CG.wording, decided[language], language)
        layer = said if draft.kind == "verdict" else self.layer
        layer.add(assessment, CG.hasPolarity, POLARITIES[decided["polarity"]])
        same = self.claims.get((side, dimension, words), [])
        if len(same) == 1:
            said.add(assessment, CG.restsOn, same[0])
        elif "claim" in decided:
            self.layer.add(assessment, CG.restsOn, self._claims_named(side, dimension, decided["claim"])[0])

    # -- small things

    def _names(self, thing: ox.NamedNode, decided: dict[str, Any]) -> None:
        """Add the translations of what the article calls a thing, and its other names."""
        self._translations(thing, decided)
        for language, others in decided.get("also", {}).items():
            for other in others:
                self.layer.text(thing, SKOS.altLabel, other, language)

    def _translations(self, thing: ox.NamedNode, decided: dict[str, Any], *, own: bool = False) -> None:
        for language in _LANGUAGES:
            if language in decided and (own or language != self.language):
                self.layer.text(thing, SKOS.prefLabel, decided[language], language)

    def _find(self, words: str, span: Span) -> Span:
        """Where words stand inside a statement; they must stand there exactly once."""
        quote = self.document.quote(span)
        number = quote.count(words)
        if number != 1:
            raise self.fail(f"{words!r} stands {number} times in {quote[:20]!r}…")
        start = span.start + quote.index(words)
        return Span(start, start + len(words))

    def _claims_named(self, side: str | None, dimension: str | None, words: str) -> list[ox.NamedNode]:
        found = self.claims.get((side, dimension, words))
        if not found:
            raise self.fail(f"no claim {words!r} about {side} in {dimension}")
        return found


def _words(slot: Any) -> str | None:
    return slot.words if slot else None
