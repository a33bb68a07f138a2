"""A million rows to csv through the command line, against pyoxigraph's own serializer in a bare script."""

from __future__ import annotations

import os
import statistics
import sys
from pathlib import Path

from measure import BIN, Child, Figures, run, stored

__all__ = ["streaming"]

# A file of quads has nothing in its default graph, so the rows come from the named graphs.
_QUERY = "SELECT ?s ?p ?o {{ GRAPH ?g {{ ?s ?p ?o }} }} LIMIT {}"
_BARE = """
import sys, pathlib
import pyoxigraph as ox
if pathlib.Path(sys.argv[1]).is_dir():
    store = ox.Store.read_only(sys.argv[1])
else:
    store = ox.Store()
    store.bulk_load(path=sys.argv[1])
with open(sys.argv[3], "wb") as file:
    store.query(sys.argv[2]).serialize(file, ox.QueryResultsFormat.CSV)
"""
_MANY, _FEW = 1_000_000, 1_000


def streaming(path: Path, folder: Path, rounds: int) -> Figures:
    """Time and weigh results of a thousand and of a million rows; their difference is what the rows cost.

    From a file the peak of memory is that of the load. From a store folder the store is aside: what grows there
    is the pages of the folder that are read, which the bare script shows as well.
    """
    bare, out, store = folder / "stream.py", folder / "out.csv", folder / "streamed"
    bare.write_text(_BARE, "utf-8")
    if not store.exists():
        stored(path, store)

    def kg(number: int, source: Path, *, to_file: bool) -> Child:
        command = [BIN / "kg", "query", _QUERY.format(number), "--store" if source == store else "-g", source]
        command += ["-f", "csv", "--timeout", "0"]
        # Standard output, not -o, goes to the null device: -o puts a new file in the place of what it names.
        return run([*command, "-o", out] if to_file else command, output=None if to_file else os.devnull)

    def raw(number: int, source: Path, *, to_file: bool) -> Child:
        return run([sys.executable, bare, source, _QUERY.format(number), out if to_file else os.devnull])

    figures: Figures = {}
    for name, source, to_file, times in (
        ("store folder to a file", store, True, rounds),
        ("store folder to the null device", store, False, rounds),
        ("file of quads to a file", path, True, 1),
    ):
        taken: dict[str, dict[int, list[Child]]] = {"kg": {_FEW: [], _MANY: []}, "pyoxigraph": {_FEW: [], _MANY: []}}
        for _ in range(times):
            for number in (_FEW, _MANY):
                taken["kg"][number].append(kg(number, source, to_file=to_file))
                taken["pyoxigraph"][number].append(raw(number, source, to_file=to_file))
        figures[name] = {
            way: _cost(*(_medians(found[number]) for number in (_FEW, _MANY))) for way, found in taken.items()
        }
        own, other = figures[name]["kg"], figures[name]["pyoxigraph"]
        if source == store:
            # What kg's peak grows by beyond that of the bare script, which is all store.
            growth = [cost["peak_mb"] - cost["peak_mb_of_1000_rows"] for cost in (own, other)]
            own["memory_ratio_store_aside"] = round(1 + (growth[0] - growth[1]) / own["peak_mb_of_1000_rows"], 3)
            figures[name]["kg_of_pyoxigraph"] = round(own["rows_per_s"] / other["rows_per_s"], 3)
        else:
            # The load takes longer than the rows, so that their difference would say little.
            del own["rows_per_s"], other["rows_per_s"]
            figures[name]["kg_of_pyoxigraph"] = round(other["seconds"] / own["seconds"], 3)
    figures["budgets"] = {"kg_of_pyoxigraph": 0.5, "memory_ratio_store_aside": 1.3}
    return figures


def _cost(few: tuple[float, float], many: tuple[float, float]) -> Figures:
    return {
        "seconds": round(many[0], 2),
        "rows_per_s": round(_MANY / max(many[0] - few[0], 0.001)),
        "peak_mb": round(many[1], 1),
        "peak_mb_of_1000_rows": round(few[1], 1),
        "memory_ratio": round(many[1] / few[1], 3),
    }


def _medians(children: list[Child]) -> tuple[float, float]:
    return statistics.median(child.seconds for child in children), statistics.median(c.peak_mb for c in children)
