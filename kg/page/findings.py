"""What the catalogue finds about claims and examples, shown as badges on their cards."""

from __future__ import annotations

import networkx as nx
import pyoxigraph as ox

from kg.graph import Graph
from kg.resources import resource

__all__ = ["FINDINGS", "findings"]

#: The findings in the order in which their badges stand.
FINDINGS = ("verdict", "unsupported", "mismatch")


def findings(graph: Graph, network: nx.MultiDiGraph[str]) -> dict[str, list[str]]:
    """Return the findings of each node that has any: ``verdict``, ``unsupported`` and ``mismatch``."""
    taken = {
        assessment["claim"]
        for _, node in network.nodes(data=True)
        if node["kind"] == "verdict"
        for assessment in node["assessments"]
    }
    by_name = {
        "verdict": taken,
        "unsupported": _column(graph, "unsupported-claims", "claim"),
        "mismatch": _column(graph, "category-mismatches", "example", severity="other"),
    }
    found = {node: [name for name in FINDINGS if node in by_name[name]] for node in network}
    return {node: names for node, names in found.items() if names}


def _column(graph: Graph, query: str, variable: str, **where: str) -> set[str]:
    text = (resource("queries") / f"{query}.rq").read_text("utf-8")
    rows = graph.query(text, union=True, where=query)
    assert isinstance(rows, ox.QuerySolutions)
    return {
        row[variable].value
        for row in rows
        if isinstance(row[variable], ox.NamedNode)
        and all(getattr(row[name], "value", None) == value for name, value in where.items())
    }
