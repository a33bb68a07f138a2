"""One graph, wherever it comes from: files, article folders, or the article that ships with claimgraph.

Oxigraph holds the data and runs SPARQL; ``Graph.rdf`` is an rdflib view of the very same store.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import IO, TYPE_CHECKING, cast
from urllib.parse import quote

import pyoxigraph as ox

from kg.errors import QueryError, QuerySyntaxError, SourceError
from kg.namespaces import VOCABULARY, article_iri, prefixes
from kg.resources import resource
from kg.sparql import keywords

if TYPE_CHECKING:
    from rdflib import Dataset

__all__ = ["BUILT_IN", "LAYERS", "Graph", "Results", "Term"]

#: The layers of an article folder, each in a Turtle file of its name and a named graph below the article's IRI.
LAYERS = ("said", "curated", "reviewed", "derived")
#: The article that is read when no other source is given.
BUILT_IN = "open-vs-closed-ai"

Term = ox.NamedNode | ox.BlankNode | ox.Literal
Results = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples

_LAYER = ox.NamedNode(VOCABULARY + "Layer")
_TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_UPDATE = {"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY"}
_FORMS = {"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"}
#: Files of more bytes than this are loaded in bulk.
_BULK = 4_000_000
_ERROR = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)


class Graph:
    """RDF data that can be asked.

    Attributes:
        store: the Oxigraph store that holds the data.
        union: whether a query sees all named graphs as one by default; so it is for articles, whose layers are named
            graphs, and not for files, which keep their dataset as it is.
        folders: the article folders that were read, by the IRI of their article.
        name: what to call this source in messages.
    """

    def __init__(
        self, store: ox.Store, *, union: bool, folders: Mapping[str, Path] | None = None, name: str = ""
    ) -> None:
        self.store, self.union, self.name = store, union, name
        self.folders: Mapping[str, Path] = folders or {}

    @classmethod
    def built_in(cls) -> Graph:
        """Return the graph of the article that ships with claimgraph."""
        graph = cls.read([resource("ontology") / "articles" / BUILT_IN])
        graph.name = f"the built-in article {BUILT_IN}"
        return graph

    @classmethod
    def read(cls, sources: Iterable[Path | str], *, union: bool = False) -> Graph:
        """Read files and article folders into one graph in memory.

        Args:
            sources: RDF files (the suffix tells the format; ``.gz`` is unpacked) and article folders.
            union: let queries see all named graphs as one even though the sources are files.

        Raises:
            SourceError: a source does not exist, is of no known format, or is broken.
        """
        store = ox.Store()
        paths = [Path(source) for source in sources]
        folders: dict[str, Path] = {}
        for path in paths:
            if path.is_dir():
                folders[_read_folder(store, path)] = path
            else:
                _read_file(store, path)
        if folders:
            _read_file(store, resource("ontology") / "claimgraph.ttl", VOCABULARY.rstrip("#"))
        return cls(store, union=union or bool(folders), folders=folders, name=", ".join(map(str, paths)))

    @classmethod
    def of_layers(cls, article: str, layers: Mapping[str, str]) -> Graph:
        """Return a graph of layers given as Turtle text by name, each in its named graph of the article."""
        store = ox.Store()
        for name, text in layers.items():
            store.bulk_load(text, ox.RdfFormat.TURTLE, to_graph=ox.NamedNode(f"{article}/{name}"))
        _read_file(store, resource("ontology") / "claimgraph.ttl", VOCABULARY.rstrip("#"))
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
            extra_prefixes: more prefixes that need not be declared.

        Raises:
            QuerySyntaxError: the text is not a SPARQL query.
            QueryError: the query is an update, uses ``SERVICE`` without leave, or fails while it runs.
        """
        words = keywords(text)
        if "SERVICE" in words and not allow_service:
            raise QueryError("SERVICE would reach another server", where=where, hint="allow it with --allow-service")
        if words & _UPDATE and not words & _FORMS:
            raise QueryError(
                "this is an update", where=where, hint="claimgraph only reads; use SELECT, ASK or CONSTRUCT"
            )
        as_union = (self.union if union is None else union) and "FROM" not in words
        try:
            return self.store.query(
                text,
                base_iri=base_iri,
                prefixes={**prefixes(), **(extra_prefixes or {})},
                use_default_graph_as_union=as_union,
            )
        except SyntaxError as error:
            raise _syntax_error(str(error), text, where) from None
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


