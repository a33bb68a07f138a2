"""``kg show``: everything known about one thing."""

from __future__ import annotations

import re

import click

from kg.cli.common import Sources, format_option, language_option, output_option, source_options, to_json, write_text
from kg.show import Card, Fact, show


@click.command()
@click.argument("term")
@source_options
@language_option
@format_option("text", "json")
@output_option
def command(term: str, sources: Sources, language: str, form: str, output: str | None) -> None:
    """Show everything the graph knows about TERM: a label, a CURIE or an IRI.

    \b
    Example:
      kg show 差分隐私
      kg show BERT --lang en
      kg show cg:Claim
    """
    card = show(sources.open(), term, language=language)
    write_text(to_json(card.to_json()) if form == "json" else _text(card), output)


def _text(card: Card) -> str:
    from kg.cli.table import fold, style, terminal_width

    columns = terminal_width() or 110
    lines = [style(card.label, bold=True), f"<{card.iri}>"]
    for place in card.places:
        lines += [
            "",
            style(f"[{place.start}-{place.end}] {'' if place.statement == card.iri else place.label}", dim=True),
        ]
        lines += [f"  {line}" for line in fold(place.text, columns - 2)]
    for arrow, facts in (("→", card.outgoing), ("←", card.incoming)):
        # Mentions and anchors are shown above as the passages that they stand for.
        shown = tuple(fact for fact in facts if not re.search(r"/(?:mention|anchor)-[^/]*$", fact.value))
        if shown:
            lines += ["", *_facts(arrow, shown, columns)]
    return "\n".join(lines)


def _facts(arrow: str, facts: tuple[Fact, ...], columns: int) -> list[str]:
    from kg.cli.table import fold, padded, style, width

    names = [f"{arrow} {fact.name}" for fact in facts]
    size = min(40, max(map(width, names)))
    lines: list[str] = []
    for name, fact in zip(names, facts, strict=True):
        text = fact.label + (f" @{fact.language}" if fact.language else "")
        first, *rest = fold(text, max(20, columns - size - 14))
        layer = style(f"  ({fact.layer})", dim=True) if fact.layer else ""
        lines.append(f"{padded(name, size)}  {first}{'' if rest else layer}")
        lines += [f"{' ' * size}  {line}{layer if line is rest[-1] else ''}" for line in rest]
    return lines
