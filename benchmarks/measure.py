"""Timing in turn, and child processes whose memory is known."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

__all__ = ["BIN", "Child", "Figures", "in_turn", "medians", "run", "stored"]

BIN = Path(sys.executable).parent
#: What a benchmark returns: plain values that go into ``last.json`` as they are.
Figures = dict[str, Any]


_LOAD = """
import sys, time
import pyoxigraph as ox
start = time.perf_counter()
store = ox.Store(sys.argv[2])
store.bulk_load(path=sys.argv[1])
store.optimize()
store.flush()
print(time.perf_counter() - start, len(store))
"""


# A small process between this one and the one that is weighed: Linux counts what the parent had in memory when it
# started a child as part of the child's peak.
_LAUNCHER = """
import os, sys, time
start = time.perf_counter()
child = os.posix_spawn(sys.argv[2], sys.argv[2:], os.environ)
_, status, usage = os.wait4(child, 0)
seconds = time.perf_counter() - start
os.write(int(sys.argv[1]), f"{seconds} {usage.ru_maxrss} {os.waitstatus_to_exitcode(status)}".encode())
"""


@dataclass(frozen=True)
class Child:
    """A process that has ended: its seconds, and the most memory it had at a time, in MB."""

    seconds: float
    peak_mb: float
    out: bytes


def run(command: Sequence[str | Path], *, output: str | Path | None = None) -> Child:
    """Run a process and wait for it.

    Args:
        command: what to run.
        output: where its standard output goes; by default it is returned.

    Raises:
        RuntimeError: it failed.
    """
    read, write = os.pipe()
    try:
        with Path(output or os.devnull).open("wb") as file:
            done = subprocess.run(
                [sys.executable, "-I", "-S", "-c", _LAUNCHER, str(write), *command],
                stdout=file if output else subprocess.PIPE,
                stderr=subprocess.PIPE,
                pass_fds=(write,),
                check=True,
            )
        seconds, peak, code = os.read(read, 100).decode().split()
    finally:
        os.close(read)
        os.close(write)
    if int(code):
        raise RuntimeError(f"{' '.join(map(str, command))}\n{done.stderr.decode()}")
    # Linux counts kilobytes, macOS bytes.
    return Child(float(seconds), int(peak) / (1e6 if sys.platform == "darwin" else 1e3), done.stdout or b"")


def in_turn(measures: Mapping[str, Callable[[], float]], rounds: int) -> dict[str, list[float]]:
    """Take several measures one after the other, again and again, so that a busy machine slows all alike."""
    taken: dict[str, list[float]] = {name: [] for name in measures}
    for _ in range(rounds):
        for name, measure in measures.items():
            taken[name].append(measure())
    return taken


def medians(taken: Mapping[str, Sequence[float]], digits: int = 4) -> dict[str, float]:
    """Return the median of each."""
    return {name: round(statistics.median(values), digits) for name, values in taken.items()}


def stored(source: Path, folder: Path) -> tuple[float, int]:
    """Load a file into a new store folder; return the seconds that took and the number of its quads.

    A process of its own does it, so that this one stays small.
    """
    seconds, quads = run([sys.executable, "-c", _LOAD, source, folder]).out.split()
    return float(seconds), int(quads)
