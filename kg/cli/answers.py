"""Writing the answers of queries in the format asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from itertools import islice
from typing import IO, TYPE_CHECKING, cast

import click
import pyoxigraph as ox

from kg.cli.common import standard_output, write_lines, write_text, written_whole
from kg.errors import QueryError

if TYPE_CHECKING:
    from kg.graph import Graph, Results, Term

__all__ = ["ROWS", "TRIPLES", "write_answer"]

ROWS = {
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
}
TRIPLES = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "nquads": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
    "jsonld": ox.RdfFormat.JSON_LD,
}
#: How to tell from its beginning that an answer has no rows.
_EMPTY: dict[str, Callable[[bytes], bool]] = {
    "csv": lambda head: head.count(b"\n") == 1,
    "tsv": lambda head: head.count(b"\n") == 1,
    "json": lambda head: b'"bindings":[]' in head,
    "xml": lambda head: b"<results></results>" in head or b"<results/>" in head,
}
_BEGINNING = 2_000
#: Triples asked for in a format of rows are written in the RDF format of the same family.
_FAMILY = {"json": ox.RdfFormat.JSON_LD, "xml": ox.RdfFormat.RDF_XML}


def write_answer(
    graph: Graph,
    results: Results,
    form: str | None,
    output: str | None,
    *,
    labels: str | None,
    limit: int | None,
) -> None:
    """Write an answer to a file, whole or not at all, or to standard output as it comes.

    Args:
        graph: where labels are looked up.
        results: the answer.
        form: the format; by default a table, ``true`` or ``false``, or Turtle.
        output: the file, or ``None``.
        labels: language of the labels that tables show beside IRIs, ``None`` for none.
        limit: how many triples to write at most; rows have been limited before.

    Raises:
        QueryError: the answer cannot be written in this format.
        SourceError: the file cannot be written.
    """
    if isinstance(results, ox.QueryBoolean):
        _write_boolean(results, form, output)
    elif isinstance(results, ox.QueryTriples):
        _write_triples(graph, islice(results, limit), form or "turtle", output)
    elif form in TRIPLES:
        raise QueryError(f"a SELECT query cannot be answered as {form}", hint=f"use table, markdown, {', '.join(ROWS)}")
    elif form in ROWS:
        with _opened(output) as file:
            head = _Head(file)
            results.serialize(cast("IO[bytes]", head), ROWS[form])
            if not output and form in {"json", "xml"}:
                file.write(b"\n")
        if _EMPTY[form](head.text):
            click.echo("no rows", err=True)
    else:
        _write_table(graph, results, form or "table", output, labels)


class _Head:
    """A file that remembers how it begins: the engine does not tell how many rows it wrote."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file, self.text = file, b""

    def write(self, data: bytes) -> int:
        if len(self.text) < _BEGINNING:
            self.text += data[:_BEGINNING]
        return self.file.write(data)

    def flush(self) -> None:
        self.file.flush()


def _write_boolean(results: ox.QueryBoolean, form: str | None, output: str | None) -> None:
    if form in ROWS:
        write_text((results.serialize(format=ROWS[form]) or b"").decode(), output)
    elif form in {None, "table", "markdown"}:
        write_text("true" if results else "false", output)
    else:
        raise QueryError(f"an ASK query cannot be answered as {form}", hint="use table, json or xml")


def _write_triples(graph: Graph, results: Iterable[ox.Triple], form: str, output: str | None) -> None:
    written = TRIPLES.get(form) or _FAMILY.get(form)
    if written is None:
        raise QueryError(f"CONSTRUCT and DESCRIBE cannot be answered as {form}", hint=f"use {', '.join(TRIPLES)}")
    from kg.terms import display_prefixes

    prefixes = display_prefixes(graph) if form in {"turtle", "trig", "jsonld", "json", "xml"} else None
    # The engine writes quads only of quads: in the formats for datasets, triples are those of the default graph.
    quads = form in {"nquads", "trig"}
    with _opened(output) as file:
        if quads:
            found = (ox.Quad(triple.subject, triple.predicate, triple.object) for triple in results)
            ox.serialize(found, file, written, prefixes=prefixes)
        else:
            ox.serialize(results, file, written, prefixes=prefixes)


def _opened(output: str | None) -> AbstractContextManager[IO[bytes]]:
    return written_whole(output) if output else standard_output()


def _write_table(graph: Graph, results: ox.QuerySolutions, form: str, output: str | None, language: str | None) -> None:
    """Write rows as a table; ``language`` is that of the labels beside IRIs, ``None`` for none."""
    from kg.cli.table import markdown_lines, table_lines, terminal_width
    from kg.namespaces import compact
    from kg.query import labelled, rows_of
    from kg.terms import display_prefixes

    names = [variable.value for variable in results.variables]
    prefixes = display_prefixes(graph)
    empty = True

    def shown(term: Term | None, labels: dict[str, str]) -> str:
        if isinstance(term, ox.NamedNode):
            label = labels.get(term.value)
            return compact(term.value, prefixes) + (f" {label}" if label else "")
        if isinstance(term, ox.BlankNode):
            return str(term)
        return "" if term is None else getattr(term, "value", str(term))

    def cells() -> Iterator[list[str]]:
        nonlocal empty
        rows = rows_of(results)
        for row, labels in labelled(graph, rows, language) if language else ((row, {}) for row in rows):
            empty = False
            yield [shown(row.get(name), labels) for name in names]

    columns = None if output else terminal_width()
    write_lines(markdown_lines(names, cells()) if form == "markdown" else table_lines(names, cells(), columns), output)
    if empty:
        click.echo("no rows", err=True)
