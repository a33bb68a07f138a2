"""Asking a graph: stored queries by name, files and text, and citations beside the answers."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import IO, Any, cast

import pyoxigraph as ox

from kg.catalogue import StoredQuery, bound, stored_query
from kg.errors import QueryError
from kg.graph import Graph, Results, Term
from kg.sparql import keywords

__all__ = ["Prepared", "Row", "cited", "labelled", "limited", "prepare", "rows_of", "solutions"]

_FORMS = {"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"}
_CITATIONS = """
SELECT ?thing ?quote ?start ?end ?article WHERE {
  VALUES ?thing { THINGS }
  { ?thing cg:hasQuoteAnchor|cg:hasMentionAnchor ?anchor }
  UNION
  { ?thing a cg:Assessment ; cg:hasPropertyAnchor ?anchor }
  ?anchor oa:hasSource ?text ; oa:hasSelector ?words , ?position .
  ?words oa:exact ?quote .
  ?position oa:start ?start ; oa:end ?end .
  OPTIONAL { ?text prov:wasDerivedFrom ?source . ?article schema:encoding ?source }
}
"""
_LABELS = """
SELECT ?thing ?name WHERE {
  VALUES ?thing { THINGS }
  VALUES ?label {
    skos:prefLabel rdfs:label dcterms:title schema:name <http://schema.org/name> <http://xmlns.com/foaf/0.1/name>
  }
  { ?thing ?label ?name } UNION { ?thing cg:ascribes/skos:prefLabel ?name }
}
"""
#: How many rows are looked up at once, so that memory stays flat however many come.
_CHUNK = 500

Row = dict[str, Term]


@dataclass(frozen=True)
class Prepared:
    """A query ready to be sent.

    Attributes:
        text: the SPARQL text, parameters bound.
        where: what to call it in messages.
        stored: whether it is one of the catalogue, which always runs on the union of all graphs.
        base_iri: what its relative IRIs are resolved against.
    """

    text: str
    where: str
    stored: bool
    base_iri: str | None = None

    def run(self, graph: Graph, *, allow_service: bool = False) -> Results:
        """Send it; see :meth:`kg.graph.Graph.query` for what can be raised."""
        return graph.query(
            self.text,
            union=True if self.stored else None,
            where=self.where,
            allow_service=allow_service,
            base_iri=self.base_iri,
            extra_prefixes=graph.declared,
        )


def prepare(
    spoken: str,
    graph: Graph,
    values: Mapping[str, str],
    language: str,
    text: str | None = None,
    *,
    chosen: bool = True,
) -> Prepared:
    """Find out what the user asks and bind its parameters.

    Args:
        spoken: the name of a stored query, a file ``….rq``, SPARQL text, or ``-`` for ``text``.
        graph: where the names of parameters are looked up.
        values: parameter values by name.
        language: bound to ``lang`` if the query takes it.
        chosen: whether the user chose the language; otherwise only stored queries get it, and in any other the
            default that stands in it is left.
        text: what was read from standard input.

    Raises:
        QueryError: there is no such stored query, or the file cannot be read.
        ParameterError: see :func:`kg.catalogue.bound`.
    """
    if text is not None:
        query, stored, base = StoredQuery("standard input", text), False, None
    elif spoken.endswith((".rq", ".sparql")):
        path = Path(spoken)
        try:
            query = StoredQuery(spoken, path.read_text("utf-8-sig"))
        except (OSError, UnicodeDecodeError) as error:
            what = getattr(error, "strerror", None) or "it is not UTF-8"
            raise QueryError(f"cannot be read: {what}", where=spoken) from None
        stored, base = False, path.resolve().as_uri()
    elif keywords(spoken) & _FORMS or "{" in spoken or any(character.isspace() for character in spoken.strip()):
        query, stored, base = StoredQuery("query", spoken), False, None
    else:
        query, stored, base = stored_query(spoken), True, None
    if (stored or chosen) and "lang" in query.variables:
        values = {"lang": language, **values}
    return Prepared(bound(query, graph, values), query.name, stored, base)


def rows_of(results: ox.QuerySolutions) -> Iterator[Row]:
    """Yield each row as a mapping, unbound variables left out."""
    names = [variable.value for variable in results.variables]
    for solution in results:
        yield {name: solution[name] for name in names if solution[name] is not None}


def cited(graph: Graph, results: ox.QuerySolutions) -> ox.QuerySolutions:
    """Add to each row the quote, offsets and article of the first anchored thing in it.

    The columns ``cited_quote``, ``cited_start``, ``cited_end`` and ``cited_article`` come last; they are unbound in
    rows without such a thing. Rows are taken up as they are read.

    Raises:
        QueryError: a column has one of these names.
    """

    def rows() -> Iterator[Row]:
        for chunk in _chunks(rows_of(results)):
            known = {row["thing"]: row for row in _about(graph, chunk, _CITATIONS)}
            for row in chunk:
                found = next((known[term] for term in row.values() if term in known), {})
                yield {
                    **row,
                    **{f"cited_{name}": term for name, term in found.items() if name != "thing"},
                }

    names = [variable.value for variable in results.variables]
    taken = next((name for name in names if name.startswith("cited_")), None)
    if taken:
        raise QueryError(f"a column is called {taken} already", hint="citations need that name")
    return solutions([*names, "cited_quote", "cited_start", "cited_end", "cited_article"], rows())


def limited(results: ox.QuerySolutions, number: int) -> ox.QuerySolutions:
    """Return the first rows of an answer; the rest is not computed."""
    return solutions([variable.value for variable in results.variables], islice(rows_of(results), number))


def labelled(graph: Graph, rows: Iterable[Row], language: str) -> Iterator[tuple[Row, dict[str, str]]]:
    """Yield each row with the labels of the IRIs in it, in the language asked for where there is one, by IRI."""
    for chunk in _chunks(rows):
        names: dict[str, tuple[bool, str]] = {}
        for found in _about(graph, chunk, _LABELS):
            thing, name = found["thing"], found["name"]
            if isinstance(name, ox.Literal) and isinstance(thing, ox.NamedNode):
                key = (not (name.language or "").lower().startswith(language), name.value)
                names[thing.value] = min(key, names.get(thing.value, key))
        for row in chunk:
            shown = {getattr(term, "value", None) for term in row.values() if not isinstance(term, ox.NamedNode)}
            # A label that stands in the row already would only be said twice.
            yield row, {iri: name for iri, (_, name) in names.items() if name not in shown}


def _about(graph: Graph, rows: Iterable[Row], query: str) -> list[Row]:
    things = {str(term) for row in rows for term in row.values() if isinstance(term, ox.NamedNode)}
    return graph.rows(query.replace("THINGS", " ".join(sorted(things)))) if things else []


def _chunks(rows: Iterable[Row]) -> Iterator[list[Row]]:
    remaining = iter(rows)
    while chunk := list(islice(remaining, _CHUNK)):
        yield chunk


def solutions(names: Sequence[str], rows: Iterable[Row]) -> ox.QuerySolutions:
    """Make an answer of the engine out of rows, so that it is written like any other; rows are read when it is.

    The engine makes answers only of queries or of what it parses, so the rows go through SPARQL 1.1 Query Results
    JSON Format.
    """
    parsed = ox.parse_query_results(cast("IO[bytes]", _Json(names, rows)), format=ox.QueryResultsFormat.JSON)
    assert isinstance(parsed, ox.QuerySolutions)
    return parsed


class _Json(io.RawIOBase):
    """Rows as JSON that is written while it is read."""

    def __init__(self, names: Sequence[str], rows: Iterable[Row]) -> None:
        self._parts = self._written(names, rows)
        self._left = b""

    @staticmethod
    def _written(names: Sequence[str], rows: Iterable[Row]) -> Iterator[bytes]:
        import json

        yield f'{{"head":{{"vars":{json.dumps(list(names))}}},"results":{{"bindings":['.encode()
        for number, row in enumerate(rows):
            binding = json.dumps({name: _json(term) for name, term in row.items()})
            yield f"{',' if number else ''}{binding}".encode()
        yield b"]}}"

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        size = len(buffer)
        while len(self._left) < size:
            part = next(self._parts, None)
            if part is None:
                break
            self._left += part
        taken, self._left = self._left[:size], self._left[size:]
        buffer[: len(taken)] = taken
        return len(taken)


def _json(term: Term | ox.Triple) -> dict[str, Any]:
    """A term as SPARQL 1.1 Query Results JSON Format, section 3.2.2, has it; a triple term as its 1.2 draft does."""
    if isinstance(term, ox.Triple):
        parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
        return {"type": "triple", "value": {name: _json(part) for name, part in parts.items()}}
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    if term.language:
        direction = {"its:dir": term.direction.value} if term.direction else {}
        return {"type": "literal", "value": term.value, "xml:lang": term.language, **direction}
    return {"type": "literal", "value": term.value, "datatype": term.datatype.value}
