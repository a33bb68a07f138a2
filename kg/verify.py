"""Every anchor looked up again in the text: does the article still say it, and where?

An anchor is found *exact* at its recorded place; *moved* when the same words stand elsewhere in the same surroundings;
*normalised* when they differ in Unicode form (NFKC) or white space only; *ambiguous* when several places fit equally;
otherwise *missing*. Surroundings are the prefix and suffix of the ``oa:TextQuoteSelector`` (Web Annotation Data Model,
section 4.2.4): a moved anchor must have one of them whole, so that a common word is not taken for another place.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from kg.document import Document, read_document, sentences
from kg.errors import SourceError
from kg.graph import Graph

__all__ = ["Coverage", "Nearest", "Report", "Result", "Status", "verify"]

Status = Literal["exact", "normalised", "moved", "ambiguous", "missing"]

#: A quote at least this long that stands once in a text is the same quote whatever surrounds it.
_DISTINCTIVE = 16

_ANCHORS = """
SELECT ?thing ?role ?anchor ?text ?exact ?prefix ?suffix ?start ?end WHERE {
  ?thing ?role ?anchor .
  ?anchor a cg:Anchor ; oa:hasSource ?text ; oa:hasSelector ?quote , ?position .
  ?quote oa:exact ?exact .
  ?position oa:start ?start ; oa:end ?end .
  OPTIONAL { ?quote oa:prefix ?prefix }
  OPTIONAL { ?quote oa:suffix ?suffix }
} ORDER BY ?start ?end ?thing ?role
"""
_TEXTS = "SELECT ?text ?content { ?text a cg:CanonicalText ; schema:text ?content }"


@dataclass(frozen=True)
class Nearest:
    """The passage that is most like a missing quote; ``similarity`` is between 0 and 1."""

    start: int
    end: int
    text: str
    similarity: float


@dataclass(frozen=True)
class Result:
    """One anchor of one thing: where it was found now; ``start`` and ``end`` are ``None`` when it was not."""

    iri: str
    anchor: str
    role: str
    status: Status
    start: int | None
    end: int | None
    quote: str
    nearest: Nearest | None = None


@dataclass(frozen=True)
class Coverage:
    """How many sentences of the text lie in anchors, and the text of those that do not.

    ``altered`` are those of the latter of which a part does: something was put in beside a quote.
    """

    sentences: int
    anchored: int
    unanchored: tuple[str, ...]
    altered: tuple[str, ...] = ()


@dataclass(frozen=True)
class Report:
    """What was looked up."""

    results: tuple[Result, ...]
    coverage: Coverage

    @property
    def checked(self) -> int:
        """The number of anchors looked up, each as often as something is anchored there."""
        return len(self.results)

    def found(self, *, strict: bool = False) -> bool:
        """Whether every quote was found, nothing put in beside one; with ``strict``, all where they were recorded."""
        good = {"exact"} if strict else {"exact", "normalised", "moved"}
        return not self.coverage.altered and all(result.status in good for result in self.results)

    def to_json(self) -> dict[str, Any]:
        """Return the report as plain dictionaries and lists."""
        return {
            "checked": self.checked,
            "results": [
                {
                    "iri": result.iri,
                    "anchor": result.anchor,
                    "role": result.role,
                    "status": result.status,
                    "start": result.start,
                    "end": result.end,
                    **({"quote": result.quote} if result.status == "missing" else {}),
                    **({"nearest": vars(result.nearest)} if result.nearest else {}),
                }
                for result in self.results
            ],
            "coverage": {
                "sentences": self.coverage.sentences,
                "anchored": self.coverage.anchored,
                "unanchored": list(self.coverage.unanchored),
                **({"altered": list(self.coverage.altered)} if self.coverage.altered else {}),
            },
        }


@dataclass
class _Text:
    """A canonical text to look in."""

    content: str
    covered: bytearray = field(init=False)

    def __post_init__(self) -> None:
        self.covered = bytearray(len(self.content))

    @cached_property
    def normal(self) -> tuple[str, list[int]]:
        """The text in NFKC without white space, and for each of its characters the position it came from."""
        characters: list[str] = []
        positions: list[int] = []
        for position, character in enumerate(self.content):
            for part in _normal(character):
                characters.append(part)
                positions.append(position)
        return "".join(characters), positions

    def locate(self, exact: str, prefix: str, suffix: str, start: int) -> tuple[Status, int, int]:
        """Return how and where a quote is found; ``missing`` gives an empty range."""
        end = start + len(exact)
        if self.content[start:end] == exact:
            return "exact", start, end
        status, place = _best(self.content, exact, prefix, suffix)
        if status != "missing":
            return status, place, place + len(exact)
        text, positions = self.normal
        wanted = _normal(exact)
        if wanted:
            status, place = _best(text, wanted, _normal(prefix), _normal(suffix))
            if status != "missing":
                last = positions[place + len(wanted) - 1]
                return "normalised" if status == "moved" else status, positions[place], last + 1
        return "missing", 0, 0

    def nearest(self, exact: str, start: int) -> Nearest | None:
        """The passage most like a quote: at its recorded place, around it, or anywhere, wherever first one is alike."""
        from rapidfuzz.fuzz import partial_ratio_alignment, ratio

        there = self.content[start : start + len(exact)]
        score = ratio(exact, there)
        recorded = Nearest(start, start + len(there), there, round(score / 100, 3))
        if score >= 80:
            return recorded
        around = (max(0, start - len(exact)), start + 2 * len(exact))
        for first, last in (around, (0, len(self.content))):
            found = partial_ratio_alignment(exact, self.content[first:last], score_cutoff=50)
            if found is not None and found.dest_end > found.dest_start:
                if found.score <= score:
                    return recorded
                begin, end = first + found.dest_start, first + found.dest_end
                return Nearest(begin, end, self.content[begin:end], round(found.score / 100, 3))
        return None


def verify(graph: Graph, source: Document | None = None) -> Report:
    """Look up every anchor of a graph.

    Args:
        graph: where the anchors are recorded.
        source: the article to look in; by default the article file of the folder that the graph was read from, or
            else the text that the graph itself records.

    Raises:
        SourceError: the graph has no anchors, or anchors of several texts although one source is given.
        DocumentError: an article file cannot be read.
    """
    rows = graph.values(_ANCHORS)
    if not rows:
        raise SourceError("nothing in the graph is anchored", where=graph.name, hint="kg info tells what it holds")
    texts = _texts(graph, sorted({row["text"] for row in rows}), source)
    results = [_result(texts[row["text"]], row) for row in rows]
    return Report(tuple(results), _coverage(texts))


def _texts(graph: Graph, iris: list[str], source: Document | None) -> dict[str, _Text]:
    if source is not None:
        if len(iris) > 1:
            raise SourceError(
                "the graph holds several articles", hint="give the one that the source belongs to with -g"
            )
        return {iris[0]: _Text(source.text)}
    recorded = {row["text"]: row["content"] for row in graph.values(_TEXTS)}
    texts: dict[str, _Text] = {}
    for iri in iris:
        folder = graph.folders.get(iri.removesuffix("/text"))
        files = sorted(folder.glob("article.*")) if folder else []
        if files:
            texts[iri] = _Text(read_document(files[0]).text)
        elif iri in recorded:
            texts[iri] = _Text(recorded[iri])
        else:
            raise SourceError(
                "neither its text nor its file is known", where=iri, hint="give the article with --source"
            )
    return texts


def _result(text: _Text, row: dict[str, str]) -> Result:
    status, start, end = text.locate(row["exact"], row.get("prefix", ""), row.get("suffix", ""), int(row["start"]))
    role = row["role"].rpartition("#")[2].removeprefix("has").removesuffix("Anchor").lower()
    common = (row["thing"], row["anchor"], role, status)
    if status in {"missing", "ambiguous"}:
        return Result(*common, None, None, row["exact"], text.nearest(row["exact"], int(row["start"])))
    text.covered[start:end] = b"\1" * (end - start)
    return Result(*common, start, end, row["exact"])


def _coverage(texts: dict[str, _Text]) -> Coverage:
    count = 0
    unanchored: list[str] = []
    altered: list[str] = []
    for text in texts.values():
        for span in sentences(text.content):
            count += 1
            words = [text.covered[at] for at in range(span.start, span.end) if text.content[at].isalnum()]
            if not all(words):
                unanchored.append(text.content[span.start : span.end])
                if any(words):
                    altered.append(unanchored[-1])
    return Coverage(count, count - len(unanchored), tuple(unanchored), tuple(altered))


def _normal(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def _best(text: str, exact: str, prefix: str, suffix: str) -> tuple[Status, int]:
    """Find a quote by its surroundings; ``missing`` when no place has one side of them whole."""
    places = list(_occurrences(text, exact))
    ranked: list[tuple[int, int]] = []
    for place in places:
        before = _shared_ending(text[max(0, place - len(prefix)) : place], prefix)
        after = _shared_beginning(text[place + len(exact) : place + len(exact) + len(suffix)], suffix)
        whole = (prefix and before == len(prefix)) or (suffix and after == len(suffix))
        if whole or (len(places) == 1 and len(exact) >= _DISTINCTIVE):
            ranked.append((before + after, place))
    if not ranked:
        return "missing", 0
    ranked.sort(reverse=True)
    if len(ranked) > 1 and ranked[0][0] == ranked[1][0]:
        return "ambiguous", ranked[0][1]
    return "moved", ranked[0][1]


def _occurrences(text: str, words: str) -> Iterator[int]:
    place = text.find(words)
    while place >= 0:
        yield place
        place = text.find(words, place + 1)


def _shared_beginning(first: str, second: str) -> int:
    return next(
        (at for at, pair in enumerate(zip(first, second, strict=False)) if pair[0] != pair[1]),
        min(len(first), len(second)),
    )


def _shared_ending(first: str, second: str) -> int:
    return _shared_beginning(first[::-1], second[::-1])
