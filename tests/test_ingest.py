"""``kg ingest`` as a person calls it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command import kg

from kg.document import read_document
from kg.graph import Graph
from kg.resources import resource
from kg.validate import validate
from kg.verify import verify

FIRST = resource("ontology") / "articles" / "open-vs-closed-ai" / "article.html"
KEYS = "id kind side dimension property polarity quote start end raw_start raw_end rule confidence path".split()


def test_the_drafts_of_the_first_article_as_json_with_every_key_and_exact_quotes():
    result = kg("ingest", FIRST, "-f", "json")
    drafts = json.loads(result.out)
    document = read_document(FIRST)
    assert [sum(draft["kind"] == kind for draft in drafts) for kind in ("claim", "example", "cell", "verdict")] == [
        18,
        12,
        6,
        4,
    ]
    for draft in drafts:
        assert list(draft) == [*KEYS, "anchors"]
        assert document.text[draft["start"] : draft["end"]] == draft["quote"]
    assert "开源AI模型" in result.err
    assert "--side" in result.err


def test_the_sides_found_are_told_and_can_be_named_instead(tmp_path: Path):
    article = tmp_path / "a.md"
    article.write_text("# Bikes vs Trams\n## Bikes\n- **Price**: low\n## Trams\n- **Price**: high\n", "utf-8")
    found = json.loads(kg("ingest", article, "-f", "json", "--sides-only").out)
    assert [(side["name"], "Bikes" in side["names"]) for side in found] == [("Bikes", True), ("Trams", False)]
    named = kg("ingest", article, "-f", "json", "--side", "Cycles=Bikes|Cycles", "--side", "Trams")
    assert [draft["side"] for draft in json.loads(named.out)] == ["Cycles", "Trams"]
    assert named.err == ""


def test_an_article_on_standard_input_as_a_table():
    result = kg("ingest", "-", stdin=FIRST.read_text("utf-8"))
    assert "TensorFlow的安全漏洞修复" in result.out


def test_drafts_as_turtle_can_be_asked_like_an_article_and_tell_how_sure_they_are(tmp_path: Path):
    file = tmp_path / "drafts.ttl"
    assert kg("ingest", FIRST, "-f", "turtle", "-o", file).code == 0
    graph = Graph.read([file])
    rows = graph.values(
        """SELECT ?rule ?confidence ?path { ?claim a cg:Claim ; cg:rule ?rule ; cg:confidence ?confidence ;
        cg:path ?path ; cg:hasAlternativeAnchor [] ; cg:hasDimensionAnchor [] ; cg:hasPropertyAnchor [] }"""
    )
    assert len(rows) == 18
    assert {row["confidence"] for row in rows} == {"0.95"}
    assert graph.values("SELECT ?kind { ?layer cg:hasLayerKind ?kind }") == [
        {"kind": "https://w3id.org/claimgraph/ns#Drafted"}
    ]
    assert len(kg("query", "claims", "-g", file, "-f", "csv").out.splitlines()) == 19
    assert validate(graph).results == ()
    assert {result.status for result in verify(graph).results} == {"exact"}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--side", "Tea"], "one side alone compares nothing"),
        (["--side", "=x", "--side", "y"], "no name in --side"),
        (["--side", "Tea", "--side", "Tea"], "one side is given twice"),
        ([], "no two sides found"),
    ],
)
def test_what_cannot_be_drafted_is_said_in_one_line(tmp_path: Path, arguments: list[str], message: str):
    article = tmp_path / "a.md"
    article.write_text("Nothing to compare.\n", "utf-8")
    result = kg("ingest", article, *arguments)
    assert (result.code, result.out) == (2, "")
    assert message in result.err
    assert len(result.err.splitlines()) <= 2
