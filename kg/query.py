"""Asking a graph: stored queries by name, files and text, and citations beside the answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg.catalogue import StoredQuery, bound, stored_query
from kg.errors import QueryError
from kg.graph import Graph, Results, Term
from kg.sparql import keywords

__all__ = ["Prepared", "cited", "prepare"]

_FORMS = {"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"}
_CITATION = """
SELECT ?thing ?quote ?start ?end ?article WHERE {
  ?thing cg:hasQuoteAnchor ?anchor .
  ?anchor oa:hasSelector ?words , ?position .
  ?words oa:exact ?quote .
  ?position oa:start ?start ; oa:end ?end .
  OPTIONAL { ?thing prov:wasQuotedFrom ?article }
}
"""


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


def cited(graph: Graph, results: ox.QuerySolutions) -> ox.QuerySolutions:
    """Add to each row the quote, offsets and article of the first anchored thing in it.

    The columns ``cited_quote``, ``cited_start``, ``cited_end`` and ``cited_article`` come last; they are unbound in
    rows without such a thing.
    """
    import json

    names = [variable.value for variable in results.variables]
    known = {row["thing"]: row for row in graph.rows(_CITATION)}
    bindings: list[dict[str, Any]] = []
    for solution in results:
        row = {name: solution[name] for name in names if solution[name] is not None}
        found = next((known[term] for term in row.values() if term in known), {})
        row |= {f"cited_{name}": term for name, term in found.items() if name != "thing"}
        bindings.append({name: _json(term) for name, term in row.items()})
    variables = [*names, "cited_quote", "cited_start", "cited_end", "cited_article"]
    answer = {"head": {"vars": variables}, "results": {"bindings": bindings}}
    parsed = ox.parse_query_results(json.dumps(answer), format=ox.QueryResultsFormat.JSON)
    assert isinstance(parsed, ox.QuerySolutions)
    return parsed


def _json(term: Term) -> dict[str, str]:
    """A term as SPARQL 1.1 Query Results JSON Format, section 3.2.2, has it."""
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    if term.language:
        return {"type": "literal", "value": term.value, "xml:lang": term.language}
    return {"type": "literal", "value": term.value, "datatype": term.datatype.value}
