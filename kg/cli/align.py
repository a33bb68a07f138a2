"""``kg align``: what several articles name that is the same."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

import click

from kg.align import (
    Link,
    Thing,
    accepted_above,
    aligned_layer,
    articles_of,
    merged,
    merging,
    propose,
    read_links,
    read_things,
    write_links,
)
from kg.cli.common import (
    Sources,
    format_option,
    language_option,
    output_option,
    source_options,
    to_json,
    write_lines,
    write_text,
    written_whole,
)
from kg.errors import SourceError
from kg.graph import ALIGNED, LAYERS
from kg.namespaces import ALIGNMENTS
from kg.terms import Labels, display_prefixes

_COLUMNS = "decision kind subject subject_article relation object object_article score reason".split()
#: The file of an alignment folder that a person edits.
DECISIONS = "mappings.sssom.tsv"


@click.command()
@source_options
@click.option(
    "--out",
    "folder",
    metavar="DIR",
    type=click.Path(file_okay=False),
    help="Alignment folder: proposals and decisions are kept in it, and the accepted matches are written as RDF.",
)
@click.option("--review", "asked", is_flag=True, help="Show what is undecided one by one, and ask.")
@click.option(
    "--accept-above",
    type=click.FloatRange(0, 1),
    metavar="SCORE",
    help="Accept what scores above this and nobody has decided on.",
)
@click.option(
    "--at-least",
    type=click.FloatRange(0, 1),
    default=0.5,
    show_default=True,
    metavar="SCORE",
    help="Lowest score of a proposal.",
)
@language_option
@format_option("table", "json", "csv", "markdown")
@output_option
def command(
    sources: Sources,
    folder: str | None,
    asked: bool,
    accept_above: float | None,
    at_least: float,
    language: str,
    form: str,
    output: str | None,
) -> None:
    """Propose which sides, dimensions, properties and entities of several articles are the same.

    Each proposal has a score and a reason. With --out they are kept in DIR/mappings.sssom.tsv: write accept or reject
    in its first column (and change closeMatch to exactMatch where you know better), then run the command again; what
    is decided stays. --review asks here instead. Accepted matches stand in DIR/aligned.ttl; -g DIR reads them with the
    articles.

    \b
    Example:
      kg align -g built-in -g articles/tea -g articles/more-tea
      kg align -g built-in -g articles/tea --out alignment --accept-above 0.9
      kg align -g built-in -g articles/tea --out alignment --review
      kg consensus -g built-in -g articles/tea -g alignment
    """
    if folder is None and (asked or accept_above is not None):
        raise click.UsageError("decisions need --out: they must be kept somewhere")
    if folder is not None and any((Path(folder) / f"{name}.ttl").exists() for name in LAYERS):
        raise SourceError("is an article folder", where=folder, hint="an alignment has a folder of its own")
    graph = sources.open()
    articles = articles_of(graph)
    things = read_things(graph)
    path = Path(folder) / DECISIONS if folder else None
    kept = read_links(_text(path), things, str(path)) if path and path.exists() else ()
    links = merged(propose(things, at_least), kept)
    if accept_above is not None:
        links = accepted_above(links, accept_above)
    labels = Labels(graph, language)
    if path:
        table = display_prefixes(graph)
        table |= {_prefix(article): f"{article}/" for article in articles if f"{article}/" not in table.values()}
        _write(path.parent, links, things, labels, table)
        if asked:
            from kg.cli.pairs import walk

            links = walk(links, things, labels, lambda links: _write(path.parent, links, things, labels, table))
        counts = Counter(link.decision for link in links)
        click.echo(
            f"{counts['accept']} accepted, {counts['reject']} rejected, {counts['']} to decide in {path}", err=True
        )
        for one, other in merging(links, things):
            click.echo(f"{labels[one.iri]} and {labels[other.iri]} of one article become the same", err=True)
    if asked:
        return
    of = {thing.iri: thing.article.rstrip("/").rpartition("/")[2] for thing in things}
    rows = [_row(link, labels, of) for link in links]
    if form == "json":
        write_text(to_json([_json(link, labels) for link in links]), output)
    elif form == "csv":
        write_lines(_csv(rows), output)
    else:
        from kg.cli.table import markdown_lines, table_lines, terminal_width

        columns = None if output else terminal_width()
        write_lines(
            markdown_lines(_COLUMNS, rows) if form == "markdown" else table_lines(_COLUMNS, rows, columns), output
        )
    if not links:
        click.echo("nothing is alike", err=True)


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        what = getattr(error, "strerror", None) or "it is not UTF-8"
        raise SourceError(f"cannot be read: {what}", where=str(path)) from None


def _write(folder: Path, links: Sequence[Link], things: Sequence[Thing], labels: Labels, table: dict[str, str]) -> None:
    """Write both files of an alignment folder; the layer first, since it may be refused."""
    from kg.assemble import canonical_turtle

    alignment = ALIGNMENTS + quote(folder.resolve().name)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SourceError(f"cannot be made: {error.strerror}", where=str(folder)) from None
    target = folder / f"{ALIGNED}.ttl"
    before = target.read_text("utf-8") if target.is_file() else ""
    dated = re.search(r'generatedAtTime "(\d{4}-\d\d-\d\d)', before)
    today = datetime.now(UTC).date().isoformat()
    # What has not changed keeps its date.
    text = canonical_turtle(aligned_layer(links, things, alignment, dated[1] if dated else today))
    if text != before:
        text = canonical_turtle(aligned_layer(links, things, alignment, today))
    decisions = write_links(links, labels, alignment, table)
    for file, content in ((folder / DECISIONS, decisions), (target, text)):
        with written_whole(file) as whole:
            whole.write(content.encode())


def _prefix(article: str) -> str:
    """A prefix for the things of an article: the last part of its IRI, which must begin with a letter."""
    name = re.sub(r"[^A-Za-z0-9_-]", "-", article.rstrip("/").rpartition("/")[2])
    return name if name[:1].isalpha() else f"a-{name}"


def _row(link: Link, labels: Labels, of: dict[str, str]) -> list[str]:
    score = "" if link.score is None else f"{link.score:.2f}"
    return [
        link.decision,
        link.kind,
        labels[link.subject],
        of[link.subject],
        link.relation.removeprefix("skos:"),
        labels[link.object],
        of[link.object],
        score,
        link.reason,
    ]


def _json(link: Link, labels: Labels) -> dict[str, object]:
    return {
        "decision": link.decision or None,
        "kind": link.kind,
        "subject": link.subject,
        "subject_label": labels[link.subject],
        "relation": link.relation,
        "object": link.object,
        "object_label": labels[link.object],
        "score": link.score,
        "reason": link.reason,
    }


def _csv(rows: list[list[str]]) -> Iterator[str]:
    import csv
    import io

    for row in (_COLUMNS, *rows):
        line = io.StringIO()
        csv.writer(line, lineterminator="").writerow(row)
        yield line.getvalue()
