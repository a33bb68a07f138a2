"""What a validation found, as values and as a ``sh:ValidationReport``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import pyoxigraph as ox

from kg.graph import Term
from kg.namespaces import prefixes

__all__ = ["SHAPES", "Checked", "Report", "Source", "Violation", "sh"]

Source = Literal["shacl", "check"]

#: The namespace of our shapes; the checks get their IRIs in it too.
SHAPES = "https://w3id.org/claimgraph/shapes#"

_SH = "http://www.w3.org/ns/shacl#"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_XSD = "http://www.w3.org/2001/XMLSchema#"


@dataclass(frozen=True)
class Violation:
    """One thing that does not conform (a ``sh:ValidationResult``, SHACL section 3.4).

    Attributes:
        source: whether a SHACL shape or one of our checks found it.
        iri: the shape or check; of a shape without a name, the nearest named one around it, or empty.
        constraint: the IRI of the constraint component.
        focus: what does not conform.
        path: the property it concerns: an IRI, or where it is more than one property a SHACL property path in
            Turtle, in which ``sh:`` is the prefix of SHACL.
        value: the value that is at fault, if one is.
        severity: the IRI of the severity.
        messages: what is wrong, in ``zh`` and ``en``.
    """

    source: Source
    iri: str
    constraint: str
    focus: Term
    path: str | None
    value: Term | None
    severity: str
    messages: Mapping[str, str]

    @property
    def name(self) -> str:
        """The name of the shape or check: without namespace if it is ours."""
        return self.iri.removeprefix(SHAPES)

    @property
    def order(self) -> tuple[str, ...]:
        """What violations are sorted by."""
        value = "" if self.value is None else str(self.value)
        return (
            self.source,
            self.name,
            str(self.focus),
            self.path or "",
            value,
            self.constraint,
            *self.messages.values(),
        )

    def to_json(self) -> dict[str, Any]:
        """Return it as plain values."""
        return {
            "source": self.source,
            "name": self.name,
            "constraint": self.constraint,
            "focus": _plain(self.focus),
            "path": self.path,
            "value": None if self.value is None else _plain(self.value),
            "severity": self.severity,
            "messages": dict(self.messages),
        }


@dataclass(frozen=True)
class Checked:
    """A shape with the number of its focus nodes, or a check; a check's number is not known."""

    source: Source
    name: str
    focus_nodes: int | None = None


@dataclass(frozen=True)
class Report:
    """What was looked at and what was found.

    Attributes:
        things: how many things of our vocabulary the graph holds; if none, neither data shapes nor checks were run.
        checked: the shapes and checks that were run.
        results: what does not conform, always in the same order.
    """

    things: int
    checked: tuple[Checked, ...] = ()
    results: tuple[Violation, ...] = field(default=())

    @property
    def conforms(self) -> bool:
        """Whether nothing was found (SHACL section 3.1: results of any severity count)."""
        return not self.results

    def to_json(self) -> dict[str, Any]:
        """Return it as plain values."""
        return {
            "conforms": self.conforms,
            "things": self.things,
            "checked": [
                {"source": item.source, "name": item.name, "focus_nodes": item.focus_nodes} for item in self.checked
            ],
            "results": [result.to_json() for result in self.results],
        }

    def to_turtle(self) -> str:
        """Return a ``sh:ValidationReport`` (SHACL section 3.6); checks are ``sh:sourceConstraint`` of their results."""
        names = {**prefixes(), "shapes": SHAPES}
        text = ox.serialize(self._triples(), format=ox.RdfFormat.TURTLE, prefixes=names)
        assert text is not None
        head: list[str] = []
        body: list[str] = []
        for line in text.decode().splitlines(keepends=True):
            (head if line.startswith("@prefix ") else body).append(line)
        # The engine declares all prefixes, in an order that changes from run to run.
        used = [line for line in head if line.split()[1] in "".join(body)]
        return "".join([*sorted(used), "\n", *body])

    def _triples(self) -> Iterator[ox.Triple]:
        report = ox.BlankNode("report")
        yield ox.Triple(report, ox.NamedNode(_RDF + "type"), sh("ValidationReport"))
        yield ox.Triple(
            report, sh("conforms"), ox.Literal(str(self.conforms).lower(), datatype=ox.NamedNode(_XSD + "boolean"))
        )
        nodes = [ox.BlankNode(f"result{number}") for number in range(1, len(self.results) + 1)]
        for node in nodes:
            yield ox.Triple(report, sh("result"), node)
        for node, result in zip(nodes, self.results, strict=True):
            yield from _result_triples(node, result)


def sh(name: str) -> ox.NamedNode:
    """Return the term of SHACL with this local name."""
    return ox.NamedNode(_SH + name)


def _plain(term: Term) -> str:
    return f"_:{term.value}" if isinstance(term, ox.BlankNode) else term.value


def _result_triples(node: ox.BlankNode, result: Violation) -> Iterator[ox.Triple]:
    yield ox.Triple(node, ox.NamedNode(_RDF + "type"), sh("ValidationResult"))
    yield ox.Triple(node, sh("resultSeverity"), ox.NamedNode(result.severity))
    yield ox.Triple(node, sh("focusNode"), result.focus)
    if result.value is not None:
        yield ox.Triple(node, sh("value"), result.value)
    yield ox.Triple(node, sh("sourceConstraintComponent"), ox.NamedNode(result.constraint))
    if result.iri:
        source = "sourceShape" if result.source == "shacl" else "sourceConstraint"
        yield ox.Triple(node, sh(source), ox.NamedNode(result.iri))
    for language, message in result.messages.items():
        yield ox.Triple(node, sh("resultMessage"), ox.Literal(message, language=language))
    if result.path is not None:
        yield from _path_triples(node, result.path)


def _path_triples(node: ox.BlankNode, path: str) -> Iterator[ox.Triple]:
    """The ``sh:resultPath`` of a result; its blank nodes are named after the result, not at random."""
    inner: dict[Any, ox.BlankNode] = {}

    def named(term: Any) -> Any:
        if not isinstance(term, ox.BlankNode):
            return term
        return inner.setdefault(term, ox.BlankNode(f"{node.value}path{len(inner)}"))

    spelled = path if path.startswith(("[", "(")) else f"<{path}>"
    for quad in ox.parse(f"@prefix sh: <{_SH}> . [] sh:resultPath {spelled} .", format=ox.RdfFormat.TURTLE):
        subject = node if quad.predicate == sh("resultPath") else named(quad.subject)
        yield ox.Triple(subject, quad.predicate, named(quad.object))
