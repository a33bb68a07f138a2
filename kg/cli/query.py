"""``kg query``: ask stored questions and any SPARQL query."""

from __future__ import annotations

import math
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click
import pyoxigraph as ox
from click.core import ParameterSource

from kg.cli.answers import ROWS, TRIPLES, write_answer
from kg.cli.common import Sources, drop_unfinished, language_option, output_option, source_options, write_text
from kg.cli.questions import QuestionCommand, complete_name, complete_parameter, listing
from kg.errors import ParameterError, QueryError

if TYPE_CHECKING:
    from kg.graph import Graph
    from kg.query import Prepared


@click.command(cls=QuestionCommand)
@click.argument("query", required=False, shell_complete=complete_name)
@click.option(
    "-p",
    "--param",
    "params",
    multiple=True,
    metavar="NAME=VALUE",
    help="Value of a parameter; repeatable.",
    shell_complete=complete_parameter,
)
@source_options
@language_option
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(["table", "markdown", *ROWS, *TRIPLES]),
    help="Format of the answer.  [default: table, or turtle for CONSTRUCT]",
)
@output_option
@click.option("--cite", is_flag=True, help="Add the quote, its offsets and the article to each row.")
@click.option("--labels/--no-labels", default=True, help="Show labels beside IRIs in tables.  [default: labels]")
@click.option("--limit", type=click.IntRange(min=0), help="Stop after so many rows or triples.")
@click.option("--show", "show_only", is_flag=True, help="Print the query as it would be sent, and do not send it.")
@click.option(
    "--explain", "explained", is_flag=True, help="Tell on standard error what the query reads and how long it took."
)
@click.option(
    "--timeout", type=click.FloatRange(min=0, max=1e9), default=60.0, show_default=True, help="Seconds; 0 for none."
)
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
    labels: bool,
    limit: int | None,
    show_only: bool,
    explained: bool,
    timeout: float,
    allow_service: bool,
) -> None:
    """Ask a stored question by NAME, or a SPARQL query: text, a FILE.rq, or - for standard input.

    Without QUERY the stored questions are listed; kg query NAME --help tells what one takes. An ASK query that is false
    exits with 1.

    \b
    Example:
      kg query
      kg query claims -p alternative=closed --lang en
      kg query 'SELECT ?p { ?side cg:hasAdvantage ?p }' -f csv
      kg query my.rq -g my.ttl
      kg query 'SELECT * { ?s ?p ?o }' --endpoint http://localhost:7878/query --limit 10
    """
    if query is None:
        write_text(listing(language), output)
        return
    from kg.query import cited, limited, prepare
    from kg.sparql import keywords

    if math.isnan(timeout):
        raise QueryError("--timeout must be a number of seconds")
    with _watched(timeout):
        started = time.perf_counter()
        graph = sources.open()
        opened = time.perf_counter()
        chosen = context.get_parameter_source("language") is ParameterSource.COMMANDLINE
        text = _standard_input(sources) if query == "-" else None
        prepared = prepare(query, graph, _pairs(params), language, text, chosen=chosen)
        if show_only:
            write_text(prepared.text, output)
            return
        asked = time.perf_counter()
        results = prepared.run(graph, allow_service=allow_service)
        if not allow_service and "SERVICE" in keywords(prepared.text):
            click.echo("SERVICE SILENT is not asked; allow it with --allow-service", err=True)
        if isinstance(results, ox.QuerySolutions):
            results = limited(results, limit) if limit is not None else results
            results = cited(graph, results) if cite else results
        elif cite:
            raise QueryError("only rows can be cited", hint="--cite goes with SELECT")
        shown = language if labels and not prepared.stored else None  # stored questions have columns for labels
        write_answer(graph, results, form, output, labels=shown, limit=limit)
        if explained:
            _explain(graph, prepared, opened - started, time.perf_counter() - asked)
    if isinstance(results, ox.QueryBoolean) and not results:
        context.exit(1)


def _standard_input(sources: Sources) -> str:
    if "-" in sources.paths:
        raise QueryError("standard input cannot be both the query and the graph")
    if sys.stdin is None:
        raise QueryError("there is no standard input")
    try:
        return sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise QueryError("it is not UTF-8", where="standard input") from None


def _pairs(params: tuple[str, ...]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, value in map(_pair, params):
        if name in found:
            raise ParameterError(f"{name} is given twice", where="-p")
        found[name] = value
    return found


def _pair(param: str) -> tuple[str, str]:
    name, equals, value = param.partition("=")
    if not equals or not name:
        raise ParameterError(f"{param!r} is not NAME=VALUE", where="-p", hint="for example -p alternative=closed")
    return name, value


@contextmanager
def _watched(seconds: float) -> Iterator[None]:
    """End the process when the time is over or the user interrupts it.

    While the engine works, nothing else runs in the main thread, no signal handler either; but it lets other threads
    run, and they can end the process.
    """

    def end(code: int, message: str = "") -> None:
        drop_unfinished()
        sys.stderr.write(message)
        sys.stderr.flush()
        os._exit(code)

    def listen() -> None:
        sign = os.read(heard, 1)
        if sign == bytes([signal.SIGINT]):
            time.sleep(0.2)  # the main thread, if it is free, ends by itself and in better order
            end(130)
        elif sign == bytes([signal.SIGTERM]):
            end(143)

    heard, told = os.pipe()
    os.set_blocking(told, False)
    before = signal.set_wakeup_fd(told)
    signal.signal(signal.SIGTERM, lambda *_: None)  # heard by the thread, which also removes what is half written
    threading.Thread(target=listen, daemon=True).start()
    over = f"kg: the query took longer than {seconds:g} s; allow more with --timeout\n"
    timer = threading.Timer(min(seconds, threading.TIMEOUT_MAX), end, (2, over))
    timer.daemon = True
    if seconds:
        timer.start()
    try:
        yield
    except SyntaxError as error:
        raise QueryError(f"the answer is broken: {error}") from None
    except RuntimeError as error:
        if isinstance(error, click.exceptions.Exit):
            raise
        raise QueryError(f"the query failed while it ran: {error}") from None
    finally:
        timer.cancel()
        signal.set_wakeup_fd(before)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        os.close(told)


def _explain(graph: Graph, prepared: Prepared, reading: float, asking: float) -> None:
    from kg.explain import explain
    from kg.namespaces import compact
    from kg.terms import display_prefixes

    prefixes = display_prefixes(graph)
    found = explain(graph, prepared.text, union=prepared.stored or graph.union)
    for what, iris in (
        ("classes", found.classes),
        ("properties", found.properties),
        ("graphs", found.graphs),
        ("things", found.others),
    ):
        if iris:
            click.echo(f"{what}: {', '.join(compact(iri, prefixes) for iri in iris)}", err=True)
    click.echo(f"default graph: {'all named graphs as one' if found.union else 'as the source has it'}", err=True)
    click.echo(f"read in {reading:.3f} s, answered in {asking:.3f} s", err=True)
