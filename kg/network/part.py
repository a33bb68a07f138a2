"""A part of a graph as a network: what is around a thing, or what a query constructs.

Only what the part needs is read from the source, so that a large store or a server is asked for little. What is drawn
is the part; what is told of it (labels, types, quotes, literals) comes from the whole graph.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain

import networkx as nx
import pyoxigraph as ox

from kg.errors import TermError
from kg.graph import Graph
from kg.graph.endpoint import Endpoint
from kg.namespaces import VOCABULARY
from kg.network.comparison import comparison
from kg.network.nodes import STATEMENTS, kinds_of
from kg.network.resources import resources
from kg.network.triples import LABELS, OA, SUBCLASS, TYPE, Triples, canonical

__all__ = ["around", "constructed"]

Node = ox.NamedNode | ox.BlankNode
#: Where the constructed triples stand beside what is told of them.
_DRAWN = ox.NamedNode("urn:claimgraph:drawn")
#: How many nodes are asked for in one query to a server.
_BATCH = 150
#: How many rows of an answer are looked through for one new thing, since many tell of known ones or of texts.
_ROWS = 4
#: How far a statement is from the words of its quote: anchor, selector.
_DEPTH = 3
_MENTIONED = {VOCABULARY + "occursIn", VOCABULARY + "refersTo"}
#: What a statement and an entity, or a verdict and a claim, are linked through.
_BETWEEN = {*_MENTIONED, VOCABULARY + "consistsOf", VOCABULARY + "restsOn"}


def around(graph: Graph, iri: str, hops: int, most: int | None = None) -> nx.MultiDiGraph[str]:
    """Return the network of everything at most so many links away from a thing, either way.

    Args:
        graph: where to look.
        iri: the thing.
        hops: how many links away is still near.
        most: how many things each further link adds at most; a page that can ask for more need not begin with all.

    Raises:
        TermError: the thing is not linked to anything, or has no place in a picture.
    """
    source = _Source(graph)
    centre = ox.NamedNode(iri)
    found: dict[Node, None] = {centre: None}
    edge: list[Node] = [centre]
    for _ in range(hops):
        edge = [node for node in dict.fromkeys(source.beside(edge, most)) if node not in found][:most]
        found.update(dict.fromkeys(edge))
    triples = Triples(canonical(source.told(list(found))))
    net = _network(triples, graph.name, lambda kinds: iri in kinds)
    if iri not in net:
        raise TermError("is not drawn as a thing of its own", where=iri, hint="choose something that has links")
    return _cut(net, nx.single_source_shortest_path_length(net.to_undirected(as_view=True), iri, hops))


def constructed(graph: Graph, triples: Iterable[ox.Triple]) -> nx.MultiDiGraph[str]:
    """Return the network of these triples; what is told of their nodes comes from the graph too."""
    drawn = [
        ox.Quad(triple.subject, triple.predicate, triple.object, _DRAWN)
        for triple in triples
        if not isinstance(triple.subject, ox.Triple) and not isinstance(triple.object, ox.Triple)
    ]
    nodes = dict.fromkeys(
        term for quad in drawn for term in (quad.subject, quad.object) if isinstance(term, ox.NamedNode | ox.BlankNode)
    )
    quads = canonical([*drawn, *_Source(graph).told(list(nodes))])
    links = {
        (_key(quad.subject), quad.predicate.value, _key(quad.object))
        for quad in quads
        if quad.graph_name == _DRAWN and not isinstance(quad.object, ox.Literal)
    }
    ends = {end for subject, predicate, object in links if predicate != TYPE for end in (subject, object)}
    ends |= {_key(quad.subject) for quad in quads if quad.graph_name == _DRAWN}
    net = _network(Triples(quads), graph.name, lambda kinds: ends <= set(kinds))
    net = _cut(net, ends)
    net.remove_edges_from([(a, b, key) for a, b, key in net.edges(keys=True) if (a, key, b) not in links])
    return net


def _network(triples: Triples, name: str, fits: Callable[[dict[str, str]], bool]) -> nx.MultiDiGraph[str]:
    kinds = kinds_of(triples)
    compared = not STATEMENTS.isdisjoint(kinds.values())
    return comparison(triples, kinds) if compared and fits(kinds) else resources(triples, name)


def _cut(net: nx.MultiDiGraph[str], nodes: Iterable[str]) -> nx.MultiDiGraph[str]:
    wanted = set(nodes)
    found = net.copy()
    found.remove_nodes_from([node for node in net if node not in wanted])
    for group in ("alternatives", "dimensions"):
        found.graph[group] = [iri for iri in net.graph[group] if iri in wanted]
    return found


class _Source:
    """Reads the quads with given subjects or objects from a store or a server."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph

    def beside(self, nodes: list[Node], most: int | None = None) -> Iterator[Node]:
        """What is linked to these, the class of a thing apart; mentions and assessments are passed through."""
        between: dict[Node, None] = {}
        for out in (True, False):
            for quad in self.quads(nodes, "s" if out else "o", most=most and _ROWS * most):
                other = quad.object if out else quad.subject
                if quad.predicate.value == TYPE or not isinstance(other, ox.NamedNode | ox.BlankNode):
                    continue
                yield other
                if quad.predicate.value in _BETWEEN:
                    between[other] = None
        for out in (True, False):
            for quad in self.quads(list(between), "s" if out else "o", _BETWEEN):
                other = quad.object if out else quad.subject
                if isinstance(other, ox.NamedNode | ox.BlankNode):
                    yield other

    def told(self, nodes: list[Node]) -> list[ox.Quad]:
        """Everything said of these, of what quotes them, and the names of classes, properties and layers."""
        found: dict[ox.Quad, None] = {}
        done: set[Node] = set()
        waiting = nodes
        for depth in range(_DEPTH + 1):
            own = list(self.quads([node for node in waiting if node not in done], "s"))
            done.update(waiting)
            found.update(dict.fromkeys(own))
            if depth == 0:
                # Mentions stand beside what they mention and where.
                into = self.quads(nodes, "o", _MENTIONED)
                waiting = [quad.subject for quad in into if isinstance(quad.subject, ox.NamedNode | ox.BlankNode)]
            else:
                waiting = []
            waiting += [
                quad.object
                for quad in own
                if isinstance(quad.object, ox.NamedNode | ox.BlankNode)
                and quad.predicate.value.startswith((VOCABULARY, OA))
            ]
            waiting = list(dict.fromkeys(waiting))
        named: dict[Node, None] = {}
        for quad in found:
            named[quad.predicate] = None
            if quad.predicate.value == TYPE and isinstance(quad.object, ox.NamedNode):
                named[quad.object] = None
            if isinstance(quad.graph_name, ox.NamedNode):
                named[quad.graph_name] = None
        telling = {*LABELS, SUBCLASS, VOCABULARY + "hasLayerKind"}
        about = self.quads([node for node in named if node not in done], "s")
        return [*found, *(quad for quad in about if quad.predicate.value in telling)]

    def quads(
        self, nodes: list[Node], place: str, properties: Iterable[str] = (), most: int | None = None
    ) -> Iterator[ox.Quad]:
        """The quads whose subject (``s``) or object (``o``) is one of these; of these properties, if any are given."""
        if isinstance(self.graph, Endpoint):
            return self._asked(nodes, place, sorted(properties), most)
        store = self.graph.store
        wanted = frozenset(properties)
        found = chain.from_iterable(
            store.quads_for_pattern(node, None, None) if place == "s" else store.quads_for_pattern(None, None, node)
            for node in nodes
        )
        return (quad for quad in found if not wanted or quad.predicate.value in wanted)

    def _asked(self, nodes: list[Node], place: str, properties: list[str], most: int | None) -> Iterator[ox.Quad]:
        # A blank node has no name that a server would know it by.
        names = [str(node) for node in nodes if isinstance(node, ox.NamedNode)]
        only = f"VALUES ?p {{ {' '.join(f'<{name}>' for name in properties)} }} " if properties else ""
        limit = f" LIMIT {most}" if most else ""
        for first in range(0, len(names), _BATCH):
            values = " ".join(names[first : first + _BATCH])
            text = (
                f"SELECT ?s ?p ?o ?g {{ VALUES ?{place} {{ {values} }} {only}"
                f"{{ GRAPH ?g {{ ?s ?p ?o }} }} UNION {{ ?s ?p ?o }} }}{limit}"
            )
            results = self.graph.query(text, union=False)
            assert isinstance(results, ox.QuerySolutions)
            rows = [(ox.Triple(row["s"], row["p"], row["o"]), row["g"]) for row in results]
            # Where the default graph is the union of all, what it repeats is told once.
            named = {triple for triple, name in rows if name}
            for triple, name in rows:
                if name or triple not in named:
                    yield ox.Quad(triple.subject, triple.predicate, triple.object, name or ox.DefaultGraph())


def _key(term: object) -> str:
    return f"_:{term.value}" if isinstance(term, ox.BlankNode) else str(getattr(term, "value", term))
