"""RDF data in an Oxigraph store on this machine.

Oxigraph holds the data and runs SPARQL; ``Graph.rdf`` is an rdflib view of the very same store.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import QueryError, SourceError
from kg.graph.reading import built_in_folder, declared_prefixes, read_sources, read_vocabulary
from kg.graph.sending import Results, Term, allowed, syntax_error
from kg.namespaces import prefixes

if TYPE_CHECKING:
    from rdflib import Dataset

__all__ = ["Graph"]


class Graph:
    """RDF data that can be asked.

    Attributes:
        store: the Oxigraph store that holds the data.
        union: whether a query sees all named graphs as one by default; so it is for articles, whose layers are named
            graphs, and not for files, which keep their dataset as it is.
        folders: the article folders that were read, by the IRI of their article.
        declared: the prefixes that its files declare; they need not be declared in queries either.
        name: what to call this source in messages.
    """

    def __init__(
        self, store: ox.Store, *, union: bool, folders: Mapping[str, Path] | None = None, name: str = ""
    ) -> None:
        self.store, self.union, self.name = store, union, name
        self.folders: Mapping[str, Path] = folders or {}
        self.declared: Mapping[str, str] = {}

    @classmethod
    def built_in(cls) -> Graph:
        """Return the graph of the article that ships with claimgraph."""
        folder = built_in_folder()
        graph = cls.read([folder])
        graph.name = f"the built-in article {folder.name}"
        return graph

    @classmethod
    def read(cls, sources: Iterable[Path | str], *, union: bool = False, form: str | None = None) -> Graph:
        """Read files and article folders into one graph in memory.

        Args:
            sources: RDF files (the suffix tells the format; ``.gz`` is unpacked; ``-`` is standard input), article and
                alignment folders, and ``built-in``, the article that ships with claimgraph.
            union: let queries see all named graphs as one even though the sources are files.
            form: the format of all files, one of :data:`kg.graph.FORMATS`, whatever their suffix.

        Raises:
            SourceError: a source does not exist, is of no known format, or is broken.
        """
        paths = list(sources)
        store = ox.Store()
        folders = read_sources(store, paths, form)
        graph = cls(store, union=union or bool(folders), folders=folders, name=", ".join(map(str, paths)))
        graph.declared = {name: iri for path in paths for name, iri in declared_prefixes(Path(path)).items()}
        return graph

    @classmethod
    def stored(cls, folder: Path | str, *, union: bool = False) -> Graph:
        """Open a store folder for reading only.

        Raises:
            SourceError: there is no store in it.
        """
        if not (Path(folder) / "CURRENT").is_file():  # opening anything else would make a store of it
            raise SourceError("no store folder", where=str(folder), hint="kg load makes one")
        try:
            return cls(ox.Store.read_only(str(folder)), union=union, name=str(folder))
        except OSError as error:
            raise SourceError(f"the store cannot be opened: {error}", where=str(folder)) from None

    @classmethod
    def of_layers(cls, article: str, layers: Mapping[str, str | Iterable[ox.Triple]]) -> Graph:
        """Return a graph of layers given as triples or Turtle text by name, each in its named graph of the article."""
        store = ox.Store()
        for name, triples in layers.items():
            graph = ox.NamedNode(f"{article}/{name}")
            if isinstance(triples, str):
                store.load(triples, ox.RdfFormat.TURTLE, to_graph=graph)
                continue
            store.extend(ox.Quad(triple.subject, triple.predicate, triple.object, graph) for triple in triples)
        read_vocabulary(store)
        return cls(store, union=True, name=article)

    @cached_property
    def rdf(self) -> Dataset:
        """The same store as an rdflib dataset; queries of rdflib's own engine must not be run on it."""
        from oxrdflib import OxigraphStore
        from rdflib import Dataset

        return Dataset(store=OxigraphStore(store=self.store), default_union=True)

    def query(
        self,
        text: str,
        *,
        union: bool | None = None,
        allow_service: bool = False,
        where: str = "query",
        base_iri: str | None = None,
        extra_prefixes: Mapping[str, str] | None = None,
    ) -> Results:
        """Run a SPARQL query; the usual prefixes need not be declared.

        Args:
            text: the query.
            union: overrides the graph's own choice; a query with ``FROM`` is never run on the union.
            allow_service: let ``SERVICE`` reach other servers.
            where: what to call the query in messages.
            base_iri: what relative IRIs in the query are resolved against.
            extra_prefixes: more prefixes that need not be declared; they come before the usual ones.

        Raises:
            QuerySyntaxError: the text is not a SPARQL query.
            QueryError: the query is an update, uses ``SERVICE`` without leave, or fails while it runs.
        """
        text, words = allowed(text, where, allow_service=allow_service)
        as_union = (self.union if union is None else union) and "FROM" not in words
        known = {**prefixes(), **(extra_prefixes or {})}
        try:
            return self.store.query(
                text,
                base_iri=base_iri,
                prefixes=known,
                use_default_graph_as_union=as_union,
            )
        except SyntaxError as error:
            raise syntax_error(str(error), text, where, known) from None
        except (OSError, ValueError, RuntimeError) as error:
            raise QueryError(str(error), where=where) from None

    def rows(self, text: str) -> list[dict[str, Term]]:
        """Return the rows of a SELECT query over the union of all graphs, unbound variables left out."""
        results = self.query(text, union=True)
        assert isinstance(results, ox.QuerySolutions)
        names = [variable.value for variable in results.variables]
        return [{name: row[name] for name in names if row[name] is not None} for row in results]

    def values(self, text: str) -> list[dict[str, str]]:
        """Return the rows of a SELECT query as strings: IRIs and the text of literals."""
        return [{name: getattr(term, "value", str(term)) for name, term in row.items()} for row in self.rows(text)]
