"""The walk of ``kg review`` through the drafts, one after the other, in the terminal."""

from __future__ import annotations

from collections.abc import Callable

import click

from kg.assemble import CHANGES
from kg.errors import DecisionError
from kg.extract import Draft
from kg.review import LANGUAGES, ArticleFolder, Review, parsed_change

__all__ = ["walk"]

_KEYS = {
    "a": "accept",
    "r": "reject",
    "c": "change",
    "s": "skip",
    "b": "back",
    "A": "accept all by this rule",
    "R": "reject all by this rule",
    "q": "quit",
}
_CHANGES = "side=…, dimension=…, property=…, polarity=+ or -, kind=…, or a wording: zh=… en=…; nothing when done"


def walk(article: ArticleFolder, review: Review, save: Callable[[], object]) -> None:
    """Show each undecided draft and ask about it, until all are decided or the user has enough.

    Args:
        article: the article and its drafts.
        review: what is decided; answers are put into it.
        save: called after each answer, so that nothing is lost when the terminal is closed.
    """
    drafts = review.undecided
    seen: list[int] = []
    position = 0
    while position < len(drafts):
        draft = drafts[position]
        if review.decision(draft):  # by the rule of one before
            position += 1
            continue
        _show(article, review, draft, f"{position + 1}/{len(drafts)}")
        answer = _asked(article, review, draft)
        if answer == "q":
            return
        if answer == "b":
            position = seen.pop() if seen else position
            review.decided.pop(drafts[position].id, None)
            save()
            continue
        seen.append(position)
        position += 1
        if answer != "s":
            save()


def _show(article: ArticleFolder, review: Review, draft: Draft, place: str) -> None:
    document, current = article.document, review.current(draft)
    click.echo(f"\n{place}  {click.style(current['kind'], bold=True)}  {draft.id}")
    if draft.path:
        click.echo(f"  under       {' › '.join(' '.join(words.split()) for words in draft.path)}")
    for name in CHANGES[1:]:
        click.echo(f"  {name.ljust(11)} {' '.join(str(current[name] or '–').split())}")
    for language, words in current["wording"].items():
        click.echo(f"  {language.ljust(11)} {words}")
    click.echo(f"  found by    {draft.rule}, confidence {draft.confidence:g}")
    before = document.text[draft.context.start : draft.span.start]
    after = document.text[draft.span.end : draft.context.end]
    quote = click.style(document.quote(draft.span), fg="green")
    click.echo(f"  [{draft.span.start}-{draft.span.end}]")
    for line in f"{before}«{quote}»{after}".splitlines():
        click.echo(f"    {line}")


def _asked(article: ArticleFolder, review: Review, draft: Draft) -> str:
    """Ask until there is an answer, and take the decision; the end of the input is a wish to quit."""
    while True:
        answer = _line("accept, reject, change, skip, back, quit (? for more)")
        if answer == "a":
            review.accept(draft)
        elif answer == "r":
            review.reject(draft)
        elif answer == "A":
            review.accept_where(rules=[draft.rule])
        elif answer == "R":
            review.reject_where([draft.rule])
        elif answer == "c":
            if not _changed(article, review, draft):
                continue
        elif answer not in _KEYS:
            click.echo("  " + "   ".join(f"{key} {what}" for key, what in _KEYS.items()))
            continue
        return answer


def _changed(article: ArticleFolder, review: Review, draft: Draft) -> bool:
    """Ask for changes until an empty line; return whether there was any."""
    click.echo(f"  {_CHANGES}")
    click.echo(f"  the sides are {', '.join(side.name for side in article.sides)}")
    changed = False
    while (text := _line("change")) not in {"", "q"}:
        try:
            name, value = parsed_change(text, article.sides)
        except DecisionError as error:
            click.echo(f"  {error}")
            continue
        review.change(draft, name, value)
        changed = True
        shown = review.current(draft)
        click.echo(f"  {name} is {shown['wording'].get(name) if name in LANGUAGES else shown[name] or '–'}")
    return changed


def _line(question: str) -> str:
    try:
        answer = click.prompt(question, default="", show_default=False, prompt_suffix=" > ")
    except click.Abort:
        click.echo()
        return "q"
    return str(answer).strip()
