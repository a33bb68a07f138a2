"""``kg ingest``: drafts of what articles say."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.asking import ask, model_options
from kg.cli.common import format_option, output_option, write_lines, write_text, written_whole
from kg.document import Document, read_document
from kg.errors import DocumentError, SourceError
from kg.extract import Extraction, Side, drafts_text, extract, sides_of, sides_text

if TYPE_CHECKING:
    from kg.propose import Model

_COLUMNS = ("kind", "side", "polarity", "dimension", "property", "quote")


@click.command()
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE…")
@click.option(
    "--side",
    "given",
    multiple=True,
    metavar="NAME[=WAY|WAY]",
    help="One of the things compared, with other ways in which the article names it; give two or more.",
)
@click.option("--sides-only", is_flag=True, help="Only tell what is compared.")
@model_options
@format_option("table", "json", "turtle")
@output_option
@click.option(
    "--out",
    "folder",
    metavar="DIR",
    type=click.Path(file_okay=False),
    help="Of one article, make an article folder of it for kg review; of several, write the drafts of each to a JSON "
    "file in this folder.",
)
@click.option("--slug", metavar="NAME", help="Last part of the article's IRI, instead of one from its file name.")
@click.option(
    "-j", "--jobs", type=click.IntRange(0), default=0, show_default="one per core", help="How many processes to use."
)
def command(
    articles: tuple[str, ...],
    given: tuple[str, ...],
    sides_only: bool,
    model: Model | None,
    form: str,
    output: str | None,
    folder: str | None,
    slug: str | None,
    jobs: int,
) -> int:
    """Draft what articles say about the things that they compare, each draft with its exact quote.

    ARTICLE is an HTML or Markdown file, - for standard input, or a folder of such files. What is compared is guessed,
    and said on standard error, unless --side names it.

    With --out one article becomes an article folder: the article byte for byte, drafts.json and sides.json, which each
    run writes again, and decisions.yaml, which none touches. kg review makes a graph of it.

    Of several articles, or a folder, each gives a file NAME.json in DIR, in the same sub-folder. What is up to date is
    not made again, so a run that was interrupted goes on where it stopped. An article that cannot be drafted is told on
    standard error and passed over; the exit code is then 1.

    With --llm a language model is asked besides for what only prose says: its drafts are marked llm:NAME, and those
    whose words do not stand in the article are refused. A key is read from KG_LLM_KEY.

    \b
    Example:
      kg ingest tea-and-coffee.html
      kg ingest article.md --side "Tea=Tea|green tea" --side Coffee
      kg ingest article.md -f json -o drafts.json
      kg ingest article.md -f turtle | kg query claims -g - --input-format turtle
      kg ingest article.md --out article
      kg ingest articles/ --out drafts
      kg ingest article.md --llm http://localhost:11434/v1 --llm-model gemma3
    """
    sides = _sides(given)
    several = len(articles) > 1 or Path(articles[0]).is_dir()
    if model and several:
        raise DocumentError("a language model is asked about one article at a time", hint="leave out --llm")
    if slug is not None and (folder is None or several):
        raise click.UsageError("--slug goes with one article and --out")
    if folder is not None and not several and articles[0] != "-" and not sides_only and output is None:
        _folder(Path(articles[0]), Path(folder), sides, slug, model)
        return 0
    if folder is not None:
        return _many(articles, folder, sides, jobs, sides_only or output is not None)
    if several:
        raise DocumentError("the drafts of several articles go to a folder", hint="name it with --out DIR")
    _one(articles[0], sides, bool(given), sides_only, model, form, output)
    return 0


def _one(
    article: str,
    sides: Sequence[Side],
    given: bool,
    sides_only: bool,
    model: Model | None,
    form: str,
    output: str | None,
) -> None:
    data = sys.stdin.buffer.read() if article == "-" else None
    document = read_document("standard input" if article == "-" else article, data)
    if sides_only:
        sides = sides or sides_of(document)
        if len(sides) < 2:
            raise DocumentError("no two sides found", where=document.name, hint="name them with --side")
        _report(sides, given)
        write_text(sides_text(sides) if form == "json" else _names(sides), output)
        return
    extraction = extract(document, sides or None)
    _report(extraction.sides, given)
    if model:
        extraction = ask(document, extraction, model)
    if form == "json":
        write_text(drafts_text(document, extraction.drafts), output)
    elif form == "turtle":
        write_text(_turtle(document, extraction), output)
    else:
        write_lines(_table(document, extraction, output), output)


def _turtle(document: Document, extraction: Extraction) -> str:
    """The drafts as statements of a layer that nobody has accepted."""
    from datetime import UTC, datetime

    from kg.assemble import draft_layer, fast_turtle
    from kg.namespaces import article_slug

    slug = article_slug(Path(document.name).stem, document.text)
    today = datetime.now(UTC).date().isoformat()
    return fast_turtle(draft_layer(document, extraction.sides, extraction.drafts, slug, today))


def _folder(article: Path, folder: Path, sides: Sequence[Side], slug: str | None, model: Model | None) -> None:
    """Make an article folder, or bring its drafts up to date; what is decided stays."""
    from kg.assemble import read_decisions
    from kg.namespaces import article_slug, is_slug
    from kg.review import folder_files, new_decisions

    if slug is not None and not is_slug(slug):
        raise click.UsageError(f"--slug {slug!r} is not of ASCII letters and digits, joined by hyphens")
    try:
        data = article.read_bytes()
    except OSError as error:
        raise DocumentError(f"cannot read the article: {error.strerror}", where=str(article)) from error
    document = read_document(article, data)
    extraction = extract(document, sides or None)
    if model:
        extraction = ask(document, extraction, model)
    files = folder_files(article, data, document, extraction)
    for other in folder.glob("article.*"):
        if other.name not in files:
            raise SourceError(f"the folder holds another article, {other.name}", where=str(folder))
    decisions = folder / "decisions.yaml"
    if not decisions.is_file():
        files["decisions.yaml"] = new_decisions(slug or article_slug(article.stem, document.text)).encode()
    elif slug not in {None, known := read_decisions(decisions).slug}:
        raise SourceError(f"its slug is {known!r} already", where=str(decisions))
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SourceError(f"cannot make this folder: {error.strerror}", where=str(folder)) from error
    for name, content in files.items():
        with written_whole(folder / name) as file:
            file.write(content)
    _report(extraction.sides, bool(sides))
    click.echo(f"{len(extraction.drafts)} drafts in {folder}; kg review {folder} goes on", err=True)


def _many(articles: Sequence[str], folder: str, sides: Sequence[Side], jobs: int, confused: bool) -> int:
    from kg.extract.folder import articles_in, draft_articles

    if confused:
        raise click.UsageError("--out goes with neither --output nor --sides-only")
    if "-" in articles:
        raise DocumentError("standard input has no name for its drafts", hint="save it to a file, or leave out --out")
    found = articles_in([Path(article) for article in articles])
    drafts = made = passed = 0
    with click.progressbar(length=len(found), label="drafting", file=sys.stderr, show_pos=True) as bar:
        problems = []
        for outcome in draft_articles(found, Path(folder), sides, jobs):
            bar.update(1)
            made += outcome.drafts is not None
            drafts += outcome.drafts or 0
            if outcome.problem:
                problems.append(outcome.problem)
    for problem in problems:
        click.echo(f"passed over: {problem}", err=True)
    passed = len(problems)
    click.echo(
        f"{len(found)} articles: {made} drafted ({drafts} drafts), {len(found) - made - passed} up to date, "
        f"{passed} passed over",
        err=True,
    )
    return 1 if passed else 0


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


def _names(sides: Sequence[Side]) -> str:
    return "".join(f"{side.name}\n" for side in sides)


def _report(sides: Sequence[Side], given: bool) -> None:
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
