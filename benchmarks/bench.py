"""Compare claimgraph with rdflib's own tools and a bare script, in one run. Usage: bench.py [ROUNDS]

Whole processes are timed, in turn, so that a busy machine slows all alike; medians and their ratios are printed and
kept in benchmarks/last.json.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

BIN = Path(sys.executable).parent
BARE = """
import sys, click, pyoxigraph as ox
store = ox.Store()
store.bulk_load(path=sys.argv[1])
store.query(open(sys.argv[2]).read()).serialize(sys.stdout.buffer, ox.QueryResultsFormat.JSON)
"""
BUDGET = 0.25


def main(rounds: int) -> None:
    """Time the three ways to ask for the claims."""
    with tempfile.TemporaryDirectory() as folder:
        turtle, query, bare = (str(Path(folder, name)) for name in ("all.ttl", "claims.rq", "bare.py"))
        construct = "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }"
        subprocess.run([BIN / "kg", "query", construct, "-f", "turtle", "-o", turtle], check=True)
        subprocess.run([BIN / "kg", "query", "claims", "--show", "-o", query], check=True)
        Path(bare).write_text(BARE, "utf-8")
        commands = {
            "kg query claims -f json": [BIN / "kg", "query", "claims", "-f", "json"],
            "kg query claims -f json -g all.ttl": [BIN / "kg", "query", "claims", "-f", "json", "-g", turtle],
            "sparqlquery all.ttl": [BIN / "sparqlquery", turtle, "-qf", query, "-f", "json"],
            "click + pyoxigraph": [sys.executable, bare, turtle, query],
        }
        seconds: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(rounds):
            for name, command in commands.items():
                start = time.perf_counter()
                done = subprocess.run(command, capture_output=True, check=True)
                seconds[name].append(time.perf_counter() - start)
                assert len(json.loads(done.stdout)["results"]["bindings"]) == 18, name
    medians = {name: statistics.median(times) for name, times in seconds.items()}
    whole = medians["sparqlquery all.ttl"]
    figures = {name: {"median_s": round(value, 4), "ratio": round(value / whole, 3)} for name, value in medians.items()}
    for name, figure in figures.items():
        print(f"{name:36} {figure['median_s']:7.3f} s  {figure['ratio']:6.3f} of sparqlquery")
    print(f"budget: kg at most {BUDGET} of sparqlquery")
    last = Path(__file__).parent / "last.json"
    last.write_text(json.dumps(figures, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 15)
