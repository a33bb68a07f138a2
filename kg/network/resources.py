"""Any other RDF as a network: its resources, and the triples between them."""

from __future__ import annotations

from pathlib import PurePath

import networkx as nx
import pyoxigraph as ox

from kg.network.nodes import add_triple_links, attributes, words_of
from kg.network.triples import LANGUAGES, TYPE, Triples

__all__ = ["resources"]

_STRING = "http://www.w3.org/2001/XMLSchema#string"


def resources(triples: Triples, name: str) -> nx.MultiDiGraph[str]:
    """Return resources and the triples between them; types and literals are told with a node, not drawn."""
    title = ", ".join(PurePath(part).name for part in name.split(", ")) or "RDF"
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(
        kind="rdf", title=dict.fromkeys(LANGUAGES, title), alternatives=[], dimensions=[]
    )
    found = {iri for told in (triples.links, triples.values) for subjects in told.values() for iri in subjects}
    found.update(*(triples.back(predicate) for predicate in triples.links if predicate != TYPE))
    for iri in sorted(found):
        graph.add_node(iri, **attributes(triples, iri, "resource"))
    for predicate, subjects in triples.values.items():
        words = words_of(triples, predicate)
        for iri, values in subjects.items():
            graph.nodes[iri]["literals"] += [
                {"property": predicate, "words": words, "value": value.value, **_form(value)} for value in values
            ]
    add_triple_links(triples, graph)
    return graph


def _form(value: ox.Literal) -> dict[str, str]:
    """What a literal is besides its text: nothing for a plain string."""
    if value.language:
        return {"language": value.language}
    return {} if value.datatype.value == _STRING else {"datatype": value.datatype.value}
