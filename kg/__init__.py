"""claimgraph: from an article that compares things to a knowledge graph that can be asked, checked and explored.

>>> import kg
>>> graph = kg.open()
>>> [str(row["property"]) for row in graph.query("claims", alternative="closed", dimension="privacy")]
['Strict security standards', 'Proprietary technology and dedicated resources', 'Regulatory compliance']
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.session import Session
    from kg.session import open_session as open

__all__ = ["Session", "__version__", "open"]

__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    # Imported when asked for: every command imports this package, and few need the Python face.
    if name == "open":
        from kg.session import open_session

        return open_session
    if name == "Session":
        from kg.session import Session

        return Session
    raise AttributeError(f"module 'kg' has no attribute {name!r}")
