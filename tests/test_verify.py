"""Quotes looked up again, in the article as shipped and in changed copies of it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from command import kg
from hypothesis import example, given
from hypothesis import strategies as st

from kg.document import read_document
from kg.errors import SourceError
from kg.graph import Graph
from kg.resources import resource
from kg.verify import verify

ARTICLE = resource("ontology") / "articles" / "open-vs-closed-ai" / "article.html"
RAW = ARTICLE.read_bytes().decode()
GRAPH = Graph.built_in()
CANONICAL = read_document(ARTICLE).text


def changed(raw: str):
    return verify(GRAPH, read_document("copy.html", raw.encode()))


def test_every_quote_of_the_shipped_article_is_exact_and_every_sentence_anchored() -> None:
    report = verify(GRAPH)
    assert {result.status for result in report.results} == {"exact"}
    assert (report.coverage.sentences, report.coverage.anchored, report.coverage.unanchored) == (103, 103, ())
    for result in report.results:
        assert CANONICAL[result.start : result.end] == result.quote


def test_the_command_reports_as_pinned_and_exits_0() -> None:
    ran = kg("verify", "-f", "json")
    report = json.loads(ran.out)
    assert ran.code == 0
    assert report["checked"] == len(report["results"]) > 300
    assert {"iri", "anchor", "role", "status", "start", "end"} <= set(report["results"][0])
    assert report["coverage"] == {"sentences": 103, "anchored": 103, "unanchored": []}
    roles = {result["role"] for result in report["results"]}
    assert roles == {"quote", "context", "alternative", "dimension", "property", "title", "phrase", "mention"}


@pytest.mark.parametrize(
    "change",
    [
        lambda raw: raw.replace("\n", "\r\n"),
        lambda raw: raw.replace("\n", "\r"),
        lambda raw: re.sub(r"\n +", "\n\t\t", raw),
        lambda raw: re.sub(r"\n +", "\n", raw),
        lambda raw: "\ufeff" + raw,
    ],
    ids=["crlf", "cr", "tabs", "no indent", "byte order mark"],
)
def test_white_space_between_tags_does_not_matter(change, tmp_path: Path) -> None:
    copy = tmp_path / "copy.html"
    copy.write_bytes(change(RAW).encode())
    ran = kg("verify", "--source", copy, "-f", "json")
    assert ran.code == 0
    assert {result["status"] for result in json.loads(ran.out)["results"]} <= {"exact", "moved"}


@given(st.integers(0, len(CANONICAL) - 1))
@example(CANONICAL.index("引言"))
def test_one_changed_character_is_always_found_and_named(position: int) -> None:
    if CANONICAL[position].isspace():
        return
    start, end = read_document(ARTICLE).canonical.raw_range(position, position + 1)
    replacement = "鱼" if CANONICAL[position] != "鱼" else "鸟"
    report = changed(RAW[:start] + replacement + RAW[end:])
    lost = [result for result in report.results if result.status == "missing"]
    assert not report.found()
    assert lost
    for result in lost:
        recorded = re.search(r"anchor-(\d+)-(\d+)$", result.anchor)
        assert recorded
        assert int(recorded[1]) <= position < int(recorded[2]), "only what held the character is lost"
    whole = max(lost, key=lambda result: len(result.quote))
    assert whole.nearest is not None
    assert whole.nearest.start <= position <= whole.nearest.end


def test_a_lost_quote_is_told_with_statement_anchor_and_nearest_passage(tmp_path: Path) -> None:
    copy = tmp_path / "copy.html"
    copy.write_text(RAW.replace("明显优势", "明確优势"), "utf-8")
    ran = kg("verify", "--source", copy)
    assert ran.code == 1
    assert "missing: quote of Data privacy protection" in ran.out
    assert "/anchor-1137-1186>" in ran.out
    assert "具有明確优势" in ran.out
    assert "102 of 103 sentences anchored" in ran.out


def test_words_put_in_before_move_what_follows() -> None:
    report = changed(RAW.replace("<h5 id=", "<p>编者按。</p><h5 id=", 1))
    assert report.found()
    assert not report.found(strict=True)
    assert {result.status for result in report.results} == {"exact", "moved"}
    assert report.coverage.unanchored == ("编者按。",)
    text = read_document("x", RAW.replace("<h5 id=", "<p>编者按。</p><h5 id=", 1).encode()).text
    for result in report.results:
        assert text[result.start : result.end] == result.quote


@pytest.mark.parametrize("position", [28, 152, 682, 1201])
def test_a_character_put_in_beside_a_quote_is_found(position: int, tmp_path: Path) -> None:
    start, _ = read_document(ARTICLE).canonical.raw_range(position, position + 1)
    copy = tmp_path / "copy.html"
    copy.write_text(RAW[:start] + "鱼" + RAW[start:], "utf-8")
    ran = kg("verify", "--source", copy)
    assert ran.code == 1
    assert re.search(r"(more stands here than was quoted|no statement quotes|missing): ", ran.out)
    assert "/anchor-" in ran.out


def test_full_width_forms_count_as_normalised_and_fail_only_when_strict(tmp_path: Path) -> None:
    copy = tmp_path / "copy.html"
    copy.write_text(RAW.replace("GDPR", "ＧＤＰＲ"), "utf-8")
    ran = kg("verify", "--source", copy, "-f", "json")
    statuses = [result["status"] for result in json.loads(ran.out)["results"]]
    assert ran.code == 0
    assert set(statuses) == {"exact", "normalised"}
    assert kg("verify", "--source", copy, "--strict").code == 1


def test_a_repeated_short_quote_is_not_taken_for_another() -> None:
    first = RAW.index("开源AI模型\n")
    report = changed(RAW[:first] + "开源AI模形\n" + RAW[first + 7 :])
    lost = {(result.role, result.quote) for result in report.results if result.status == "missing"}
    assert lost == {("alternative", "开源AI模型"), ("quote", "开源AI模型")}


def test_a_plain_file_is_verified_against_the_text_it_records(tmp_path: Path) -> None:
    file = tmp_path / "all.ttl"
    kg("query", "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }", "-o", file)
    assert kg("verify", "-g", file).code == 0


def test_a_graph_without_anchors_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "tea.ttl"
    file.write_text("<urn:a> <urn:b> <urn:c> .")
    with pytest.raises(SourceError, match="nothing in the graph is anchored"):
        verify(Graph.read([file]))


def test_a_source_that_is_missing_or_in_no_known_encoding_is_one_line(tmp_path: Path) -> None:
    ran = kg("verify", "--source", tmp_path / "none.html")
    assert ran.code == 2
    assert "cannot read the article: No such file or directory" in ran.err
    (tmp_path / "bytes.html").write_bytes(b"\xff\xffabc")
    ran = kg("verify", "--source", tmp_path / "bytes.html")
    assert ran.code == 2
    assert "not UTF-8 at byte 0" in ran.err
    assert len(ran.err.splitlines()) == 1
