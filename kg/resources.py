"""Where the files that ship with claimgraph lie: inside the installed package, or beside it in a checkout."""

from __future__ import annotations

from functools import cache
from pathlib import Path

__all__ = ["resource"]


@cache
def resource(name: str) -> Path:
    """Return the folder ``ontology`` or ``queries`` that ships with claimgraph."""
    package = Path(__file__).parent
    inside = package / name
    return inside if inside.is_dir() else package.parent / name
