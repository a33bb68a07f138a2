"""What the page says of the articles that its quotes come from, and the links that lead to each quote there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlsplit

from kg.document import read_document
from kg.document.fragments import Stretch, TextFragments, stretches
from kg.errors import SourceError
from kg.graph import Graph

__all__ = ["Sources"]

_ARTICLES = """
SELECT DISTINCT ?article ?text ?headline ?published ?own ?url {
  { ?comparison a cg:Comparison ; schema:isPartOf ?article }
  UNION { ?text a cg:CanonicalText ; prov:wasDerivedFrom/^schema:encoding ?article }
  ?article schema:headline ?headline .
  OPTIONAL { ?text a cg:CanonicalText ; prov:wasDerivedFrom/^schema:encoding ?article }
  OPTIONAL { ?article schema:datePublished ?published }
  OPTIONAL { ?article schema:inLanguage ?own }
  OPTIONAL { ?article schema:url ?url }
} ORDER BY ?article DESC(LANGMATCHES(LANG(?headline), ?own)) ?headline ?published ?url ?text
"""
_QUOTES = """
SELECT DISTINCT ?thing ?anchor ?text ?start ?end {
  ?thing cg:hasQuoteAnchor ?anchor .
  ?anchor oa:hasSource ?text ; oa:hasSelector ?position .
  ?position oa:start ?start ; oa:end ?end .
} ORDER BY ?thing ?start ?end ?anchor
"""
_TEXT = "SELECT ?text ?content { ?text a cg:CanonicalText ; schema:text ?content }"
_UNBROKEN = """
SELECT DISTINCT ?text ?start ?end {
  ?anchor oa:hasSource ?text ; oa:hasSelector ?position ; cg:rawStart ?rawStart ; cg:rawEnd ?rawEnd .
  ?position oa:start ?start ; oa:end ?end .
  FILTER(?rawEnd - ?rawStart = ?end - ?start)
}
"""


@dataclass(frozen=True)
class _Article:
    iri: str
    text: str
    headline: str
    date: str
    language: str
    url: str


class Sources:
    """The articles of a graph.

    Args:
        graph: what is shown.
        url: where the article can be read, if the graph does not say.

    Raises:
        SourceError: the address is not one of the web, or the graph holds no article, or several.
    """

    def __init__(self, graph: Graph, url: str | None = None) -> None:
        self.graph = graph
        found: dict[str, _Article] = {}
        for row in graph.values(_ARTICLES):
            address = row.get("url", "")
            if row["article"] not in found or (_is_address(address) and not found[row["article"]].url):
                found.setdefault(row["article"], _article(row, address if _is_address(address) else ""))
        self.articles = list(found.values())
        if url is not None:
            if not _is_address(url):
                raise SourceError("no address of a web page", where=url, hint="it begins with https:// or http://")
            if len(self.articles) != 1:
                count = f"{len(self.articles)} articles" if self.articles else "no article"
                raise SourceError(
                    f"an address was given, but the graph holds {count}",
                    where=graph.name,
                    hint="schema:url of each article can name its address",
                )
            self.articles = [_Article(**{**vars(self.articles[0]), "url": url})]

    def told(self) -> list[dict[str, str]]:
        """Return what is known of each article: ``iri``, ``text``, ``headline``, ``date``, ``language`` and ``url``."""
        return [{name: value for name, value in vars(article).items() if value} for article in self.articles]

    def places(self) -> dict[str, dict[str, Any]]:
        """Return by thing where its quote stands: ``source`` (a place in :meth:`told`), ``anchor`` and ``fragment``.

        ``fragment`` is the text directive that makes a browser scroll to the quote; only where the article's address is
        known.
        """
        number = {article.text: at for at, article in enumerate(self.articles) if article.text}
        found: dict[str, dict[str, Any]] = {}
        for row in self.graph.values(_QUOTES):
            if row["text"] not in number or row["thing"] in found:
                continue
            at = number[row["text"]]
            place: dict[str, Any] = {"source": at, "anchor": row["anchor"]}
            if self.articles[at].url and row["text"] in self._fragments:
                fragment = self._fragments[row["text"]].directive(int(row["start"]), int(row["end"]))
                place |= {"fragment": fragment} if fragment else {}
            found[row["thing"]] = place
        return found

    @cached_property
    def _fragments(self) -> Mapping[str, TextFragments]:
        contents = {row["text"]: row["content"] for row in self.graph.values(_TEXT)}
        unbroken: dict[str, list[Stretch]] = defaultdict(list)
        found = {}
        for article in self.articles:
            content = contents.get(article.text)
            if content is None or not article.url:
                continue
            folder = self.graph.folders.get(article.iri)
            files = sorted(folder.glob("article.*")) if folder else []
            document = read_document(files[0]) if files else None
            if document is not None and document.text == content:
                found[article.text] = TextFragments(content, stretches(document))
                continue
            # Without the file, what is as long there as in the text is known to stand in it without interruption.
            if not unbroken:
                for row in self.graph.values(_UNBROKEN):
                    unbroken[row["text"]].append(Stretch(int(row["start"]), int(row["end"])))
            found[article.text] = TextFragments(content, _joined(unbroken[article.text]))
        return found


def _article(row: Mapping[str, str], url: str) -> _Article:
    return _Article(
        row["article"], row.get("text", ""), row["headline"], row.get("published", "")[:10], row.get("own", ""), url
    )


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and not any(map(str.isspace, url))


def _joined(ranges: list[Stretch]) -> list[Stretch]:
    """Ranges that overlap as one, in order."""
    found: list[Stretch] = []
    for piece in sorted(ranges):
        if found and piece.start < found[-1].end:
            found[-1] = Stretch(found[-1].start, max(found[-1].end, piece.end))
        else:
            found.append(piece)
    return found
