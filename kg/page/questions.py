"""The stored questions with their answers, as tables that name nodes instead of repeating what stands there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import networkx as nx
import pyoxigraph as ox

from kg.catalogue import StoredQuery, bound, catalogue
from kg.graph import Graph
from kg.network import LANGUAGES, Texts
from kg.page.words import column
from kg.terms import Labels

__all__ = ["questions"]

#: How many rows a table shows.
ROWS = 40
_LONGEST = 90
#: What the details of a node show, and what nobody reads in a table.
_LEFT_OUT = {"quote", "start", "end", "wording", "other_wording", "sha256", "file_sha256", "passage"}
#: These ask for nothing but what is left out.
_NOT_ASKED = {"wordings"}
#: Columns that say again what another one says, if that one is there.
_NAMES_OF = {"label": "entity", "title": "example", "property": "claim", "property_iri": "claim", "headline": "article"}
_AXES = {"alternative", "other_alternative", "dimension"}

#: A cell: the place of a node, or words by language.
Entry = int | Texts


def questions(graph: Graph, network: nx.MultiDiGraph[str], nodes: Sequence[str]) -> list[dict[str, Any]]:
    """Return every question that needs no parameter: ``name``, ``question``, ``columns``, ``rows`` and ``more``.

    Rows name a node by its place in ``nodes``.
    """
    answers = _Answers(graph, network, nodes)
    return [
        answers.answer(query)
        for name, query in catalogue().items()
        if name not in _NOT_ASKED
        and "layers" not in query.header.tags
        and not any(parameter.required for parameter in query.parameters.values())
    ]


class _Answers:
    def __init__(self, graph: Graph, network: nx.MultiDiGraph[str], nodes: Sequence[str]) -> None:
        self.graph = graph
        self.places = {iri: number for number, iri in enumerate(nodes)}
        self.labels = {language: Labels(graph, language) for language in LANGUAGES}
        self.axes = {
            language: {
                network.nodes[iri]["labels"][language]: self.places[iri]
                for iri in (*network.graph["alternatives"], *network.graph["dimensions"])
            }
            for language in LANGUAGES
        }

    def answer(self, query: StoredQuery) -> dict[str, Any]:
        """The answer to one question."""
        header = query.header
        names = self._columns(query)
        rows = _merged(*(self._rows(query, names, language) for language in LANGUAGES))
        return {
            "name": query.name,
            "question": {language: header.question.get(language, query.name) for language in LANGUAGES},
            "columns": [column(name) for name in names],
            "rows": rows[:ROWS],
            "count": len(rows),
            "more": max(0, len(rows) - ROWS),
        }

    def _ask(self, query: StoredQuery, language: str) -> ox.QuerySolutions:
        values = {"lang": language} if "lang" in query.variables else {}
        found = self.graph.query(bound(query, self.graph, values), union=True, where=query.name)
        assert isinstance(found, ox.QuerySolutions), query.name
        return found

    def _columns(self, query: StoredQuery) -> list[str]:
        names = [variable.value for variable in self._ask(query, "en").variables]
        kept = [name for name in names if name not in _LEFT_OUT and not _repeats(name, names)]
        # Without a thing to lead to, the words themselves are the answer.
        return [*kept, "quote"] if "quote" in names and kept in (["rule"], []) else kept

    def _rows(self, query: StoredQuery, names: Sequence[str], language: str) -> list[list[Entry]]:
        """The rows of an answer, each once."""
        rows = ([self._cell(name, row[name], language) for name in names] for row in self._ask(query, language))
        return list({repr(row): row for row in rows}.values())

    def _cell(self, name: str, term: Any, language: str) -> Entry:
        if term is None:
            return _words("")
        value = str(term.value)
        if isinstance(term, ox.NamedNode):
            if value in self.places:
                return self.places[value]
            return {each: _cut(labels[value]) for each, labels in self.labels.items()}
        if name in _AXES and value in self.axes[language]:
            return self.axes[language][value]
        if isinstance(term, ox.Literal) and term.datatype.value.endswith("#boolean"):
            return _words("✓" if value in {"true", "1"} else "–")
        return _words(_cut(value))


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _words(text: str) -> Texts:
    return dict.fromkeys(LANGUAGES, text)


def _repeats(name: str, names: Sequence[str]) -> bool:
    return (
        f"{name}_iri" in names
        or _NAMES_OF.get(name) in names
        or (name.endswith("_label") and name.removesuffix("_label") in names)
    )


def _merged(zh: list[list[Entry]], en: list[list[Entry]]) -> list[list[Entry]]:
    """The rows of both languages as one: those with the same things and numbers belong together.

    They come in the order of the Chinese answer. A row that has no partner stands in its own words.
    """
    partners: dict[str, list[list[Entry]]] = defaultdict(list)
    for row in en:
        partners[_key(row)].append(row)
    found = []
    for row in zh:
        others = partners[_key(row)]
        other = others.pop(0) if others else row
        found.append([_both(a, b) for a, b in zip(row, other, strict=True)])
    return found + [row for others in partners.values() for row in others]


def _key(row: Sequence[Entry]) -> str:
    """What is the same in both languages: places of nodes, labels by language, numbers; words may differ."""
    return repr([None if isinstance(cell, dict) and _is_wording(cell) else cell for cell in row])


def _is_wording(cell: Texts) -> bool:
    return cell["zh"] == cell["en"] and not cell["en"].isdigit()


def _both(zh: Entry, en: Entry) -> Entry:
    if isinstance(zh, int) or isinstance(en, int):
        return zh
    return {"zh": zh["zh"], "en": en["en"]}
