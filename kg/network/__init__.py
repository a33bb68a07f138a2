"""The graph as a networkx network: what is drawn, analysed and searched.

Things become nodes with their words in both languages, triples between them become links. A comparison gives its
alternatives, dimensions, claims, examples, verdicts, summaries and entities; any other RDF gives its resources.
"""

from __future__ import annotations

import networkx as nx

from kg.graph import Graph
from kg.network.comparison import comparison
from kg.network.matched import drawn_once
from kg.network.nodes import KINDS, MENTIONS, RESTS_ON, STATEMENTS, kinds_of
from kg.network.part import around, constructed
from kg.network.resources import resources
from kg.network.triples import LANGUAGES, Texts, Triples

__all__ = ["KINDS", "LANGUAGES", "MENTIONS", "RESTS_ON", "Texts", "around", "constructed", "network"]


def network(graph: Graph) -> nx.MultiDiGraph[str]:
    """Return the things of a graph and the links between them.

    Sides, dimensions and entities that ``skos:exactMatch`` joins are one node, and claims of different articles on the
    same side and property are linked.

    Node ids are IRIs, and ``_:`` with a canonical label for blank nodes. Each node has ``kind``, ``labels`` and
    ``wording`` by language, ``also`` (other labels), ``note`` by language, ``type`` (its most specific class),
    ``type_labels``, ``classes`` (that class and those above it), ``sides`` (the alternatives it is tied to, in order),
    ``dimension``, ``quote``, ``start`` and ``end`` (code points of the canonical text, end excluded), ``context`` (the
    passage around the quote) and ``context_start``, ``polarity`` (``"+"``, ``"-"`` or ``None``), ``assessments`` of
    verdicts and summaries, and ``literals`` of other RDF, each with ``property``, ``words``, ``value`` and, unless it
    is a plain string, ``language`` or ``datatype``. Each link has ``property``, ``words`` (there and back, by
    language), ``layer`` (``"said"``, ``"curated"``, ``"reviewed"``, ``"derived"``,
    ``"aligned"`` or empty) and ``places`` (offsets of
    the words that mention an entity); its key is the property.

    Graph attributes are ``kind`` (``"comparison"`` or ``"rdf"``), ``title`` by language, and the ordered
    ``alternatives`` and ``dimensions``. Nodes and links come in an order that depends on the data alone.
    """
    triples = Triples(drawn_once(graph))
    kinds = kinds_of(triples)
    if not STATEMENTS.isdisjoint(kinds.values()):
        return comparison(triples, kinds)
    return resources(triples, graph.name)
