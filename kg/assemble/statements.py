"""What an article says, written with its anchors: sides, dimensions, properties and statements."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pyoxigraph as ox

from kg.assemble.anchors import Anchors
from kg.assemble.layer import Layer
from kg.assemble.names import CG, PROV, SDO, SKOS, TYPE
from kg.document import Document, Span
from kg.extract import Draft, Side, Slot
from kg.namespaces import identifier

__all__ = ["POLARITIES", "Statements"]

POLARITIES = {"+": CG.Favourable, "-": CG.Unfavourable}

_CLASSES = {
    "claim": CG.Claim,
    "prose": CG.Claim,
    "example": CG.Example,
    "definition": CG.Definition,
    "verdict": CG.Verdict,
    "cell": CG.Summary,
    "framing": CG.FramingPassage,
}


class Statements:
    """Writes drafts as statements.

    Args:
        layer: where they are written.
        document: the article.
        article: its IRI; everything lies below it.
        language: of the article.
    """

    def __init__(self, layer: Layer, document: Document, article: str, language: str) -> None:
        self.layer, self.document, self.article, self.language = layer, document, article, language
        self.anchors = Anchors(layer, document, article)
        self.comparison = self.iri("comparison")

    def iri(self, name: str) -> ox.NamedNode:
        """Return the IRI with this last part."""
        return ox.NamedNode(f"{self.article}/{name}")

    def minted(self, kind: str, *content: str) -> ox.NamedNode:
        """Return the IRI of something of this kind and content."""
        return self.iri(identifier(kind, *content))

    def label(self, thing: ox.NamedNode, words: str, predicate: ox.NamedNode = SKOS.prefLabel) -> None:
        """Name a thing as the article does."""
        self.layer.text(thing, predicate, words, self.language)

    def compare(self, sides: Sequence[Side], drafts: Iterable[Draft], *, drafted: bool, headline: str) -> None:
        """Write the comparison, its sides and dimensions.

        Args:
            sides: what is compared.
            drafts: what is said; their dimensions are those of the comparison.
            drafted: whether translations and whatever else the article does not mark may be missing.
            headline: what to call a drafted comparison.
        """
        layer, comparison = self.layer, self.comparison
        layer.add(comparison, TYPE, CG.Comparison)
        layer.add(comparison, SDO.isPartOf, ox.NamedNode(self.article))
        if drafted:
            layer.add(comparison, TYPE, CG.DraftedComparison)
            self.label(comparison, headline)
        dimensions = dict.fromkeys(draft.dimension.words for draft in drafts if draft.dimension)
        for kind, klass, predicate, names in (
            ("alternative", CG.Alternative, CG.compares, [side.name for side in sides]),
            ("dimension", CG.Dimension, CG.comparesAlong, list(dimensions)),
        ):
            for name in names:
                thing = self.minted(kind, name)
                layer.add(comparison, predicate, thing)
                layer.add(thing, TYPE, klass)
                self.label(thing, name)

    def statement(self, draft: Draft) -> ox.NamedNode:
        """Write a draft as a statement with everything that its article says of it, and return its IRI."""
        statement, layer = self.iri(draft.id), self.layer
        layer.add(statement, TYPE, _CLASSES[draft.kind])
        layer.add(statement, CG.belongsTo, self.comparison)
        layer.text(statement, CG.rule, draft.rule)
        layer.add(statement, PROV.wasQuotedFrom, ox.NamedNode(self.article))
        layer.add(statement, CG.hasQuoteAnchor, self.anchors[draft.span])
        if draft.context != draft.span:
            layer.add(statement, CG.hasContextAnchor, self.anchors[draft.context])
        if draft.alternative:
            side = self.minted("alternative", draft.alternative.words)
            layer.add(statement, CG.isAbout, side)
            self._anchor(statement, CG.hasAlternativeAnchor, draft.alternative)
            self._also(side, draft.alternative)
        if draft.dimension:
            layer.add(statement, CG.isInDimension, self.minted("dimension", draft.dimension.words))
            self._anchor(statement, CG.hasDimensionAnchor, draft.dimension)
        if draft.kind == "example":
            self._title(statement, draft)
        elif draft.kind in {"claim", "prose"}:
            self._property(statement, draft)
        if draft.polarity and draft.kind == "cell":
            self._whole_assessment(statement, draft)
        return statement

    def assess(
        self, statement: ox.NamedNode, draft: Draft, span: Span, side: str, dimension: str | None
    ) -> ox.NamedNode:
        """Write an assessment of a side in a verdict or summary; ``span`` holds the words that name its property."""
        words = self.document.quote(span)
        assessment = self.minted("assessment", draft.id, str(span.start - draft.span.start), words)
        self.layer.add(statement, CG.consistsOf, assessment)
        self.layer.add(assessment, TYPE, CG.Assessment)
        self.layer.add(assessment, CG.isAbout, self.minted("alternative", side))
        if dimension is not None:
            self.layer.add(assessment, CG.isInDimension, self.minted("dimension", dimension))
        self.layer.add(assessment, CG.hasPropertyAnchor, self.anchors[span])
        return assessment

    def _whole_assessment(self, statement: ox.NamedNode, draft: Draft) -> None:
        """A cell under a heading for advantages or limitations assesses its side by all of its words."""
        if draft.alternative and draft.polarity:
            dimension = draft.dimension.words if draft.dimension else None
            assessment = self.assess(statement, draft, draft.span, draft.alternative.words, dimension)
            self.layer.add(assessment, CG.hasPolarity, POLARITIES[draft.polarity])

    def _property(self, claim: ox.NamedNode, draft: Draft) -> None:
        # Where no label names the property, the whole passage does.
        slot = draft.property or Slot(self.document.quote(draft.span), draft.span)
        property_ = self.minted("property", slot.words)
        self.layer.add(property_, TYPE, CG.ComparedProperty)
        self.label(property_, slot.words)
        self.layer.add(claim, CG.ascribes, property_)
        self._anchor(claim, CG.hasPropertyAnchor, slot)
        if draft.polarity:
            self.layer.add(claim, CG.hasPolarity, POLARITIES[draft.polarity])

    def _title(self, example: ox.NamedNode, draft: Draft) -> None:
        slot = draft.property or Slot(self.document.quote(draft.span), draft.span)
        self.label(example, slot.words)
        self._anchor(example, CG.hasTitleAnchor, slot)

    def _anchor(self, statement: ox.NamedNode, role: ox.NamedNode, slot: Slot) -> None:
        if slot.span:
            self.layer.add(statement, role, self.anchors[slot.span])

    def _also(self, thing: ox.NamedNode, slot: Slot) -> None:
        """Where the article calls a side otherwise, that is another label of it."""
        if slot.span and (words := self.document.quote(slot.span)) != slot.words:
            self.label(thing, words, SKOS.altLabel)
