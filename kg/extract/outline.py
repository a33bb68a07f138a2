"""Which labels stand open over a place of the article, and what they say of it together."""

from __future__ import annotations

from dataclasses import dataclass

from kg.extract.draft import Polarity, Slot
from kg.extract.roles import Role

__all__ = ["ITEM", "LEAD", "Open", "Outline", "item_rank"]

#: Ranks: headings have their level, leads stand below them, list items below those, one deeper for each list.
LEAD, ITEM = 7, 10
_DEEPEST = 16
#: Roles of a lead that begins another part of the article.
_PARTS = frozenset({"framing", "skip", "conclusion", "comparison", "choice"})


def item_rank(level: int) -> int:
    """The rank of a list item by the depth of its list; a term stands one above its descriptions.

    Lists nested deeper than anybody reads have the same rank, which keeps the time linear.
    """
    return ITEM + 2 * min(level, _DEEPEST)


@dataclass(slots=True)
class Open:
    """A label under which one stands.

    Attributes:
        rank: how deep it is.
        role: what it is about.
        words: its text.
        property: what it names, for the item over a list that says more of it.
    """

    rank: int
    role: Role
    words: str
    property: Slot | None = None


class Outline:
    """The open labels, the outermost first; an inner one overrules those around it."""

    def __init__(self) -> None:
        self.open: list[Open] = []

    def close(self, rank: int) -> None:
        """Leave everything of this rank and deeper."""
        while self.open and self.open[-1].rank >= rank:
            self.open.pop()

    def close_leads(self) -> None:
        """Leave the leads and everything under them."""
        self.close(LEAD)

    def side(self) -> Slot | None:
        """The side that is spoken of, ``None`` if it is none or several."""
        side: Slot | None = None
        for one in self.open:
            if len(one.role.sides) == 1:
                side = one.role.slot
            elif len(one.role.sides) > 1 or (one.rank < LEAD and one.role.name == "conclusion"):
                side = None
        return side

    def dimension(self) -> Slot | None:
        """The dimension that is spoken of."""
        found: Slot | None = None
        for one in self.open:
            if one.property is None:
                found = one.role.rest or one.role.cue or found
        return found

    def property(self) -> Slot | None:
        """The property that the innermost item names."""
        return next((one.property for one in reversed(self.open) if one.property), None)

    def polarity(self) -> Polarity | None:
        """Whether advantages or limitations are listed."""
        polarity: Polarity | None = None
        for one in self.open:
            if one.role.name:
                polarity = one.role.polarity
        return polarity

    def role(self) -> str:
        """What is listed: one of :data:`kg.extract.cues.ROLES`, ``both``, or empty."""
        role = ""
        for one in self.open:
            role = one.role.name or ("" if one.role.rest and role in {"framing", "definition"} else role)
        return role

    def under_side_lead(self) -> bool:
        """Whether a lead has named a side."""
        return any(one.rank == LEAD and len(one.role.sides) == 1 for one in self.open)

    def under_side_heading(self) -> bool:
        """Whether a heading has named a side."""
        return any(one.rank < LEAD and len(one.role.sides) == 1 for one in self.open)

    def at_side(self) -> bool:
        """Whether the innermost label names a side."""
        return bool(self.open) and len(self.open[-1].role.sides) == 1

    def skipped(self) -> bool:
        """Whether this part is none of the article."""
        return any(one.role.name == "skip" for one in self.open)

    def path(self) -> tuple[str, ...]:
        """The words of the open labels."""
        return tuple(one.words for one in self.open)

    def lead(self, role: Role, words: str) -> None:
        """Open a lead in the place of those of its kind and of what stands under them."""
        if role.name in _PARTS and not role.sides:
            self.close(LEAD)
        elif role.kind == "side":
            first = next((n for n, one in enumerate(self.open) if one.rank == LEAD and one.role.name in _PARTS), None)
            if first is not None:
                del self.open[first:]
        leads = [number for number, one in enumerate(self.open) if one.rank == LEAD]
        same = next((number for number in leads if self.open[number].role.kind == role.kind), None)
        if same is not None:
            del self.open[same:]
        elif role.kind == "dimension":
            self.close(LEAD)
        self.open.append(Open(LEAD, role, words))
