"""The stored queries on a large graph, with their defaults and bound to one term, against the raw engine.

``python benchmarks/asking.py SOURCE`` is the process that holds the graph: it answers requests, one JSON value a line,
so that a query that takes too long can be ended by ending the process.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from queue import Empty, Queue
from typing import Any

import pyoxigraph as ox
from measure import Figures

from kg.catalogue import bound, catalogue, stored_query
from kg.graph import Graph
from kg.namespaces import prefixes

__all__ = ["asking"]

_KINDS = ("alternative", "dimension", "property", "claim", "entity")
#: One thing of each kind, all of one article; the entity is one that no article before it names, for one that very many
#: articles name has no bounded answer.
_TERMS = {
    "alternative": "?comparison cg:compares ?thing",
    "dimension": "?comparison cg:comparesAlong ?thing",
    "claim": "?thing a cg:Claim ; cg:belongsTo ?comparison",
    "property": "?claim cg:belongsTo ?comparison ; cg:ascribes ?thing",
    "entity": "?mention cg:occursIn/cg:belongsTo ?comparison ; cg:refersTo ?thing "
    "FILTER(STRSTARTS(STR(?thing), STRBEFORE(STR(?comparison), 'comparison')))",
}
_ROUNDS = 3
#: A bounded answer must come within this many seconds; a whole-graph one within this many times the raw engine's.
_BOUNDED, _WHOLE = 1.0, 1.1


def asking(source: Path, article: str, limit: float) -> Figures:
    """Ask every stored query.

    Args:
        source: an RDF file or a store folder.
        article: the IRI of the article whose things the parameters are bound to.
        limit: seconds after which a query is given up.
    """
    holder = _Holder(source, limit)
    queries: Figures = {}
    resolving: Figures = {}
    try:
        terms = holder.ask({"terms": f"<{article}/comparison>"})
        for kind, term in terms.items():
            resolving[kind] = holder.ask({"resolve": [kind, f"<{term}>"]})
        for name, query in catalogue().items():
            things = {key: p.kind for key, p in query.parameters.items() if p.kind in _KINDS}
            required = {key for key, p in query.parameters.items() if p.required}
            for bound_to in [None, *things]:
                if required - {bound_to}:
                    continue  # it cannot be asked with so little
                given = {} if bound_to is None else {bound_to: terms[things[bound_to]]}
                key = name if bound_to is None else f"{name} -p {bound_to}"
                queries[key] = holder.ask({"query": [name, given]})
    finally:
        holder.end()
    whole = [figure for key, figure in queries.items() if " -p " not in key and "kg_s" in figure]
    bounded = {key: figure.get("kg_s", limit) for key, figure in queries.items() if " -p " in key}
    ratios = [figure["kg_s"] / figure["raw_s"] for figure in whole if figure["raw_s"] > 0.01]
    return {
        "queries": queries,
        "resolving_a_term_s": resolving,
        "whole_graph": {
            "median_ratio_to_raw": round(statistics.median(ratios), 3) if ratios else None,
            "largest_ratio_to_raw": round(max(ratios), 3) if ratios else None,
            "budget": _WHOLE,
        },
        "bounded_over_budget": [key for key, seconds in bounded.items() if seconds > _BOUNDED],
        "given_up": {"after_s": limit, "queries": [key for key, figure in queries.items() if "kg_s" not in figure]},
    }


class _Holder:
    """The process that holds the graph; it is started again when a query had to be given up."""

    def __init__(self, source: Path, limit: float) -> None:
        self.source, self.limit = source, limit
        self.process: subprocess.Popen[str] | None = None
        self.answers: Queue[str] = Queue()

    def ask(self, request: dict[str, Any]) -> Any:
        """Return the answer, or how long was waited for it."""
        if self.process is None:
            self._start()
        assert self.process
        assert self.process.stdin
        self.process.stdin.write(json.dumps(request) + "\n")
        self.process.stdin.flush()
        try:
            # Each query is run several times, but a slow one only once each way.
            answer = json.loads(self.answers.get(timeout=2 * self.limit))
        except Empty:
            self.end()
            return {"given_up_after_s": self.limit}
        return answer

    def _start(self) -> None:
        self.answers = Queue()
        self.process = subprocess.Popen(
            [sys.executable, __file__, self.source], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        threading.Thread(target=self._read, args=(self.process, self.answers), daemon=True).start()
        assert json.loads(self.answers.get(timeout=600)) == "ready"

    @staticmethod
    def _read(process: subprocess.Popen[str], answers: Queue[str]) -> None:
        assert process.stdout
        for line in process.stdout:
            answers.put(line)

    def end(self) -> None:
        if self.process:
            self.process.kill()
            self.process.wait()
            self.process = None


# -- in the process that holds the graph


def _serve(source: Path) -> None:
    graph = Graph.stored(source) if source.is_dir() else Graph.read([source])
    print(json.dumps("ready"), flush=True)
    for line in sys.stdin:
        ((what, given),) = json.loads(line).items()
        answer: Any = None
        if what == "terms":
            answer = {
                kind: graph.values(
                    f"SELECT ?thing {{ VALUES ?comparison {{ {given} }} {pattern} }} ORDER BY ?thing LIMIT 1"
                )[0]["thing"]
                for kind, pattern in _TERMS.items()
            }
        elif what == "resolve":
            answer = _resolved(graph, *given)
        elif what == "query":
            answer = _query(graph, *given)
        print(json.dumps(answer), flush=True)


def _resolved(graph: Graph, kind: str, term: str) -> float:
    """How long it takes to find the thing that a parameter names, before its query is asked."""
    query = next(q for q in catalogue().values() if kind in {p.kind for p in q.parameters.values()})
    key = next(key for key, p in query.parameters.items() if p.kind == kind)
    return round(_timed(lambda: bound(query, graph, {key: term}))[0], 3)


def _query(graph: Graph, name: str, given: dict[str, str]) -> Figures:
    # The terms are bound as text here, so that finding them in the graph is not counted with the query.
    from kg.sparql import bind

    query = stored_query(name)
    text = bind(query.text, {query.variables[key]: f"<{iri}>" for key, iri in given.items()}, name)
    taken: dict[str, list[float]] = {"kg": [], "raw": []}
    rows = 0
    for _ in range(_ROUNDS):
        for way in taken:
            seconds, rows = _timed(lambda way=way: _answered(graph, text, way))  # type: ignore[misc]
            taken[way].append(seconds)
        if sum(taken["kg"]) > 1:
            break
    return {
        "rows": rows,
        "kg_s": round(statistics.median(taken["kg"]), 4),
        "raw_s": round(statistics.median(taken["raw"]), 4),
    }


def _answered(graph: Graph, text: str, way: str) -> int:
    if way == "kg":
        results = graph.query(text, union=True)
    else:
        results = graph.store.query(text, prefixes=prefixes(), use_default_graph_as_union=True)
    with Path(os.devnull).open("wb") as file:
        counted = _Counted(file)
        results.serialize(counted, ox.QueryResultsFormat.TSV)  # type: ignore[union-attr,call-arg]
    return counted.lines - 1


class _Counted:
    """Counts the lines that are written; in this format a row is one."""

    def __init__(self, file: Any) -> None:
        self.file, self.lines = file, 0

    def write(self, data: bytes) -> int:
        self.lines += data.count(b"\n")
        return int(self.file.write(data))

    def flush(self) -> None:
        self.file.flush()


def _timed(function: Callable[[], Any]) -> tuple[float, Any]:
    start = time.perf_counter()
    result = function()
    return time.perf_counter() - start, result


if __name__ == "__main__":
    _serve(Path(sys.argv[1]))
