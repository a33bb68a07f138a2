"""Tables in a terminal: columns line up by display width, so that Chinese does too."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice

import click
from wcwidth import wcswidth, wcwidth

__all__ = ["fold", "markdown_lines", "padded", "style", "table", "table_lines", "terminal_width", "width"]

# What is not parted: a Latin word, or a character, with the marks that may not end or begin a line (JIS X 4051).
_PIECES = re.compile(r"\s+|[（《〈「『【“‘]*(?:[\x21-\u02ff]+|\S)[，。、；：？！）》〉」』】”’…—]*")
_NARROWEST = 8
#: How many rows decide the widths of the columns.
_SAMPLE = 500


def terminal_width() -> int | None:
    """Return the columns of the terminal that standard output goes to, or ``None`` if it goes elsewhere."""
    if "COLUMNS" in os.environ or sys.stdout.isatty():
        return shutil.get_terminal_size((100, 24)).columns
    return None


def style(text: str, **how: bool | str) -> str:
    """Colour a text when standard output is a terminal and ``NO_COLOR`` is not set (no-color.org)."""
    plain = bool(os.environ.get("NO_COLOR")) or not sys.stdout.isatty()
    return text if plain else click.style(text, **how)  # type: ignore[arg-type]


def width(text: str) -> int:
    """Return how many columns a text takes; control characters take none."""
    whole = wcswidth(text)
    return whole if whole >= 0 else sum(max(0, wcwidth(character)) for character in text)


def padded(text: str, columns: int) -> str:
    """Return a text filled with spaces up to a display width."""
    return text + " " * max(0, columns - width(text))


def fold(text: str, columns: int) -> list[str]:
    """Break a text into lines that fit: at spaces and between Chinese characters, or else inside words."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for piece in _PIECES.findall(paragraph):
            if line and width(line) + width(piece.rstrip()) > columns:
                lines.append(line.rstrip())
                line = ""
            if piece.isspace() and not line and lines:
                continue
            while width(piece) > columns:
                head = _fitting(piece, columns)
                lines.append(head)
                piece = piece[len(head) :]
            line += piece
        lines.append(line.rstrip())
    return lines


def _fitting(text: str, columns: int) -> str:
    taken = 0
    for index, character in enumerate(text):
        taken += max(0, wcwidth(character))
        if taken > columns:
            return text[: max(1, index)]
    return text


def table(header: Sequence[str], rows: Iterable[Sequence[str]], columns: int | None) -> str:
    """Return what :func:`table_lines` yields as one text."""
    return "\n".join(table_lines(header, rows, columns))


def table_lines(header: Sequence[str], rows: Iterable[Sequence[str]], columns: int | None) -> Iterator[str]:
    """Yield rows under a header, columns two spaces apart, cells folded to fit ``columns`` if it is given.

    The first rows decide the widths, so that an endless answer can be read as it comes.
    """
    remaining = ([_printable(cell) for cell in row] for row in rows)
    first = list(islice(remaining, _SAMPLE))
    widths = [max(map(width, column)) for column in zip(header, *first, strict=True)]
    if columns is not None:
        widths = _shrunk(widths, columns - 2 * (len(widths) - 1))
    yield _line([style(padded(name, size), bold=True) for name, size in zip(header, widths, strict=True)])
    yield _line(["─" * size for size in widths])
    for row in chain(first, remaining):
        if columns is None:
            yield _line([padded(cell.replace("\n", " "), size) for cell, size in zip(row, widths, strict=True)])
            continue
        folded = [fold(cell, size) for cell, size in zip(row, widths, strict=True)]
        for index in range(max(map(len, folded), default=0)):
            parts = [part[index] if index < len(part) else "" for part in folded]
            yield _line([padded(part, size) for part, size in zip(parts, widths, strict=True)])


def markdown_lines(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield a GitHub Flavored Markdown table (section 4.10); what would end a cell is escaped."""

    def cell(text: str) -> str:
        return text.replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;").replace("\n", "<br>")

    for line in chain([header, ["---"] * len(header)], rows):
        yield f"| {' | '.join(map(cell, line))} |"


def _line(parts: list[str]) -> str:
    return "  ".join(parts).rstrip()


def _printable(text: str) -> str:
    """Control characters could steer the terminal: they are shown as pictures of themselves."""
    return re.sub(r"[\x00-\x09\x0b-\x1f\x7f]", lambda found: chr(0x2400 + min(ord(found[0]), 0x21)), text)


def _shrunk(widths: list[int], available: int) -> list[int]:
    """Take width from the widest columns until the row fits, none below a legible minimum."""
    sizes = list(widths)
    while sum(sizes) > available and max(sizes) > _NARROWEST:
        widest = max(sizes)
        second = max([size for size in sizes if size < widest], default=_NARROWEST)
        share = [index for index, size in enumerate(sizes) if size == widest]
        cut = max(1, min(widest - max(second, _NARROWEST), -(-(sum(sizes) - available) // len(share))))
        for index in share:
            sizes[index] = max(_NARROWEST, sizes[index] - cut)
    return sizes
