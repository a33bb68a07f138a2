"""Where statements name entities, and what the entities do there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pyoxigraph as ox

from kg.assemble.anchors import Anchors
from kg.assemble.layer import Layer
from kg.assemble.names import CG, TYPE
from kg.document import Span
from kg.errors import DecisionError
from kg.namespaces import identifier

__all__ = ["Mentions"]

Roles = Mapping[str, Any]

_ROLES = {
    name: CG[f"{name.capitalize()}Role"]
    for name in ("presented", "instance", "developer", "user", "basis", "technique", "regulation")
}


class Mentions:
    """Finds the recorded names of entities in statements and writes each place as a mention.

    Args:
        layer: where mentions are written.
        anchors: of the same layer.
        entities: what is decided about each entity, by its key; ``names`` are its names in the article.
        misfit: makes the exception for a decision that does not fit.
    """

    def __init__(
        self, layer: Layer, anchors: Anchors, entities: Mapping[str, Any], misfit: Callable[[str], DecisionError]
    ) -> None:
        self.layer, self.anchors, self.document = layer, anchors, anchors.document
        self.known, self.misfit = entities, misfit
        #: The keys of the entities that are named somewhere.
        self.named: set[str] = set()
        self.names = sorted(
            ((name, key) for key, entity in entities.items() for name in entity["names"]),
            key=lambda pair: (-len(pair[0]), pair),
        )

    def _minted(self, kind: str, *content: str) -> ox.NamedNode:
        return ox.NamedNode(f"{self.anchors.base}/{identifier(kind, *content)}")

    def write(self, statement: ox.NamedNode, span: Span, roles: Roles, within: Span | None = None) -> None:
        """Write every place in a statement where a recorded entity is named.

        Args:
            statement: its IRI.
            span: its range.
            roles: for the key of an entity, its role, or its role with the entities that it is relative to.
            within: the range in which an entity with the role ``instance`` is one.

        Raises:
            DecisionError: a role is given to an entity that is not named there, or is relative to none that is known.
        """
        used: set[str] = set()
        for key, found in self._named(span):
            used.add(key)
            words = self.document.quote(found)
            mention = self._minted("mention", statement.value, str(found.start - span.start), words)
            self.layer.add(mention, TYPE, CG.Mention)
            self.layer.add(mention, CG.occursIn, statement)
            self.layer.add(mention, CG.refersTo, self._minted("entity", key))
            self.layer.add(mention, CG.hasMentionAnchor, self.anchors[found])
            role = roles.get(key)
            if role == "instance" and within is not None and not within.holds(found):
                continue
            for name, targets in role.items() if isinstance(role, dict) else [(role, [])] if role else []:
                self.layer.add(mention, CG.hasRole, CG.PresentedRole if name == "presented" else _ROLES[name])
                for target in targets if isinstance(targets, list) else [targets]:
                    if str(target) not in self.known:
                        raise self.misfit(f"no entity {target!r}")
                    self.layer.add(mention, CG.isRelativeTo, self._minted("entity", str(target)))
        self.named |= used
        for key in roles:
            if key not in used:
                raise self.misfit(
                    f"{key!r} has a role in a statement that does not name it: {self.document.quote(span)[:20]}"
                )

    def _named(self, span: Span) -> Iterator[tuple[str, Span]]:
        """The names of recorded entities in a range, the longest where several fit, whole words if Latin."""
        text, position = self.document.text, span.start
        while position < span.end:
            for name, key in self.names:
                end = position + len(name)
                if end <= span.end and text.startswith(name, position) and _whole(text, position, end):
                    yield key, Span(position, end)
                    position = end
                    break
            else:
                position += 1


def _whole(text: str, start: int, end: int) -> bool:
    """Whether no Latin letter or digit runs on before or after a range that begins or ends with one."""

    def latin(character: str) -> bool:
        return character.isascii() and character.isalnum()

    before = start > 0 and latin(text[start - 1]) and latin(text[start])
    after = end < len(text) and latin(text[end]) and latin(text[end - 1])
    return not before and not after
