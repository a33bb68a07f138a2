"""Decisions on drafts: taken one by one or by rule, and recorded in ``decisions.yaml``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, get_args

import yaml

from kg.assemble import CHANGES, Decisions
from kg.errors import DecisionError
from kg.extract import Draft, Kind, Side

__all__ = ["LANGUAGES", "Review", "new_decisions", "parsed_change"]

#: The languages in which a person can word a statement.
LANGUAGES = ("zh", "en")

_HEAD = """\
# What a person decided about this article. kg review writes "drafts" and "decided"; everything else is written by hand.
# As long as the stage is "drafted", translations, polarities and the like may be missing.
slug: {slug}
stage: drafted
"""
_SECTION = re.compile(r"^drafts:.*?(?=^[^\s]|\Z)", re.MULTILINE | re.DOTALL)
_DECIDED = re.compile(r"^decided:.*$", re.MULTILINE)
_SHORT = 40


def new_decisions(slug: str) -> str:
    """Return the text of a ``decisions.yaml`` in which nothing is decided yet."""
    return _HEAD.format(slug=slug)


def parsed_change(text: str, sides: Sequence[Side]) -> tuple[str, str | None]:
    """Return what ``side=Tea`` changes and to what; without a value the slot is emptied.

    Raises:
        DecisionError: nothing of this name can be changed, or not to this.
    """
    name, equals, value = text.partition("=")
    name, value = name.strip(), value.strip()
    if not equals or name not in {*CHANGES, *LANGUAGES}:
        raise DecisionError(f"{text!r} changes nothing", hint=f"write one of {', '.join((*CHANGES, *LANGUAGES))} = …")
    allowed = {
        "side": [name for side in sides for name in side.names],
        "kind": [kind for kind in get_args(Kind) if kind != "framing"],
        "polarity": ["+", "-"],
    }.get(name)
    if (value or name == "kind") and allowed is not None and value not in allowed:
        raise DecisionError(f"there is no {name} {value!r}", hint=f"it is one of {', '.join(allowed)}")
    return name, value or None


@dataclass
class Review:
    """The drafts of one article and what is decided about each.

    Attributes:
        drafts: in the order of the article.
        decided: by the identifier of the draft, ``decision`` and what is changed.
    """

    drafts: Sequence[Draft]
    decided: dict[str, dict[str, Any]] = field(default_factory=dict)

    @classmethod
    def of(cls, drafts: Sequence[Draft], decisions: Decisions) -> Review:
        """Go on with what is decided already."""
        names = [draft.id for draft in drafts] + list(decisions.section("drafts"))
        return cls(drafts, {name: entry for name in names if (entry := decisions.draft(name))})

    def decision(self, draft: Draft) -> str | None:
        """Return ``accept``, ``reject``, or ``None`` if nothing is decided."""
        return self.decided.get(draft.id, {}).get("decision")

    @property
    def undecided(self) -> list[Draft]:
        """The drafts about which nothing is decided."""
        return [draft for draft in self.drafts if draft.id not in self.decided]

    @property
    def gone(self) -> list[str]:
        """The identifiers of drafts that there are no longer; what was decided about them is kept."""
        known = {draft.id for draft in self.drafts}
        return [name for name in self.decided if name not in known]

    def draft(self, name: str) -> Draft:
        """Return the draft of an identifier.

        Raises:
            DecisionError: there is none.
        """
        for draft in self.drafts:
            if draft.id == name:
                return draft
        raise DecisionError(f"there is no draft {name!r}", hint="kg review FOLDER --list names them")

    def accept(self, draft: Draft) -> None:
        """Accept a draft; changes made before are kept."""
        self.decided[draft.id] = {**self.decided.get(draft.id, {}), "decision": "accept"}

    def reject(self, draft: Draft) -> None:
        """Reject a draft."""
        self.decided[draft.id] = {**self.decided.get(draft.id, {}), "decision": "reject"}

    def change(self, draft: Draft, name: str, value: str | None) -> None:
        """Accept a draft with one thing changed, or worded in a language; see :func:`parsed_change`."""
        entry = {**self.decided.get(draft.id, {}), "decision": "accept"}
        if name in LANGUAGES:
            wording = {**entry.get("wording", {}), name: value}
            entry["wording"] = {language: words for language, words in wording.items() if words}
        else:
            entry[name] = value
        self.decided[draft.id] = entry

    def current(self, draft: Draft) -> dict[str, Any]:
        """Return what a draft says now, by the names of :data:`kg.assemble.CHANGES`, and how it is worded."""
        slots = {"side": draft.alternative, "dimension": draft.dimension, "property": draft.property}
        said: dict[str, Any] = {name: slot and slot.words for name, slot in slots.items()}
        said |= {"kind": draft.kind, "polarity": draft.polarity, "wording": {}}
        return said | {name: value for name, value in self.decided.get(draft.id, {}).items() if name in said}

    def accept_where(self, *, above: float | None = None, rules: Iterable[str] = (), everything: bool = False) -> int:
        """Accept undecided drafts by their confidence or rule; return how many."""
        rules = frozenset(rules)
        chosen = [
            draft
            for draft in self.undecided
            if everything or draft.rule in rules or (above is not None and draft.confidence > above)
        ]
        for draft in chosen:
            self.accept(draft)
        return len(chosen)

    def reject_where(self, rules: Iterable[str]) -> int:
        """Reject undecided drafts by their rule; return how many."""
        chosen = [draft for draft in self.undecided if draft.rule in frozenset(rules)]
        for draft in chosen:
            self.reject(draft)
        return len(chosen)

    def recorded(self, text: str, day: str) -> str:
        """Return the text of ``decisions.yaml`` with these decisions; only ``drafts`` and ``decided`` are changed.

        Args:
            text: the file as it is.
            day: when they were taken, ``YYYY-MM-DD``.
        """
        names = {draft.id: _short(self.current(draft)) for draft in self.drafts if draft.id in self.decided}
        lines = [f"  {name}: {_flow(self.decided[name])}  # {words}" for name, words in names.items()]
        lines += [f"  {name}: {_flow(self.decided[name])}  # no draft any more" for name in self.gone]
        section = "drafts:\n" + "".join(f"{line}\n" for line in lines) if lines else "drafts: {}\n"
        if _DECIDED.search(text):
            text = _DECIDED.sub(f"decided: {day}", text, count=1)
        else:
            text = text.rstrip("\n") + f"\ndecided: {day}\n"
        if _SECTION.search(text):
            return _SECTION.sub(lambda found: section + "\n" * found[0].endswith("\n\n"), text, count=1)
        return f"{text.rstrip()}\n\n{section}"


def _flow(entry: Mapping[str, Any]) -> str:
    """An entry on one line; a bare acceptance or rejection as one word."""
    if set(entry) == {"decision"}:
        return str(entry["decision"])
    text = yaml.safe_dump(dict(entry), allow_unicode=True, default_flow_style=True, sort_keys=False, width=10**9)
    return text.strip()


def _short(said: Mapping[str, Any]) -> str:
    """What a draft is about, for who reads the file."""
    words = " · ".join(str(said[name]) for name in ("side", "dimension", "property") if said[name]) or said["kind"]
    return " ".join(words.split())[:_SHORT]
