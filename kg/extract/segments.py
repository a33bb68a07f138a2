"""What one block says in several breaths: labels one after another, lines that its author broke, numbered points."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from kg.document import Block, Document, Span
from kg.extract.labels import EDGES, label_of, tick_of, ticks_in

__all__ = ["segments"]

#: Two parts, as in "1)2)" or on two lines, are no shorter.
_SHORTEST = 3
_STOP = re.compile(r"[.!?。！？；;][)）\"'”’\s]*$")
_COLON = re.compile(r"\s*[:：]")
# What stands before it is looked for after its first digit, by which most of a text is passed over.
_POINT = re.compile(r"\d(?<![^\s。；;.!！?？]\d)\d?(?:[、．）)]|\.(?!\d))")
_BULLET = re.compile(r"\s*(?:[•▪◦‣·●○■□]|[①-⑩]|[-–—*+](?=\s))\s*")
#: The words right before a colon, where a sentence begins.
_HEAD = re.compile(r"(?:(?<=[。.!?！？；;\s])|^)[^。.!?！？；;:：\s][^。.!?！？；;:：]{0,23}?(?=\s?[:：])")


def segments(document: Document, block: Block, points: Callable[[str], str]) -> list[Block]:
    """Return the parts of a block, each as a block of its own; the block itself if it is of one piece.

    Args:
        document: the article.
        block: the block.
        points: tells which side, advantages or limitations a label names and nothing else, empty if none.
    """
    if block.span.end - block.span.start < _SHORTEST:
        return [block]
    text = document.quote(block.span)
    cuts = _numbered(text) or _lines(document, block, text) or _ticked(text)
    cuts = cuts or _labelled(block, text, points) or _weighed(block, text, points)
    if not cuts:
        return [block]
    places = [0, *cuts, len(text)]
    return list(_parts(document, block, places))


def _parts(document: Document, block: Block, places: list[int]) -> Iterator[Block]:
    for first, last in pairwise(places):
        words = document.quote(Span(block.span.start + first, block.span.start + last))
        bullet = _BULLET.match(words)
        start = block.span.start + first + (bullet.end() if bullet else len(words) - len(words.lstrip()))
        span = Span(start, max(start, block.span.start + first + len(words.rstrip())))
        if words.strip(EDGES):
            bold, links = _within(block.bold, span), _within(block.links, span)
            yield replace(block, span=span, bold=bold, links=links, breaks=())


def _within(spans: Sequence[Span], part: Span) -> tuple[Span, ...]:
    """What of ranges, which are in order and apart, stands in a part."""
    first = bisect_right(spans, part.start, key=lambda one: one.end)
    last = bisect_left(spans, part.end, first, key=lambda one: one.start)
    return tuple(Span(max(one.start, part.start), min(one.end, part.end)) for one in spans[first:last])


def _numbered(text: str) -> list[int]:
    """Where the points of "1、… 2、… 3、…" begin, the first aside."""
    wanted, places, head = 1, [], len(text) - len(text.lstrip())
    for found in _POINT.finditer(text):
        if int(found[0][:-1]) == wanted and (wanted > 1 or found.start() <= head):
            places.append(found.start())
            wanted += 1
    return places[1:]


def _lines(document: Document, block: Block, text: str) -> list[int]:
    """Where lines begin, the first aside, if two of them or more are labelled or listed."""
    if not block.breaks:
        return []
    cuts = [place - block.span.start for place in block.breaks]
    places = [0, *cuts, len(text)]
    listed = sum(bool(_BULLET.match(text[first:last])) for first, last in pairwise(places))
    for part in _parts(document, block, places):
        words = document.quote(part.span)
        label = label_of(document, part.span, part.bold)
        listed += bool((label and label.body.end > label.body.start) or tick_of(words)[0])
    return cuts if listed > 1 else []


def _ticked(text: str) -> list[int]:
    """Where the points of "✓ … ✓ … ✗ …" begin, the first aside."""
    ticks = ticks_in(text)
    return ticks[1:] if ticks and not text[: ticks[0]].strip() else []


def _weighed(block: Block, text: str, points: Callable[[str], str]) -> list[int]:
    """Where "advantages: …" and "limitations: …", or "A: …" and "B: …", begin, the first aside if nothing leads it."""
    if text.count(":") + text.count("：") < 2:
        return []
    bold = block.bold[0] if block.bold else None
    led = bold.end - block.span.start if bold and bold.start == block.span.start else 0
    for start in {0, led}:
        heads = [head for head in _HEAD.finditer(text[start:]) if points(head[0])]
        if len({points(head[0]) for head in heads}) > 1 and not text[start : start + heads[0].start()].strip(EDGES):
            return [start + head.start() for head in heads if start + head.start()]
    return []


def _labelled(block: Block, text: str, points: Callable[[str], str]) -> list[int]:
    """Where bold words with a colon begin, those at the head aside; after prose those that begin a sentence."""
    if not block.bold:
        return []
    places = []
    for bold in block.bold:
        start, end = bold.start - block.span.start, bold.end - block.span.start
        if text[start:end].rstrip().endswith((":", "：")) or _COLON.match(text, end):
            places.append(start)
    if places and (not text[: places[0]].strip() or places[0] <= tick_of(text)[1]):
        return places[1:]
    after = [place for place in places if _STOP.search(text, max(0, place - 4), place)]  # prose, then "Cost: …"
    return after if len(after) > 1 or any(points(_word(text[place:])) for place in after) else []


def _word(text: str) -> str:
    """What stands before the first colon of a text."""
    return re.split("[:：]", text[:40])[0]
