"""Reading files: ``kg.graph.Graph.read`` against raw ``pyoxigraph`` and against rdflib.

Each load is a process of its own that tells how long the load alone took.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from measure import Figures, in_turn, medians, run

__all__ = ["loading"]

_KG = """
import sys, time
from kg.graph import Graph
start = time.perf_counter()
graph = Graph.read([sys.argv[1]])
print(time.perf_counter() - start, len(graph.store))
"""
_RAW = """
import sys, time
import pyoxigraph as ox
start = time.perf_counter()
store = ox.Store()
store.bulk_load(path=sys.argv[1])
print(time.perf_counter() - start, len(store))
"""
_RDFLIB = """
import sys, time
from rdflib import Dataset, Graph
start = time.perf_counter()
graph = Dataset() if sys.argv[1].endswith(".nq") else Graph()
graph.parse(sys.argv[1])
print(time.perf_counter() - start, len(graph) if isinstance(graph, Graph) and not isinstance(graph, Dataset) else 0)
"""


def loading(large: dict[str, Path], small: Path, rounds: int) -> Figures:
    """Time the loads.

    Args:
        large: files of the same graph, by the name of their format, for kg and the raw engine.
        small: a Turtle file that rdflib can read in bearable time, for kg and rdflib.
        rounds: how often.
    """
    figures: Figures = {}
    for form, path in large.items():
        taken = medians(in_turn({"kg": _load(_KG, path), "pyoxigraph": _load(_RAW, path)}, rounds), 3)
        speed = round(taken["pyoxigraph"] / taken["kg"], 3)
        figures[form] = {"mb": round(path.stat().st_size / 1e6, 1), **taken, "speed_of_raw": speed, "budget": 0.9}
    taken = medians(in_turn({"kg": _load(_KG, small), "rdflib": _load(_RDFLIB, small)}, max(2, rounds // 2)), 3)
    times = round(taken["rdflib"] / taken["kg"], 1)
    figures["turtle, small"] = {
        "mb": round(small.stat().st_size / 1e6, 1),
        **taken,
        "times_faster_than_rdflib": times,
        "budget": 8,
    }
    return figures


def _load(script: str, path: Path) -> Callable[[], float]:
    return lambda: float(run([sys.executable, "-c", script, path]).out.split()[0])
