"""What the page knows of its articles, and where each quote can be read."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from click.testing import CliRunner

from kg.cli.view import command
from kg.errors import SourceError
from kg.graph import Graph
from kg.page.sources import Sources

ARTICLE = "https://w3id.org/claimgraph/article/open-vs-closed-ai"
ADDRESS = "https://example.org/tea.html"


def with_url(*addresses):
    graph = Graph.built_in()
    for address in addresses:
        graph.store.add(
            ox.Quad(
                ox.NamedNode(ARTICLE), ox.NamedNode("https://schema.org/url"), address, ox.NamedNode(ARTICLE + "/said")
            )
        )
    return graph


def test_an_article_is_told_with_its_headline_date_and_language():
    assert Sources(Graph.built_in()).told() == [
        {
            "iri": ARTICLE,
            "text": ARTICLE + "/text",
            "headline": "开源与闭源AI模型的对决：数据隐私、商业应用与社区参与",
            "date": "2024-05-23",
            "language": "zh",
        }
    ]


def test_the_address_is_what_the_graph_says():
    for address in (ox.NamedNode(ADDRESS), ox.Literal(ADDRESS)):
        sources = Sources(with_url(address))
        assert sources.told()[0]["url"] == ADDRESS
        assert sum("fragment" in place for place in sources.places().values()) == len(sources.places())


def test_the_address_given_comes_before_what_the_graph_says():
    assert Sources(with_url(ox.NamedNode(ADDRESS)), "http://localhost:1/a").told()[0]["url"] == "http://localhost:1/a"


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "/tea.html", "https:///x", "http://[x"])
def test_what_is_no_address_of_the_web_is_never_a_link(address):
    assert "url" not in Sources(with_url(ox.Literal(address))).told()[0]
    with pytest.raises(SourceError, match="no address of a web page"):
        Sources(Graph.built_in(), address)


def test_without_the_file_only_what_is_certain_is_named(tmp_path):
    graph = Graph.built_in()
    whole = Sources(graph, ADDRESS).places()
    graph.folders = {}
    found = Sources(graph, ADDRESS).places()
    assert {name for name in found if "fragment" in found[name]} == set(whole)
    claims = [name for name in found if "/claim-" in name]
    assert all(found[name]["fragment"] == whole[name]["fragment"] for name in claims)


def test_view_takes_the_address_of_the_article(tmp_path):
    ran = CliRunner().invoke(command, ["--source", ADDRESS, "-o", str(tmp_path / "out.html")])
    assert ran.exit_code == 0, ran.output
    assert f'"url":"{ADDRESS}"' in (tmp_path / "out.html").read_text("utf-8")


def test_view_refuses_an_address_where_there_is_no_article_for_it(tmp_path):
    path = tmp_path / "a.ttl"
    path.write_text("<https://example.org/a> a <https://example.org/A> .", "utf-8")
    ran = CliRunner().invoke(command, ["-g", str(path), "--source", ADDRESS, "-o", str(tmp_path / "out.html")])
    assert isinstance(ran.exception, SourceError)
    assert "the graph holds no article" in str(ran.exception)
    assert not (tmp_path / "out.html").exists()
