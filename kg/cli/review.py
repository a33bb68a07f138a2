"""``kg review``: drafts become an article's graph."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from kg.assemble import Decisions, read_decisions
from kg.cli.common import format_option, to_json, write_lines, write_text, written_whole
from kg.errors import DecisionError
from kg.namespaces import article_slug
from kg.review import LAYERS, ArticleFolder, Review, layers, new_decisions, open_folder, parsed_change

_COLUMNS = ("decision", "id", "rule", "confidence", "kind", "side", "dimension", "property", "polarity", "quote")


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--accept-all", is_flag=True, help="Accept every undecided draft.")
@click.option("--accept-above", type=float, metavar="N", help="Accept undecided drafts with a confidence above N.")
@click.option("--accept-rule", multiple=True, metavar="RULE", help="Accept undecided drafts that this rule found.")
@click.option("--reject-rule", multiple=True, metavar="RULE", help="Reject undecided drafts that this rule found.")
@click.option("--accept", multiple=True, metavar="ID", help="Accept this draft.")
@click.option("--reject", multiple=True, metavar="ID", help="Reject this draft.")
@click.option(
    "--change",
    multiple=True,
    nargs=2,
    metavar="ID NAME=VALUE",
    help="Accept this draft with another side, dimension, property, polarity (+ or -) or kind, or with a wording "
    "(zh=… or en=…); without a VALUE there is none.",
)
@click.option("--undo", multiple=True, metavar="ID", help="Forget what was decided about this draft.")
@click.option("--list", "listed", is_flag=True, help="List the drafts and what is decided, and decide nothing.")
@format_option("table", "json")
def command(
    folder: Path,
    accept_all: bool,
    accept_above: float | None,
    accept_rule: tuple[str, ...],
    reject_rule: tuple[str, ...],
    accept: tuple[str, ...],
    reject: tuple[str, ...],
    change: tuple[tuple[str, str], ...],
    undo: tuple[str, ...],
    listed: bool,
    form: str,
) -> None:
    """Accept, change or reject the drafts of an article, and write its graph.

    FOLDER is what kg ingest ARTICLE --out FOLDER has made. Without options each undecided draft is shown and asked
    about. Decisions are kept in decisions.yaml, by the identifiers of the drafts, which follow from their words: a new
    kg ingest leaves them alone. What is accepted is written to said.ttl, what was added to it to curated.ttl, what
    follows from both to derived.ttl; kg … -g FOLDER reads them.

    \b
    Example:
      kg ingest tea-and-coffee.html --out tea-and-coffee
      kg review tea-and-coffee
      kg review tea-and-coffee --accept-above 0.9 --reject claim-1f0c2a9b7d
      kg review tea-and-coffee --change claim-5e0d1b7a42 polarity=-
    """
    article = open_folder(folder)
    path = article.decisions_file
    text = (
        path.read_text("utf-8")
        if path.is_file()
        else new_decisions(article_slug(folder.resolve().name, article.document.text))
    )
    review = Review.of(article.drafts, read_decisions(path, text))
    if listed:
        _list(article, review, form)
        return
    before = {name: dict(entry) for name, entry in review.decided.items()}
    for name in undo:
        if review.decided.pop(name, None) is None:
            raise DecisionError(f"nothing is decided about {name!r}")
    for name in accept:
        review.accept(review.draft(name))
    for name in reject:
        review.reject(review.draft(name))
    for name, what in change:
        review.change(review.draft(name), *parsed_change(what, article.sides))
    _known_rules(review, (*accept_rule, *reject_rule))
    review.reject_where(reject_rule)
    review.accept_where(above=accept_above, rules=accept_rule, everything=accept_all)
    asked = accept_all or accept_above is not None or any((accept_rule, reject_rule, accept, reject, change, undo))
    if not asked:
        from kg.cli.walk import walk

        walk(article, review, lambda: _record(path, text, review))
    if review.decided != before or not path.is_file():
        text = _record(path, text, review)
    _write_layers(article, review, read_decisions(path, text))


def _known_rules(review: Review, rules: tuple[str, ...]) -> None:
    known = sorted({draft.rule for draft in review.drafts})
    for rule in rules:
        if rule not in known:
            raise DecisionError(f"no draft was found by a rule {rule!r}", hint=f"the rules are {', '.join(known)}")


def _record(path: Path, text: str, review: Review) -> str:
    text = review.recorded(text, date.today().isoformat())
    with written_whole(path) as file:
        file.write(text.encode())
    return text


def _write_layers(article: ArticleFolder, review: Review, decisions: Decisions) -> None:
    """Write what is accepted; a layer that nothing stands in any more is removed."""
    accepted = sum(review.decision(draft) == "accept" for draft in review.drafts)
    made = layers(article, decisions) if accepted else {}
    for name in LAYERS:
        path = article.path / f"{name}.ttl"
        if name in made:
            with written_whole(path) as file:
                file.write(made[name].encode())
        else:
            path.unlink(missing_ok=True)
    rejected = sum(review.decision(draft) == "reject" for draft in review.drafts)
    click.echo(
        f"{len(review.drafts)} drafts: {accepted} accepted, {rejected} rejected, {len(review.undecided)} undecided",
        err=True,
    )
    if review.gone:
        click.echo(f"decisions on drafts that there are no longer, kept: {', '.join(review.gone)}", err=True)
    names = ", ".join(f"{name}.ttl" for name in made)
    click.echo(f"wrote {names} to {article.path}" if made else "nothing is accepted, so there is no graph", err=True)


def _list(article: ArticleFolder, review: Review, form: str) -> None:
    rows = [
        {**draft.as_json(article.document), **_said(review.current(draft)), "decision": review.decision(draft)}
        for draft in review.drafts
    ]
    if form == "json":
        write_text(to_json(rows), None)
        return
    from kg.cli.table import table_lines, terminal_width

    table = [["" if row[name] is None else " ".join(str(row[name]).split()) for name in _COLUMNS] for row in rows]
    write_lines(table_lines(_COLUMNS, table, terminal_width()), None)


def _said(current: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in current.items() if name != "wording"}
