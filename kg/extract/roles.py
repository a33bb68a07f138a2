"""What the words of a label say: which sides, which role, which dimension."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kg.document import Document, Span
from kg.extract.cues import Cues, fold
from kg.extract.draft import Polarity, Side, Slot
from kg.extract.labels import EDGES, without_number
from kg.extract.names import Names
from kg.extract.phrases import without_article

__all__ = ["Role", "Roles"]

#: How much of a label is read, and how many are kept.
_LONGEST, _KEPT = 300, 256
#: "Les −", which without its sign is no label.
_MINUS = re.compile("(?:les?|los?) *[-–—−]")
_DASHES = frozenset("-–—−")
#: What may stand before the first word of a question.
_OPENING = " ¿¡\"'«“”‘"
_BRACKETS = re.compile(r"\s*[（(][^()（）]*[)）]")
_COLON = re.compile(r"[:：]|\s-\s")
#: What is no side and no cue where these are masked.
_PLAIN = re.compile("[^\0\1]+")


@dataclass(slots=True)
class Role:
    """What a label is about.

    Attributes:
        sides: the numbers of the sides that it names.
        slot: the first of them.
        name: one of :data:`kg.extract.cues.ROLES`, ``both`` for pros and cons, or empty.
        polarity: what it says for or against.
        rest: the words that are neither, which name a dimension.
        cue: the words that give a role without sides its name.
        pure: whether nothing remains besides sides, cues and fillers.
    """

    sides: list[int] = field(default_factory=list)
    slot: Slot | None = None
    name: str = ""
    polarity: Polarity | None = None
    rest: Slot | None = None
    cue: Slot | None = None
    pure: bool = False

    @property
    def kind(self) -> str:
        """Which other labels of the same rank it closes."""
        if len(self.sides) == 1:
            return "side"
        return "role" if self.name and not self.rest else "dimension"

    def moved(self, by: int) -> Role:
        """Return the role of the same words in another place."""
        slots = (_moved(self.slot, by), _moved(self.rest, by), _moved(self.cue, by))
        return Role(self.sides, slots[0], self.name, self.polarity, slots[1], slots[2], self.pure)


def _moved(slot: Slot | None, by: int) -> Slot | None:
    if slot is None or slot.span is None:
        return slot
    return Slot(slot.words, Span(slot.span.start + by, slot.span.end + by))


class Roles:
    """Reads the labels of one document.

    Args:
        document: the article.
        sides: what it compares.
        names: where a text names them.
        cues: the words of its language.
    """

    def __init__(self, document: Document, sides: Sequence[Side], names: Names, cues: Cues) -> None:
        self.document, self.sides, self.names, self.cues = document, sides, names, cues
        self._known: dict[str, Role] = {}
        every = [fold(name).split() for side in sides for name in side.names]
        self._beginnings = {" ".join(name[:size]) for name in every for size in range(1, len(name))}

    def slot(self, span: Span) -> Slot:
        """Return the words of a range as the name of a property or dimension."""
        words, cut = without_number(self.document.quote(span))
        return Slot(words, Span(span.start + cut, span.start + cut + len(words)))

    def read(self, span: Span) -> Role:
        """Return what a label in a range of the text is about."""
        words = self.document.text[span.start : min(span.end, span.start + _LONGEST)]
        role = self._known.get(words)
        if role is None:  # several rules ask about one label, and many labels come again
            if len(self._known) > _KEPT:
                self._known.clear()
            role = self._known[words] = self._read(words)
        return role.moved(span.start) if role.slot or role.rest or role.cue else role

    def _read(self, words: str) -> Role:
        bare, start = without_number(words)
        if start and self.names.named(words[:start]):  # "Option A: by train" where option A is a side
            bare, start = words, 0
        if bare.rstrip()[-1:] in _DASHES and _MINUS.fullmatch(bare.strip().lower()):
            return Role(name="cons", polarity="-", pure=True)
        folded = fold(bare)
        mentions = _outside_brackets(bare, self.names.find_folded(folded))
        cues = [one[1:] for one in self.cues.whole(folded)] if mentions else []
        mentions = [one for one in mentions if not any(_covers(cue, one[1:]) for cue in cues)]
        label = Role(list(dict.fromkeys(number for number, _, _ in mentions)))
        over = self._over(folded, mentions) if len(label.sides) > 1 else None
        if over is not None:  # "advantages of A over B" are of A
            label.sides = label.sides[:1]
            mentions = mentions[:1]
            folded = folded[:over]
        if mentions:
            number, first, last = mentions[0]
            label.slot = Slot(self.sides[number].name, Span(start + first, start + last))
            if len(label.sides) == 1 and self._measured(folded, first):
                self._turn(label, number)
            elif len(label.sides) == 1 and self._beside(folded, first):
                label.sides, label.slot, mentions = [], None, []
        masked = folded
        for _, first, last in mentions:
            inner = _BRACKETS.match(folded, last)
            last = inner.end() if inner else last
            masked = masked[:first] + "\0" * (last - first) + masked[last:]
        roles: dict[str, tuple[int, int]] = {}
        for role, first, last in self.cues.whole(masked):
            roles.setdefault(role, (first, last))
            masked = masked[:first] + "\1" * (last - first) + masked[last:]
        self._explained(masked, roles)
        rest = self._rest(masked, bool(mentions))
        label.pure = rest is None
        heads = {role for role, (begins, _) in roles.items() if self._opens(folded[:begins])}
        if label.sides and "skip" not in heads:
            roles.pop("skip", None)  # "Tea: where to contact growers" is about tea
        if "definition" in roles and "definition" not in heads and folded[roles["definition"][1] :].strip(EDGES):
            del roles["definition"]  # "five teas that are loved" asks nothing
        strong = "conclusion" if "conclusion" in heads else next(iter(roles), "")
        if strong in {"pros", "cons"}:
            both = "pros" in roles and "cons" in roles
            at_head = strong in heads
            if label.pure or label.sides or (at_head and len(bare) < 40):
                label.name = "both" if both else strong
                label.polarity = None if both else "+" if strong == "pros" else "-"
        elif len(label.sides) == 1 and label.pure and {"comparison", "framing"} <= roles.keys():
            label.name = "definition"  # "Tea: an overview"
        elif strong == "skip" and strong in heads and " " in folded[slice(*roles[strong])]:
            label.name = strong  # "Further reading on these three"
        elif strong in {"comparison", "framing", "skip"}:
            # "Installing React" tells something of it.
            label.name = strong if label.pure and (strong != "framing" or len(label.sides) != 1) else ""
        elif strong == "examples" and rest and self.cues.criterion.fullmatch(folded[rest[0] : rest[1]]):
            rest = (min(rest[0], roles[strong][0]), rest[1])  # "Notable features" are none
        elif (strong and (label.pure or label.sides or (strong == "conclusion" and strong in heads))) or (
            strong in {"choice", "examples", "definition"} and strong in heads
        ):
            label.name = strong
        if label.name in {"choice", "definition"} and len(label.sides) != 1:
            begins, ends = roles[label.name]
            label.cue = Slot(bare[begins:ends], Span(start + begins, start + ends))
        if rest and rest[0] < rest[1] and not label.name and not (label.sides and self._begins_name(folded, *rest)):
            begins, ends = rest
            label.rest = Slot(bare[begins:ends], Span(start + begins, start + ends))
        return label

    def _begins_name(self, folded: str, start: int, end: int) -> bool:
        """Whether words beside a name are its article, or begin another name: "l'assurance tous risques"."""
        words = without_article(folded[start:end], self.cues)
        article = self.cues.article.fullmatch(folded[start : end + 1].strip())
        return bool(article) or words in self._beginnings

    def _opens(self, before: str) -> bool:
        """Whether nothing stands before a cue but an opening such as "So, "."""
        before = before.strip(_OPENING)
        return not before or (before[-1] in ",，" and not self.cues.glue.sub("", before).strip(_OPENING + ",，"))

    def _over(self, folded: str, mentions: list[tuple[int, int, int]]) -> int | None:
        """Where a label goes over from the side it is about to the one that this is measured by."""
        first, second = mentions[0][2], mentions[1][1]
        over = self.cues.over.search(folded, first, second)
        if over:
            return over.start()
        roles = {role for role, _, last in self.cues.find(folded) if last <= mentions[0][1]}
        if len(roles & {"pros", "cons"}) == 1 and self.cues.against.fullmatch(folded[first:second].strip()):
            return first
        return None

    def _measured(self, folded: str, first: int) -> bool:
        """Whether a label is about what is measured by the side that it names: "advantages over B"."""
        before = _last(self.cues.over, folded[:first].rstrip())
        roles = {role for role, _, last in self.cues.find(folded) if before is not None and last <= before}
        return bool(roles & {"pros", "cons"})

    def _beside(self, folded: str, first: int) -> bool:
        """Whether a label only measures what it names by a side: "slower than A"."""
        if self.cues.language not in {"zh", "zh-Hant", "ja"}:  # elsewhere the same words say what something is about
            return False
        before = _last(self.cues.over, folded[:first].rstrip())
        return before is not None and bool(folded[:before].strip(EDGES)) and self._is_plain(folded[:before])

    def _is_plain(self, folded: str) -> bool:
        return next(self.cues.find(folded), None) is None

    def _turn(self, label: Role, number: int) -> None:
        """Let a label be about the other side, if there is only one."""
        others = [other for other in range(len(self.sides)) if other != number]
        label.sides = others if len(others) == 1 else []
        label.slot = Slot(self.sides[others[0]].name, None) if len(others) == 1 else None

    def _rest(self, masked: str, named: bool) -> tuple[int, int] | None:
        """Where the words stand that are no side, no cue and no filler; with a side, those on one side of a colon."""
        if named and (colon := _COLON.search(masked)):
            before, after = masked[: colon.start()], masked[colon.end() :]
            if "\0" in after and "\0" not in before:
                return self._joined(masked, 0, colon.start()) if self._trimmed(masked, 0, colon.start()) else None
            if "\0" in before and not before.strip("\0\1" + EDGES):
                return None  # "React: a library" is about React
        if not named and (colon := _COLON.search(masked)):
            before = masked[: colon.start()]
            if "\1" in before and not self._meant(before):
                return None  # "Overview: two ways of life" is an overview
        meant = self._meant(masked)
        if not meant:
            return None
        if not named:
            return self._joined(masked, 0, len(masked))
        return self._joined(masked, *max(meant, key=lambda one: one[1] - one[0]))

    def _explained(self, masked: str, roles: dict[str, tuple[int, int]]) -> None:
        """Forget cues that only help to say what a side is: "React: a framework for large applications"."""
        colon = _COLON.search(masked)
        if colon and "\0" in masked[: colon.start()] and self._meant(masked[colon.end() :]):
            for role in [one for one, (start, _) in roles.items() if start > colon.start()]:
                if role not in {"pros", "cons"}:
                    del roles[role]

    def _meant(self, masked: str) -> list[tuple[int, int]]:
        """Where stretches stand that are no side and no cue and say something."""
        parts = ((found.start(), found.end()) for found in _PLAIN.finditer(masked))
        return [part for part in parts if self._trimmed(masked, *part)]

    def _joined(self, masked: str, start: int, end: int) -> tuple[int, int]:
        """A range without what only joins it to the words around it."""
        part = masked[start:end].strip("\0\1" + EDGES)
        start = masked.index(part, start)
        head = self.cues.joint.match(part)
        first = head.end() if head else 0
        last = _last(self.cues.joint, part)
        last = len(part) if last is None or last <= first else last
        inner = part[first:last].strip(EDGES)
        start = masked.index(inner, start)
        return start, start + len(inner)

    def _trimmed(self, masked: str, start: int, end: int) -> tuple[int, int] | None:
        while start < end:
            part = masked[start:end]
            if part[0] in EDGES:
                start += 1
            elif part[-1] in EDGES:
                end -= 1
            elif head := self.cues.glue.match(part):
                start += head.end()
            elif last := _last(self.cues.glue, part):
                end = start + last
            else:
                break
        return (start, end) if end > start else None


def _outside_brackets(text: str, mentions: Iterable[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """The mentions without those in brackets right after another: "NoSQL (Not only SQL)" names one side."""
    kept: list[tuple[int, int, int]] = []
    for mention in mentions:
        inner = _BRACKETS.match(text, kept[-1][2]) if kept else None
        if inner is None or mention[1] >= inner.end():
            kept.append(mention)
    return kept


def _covers(cue: tuple[int, int], name: tuple[int, int]) -> bool:
    """Whether a cue holds a name and more: "point de vue" does not name Vue."""
    return cue[0] <= name[0] and name[1] <= cue[1] and cue != name


def _last(pattern: re.Pattern[str], text: str) -> int | None:
    """Where the match that ends the text begins, if there is one."""
    return next((found.start() for found in pattern.finditer(text) if found.end() == len(text)), None)
