"""What the page shows of a comparison besides its graph: matrix, article and questions."""

from __future__ import annotations

from typing import Any

import networkx as nx

from kg.graph import Graph
from kg.page.article import articles
from kg.page.cards import tones
from kg.page.matrix import matrices
from kg.page.questions import questions

__all__ = ["views"]


def views(graph: Graph, network: nx.MultiDiGraph[str]) -> dict[str, Any]:
    """Return the views besides the graph by name, in their order; one with nothing to show is left out."""
    if network.graph["kind"] != "comparison":
        return {}
    colours = tones(network)
    found = {
        "matrix": matrices(graph, network, colours),
        "article": articles(graph, network, colours),
        "questions": questions(graph, network),
    }
    return {name: view for name, view in found.items() if view}
