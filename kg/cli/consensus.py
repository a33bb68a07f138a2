"""``kg consensus``: what several articles claim together, alone and against each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

import click

from kg.cli.common import (
    Sources,
    format_option,
    language_option,
    output_option,
    source_options,
    to_json,
    write_lines,
    write_text,
)
from kg.consensus import STATUSES, Consensus, Row, Saying, consensus

_WORDS = {
    "zh": {
        "agreed": "多篇文章说法一致",
        "disputed": "文章之间褒贬相反",
        "divided": "文章把同一特性归于不同的一方",
        "shared": "多篇文章提到，褒贬未明",
        "single": "只有一篇文章提到",
        "articles": "文章",
        "of": "{number}/{all} 篇",
        "closeMatch": "相近",
        "relatedMatch": "相关",
        "broadMatch": "更宽",
        "narrowMatch": "更窄",
        "contrast": "另一方相反，可以并存",
        "both": "另一方也如此",
        "mixed": "另一方褒贬皆有",
        "open": "另一方也提到",
        "status": "情况",
        "side": "一方",
        "property": "特性",
        "sentences": "句子",
        "beside": "旁及",
    },
    "en": {
        "agreed": "Several articles agree",
        "disputed": "Articles disagree, for and against",
        "divided": "Articles count the same for different sides",
        "shared": "Several articles speak of it, not all for or against",
        "single": "One article alone",
        "articles": "articles",
        "of": "{number} of {all} articles",
        "closeMatch": "close",
        "relatedMatch": "related",
        "broadMatch": "broader",
        "narrowMatch": "narrower",
        "contrast": "the other way round for",
        "both": "the same for",
        "mixed": "for and against",
        "open": "also spoken of for",
        "status": "status",
        "side": "side",
        "property": "property",
        "sentences": "sentences",
        "beside": "beside",
    },
}
_COLUMNS = "status side property article_count article polarity dimension words wording quote start end claim".split()


@click.command()
@source_options
@click.option("--only", multiple=True, type=click.Choice(STATUSES), help="Show these rows only; repeatable.")
@language_option
@format_option("table", "json", "csv", "markdown")
@output_option
def command(sources: Sources, only: tuple[str, ...], language: str, form: str, output: str | None) -> None:
    """Show which claims several articles make, which only one, and where they disagree, with the sentences.

    What is the same in several articles is told by an alignment folder (kg align makes one) or any skos:exactMatch.
    Close matches are shown beside a row and never counted. Articles dispute when one counts a property for a side and
    another counts it against the same side; they are divided when they count it for different sides; for one side and
    against the other goes together.

    \b
    Example:
      kg consensus -g built-in -g articles/tea -g alignment
      kg consensus -g articles/tea -g articles/more-tea -g alignment --only disputed -f markdown
    """
    found = consensus(sources.open(), language=language)
    if not found.aligned:
        click.echo("nothing is matched among these articles; kg align proposes matches", err=True)
    rows = [row for row in found.rows if not only or row.status in only]
    words, names = _WORDS[language], {article: _short(article) for article in found.articles}
    if form == "json":
        write_text(to_json(Consensus(found.articles, found.aligned, tuple(rows)).to_json()), output)
    elif form == "csv":
        write_lines(_csv(rows, names), output)
    elif form == "markdown":
        write_lines(_markdown(rows, names, words), output)
    else:
        write_lines(_text(found, rows, names, words), output)
    if not rows:
        click.echo("no claims", err=True)


def _short(article: str) -> str:
    """The last part of the IRI of an article."""
    return article.rstrip("/").rpartition("/")[2]


def _place(saying: Saying, names: Mapping[str, str]) -> str:
    return f"{names[saying.article]} [{saying.start}-{saying.end}]"


def _beside(row: Row, names: Mapping[str, str], words: Mapping[str, str]) -> Iterator[str]:
    """What is close to a row and what is said across, one line each."""

    def places(sayings: Iterable[Saying]) -> str:
        return ", ".join(f"{saying.polarity or '·'} {_place(saying, names)}" for saying in sayings)

    for near in row.near:
        yield f"≈ {words[near.relation]}: {near.property}: {places(near.sayings)}"
    for across in row.across:
        yield f"⇄ {words[across.relation]} {across.side}: {places(across.sayings)}"


def _text(found: Consensus, rows: Sequence[Row], names: Mapping[str, str], words: Mapping[str, str]) -> Iterator[str]:
    from kg.cli.table import fold, style, terminal_width, width

    columns = terminal_width() or 120
    for article, title in found.articles.items():
        yield f"{style(names[article], bold=True)}  {title}"
    for status, several in groupby(rows, key=lambda row: row.status):
        title = words[status]
        yield ""
        yield style(f"━━ {title} {'━' * max(0, columns - width(title) - 4)}", bold=True)
        for row in several:
            number = words["of"].format(number=len(row.articles), all=len(found.articles))
            yield ""
            yield f"{style(row.property, bold=True)} – {row.side}  ({number})"
            for saying in row.sayings:
                own = f" {saying.property}" if saying.property != row.property else ""
                yield f"  {saying.polarity or '·'} {style(_place(saying, names), dim=True)}{own}"
                yield from (f"    {line}" for line in fold(saying.quote, columns - 4))
                if saying.wording:
                    yield from (f"    {style(line, dim=True)}" for line in fold(f"({saying.wording})", columns - 4))
            for line in _beside(row, names, words):
                first, *rest = fold(line, columns - 4)
                yield f"  {first}"
                yield from (f"    {part}" for part in rest)


def _markdown(rows: Iterable[Row], names: Mapping[str, str], words: Mapping[str, str]) -> Iterator[str]:
    from kg.cli.table import markdown_lines

    cells = (
        [
            words[row.status],
            row.side,
            row.property,
            str(len(row.articles)),
            "\n".join(
                f"{saying.polarity or '·'} {_place(saying, names)} {_line(saying.quote)}" for saying in row.sayings
            ),
            "\n".join(_beside(row, names, words)),
        ]
        for row in rows
    )
    yield from markdown_lines(
        [words[name] for name in ("status", "side", "property", "articles", "sentences", "beside")], cells
    )


def _csv(rows: Iterable[Row], names: Mapping[str, str]) -> Iterator[str]:
    """One line for each claim, with what is told of its row."""
    import csv
    import io

    def line(cells: Sequence[object]) -> str:
        text = io.StringIO()
        csv.writer(text, lineterminator="").writerow(cells)
        return text.getvalue()

    yield line(_COLUMNS)
    for row in rows:
        for saying in row.sayings:
            yield line(
                [
                    row.status,
                    row.side,
                    row.property,
                    len(row.articles),
                    names[saying.article],
                    saying.polarity or "",
                    saying.dimension or "",
                    saying.property,
                    saying.wording or "",
                    saying.quote,
                    saying.start,
                    saying.end,
                    saying.claim,
                ]
            )


def _line(text: str) -> str:
    return " ".join(text.split())
