"""Stored questions on the built-in graph, whole processes, against rdflib's own ``sparqlquery``."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

from measure import BIN, Figures, in_turn, medians, run

__all__ = ["commands"]

_BARE = """
import sys, click, pyoxigraph as ox
store = ox.Store()
store.bulk_load(path=sys.argv[1])
store.query(open(sys.argv[2]).read()).serialize(sys.stdout.buffer, ox.QueryResultsFormat.JSON)
"""
_CLAIMS = 18
_BUDGETS = {"json": 0.25, "csv": 0.25, "table": 0.45}


def commands(folder: Path, rounds: int) -> Figures:
    """Time the ways to ask for the claims; the table is held against sparqlquery's csv, for it has none."""
    turtle, query, bare = folder / "all.ttl", folder / "claims.rq", folder / "bare.py"
    run([BIN / "kg", "query", "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }", "-f", "turtle", "-o", turtle])
    run([BIN / "kg", "query", "claims", "--lang", "en", "--show", "-o", query])
    bare.write_text(_BARE, "utf-8")
    asked = {
        **{f"kg query claims -f {form}": [BIN / "kg", "query", "claims", "-f", form] for form in _BUDGETS},
        "kg query claims -f json -g all.ttl": [BIN / "kg", "query", "claims", "-f", "json", "-g", turtle],
        "sparqlquery -f json": [BIN / "sparqlquery", turtle, "-qf", query, "-f", "json"],
        "sparqlquery -f csv": [BIN / "sparqlquery", turtle, "-qf", query, "-f", "csv"],
        "click + pyoxigraph, json": [sys.executable, bare, turtle, query],
    }

    def measure(command: list[str | Path]) -> Callable[[], float]:
        return lambda: _checked(command)

    taken = medians(in_turn({name: measure(command) for name, command in asked.items()}, rounds))
    figures: Figures = {}
    for name, seconds in taken.items():
        form = name.rpartition(" ")[2]
        against = taken["sparqlquery -f csv" if form in {"csv", "table"} else "sparqlquery -f json"]
        figures[name] = {"median_s": seconds, "ratio": round(seconds / against, 3)}
        if name.startswith("kg") and form in _BUDGETS:
            figures[name]["budget"] = _BUDGETS[form]
    return figures


def _checked(command: list[str | Path]) -> float:
    done = run(command)
    if "json" in command or not done.out.count(b"\n"):
        assert len(json.loads(done.out)["results"]["bindings"]) == _CLAIMS, command
    else:
        assert done.out.count(b"claim") >= _CLAIMS, command
    return done.seconds
