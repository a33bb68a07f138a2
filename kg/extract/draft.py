"""What an extractor finds: sides, drafts, and what is neither."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from json.encoder import encode_basestring
from typing import Any, Literal

from kg.document import Document, Span

__all__ = ["Draft", "Extraction", "Kind", "Polarity", "Side", "Slot", "drafts_text"]

Kind = Literal["claim", "example", "definition", "verdict", "cell", "prose", "framing"]
Polarity = Literal["+", "-"]


@dataclass(frozen=True, slots=True)
class Slot:
    """The words that name a side, a dimension or a property.

    Attributes:
        words: the name; for a side its first name, even where the article uses another one.
        span: where the article names it; ``None`` where it does not.
    """

    words: str
    span: Span | None


@dataclass(frozen=True, slots=True)
class Side:
    """One of the things that an article compares.

    Attributes:
        name: what it is called in the graph.
        names: every way in which the article names it, ``name`` first.
        score: how sure it is, from 0 to 1; 1 when a person named it.
        evidence: where it was found, in words for a person.
    """

    name: str
    names: tuple[str, ...]
    score: float = 1.0
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """Something that the article says.

    Attributes:
        id: last part of its IRI, derived from kind and quote.
        kind: what it is; a verdict without dimension is a conclusion, a framing passage is none of the others.
        span: the quoted range of the canonical text.
        rule: name of the rule that found it.
        context: the whole block or blocks in which it stands.
        alternative, dimension, property: what it is about; the property of an example is its title.
        polarity: whether it speaks for or against the alternative, where the article marks it.
        confidence: how sure the rule is, from 0 to 1.
        path: the labels under which it stands, outermost first.
    """

    id: str
    kind: Kind
    span: Span
    rule: str
    context: Span
    alternative: Slot | None = None
    dimension: Slot | None = None
    property: Slot | None = None
    polarity: Polarity | None = None
    confidence: float = 1.0
    path: tuple[str, ...] = ()

    def as_json(self, document: Document) -> dict[str, Any]:
        """Return the draft as ``kg ingest --format json`` writes it; positions count code points."""
        raw_start, raw_end = document.canonical.raw_range(self.span.start, self.span.end)
        return {
            "id": self.id,
            "kind": self.kind,
            "side": self.alternative and self.alternative.words,
            "dimension": self.dimension and self.dimension.words,
            "property": self.property and self.property.words,
            "polarity": self.polarity,
            "quote": document.quote(self.span),
            "start": self.span.start,
            "end": self.span.end,
            "raw_start": raw_start,
            "raw_end": raw_end,
            "rule": self.rule,
            "confidence": self.confidence,
            "path": list(self.path),
            "anchors": {
                name: [span.start, span.end] if span else None
                for name, span in (
                    ("side", self.alternative and self.alternative.span),
                    ("dimension", self.dimension and self.dimension.span),
                    ("property", self.property and self.property.span),
                    ("context", self.context),
                )
            },
        }


@dataclass(frozen=True, slots=True)
class Extraction:
    """What is found in one article.

    Attributes:
        sides: what is compared, in the order in which the article names it.
        drafts: what the article says about them, in its order.
    """

    sides: tuple[Side, ...]
    drafts: tuple[Draft, ...]


def drafts_text(document: Document, drafts: Sequence[Draft]) -> str:
    """Return drafts as the JSON text that ``kg ingest`` writes, a line feed at its end.

    It is that of :func:`json.dumps` with an indent of 2, in a fraction of the time: every draft has the same keys.
    """
    texts = [_text(draft.as_json(document)) for draft in drafts]
    return f"[\n  {_NEXT.join(texts)}\n]\n" if texts else "[]\n"


_NEXT = ",\n  "
_FORM = """{
    "id": %s,
    "kind": %s,
    "side": %s,
    "dimension": %s,
    "property": %s,
    "polarity": %s,
    "quote": %s,
    "start": %d,
    "end": %d,
    "raw_start": %d,
    "raw_end": %d,
    "rule": %s,
    "confidence": %r,
    "path": %s,
    "anchors": {
      "side": %s,
      "dimension": %s,
      "property": %s,
      "context": %s
    }
  }"""


def _text(row: dict[str, Any]) -> str:
    *values, path, anchors = row.values()
    texts = [encode_basestring(value) if type(value) is str else "null" if value is None else value for value in values]
    steps = ",\n      ".join(map(encode_basestring, path))
    ranges = [f"[\n        {span[0]},\n        {span[1]}\n      ]" if span else "null" for span in anchors.values()]
    return _FORM % (*texts, f"[\n      {steps}\n    ]" if path else "[]", *ranges)
