"""Anchors in the said layer: Web Annotation selectors over the canonical text."""

from __future__ import annotations

from rdflib import RDF, Graph, Literal, URIRef

from kg.assemble.names import CG, OA
from kg.document import Document, Span

__all__ = ["Anchors"]

#: How much text before and after a quote is recorded with it (Web Annotation Data Model, section 4.2.4).
CONTEXT = 32


class Anchors:
    """Writes each range of a text as an anchor once, and returns its IRI.

    Args:
        graph: where the anchors are written.
        document: the text they are in.
        base: the IRI of the article; anchors and the text lie below it.
    """

    def __init__(self, graph: Graph, document: Document, base: URIRef) -> None:
        self.graph, self.document, self.base = graph, document, base
        self.written: set[Span] = set()

    def __getitem__(self, span: Span) -> URIRef:
        anchor = URIRef(f"{self.base}/anchor-{span.start}-{span.end}")
        if span in self.written:
            return anchor
        self.written.add(span)
        graph, text = self.graph, self.document.text
        raw_start, raw_end = self.document.canonical.raw_range(span.start, span.end)
        quote, position = URIRef(f"{anchor}-quote"), URIRef(f"{anchor}-position")
        graph.add((anchor, RDF.type, CG.Anchor))
        graph.add((anchor, OA.hasSource, URIRef(f"{self.base}/text")))
        graph.add((anchor, OA.hasSelector, quote))
        graph.add((anchor, OA.hasSelector, position))
        graph.add((anchor, CG.rawStart, Literal(raw_start)))
        graph.add((anchor, CG.rawEnd, Literal(raw_end)))
        graph.add((quote, RDF.type, OA.TextQuoteSelector))
        graph.add((quote, OA.exact, Literal(self.document.quote(span))))
        graph.add((quote, OA.prefix, Literal(text[max(0, span.start - CONTEXT) : span.start])))
        graph.add((quote, OA.suffix, Literal(text[span.end : span.end + CONTEXT])))
        graph.add((position, RDF.type, OA.TextPositionSelector))
        graph.add((position, OA.start, Literal(span.start)))
        graph.add((position, OA.end, Literal(span.end)))
        return anchor
