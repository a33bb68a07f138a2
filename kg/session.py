"""The Python face of claimgraph: what ``kg.open()`` returns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg.graph import Graph
from kg.query import prepare, rows_of

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd
    import rdflib
    from rdflib.term import Node

    from kg.compare import Comparison
    from kg.consensus import Consensus
    from kg.why import Reason

__all__ = ["Answer", "Session", "open_session"]


class Answer:
    """The rows of a SELECT query, read as they are iterated.

    Each row is a mapping from variable names to rdflib terms; unbound variables are left out.
    """

    def __init__(self, results: ox.QuerySolutions) -> None:
        self._results = results
        #: The names of the columns, in order.
        self.columns: tuple[str, ...] = tuple(variable.value for variable in results.variables)

    def __iter__(self) -> Iterator[dict[str, Node]]:
        for row in rows_of(self._results):
            yield {name: _rdflib(term) for name, term in row.items()}

    def values(self) -> Iterator[dict[str, Any]]:
        """Yield each row as plain Python values: IRIs and texts as ``str``, numbers and dates as such."""
        for row in self:
            yield {name: term.toPython() if hasattr(term, "toPython") else str(term) for name, term in row.items()}

    def to_frame(self) -> pd.DataFrame:
        """Return the rows as a pandas data frame.

        Raises:
            ImportError: pandas is not installed; claimgraph does not need it otherwise.
        """
        import pandas as pd

        return pd.DataFrame(self.values(), columns=list(self.columns))


class Session:
    """A graph to ask in a program.

    Attributes:
        graph: the graph as the other modules of claimgraph take it.
        language: of labels and wordings, ``zh`` or ``en``.
    """

    def __init__(self, graph: Graph, language: str) -> None:
        self.graph, self.language = graph, language

    def query(self, query: str | Path, /, **parameters: str | int) -> Answer | bool | rdflib.Graph:
        """Ask a stored question by name, a file, or SPARQL text.

        Args:
            query: a name such as ``"claims"``, the path of a ``.rq`` file, or the text of a query.
            parameters: as ``-p`` on the command line; labels in any language, CURIEs and IRIs name things.

        Returns:
            The rows of SELECT, the truth of ASK, or the triples of CONSTRUCT and DESCRIBE as an rdflib graph.

        Raises:
            QueryError: it cannot be run; see :func:`kg.query.prepare`.
            TermError: a parameter names nothing in the graph, or more than one thing.
        """
        values = {name: str(value) for name, value in parameters.items()}
        chosen = "lang" in parameters
        results = prepare(str(query), self.graph, values, self.language, chosen=chosen).run(self.graph)
        if isinstance(results, ox.QueryBoolean):
            return bool(results)
        if isinstance(results, ox.QuerySolutions):
            return Answer(results)
        return _triples(results)

    def compare(self, *alternatives: str) -> Comparison:
        """Return the comparison matrix; see :func:`kg.compare.compare`."""
        from kg.compare import compare

        return compare(self.graph, alternatives, language=self.language)

    def consensus(self) -> Consensus:
        """Return what several articles claim together, alone and against each other; see :mod:`kg.consensus`."""
        from kg.consensus import consensus

        return consensus(self.graph, language=self.language)

    def why(self, term: str) -> Reason:
        """Return what a verdict or claim rests on; see :func:`kg.why.why`."""
        from kg.why import why

        return why(self.graph, term, language=self.language)

    @property
    def rdf(self) -> rdflib.Dataset:
        """The data as an rdflib dataset over the same store; see :attr:`kg.graph.Graph.rdf`."""
        return self.graph.rdf

    def network(self) -> nx.MultiDiGraph[str]:
        """Return the data as a networkx graph; see :func:`kg.network.network`."""
        from kg.network import network

        return network(self.graph)


def open_session(
    *sources: str | Path,
    store: str | Path | None = None,
    endpoint: str | None = None,
    format: str | None = None,
    union: bool = False,
    language: str = "en",
) -> Session:
    """Open a graph; without any source the article that ships with claimgraph.

    Args:
        sources: RDF files, article and alignment folders, and ``built-in``.
        store: a store folder, in place of files.
        endpoint: the address of a SPARQL endpoint, in place of files.
        format: of the files if their suffix does not tell, one of :data:`kg.graph.FORMATS`.
        union: see all named graphs as one even though the source is not an article.
        language: of labels and wordings, ``zh`` or ``en``.

    Raises:
        SourceError: the source cannot be read.
        ValueError: several kinds of source are given, or an unknown language.
    """
    if sum(map(bool, (sources, store, endpoint))) > 1:
        raise ValueError("give files, a store or an endpoint, not several of them")
    if language not in {"zh", "en"}:
        raise ValueError(f"labels are in zh and en, not in {language!r}")
    if endpoint:
        from kg.graph.endpoint import Endpoint

        return Session(Endpoint(endpoint, union=union), language)
    if store:
        return Session(Graph.stored(store, union=union), language)
    if sources:
        return Session(Graph.read(sources, union=union, form=format), language)
    return Session(Graph.built_in(), language)


def _rdflib(term: Any) -> Node:
    from rdflib import BNode, Literal, URIRef

    if isinstance(term, ox.Literal):
        return Literal(term.value, lang=term.language, datatype=None if term.language else URIRef(term.datatype.value))
    return URIRef(term.value) if isinstance(term, ox.NamedNode) else BNode(term.value)


def _triples(triples: Iterable[ox.Triple]) -> rdflib.Graph:
    from rdflib import Graph as RdfGraph

    graph = RdfGraph()
    for triple in triples:
        graph.add((_rdflib(triple.subject), _rdflib(triple.predicate), _rdflib(triple.object)))
    return graph
