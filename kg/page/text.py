"""Labels broken into lines: Chinese by its rules for line starts and ends, Latin words whole.

A browser breaks no text on a canvas, and vis-network breaks at spaces alone. Widths are estimated here, so that the
same graph gives the same picture everywhere, and a little generously, so that no font overflows a card.
"""

from __future__ import annotations

from itertools import pairwise

from wcwidth import wcwidth

__all__ = ["CUT", "advance", "wrap"]

#: The mark that stands where text was cut.
CUT = "…"

_NO_START = set("，。、；：？！）》」』】〉”’…·％%,.;:?!)]}»›")
_NO_END = set("（《「『【〈“‘([{«‹")
_NARROW = set("iljtfrI.,:;'’|!()[]{} \"“”`-/\\·")
_WIDE = set("mwMW@%&—…")
#: After these a Chinese line breaks without tearing a word: particles and punctuation.
_GOOD_END = set("的地得了和与及或在是，。、；：？！）》」")
_JOINER = "\u200d"


def _char(char: str) -> float:
    cells = wcwidth(char)
    if cells != 1:
        return float(cells // 2) if cells > 0 else 0.0
    if char in _NARROW:
        return 0.31
    if char in _WIDE:
        return 0.88
    return 0.65 if char.isupper() else 0.55


def advance(text: str) -> float:
    """Return the estimated width of a line of text in em: a wide character is 1, others by their usual shapes."""
    return sum(map(_char, text))


def wrap(text: str, width: float, lines: int, *, first: float | None = None, balance: bool = False) -> list[str]:
    """Break a label into lines.

    Args:
        text: the label; runs of white space count as one space.
        width: how wide a line may be, in em.
        lines: how many there may be; what does not fit is cut and marked with ``…``.
        first: how wide the first line may be, if not ``width``.
        balance: break where it reads best and make the lines about equally long, as far as that costs no further line.

    Returns:
        The lines, none for empty text. Joined they are the text up to white space and the cut mark. None is wider than
        ``width`` except a single character that is, none begins with closing or ends with opening punctuation if
        there is a way around it.
    """
    units = _units(text)
    found = _fill(units, width, width if first is None else first, lines + 1)
    if len(found) > lines:
        return [*found[: lines - 1], _cut(found[lines - 1], first if lines == 1 and first else width)]
    if balance and len(found) > 1:
        # Never so narrow that a word would have to be torn.
        least = min(width, max(advance(unit) for unit, _ in units))
        narrower = (width * (1 - step / 20) for step in range(11) if width * (1 - step / 20) >= least)
        tries = [_fill(units, room, min(room, first or room), len(found) + 1) for room in narrower]
        found = min((lines for lines in tries if len(lines) == len(found)), key=_unevenness)
    return found


def _unevenness(lines: list[str]) -> tuple[int, float]:
    """How badly lines are broken: Chinese words torn, as far as that can be seen, then the longest line."""
    torn = sum(
        wcwidth(left[-1]) == 2 and wcwidth(right[0]) == 2 and left[-1] not in _GOOD_END
        for left, right in pairwise(lines)
    )
    return torn, max(map(advance, lines))


def _units(text: str) -> list[tuple[str, bool]]:
    """What is never broken unless it is wider than a line, and whether white space stands before it."""
    found: list[tuple[str, bool]] = []
    space = False
    for char in text:
        if char.isspace():
            space = bool(found)
            continue
        previous = found[-1][0] if found and not space else ""
        if previous and not _may_break(previous[-1], char):
            found[-1] = (previous + char, found[-1][1])
        else:
            found.append((char, space))
        space = False
    return found


def _may_break(left: str, right: str) -> bool:
    if left in _NO_END or right in _NO_START or _JOINER in (left, right) or wcwidth(right) <= 0:
        return False
    return wcwidth(left) == 2 or wcwidth(right) == 2


def _fill(units: list[tuple[str, bool]], width: float, first: float, lines: int) -> list[str]:
    """Greedy lines, at most ``lines`` of them; the last then holds only its beginning."""
    found: list[str] = []
    line, room = "", first
    for unit, space in units:
        joined = f"{line} {unit}" if space and line else line + unit
        if line and advance(joined) > room:
            found.append(line)
            if len(found) == lines:
                return found
            line, room = unit, width
        else:
            line = joined
        while advance(line) > room and len(line) > 1:
            keep = _fitting(line, room)
            found.append(line[:keep])
            if len(found) == lines:
                return found
            line, room = line[keep:], width
    return [*found, line] if line else found


def _fitting(text: str, room: float) -> int:
    """How many characters fit, at least one."""
    used = 0.0
    for index, char in enumerate(text):
        used += _char(char)
        if used > room:
            return max(index, 1)
    return len(text)


def _cut(line: str, width: float) -> str:
    kept = line
    while kept and advance(kept + CUT) > width:
        kept = kept[:-1]
    return kept.rstrip("".join(_NO_START | _NO_END) + " ") + CUT
