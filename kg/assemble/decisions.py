"""``decisions.yaml``: what a person decided about an article and its drafts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from kg.errors import DecisionError
from kg.namespaces import is_slug

__all__ = ["Decisions", "read_decisions"]

_HINT = "decisions use the exact words of the article"


@dataclass(frozen=True)
class Decisions:
    """What is decided; sections are keyed by the article's own words, ``drafts`` by the identifiers of drafts.

    Attributes:
        data: the file as read.
        where: its path, for messages.
    """

    data: dict[str, Any]
    where: str

    @property
    def slug(self) -> str:
        """The last part of the article's IRI."""
        return str(self.data["slug"])

    @property
    def decided(self) -> str:
        """The day of the last decision, ``YYYY-MM-DD``."""
        return str(self.data.get("decided") or date.today().isoformat())

    @property
    def drafted(self) -> bool:
        """Whether translations, polarities and the like may be missing: the first stage of an article."""
        return self.data.get("stage") == "drafted"

    def section(self, name: str) -> dict[str, Any]:
        """Return a section of the file, empty if there is none."""
        found = self.data.get(name) or {}
        if not isinstance(found, dict):
            raise self.fail(f"{name!r} is no mapping")
        return found

    def about(self, section: str, words: str) -> dict[str, Any]:
        """Return what is decided about something; in the first stage that may be nothing.

        Raises:
            DecisionError: nothing is decided about it.
        """
        found = self.section(section).get(words)
        if found is None and not self.drafted:
            raise self.fail(f"nothing is decided about {words!r} under {section!r}")
        return found or {}

    def draft(self, name: str) -> dict[str, Any]:
        """Return what is decided about the draft of this identifier: ``decision`` and what was changed; or nothing."""
        found = self.section("drafts").get(name)
        if isinstance(found, str):
            found = {"decision": found}
        if found is None:
            return {}
        if not isinstance(found, dict) or found.get("decision") not in {"accept", "reject"}:
            raise self.fail(f"the decision on {name} is neither accept nor reject")
        return found

    def fail(self, what: str) -> DecisionError:
        """Return the exception for a decision that does not fit."""
        return DecisionError(what, where=self.where, hint=_HINT)


def read_decisions(path: Path, text: str | None = None) -> Decisions:
    """Read ``decisions.yaml``.

    Args:
        path: the file.
        text: what it holds, if that is known already.

    Raises:
        DecisionError: it cannot be read or is none.
    """
    try:
        data = yaml.safe_load(path.read_text("utf-8") if text is None else text)
    except (OSError, ValueError, yaml.YAMLError) as error:
        raise DecisionError(f"cannot read the decisions: {error}".splitlines()[0], where=str(path)) from error
    if not isinstance(data, dict) or not is_slug(data.get("slug")):
        raise DecisionError("cannot read the decisions: no slug of letters, digits and hyphens", where=str(path))
    return Decisions(data, str(path))
