from __future__ import annotations

from pathlib import Path

import pytest

from kg.graph import Graph
from kg.network import MENTIONS, RESTS_ON, network

BASE = "https://w3id.org/claimgraph/article/open-vs-closed-ai/"
CG = "https://w3id.org/claimgraph/ns#"
SUPPORTS = "http://purl.org/spar/cito/supports"
OPEN, CLOSED = "开源AI模型", "闭源AI模型"


@pytest.fixture(scope="module")
def built_in():
    return network(Graph.built_in())


def named(net, kind, label, language="zh"):
    (found,) = [iri for iri, node in net.nodes(data=True) if node["kind"] == kind and node["labels"][language] == label]
    return found


def labels(net, iris, language="zh"):
    return [net.nodes[iri]["labels"][language] for iri in iris]


def read(tmp_path: Path, turtle: str) -> Graph:
    path = tmp_path / "graph.ttl"
    path.write_text(turtle, "utf-8")
    return Graph.read([path])


def test_every_claim_example_verdict_summary_and_entity_of_the_article_is_a_node(built_in):
    kinds = [node["kind"] for _, node in built_in.nodes(data=True)]
    expected = {"alternative": 2, "dimension": 3, "claim": 18, "example": 12, "verdict": 4, "summary": 6, "entity": 33}
    assert {kind: kinds.count(kind) for kind in sorted(set(kinds))} == dict(sorted(expected.items()))


def test_sides_and_dimensions_come_in_the_order_of_the_article(built_in):
    assert labels(built_in, built_in.graph["alternatives"]) == [OPEN, CLOSED]
    assert labels(built_in, built_in.graph["dimensions"]) == ["数据隐私保护", "商业应用", "社区参与与合作"]
    assert labels(built_in, built_in.graph["dimensions"], "en")[1] == "Commercial use"


def test_a_claim_is_named_by_its_property_and_knows_its_quote_in_its_passage(built_in):
    claim = built_in.nodes[named(built_in, "claim", "专业支持")]
    assert claim["labels"]["en"] == "Professional support"
    assert labels(built_in, claim["sides"]) == [CLOSED]
    assert labels(built_in, [claim["dimension"]]) == ["商业应用"]
    assert claim["polarity"] == "+"
    assert claim["context"] == "专业支持：" + claim["quote"]
    assert claim["end"] - claim["start"] == len(claim["quote"])
    assert claim["start"] - claim["context_start"] == len("专业支持：")
    assert claim["wording"]["zh"].startswith("闭源AI模型背后通常是大型科技公司")


def test_wording_in_one_language_does_not_stand_in_for_the_other(built_in):
    example = built_in.nodes[named(built_in, "example", "OpenAI的GPT-3")]
    assert example["labels"]["en"] == "GPT-3 of OpenAI"
    assert set(example["wording"]) == {"en"}


def test_an_entity_has_its_most_specific_type_its_other_names_and_the_sides_that_name_it(built_in):
    uber = built_in.nodes[BASE + "entity-uber"]
    assert (uber["type"], uber["type_labels"]) == (CG + "Company", {"zh": "公司", "en": "Company"})
    assert uber["classes"][:3] == [CG + "Company", CG + "Organization", CG + "Entity"]
    assert uber["note"]["en"] == "A company for rides and deliveries."
    assert labels(built_in, uber["sides"]) == [OPEN, CLOSED]
    assert "General Data Protection Regulation" in built_in.nodes[BASE + "entity-gdpr"]["also"]
    shared = [iri for iri, node in built_in.nodes(data=True) if node["kind"] == "entity" and len(node["sides"]) > 1]
    assert sorted(labels(built_in, shared, "en")) == ["BERT", "Differential privacy", "Google", "Uber"]


def test_mentions_are_links_with_words_in_both_directions_and_the_places_in_the_text(built_in):
    claim, entity = named(built_in, "claim", "合规性"), BASE + "entity-gdpr"
    link = built_in.edges[claim, entity, MENTIONS]
    assert link["words"] == {"zh": ("提到", "被提到于"), "en": ("mentions", "is mentioned in")}
    assert link["layer"] == "derived"
    node = built_in.nodes[claim]
    (start, end) = link["places"][0]
    assert node["quote"][start - node["start"] : end - node["start"]] == "GDPR"


