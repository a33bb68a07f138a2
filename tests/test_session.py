"""The Python face: what ``kg.open()`` gives."""

from __future__ import annotations

import doctest
import subprocess
import sys
from pathlib import Path

import networkx as nx
import pytest
import rdflib

import kg
from kg.errors import QueryError, TermError

TEA = "<urn:tea> <urn:tastes> 'good'@en ; <urn:cups> 3 .".replace("'", '"')


@pytest.fixture(scope="module")
def graph() -> kg.Session:
    return kg.open(language="zh")


def test_the_example_of_the_package_is_true() -> None:
    assert doctest.testmod(kg).failed == 0


def test_a_stored_question_takes_its_parameters_as_keywords(graph: kg.Session) -> None:
    rows = list(graph.query("claims", alternative="closed", dimension="商业应用"))
    assert [str(row["property"]) for row in rows] == ["专业支持", "稳定性与可靠性", "完整的生态系统"]
    assert rows[0]["property"] == rdflib.Literal("专业支持", lang="zh")
    assert isinstance(rows[0]["claim"], rdflib.URIRef)
    assert rows[0]["start"].toPython() == 1447


def test_unbound_columns_are_left_out_of_rows(graph: kg.Session) -> None:
    answer = graph.query("verdicts")
    assert answer.columns == ("verdict", "dimension", "quote", "start", "end")
    assert ["dimension" in row for row in answer] == [True, True, True, False]


def test_rows_come_as_plain_values_too(graph: kg.Session) -> None:
    first = next(graph.query("examples", lang="en").values())
    assert (first["title"], first["start"]) == ("Security fixes in TensorFlow", 682)


def test_text_files_ask_and_construct_work_alike(graph: kg.Session, tmp_path: Path) -> None:
    assert graph.query("ASK { ?c a cg:Claim }") is True
    made = graph.query("CONSTRUCT { ?c cg:ascribes ?p } { ?c cg:ascribes ?p }")
    assert isinstance(made, rdflib.Graph)
    assert len(made) == 18
    file = tmp_path / "mine.rq"
    file.write_text("SELECT (COUNT(*) AS ?n) { ?c a cg:Example }")
    assert [row["n"].toPython() for row in graph.query(file)] == [12]


def test_a_hostile_value_is_a_value_or_refused(graph: kg.Session) -> None:
    for value in ('"} DROP ALL #', "\x00", "\u202e<x>", "a\nb"):
        with pytest.raises(TermError):
            graph.query("claims", alternative=value)
    with pytest.raises(QueryError):
        graph.query("claims", nonsense="x")


def test_the_same_data_as_rdflib_dataset_and_networkx_graph(graph: kg.Session) -> None:
    claims = set(graph.rdf.subjects(rdflib.RDF.type, rdflib.URIRef("https://w3id.org/claimgraph/ns#Claim")))
    network = graph.network()
    assert isinstance(network, nx.MultiDiGraph)
    assert {str(claim) for claim in claims} == {node for node, kind in network.nodes(data="kind") if kind == "claim"}


def test_compare_and_why_are_at_hand(graph: kg.Session) -> None:
    assert [side.label for side in graph.compare("closed", "open").alternatives] == ["闭源AI模型", "开源AI模型"]
    assert graph.why("结论").kind == "Verdict"


def test_files_formats_and_stores_open_like_on_the_command_line(tmp_path: Path) -> None:
    file = tmp_path / "tea.txt"
    file.write_text(TEA)
    tea = kg.open(file, format="turtle")
    assert [row["n"].toPython() for row in tea.query("SELECT ?n { ?tea <urn:cups> ?n }")] == [3]
    with pytest.raises(ValueError, match="not several"):
        kg.open(file, store=tmp_path)
    with pytest.raises(ValueError, match="'fr'"):
        kg.open(language="fr")


def test_a_data_frame_needs_pandas_only_when_asked_for(graph: kg.Session) -> None:
    try:
        import pandas  # noqa: F401
    except ImportError:
        with pytest.raises(ImportError):
            graph.query("claims").to_frame()
    else:
        assert list(graph.query("claims").to_frame()["start"])[:2] == [179, 243]


def test_opening_a_graph_imports_nothing_heavy() -> None:
    code = "import kg, sys; kg.open(); print(sorted({'rdflib', 'networkx', 'pyvis', 'yaml'} & set(sys.modules)))"
    root = Path(__file__).parent.parent
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=root)
    assert done.stdout == "[]\n"
