"""A part of a graph: what is around a thing, and what a query constructs."""

from __future__ import annotations

import networkx as nx
import pyoxigraph as ox
import pytest
from click.testing import CliRunner
from command import kg

from kg.cli.view import command
from kg.errors import TermError
from kg.graph import Graph
from kg.namespaces import VOCABULARY
from kg.network import around, constructed, network

BUILT_IN = Graph.built_in()
WHOLE = network(BUILT_IN)
ARTICLE = "https://w3id.org/claimgraph/article/open-vs-closed-ai/"
PYTORCH = ARTICLE + "entity-pytorch"
MENTIONED = """
CONSTRUCT { ?claim schema:mentions ?entity } WHERE { ?claim a cg:Claim ; schema:mentions ?entity }
"""


def near(iri: str, hops: int) -> set[str]:
    return set(nx.single_source_shortest_path_length(WHOLE.to_undirected(as_view=True), iri, hops))


@pytest.mark.parametrize("hops", [0, 1, 2])
def test_around_a_thing_is_what_so_many_drawn_links_lead_to(hops):
    for iri in list(WHOLE)[::6]:
        part = around(BUILT_IN, iri, hops)
        assert set(part) == near(iri, hops)
        for node in part:
            assert part.nodes[node]["labels"] == WHOLE.nodes[node]["labels"]
            assert part.nodes[node]["quote"] == WHOLE.nodes[node]["quote"]
            assert part.nodes[node]["type"] == WHOLE.nodes[node]["type"]


def test_the_links_of_a_part_are_those_of_the_whole_between_its_nodes():
    part = around(BUILT_IN, PYTORCH, 2)
    within = WHOLE.subgraph(part)
    assert set(part.edges(keys=True)) == set(within.edges(keys=True))
    assert all(part.edges[edge]["layer"] == WHOLE.edges[edge]["layer"] for edge in part.edges)


def test_a_store_folder_gives_the_same_part(tmp_path):
    store = ox.Store(str(tmp_path / "store"))
    store.bulk_extend(BUILT_IN.store)
    del store
    part = around(Graph.stored(tmp_path / "store", union=True), PYTORCH, 1)
    assert dict(part.nodes(data=True)) == dict(around(BUILT_IN, PYTORCH, 1).nodes(data=True))


def test_what_is_no_thing_of_a_comparison_is_drawn_with_its_triples():
    part = around(BUILT_IN, VOCABULARY + "Claim", 1)
    assert part.graph["kind"] == "rdf"
    assert VOCABULARY + "Claim" in part


def test_around_any_rdf_follows_links_both_ways_and_no_classes(tmp_path):
    path = tmp_path / "people.ttl"
    path.write_text(
        """@prefix ex: <http://example.org/> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        ex:a a ex:Person ; rdfs:label "A" ; ex:knows ex:b ; ex:has [ rdfs:label "thing" ] .
        ex:b a ex:Person ; ex:age 7 . ex:c a ex:Person ; ex:knows ex:a . ex:d a ex:Person ; ex:knows ex:c .""",
        "utf-8",
    )
    graph = Graph.read([path])
    part = around(graph, "http://example.org/a", 1)
    assert [node for node in part if node.startswith("http")] == [f"http://example.org/{name}" for name in "abc"]
    assert [part.nodes[node]["labels"]["en"] for node in part if node.startswith("_:")] == ["thing"]
    assert [item["value"] for item in part.nodes["http://example.org/b"]["literals"]] == ["7"]
    with pytest.raises(TermError, match="not drawn"):
        around(graph, "http://example.org/nothing", 1)


def test_a_query_chooses_nodes_and_links_and_the_graph_tells_the_rest():
    results = BUILT_IN.query(MENTIONED, union=True)
    triples = {(t.subject.value, t.predicate.value, t.object.value) for t in results}
    part = constructed(BUILT_IN, BUILT_IN.query(MENTIONED, union=True))
    assert {(a, key, b) for a, b, key in part.edges(keys=True)} == triples
    assert set(part) == {end for a, _, b in triples for end in (a, b)}
    assert part.nodes[PYTORCH]["labels"]["en"] == "PyTorch"
    claim = next(a for a, _, _ in triples)
    assert part.nodes[claim]["quote"] == WHOLE.nodes[claim]["quote"]


def test_constructed_links_need_not_be_in_the_graph():
    results = BUILT_IN.query(
        """CONSTRUCT { ?a <http://example.org/with> ?b } WHERE
        { ?claim a cg:Claim ; schema:mentions ?a , ?b FILTER(STR(?a) < STR(?b)) }""",
        union=True,
    )
    part = constructed(BUILT_IN, results)
    assert {key for _, _, key in part.edges(keys=True)} == {"http://example.org/with"}
    assert {part.nodes[node]["kind"] for node in part} == {"entity"}
    assert next(iter(part.edges(data=True)))[2]["words"]["en"] == ("with", "with")


def test_constructed_blank_nodes_and_literals_are_drawn_and_told():
    results = BUILT_IN.query(
        """CONSTRUCT { [] rdfs:label "made"@en ; <http://example.org/of> ?side } WHERE { ?side a cg:Alternative }""",
        union=True,
    )
    part = constructed(BUILT_IN, results)
    assert sorted(part.nodes[node]["labels"]["en"] for node in part if node.startswith("_:")) == ["made", "made"]
    assert part.number_of_edges() == 2


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--around", "PyTorch", "--query", "x.rq"], "choose one of --around and --query"),
        (["--hops", "2"], "--hops goes with --around"),
        (["--query", "missing.rq"], "missing.rq: cannot be read: No such file or directory"),
        (["--query", "claims"], "claims: only a graph can be drawn; use CONSTRUCT { … } WHERE { … } or DESCRIBE"),
        (["--query", "CONSTRUCT { ?s a ?s } WHERE { ?s <http://example.org/none> ?o }"], "the query gives no triples"),
        (["--around", "PyTorhc"], "no thing is called 'PyTorhc'; the nearest are: PyTorch"),
    ],
)
def test_what_cannot_be_drawn_is_told_in_one_line_and_writes_nothing(tmp_path, arguments, message):
    ran = kg("view", *arguments, "-o", tmp_path / "out.html")
    assert ran.code == 2
    assert message in ran.err
    assert ran.err.count("\n") == 1
    assert not list(tmp_path.iterdir())


def test_view_draws_a_part_and_gives_the_same_bytes_again(tmp_path):
    query = tmp_path / "chosen.rq"
    query.write_text(MENTIONED, "utf-8")
    for number, arguments in enumerate((["--around", "PyTorch", "--hops", "2"], ["--query", str(query)])):
        for name in "ab":
            out = tmp_path / f"{number}{name}.html"
            result = CliRunner().invoke(command, [*arguments, "-o", str(out)], catch_exceptions=False)
            assert result.exit_code == 0
        assert (tmp_path / f"{number}a.html").read_bytes() == (tmp_path / f"{number}b.html").read_bytes()
