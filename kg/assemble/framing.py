"""The passages of an article in which no statement stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from kg.document import Block, Document
from kg.extract import Draft, name_of

__all__ = ["framing"]


def framing(document: Document, drafts: Iterable[Draft]) -> list[Draft]:
    """Return every block that no draft covers as a framing passage, in the order of the article.

    Their rules tell what they are: ``heading``, ``table-header``, ``side-lead`` (a paragraph that only names a side)
    or ``rest``.
    """
    drafts = list(drafts)
    contexts = sorted({(draft.context.start, draft.context.end) for draft in drafts})
    sides = {draft.alternative.span for draft in drafts if draft.alternative and draft.alternative.span}
    leads = {side.start: document.quote(side) for side in sides}
    seen: Counter[str] = Counter()
    found = []
    position = 0
    for block in document.blocks:
        while position < len(contexts) and contexts[position][1] <= block.span.start:
            position += 1
        if any(block.span.end <= end for end in _ends(contexts, position, block.span.start)):
            continue
        quote = document.quote(block.span)
        name = name_of("framing", quote, seen[quote])
        seen[quote] += 1
        found.append(Draft(name, "framing", block.span, _rule(block, quote, leads.get(block.span.start)), block.span))
    return found


def _ends(contexts: Sequence[tuple[int, int]], position: int, start: int) -> Iterator[int]:
    """Where the contexts end that begin no later than a place; those before the position end before it."""
    while position < len(contexts) and contexts[position][0] <= start:
        yield contexts[position][1]
        position += 1


def _rule(block: Block, quote: str, side: str | None) -> str:
    if block.kind == "heading":
        return "heading"
    if block.kind == "header_cell" or block.column == 0:
        return "table-header"
    names_side = side is not None and not any(character.isalnum() for character in quote[len(side) :])
    return "side-lead" if names_side else "rest"
