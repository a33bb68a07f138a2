"""The stored queries of ``queries/``: their headers, their parameters, and how values are bound to them.

A header is YAML on lines that begin with ``#+``, as grlc has it; the rest of the file is plain SPARQL. A parameter
``NAME`` is the variable ``?NAME`` of the query's ``VALUES`` block, or ``?NAME_iri`` where ``?NAME`` is a column.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg.errors import ParameterError, QueryError
from kg.graph import LAYERS, Graph
from kg.namespaces import VOCABULARY, expand
from kg.resources import resource
from kg.sparql import bind, values_block

__all__ = ["Header", "Parameter", "StoredQuery", "accepted", "bound", "catalogue", "names_for", "stored_query"]

#: Kinds of parameters whose values are things of the graph, with their class.
_THINGS = {
    kind: VOCABULARY + name
    for kind, name in {
        "alternative": "Alternative",
        "dimension": "Dimension",
        "property": "ComparedProperty",
        "entity": "Entity",
        "claim": "Claim",
    }.items()
}
_KINDS = {*_THINGS, "layer", "language", "choice", "literal", "integer"}
_DESCRIBED = {"kind", "values", "datatype", "required"}
#: How many names a message lists.
_FEW = 8
_HEADER_KEYS = {"summary", "question", "description", "tags", "parameters", "defaults"}


@dataclass(frozen=True)
class Parameter:
    """What a query takes.

    Attributes:
        kind: what a value is: a thing of the graph (``alternative``, ``dimension``, ``property``, ``entity``,
            ``claim``), a ``layer`` by its short name, a ``language``, a ``choice``, an ``integer`` or a ``literal``.
        values: the allowed values of a choice.
        datatype: of a literal, as an IRI or CURIE; plain strings have none.
        required: whether the query cannot be asked without it.
        default: the term that stands in the file, ``UNDEF`` for any.
    """

    kind: str
    values: tuple[str, ...] = ()
    datatype: str | None = None
    required: bool = False
    default: str = "UNDEF"


@dataclass(frozen=True)
class Header:
    """What a query file says of itself; texts by language."""

    summary: dict[str, str] = field(default_factory=dict)
    question: dict[str, str] = field(default_factory=dict)
    description: dict[str, str] = field(default_factory=dict)
    tags: tuple[str, ...] = ()
    parameters: dict[str, dict[str, Any]] = field(default_factory=dict)


@dataclass(frozen=True)
class StoredQuery:
    """A query with a name; ``text`` is the whole file."""

    name: str
    text: str

    @cached_property
    def header(self) -> Header:
        """The header.

        Raises:
            QueryError: it is not YAML, or has an unknown key.
        """
        import yaml

        lines = [line[2:] for line in self.text.splitlines() if line.startswith("#+")]
        try:
            data = yaml.safe_load("\n".join(lines)) or {}
        except yaml.YAMLError as error:
            raise QueryError(f"the header is not YAML: {str(error).splitlines()[0]}", where=self.name) from error
        if not isinstance(data, dict):
            raise QueryError("the header is not a mapping", where=self.name)
        unknown = data.keys() - _HEADER_KEYS
        if unknown:
            raise QueryError(f"unknown key {sorted(unknown)[0]!r} in the header", where=self.name)
        data.pop("defaults", None)
        return Header(**{**data, "tags": tuple(data.get("tags", ()))})

    @cached_property
    def variables(self) -> dict[str, str]:
        """The variable of each parameter, by the parameter's name, in the order of the ``VALUES`` block."""
        block = values_block(self.text)
        return {name.removesuffix("_iri"): name for name in block.variables} if block else {}

    @cached_property
    def parameters(self) -> dict[str, Parameter]:
        """The parameters by name; one that the header does not describe is a literal.

        Raises:
            QueryError: the header describes a parameter that the query does not have, or one of unknown kind.
        """
        block = values_block(self.text)
        defaults = dict(zip(self.variables, block.terms, strict=True)) if block else {}
        for name, described in self.header.parameters.items():
            if name not in defaults:
                raise QueryError(
                    f"the header describes {name!r}, which the VALUES block does not have", where=self.name
                )
            if described.get("kind") not in _KINDS or described.keys() - _DESCRIBED:
                raise QueryError(f"the parameter {name!r} is not described as one", where=self.name)
        described = {"kind": "literal"}
        return {
            name: Parameter(
                **{
                    **self.header.parameters.get(name, described),
                    "values": tuple(self.header.parameters.get(name, {}).get("values", ())),
                    "default": default,
                }
            )
            for name, default in defaults.items()
        }


