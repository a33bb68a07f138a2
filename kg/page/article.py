"""The article as it was read: its canonical text in blocks, the anchored passages marked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from itertools import pairwise
from typing import Any

import networkx as nx

from kg.graph import Graph

__all__ = ["articles", "segments"]

_TEXTS = "SELECT ?text ?content { ?text a cg:CanonicalText ; schema:text ?content }"
_ANCHORS = """
SELECT DISTINCT ?thing ?text ?start ?end {
  ?thing cg:hasQuoteAnchor ?anchor .
  ?anchor oa:hasSource ?text ; oa:hasSelector ?position .
  ?position oa:start ?start ; oa:end ?end .
}
"""
_WORDS = """
SELECT DISTINCT ?thing ?text ?start ?end {
  VALUES ?kind { cg:Claim cg:Example cg:Summary }
  ?statement a ?kind .
  { ?statement cg:hasPropertyAnchor ?anchor BIND(?statement AS ?thing) }
  UNION { ?statement cg:hasDimensionAnchor ?anchor ; cg:isInDimension ?thing }
  UNION { ?statement cg:hasAlternativeAnchor ?anchor ; cg:isAbout ?thing }
  ?anchor oa:hasSource ?text ; oa:hasSelector ?position .
  ?position oa:start ?start ; oa:end ?end .
}
"""
#: Whose passages are marked.
_MARKED = ("definition", "claim", "example", "verdict", "summary")
_ENDS = tuple("。！？；，.!?;,…”\"'）)")
_LONGEST_HEADING = 60

Passage = tuple[int, int, str]


def articles(
    graph: Graph, nodes: Sequence[str], network: nx.MultiDiGraph[str], tones: Mapping[str, str]
) -> list[list[dict[str, Any]]]:
    """Return the blocks of every canonical text: ``language``, ``heading`` and ``parts``.

    Each part has ``text``, ``nodes`` (places in the order given, the innermost statement first) and ``tone``;
    one in no passage may have ``words``: the side, the dimension, or the claim of the property that it names.
    """
    places = {iri: number for number, iri in enumerate(nodes)}
    marked = {iri for iri in places if network.nodes[iri]["kind"] in _MARKED}
    quotes = _by_text(graph, _ANCHORS, marked)
    words = _by_text(graph, _WORDS, places.keys())
    texts = sorted((row["text"], row["content"]) for row in graph.values(_TEXTS))
    return [_blocks(content, quotes[text], words[text], places, tones) for text, content in texts]


def _by_text(graph: Graph, query: str, things: Set[str]) -> Mapping[str, list[Passage]]:
    found: dict[str, list[Passage]] = defaultdict(list)
    for row in graph.values(query):
        if row["thing"] in things:
            found[row["text"]].append((int(row["start"]), int(row["end"]), row["thing"]))
    return found


def _blocks(
    text: str, quotes: list[Passage], words: list[Passage], places: Mapping[str, int], tones: Mapping[str, str]
) -> list[dict[str, Any]]:
    found = []
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        if line:
            parts = []
            for left, right, inside in segments(start, end, quotes):
                if inside:
                    nodes = " ".join(str(places[iri]) for iri in inside)
                    parts.append({"text": text[left:right], "nodes": nodes, "tone": tones[inside[0]]})
                    continue
                for a, b, named in segments(left, right, words):
                    iri = named[0] if named else ""
                    parts.append({"text": text[a:b], "nodes": "", "words": iri, "tone": tones[iri] if iri else ""})
            marked = any(part["nodes"] for part in parts)
            heading = not marked and len(line) <= _LONGEST_HEADING and not line.endswith(_ENDS)
            chinese = any("\u4e00" <= char <= "\u9fff" for char in line)
            found.append({"language": "zh" if chinese else "en", "heading": heading, "parts": parts})
        start = end + 1
    return found


def segments(start: int, end: int, passages: Iterable[Passage]) -> list[tuple[int, int, list[str]]]:
    """Cut a range at every boundary of a passage; each piece knows the passages it lies in, the shortest first."""
    inside = [passage for passage in passages if passage[0] < end and passage[1] > start]
    cuts = sorted({start, end, *(cut for a, b, _ in inside for cut in (a, b) if start < cut < end)})
    return [
        (
            left,
            right,
            [iri for a, b, iri in sorted(inside, key=lambda p: (p[1] - p[0], p)) if a <= left and right <= b],
        )
        for left, right in pairwise(cuts)
    ]
