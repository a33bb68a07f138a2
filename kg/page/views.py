"""What the page shows of a comparison besides its graph: matrix, article and questions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import networkx as nx

from kg.graph import Graph
from kg.page.article import articles
from kg.page.cards import tones
from kg.page.matrix import matrices
from kg.page.questions import questions

__all__ = ["views"]

#: With more claims than this a view is longer than anybody reads, and takes long to make.
_TABLES, _QUESTIONS = 600, 250
_COMPARED = "SELECT ?comparison { ?comparison a cg:Comparison } LIMIT 1"
_TEXTS = "SELECT ?text { ?text a cg:CanonicalText } LIMIT 1"


def views(graph: Graph, network: nx.MultiDiGraph[str], order: Sequence[str] | None = None) -> dict[str, Any]:
    """Return the views besides the graph by name, in their order; one with nothing to show is left out.

    Instead of a view that would be too long stands the name of the words that say so, and how to get it.

    Args:
        graph: what is shown.
        network: what is drawn of it.
        order: the nodes in the order in which the page counts them, if that is not the network's.
    """
    if network.graph["kind"] != "comparison":
        return {}
    nodes = list(network) if order is None else order
    claims = sum(node["kind"] == "claim" for _, node in network.nodes(data=True))
    found: dict[str, Any] = {}
    if claims <= _TABLES:
        colours = tones(network)
        found["matrix"] = matrices(graph, network, colours)
        found["article"] = articles(graph, nodes, network, colours)
    else:
        found["matrix"] = any(graph.values(_COMPARED)) and "matrix_beyond"
        found["article"] = any(graph.values(_TEXTS)) and "article_beyond"
    found["questions"] = questions(graph, network, nodes) if claims <= _QUESTIONS else "questions_beyond"
    return {name: view for name, view in found.items() if view}
