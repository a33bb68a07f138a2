"""HTML markup as tokens whose positions in the raw text are exact.

A scanner of our own, because no maintained library gives the raw range of every character in raw order: tree builders
move and merge text, and the standard ``html.parser`` changes its reading between security releases. Each character is
visited once (possessive patterns only), so time is linear in the input. Tokenization follows the HTML Living Standard,
section 13.2.5, with scripting disabled; parse errors never raise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from types import MappingProxyType
from typing import Literal

__all__ = ["Token", "decode", "reference_at", "tokens"]

_SPACE = r"\t\n\f\r "
_ATTRIBUTE_NAME = rf"(?:=[^{_SPACE}/>=]*+|[^{_SPACE}/>=]++)"  # an equals sign may only begin a name
_TAG = re.compile(
    rf"""<(?P<close>/?)(?P<name>[A-Za-z][^{_SPACE}/>]*+)
    (?: [{_SPACE}/]++
      | {_ATTRIBUTE_NAME} (?: [{_SPACE}]*+ = [{_SPACE}]*+
            (?: "[^"]*+(?:"|\Z) | '[^']*+(?:'|\Z) | [^{_SPACE}"'>][^{_SPACE}>]*+ | ) )?+
    )*+
    (?P<end>>?)""",
    re.VERBOSE,
)
_ATTRIBUTE = re.compile(
    rf"""({_ATTRIBUTE_NAME}) (?: [{_SPACE}]*+ = [{_SPACE}]*+
        (?: "([^"]*+)(?:"|\Z) | '([^']*+)(?:'|\Z) | ([^{_SPACE}"'>][^{_SPACE}>]*+) | ) )?+""",
    re.VERBOSE,
)
_DECLARATION_START = re.compile(r"<(?:[!?]|/.)", re.DOTALL)
_COMMENT_END = re.compile(r"--!?>")
_LEADING_ZEROS = re.compile(r"(?<=[#xX])0++(?=[0-9a-fA-F])")
_REFERENCE = re.compile(r"&(?:#(?:[0-9]++|[xX][0-9a-fA-F]++);?|[A-Za-z][A-Za-z0-9]*+;?)")
_RAW_TEXT = frozenset({"script", "style", "xmp", "iframe", "noembed", "noframes", "textarea", "title"})
_RAW_END = {name: re.compile(rf"</{name}(?=[{_SPACE}/>])", re.IGNORECASE | re.ASCII) for name in _RAW_TEXT}
_FOREIGN = frozenset({"svg", "math"})
#: Elements that change how what follows them is read.
_SPECIAL = _FOREIGN | _RAW_TEXT | {"plaintext"}
_NONE: Mapping[str, str] = MappingProxyType({})


@dataclass(slots=True)
class Token:
    """A tag or a run of text; ``start`` and ``end`` count code points of the raw text, end excluded."""

    kind: Literal["open", "close", "text"]
    start: int
    end: int
    name: str = ""
    self_closing: bool = False
    attributes: Mapping[str, str] = field(default_factory=dict)


def tokens(raw: str, start: int = 0) -> Iterator[Token]:
    """Yield the tags and text runs of ``raw[start:]`` in order; comments and declarations are left out.

    The content of ``textarea`` and ``title`` is one text token, like that of ``script`` and ``style``.
    """
    position, length = start, len(raw)
    text_start = start
    foreign = 0  # how many svg and math elements are open: in them, and only there, ``<title/>`` has no content
    token: Token | None
    while (position := raw.find("<", position)) >= 0:
        token = None
        if tag := _TAG.match(raw, position):
            token, after = _tag(raw, tag)
        elif _DECLARATION_START.match(raw, position):
            after = _after_declaration(raw, position)
        else:  # a lone "<" is text
            position += 1
            continue
        if text_start < position:
            yield Token("text", text_start, position, "", False, _NONE)
        position = text_start = after
        if token is None:
            continue
        yield token
        if token.name not in _SPECIAL:
            continue
        if token.name in _FOREIGN and not token.self_closing:
            foreign = max(0, foreign + (1 if token.kind == "open" else -1))
        if token.kind == "open" and token.name in _RAW_TEXT and not (foreign and token.self_closing):
            found = _RAW_END[token.name].search(raw, position)
            content_end = found.start() if found else length
            if content_end > position:
                yield Token("text", position, content_end, "", False, _NONE)
            position = text_start = content_end
        elif token.kind == "open" and token.name == "plaintext":
            position = length
    if text_start < length:
        yield Token("text", text_start, length, "", False, _NONE)


def _tag(raw: str, tag: re.Match[str]) -> tuple[Token | None, int]:
    close, name, closed = tag.groups()
    start, after = tag.span()
    if not closed:  # the input ends inside the tag: the tag is dropped
        return None, len(raw)
    name = _lower(name)
    if close:
        return Token("close", start, after, name, False, _NONE), after
    end = tag.end(2)
    if end == after - 1:
        return Token("open", start, after, name, False, _NONE), after
    attributes: dict[str, str] = {}
    for found in _ATTRIBUTE.finditer(raw, end, after - 1):
        end = found.end()
        attributes.setdefault(_lower(found[1]), _decoded(found[found.lastindex or 0]) if found.lastindex != 1 else "")
    self_closing = raw.endswith("/", end, after - 1)
    return Token("open", start, after, name, self_closing, attributes), after


def _lower(name: str) -> str:
    """ASCII letters only, as the standard says: the Kelvin sign is no ``k``."""
    return name.lower() if name.isascii() else name


def _after_declaration(raw: str, position: int) -> int:
    """Return where a comment, doctype or bogus comment that starts at ``position`` ends."""
    if raw.startswith("<!--", position):
        for empty in ("<!-->", "<!--->"):
            if raw.startswith(empty, position):
                return position + len(empty)
        found = _COMMENT_END.search(raw, position + 4)
        return found.end() if found else len(raw)
    end = raw.find(">", position)
    return end + 1 if end >= 0 else len(raw)


def _decoded(value: str) -> str:
    return "".join(character for character, _, _ in decode(value, 0, len(value))) if "&" in value else value


def decode(raw: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """Yield each character of a text run with its raw range, character references decoded.

    A reference that stands for two characters gives both the whole range of the reference; when only the beginning of
    a name is a reference (``&notit;``, HTML 13.2.5.73), the rest is ordinary text.
    """
    position = start
    while position < end:
        if raw[position] != "&":
            yield raw[position], position, position + 1
            position += 1
            continue
        length, characters = reference_at(raw, position, end)
        for character in characters:
            yield character, position, position + length
        position += length


def reference_at(raw: str, position: int, end: int) -> tuple[int, str]:
    """Return how long the character reference at an ampersand is and what it stands for.

    That is nothing for some (``&#1;``); an ampersand that begins none stands for itself.
    """
    found = _REFERENCE.match(raw, position, end)
    return _reference(found[0]) if found else (1, "&")


def _reference(text: str) -> tuple[int, str]:
    """Return how many characters of ``text`` are one reference and what they stand for."""
    if text[1] == "#":
        number = _LEADING_ZEROS.sub("", text)
        # No code point has so many digits; Python itself refuses to read thousands of them.
        return len(text), unescape(number) if len(number) <= len("&#x10FFFF;") else "\ufffd"
    decoded = unescape(text)
    if decoded == text:
        return 1, "&"
    if text.endswith(";") and not decoded.endswith(";"):
        return len(text), decoded
    # Only a legacy name without semicolon is left: the longest beginning that is one decodes, the rest stays.
    for cut in range(min(len(text), 8), 2, -1):
        head = unescape(text[:cut])
        if len(head) == 1 and head + text[cut:] == decoded:
            return cut, head
    return len(text), decoded
