"""What is said of an article as a whole, of its text, and of the layers themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

import pyoxigraph as ox

from kg.assemble.layer import Layer
from kg.assemble.names import CG, DCTERMS, PROV, RDFS, SDO, TYPE, XSD
from kg.document import CANONICAL_VERSION, Document

__all__ = ["describe_article", "describe_layer"]

#: Which property each key of the front matter becomes.
_FRONT_MATTER = (
    ("title", DCTERMS.title),
    ("description", SDO.description),
    ("categories", SDO.articleSection),
    ("tags", SDO.keywords),
    ("keywords", SDO.keywords),
)
#: Who makes each layer: the class of the agent and its name in Chinese and English.
_AGENTS = {
    "said": (PROV.SoftwareAgent, "claimgraph 抽取器", "The extractor of claimgraph"),
    "curated": (PROV.Agent, "整理者", "The curator"),
    "derived": (PROV.SoftwareAgent, "claimgraph 规则", "The rules of claimgraph"),
    "drafted": (PROV.SoftwareAgent, "claimgraph 抽取器", "The extractor of claimgraph"),
}
_MEDIA_TYPES = dict.fromkeys((".md", ".markdown", ".mdx", ".mkd"), "text/markdown")


def describe_article(layer: Layer, article: str, document: Document, headline: str, language: str) -> None:
    """Write the front matter of an article, its file and its canonical text.

    Args:
        layer: the said layer.
        article: its IRI.
        document: the article as read.
        headline: the words of its first heading.
        language: the language that it is written in.

    Raises:
        DocumentError: the front matter is broken.
    """
    data = document.metadata
    this, source, text = (ox.NamedNode(article + part) for part in ("", "/source", "/text"))
    layer.add(this, TYPE, SDO.BlogPosting)
    layer.text(this, SDO.headline, headline, language)
    layer.text(this, SDO.inLanguage, language)
    for key, predicate in _FRONT_MATTER:
        value = data.get(key)
        for part in value if isinstance(value, list) else [] if value is None else [value]:
            layer.text(this, predicate, str(part), language)
    if "artid" in data:
        layer.text(this, DCTERMS.identifier, str(data["artid"]))
    # YAML turns the date into UTC and forgets the offset that the author wrote.
    date = re.search(r"^date *[:=]\s*(.+?)\s*$", document.front_matter, re.MULTILINE)
    if date and (published := _date(date[1])):
        layer.add(this, SDO.datePublished, published)
    layer.add(this, SDO.encoding, source)
    layer.add(source, TYPE, SDO.MediaObject)
    name = Path(document.name).name
    layer.text(source, SDO.name, name)
    layer.text(source, SDO.encodingFormat, _MEDIA_TYPES.get(Path(name).suffix.lower(), "text/html"))
    layer.text(source, SDO.sha256, document.sha256)
    layer.add(text, TYPE, CG.CanonicalText)
    layer.add(text, PROV.wasDerivedFrom, source)
    layer.text(text, CG.textVersion, CANONICAL_VERSION)
    layer.text(text, SDO.sha256, document.canonical.sha256)
    layer.text(text, SDO.text, document.text, language)


def describe_layer(layer: Layer, article: str, name: str, sources: Iterable[str], decided: str) -> None:
    """Let a layer say what it is, who made it, when, and from what (PROV-O).

    Args:
        layer: the layer.
        article: the IRI of its article.
        name: of the layer: ``said``, ``curated``, ``derived`` or ``drafted``.
        sources: the last parts of the IRIs of what it was derived from.
        decided: the date of the decisions, ``YYYY-MM-DD``; a layer is as old as they are.
    """
    this, agent = ox.NamedNode(f"{article}/{name}"), ox.NamedNode(f"{article}/{name}-agent")
    kind, *labels = _AGENTS[name]
    layer.add(this, TYPE, CG.Layer)
    layer.add(this, CG.hasLayerKind, CG[name.capitalize()])
    layer.add(this, DCTERMS.isPartOf, ox.NamedNode(article))
    layer.add(this, PROV.wasAttributedTo, agent)
    layer.add(this, PROV.generatedAtTime, ox.Literal(f"{decided}T00:00:00Z", datatype=XSD.dateTime))
    for source in sources:
        layer.add(this, PROV.wasDerivedFrom, ox.NamedNode(f"{article}/{source}"))
    layer.add(agent, TYPE, kind)
    for language, label in zip(("zh", "en"), labels, strict=True):
        layer.text(agent, RDFS.label, label, language)


def _date(text: str) -> ox.Literal | None:
    """``2024-05-23 11:28:19 +0800`` as ``xsd:dateTime``, the offset kept; a day as ``xsd:date``; else nothing."""
    found = re.fullmatch(
        r"[\"']?(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d(?::\d\d)?)(?:\.\d+)?\s*(Z|[+-]\d\d(?::?\d\d)?)?)?[\"']?", text
    )
    if not found:
        return None
    day, time, offset = found.groups()
    try:
        datetime.fromisoformat(f"{day}T{time or '00:00'}")
    except ValueError:
        return None
    if time is None:
        return ox.Literal(day, datatype=XSD.date)
    time = time if len(time) > 5 else f"{time}:00"
    if offset and offset != "Z":
        offset = f"{offset[:3]}:{offset[3:].lstrip(':') or '00'}"
    return ox.Literal(f"{day}T{time}{offset or ''}", datatype=XSD.dateTime)
