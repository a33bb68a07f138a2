"""The blocks of Markdown: quotations, lists and what stands in them (CommonMark, sections 4 and 5; GFM, section 4.10).

The file is read line by line. Each line is first matched with the containers that are open, then it may begin new ones,
and the rest of it is text. A run of empty lines counts as one, so that no line costs more than its own characters.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.document.markdown.leaves import Leaf, Leaves, Step
from kg.document.markdown.tags import COMPONENT_LINE, EMPTY_LINE, block_end

__all__ = ["BlockParser"]

_EMPTY_LINES = re.compile(r"(?:[ \t]*+(?:\r\n?|\n))++|[ \t]++\Z")
_LINE = re.compile(r"[^\r\n]*+(\r\n?|\n|\Z)")
_HEADING = re.compile(r"(#{1,6})(?:[ \t]++|\Z)")
_UNDERLINE = re.compile(r"(=++|-++)[ \t]*+\Z")
_FENCE = re.compile(r"`{3,}+(?=[^`]*+\Z)|~{3,}+")
#: Wider than any line: no line goes on with an item of this width.
_NEVER = 1 << 60
_BULLET = re.compile(r"(?:([-+*])|([0-9]{1,9})([.)]))(?=[ \t]|\Z)")
_DELIMITERS = re.compile(r"\|?+[ \t]*+:?+-++:?+[ \t]*+(?:\|[ \t]*+:?+-++:?+[ \t]*+)*+\|?+[ \t]*+\Z")
_DIRECTIVE = re.compile(r":{3,}+")
_ZERO_WIDTH = frozenset("\u200b\ufeff\u2060")


@dataclass(slots=True)
class _Container:
    """An open quotation, list or item: the sign of a list, the width of an item, whether nothing is in it yet."""

    name: str
    sign: str = ""
    width: int = 0
    empty: bool = False


class BlockParser:
    """Reads one file.

    Attributes:
        leaves: what was read of it.
    """

    def __init__(self, raw: str, start: int, *, mdx: bool = False) -> None:
        self.raw, self.start, self.mdx = raw, start, mdx
        self.leaves = Leaves(raw)
        self.containers: list[_Container] = []
        self.fence = ""
        self.end = EMPTY_LINE  # what ends the block of HTML that is open
        self.quotes = 0
        # The line being read: its end, the first character that is no white space, its column, and the column that the
        # containers take up. A line that is no rule of one sign is none from this place on:
        self.stop = self.after = self.place = self.column = self.taken = self.unruled = 0

    def parse(self) -> None:
        """Read the file to its end."""
        position = self.start
        while position < len(self.raw):
            empty = _EMPTY_LINES.match(self.raw, position)
            if empty:
                position = empty.end()
                self._empty()
                continue
            line = _LINE.match(self.raw, position)
            assert line
            self.stop, self.after = line.start(1), line.end()
            self.taken = self.unruled = 0
            self._skip(position, 0)
            self._line(position)
            position = self.after
        self._cut(0)

    # -- white space and containers

    def _skip(self, position: int, column: int) -> None:
        """Go to the first character that is no white space; tabs stop at every fourth column."""
        raw, stop = self.raw, self.stop
        while position < stop:
            character = raw[position]
            if character == " ":
                column += 1
            elif character == "\t":
                column += 4 - column % 4
            elif character not in _ZERO_WIDTH:
                break
            position += 1
        self.place, self.column = position, column

    def _after_sign(self, width: int) -> None:
        """Go on after the sign of a container."""
        self.taken = self.column + width
        self._skip(self.place + width, self.taken)

    def _empty(self) -> None:
        """Take empty lines: they end quotations, paragraphs, tables, and items that have nothing in them."""
        for depth, container in enumerate(self.containers):
            if container.name == "blockquote":
                self._cut(depth)
                break
            if container.empty:
                container.width = _NEVER  # another item may follow in the list, but nothing enters this one
        self._end_text()

    def _end_text(self) -> None:
        leaf = self.leaves.open
        if leaf in {"paragraph", "table"} or (leaf == "markup" and self.end is EMPTY_LINE):
            self.leaves.close()

    def _cut(self, depth: int) -> None:
        """Close the leaf and the containers from a depth on."""
        self.leaves.close()
        while len(self.containers) > depth:
            name = self.containers.pop().name
            self.quotes -= name == "blockquote"
            self.leaves.steps.append(Step("close", name))

    def _push(self, container: _Container) -> None:
        self.containers.append(container)
        self.quotes += container.name == "blockquote"
        self.leaves.steps.append(Step("open", container.name))

    def _matched(self) -> int:
        """Return how many of the open containers the line goes on with."""
        containers, depth = self.containers, 0
        while depth < len(containers):
            container = containers[depth]
            blank = self.place >= self.stop
            if container.name == "blockquote":
                if blank or self.column - self.taken > 3 or self.raw[self.place] != ">":
                    break
                self._quote()
                depth += 1
                continue
            item = containers[depth + 1]
            if blank:
                if item.empty:
                    break
            elif self.column - self.taken >= item.width:
                self.taken += item.width
                item.empty = False
            else:
                break
            depth += 2
        return depth

    def _quote(self) -> None:
        self._after_sign(1)
        if self.column > self.taken:
            self.taken += 1

    # -- one line

    def _line(self, begin: int) -> None:
        depth = self._matched()
        if self.place >= self.stop:  # empty within quotations
            if depth < len(self.containers):
                self._cut(depth)
            self._end_text()
            return
        if depth == len(self.containers) and self._verbatim(begin):
            return
        while True:
            inside = self.leaves.open == "paragraph" and depth == len(self.containers)
            if self.column - self.taken >= 4 and not self.mdx:
                if self.leaves.open == "paragraph":
                    break
                self._begin("indented", depth)
                self.leaves.add(self.place, self.after)
                return
            taken = self._begin_block(depth, inside)
            if taken < 0:
                return
            if not taken:
                break
            depth = len(self.containers)
            if self.place >= self.stop:
                return
        self._text(depth)

    def _verbatim(self, begin: int) -> bool:
        """Whether the line belongs to a leaf in which nothing else can begin."""
        if self.leaves.open == "fence":
            found = _FENCE.match(self.raw, self.place, self.stop)
            if (
                found
                and self.column - self.taken < 4
                and found[0].startswith(self.fence)
                and not self.raw[found.end() : self.stop].strip(" \t")
            ):
                self.leaves.close()
            else:
                self.leaves.add(self.place, self.after)
            return True
        if self.leaves.open == "markup":
            self._markup_line(begin)
            return True
        if self.leaves.open == "indented":
            if self.column - self.taken >= 4:
                self.leaves.add(self.place, self.after)
                return True
            self.leaves.close()
        return False

    def _markup_line(self, begin: int) -> None:
        # Outside quotations the lines follow one another in the file; in them signs stand between.
        self.leaves.add(self.place if self.quotes else begin, self.after)
        if self.end.search(self.raw, self.place, self.stop):
            self.leaves.close()

    def _begin_block(self, depth: int, inside: bool) -> int:
        """Return 1 if the line begins a container, -1 if it is taken whole, 0 if the rest of it is text."""
        raw, place, stop = self.raw, self.place, self.stop
        sign = raw[place]
        if sign == ">":
            self._cut(depth)
            self._push(_Container("blockquote"))
            self._quote()
            return 1
        if sign == "#" and (found := _HEADING.match(raw, place, stop)):
            self._cut(depth)
            self.leaves.heading(len(found[1]), found.end(), stop)
            return -1
        if sign in "`~" and (found := _FENCE.match(raw, place, stop)):
            self.fence = found[0]
            self._begin("fence", depth)
            return -1
        if sign in "<{" and self._begin_markup(depth, inside):
            return -1
        if inside and sign in "=-" and _UNDERLINE.match(raw, place, stop) and self.leaves.underlined(1 + (sign == "-")):
            return -1
        if inside and sign in "|:-" and _DELIMITERS.match(raw, place, stop) and self.leaves.begin_table(place, stop):
            return -1
        if sign in "*-_" and self._is_rule(sign):
            self._cut(depth)
            self.leaves.steps += [Step("open", "hr"), Step("close", "hr")]
            return -1
        if sign == ":" and _DIRECTIVE.match(raw, place, stop):
            self._cut(depth)
            return -1
        return self._begin_item(depth, inside)

    def _is_rule(self, sign: str) -> bool:
        if self.place < self.unruled:
            return False
        position, count = self.place, 0
        while position < self.stop and self.raw[position] in (sign, " ", "\t"):
            count += self.raw[position] == sign
            position += 1
        if position == self.stop:
            return count >= 3
        self.unruled = position
        return False

    def _begin_item(self, depth: int, inside: bool) -> int:
        found = _BULLET.match(self.raw, self.place, self.stop)
        if not found:
            return 0
        sign, width = found[1] or found[3], found.end() - found.start()
        blank = not self.raw[found.end() : found.end() + 1].strip() and self._rest_is_blank(found.end())
        if inside and (blank or (found[2] and int(found[2]) != 1)):
            return 0
        name = "ol" if found[2] else "ul"
        siblings = depth < len(self.containers) and (self.containers[depth].name, self.containers[depth].sign) == (
            name,
            sign,
        )
        self._cut(depth + 1 if siblings else depth)
        if not siblings:
            self._push(_Container(name, sign))
        indent = self.column - self.taken
        self._after_sign(width)
        space = self.column - self.taken
        padding = 1 if blank or space > 4 else space
        self.taken += 0 if blank else padding
        self._push(_Container("li", width=indent + width + padding, empty=blank))
        return 1

    def _rest_is_blank(self, position: int) -> bool:
        while position < self.stop and self.raw[position] in " \t":
            position += 1
        return position == self.stop

    def _begin_markup(self, depth: int, inside: bool) -> bool:
        end = block_end(self.raw, self.place, self.stop, inside=inside)
        if end is None or end is EMPTY_LINE:
            if COMPONENT_LINE.match(self.raw, self.place, self.stop):
                self._cut(depth)
                return True
            if end is None:
                return False
        self.end = end
        self._begin("markup", depth)
        self._markup_line(self.place)
        return True

    # -- leaves

    def _begin(self, leaf: Leaf, depth: int) -> None:
        self._cut(depth)
        self.leaves.begin(leaf)

    def _text(self, depth: int) -> None:
        if self.leaves.open == "table" and depth == len(self.containers):
            self.leaves.row(self.place, self.stop)
            return
        if self.leaves.open != "paragraph":
            self._begin("paragraph", depth)
        self.leaves.add(self.place, self.after)
