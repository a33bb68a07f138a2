"""What is the same in several articles is drawn once, and claims that agree or disagree are linked."""

from __future__ import annotations

import networkx as nx
import pytest
from command import ROOT
from drafted import drafted

from kg.align import Link, aligned_layer, merged, propose, read_things
from kg.assemble import canonical_turtle
from kg.graph import Graph
from kg.network import network
from kg.page.cards import cards
from kg.page.layout import layout

CITO = "http://purl.org/spar/cito/"
ARTICLES = sorted((ROOT / "tests" / "data" / "models").glob("*.md"))


@pytest.fixture(scope="module")
def net(tmp_path_factory: pytest.TempPathFactory) -> nx.MultiDiGraph[str]:
    to = tmp_path_factory.mktemp("articles")
    folders = [drafted(file, to) for file in ARTICLES]
    things = read_things(Graph.read(folders))
    links = [Link(**{**vars(link), "decision": "accept"}) for link in merged(propose(things, 0.9), ())]
    (to / "same").mkdir()
    layer = aligned_layer(links, things, "https://example.org/alignment", "2026-01-01")
    (to / "same" / "aligned.ttl").write_text(canonical_turtle(layer), "utf-8")
    return network(Graph.read([*folders, to / "same"]))


def said(net: nx.MultiDiGraph[str], property: str) -> list[str]:
    """The claims that a link of this kind joins, by their names."""
    label = {iri: node["labels"]["en"] for iri, node in net.nodes(data=True)}
    pairs = [(one, other) for one, other, key in net.edges(keys=True) if key == CITO + property]
    assert all(one.split("/")[-2] != other.split("/")[-2] for one, other in pairs)
    return sorted(
        "/".join(sorted((label[one], label[other]), key=lambda name: (not name.isascii(), name)))
        for one, other in pairs
    )


def test_the_sides_of_three_articles_are_two_with_all_their_names(net: nx.MultiDiGraph[str]) -> None:
    sides = [net.nodes[iri] for iri in net.graph["alternatives"]]
    names = [{*side["labels"].values(), *side["also"]} for side in sides]
    assert sorted(map(sorted, names)) == [["Closed models", "闭源模型"], ["Open models", "开源模型"]]
    assert net.graph["title"] == {"zh": "3 篇文章的比较", "en": "3 articles compared"}


def test_claims_of_several_articles_stand_on_the_side_that_they_are_about(net: nx.MultiDiGraph[str]) -> None:
    claims = [node for _, node in net.nodes(data=True) if node["kind"] == "claim"]
    assert len(claims) == 23
    assert {tuple(node["sides"]) for node in claims} == {(iri,) for iri in net.graph["alternatives"]}


def test_claims_that_agree_or_disagree_are_linked_across_articles_only(net: nx.MultiDiGraph[str]) -> None:
    assert said(net, "disagreesWith") == ["Cost/Cost-effectiveness", "Cost/成本"]
    assert said(net, "agreesWith") == [
        "Cost-effectiveness/成本",
        "Privacy/Privacy",
        "Security risks/安全风险",
        "Stability/稳定性",
        "Support/技术支持",
        "Technical support/技术支持",
        "Transparency/透明性",
        "Vendor lock-in/依赖性",
    ]


def test_each_side_has_a_place_of_its_own_whatever_the_article(net: nx.MultiDiGraph[str]) -> None:
    places = layout(net, cards(net, {})).places
    left, right = (
        [places[iri][0] for iri, node in net.nodes(data=True) if node["kind"] == "claim" and node["sides"] == [side]]
        for side in net.graph["alternatives"]
    )
    assert max(left) < min(right)
