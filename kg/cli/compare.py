"""``kg compare``: the comparison matrix."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from pathlib import Path

import click

from kg.cli.common import Sources, format_option, language_option, output_option, source_options, to_json, write_text
from kg.compare import Cell, Comparison, Row, Verdict, comparisons
from kg.terms import Labels

_WORDS = {
    "zh": {
        "dimension": "维度",
        "verdict": "结论",
        "conclusion": "总结论",
        "claim": "主张",
        "example": "例证",
        "summary": "小结",
        "definition": "定义",
        "common": "不单指一方",
        "other": "其他",
        "whole": "整体",
        "also": "原文",
    },
    "en": {
        "dimension": "Dimension",
        "verdict": "Verdict",
        "conclusion": "Conclusion",
        "claim": "Claims",
        "example": "Examples",
        "summary": "Summary",
        "definition": "Definition",
        "common": "Of no single side",
        "other": "Other",
        "whole": "On the whole",
        "also": "in the article's words",
    },
}
#: What stands in a cell, in this order.
_PARTS = ("definition", "claim", "example", "summary")


@click.command()
@click.argument("alternatives", nargs=-1, metavar="[A B]")
@source_options
@language_option
@format_option("table", "markdown", "csv", "html", "json")
@output_option
def command(alternatives: tuple[str, ...], sources: Sources, language: str, form: str, output: str | None) -> None:
    """Show what the article says of each side in each dimension, with its verdicts.

    A and B name the sides to show, by label, beginning of a label or IRI; all are shown without them. Of several
    articles each has a matrix of its own.

    \b
    Example:
      kg compare
      kg compare 开源 closed --lang zh
      kg compare -f markdown -o comparison.md
      kg compare -g tea-and-coffee -g bikes-and-trams
    """
    graph = sources.open()
    found = comparisons(graph, alternatives, language=language)
    words = _WORDS[language]
    labels = Labels(graph, language)
    titles = [labels[matrix.article] if len(found) > 1 else "" for matrix in found]
    if form == "json":
        text = to_json([matrix.to_json() for matrix in found] if len(found) > 1 else found[0].to_json())
    elif form == "csv":
        text = _csv(found)
    elif form == "markdown":
        parts = [_markdown(matrix, words) for matrix in found]
        text = "\n\n".join(
            f"## {title}\n\n{part}" if title else part for title, part in zip(titles, parts, strict=True)
        )
    elif form == "html":
        text = _html(list(zip(titles, found, strict=True)), words, language)
    else:
        text = "\n\n".join(_table(matrix, words, title) for title, matrix in zip(titles, found, strict=True))
    write_text(text, output)


def _verdict_text(verdict: Verdict) -> str:
    return verdict.wording or verdict.quote


def _table(matrix: Comparison, words: dict[str, str], title: str) -> str:
    from kg.cli.table import padded, style, terminal_width, width

    columns = terminal_width() or 120
    sides = matrix.alternatives
    size = max(20, (columns - 3 * (len(sides) - 1)) // max(1, len(sides)))
    full = size * len(sides) + 3 * (len(sides) - 1)
    colours = ("cyan", "yellow", "magenta", "green")
    heads = (style(padded(side.label, size), bold=True, fg=colours[i % 4]) for i, side in enumerate(sides))
    lines = [style(title, bold=True), ""] if title else []
    lines.append("   ".join(heads).rstrip())
    for row in matrix.rows:
        name = _name(matrix, row, words)
        lines += ["", style(f"━━ {name} {'━' * max(0, full - width(name) - 4)}", bold=True)]
        for part in _PARTS:
            folded = [_cell_lines(cell, part, size) for cell in row.cells]
            if any(folded):
                lines.append("   ".join(style(padded(words[part], size), dim=True) for _ in sides).rstrip())
            for index in range(max(map(len, folded), default=0)):
                parts = [cell[index] if index < len(cell) else "" for cell in folded]
                lines.append("   ".join(padded(text, size) for text in parts).rstrip())
        lines += _common_lines(row.common, words, full)
        lines += _verdict_lines(row.verdicts, words["verdict"], full)
    if matrix.conclusion:
        lines += ["", style("━" * full, bold=True), *_verdict_lines(matrix.conclusion, words["conclusion"], full)]
    return "\n".join(lines)


def _name(matrix: Comparison, row: Row, words: dict[str, str]) -> str:
    """What a row is called; where no dimension is named at all, the only row is about everything."""
    if row.dimension:
        return row.dimension.label
    return words["other"] if len(matrix.rows) > 1 else words["whole"]


def _common_lines(cell: Cell | None, words: dict[str, str], columns: int) -> list[str]:
    from kg.cli.table import style

    found = [line for part in _PARTS for line in _cell_lines(cell, part, columns)] if cell else []
    return [style(words["common"], dim=True), *found] if found else []


def _verdict_lines(verdicts: tuple[Verdict, ...], name: str, columns: int) -> list[str]:
    from kg.cli.table import fold, style

    lines: list[str] = []
    for verdict in verdicts:
        lines.append(style(f"⚖ {name}", bold=True) + f"  [{verdict.start}-{verdict.end}]")
        lines += [f"  {line}" for line in fold(_verdict_text(verdict), columns - 2)]
    return lines


def _cell_lines(cell: Cell, part: str, columns: int) -> list[str]:
    from kg.cli.table import fold

    lines: list[str] = []
    if part == "claim":
        for claim in cell.claims:
            sign = claim.polarity or "·"
            lines += _hanging(f"{sign} {claim.property} [{claim.start}-{claim.end}]", "  ", columns)
            if (claim.wording or claim.quote) != claim.property:
                lines += [f"  {line}" for line in fold(claim.wording or claim.quote, columns - 2)]
    elif part == "example":
        for example in cell.examples:
            lines += _hanging(f"▸ {example.title} [{example.start}-{example.end}]", "  ", columns)
    elif part == "definition":
        for definition in cell.definitions:
            lines += fold(f"{definition.wording or definition.quote} [{definition.start}-{definition.end}]", columns)
    else:
        for summary in cell.summaries:
            lines += fold(summary.wording or summary.quote, columns)
    return lines


def _hanging(text: str, indent: str, columns: int) -> list[str]:
    from kg.cli.table import fold

    first, *rest = fold(text, columns - len(indent))
    return [first, *(indent + line for line in rest)]


def _csv(found: Sequence[Comparison]) -> str:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(
        ["dimension", "alternative", "kind", "label", "polarity", "wording", "quote", "start", "end", "iri"]
    )

    def verdicts(dimension: str, found: tuple[Verdict, ...]) -> None:
        for v in found:
            writer.writerow([dimension, "", "verdict", "", "", v.wording or "", v.quote, v.start, v.end, v.iri])

    rows = [(matrix, row) for matrix in found for row in matrix.rows]
    for matrix, row in rows:
        names: dict[str | None, str] = {side.iri: side.label for side in matrix.alternatives}
        dimension = row.dimension.label if row.dimension else ""
        for cell in (*row.cells, *([row.common] if row.common else [])):
            side = names.get(cell.alternative, "")
            for d in cell.definitions:
                writer.writerow(
                    [dimension, side, "definition", "", "", d.wording or "", d.quote, d.start, d.end, d.iri]
                )
            for c in cell.claims:
                writer.writerow(
                    [
                        dimension,
                        side,
                        "claim",
                        c.property,
                        c.polarity or "",
                        c.wording or "",
                        c.quote,
                        c.start,
                        c.end,
                        c.iri,
                    ]
                )
            for e in cell.examples:
                writer.writerow([dimension, side, "example", e.title, "", "", e.quote, e.start, e.end, e.iri])
            for s in cell.summaries:
                writer.writerow([dimension, side, "summary", "", "", s.wording or "", s.quote, s.start, s.end, s.iri])
        verdicts(dimension, row.verdicts)
        if row is matrix.rows[-1]:
            verdicts("", matrix.conclusion)
    return text.getvalue().replace("\r\n", "\n")


def _markdown_cell(cell: Cell, words: dict[str, str], safe: Callable[[str], str]) -> str:
    parts = [f"*{words['definition']}:* {safe(d.wording or d.quote)} [{d.start}–{d.end}]" for d in cell.definitions]
    parts += [
        f"**{safe(claim.property)}** ({claim.polarity or '·'}) {safe(claim.wording or claim.quote)}"
        f" [{claim.start}–{claim.end}]"
        for claim in cell.claims
    ]
    parts += [f"*{words['example']}:* {safe(e.title)} [{e.start}–{e.end}]" for e in cell.examples]
    parts += [f"*{words['summary']}:* {safe(s.wording or s.quote)} [{s.start}–{s.end}]" for s in cell.summaries]
    return "<br>".join(parts)


def _markdown(matrix: Comparison, words: dict[str, str]) -> str:
    def safe(text: str) -> str:
        return text.replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;").replace("\n", " ")

    header = [words["dimension"], *(side.label for side in matrix.alternatives)]
    lines = [f"| {' | '.join(map(safe, header))} |", f"| {' | '.join('---' for _ in header)} |"]
    for row in matrix.rows:
        cells = [_markdown_cell(cell, words, safe) for cell in row.cells]
        title = safe(_name(matrix, row, words))
        lines.append(f"| **{title}** | {' | '.join(cells)} |")
    for row in matrix.rows:
        if row.common:
            name = _name(matrix, row, words)
            lines += ["", f"**{words['common']} – {safe(name)}**", "", _markdown_cell(row.common, words, safe)]
    for name, verdicts in [
        *((_name(matrix, row, words), row.verdicts) for row in matrix.rows),
        (words["conclusion"], matrix.conclusion),
    ]:
        for verdict in verdicts:
            lines += ["", f"**{words['verdict']} – {safe(name)}** [{verdict.start}–{verdict.end}]"]
            lines += ["", *(f"> {safe(line)}" for line in _verdict_text(verdict).splitlines())]
    return "\n".join(lines)


def _html(found: Sequence[tuple[str, Comparison]], words: dict[str, str], language: str) -> str:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined
    )
    template = environment.get_template("compare.html.jinja")
    return template.render(found=found, words=words, language=language)
