"""RDF files and article folders, read into a store."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import IO, cast
from urllib.parse import quote

import pyoxigraph as ox

from kg.errors import SourceError
from kg.namespaces import ALIGNMENTS, VOCABULARY, article_iri
from kg.resources import resource

__all__ = [
    "ALIGNED",
    "BUILT_IN",
    "FORMATS",
    "LAYERS",
    "built_in_folder",
    "declared_prefixes",
    "read_file",
    "read_folder",
    "read_sources",
    "read_vocabulary",
]

#: The article that ships with claimgraph; it is read when no other source is given.
BUILT_IN = "open-vs-closed-ai"
#: What stands for it among sources.
_BUILT_IN = "built-in"

#: The layers of an article folder, each in a Turtle file of its name and a named graph below the article's IRI.
LAYERS = ("said", "curated", "reviewed", "derived")
#: The layer of an alignment folder, which tells what is the same in several articles.
ALIGNED = "aligned"
#: The RDF formats that are read, by the name that the command line gives them.
FORMATS = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "nquads": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
    "rdfxml": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
}

_LAYER = ox.NamedNode(VOCABULARY + "Layer")
_TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
#: How much of a file is looked at for its prefixes, in bytes.
_HEAD = 20_000
_TURTLE_PREFIX = re.compile(r"^\s*@?prefix\s+([\w.-]*)\s*:\s*<([^<>\s]+)>", re.IGNORECASE | re.MULTILINE)
_XML_PREFIX = re.compile(r"""\bxmlns:([\w.-]+)\s*=\s*["']([^"'&<>\s]+)["']""")
_SUFFIXES = {"owl": "rdf", "json": "jsonld", "n3": "n3"}
#: Files of more bytes than this are loaded in bulk, which starts threads of its own.
_BULK = 4_000_000


def read_sources(store: ox.Store, sources: Iterable[Path | str], form: str | None = None) -> dict[str, Path]:
    """Read files and article folders into a store; with a folder comes the vocabulary.

    Args:
        store: where to.
        sources: RDF files (the suffix tells the format; ``.gz`` is unpacked; ``-`` is standard input), folders, and
            ``built-in``.
        form: the format of all files, one of :data:`FORMATS`, whatever their suffix.

    Returns:
        The article folders by the IRI of their article.

    Raises:
        SourceError: a source does not exist, is of no known format, or is broken.
    """
    folders: dict[str, Path] = {}
    for path in map(Path, sources):
        if str(path) == _BUILT_IN and not path.exists():
            path = built_in_folder()
        if (path / f"{ALIGNED}.ttl").is_file():
            _read_layer(store, path, f"{ALIGNMENTS}{quote(path.resolve().name)}", ALIGNED)
        elif path.is_dir():
            folders[read_folder(store, path)] = path
        else:
            read_file(store, path, form=form)
    if folders:
        read_vocabulary(store)
    return folders


def built_in_folder() -> Path:
    """Return the folder of the article that ships with claimgraph."""
    return resource("ontology") / "articles" / BUILT_IN


def read_vocabulary(store: ox.Store) -> None:
    """Read the vocabulary into the named graph of its IRI."""
    read_file(store, resource("ontology") / "claimgraph.ttl", VOCABULARY.rstrip("#"))


def read_folder(store: ox.Store, folder: Path) -> str:
    """Read the layers of an article folder, each into its named graph, and return the IRI of the article.

    Raises:
        SourceError: the folder holds no layer, or a broken one.
    """
    article = article_iri(quote(folder.resolve().name))
    found = [name for name in LAYERS if (folder / f"{name}.ttl").is_file()]
    if not found:
        hint = f"one holds {', '.join(f'{name}.ttl' for name in LAYERS[:2])} …"
        raise SourceError("no article folder", where=str(folder), hint=hint)
    for name in found:
        article = _read_layer(store, folder, article, name)
    return article


def _read_layer(store: ox.Store, folder: Path, whole: str, name: str) -> str:
    """Read a layer of an article or alignment into its named graph, and return the IRI of what it is part of."""
    expected = ox.NamedNode(f"{whole}/{name}")
    read_file(store, folder / f"{name}.ttl", expected.value)
    # The folder may have been renamed: the graph then gets the name that the layer gives itself.
    named = [
        quad.subject
        for quad in store.quads_for_pattern(None, _TYPE, _LAYER, expected)
        if isinstance(quad.subject, ox.NamedNode)
    ]
    if not named or expected in named:
        return whole
    quads = list(store.quads_for_pattern(None, None, None, expected))
    store.remove_graph(expected)
    store.extend(ox.Quad(quad.subject, quad.predicate, quad.object, named[0]) for quad in quads)
    return named[0].value.removesuffix(f"/{name}")


def read_file(store: ox.Store, path: Path, graph: str | None = None, form: str | None = None) -> None:
    """Read an RDF file into a store.

    Args:
        store: where to.
        path: the file; its suffix tells the format, ``.gz`` is unpacked, ``-`` is standard input.
        graph: the named graph for its triples; quads keep their own.
        form: one of :data:`FORMATS` if the suffix does not tell.

    Raises:
        SourceError: the file does not exist, is of no known format, or is broken.
    """
    rdf_format = FORMATS[form] if form else _format(path)
    standard = str(path) == "-"
    try:
        with _opened(path) as file:
            big = not standard and path.stat().st_size > _BULK
            load = store.bulk_load if big else store.load
            load(
                file,
                rdf_format,
                base_iri=None if standard else path.resolve().as_uri(),
                to_graph=ox.NamedNode(graph) if graph else None,
            )
    except SyntaxError as error:
        name = "standard input" if standard else str(path)
        place = f"{name}:{error.lineno}" if error.lineno else name
        raise SourceError(f"broken {rdf_format.name}: {error.msg.splitlines()[0]}", where=place) from None
    except (OSError, EOFError, ValueError) as error:
        what = getattr(error, "strerror", None) or str(error)
        raise SourceError(f"cannot be read: {what}", where=str(path)) from None


def declared_prefixes(path: Path) -> dict[str, str]:
    """Return the prefixes that the beginning of a Turtle, TriG or RDF/XML file declares."""
    if str(path) == "-" or path.is_dir():
        return {}
    try:
        with _opened(path) as file:
            head = file.read(_HEAD).decode("utf-8", "replace")
    except OSError:
        return {}
    return {name: iri for name, iri in (*_TURTLE_PREFIX.findall(head), *_XML_PREFIX.findall(head)) if name}


def _format(path: Path) -> ox.RdfFormat:
    if str(path) == "-":
        hint = f"give it with --input-format: {', '.join(FORMATS)}"
        raise SourceError("the format is not known", where="standard input", hint=hint)
    suffix = (Path(path.stem) if path.suffix.lower() == ".gz" else path).suffix.lstrip(".").lower()
    found = ox.RdfFormat.from_extension(_SUFFIXES.get(suffix, suffix)) if suffix else None
    if found is None:
        raise SourceError(
            f"the suffix {path.suffix!r} tells no RDF format",
            where=str(path),
            hint="known are .ttl .nt .nq .trig .rdf .jsonld, and .gz of each; --input-format names another",
        )
    return found


def _opened(path: Path) -> IO[bytes]:
    if str(path) == "-":
        return sys.stdin.buffer
    if path.suffix.lower() == ".gz":
        import gzip

        return cast("IO[bytes]", gzip.open(path))
    return path.open("rb")
