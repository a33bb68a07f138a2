"""Compare claimgraph with rdflib's own tools, the raw engine and stock pyvis, in one run.

Usage: ``bench.py [--full] [--only PART…] [--rounds N]``. Figures are printed and kept in ``benchmarks/last.json``; a
part that is not run keeps its last figures there. Without ``--full`` it takes some ten minutes.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import generate
import pyoxigraph as ox
from asking import asking
from commands import commands
from loading import loading
from measure import Figures, stored
from streaming import streaming
from viewing import browser, viewing, viewing_big

from kg.namespaces import article_iri, prefixes

LAST = Path(__file__).parent / "last.json"
PARTS = ["commands", "loading", "asking", "streaming", "viewing", "viewing_big", "full"]
#: Claims of the graphs: 320 quads each.
LARGE, SMALL, FULL = 3_750, 625, 62_500


def main() -> None:
    """Run the parts asked for, print their figures and keep them."""
    parser = argparse.ArgumentParser(description="Compare claimgraph with rdflib's tools and the raw engine.")
    parser.add_argument("--full", action="store_true", help="also ask a store of 20 million triples; half an hour more")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=[])
    parser.add_argument("--rounds", type=int, default=9, help="how often the whole processes are timed")
    given = parser.parse_args()
    wanted = set(given.only) or set(PARTS) - (set() if given.full else {"full"})
    figures: Figures = json.loads(LAST.read_text("utf-8")) if given.only and LAST.is_file() else {}
    with tempfile.TemporaryDirectory(prefix="claimgraph-") as name:
        folder = Path(name)
        parts: dict[str, Callable[[], Figures]] = {
            "commands": lambda: commands(folder, given.rounds),
            "loading": lambda: loading(_files(folder), _turtle(folder, SMALL), 3),
            "streaming": lambda: streaming(_quads(folder, LARGE)[0], folder, 3),
            "asking": lambda: asking(_quads(folder, LARGE)[0], _quads(folder, LARGE)[1], 10),
            "viewing": lambda: viewing(folder, 3),
            "viewing_big": lambda: viewing_big(folder, 3),
            "full": lambda: _full(folder),
        }
        for part, measure in parts.items():
            if part in wanted and not _missing(part):
                start = time.perf_counter()
                figures[part] = measure()
                figures[part]["took_s"] = round(time.perf_counter() - start)
                print(f"\n# {part}\n{_lines(figures[part])}", flush=True)
    figures["machine"] = {
        "cpus": os.cpu_count(),
        "python": platform.python_version(),
        "pyoxigraph": ox.__version__,
        "date": datetime.now(UTC).date().isoformat(),
    }
    LAST.write_text(json.dumps(figures, indent=2, ensure_ascii=False) + "\n", "utf-8")


def _missing(part: str) -> bool:
    """Say so and pass on if there is no browser for what needs one."""
    if not part.startswith("viewing") or browser():
        return False
    print(f"\n# {part}: left out, there is no chromium", flush=True)
    return True


def _lines(figures: Figures, depth: int = 0) -> str:
    """The figures, one line each, for a person."""
    lines = []
    for name, value in figures.items():
        if isinstance(value, dict) and any(isinstance(inner, dict) for inner in value.values()):
            lines += [f"{'  ' * depth}{name}:", _lines(value, depth + 1)]
        else:
            shown = "  ".join(f"{key} {inner}" for key, inner in value.items()) if isinstance(value, dict) else value
            lines.append(f"{'  ' * depth}{name:44} {shown}")
    return "\n".join(lines)


def _quads(folder: Path, claims: int) -> tuple[Path, str]:
    """Return a generated file of quads, and the IRI of an article in the middle of it."""
    path, note = folder / f"{claims}.nq", folder / f"{claims}.txt"
    if not path.exists():
        with path.open("wb") as file:
            figures = generate.write(file, claims)
        note.write_text(article_iri(f"generated-0-{figures.articles // 2 + 1}"), "utf-8")
    return path, note.read_text("utf-8")


def _turtle(folder: Path, claims: int) -> Path:
    """Return the same graph as Turtle: all triples in one graph, prefixes declared."""
    path = folder / f"{claims}.ttl"
    if not path.exists():
        with path.open("wb") as file:
            triples = (quad.triple for quad in ox.parse(path=str(_quads(folder, claims)[0])))
            ox.serialize(triples, file, ox.RdfFormat.TURTLE, prefixes=prefixes())
    return path


def _files(folder: Path) -> dict[str, Path]:
    return {"turtle": _turtle(folder, LARGE), "nquads": _quads(folder, LARGE)[0]}


def _full(folder: Path) -> Figures:
    """Ask a store folder of 20 million triples."""
    path, article = _quads(folder, FULL)
    loaded, size = stored(path, folder / "store")
    path.unlink()
    return {"quads": size, "load_s": round(loaded, 1), **asking(folder / "store", article, 60)}


if __name__ == "__main__":
    sys.exit(main())
