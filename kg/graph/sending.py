"""What holds for every query before it is sent, and what its failures mean."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pyoxigraph as ox

from kg.errors import QueryError, QuerySyntaxError
from kg.sparql import depth, first_word, keywords, muted, undeclared

__all__ = ["Results", "Term", "allowed", "syntax_error"]

Term = ox.NamedNode | ox.BlankNode | ox.Literal
Results = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples

_UPDATE = {"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"}
#: Far beyond it the engine, which reads brackets by recursion, overflows its stack.
_DEEPEST = 500
#: How many possibilities a message names.
_FEW = 6
#: What the engine says in words and not as grammar.
_SENTENCE = re.compile(r"[A-Z][a-z]+ |The SELECT")
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
    if depth(text) > _DEEPEST:
        raise QueryError(f"nested deeper than {_DEEPEST} brackets", where=where)
    if first_word(text) in _UPDATE:
        raise QueryError("this is an update", where=where, hint="claimgraph only reads; use SELECT, ASK or CONSTRUCT")
    return text, words


def syntax_error(message: str, text: str, where: str, known: Mapping[str, str]) -> QueryError:
    """Return the engine's complaint about a query as an error with the place in it.

    Args:
        message: what the engine says.
        text: the query.
        where: what to call it.
        known: the prefixes that it need not declare.
    """
    found = _ERROR.match(message)
    if not found:
        return QueryError(f"not a SPARQL query: {message.splitlines()[0]}", where=where)
    if not text.strip():
        return QueryError("the query is empty", where=where)
    missing = undeclared(text, known)
    if missing is not None:
        # The engine reports whatever else could stand near it.
        prefix, offset = missing
        return _placed(f"the prefix {prefix}: is not declared", text, offset, where)
    lines = text.split("\n")
    line, column, expected = int(found[1]), int(found[2]), found[3].replace("\n", " ")
    offset = sum(len(before) + 1 for before in lines[: line - 1]) + column - 1
    parts = re.sub(r"^expected (?:one of )?", "", expected).split(", ")
    said = next((part for part in parts if _SENTENCE.match(part)), None)
    if said is not None:
        return _placed(said[0].lower() + said[1:], text, offset, where)
    words = [part for part in parts if part.isalpha() and part.isupper()]
    # The engine has read as many characters as the keywords have that it looked for in vain.
    offset -= len(words[0]) if words else 0
    named = [part.strip('"').replace('\\"', '"') for part in parts if not part.startswith("[")]
    if not named:
        what = "the query ends too soon" if offset >= len(text.rstrip()) else "not expected here"
    elif len(named) > _FEW:
        shown = [part for part in named if part in {"?", "{", "}", "(", ")", ";", ","} or part in words]
        what = f"not expected here; possible would be {' '.join(shown[:_FEW]) or ' '.join(named[:_FEW])} …"
    else:
        what = f"not expected here; possible would be {' '.join(named)}"
    return _placed(what, text, max(0, offset), where)


def _placed(what: str, text: str, offset: int, where: str) -> QuerySyntaxError:
    """An error at a character of the query; lines end at line feeds only, as the engine counts."""
    before = text[:offset]
    start = before.rfind("\n") + 1
    end = text.find("\n", start)
    line = text[start : end if end >= 0 else len(text)].rstrip("\r")
    return QuerySyntaxError(what, where=where, line=before.count("\n") + 1, column=offset - start + 1, source_line=line)
