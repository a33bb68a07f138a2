"""What is said of an article as a whole, of its text, and of the layers themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any

from rdflib import RDF, RDFS, XSD, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, PROV, SDO

from kg.assemble.names import CG
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
}


def describe_article(graph: Graph, article: URIRef, document: Document, headline: str, language: str) -> None:
    """Write the front matter of an article, its file and its canonical text.

    Args:
        graph: the said layer.
        article: its IRI.
        document: the article as read.
        headline: the words of its first heading.
        language: the language that it is written in.

    Raises:
        DocumentError: the front matter is broken.
    """
    data = document.metadata
    graph.add((article, RDF.type, SDO.BlogPosting))
    graph.add((article, SDO.headline, Literal(headline, lang=language)))
    graph.add((article, SDO.inLanguage, Literal(language)))
    for key, predicate in _FRONT_MATTER:
        value = data.get(key)
        for part in value if isinstance(value, list) else [] if value is None else [value]:
            graph.add((article, predicate, Literal(str(part), lang=language)))
    if "artid" in data:
        graph.add((article, DCTERMS.identifier, Literal(str(data["artid"]))))
    # YAML turns the date into UTC and forgets the offset that the author wrote.
    date = re.search(r"^date:\s*(.+?)\s*$", document.front_matter, re.MULTILINE)
    if date:
        graph.add((article, SDO.datePublished, _date_time(date[1])))
    source, text = URIRef(f"{article}/source"), URIRef(f"{article}/text")
    graph.add((article, SDO.encoding, source))
    graph.add((source, RDF.type, SDO.MediaObject))
    graph.add((source, SDO.name, Literal(Path(document.name).name)))
    graph.add((source, SDO.encodingFormat, Literal("text/html")))
    graph.add((source, SDO.sha256, Literal(sha256(document.raw.encode()).hexdigest())))
    graph.add((text, RDF.type, CG.CanonicalText))
    graph.add((text, PROV.wasDerivedFrom, source))
    graph.add((text, CG.textVersion, Literal(CANONICAL_VERSION)))
    graph.add((text, SDO.sha256, Literal(document.canonical.sha256)))
    graph.add((text, SDO.text, Literal(document.text, lang=language)))


def describe_layer(graph: Graph, article: URIRef, name: str, sources: Iterable[str], decided: str) -> None:
    """Let a layer say what it is, who made it, when, and from what (PROV-O).

    Args:
        graph: the layer.
        article: the IRI of its article.
        name: of the layer: ``said``, ``curated`` or ``derived``.
        sources: the last parts of the IRIs of what it was derived from.
        decided: the date of the decisions, ``YYYY-MM-DD``; a layer is as old as they are.
    """
    layer, agent = URIRef(f"{article}/{name}"), URIRef(f"{article}/{name}-agent")
    kind, *labels = _AGENTS[name]
    graph.add((layer, RDF.type, CG.Layer))
    graph.add((layer, CG.hasLayerKind, CG[name.capitalize()]))
    graph.add((layer, DCTERMS.isPartOf, article))
    graph.add((layer, PROV.wasAttributedTo, agent))
    graph.add((layer, PROV.generatedAtTime, Literal(f"{decided}T00:00:00Z", datatype=XSD.dateTime)))
    for source in sources:
        graph.add((layer, PROV.wasDerivedFrom, URIRef(f"{article}/{source}")))
    graph.add((agent, RDF.type, kind))
    for language, label in zip(("zh", "en"), labels, strict=True):
        graph.add((agent, RDFS.label, Literal(label, lang=language)))


def _date_time(text: Any) -> Literal:
    """``2024-05-23 11:28:19 +0800`` as ``xsd:dateTime``, the offset kept; another text as it is."""
    found = re.fullmatch(r"(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d:\d\d))?\s*([+-]\d\d):?(\d\d)?", text)
    if not found:
        return Literal(text)
    return Literal(f"{found[1]}T{found[2] or '00:00:00'}{found[3]}:{found[4] or '00'}", datatype=XSD.dateTime)
