"""``kg view``: the graph as a page to explore."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.common import Sources, language_option, source_options, write_text


@click.command()
@source_options
@language_option
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False),
    default="claimgraph.html",
    show_default=True,
    help="File to write.",
)
@click.option("--open", "show", is_flag=True, help="Open the page in the browser.")
def command(sources: Sources, language: str, output: str, show: bool) -> None:
    """Write the graph as one HTML page that a browser shows without any network.

    \b
    Example:
      kg view --open
      kg view -g any.ttl -o any.html
    """
    from kg.page import build  # not at the top: networkx and pyvis take a quarter of a second

    made = build(sources.open(), language=language)
    write_text(made.html, output)
    size = len(made.html.encode()) / 1000
    click.echo(f"{output}: {made.nodes} nodes, {made.links} links, {size:.0f} kB", err=True)
    if show:
        click.launch(str(Path(output).resolve()))
