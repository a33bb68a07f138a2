"""Where links lead: destinations, titles, labels and the definitions of labels (CommonMark, sections 4.7 and 6.3)."""

from __future__ import annotations

import re

__all__ = ["LONGEST_LABEL", "definition", "inline_link", "label_at", "normal_label"]

_SPACE = re.compile(r"[ \t]*+(?:(?:\r\n?|\n)[ \t]*+)?+")
LONGEST_LABEL = 999
_LABEL = re.compile(rf"\[((?:[^\[\]\\]|\\.){{1,{LONGEST_LABEL}}})\]", re.DOTALL)
_ANGLED = re.compile(r"<(?:[^<>\\\r\n]|\\.)*+>")
#: The first two are addresses that a template would have put there.
_PIECE = re.compile(r"\{\{[^{}\r\n]*+\}\}|\{%[^%\r\n]*+%\}|(?:[^\s\\()\x00-\x1f\x7f]|\\[^\s])++|[()]|\\")
_TITLE = re.compile(r""""(?:[^"\\]|\\.)*+"|'(?:[^'\\]|\\.)*+'|\((?:[^()\\]|\\.)*+\)""", re.DOTALL)
_LINE_END = re.compile(r"[ \t]*+(?:\r\n?|\n|\Z)")
#: Brackets in an address nest no deeper, as in other readers; this keeps the time linear.
_DEEPEST = 8


def normal_label(label: str) -> str:
    """Return what labels are compared by."""
    return " ".join(label.split()).casefold()


def label_at(text: str, position: int) -> tuple[str, int] | None:
    """Return the label in brackets at a position and where it ends."""
    found = _LABEL.match(text, position)
    return (found[1], found.end()) if found and found[1].strip() else None


def inline_link(text: str, position: int) -> int:
    """Return where ``(destination "title")`` ends that begins at a position, -1 if none does."""
    if not text.startswith("(", position):
        return -1
    position = _skip(text, position + 1)
    end = _destination(text, position)
    if end < 0:
        return -1
    after = _skip(text, end)
    if after > end and (title := _TITLE.match(text, after)):
        after = _skip(text, title.end())
    return after + 1 if text.startswith(")", after) else -1


def definition(text: str, position: int) -> tuple[str, int] | None:
    """Return the label that is defined at a position, normalised, and where the definition ends."""
    found = label_at(text, position)
    if not found or not text.startswith(":", found[1]):
        return None
    start = _skip(text, found[1] + 1)
    end = _destination(text, start)
    if end <= start:
        return None
    after = _skip(text, end)
    if after > end and (title := _TITLE.match(text, after)) and (last := _LINE_END.match(text, title.end())):
        return normal_label(found[0]), last.end()
    alone = _LINE_END.match(text, end)
    return (normal_label(found[0]), alone.end()) if alone else None


def _skip(text: str, position: int) -> int:
    found = _SPACE.match(text, position)
    return found.end() if found else position


def _destination(text: str, position: int) -> int:
    """Return where the destination ends that begins at a position, -1 if none does; it may be empty."""
    if text.startswith("<", position):
        found = _ANGLED.match(text, position)
        return found.end() if found else -1
    depth = 0
    while piece := _PIECE.match(text, position):
        if piece[0] == "(":
            depth += 1
            if depth > _DEEPEST:
                return -1
        elif piece[0] == ")":
            if not depth:
                break
            depth -= 1
        position = piece.end()
    return -1 if depth else position