def test_a_verdict_rests_on_the_claims_that_its_assessments_take_up(built_in):
    verdict = named(
        built_in,
        "verdict",
        "因此，开源模型在灵活性和成本效益方面表现优异，而闭源模型则在专业支持和稳定性方面更胜一筹。",
    )
    claims = {target for _, target, key in built_in.out_edges(verdict, keys=True) if key == RESTS_ON}
    assert sorted(labels(built_in, claims)) == sorted(["灵活性与可定制性", "成本效益", "专业支持", "稳定性与可靠性"])
    assert built_in.edges[verdict, named(built_in, "claim", "专业支持"), RESTS_ON]["layer"] == "said"
    assert built_in.edges[verdict, named(built_in, "claim", "灵活性与可定制性"), RESTS_ON]["layer"] == "curated"
    assert [item["words"]["en"] for item in built_in.nodes[verdict]["assessments"]][:2] == [
        "flexibility",
        "cost-effectiveness",
    ]


def test_an_assessment_that_no_claim_stands_for_keeps_its_words_and_its_blame(built_in):
    (blame,) = [
        item for _, node in built_in.nodes(data=True) for item in node["assessments"] if item["polarity"] == "-"
    ]
    assert blame["words"]["zh"] == "缺乏开源社区的广泛参与和创新动力"
    assert blame["claim"] is None


def test_links_between_entities_are_said_in_words(built_in):
    words = {
        (built_in.nodes[a]["labels"]["en"], data["words"]["en"][0], built_in.nodes[b]["labels"]["en"])
        for a, b, data in built_in.edges(data=True)
        if built_in.nodes[a]["kind"] == built_in.nodes[b]["kind"] == "entity"
    }
    assert ("PySyft", "is based on", "PyTorch") in words
    assert ("Watson", "is developed by", "IBM") in words


def test_an_example_supports_claims_in_the_layer_that_says_so(built_in):
    layers = {data["layer"] for _, _, key, data in built_in.edges(keys=True, data=True) if key == SUPPORTS}
    assert layers == {"said", "curated"}


def test_any_rdf_becomes_resources_with_labels_types_and_literals_told_not_drawn(tmp_path):
    net = network(
        read(
            tmp_path,
            """@prefix ex: <http://example.org/> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
            @prefix foaf: <http://xmlns.com/foaf/0.1/> .
            ex:knows rdfs:label "knows"@en, "认识"@zh .
            ex:Person rdfs:label "Person" .
            ex:ann a ex:Person ; rdfs:label "Ann"@en, "安"@zh ; ex:age 7 ; ex:knows ex:bob%20b , [ foaf:name "Cy" ] .
            """,
        )
    )
    assert net.graph["kind"] == "rdf"
    assert net.graph["title"]["en"] == "graph.ttl"
    ann = net.nodes["http://example.org/ann"]
    assert ann["labels"] == {"zh": "安", "en": "Ann"}
    assert ann["type_labels"]["en"] == "Person"
    assert ("age", "7") in [(item["words"]["en"][0], item["value"]) for item in ann["literals"]]
    assert net.nodes["http://example.org/bob%20b"]["labels"]["en"] == "bob b"
    assert net.edges["http://example.org/ann", "http://example.org/bob%20b", "http://example.org/knows"]["words"] == {
        "zh": ("认识", "认识"),
        "en": ("knows", "knows"),
    }
    (blank,) = [iri for iri in net if iri.startswith("_:")]
    assert net.nodes[blank]["labels"] == {"zh": "Cy", "en": "Cy"}


def test_blank_nodes_have_the_same_ids_whenever_the_file_is_read(tmp_path):
    turtle = "@prefix ex: <http://example.org/> . ex:a ex:p [ ex:q 1 ], [ ex:q 2 ; ex:r [ ex:q 3 ] ] ."
    first, second = (network(read(tmp_path, turtle)) for _ in range(2))
    assert list(first.edges(keys=True)) == list(second.edges(keys=True))
    assert len([iri for iri in first if iri.startswith("_:")]) == 3


def test_a_mention_without_the_derived_link_makes_the_link(tmp_path):
    net = network(
        read(
            tmp_path,
            f"""@prefix cg: <{CG}> . @prefix ex: <http://example.org/> .
            ex:c a cg:Claim ; cg:isAbout ex:s . ex:s a cg:Alternative .
            ex:m a cg:Mention ; cg:occursIn ex:c ; cg:refersTo ex:e .""",
        )
    )
    assert net.nodes["http://example.org/e"]["kind"] == "entity"
    assert net.nodes["http://example.org/e"]["sides"] == ["http://example.org/s"]
    assert net.has_edge("http://example.org/c", "http://example.org/e", MENTIONS)


def test_an_empty_graph_gives_an_empty_network(tmp_path):
    assert len(network(read(tmp_path, ""))) == 0
