"""What stands in a line of Markdown, as tags and runs of text (CommonMark, section 6; GFM, section 6.9)."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Set
from dataclasses import dataclass
from html.entities import html5
from itertools import islice

from kg.document.markdown.emphasis import Run, pair
from kg.document.markdown.links import LONGEST_LABEL, inline_link, label_at, normal_label
from kg.document.markdown.tags import CLOSE_TAG, COMPONENT, OPEN_TAG, TEMPLATE_ENDS, VERBATIM_ENDS
from kg.document.markdown.text import Text
from kg.document.markup import Token, tokens

__all__ = ["inline_tokens", "is_plain", "literal_tokens", "markup_tokens"]

_SPECIAL = re.compile(
    r"[\\`*_~\[\]<]|&(?=[#A-Za-z])|!\[|\{[%{#/:]|(?<! ) {2,}+(?=[\r\n])|(?<![A-Za-z0-9])(?:https?://|www\.)",
    re.IGNORECASE,
)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~]|[\r\n])")
_TICKS = re.compile(r"`++")
_SIGNS = {sign: re.compile(f"{re.escape(sign)}++") for sign in "*_~"}
_AUTOLINK = re.compile(
    r"<(?:[A-Za-z][A-Za-z0-9.+-]{1,31}:[^\s<>]*+|[\w.!#$%&'*+/=?^`{|}~-]++@[A-Za-z0-9-]++(?:\.[A-Za-z0-9-]++)*+)>"
)
_REFERENCE = re.compile(r"&(?:#(?:[0-9]{1,7}|[xX][0-9a-fA-F]{1,6})|([A-Za-z][A-Za-z0-9]{1,31}));")
#: An address without brackets; Chinese punctuation and what Markdown itself uses ends it.
_ADDRESS = re.compile(r"""[^\s<>\[\]{}|`*"“”‘’，。、；：！？（）【】《》「」…]++""")
_ADDRESS_TAIL = re.compile(r"(?:[?!.,:;_~'\\]|&[A-Za-z0-9]+;)+\Z")


@dataclass(slots=True)
class _Bracket:
    """An opening bracket: where in the text, at which node, over which runs; whether others stand within."""

    position: int
    node: int
    runs: int
    image: bool
    inner: bool = False


#: A tag, a range of text, a range of text taken literally, or a run of signs.
_Node = tuple[str, int, int] | Run


def is_plain(text: Text) -> bool:
    """Whether a leaf holds nothing but text."""
    return not _SPECIAL.search(text.text)


def inline_tokens(raw: str, text: Text, labels: Set[str]) -> Iterator[Token]:
    """Yield the tags and text runs of a leaf, their positions those of the raw text.

    Args:
        raw: the file.
        text: the text of the leaf.
        labels: the labels that the file defines, normalised.
    """
    low = high = 0  # text that is not yielded yet
    for node in _Scanner(text.text, labels).scan():
        if isinstance(node, Run):
            kind, start, end = ("run" if node.opens or node.closes else "text"), node.start, node.end
        else:
            kind, start, end = node
        if kind == "text" and start == high:
            high = end
            continue
        yield from _text_tokens(text, low, high)
        low, high = (start, end) if kind == "text" else (end, end)
        if isinstance(node, Run):
            if kind == "run":
                yield from (Token("close", 0, 0, "strong") for _ in range(node.closes))
                yield from _text_tokens(text, start, end)
                yield from (Token("open", 0, 0, "strong") for _ in range(node.opens))
        elif kind == "literal":
            yield from literal_tokens(raw, text, start, end)
        elif kind == "markup":
            yield from islice(markup_tokens(text, start, end), 1)  # an attribute of MDX may hold ">"
        elif kind == "break":
            yield Token("open", *next(text.ranges(start, end)), "br")
        elif kind == "link":
            yield Token("open", 0, 0, "a", attributes={"href": ""})
        elif kind == "end":
            yield Token("close", 0, 0, "a")
    yield from _text_tokens(text, low, high)


def _text_tokens(text: Text, start: int, end: int) -> Iterator[Token]:
    for low, high in text.ranges(start, end):
        yield Token("text", low, high)


def literal_tokens(raw: str, text: Text, start: int, end: int) -> Iterator[Token]:
    """Yield text runs in which no character reference is decoded."""
    for low, high in text.ranges(start, end):
        while (sign := raw.find("&", low, high)) >= 0:
            if sign > low:
                yield Token("text", low, sign)
            yield Token("text", sign, sign + 1)  # alone it begins no reference
            low = sign + 1
        if high > low:
            yield Token("text", low, high)


def markup_tokens(text: Text, start: int, end: int) -> Iterator[Token]:
    """Yield the tokens of HTML; read by itself, so that what is not closed in it reaches no further."""
    for token in tokens(text.text[start:end]):
        ranges = list(text.ranges(start + token.start, start + token.end))
        if token.kind == "text":
            for low, high in ranges:
                yield Token("text", low, high)
        else:
            yield Token(token.kind, ranges[0][0], ranges[-1][1], token.name, token.self_closing, token.attributes)


class _Scanner:
    def __init__(self, text: str, labels: Set[str]) -> None:
        self.text, self.labels = text, labels
        self.nodes: list[_Node] = []
        self.runs: list[Run] = []
        self.brackets: list[_Bracket] = []
        self.barrier = 0  # brackets below this place in the stack hold a link and so begin none
        self.missing: set[str] = set()  # what does not come any more
        self.ticks: dict[int, list[int]] | None = None
        self.plain = 0  # where the text begins that is in no node yet

    def scan(self) -> list[_Node]:
        position, text = 0, self.text
        while found := _SPECIAL.search(text, position):
            position = found.start()
            after = self._take(found[0], position)
            position = after if after > position else position + len(found[0])
        self._flush(len(text))
        pair(self.runs)
        return self.nodes

    def _flush(self, end: int) -> None:
        """Make a node of the plain text that stands before a place."""
        if end > self.plain:
            self.nodes.append(("text", self.plain, end))
        self.plain = end

    def _node(self, kind: str, start: int, end: int, after: int, before: int | None = None) -> int:
        """Add a node, with what stands around it left out: its signs."""
        self._flush(start if before is None else before)
        if kind:
            self.nodes.append((kind, start, end))
        self.plain = after
        return after

    def _take(self, sign: str, position: int) -> int:
        """Take what begins with a special sign and return where it ends, or the position if the sign is text."""
        first = sign[0]
        if first == "\\":
            return self._escape(position)
        if first == "`":
            return self._code(position)
        if first in "*_~":
            return self._run(first, position)
        if first in "[!":
            self._flush(position)
            if self.brackets:
                self.brackets[-1].inner = True
            self.brackets.append(_Bracket(position, len(self.nodes), len(self.runs), first == "!"))
            return position + len(sign)
        if first == "]":
            return self._close(position)
        if first == "<":
            return self._angle(position)
        if first == "&":
            return self._reference(position)
        if first == " ":
            return self._node("break", position, position + len(sign) + 1, position + len(sign) + 1)
        if first == "{":
            end = self._verbatim(TEMPLATE_ENDS, position)
            return self._node("", position, end, end) if end > position else position
        return self._address(position)

    def _escape(self, position: int) -> int:
        found = _ESCAPED.match(self.text, position)
        if not found:
            return position
        if found[1] in "\r\n":
            return self._node("break", position, position + 2, position + 2)
        return self._node("literal", position + 1, position + 2, position + 2, before=position)

    def _code(self, position: int) -> int:
        if self.ticks is None:
            self.ticks = {}
            for found in _TICKS.finditer(self.text):
                self.ticks.setdefault(found.end() - found.start(), []).append(found.start())
        run = _TICKS.match(self.text, position)
        assert run
        starts = self.ticks.get(run.end() - position, [])
        index = bisect_right(starts, position)
        if index == len(starts):
            return run.end()
        end = starts[index]
        return self._node("literal", run.end(), end, end + run.end() - position, before=position)

    def _run(self, sign: str, position: int) -> int:
        found = _SIGNS[sign].match(self.text, position)
        assert found
        run = Run(self.text, position, found.end())
        if run.can_open or run.can_close:
            self._flush(position)
            self.nodes.append(run)
            self.runs.append(run)
            self.plain = found.end()
        return found.end()

    def _close(self, position: int) -> int:
        if not self.brackets:
            return position
        bracket = self.brackets.pop()
        place = len(self.brackets)
        holds, self.barrier = place < self.barrier, min(place, self.barrier)
        if holds and not bracket.image:
            return position
        after = self._target(bracket, position)
        if after < 0:
            return position
        self._flush(position)
        pair(self.runs[bracket.runs :])
        del self.runs[bracket.runs :]
        self.plain = after
        if bracket.image:  # its words stand for the picture and are not read
            del self.nodes[bracket.node :]
            return after
        # The bracket itself is the beginning of the first text node after it.
        first = self.nodes[bracket.node]
        assert not isinstance(first, Run)
        self.nodes[bracket.node] = ("link", first[1], first[1])
        if first[0] != "text" or first[2] > first[1] + 1:
            self.nodes.insert(bracket.node + 1, ("text", first[1] + 1, first[2]))
        self.nodes.append(("end", position, position))
        self.barrier = place
        return after

    def _target(self, bracket: _Bracket, position: int) -> int:
        """Return where the link ends whose words end at a position, -1 if it is none."""
        after = inline_link(self.text, position + 1)
        if after >= 0:
            return after
        named = label_at(self.text, position + 1)
        if named:
            return named[1] if normal_label(named[0]) in self.labels else -1
        start = bracket.position + (2 if bracket.image else 1)
        if bracket.inner or not self.labels or position - start > LONGEST_LABEL:
            return -1
        if normal_label(self.text[start:position]) not in self.labels:
            return -1
        return position + 3 if self.text.startswith("[]", position + 1) else position + 1

    def _angle(self, position: int) -> int:
        link = _AUTOLINK.match(self.text, position)
        if link:
            return self._linked(position, position + 1, link.end() - 1, link.end())
        tag = OPEN_TAG.match(self.text, position) or CLOSE_TAG.match(self.text, position)
        if tag:
            kind = "" if COMPONENT.match(self.text, position) else "markup"
            return self._node(kind, position, tag.end(), tag.end())
        end = self._verbatim(VERBATIM_ENDS, position)
        return self._node("", position, end, end) if end > position else position

    def _verbatim(self, kinds: tuple[tuple[str, str], ...], position: int) -> int:
        """Return where what holds no text ends, -1 if nothing of that kind begins here."""
        for begin, end in kinds:
            if not self.text.startswith(begin, position):
                continue
            if begin == "<!" and not self.text[position + 2 : position + 3].isalpha():
                continue
            found = -1 if end in self.missing else self.text.find(end, position + len(begin))
            if found >= 0:
                return found + len(end)
            self.missing.add(end)
        return -1

    def _reference(self, position: int) -> int:
        found = _REFERENCE.match(self.text, position)
        if found and (found[1] is None or f"{found[1]};" in html5):
            return found.end()  # decoded with the text around it
        return self._node("literal", position, position + 1, position + 1)

    def _address(self, position: int) -> int:
        found = _ADDRESS.match(self.text, position)
        assert found
        end = found.end()
        tail = _ADDRESS_TAIL.search(self.text, max(position, end - 64), end)
        end = tail.start() if tail else end
        # A closing bracket belongs to the sentence unless the address opens it.
        if (missing := self.text.count(")", position, end) - self.text.count("(", position, end)) > 0:
            while missing and end > position and self.text[end - 1] == ")":
                end, missing = end - 1, missing - 1
        return self._linked(position, position, end, end) if end > position + 4 else position

    def _linked(self, before: int, start: int, end: int, after: int) -> int:
        self._flush(before)
        self.nodes += [("link", start, start), ("text", start, end), ("end", end, end)]
        self.plain = after
        return after
