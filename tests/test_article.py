"""The layers of the article that ships: fresh, exact, complete; and decisions that do not fit."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
import yaml

from kg.assemble import Layer, assemble, read_decisions
from kg.document import Document
from kg.errors import DecisionError, SourceError
from kg.graph import Graph
from kg.namespaces import article_iri
from kg.resources import resource
from kg.review import layers, open_folder

ROOT = Path(__file__).parent.parent
FOLDER = resource("ontology") / "articles" / "open-vs-closed-ai"
SCRIPT = ROOT / "scripts" / "make_article.py"
ARTICLE_SHA256 = "2531b0243f50ed4fe0979c8a9ce232d2298bc4c632aaaba9a8a4fcc83ccd17dd"
LAYERS = ("said", "curated", "derived")
CG = "https://w3id.org/claimgraph/ns#"
OPEN, CLOSED = "开源AI模型", "闭源AI模型"


@pytest.fixture(scope="module")
def graph() -> Graph:
    return Graph.built_in()


def values(graph: Graph, query: str) -> list[tuple[str, ...]]:
    """The rows of a query in its order, as plain words, numbers and addresses."""
    return [tuple(term.value for term in row.values()) for row in graph.rows(query)]  # type: ignore[union-attr]


# -- the files


def test_the_article_ships_byte_for_byte():
    assert hashlib.sha256((FOLDER / "article.html").read_bytes()).hexdigest() == ARTICLE_SHA256


def test_the_layers_say_which_file_and_text_they_are_about(graph: Graph, article: Document):
    assert values(graph, "SELECT ?sum { [] schema:encoding [ schema:sha256 ?sum ] }") == [(ARTICLE_SHA256,)]
    rows = values(
        graph,
        "SELECT ?v ?sum ?text { ?t a cg:CanonicalText ; cg:textVersion ?v ; schema:sha256 ?sum ; schema:text ?text }",
    )
    assert rows == [("1", article.canonical.sha256, article.text)]


def test_the_shipped_layers_are_what_the_article_and_the_decisions_give():
    made = layers(open_folder(FOLDER))
    assert sorted(made) == sorted(LAYERS)
    for name in LAYERS:
        assert made[name] == (FOLDER / f"{name}.ttl").read_text("utf-8"), f"{name}.ttl is stale: run make article"


def test_the_layers_are_the_same_bytes_under_another_hash_seed(tmp_path: Path):
    folder = tmp_path / "open-vs-closed-ai"
    folder.mkdir()
    for name in ("article.html", "decisions.yaml"):
        shutil.copy(FOLDER / name, folder)
    environment = {**os.environ, "PYTHONHASHSEED": "4242", "PYTHONPATH": str(ROOT), "LC_ALL": "C"}
    subprocess.run([sys.executable, SCRIPT, folder], env=environment, check=True, timeout=120)
    for name in LAYERS:
        assert (folder / f"{name}.ttl").read_bytes() == (FOLDER / f"{name}.ttl").read_bytes()


def test_every_layer_stands_in_its_own_graph_and_describes_itself(graph: Graph):
    base = article_iri("open-vs-closed-ai")
    rows = graph.query(
        "SELECT ?g ?kind { GRAPH ?g { ?g a cg:Layer ; cg:hasLayerKind ?kind ; prov:wasAttributedTo ?who } }",
        union=False,
    )
    assert {(row["g"].value, row["kind"].value) for row in rows} == {
        (f"{base}/{name}", CG + name.capitalize()) for name in LAYERS
    }


def test_no_triple_stands_in_two_graphs(graph: Graph):
    count = Counter((quad.subject, quad.predicate, quad.object) for quad in graph.store)
    assert [triple for triple, number in count.items() if number > 1] == []


def test_every_name_of_ours_is_ascii(graph: Graph):
    named = {
        term.value
        for quad in graph.store
        for term in (quad.subject, quad.predicate, quad.object)
        if isinstance(term, ox.NamedNode)
    }
    assert all(iri.isascii() for iri in named)
    assert not any(
        isinstance(quad.subject, ox.BlankNode) and quad.graph_name.value.startswith(article_iri(""))
        for quad in graph.store
    )


# -- the anchors

ANCHORS = """
SELECT ?exact ?prefix ?suffix ?start ?end ?rawStart ?rawEnd {
  ?anchor a cg:Anchor ; oa:hasSelector ?quote , ?position ; cg:rawStart ?rawStart ; cg:rawEnd ?rawEnd .
  ?quote a oa:TextQuoteSelector ; oa:exact ?exact ; oa:prefix ?prefix ; oa:suffix ?suffix .
  ?position a oa:TextPositionSelector ; oa:start ?start ; oa:end ?end .
}
"""


def test_every_anchor_finds_its_words_in_the_text_and_in_the_file(graph: Graph, article: Document):
    rows = values(graph, ANCHORS)
    assert len(rows) == len(values(graph, "SELECT ?a { ?a a cg:Anchor }")) > 250
    for exact, prefix, suffix, *numbers in rows:
        start, end, raw_start, raw_end = map(int, numbers)
        assert article.text[start:end] == exact
        assert article.text[max(0, start - 32) : start] == prefix
        assert article.text[end : end + 32] == suffix
        assert article.canonical.raw_range(start, end) == (raw_start, raw_end)
        raw = article.raw[raw_start:raw_end]
        assert (raw[0], raw[-1]) == (exact[0], exact[-1])
        assert "".join(re.sub("<[^>]*>", "", raw).split()) == "".join(exact.split())


def test_every_statement_has_one_quote_and_every_sentence_lies_in_one(graph: Graph, article: Document):
    rows = values(
        graph,
        """SELECT ?statement ?start ?end {
             ?statement cg:rule [] ; (cg:hasQuoteAnchor|cg:hasContextAnchor)/oa:hasSelector ?p .
           ?p oa:start ?start ; oa:end ?end }""",
    )
    ranges = [(int(start), int(end)) for _, start, end in rows]
    for sentence in article.sentences:
        assert any(start <= sentence.start and sentence.end <= end for start, end in ranges), article.quote(sentence)
    counted = values(graph, "SELECT ?s (COUNT(?a) AS ?n) { ?s cg:rule [] ; cg:hasQuoteAnchor ?a } GROUP BY ?s")
    assert {number for _, number in counted} == {"1"}


# -- what the article says

SAID = {
    (OPEN, "数据隐私保护"): ["透明性", "社区审查", "隐私保护创新"],
    (CLOSED, "数据隐私保护"): ["严格的安全规范", "专有技术与专用资源", "合规性"],
    (OPEN, "商业应用"): ["灵活性与可定制性", "成本效益", "快速迭代"],
    (CLOSED, "商业应用"): ["专业支持", "稳定性与可靠性", "完整的生态系统"],
    (OPEN, "社区参与与合作"): ["广泛的协作", "知识共享", "公开的科学研究"],
    (CLOSED, "社区参与与合作"): ["集中化资源", "垂直整合", "强大的市场推广"],
}


def test_the_claims_ascribe_the_properties_that_the_article_names(graph: Graph):
    rows = values(
        graph,
        """SELECT ?side ?dimension ?property {
             ?claim a cg:Claim ; cg:isAbout ?a ; cg:isInDimension ?d ; cg:ascribes ?p ;
               cg:hasQuoteAnchor/oa:hasSelector/oa:start ?at .
             ?a skos:prefLabel ?side . ?d skos:prefLabel ?dimension . ?p skos:prefLabel ?property
             FILTER(LANG(?side) = "zh" && LANG(?dimension) = "zh" && LANG(?property) = "zh")
           } ORDER BY ?at""",
    )
    assert rows == [(side, dimension, words) for (side, dimension), many in SAID.items() for words in many]


def test_each_claim_is_worded_in_both_languages_and_favours_its_side(graph: Graph):
    rows = values(
        graph,
        """SELECT ?claim ?lang ?polarity { ?claim a cg:Claim ; cg:wording ?w ; cg:hasPolarity ?polarity
             BIND(LANG(?w) AS ?lang) }""",
    )
    assert Counter((language, polarity) for _, language, polarity in rows) == {
        ("zh", CG + "Favourable"): 18,
        ("en", CG + "Favourable"): 18,
    }


@pytest.mark.parametrize(("kind", "number"), [("Claim", 18), ("Example", 12), ("Verdict", 4), ("Summary", 6)])
def test_every_statement_is_about_what_the_article_says_it_is(graph: Graph, kind: str, number: int):
    assert len(values(graph, f"SELECT ?s {{ ?s a cg:{kind} }}")) == number
    graphs = graph.query(f"SELECT DISTINCT ?g {{ GRAPH ?g {{ ?s a cg:{kind} }} }}", union=False)
    assert {row["g"].value for row in graphs} == {article_iri("open-vs-closed-ai") + "/said"}


def test_the_front_matter_is_told_of_the_article(graph: Graph):
    rows = values(
        graph,
        """SELECT ?title ?id ?date ?section ?description {
             ?a a schema:BlogPosting ; dcterms:title ?title ; dcterms:identifier ?id ; schema:datePublished ?date ;
                schema:articleSection ?section ; schema:description ?description }""",
    )
    assert rows == [
        (
            "开源与闭源AI模型的对决数据隐私商业应用与社区参与",
            "139142885",
            "2024-05-23T11:28:19+08:00",
            "其他",
            "开源与闭源AI模型各具优势，开源模型在透明性、社区审查、灵活性和",
        )
    ]
    assert sorted(values(graph, "SELECT ?k { ?a a schema:BlogPosting ; schema:keywords ?k }")) == [
        ("开源",),
        ("闭源ai模型是什么意思",),
    ]


def test_the_verdicts_favour_and_blame_as_the_article_does(graph: Graph):
    rows = values(
        graph,
        """SELECT ?dimension ?side ?polarity ?words {
             ?v a cg:Verdict ; cg:isInDimension ?vd ; cg:consistsOf ?a ; cg:hasQuoteAnchor/oa:hasSelector/oa:start ?at .
             ?a cg:isAbout/skos:prefLabel ?side ; cg:isInDimension/skos:prefLabel ?dimension ;
                cg:hasPolarity ?polarity ;
                cg:hasPropertyAnchor/oa:hasSelector ?q . ?q oa:exact ?words . ?vd skos:prefLabel ?dimension .
             ?a cg:hasPropertyAnchor/oa:hasSelector/oa:start ?where
             FILTER(LANG(?side) = "zh" && LANG(?dimension) = "zh") } ORDER BY ?at ?where""",
    )
    good, bad = CG + "Favourable", CG + "Unfavourable"
    assert rows == [
        ("数据隐私保护", OPEN, good, "透明性"),
        ("数据隐私保护", OPEN, good, "社区审查"),
        ("数据隐私保护", CLOSED, good, "资源集中"),
        ("数据隐私保护", CLOSED, good, "合规性"),
        ("商业应用", OPEN, good, "灵活性"),
        ("商业应用", OPEN, good, "成本效益"),
        ("商业应用", CLOSED, good, "专业支持"),
        ("商业应用", CLOSED, good, "稳定性"),
        ("社区参与与合作", OPEN, good, "推动技术的快速发展和创新"),
        ("社区参与与合作", CLOSED, good, "资源整合"),
        ("社区参与与合作", CLOSED, bad, "缺乏开源社区的广泛参与和创新动力"),
    ]


def test_a_verdict_rests_on_a_claim_by_the_text_alone_only_where_the_words_are_the_same(graph: Graph):
    base = article_iri("open-vs-closed-ai")
    query = """SELECT ?words ?property { GRAPH <%s> { ?a cg:restsOn ?claim } GRAPH <%s/said> {
        ?a cg:hasPropertyAnchor/oa:hasSelector/oa:exact ?words .
        ?claim cg:hasPropertyAnchor/oa:hasSelector/oa:exact ?property } }"""
    said, curated = (
        [
            (row["words"].value, row["property"].value)
            for row in graph.query(query % (f"{base}/{name}", base), union=False)
        ]
        for name in ("said", "curated")
    )
    assert said
    assert curated
    assert all(words == name for words, name in said)
    assert all(words != name for words, name in curated)
    assert ("资源集中", "专有技术与专用资源") in curated


# -- entities

ENTITIES = """
TensorFlow PyTorch PySyft OpenMined Google Gmail Google_Photos Google_Search Apple Siri Hugging_Face Transformers BERT
Elasticsearch Uber Shopify Microsoft Azure Amazon AWS IBM Watson Nestlé General_Electric SciPy pandas QuantConnect
OpenAI GPT-3 Differential_privacy Federated_learning End-to-end_encryption GDPR
""".split()


def test_there_are_thirty_three_entities_to_look_for():
    assert len(ENTITIES) == 33


@pytest.mark.parametrize("name", ENTITIES)
def test_an_entity_has_a_type_of_its_own_and_a_label_in_both_languages(graph: Graph, name: str):
    rows = values(
        graph,
        f"""SELECT ?type ?zh {{
              ?e a cg:Entity , ?type ; skos:prefLabel {ox.Literal(name.replace("_", " "), language="en")} , ?zh ;
                 skos:note ?note .
              ?type rdfs:subClassOf+ cg:Entity FILTER(LANG(?zh) = "zh" && LANG(?note) = "en")
            }}""",
    )
    assert len(rows) == 1
    assert rows[0][1]


def test_entities_are_of_the_kind_that_a_reader_knows_them_as(graph: Graph):
    query = """SELECT ?label ?kind { ?e a ?type ; skos:prefLabel ?label . ?type rdfs:subClassOf+ cg:Entity
               FILTER(LANG(?label) = "en") BIND(STRAFTER(STR(?type), "#") AS ?kind) }"""
    kinds = dict(values(graph, query))  # type: ignore[arg-type]
    assert {
        name: kinds[name] for name in ("BERT", "Elasticsearch", "Uber", "GDPR", "Differential privacy", "SciPy", "AWS")
    } == {
        "BERT": "LanguageModel",
        "Elasticsearch": "SearchEngine",
        "Uber": "Company",
        "GDPR": "Regulation",
        "Differential privacy": "Technique",
        "SciPy": "SoftwareLibrary",
        "AWS": "CloudPlatform",
    }


def test_every_mention_stands_inside_its_statement_and_is_a_name_of_its_entity(graph: Graph):
    rows = values(
        graph,
        """SELECT ?words ?inside { ?m a cg:Mention ; cg:occursIn ?s ; cg:hasMentionAnchor ?a .
             ?a oa:hasSelector [ oa:exact ?words ] , [ oa:start ?from ; oa:end ?to ] .
             ?s cg:hasQuoteAnchor/oa:hasSelector [ oa:start ?first ; oa:end ?last ] .
             BIND(?first <= ?from && ?to <= ?last AS ?inside) }""",
    )
    assert {inside for _, inside in rows} == {"true"}
    assert {"Google Search", "谷歌", "Apple", "苹果", "差分隐私", "Differential Privacy", "GPT-3"} <= {
        words for words, _ in rows
    }
    labels = values(
        graph,
        """SELECT ?words { ?m cg:refersTo ?e ; cg:hasMentionAnchor/oa:hasSelector/oa:exact ?words
        FILTER NOT EXISTS { ?e skos:prefLabel|skos:altLabel ?label FILTER(STR(?label) = ?words) } }""",
    )
    assert labels == []


# -- what follows


@pytest.mark.parametrize("side", [OPEN, CLOSED])
def test_each_side_has_its_nine_advantages(graph: Graph, side: str):
    rows = values(
        graph,
        f"""SELECT ?p {{ ?a skos:prefLabel "{side}"@zh ; cg:hasAdvantage/skos:prefLabel ?p
             FILTER(LANG(?p) = "zh") }}""",
    )
    assert sorted(words for (words,) in rows) == sorted(w for (s, _), many in SAID.items() for w in many if s == side)


@pytest.mark.parametrize(
    ("words", "entities"),
    [
        ("社区审查", {"PyTorch", "TensorFlow"}),
        ("专业支持", {"AWS", "Azure"}),
        ("完整的生态系统", {"Watson"}),
        ("垂直整合", {"BERT", "GPT-3"}),
    ],
)
def test_a_property_is_illustrated_by_what_the_article_presents_for_it(graph: Graph, words: str, entities: set[str]):
    rows = values(
        graph,
        f"""SELECT DISTINCT ?e {{ [] skos:prefLabel "{words}"@zh ; cg:isIllustratedBy/cg:presents/skos:prefLabel ?e
            FILTER(LANG(?e) = "en") }}""",
    )
    assert entities <= {name for (name,) in rows}


def test_the_derived_layer_holds_links_and_nothing_that_was_said(graph: Graph):
    base = article_iri("open-vs-closed-ai")
    predicates = graph.query(
        f"SELECT DISTINCT ?p {{ GRAPH <{base}/derived> {{ ?s ?p ?o FILTER(?s != <{base}/derived>) }} }}", union=False
    )
    names = {row["p"].value.rsplit("/", 1)[-1].rsplit("#", 1)[-1] for row in predicates}
    assert {"hasAdvantage", "isIllustratedBy", "presents", "mentions"} <= names
    assert not names & {"prefLabel", "hasQuoteAnchor", "wording", "isAbout"}


# -- decisions that do not fit


def made(folder: Path) -> dict[str, Layer]:
    """The said and curated layers of a folder."""
    found = open_folder(folder)
    return assemble(found.document, found.sides, found.drafts, read_decisions(found.decisions_file))


@pytest.fixture
def decide(tmp_path: Path) -> Callable[[Callable[[dict[str, Any]], Any]], dict[str, Layer]]:
    """Assemble a copy of the article with changed decisions."""
    folder = tmp_path / "open-vs-closed-ai"
    folder.mkdir()
    shutil.copy(FOLDER / "article.html", folder)

    def changed(change: Callable[[dict[str, Any]], Any]) -> dict[str, Layer]:
        decisions = yaml.safe_load((FOLDER / "decisions.yaml").read_text("utf-8"))
        change(decisions)
        (folder / "decisions.yaml").write_text(yaml.safe_dump(decisions, allow_unicode=True), "utf-8")
        return made(folder)

    return changed


def verdict(decisions: dict[str, Any]) -> dict[str, Any]:
    return decisions["verdicts"]["数据隐私保护"]["assessments"][2]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda d: d["claims"].update(速度=d["claims"]["透明性"]), "'速度' under 'claims' is not in the article"),
        (
            lambda d: d["examples"].update(Excel=d["examples"]["IBM Watson"]),
            "'Excel' under 'examples' is not in the article",
        ),
        (
            lambda d: d["verdicts"].update(速度=d["verdicts"]["商业应用"]),
            "'速度' under 'verdicts' is not in the article",
        ),
        (lambda d: d["claims"].pop("透明性"), "nothing is decided about '透明性' under 'claims'"),
        (lambda d: d["dimensions"].pop("商业应用"), "nothing is decided about '商业应用' under 'dimensions'"),
        (lambda d: d["summaries"].pop(), f"0 decisions on the summary of {CLOSED} in 社区参与与合作"),
        (lambda d: verdict(d).update(words="模型"), "'模型' stands 2 times in '综上所述"),
        (lambda d: verdict(d).update(words="速度"), "'速度' stands 0 times in '综上所述"),
        (lambda d: verdict(d).update(claim="速度"), f"no claim '速度' about {CLOSED} in 数据隐私保护"),
        (
            lambda d: d["examples"]["IBM Watson"].update(supports=["速度"]),
            f"no claim '速度' about {CLOSED} in 商业应用",
        ),
        (
            lambda d: d["claims"]["社区审查"].update(instance="例如，某公司"),
            "'例如，某公司' stands 0 times in '开源模型依赖",
        ),
        (
            lambda d: d["entities"].update(excel={**d["entities"]["ibm"], "names": ["Excel"]}),
            "the entity 'excel' is named in no statement",
        ),
        (
            lambda d: d["examples"]["IBM Watson"].update(presents=["uber"]),
            "'uber' has a role in a statement that does not name it",
        ),
        (lambda d: d["examples"]["IBM Watson"].update(roles={"ibm": {"developer": "excel"}}), "no entity 'excel'"),
        (lambda d: d["framing"].pop("引言"), "no English wording for the framing passage '引言'"),
    ],
)
def test_a_decision_that_does_not_fit_the_article_is_refused_with_its_words(decide, change, message: str):
    with pytest.raises(DecisionError) as caught:
        decide(change)
    assert message in str(caught.value)
    assert "decisions.yaml: " in str(caught.value)
    assert "\n" not in str(caught.value)


def test_decisions_that_are_missing_or_broken_are_told_in_one_line(tmp_path: Path):
    with pytest.raises(SourceError, match=r"no article folder; kg ingest ARTICLE --out FOLDER makes one"):
        made(tmp_path)
    shutil.copy(FOLDER / "article.html", tmp_path)
    with pytest.raises(DecisionError, match=r"decisions\.yaml: cannot read the decisions"):
        made(tmp_path)
    (tmp_path / "decisions.yaml").write_text("claims: [", "utf-8")
    with pytest.raises(DecisionError) as caught:
        made(tmp_path)
    assert "\n" not in str(caught.value)


def test_a_changed_wording_changes_the_curated_layer_and_not_the_said_one(decide):
    plain = decide(lambda d: None)
    other = decide(lambda d: d["claims"]["透明性"]["wording"].update(en="Anyone can look."))
    assert set(plain["said"]) == set(other["said"])
    added = {triple.object.value for triple in set(other["curated"]) - set(plain["curated"])}
    assert added == {"Anyone can look."}
