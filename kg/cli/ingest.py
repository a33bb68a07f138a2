"""``kg ingest``: drafts of what articles say."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

import click

from kg.cli.common import format_option, output_option, to_json, write_lines, write_text
from kg.document import Document, read_document
from kg.errors import DocumentError
from kg.extract import Extraction, Side, extract, sides_of

_COLUMNS = ("kind", "side", "polarity", "dimension", "property", "quote")


@click.command()
@click.argument("article")
@click.option(
    "--side",
    "given",
    multiple=True,
    metavar="NAME[=WAY|WAY]",
    help="One of the things compared, with other ways in which the article names it; give two or more.",
)
@click.option("--sides-only", is_flag=True, help="Only tell what is compared.")
@format_option("table", "json")
@output_option
def command(article: str, given: tuple[str, ...], sides_only: bool, form: str, output: str | None) -> None:
    """Draft what an article says about the things that it compares, each draft with its exact quote.

    ARTICLE is an HTML or Markdown file, or - for standard input. What is compared is guessed, and said on standard
    error, unless --side names it.

    \b
    Example:
      kg ingest tea-and-coffee.html
      kg ingest article.md --side "Tea=Tea|green tea" --side Coffee
      kg ingest article.md -f json -o drafts.json
    """
    data = sys.stdin.buffer.read() if article == "-" else None
    document = read_document("standard input" if article == "-" else article, data)
    sides = _sides(given)
    if sides_only:
        sides = sides or sides_of(document)
        if len(sides) < 2:
            raise DocumentError("no two sides found", where=document.name, hint="name them with --side")
        _report(sides, given)
        write_text(to_json([_side(side) for side in sides]) if form == "json" else _names(sides), output)
        return
    extraction = extract(document, sides or None)
    _report(extraction.sides, given)
    if form == "json":
        write_text(to_json([draft.as_json(document) for draft in extraction.drafts]), output)
    else:
        write_lines(_table(document, extraction, output), output)


def _sides(given: Sequence[str]) -> tuple[Side, ...]:
    """Read the values of --side: a name, or a name and the ways of naming it."""
    sides = []
    for text in given:
        name, _, ways = text.partition("=")
        names = [way.strip() for way in (name, *ways.split("|")) if way.strip()]
        if not name.strip():
            raise DocumentError(f"no name in --side {text!r}", hint='write --side "Tea=Tea|green tea"')
        sides.append(Side(names[0], tuple(dict.fromkeys(names))))
    if len(sides) == 1:
        raise DocumentError("one side alone compares nothing", hint="give --side twice or more")
    if len({side.name for side in sides}) < len(sides):
        raise DocumentError("one side is given twice", hint="each --side needs a name of its own")
    return tuple(sides)


def _side(side: Side) -> dict[str, object]:
    return {"name": side.name, "names": list(side.names), "score": side.score, "evidence": list(side.evidence)}


def _names(sides: Sequence[Side]) -> str:
    return "".join(f"{side.name}\n" for side in sides)


def _report(sides: Sequence[Side], given: Sequence[str]) -> None:
    if given:
        return
    for side in sides:
        click.echo(f"side {side.name} (score {side.score:.2f}, from {', '.join(side.evidence)})", err=True)
    click.echo("if these are not what is compared, name it with --side", err=True)


def _table(document: Document, extraction: Extraction, output: str | None) -> Iterator[str]:
    from kg.cli.table import table_lines, terminal_width

    rows = []
    for draft in extraction.drafts:
        row = draft.as_json(document)
        rows.append(["" if row[name] is None else " ".join(str(row[name]).split()) for name in _COLUMNS])
    yield from table_lines(_COLUMNS, rows, None if output else terminal_width())
