"""Hostile parameter values: bound as what they are or refused in one line, and never part of the query."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from command import kg
from hypothesis import given
from hypothesis import strategies as st
from rdflib.plugins.sparql.parser import parseQuery

from kg.catalogue import StoredQuery, bound, catalogue
from kg.errors import ClaimgraphError
from kg.graph import Graph
from kg.sparql import values_block

GRAPH = Graph.built_in()
#: A question whose parameters are of every kind that takes free text.
OPEN = StoredQuery(
    "open",
    """#+ parameters:
#+   word: {kind: literal}
#+   day: {kind: literal, datatype: xsd:date}
#+   number: {kind: integer}
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
SELECT ?word ?day ?number WHERE { VALUES (?word ?day ?number) { ("any" UNDEF 1) } FILTER(BOUND(?word)) }
""",
)
PIECES = (
    *("'", '"', '"""', "{", "}", "(", ")", "#", "\n", "\r", "\\", "<", ">", "^^", "@en", " . ", ") } #"),
    *("?x", "UNDEF", "VALUES", "DROP ALL", "SERVICE <http://localhost/>", "urn:x", "cg:Claim"),
    *("\u202e", "\x00", "\ud7ff", "数据", "عربى"),
)
HOSTILE = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(PIECES), max_size=12).map("".join))


def skeleton(text: str) -> str:
    """A parsed query without the terms of its VALUES block."""
    block = values_block(text)
    assert block is not None
    # What stands before and after the row is compared as text, the whole is known to parse.
    return text[: block.start] + text[block.end :]


@given(HOSTILE)
def test_a_free_text_is_bound_as_one_term_and_nothing_else_changes(value: str) -> None:
    text = bound(OPEN, GRAPH, {"word": value})
    assert skeleton(text) == skeleton(OPEN.text)
    parseQuery(text.replace("\x00", ""))
    solutions = GRAPH.query(text)
    assert isinstance(solutions, ox.QuerySolutions)
    (row,) = solutions
    assert isinstance(row["word"], ox.NamedNode) or row["word"].value == value


@given(HOSTILE, st.sampled_from(["alternative", "dimension", "property"]))
def test_a_name_of_a_thing_is_found_or_refused_in_one_line(value: str, parameter: str) -> None:
    query = catalogue()["claims"]
    try:
        text = bound(query, GRAPH, {parameter: value})
    except ClaimgraphError:
        return
    assert skeleton(text) == skeleton(query.text)
    assert isinstance(GRAPH.query(text, union=True), ox.QuerySolutions)


@pytest.mark.parametrize("value", ['"} DROP ALL #', "\u202eneso", "a\nb", "'", "\\", ") } UNION { ?s ?p ?o", ""])
def test_on_the_command_line_a_hostile_value_is_one_line_and_exit_2(value: str) -> None:
    ran = kg("query", "claims", "-p", f"alternative={value}")
    assert ran.code == 2
    assert len(ran.err.splitlines()) == 1
    assert "Traceback" not in ran.err


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"number": "one"}, "number must be a whole number, not 'one'"),
        ({"nothing": "x"}, "no parameter 'nothing'; it takes word, day, number"),
    ],
)
def test_a_value_of_another_kind_is_refused(values: dict[str, str], message: str) -> None:
    with pytest.raises(ClaimgraphError, match=message):
        bound(OPEN, GRAPH, values)


def test_a_missing_required_parameter_names_what_is_accepted() -> None:
    query = StoredQuery(
        "mine",
        "#+ parameters:\n#+   side: {kind: alternative, required: true}\n"
        "SELECT ?s { VALUES (?side) { (UNDEF) } ?s cg:isAbout ?side }",
    )
    with pytest.raises(ClaimgraphError, match=r"needs an alternative; give one with -p side=…: .*Closed"):
        bound(query, GRAPH, {})
