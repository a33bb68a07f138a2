"""The walk of ``kg align --review`` through the proposals, one after the other, in the terminal."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import click

from kg.align import Link, Thing
from kg.errors import DecisionError
from kg.terms import Labels

__all__ = ["walk"]

_ANSWERS = {
    "a": "accept as proposed",
    "e": "accept as the same (exactMatch)",
    "c": "accept as close (closeMatch)",
    "r": "reject",
    "s": "skip",
    "b": "back",
    "q": "quit",
}
#: How many quotes of a property are shown.
_QUOTES = 3


def walk(
    links: Sequence[Link], things: Sequence[Thing], labels: Labels, save: Callable[[Sequence[Link]], None]
) -> tuple[Link, ...]:
    """Show each undecided link and ask about it, until all are decided or the user has enough.

    Args:
        links: all of them, decided or not.
        things: of the articles that are aligned.
        labels: of the things.
        save: called with all links after each answer, so that nothing is lost when the terminal is closed.

    Returns:
        The links with what was decided.
    """
    found, known = list(links), {thing.iri: thing for thing in things}
    places = [number for number, link in enumerate(links) if not link.decision]
    position = 0
    while position < len(places):
        place = places[position]
        before = found[place]
        _show(replace(before, decision=""), known, labels, f"{position + 1}/{len(places)}")
        answer = _asked()
        if answer == "q":
            break
        if answer == "b":
            position = max(0, position - 1)
            continue
        if answer != "s":
            found[place] = _decided(before, answer)
            try:
                save(found)
            except DecisionError as error:
                click.echo(f"  {error}")
                found[place] = before
                continue
        position += 1
    return tuple(found)


def _decided(link: Link, answer: str) -> Link:
    relation = {"e": "skos:exactMatch", "c": "skos:closeMatch"}.get(answer, link.relation)
    return replace(link, decision="reject" if answer == "r" else "accept", relation=relation, reviewer="")


def _show(link: Link, known: dict[str, Thing], labels: Labels, place: str) -> None:
    score = "" if link.score is None else f"  {link.score:.2f}"
    click.echo(f"\n{place}  {click.style(link.kind, bold=True)}  {link.relation}{score}  {link.reason}")
    for iri in (link.subject, link.object):
        thing = known[iri]
        others = sorted({name.text for name in thing.names} - {labels[iri]})
        also = f"  ({', '.join(others)})" if others else ""
        article = thing.article.rstrip("/").rpartition("/")[2]
        click.echo(f"  {click.style(labels[iri], fg='green')}{also}  – {article}")
        for quote in thing.quotes[:_QUOTES]:
            click.echo(f"    {' '.join(quote.split())}")


def _asked() -> str:
    """Ask until there is an answer; the end of the input is a wish to quit."""
    while True:
        try:
            answer = click.prompt("accept, exact, close, reject, skip, back, quit", default="", show_default=False)
        except click.Abort:
            click.echo()
            return "q"
        answer = str(answer).strip().lower()[:1]
        if answer in _ANSWERS:
            return answer
        click.echo("  " + "   ".join(f"{key} {what}" for key, what in _ANSWERS.items()))
