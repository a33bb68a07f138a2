"""``kg verify``: every quote found again in the article."""

from __future__ import annotations

from collections import Counter

import click

from kg.cli.common import Sources, format_option, output_option, source_options, to_json, write_text
from kg.document import read_document
from kg.terms import Labels
from kg.verify import Report, Result, verify

_MARKS = {"exact": "=", "moved": "→", "normalised": "≈", "ambiguous": "?", "missing": "✗"}


@click.command()
@source_options
@click.option("--source", metavar="FILE", help="Article to look in, instead of the one the graph was made from.")
@click.option("--strict", is_flag=True, help="Accept only quotes that stand exactly where they were recorded.")
@click.option("-v", "--verbose", is_flag=True, help="List the quotes that were found, too.")
@format_option("text", "json")
@output_option
@click.pass_context
def command(
    context: click.Context,
    sources: Sources,
    source: str | None,
    strict: bool,
    verbose: bool,
    form: str,
    output: str | None,
) -> None:
    """Find every quote of the graph again in the article, and tell which sentences no statement quotes.

    Exits with 1 when a quote is missing or ambiguous; with --strict, also when one has moved or differs in form.

    \b
    Example:
      kg verify
      kg verify --source new-version.html
      kg verify -f json
    """
    graph = sources.open()
    report = verify(graph, read_document(source) if source else None)
    if form == "json":
        text = to_json(report.to_json())
    else:
        text = _text(report, Labels(graph, "en"), strict=strict, verbose=verbose)
    write_text(text, output)
    context.exit(0 if report.found(strict=strict) else 1)


def _text(report: Report, labels: Labels, *, strict: bool, verbose: bool) -> str:
    from kg.cli.table import style

    counts = Counter[str](result.status for result in report.results)
    good = {"exact"} if strict else {"exact", "moved", "normalised"}
    lines: list[str] = []
    for result in report.results:
        # What was put in beside a quote is told by the statement that it stands beside.
        beside = result.role == "quote" and any(_beside(sentence, result.quote) for sentence in report.coverage.altered)
        if verbose or beside or result.status not in good:
            lines += _result_lines(result, labels)
    coverage = report.coverage
    for sentence in coverage.unanchored:
        what = "more stands here than was quoted" if sentence in coverage.altered else "no statement quotes"
        lines.append(f"✗ {what}: {sentence}")
    found = ", ".join(f"{counts[status]} {status}" for status in _MARKS if counts[status])
    lines.append(style(f"{report.checked} anchors checked: {found}", bold=True))
    share = 100 * coverage.anchored / coverage.sentences if coverage.sentences else 100
    lines.append(f"{coverage.anchored} of {coverage.sentences} sentences anchored ({share:.0f} %)")
    return "\n".join(lines)


def _beside(sentence: str, quote: str) -> bool:
    """Whether a sentence that was added to holds a quote, or the beginning or end of one of several sentences."""
    return quote in sentence or quote.startswith(sentence[1:]) or quote.endswith(sentence[:-1])


def _result_lines(result: Result, labels: Labels) -> list[str]:
    name = labels[result.iri]
    where = f" [{result.start}-{result.end}]" if result.start is not None else ""
    lines = [f"{_MARKS[result.status]} {result.status}: {result.role} of {name}{where}", f"    <{result.iri}>"]
    lines += [f"    <{result.anchor}>", f"    {result.quote}"]
    if result.nearest:
        near = result.nearest
        lines.append(f"    nearest [{near.start}-{near.end}], {near.similarity:.0%} alike: {near.text}")
    return lines
