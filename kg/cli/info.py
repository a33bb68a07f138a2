"""``kg info``: what the graph holds."""

from __future__ import annotations

import click

from kg.cli.common import Sources, format_option, language_option, output_option, source_options, to_json, write_text
from kg.info import Info, info


@click.command()
@source_options
@language_option
@format_option("text", "json", "turtle")
@output_option
def command(sources: Sources, language: str, form: str, output: str | None) -> None:
    """Tell what the graph holds: articles, layers, classes, prefixes and versions. Turtle gives a VoID description.

    \b
    Example:
      kg info
      kg info -g my.ttl -f turtle
    """
    found = info(sources.open(), language=language)
    write = {"json": lambda: to_json(found.to_json()), "turtle": found.to_turtle}.get(form, lambda: _text(found))
    write_text(write(), output)


def _text(found: Info) -> str:
    from kg.cli.table import style, table
    from kg.namespaces import compact

    def counted(title: str, counts: dict[str, int], unit: str) -> list[str]:
        rows = [
            [compact(iri, found.prefixes) if iri else "(default graph)", str(count)] for iri, count in counts.items()
        ]
        return ["", table([title, unit], rows, None)] if rows else []

    lines = [f"{style(found.source, bold=True)}: {found.triples} triples"]
    for article in found.articles:
        lines += ["", style(article.get("title", article["article"]), bold=True)]
        lines += [f"  {name}: {value}" for name, value in article.items() if name != "title"]
    lines += counted("graph", found.graphs, "triples")
    lines += counted("class", found.classes, "things")
    lines += ["", table(["prefix", "namespace"], [list(pair) for pair in found.prefixes.items()], None)]
    lines += ["", ", ".join(f"{name} {number}" for name, number in found.versions.items())]
    return "\n".join(lines)
