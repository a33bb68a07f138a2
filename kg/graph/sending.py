"""What holds for every query before it is sent, and what its failures mean."""

from __future__ import annotations

import re

import pyoxigraph as ox

from kg.errors import QueryError, QuerySyntaxError
from kg.sparql import keywords, muted

__all__ = ["Results", "Term", "allowed", "syntax_error"]

Term = ox.NamedNode | ox.BlankNode | ox.Literal
Results = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples

_UPDATE = {"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY"}
_FORMS = {"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"}
_ERROR = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)


def allowed(text: str, where: str, *, allow_service: bool) -> tuple[str, frozenset[str]]:
    """Refuse what would reach other servers or change data; return the query as it may be sent and its keywords.

    Without leave, ``SERVICE SILENT`` is sent to nobody and so fails silently, as the standard lets it.

    Raises:
        QueryError: the query is an update, or uses ``SERVICE`` without leave.
    """
    words = keywords(text)
    if "SERVICE" in words and not allow_service:
        text, rest = muted(text)
        if "SERVICE" in keywords(rest):
            raise QueryError("SERVICE would reach another server", where=where, hint="allow it with --allow-service")
    if words & _UPDATE and not words & _FORMS:
        raise QueryError("this is an update", where=where, hint="claimgraph only reads; use SELECT, ASK or CONSTRUCT")
    return text, words


def syntax_error(message: str, text: str, where: str) -> QueryError:
    """Return the engine's complaint about a query as an error with the place in it."""
    found = _ERROR.match(message)
    if not found:
        return QueryError(f"not a SPARQL query: {message.splitlines()[0]}", where=where)
    line, column, expected = int(found[1]), int(found[2]), found[3]
    lines = text.splitlines() or [""]
    return QuerySyntaxError(
        _in_short(expected), where=where, line=line, column=column, source_line=lines[min(line, len(lines)) - 1]
    )


def _in_short(expected: str) -> str:
    """The engine lists every grammar token that could follow; name the keywords and signs, and only a few of them."""
    expected = re.sub(r"\[[^\]]*'\.\.='[^\]]*\](?:\s*\|\s*\[[^\]]*\])*", "a name", expected.replace("\n", " "))
    words = re.sub(r"^expected (?:one of )?", "", expected)
    parts = [part.strip() for part in re.split(r",\s+", words) if part.strip()]
    if expected.startswith("expected") and len(parts) > 6:
        known = [part for part in parts if part.strip('"').isalpha() or part in {'"?"', '"{"', '"}"', '"("', '")"'}]
        return f"not expected here; possible would be {', '.join(known[:6] or parts[:6])} …"
    return f"expected {', '.join(parts)}" if expected.startswith("expected") else expected