def _read_folder(store: ox.Store, folder: Path) -> str:
    """Read the layers of an article folder and return the IRI of the article."""
    article = article_iri(quote(folder.resolve().name))
    found = [name for name in LAYERS if (folder / f"{name}.ttl").is_file()]
    if not found:
        raise SourceError(
            "no article folder",
            where=str(folder),
            hint=f"one holds {', '.join(f'{name}.ttl' for name in LAYERS[:2])} …",
        )
    for name in found:
        expected = ox.NamedNode(f"{article}/{name}")
        _read_file(store, folder / f"{name}.ttl", expected.value)
        # The folder may have been renamed: the graph then gets the name that the layer gives itself.
        named = [
            quad.subject
            for quad in store.quads_for_pattern(None, _TYPE, _LAYER, expected)
            if isinstance(quad.subject, ox.NamedNode)
        ]
        if named and expected not in named:
            quads = list(store.quads_for_pattern(None, None, None, expected))
            store.remove_graph(expected)
            store.extend(ox.Quad(quad.subject, quad.predicate, quad.object, named[0]) for quad in quads)
            article = named[0].value.removesuffix(f"/{name}")
    return article


def _read_file(store: ox.Store, path: Path, graph: str | None = None) -> None:
    packed = path.suffix == ".gz"
    suffix = (Path(path.stem) if packed else path).suffix.lstrip(".")
    form = ox.RdfFormat.from_extension({"owl": "rdf", "json": "jsonld"}.get(suffix, suffix)) if suffix else None
    if form is None:
        raise SourceError(
            f"the suffix {path.suffix!r} tells no RDF format",
            where=str(path),
            hint="known are .ttl .nt .nq .trig .rdf .jsonld, and .gz of each",
        )
    try:
        with _unpacked(path) if packed else path.open("rb") as file:
            # Bulk loading starts threads of its own, which pays from a few megabytes on.
            load = store.bulk_load if path.stat().st_size > _BULK else store.load
            load(
                file,
                form,
                base_iri=path.resolve().as_uri(),
                to_graph=ox.NamedNode(graph) if graph else None,
            )
    except SyntaxError as error:
        place = f"{path}:{error.lineno}" if error.lineno else str(path)
        raise SourceError(f"broken {form.name}: {error.msg.splitlines()[0]}", where=place) from None
    except (OSError, EOFError, ValueError) as error:
        what = getattr(error, "strerror", None) or str(error)
        raise SourceError(f"cannot be read: {what}", where=str(path)) from None


def _unpacked(path: Path) -> IO[bytes]:
    import gzip

    return cast("IO[bytes]", gzip.open(path))


def _syntax_error(message: str, text: str, where: str) -> QueryError:
    found = _ERROR.match(message)
    if not found:
        return QueryError(f"not a SPARQL query: {message.splitlines()[0]}", where=where)
    line, column, expected = int(found[1]), int(found[2]), found[3]
    lines = text.splitlines() or [""]
    return QuerySyntaxError(
        _in_short(expected), where=where, line=line, column=column, source_line=lines[min(line, len(lines)) - 1]
    )


def _in_short(expected: str) -> str:
    """The engine lists every grammar token that could follow; name the keywords and signs, and only a few of them."""
    expected = re.sub(r"\[[^\]]*'\.\.='[^\]]*\](?:\s*\|\s*\[[^\]]*\])*", "a name", expected.replace("\n", " "))
    words = re.sub(r"^expected (?:one of )?", "", expected)
    parts = [part.strip() for part in re.split(r",\s+", words) if part.strip()]
    if expected.startswith("expected") and len(parts) > 6:
        known = [part for part in parts if part.strip('"').isalpha() or part in {'"?"', '"{"', '"}"', '"("', '")"'}]
        return f"not expected here; possible would be {', '.join(known[:6] or parts[:6])} …"
    return f"expected {', '.join(parts)}" if expected.startswith("expected") else expected
