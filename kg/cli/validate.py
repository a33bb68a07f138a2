"""``kg validate``: the graph held against its shapes and checks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.common import Sources, format_option, language_option, output_option, source_options, to_json, write_text

if TYPE_CHECKING:
    from kg.graph import Graph
    from kg.validate import Report

_WORDS = {
    "zh": {
        "yes": "符合",
        "no": "不符合：{} 处",
        "nothing": "图中没有 claimgraph 词汇的内容",
        "of": "{}（{} 个形状，{} 项检查）",
    },
    "en": {
        "yes": "conforms",
        "no": "does not conform: {} results",
        "nothing": "nothing in the graph is of the claimgraph vocabulary",
        "of": "{} ({} shapes, {} checks)",
    },
}


@click.command()
@source_options
@click.option(
    "--shapes", multiple=True, metavar="FILE", type=click.Path(path_type=Path), help="More SHACL shapes; repeatable."
)
@language_option
@format_option("text", "json", "turtle")
@output_option
@click.pass_context
def command(
    context: click.Context, sources: Sources, shapes: tuple[Path, ...], language: str, form: str, output: str | None
) -> None:
    """Check the graph against the SHACL shapes, the SPARQL checks and the rules, in one report.

    Exits with 1 when it does not conform. Turtle gives a sh:ValidationReport.

    \b
    Example:
      kg validate
      kg validate -g my.ttl --shapes my-shapes.ttl
    """
    from kg.validate import validate

    graph = sources.open()
    report = validate(graph, shapes=shapes)
    if form == "json":
        text = to_json(report.to_json())
    else:
        text = report.to_turtle() if form == "turtle" else _text(graph, report, language)
    write_text(text, output)
    context.exit(0 if report.conforms else 1)


def _text(graph: Graph, report: Report, language: str) -> str:
    from kg.cli.table import style
    from kg.namespaces import compact
    from kg.terms import Labels

    words, labels = _WORDS[language], Labels(graph, language)
    lines: list[str] = []
    for result in report.results:
        focus = getattr(result.focus, "value", str(result.focus))
        label = f"{labels[focus]} " if focus in labels else ""
        lines.append(f"✗ {style(result.name, bold=True)}: {label}{compact(focus, labels.prefixes)}")
        if result.path:
            lines.append(f"    {compact(result.path, labels.prefixes) if result.path[:1] != '(' else result.path}")
        if result.value is not None:
            lines.append(f"    {getattr(result.value, 'value', result.value)}")
        lines.append(f"    {result.messages.get(language, '')}")
    if not report.checked:
        return words["nothing"]
    shapes = sum(item.source == "shacl" for item in report.checked)
    verdict = words["yes"] if report.conforms else words["no"].format(len(report.results))
    lines.append(style(words["of"].format(verdict, shapes, len(report.checked) - shapes), bold=True))
    return "\n".join(lines)
