"""Anchors in the said layer: Web Annotation selectors over the canonical text."""

from __future__ import annotations

import pyoxigraph as ox

from kg.assemble.layer import Layer
from kg.assemble.names import CG, OA, TYPE
from kg.document import Document, Span

__all__ = ["Anchors"]

#: How much text before and after a quote is recorded with it (Web Annotation Data Model, section 4.2.4).
CONTEXT = 32


class Anchors:
    """Writes each range of a text as an anchor once, and returns its IRI.

    Args:
        layer: where the anchors are written.
        document: the text they are in.
        base: the IRI of the article; anchors and the text lie below it.
    """

    def __init__(self, layer: Layer, document: Document, base: str) -> None:
        self.layer, self.document, self.base = layer, document, base
        self.written: dict[Span, ox.NamedNode] = {}

    def __getitem__(self, span: Span) -> ox.NamedNode:
        if span in self.written:
            return self.written[span]
        anchor = ox.NamedNode(f"{self.base}/anchor-{span.start}-{span.end}")
        self.written[span] = anchor
        layer, text = self.layer, self.document.text
        raw_start, raw_end = self.document.canonical.raw_range(span.start, span.end)
        quote, position = ox.NamedNode(f"{anchor.value}-quote"), ox.NamedNode(f"{anchor.value}-position")
        layer.add(anchor, TYPE, CG.Anchor)
        layer.add(anchor, OA.hasSource, ox.NamedNode(f"{self.base}/text"))
        layer.add(anchor, OA.hasSelector, quote)
        layer.add(anchor, OA.hasSelector, position)
        layer.number(anchor, CG.rawStart, raw_start)
        layer.number(anchor, CG.rawEnd, raw_end)
        layer.add(quote, TYPE, OA.TextQuoteSelector)
        layer.text(quote, OA.exact, self.document.quote(span))
        layer.text(quote, OA.prefix, text[max(0, span.start - CONTEXT) : span.start])
        layer.text(quote, OA.suffix, text[span.end : span.end + CONTEXT])
        layer.add(position, TYPE, OA.TextPositionSelector)
        layer.number(position, OA.start, span.start)
        layer.number(position, OA.end, span.end)
        return anchor
