"""Drafts and sides as ``kg ingest`` writes them, read again."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, get_args

from kg.document import Document, Span
from kg.errors import DecisionError
from kg.extract.draft import Draft, Kind, Side, Slot

__all__ = ["read_drafts", "read_sides", "sides_text"]


def read_drafts(path: Path, document: Document) -> tuple[Draft, ...]:
    """Read drafts from JSON, in the form of :meth:`Draft.as_json`; ``anchors`` may be missing.

    Args:
        path: the file.
        document: the article that they are drafts of.

    Raises:
        DecisionError: it is no such file, or the drafts are of another text.
    """
    try:
        items = json.loads(path.read_text("utf-8"))
        drafts = tuple(_draft(item, document) for item in items)
    except OSError as error:
        raise DecisionError(f"cannot be read: {error.strerror}", where=str(path)) from None
    except (ValueError, TypeError, KeyError, AttributeError):
        raise DecisionError("no list of drafts", where=str(path), hint="kg ingest writes one") from None
    for draft, item in zip(drafts, items, strict=True):
        if document.quote(draft.span) != item["quote"]:
            raise DecisionError(
                f"the article does not say {item['quote'][:20]!r} at {draft.span.start}",
                where=str(path),
                hint="the article was changed: kg ingest it again; decisions are kept",
            )
    return drafts


def _draft(item: Mapping[str, Any], document: Document) -> Draft:
    span = Span(int(item["start"]), int(item["end"]))
    anchors = item.get("anchors") or {}
    if item["kind"] not in get_args(Kind) or item["polarity"] not in {"+", "-", None}:
        raise ValueError(item["kind"])
    side, dimension, property_ = (
        None if item[name] is None else Slot(str(item[name]), Span(*anchors[name]) if anchors.get(name) else None)
        for name in ("side", "dimension", "property")
    )
    return Draft(
        str(item["id"]),
        item["kind"],
        span,
        str(item["rule"]),
        Span(*anchors["context"]) if anchors.get("context") else _blocks(span, document),
        side,
        dimension,
        property_,
        item["polarity"],
        float(item["confidence"]),
        tuple(map(str, item["path"])),
    )


def _blocks(span: Span, document: Document) -> Span:
    """The whole blocks in which a quote stands."""
    spans = [block.span for block in document.blocks if block.span.start < span.end and span.start < block.span.end]
    return Span(min(one.start for one in spans), max(one.end for one in spans)) if spans else span


def sides_text(sides: Sequence[Side]) -> str:
    """Return sides as the JSON text that ``kg ingest --sides-only`` writes, a line feed at its end."""
    rows = [
        {"name": side.name, "names": list(side.names), "score": side.score, "evidence": list(side.evidence)}
        for side in sides
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def read_sides(path: Path) -> tuple[Side, ...]:
    """Read sides from JSON, in the form of :func:`sides_text`.

    Raises:
        DecisionError: it is no such file.
    """
    try:
        return tuple(
            Side(side["name"], tuple(side["names"]), float(side["score"]), tuple(side["evidence"]))
            for side in json.loads(path.read_text("utf-8"))
        )
    except (OSError, ValueError, TypeError, KeyError):
        raise DecisionError("no list of sides", where=str(path), hint="kg ingest writes one") from None