def catalogue() -> dict[str, StoredQuery]:
    """Return the stored queries by name."""
    files = sorted(resource("queries").glob("*.rq"))
    assert files, "no stored queries found"
    return {file.stem: StoredQuery(file.stem, file.read_text("utf-8")) for file in files}


def stored_query(name: str) -> StoredQuery:
    """Return one stored query without reading the others.

    Raises:
        QueryError: there is none of that name.
    """
    file = resource("queries") / f"{name}.rq"
    if Path(name).name != name or not file.is_file():
        from difflib import get_close_matches

        names = sorted(file.stem for file in resource("queries").glob("*.rq"))
        near = get_close_matches(name, names, n=3, cutoff=0.4)
        hint = f"did you mean {' or '.join(near)}?" if near else "kg query lists all"
        raise QueryError(f"no stored query is called {name!r}", hint=hint)
    return StoredQuery(name, file.read_text("utf-8"))


def bound(query: StoredQuery, graph: Graph, values: Mapping[str, str]) -> str:
    """Return the text of a query with its parameters bound.

    Args:
        query: a stored query, or any query with a ``VALUES`` block.
        graph: where names are looked up.
        values: what the user gave, by parameter name.

    Raises:
        ParameterError: no such parameter, or a value that is not of its kind.
        TermError: a value names nothing in the graph, or more than one thing.
    """
    variables = query.variables
    terms: dict[str, str] = {}
    for name, value in values.items():
        if name not in variables:
            hint = f"it takes {', '.join(variables)}" if variables else "it takes none"
            raise ParameterError(f"no parameter {name!r}", where=query.name, hint=hint)
        # The header need not be read for the language: this is on the way of every stored query.
        if name == "lang" and value not in {"zh", "en"}:
            raise ParameterError(f"lang cannot be {value!r}", where=query.name, hint="use zh or en")
        term = ox.Literal(value) if name == "lang" else _term(query.parameters[name], name, value, graph, query.name)
        terms[variables[name]] = str(term)
    # Reading YAML takes as long as asking; only a file that says "required" has such a parameter.
    if "required:" in query.text:
        for name, parameter in query.parameters.items():
            if parameter.required and name not in values:
                hint = f"give one with -p {name}=…: {accepted(parameter, graph)}"
                raise ParameterError(f"needs {_an(parameter.kind)}", where=query.name, hint=hint)
    return bind(query.text, terms, query.name)


def names_for(parameter: Parameter, graph: Graph) -> tuple[str, ...]:
    """Return the values that a parameter takes: those allowed, or the names of things in the graph."""
    if parameter.kind in _THINGS:
        from kg.terms import candidates

        return tuple(dict.fromkeys(found.name for found in candidates(graph, [_THINGS[parameter.kind]])))
    return {"language": ("zh", "en"), "layer": LAYERS}.get(parameter.kind, parameter.values)


def accepted(parameter: Parameter, graph: Graph) -> str:
    """Return in words what a parameter takes."""
    names = names_for(parameter, graph)
    if len(names) > _FEW:
        return f"{', '.join(names[:_FEW])} …"
    return " or ".join(names) or f"any {parameter.kind}"


def _an(kind: str) -> str:
    return f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"


def _term(parameter: Parameter, name: str, value: str, graph: Graph, where: str) -> ox.NamedNode | ox.Literal:
    from kg.terms import display_prefixes, resolve  # only a query with such parameters needs it

    if parameter.kind in _THINGS:
        return ox.NamedNode(resolve(graph, value, [_THINGS[parameter.kind]], what=parameter.kind))
    if parameter.kind == "layer" and value in LAYERS:
        return ox.NamedNode(VOCABULARY + value.capitalize())
    if parameter.kind == "layer" or (parameter.kind == "choice" and value not in parameter.values):
        raise ParameterError(f"{name} cannot be {value!r}", where=where, hint=f"use {accepted(parameter, graph)}")
    if parameter.kind == "integer":
        try:
            return ox.Literal(int(value))
        except ValueError:
            raise ParameterError(f"{name} must be a whole number, not {value!r}", where=where) from None
    if parameter.kind == "literal":
        table = display_prefixes(graph)
        if parameter.datatype:
            return ox.Literal(value, datatype=ox.NamedNode(expand(parameter.datatype, table) or parameter.datatype))
        iri = expand(value, table)
        if iri:
            try:
                return ox.NamedNode(iri)
            except ValueError:  # it only looked like an IRI
                return ox.Literal(value)
    return ox.Literal(value)
