"""``kg query``: ask stored questions and any SPARQL query."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING

import click
import pyoxigraph as ox
from click.core import ParameterSource

from kg.cli.common import Sources, language_option, output_option, source_options, write_text, written_whole
from kg.errors import ParameterError, QueryError

if TYPE_CHECKING:
    from kg.graph import Graph, Results, Term

_ROWS = {
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
}
_TRIPLES = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "nquads": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
    "jsonld": ox.RdfFormat.JSON_LD,
}


def _complete_name(_context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[str]:
    from kg.catalogue import catalogue

    return [name for name in catalogue() if name.startswith(incomplete)]


@click.command()
@click.argument("query", required=False, shell_complete=_complete_name)
@click.option("-p", "--param", "params", multiple=True, metavar="NAME=VALUE", help="Value of a parameter; repeatable.")
@source_options
@language_option
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(["table", "markdown", *_ROWS, *_TRIPLES]),
    help="Format of the answer.  [default: table, or turtle for CONSTRUCT]",
)
@output_option
@click.option("--cite", is_flag=True, help="Add the quote, its offsets and the article to each row.")
@click.option("--show", "show_only", is_flag=True, help="Print the query as it would be sent, and do not send it.")
@click.option("--timeout", type=click.FloatRange(min=0), default=60.0, show_default=True, help="Seconds; 0 for none.")
@click.option("--allow-service", is_flag=True, help="Let SERVICE reach other servers.")
@click.pass_context
def command(
    context: click.Context,
    query: str | None,
    params: tuple[str, ...],
    sources: Sources,
    language: str,
    form: str | None,
    output: str | None,
    cite: bool,
    show_only: bool,
    timeout: float,
    allow_service: bool,
) -> None:
    """Ask a stored question by NAME, or a SPARQL query: text, a FILE.rq, or - for standard input.

    Without QUERY the stored questions are listed. An ASK query that is false exits with 1.

    \b
    Example:
      kg query
      kg query claims -p alternative=closed --lang en
      kg query 'SELECT ?p { ?side cg:hasAdvantage ?p }' -f csv
      kg query my.rq -g my.ttl
    """
    if query is None:
        write_text(_listing(language), output)
        return
    from kg.query import cited, prepare

    graph = sources.open()
    chosen = context.get_parameter_source("language") is ParameterSource.COMMANDLINE
    text = sys.stdin.buffer.read().decode("utf-8", "replace") if query == "-" else None
    prepared = prepare(query, graph, dict(_pair(param) for param in params), language, text, chosen=chosen)
    if show_only:
        write_text(prepared.text, output)
        return
    with _time_limit(timeout):
        results = prepared.run(graph, allow_service=allow_service)
        if cite and isinstance(results, ox.QuerySolutions):
            results = cited(graph, results)
        _write(graph, results, form, output)
    if isinstance(results, ox.QueryBoolean) and not results:
        context.exit(1)


def _write(graph: Graph, results: Results, form: str | None, output: str | None) -> None:
    if isinstance(results, ox.QueryBoolean):
        _write_answer(results, form, output)
    elif isinstance(results, ox.QueryTriples):
        _write_triples(graph, results, form or "turtle", output)
    elif form in _TRIPLES:
        raise QueryError(
            f"a SELECT query cannot be answered as {form}", hint=f"use table, markdown, {', '.join(_ROWS)}"
        )
    elif form in _ROWS:
        _write_stream(results, form, output)
    else:
        names = [variable.value for variable in results.variables]
        rows = [{name: row[name] for name in names if row[name] is not None} for row in results]
        write_text(_rows_as_text(graph, names, rows, form or "table"), output)
        if not rows:
            click.echo("no rows", err=True)


def _pair(param: str) -> tuple[str, str]:
    name, equals, value = param.partition("=")
    if not equals or not name:
        raise ParameterError(f"{param!r} is not NAME=VALUE", where="-p", hint="for example -p alternative=closed")
    return name, value


@contextmanager
def _time_limit(seconds: float) -> Iterator[None]:
    """End the process when the time is over: the engine cannot be interrupted, but lets another thread run."""

    def end() -> None:
        sys.stderr.write(f"kg: the query took longer than {seconds:g} s; allow more with --timeout\n")
        sys.stderr.flush()
        os._exit(2)

    watch = threading.Timer(seconds, end)
    watch.daemon = True
    if seconds:
        watch.start()
    try:
        yield
    except SyntaxError as error:
        raise QueryError(str(error)) from None
    except RuntimeError as error:
        raise QueryError(f"the query failed while it ran: {error}") from None
    finally:
        watch.cancel()


def _listing(language: str) -> str:
    from kg.catalogue import catalogue
    from kg.cli.table import table, terminal_width

    stored = catalogue()
    header = ["名称", "问题"] if language == "zh" else ["name", "question"]
    rows = [[name, query.header.question.get(language, "")] for name, query in stored.items()]
    return table(header, rows, terminal_width())


def _write_answer(results: ox.QueryBoolean, form: str | None, output: str | None) -> None:
    if form in _ROWS:
        write_text((results.serialize(format=_ROWS[form]) or b"").decode(), output)
    elif form in {None, "table", "markdown"}:
        write_text("true" if results else "false", output)
    else:
        raise QueryError(f"an ASK query cannot be answered as {form}", hint="use table, json or xml")


def _write_triples(graph: Graph, results: ox.QueryTriples, form: str, output: str | None) -> None:
    if form not in _TRIPLES:
        raise QueryError(f"CONSTRUCT and DESCRIBE cannot be answered as {form}", hint=f"use {', '.join(_TRIPLES)}")
    from kg.terms import display_prefixes

    prefixes = display_prefixes(graph) if form in {"turtle", "trig", "jsonld"} else None
    with _opened(output) as file:
        # The engine writes quads only of quads: in the formats for datasets, triples are those of the default graph.
        quads = form in {"nquads", "trig"}
        triples = (ox.Quad(t.subject, t.predicate, t.object) if quads else t for t in results)
        ox.serialize(triples, file, _TRIPLES[form], prefixes=prefixes)


def _write_stream(results: ox.QuerySolutions, form: str, output: str | None) -> None:
    with _opened(output) as file:
        results.serialize(file, _ROWS[form])
        if not output and form in {"json", "xml"}:
            file.write(b"\n")


@contextmanager
def _opened(output: str | None) -> Iterator[IO[bytes]]:
    if output:
        with written_whole(output) as file:
            yield file
    else:
        sys.stdout.flush()
        try:
            yield sys.stdout.buffer
            sys.stdout.buffer.flush()
        except OSError as error:
            raise BrokenPipeError from error


def _rows_as_text(graph: Graph, names: list[str], rows: list[dict[str, Term]], form: str) -> str:
    from kg.cli.table import table, terminal_width
    from kg.namespaces import compact
    from kg.terms import display_prefixes

    prefixes = display_prefixes(graph)

    def shown(term: Term | None) -> str:
        if isinstance(term, ox.NamedNode):
            return compact(term.value, prefixes)
        if isinstance(term, ox.BlankNode):
            return str(term)
        return "" if term is None else getattr(term, "value", str(term))

    cells = [[shown(row.get(name)) for name in names] for row in rows]
    return markdown(names, cells) if form == "markdown" else table(names, cells, terminal_width())


def markdown(header: list[str], rows: list[list[str]]) -> str:
    """Return a GitHub Flavored Markdown table (section 4.10); what would end a cell is escaped."""

    def cell(text: str) -> str:
        return text.replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;").replace("\n", "<br>")

    lines = [header, ["---"] * len(header), *rows]
    return "\n".join(f"| {' | '.join(map(cell, line))} |" for line in lines)


__all__ = ["command"]
