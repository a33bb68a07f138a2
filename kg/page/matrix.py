"""The matrix of the page: dimensions by sides, in both languages at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import networkx as nx

from kg.compare import Cell, Claim, Comparison, Row, Verdict, comparisons
from kg.errors import TermError
from kg.graph import Graph
from kg.network import LANGUAGES, MENTIONS, Texts
from kg.page.cards import two_minded

__all__ = ["matrices"]

_SAME = "SELECT ?one ?other { ?one skos:exactMatch ?other }"
_HEADLINES = "SELECT ?article ?headline { ?article schema:headline ?headline } ORDER BY ?headline"
_SUPPORTS = "http://purl.org/spar/cito/supports"
_SIGNS = {"+": "＋", "-": "－"}


def matrices(graph: Graph, network: nx.MultiDiGraph[str], tones: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return the article, sides, rows and conclusions of each comparison of the graph, in the order of the articles."""
    try:
        found = {language: comparisons(graph, language=language) for language in LANGUAGES}
    except TermError:
        return []
    headlines = {row["article"]: row["headline"] for row in graph.values(_HEADLINES)}
    # What is the same in several articles is one node, under one of its names.
    same = {row["one"]: row["other"] for row in graph.values(_SAME) if row["other"] in network}
    tables = []
    for number, one in enumerate(found["zh"]):
        of = {language: several[number] for language, several in found.items()}
        table = _Matrix(network, tones, of, same).table()
        tables.append({"article": headlines.get(one.article, "") if len(found["zh"]) > 1 else "", **table})
    return tables


class _Matrix:
    def __init__(
        self,
        network: nx.MultiDiGraph[str],
        tones: Mapping[str, str],
        found: Mapping[str, Comparison],
        same: Mapping[str, str],
    ) -> None:
        self.network, self.tones, self.found, self.same = network, tones, found, same
        self.sides = [side.iri for side in found["zh"].alternatives]
        self.signed = two_minded(network)

    def table(self) -> dict[str, Any]:
        comparison = self.found["zh"]
        return {
            "sides": [
                {"iri": self._node(iri), "tone": self._tone(iri), "labels": self._labels(iri)} for iri in self.sides
            ],
            "rows": [
                self._row({language: found.rows[n] for language, found in self.found.items()})
                for n in range(len(comparison.rows))
            ],
            "conclusions": self._verdicts({language: found.conclusion for language, found in self.found.items()}),
        }

    def _node(self, iri: str) -> str:
        return iri if iri in self.network else self.same.get(iri, iri)

    def _tone(self, iri: str) -> str:
        return self.tones[self._node(iri)]

    def _labels(self, iri: str) -> Texts:
        labels: Texts = self.network.nodes[self._node(iri)]["labels"]
        return labels

    def _row(self, rows: Mapping[str, Row]) -> dict[str, Any]:
        dimension = rows["zh"].dimension
        return {
            "dimension": {"iri": self._node(dimension.iri), "labels": self._labels(dimension.iri)}
            if dimension
            else None,
            "cells": [
                self._cell({language: row.cells[n] for language, row in rows.items()}) for n in range(len(self.sides))
            ],
            "sided": not rows["zh"].common or any(self._says(cell) for cell in rows["zh"].cells),
            "common": self._cell({language: row.common for language, row in rows.items() if row.common}),
            "verdicts": self._verdicts({language: row.verdicts for language, row in rows.items()}),
        }

    @staticmethod
    def _says(cell: Cell) -> bool:
        return bool(cell.definitions or cell.claims or cell.examples or cell.summaries)

    def _cell(self, cells: Mapping[str, Cell]) -> dict[str, Any] | None:
        if not cells:
            return None
        first = cells["zh"]
        return {
            "tone": self._tone(first.alternative) if first.alternative else "",
            "definitions": [
                {
                    "iri": definition.iri,
                    "words": {
                        language: cell.definitions[n].wording or definition.quote for language, cell in cells.items()
                    },
                }
                for n, definition in enumerate(first.definitions)
            ],
            "claims": [
                self._claim({language: cell.claims[n] for language, cell in cells.items()})
                for n in range(len(first.claims))
            ],
            "examples": [{"iri": example.iri, "labels": self._labels(example.iri)} for example in first.examples],
            "summaries": [
                {
                    "iri": summary.iri,
                    "words": {language: cell.summaries[n].wording or summary.quote for language, cell in cells.items()},
                }
                for n, summary in enumerate(first.summaries)
            ],
        }

    def _claim(self, claims: Mapping[str, Claim]) -> dict[str, Any]:
        iri = claims["zh"].iri
        words = {language: claim.wording or claim.quote for language, claim in claims.items()}
        alike = all(words[language].casefold() == claim.property.casefold() for language, claim in claims.items())
        return {
            "iri": iri,
            "labels": {language: claim.property for language, claim in claims.items()},
            "words": None if alike else words,
            "sign": _SIGNS.get(claims["zh"].polarity or "", "") if self.signed else "",
            "evidence": self._evidence(iri),
        }

    def _evidence(self, claim: str) -> Texts | None:
        """How many examples support a claim and how many entities it names."""
        examples = {
            source
            for source, _, key in self.network.in_edges(claim, keys=True)
            if key == _SUPPORTS and self.network.nodes[source]["kind"] == "example"
        }
        named = {target for _, target, key in self.network.out_edges(claim, keys=True) if key == MENTIONS}
        zh, en = [], []
        if examples:
            zh.append(f"{len(examples)} 个例证")
            en.append(f"{len(examples)} example{'s' * (len(examples) > 1)}")
        if named:
            zh.append(f"{len(named)} 个实体")
            en.append(f"{len(named)} {'entities' if len(named) > 1 else 'entity'}")
        return {"zh": " · ".join(zh), "en": " · ".join(en)} if zh else None

    def _verdicts(self, verdicts: Mapping[str, tuple[Verdict, ...]]) -> list[dict[str, Any]]:
        return [
            {
                "iri": verdict.iri,
                "words": None
                if verdict.assessments
                else {language: found[n].wording or verdict.quote for language, found in verdicts.items()},
                "sides": [
                    {"tone": self._tone(side), "assessments": self._assessments(verdicts, n, side)}
                    for side in self.sides
                ],
            }
            for n, verdict in enumerate(verdicts["zh"])
        ]

    def _assessments(self, verdicts: Mapping[str, tuple[Verdict, ...]], number: int, side: str) -> list[dict[str, Any]]:
        """What a verdict says of one side; each part leads to the claim that it takes up, else to the verdict."""
        both = {language: found[number].assessments for language, found in verdicts.items()}
        return [
            {
                "iri": item.claim if item.claim in self.network else verdicts["zh"][number].iri,
                "sign": _SIGNS.get(item.polarity or "", ""),
                "words": {"zh": item.words, "en": both["en"][n].wording or item.words},
            }
            for n, item in enumerate(both["zh"])
            if item.alternative == side
        ]
