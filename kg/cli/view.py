"""``kg view``: the graph as a page to explore."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.common import Sources, language_option, source_options, write_text
from kg.errors import QueryError

if TYPE_CHECKING:
    import networkx as nx

    from kg.graph import Graph
    from kg.graph.live import Live

#: How many things each link adds to the beginning of a page that fetches the others itself.
_START = 50


@click.command()
@source_options
@language_option
@click.option("--around", metavar="TERM", help="Draw only what is near this thing.")
@click.option(
    "--hops", type=click.IntRange(min=0), help="How many links away from it is still near.  [default: 1]", metavar="N"
)
@click.option(
    "--query", metavar="FILE.rq", help="Draw only what this CONSTRUCT query gives: a file, a stored question or text."
)
@click.option("--source", metavar="URL", help="Where the article can be read; each quote links to its place there.")
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False),
    default="claimgraph.html",
    show_default=True,
    help="File to write.",
)
@click.option(
    "--offline", is_flag=True, help="Never let the page ask the endpoint; without, it fetches neighbours from there."
)
@click.option("--open", "show", is_flag=True, help="Open the page in the browser.")
def command(
    sources: Sources,
    language: str,
    around: str | None,
    hops: int | None,
    query: str | None,
    source: str | None,
    output: str,
    offline: bool,
    show: bool,
) -> None:
    """Write the graph as one HTML page that a browser shows without any network.

    Only a page of a part of an --endpoint may ask that endpoint, and nothing else, for the neighbours of a node. It is
    checked beforehand whether the endpoint lets a page that was opened as a file do so.

    \b
    Example:
      kg view --open
      kg view -g any.ttl -o any.html
      kg view --around PyTorch --hops 2
      kg view --store data --query chosen.rq
      kg view --source https://example.org/open-vs-closed.html
      kg view --endpoint http://localhost:7878/query --around PyTorch
    """
    from kg.page import build  # not at the top: networkx and pyvis take a quarter of a second

    if around is not None and query is not None:
        raise QueryError("choose one of --around and --query")
    if hops is not None and around is None:
        raise QueryError("--hops goes with --around")
    if offline and not sources.endpoint:
        raise QueryError("--offline goes with --endpoint", hint="no other page asks anybody")
    graph = sources.open()
    part, live = None, None
    if (around or query) is not None and not offline:
        live = _live(graph)
    if around is not None:
        part = _around(graph, around, 1 if hops is None else hops, _START if live else None)
    elif query is not None:
        part = _constructed(graph, query, language)
    gc.disable()  # what is built is needed until the page is written; looking for garbage takes a fifth of the time
    try:
        made = build(graph, language=language, part=part, source=source, live=live)
    finally:
        gc.enable()
    write_text(made.html, output)
    size = len(made.html.encode()) / 1000
    click.echo(f"{output}: {made.nodes} nodes, {made.links} links, {size:.0f} kB", err=True)
    if show:
        click.launch(str(Path(output).resolve()))


def _live(graph: Graph) -> Live | None:
    """What the page may ask; a warning if a browser will not let it."""
    from kg.graph.endpoint import Endpoint

    if not isinstance(graph, Endpoint):
        return None
    from kg.graph.live import blocked, live

    found = live(graph)
    reason = blocked(found)
    if reason:
        click.echo(f"warning: {reason}", err=True)
    return found


def _around(graph: Graph, term: str, hops: int, most: int | None) -> nx.MultiDiGraph[str]:
    from kg.network import around
    from kg.terms import resolve

    return around(graph, resolve(graph, term), hops, most)


def _constructed(graph: Graph, query: str, language: str) -> nx.MultiDiGraph[str]:
    import pyoxigraph as ox

    from kg.network import constructed
    from kg.query import prepare

    prepared = prepare(query, graph, {}, language)
    results = prepared.run(graph)
    if not isinstance(results, ox.QueryTriples):
        raise QueryError(
            "only a graph can be drawn", where=prepared.where, hint="use CONSTRUCT { … } WHERE { … } or DESCRIBE"
        )
    part = constructed(graph, results)
    if not part:
        raise QueryError("nothing to draw: the query gives no triples", where=prepared.where)
    return part
