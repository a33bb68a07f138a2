"""The command line as a user meets it: answers, formats, errors and exit codes."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pyoxigraph as ox
import pytest
from command import kg
from rdflib import Graph as RdfGraph

from kg.cli import COMMANDS

CLAIMS = "SELECT ?c WHERE { ?c a cg:Claim } ORDER BY ?c LIMIT 2"
TEA = """@prefix : <http://example.org/> . :tea :tastes "good"@en ; :with :milk . :milk :tastes "fine"@en ."""


@pytest.fixture
def tea(tmp_path: Path) -> Path:
    file = tmp_path / "tea.ttl"
    file.write_text(TEA, "utf-8")
    return file


def one_line(text: str) -> str:
    assert len(text.splitlines()) == 1, text
    assert "Traceback" not in text
    return text.strip()


# -- kg itself


def test_help_lists_every_command_and_each_shows_an_example() -> None:
    listing = kg("--help").out
    for name, summary in COMMANDS.items():
        assert f"{name} " in listing
        assert summary in listing
        assert "Example:" in kg(name, "--help").out


def test_version_is_the_one_of_the_package() -> None:
    from kg import __version__

    assert kg("--version").out == f"kg (claimgraph) {__version__}\n"


def test_an_unknown_command_or_option_is_one_line_and_exit_2() -> None:
    ran = kg("compere")
    assert ran.code == 2
    assert "did you mean compare?" in one_line(ran.err)
    ran = kg("info", "--nonsense")
    assert ran.code == 2
    assert "--nonsense" in one_line(ran.err)


# -- sources


def test_the_catalogue_is_listed_in_the_language_of_the_locale() -> None:
    assert "文章在每个维度上对每一方有哪些主张？" in kg("query", LC_ALL="zh_CN.UTF-8").out
    assert "What does the article claim" in kg("query", LC_ALL="C").out


def test_a_file_given_with_g_takes_the_place_of_the_built_in_article(tea: Path) -> None:
    ran = kg("query", "SELECT ?o { ?s <http://example.org/tastes> ?o } ORDER BY ?o", "-g", tea, "-f", "csv")
    assert ran.out == "o\r\nfine\r\ngood\r\n"
    assert kg("query", "ASK { ?c a cg:Claim }", "-g", tea).code == 1


def test_the_prefixes_of_a_file_serve_in_queries_and_tables(tmp_path: Path) -> None:
    file = tmp_path / "drinks.ttl"
    file.write_text(
        "@prefix drink: <http://example.org/drinks#> .\n@prefix schema: <http://schema.org/> .\n"
        "drink:tea a drink:Hot ; schema:name 'Tea' ."
    )
    assert (
        kg("query", "SELECT ?d { ?d a drink:Hot ; schema:name ?n }", "-g", file).out.splitlines()[2] == "drink:tea Tea"
    )
    xml = tmp_path / "drinks.rdf"
    kg("query", "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }", "-g", file, "-f", "xml", "-o", xml)
    assert kg("query", "ASK { ?d schema:name 'Tea' }", "-g", xml).code == 0


def test_an_empty_file_is_an_empty_graph(tmp_path: Path) -> None:
    empty = tmp_path / "empty.ttl"
    empty.write_text("")
    ran = kg("query", "SELECT * { ?s ?p ?o }", "-g", empty)
    assert (ran.code, ran.err) == (0, "no rows\n")


def test_several_sources_are_read_together(tea: Path, tmp_path: Path) -> None:
    other = tmp_path / "more.nt"
    other.write_text('<http://example.org/milk> <http://example.org/from> "cows" .\n')
    query = "ASK { ?tea <http://example.org/with> ?milk . ?milk <http://example.org/from> ?cows }"
    assert kg("query", query, "-g", tea, "-g", other).code == 0


def test_files_keep_their_named_graphs_apart_unless_union_is_asked_for(tmp_path: Path) -> None:
    file = tmp_path / "two.nq"
    file.write_text("<urn:a> <urn:p> <urn:b> <urn:g> .\n")
    assert kg("query", "ASK { ?s ?p ?o }", "-g", file).code == 1
    assert kg("query", "ASK { ?s ?p ?o }", "-g", file, "--union").code == 0
    assert kg("query", "ASK { GRAPH <urn:g> { ?s ?p ?o } }", "-g", file).code == 0


def test_an_article_folder_answers_like_the_built_in_article_even_under_another_name(tmp_path: Path) -> None:
    from shutil import copytree

    from kg.resources import resource

    copy = tmp_path / "another name"
    copytree(resource("ontology") / "articles" / "open-vs-closed-ai", copy)
    assert kg("query", "claims", "-f", "json", "-g", copy).out == kg("query", "claims", "-f", "json").out
    graphs = kg("query", "SELECT DISTINCT ?g { GRAPH ?g { ?s a cg:Layer } } ORDER BY ?g", "-f", "csv", "-g", copy).out
    assert [line.rpartition("/")[2] for line in graphs.split()[1:]] == ["curated", "derived", "said"]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("broken.ttl", "<a> <b> ", r"broken\.ttl:1: broken Turtle"),
        ("what.xyz", "", r"tells no RDF format; known are \.ttl"),
        ("what.ttl.gz", "not gzip", "cannot be read: Not a gzipped file"),
    ],
)
def test_a_bad_source_is_told_in_one_line(tmp_path: Path, name: str, content: str, message: str) -> None:
    (tmp_path / name).write_text(content)
    ran = kg("info", "-g", tmp_path / name)
    assert ran.code == 2
    assert re.search(message, one_line(ran.err))


def test_a_missing_source_or_a_folder_that_is_no_article_is_told_in_one_line(tmp_path: Path) -> None:
    assert "No such file" in one_line(kg("info", "-g", tmp_path / "none.ttl").err)
    assert "no article folder" in one_line(kg("info", "-g", tmp_path).err)


# -- kg query


def test_a_query_is_read_from_text_a_file_and_standard_input_alike(tmp_path: Path) -> None:
    file = tmp_path / "mine.rq"
    file.write_text(CLAIMS)
    spoken = kg("query", CLAIMS, "-f", "csv").out
    assert len(spoken.splitlines()) == 3
    assert kg("query", file, "-f", "csv").out == spoken
    assert kg("query", "-", "-f", "csv", stdin=CLAIMS).out == spoken


def test_select_is_answered_in_every_format() -> None:
    query = 'SELECT ?a ?b { VALUES (?a ?b) { ("甲|乙"@zh 1) (<urn:x> UNDEF) } }'
    outputs = {form: kg("query", query, "-f", form).out for form in ("table", "csv", "tsv", "json", "xml", "markdown")}
    assert outputs["csv"] == "a,b\r\n甲|乙,1\r\nurn:x,\r\n"
    assert outputs["tsv"] == '?a\t?b\n"甲|乙"@zh\t1\n<urn:x>\t\n'
    assert outputs["markdown"] == "| a | b |\n| --- | --- |\n| 甲\\|乙 | 1 |\n| &lt;urn:x> |  |\n"
    assert outputs["table"].splitlines()[2:] == ["甲|乙    1", "<urn:x>"]
    bindings = json.loads(outputs["json"])["results"]["bindings"]
    assert bindings[0]["a"] == {"type": "literal", "value": "甲|乙", "xml:lang": "zh"}
    assert bindings[1] == {"a": {"type": "uri", "value": "urn:x"}}
    parsed = ox.parse_query_results(outputs["xml"], format=ox.QueryResultsFormat.XML)
    assert isinstance(parsed, ox.QuerySolutions)
    assert next(parsed)["b"] == ox.Literal(1)


@pytest.mark.parametrize("form", ["turtle", "ntriples", "nquads", "trig", "jsonld"])
def test_construct_is_answered_in_every_format(form: str) -> None:
    ran = kg("query", "CONSTRUCT { ?c cg:ascribes ?p } { ?c cg:ascribes ?p }", "-f", form)
    names = {"ntriples": "nt", "jsonld": "json-ld"}
    from rdflib import Dataset

    data = Dataset(default_union=True) if form in {"nquads", "trig"} else RdfGraph()
    data.parse(data=ran.out, format=names.get(form, form))
    assert len(set(data.triples((None, None, None)))) == 18


def test_construct_writes_turtle_by_default_with_the_usual_prefixes() -> None:
    ran = kg("query", "CONSTRUCT { ?c a cg:Claim } { ?c a cg:Claim }")
    assert "@prefix ovc: <https://w3id.org/claimgraph/article/open-vs-closed-ai/>" in ran.out
    assert "ovc:claim-" in ran.out


def test_ask_prints_its_answer_and_a_false_one_exits_with_1() -> None:
    assert (kg("query", "ASK { ?c a cg:Claim }").out, kg("query", "ASK { ?c a cg:Claim }").code) == ("true\n", 0)
    assert (kg("query", "ASK { ?c a cg:Nothing }").out, kg("query", "ASK { ?c a cg:Nothing }").code) == ("false\n", 1)
    assert json.loads(kg("query", "ASK { ?c a cg:Claim }", "-f", "json").out)["boolean"] is True


def test_a_format_that_does_not_fit_the_query_is_refused() -> None:
    assert "use turtle" in one_line(kg("query", "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }", "-f", "csv").err)
    assert "use table" in one_line(kg("query", CLAIMS, "-f", "turtle").err)


def test_no_rows_is_success_with_a_word_on_standard_error() -> None:
    ran = kg("query", "SELECT ?x { ?x a cg:Nothing }")
    assert (ran.code, ran.err) == (0, "no rows\n")


def test_a_syntax_error_shows_place_line_and_caret_in_short() -> None:
    ran = kg("query", "SELECT ?x\nWHERE { ?x 差 ?y }")
    first, source, caret = ran.err.splitlines()
    assert ran.code == 2
    assert re.match(r"kg: query:2:\d+: ", first)
    assert len(first) < 160
    assert source == "  WHERE { ?x 差 ?y }"
    assert caret.strip() == "^"


def test_the_caret_stands_under_the_column_behind_wide_characters() -> None:
    ran = kg("query", 'SELECT ?x { ?x ?y "数据隐私" FILTR }')
    _, source, caret = ran.err.splitlines()
    from wcwidth import wcswidth

    column = int(re.search(r"query:1:(\d+)", ran.err)[1])  # type: ignore[index]
    assert len(caret) - 1 == wcswidth(source[: column + 1])


def test_an_unknown_stored_query_is_answered_with_suggestions() -> None:
    ran = kg("query", "unsuported-claims")
    assert ran.code == 2
    assert "did you mean unsupported-claims" in one_line(ran.err)


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("SELECT * { SERVICE <http://localhost:1/> { ?s ?p ?o } }", "--allow-service"),
        ("DELETE WHERE { ?s ?p ?o }", "this is an update"),
        ("LOAD <http://localhost:1/>", "this is an update"),
    ],
)
def test_what_would_reach_out_or_change_data_is_refused(query: str, message: str) -> None:
    ran = kg("query", query)
    assert ran.code == 2
    assert message in one_line(ran.err)


def test_a_silent_service_is_asked_nothing_and_yields_nothing() -> None:
    query = "SELECT ?c ?x { ?c a cg:Dimension SERVICE SILENT <http://localhost:1/sparql> { ?c ?p ?x } }"
    ran = kg("query", query, "-f", "csv")
    assert ran.code == 0
    assert ran.err == "SERVICE SILENT is not asked; allow it with --allow-service\n"
    assert [line.endswith(",") for line in ran.out.split()[1:]] == [True, True, True]
    both = query.replace("SERVICE SILENT", "SERVICE <http://localhost:1/> {} SERVICE SILENT")
    assert kg("query", both).code == 2


def test_a_resource_called_service_is_no_service() -> None:
    assert kg("query", 'SELECT * { ?service a cg:Service FILTER(STR(?service) != "SERVICE") } # SERVICE').code == 0


def test_show_prints_the_query_with_its_parameters_bound_and_runs_nothing() -> None:
    shown = kg("query", "claims", "-p", "alternative=closed", "--lang", "zh", "--show").out
    assert '("zh" <https://w3id.org/claimgraph/article/open-vs-closed-ai/alternative-' in shown
    assert (
        kg("query", "-", "-f", "csv", stdin=shown).out
        == kg("query", "claims", "-p", "alternative=closed", "--lang", "zh", "-f", "csv").out
    )


def test_cite_adds_quote_offsets_and_article() -> None:
    ran = kg("query", "SELECT ?c ?n { ?c a cg:Claim BIND(1 AS ?n) } LIMIT 1", "--cite", "-f", "csv")
    names, row = csv.reader(io.StringIO(ran.out))
    assert names == ["c", "n", "cited_quote", "cited_start", "cited_end", "cited_article"]
    assert int(row[4]) - int(row[3]) == len(row[2])
    assert row[5] == "https://w3id.org/claimgraph/article/open-vs-closed-ai"


def test_the_timeout_ends_a_long_query_with_one_line() -> None:
    query = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    ran = kg("query", query, "--timeout", "0.5")
    assert ran.code == 2
    assert "took longer than 0.5 s" in one_line(ran.err)


def test_an_interrupt_ends_a_long_query_with_130_and_leaves_no_file(tmp_path: Path) -> None:
    import os
    import signal
    import subprocess
    import sys
    import time

    from command import ROOT

    query = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    process = subprocess.Popen(
        [sys.executable, "-m", "kg", "query", query, "-f", "csv", "-o", tmp_path / "out.csv"],
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    time.sleep(1.5)
    process.send_signal(signal.SIGINT)
    assert process.wait(3) == 130
    assert process.stderr is not None
    assert process.stderr.read() == b""
    assert not list(tmp_path.iterdir())


def test_output_goes_to_a_file_whole_or_not_at_all(tmp_path: Path) -> None:
    file = tmp_path / "answer.csv"
    file.write_text("old")
    assert kg("query", "SELECT ?x { BAD }", "-f", "csv", "-o", file).code == 2
    assert file.read_text() == "old"
    assert kg("query", CLAIMS, "-f", "csv", "-o", file).code == 0
    assert file.read_text().startswith("c\n")
    assert list(tmp_path.iterdir()) == [file]
    assert "cannot be written" in one_line(kg("info", "-o", tmp_path / "no" / "where").err)


def test_output_follows_links_and_never_replaces_a_device(tmp_path: Path) -> None:
    import os
    import stat

    file, link = tmp_path / "file.csv", tmp_path / "link.csv"
    file.write_text("old")
    link.symlink_to(file)
    assert kg("query", CLAIMS, "-f", "csv", "-o", link).code == 0
    assert link.is_symlink()
    assert file.read_text().startswith("c\n")
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    assert kg("query", CLAIMS, "-f", "csv", "-o", pipe).code == 0
    assert os.read(reader, 2) in {b"c\r", b"c\n"}
    os.close(reader)
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_a_closed_pipe_is_silent() -> None:
    import os
    import subprocess
    import sys

    from command import ROOT

    command = f"{sys.executable} -m kg query 'SELECT * {{ ?a ?b ?c . ?d ?e ?f }} LIMIT 200000' -f tsv | head -n 1"
    done = subprocess.run(
        command, shell=True, capture_output=True, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False
    )
    assert done.stdout.startswith(b"?a")
    assert done.stderr == b""


def test_chinese_columns_line_up() -> None:
    from wcwidth import wcswidth

    header, rule, *lines = kg("query", "both-sides", "--lang", "zh").out.splitlines()
    start = wcswidth(header[: header.index("type")])
    for line in lines:
        before = line[: line.index("cg:")]
        assert wcswidth(before) == start
    assert set(rule) <= {"─", " "}


def test_advantages_of_each_side_are_plain_triples() -> None:
    query = """SELECT ?side (COUNT(DISTINCT ?property) AS ?n) (COUNT(DISTINCT ?illustrated) AS ?m) {
      ?side cg:hasAdvantage ?property
      OPTIONAL { ?property cg:isIllustratedBy ?illustration BIND(?property AS ?illustrated) }
    } GROUP BY ?side"""
    rows = list(csv.reader(io.StringIO(kg("query", query, "-f", "csv").out)))[1:]
    assert sorted(row[1:] for row in rows) == [["9", "8"], ["9", "9"]]


# -- kg compare


@pytest.fixture(scope="module")
def matrix() -> dict:
    return json.loads(kg("compare", "-f", "json", "--lang", "zh").out)


def test_compare_gives_three_dimensions_by_two_sides_with_three_claims_each(matrix: dict) -> None:
    assert [side["label"] for side in matrix["alternatives"]] == ["开源AI模型", "闭源AI模型"]
    assert [row["dimension"]["label"] for row in matrix["rows"]] == ["数据隐私保护", "商业应用", "社区参与与合作"]
    claims = [[[claim["property"] for claim in cell["claims"]] for cell in row["cells"]] for row in matrix["rows"]]
    assert claims == [
        [["透明性", "社区审查", "隐私保护创新"], ["严格的安全规范", "专有技术与专用资源", "合规性"]],
        [["灵活性与可定制性", "成本效益", "快速迭代"], ["专业支持", "稳定性与可靠性", "完整的生态系统"]],
        [["广泛的协作", "知识共享", "公开的科学研究"], ["集中化资源", "垂直整合", "强大的市场推广"]],
    ]
    for row in matrix["rows"]:
        assert len(row["verdicts"]) == 1
        for cell, side in zip(row["cells"], matrix["alternatives"], strict=True):
            assert cell["alternative"] == side["iri"]
            assert (len(cell["examples"]), len(cell["summaries"])) == (2, 1)


def test_compare_has_the_pinned_keys(matrix: dict) -> None:
    assert set(matrix) == {"article", "alternatives", "conclusion", "rows"}
    row = matrix["rows"][0]
    assert {"dimension", "verdicts", "cells"} <= set(row)
    cell = row["cells"][0]
    assert {"iri", "property", "wording", "polarity", "quote", "start", "end"} <= set(cell["claims"][0])
    assert {"iri", "title", "quote", "start", "end"} <= set(cell["examples"][0])
    assert {"iri", "quote", "start", "end"} <= set(cell["summaries"][0])
    for verdict in (*matrix["conclusion"], *row["verdicts"]):
        assert {"iri", "quote", "start", "end", "assessments"} <= set(verdict)
        for assessment in verdict["assessments"]:
            assert {"alternative", "polarity", "words", "property", "claim"} <= set(assessment)


def test_verdicts_praise_and_blame_as_the_text_does(matrix: dict) -> None:
    labels = {side["iri"]: side["label"][:2] for side in matrix["alternatives"]}
    found = [
        [(labels[a["alternative"]], a["polarity"], a["words"], a["property"]) for a in verdict["assessments"]]
        for verdict in [row["verdicts"][0] for row in matrix["rows"]]
    ]
    assert found == [
        [
            ("开源", "+", "透明性", "透明性"),
            ("开源", "+", "社区审查", "社区审查"),
            ("闭源", "+", "资源集中", "专有技术与专用资源"),
            ("闭源", "+", "合规性", "合规性"),
        ],
        [
            ("开源", "+", "灵活性", "灵活性与可定制性"),
            ("开源", "+", "成本效益", "成本效益"),
            ("闭源", "+", "专业支持", "专业支持"),
            ("闭源", "+", "稳定性", "稳定性与可靠性"),
        ],
        [
            ("开源", "+", "推动技术的快速发展和创新", "广泛的协作"),
            ("闭源", "+", "资源整合", "集中化资源"),
            ("闭源", "-", "缺乏开源社区的广泛参与和创新动力", None),
        ],
    ]


def test_compare_takes_two_sides_by_name_in_their_order() -> None:
    matrix = json.loads(kg("compare", "closed", "开源", "-f", "json", "--lang", "en").out)
    assert [side["label"] for side in matrix["alternatives"]] == ["Closed-source AI models", "Open-source AI models"]
    assert matrix["rows"][0]["cells"][0]["claims"][0]["property"] == "Strict security standards"


def test_compare_is_written_in_every_format() -> None:
    table = kg("compare", "--lang", "zh", COLUMNS="100").out
    assert "+ 透明性 [179-237]" in table
    assert "⚖ 总结论" in table
    rows = list(csv.DictReader(io.StringIO(kg("compare", "--lang", "zh", "-f", "csv").out)))
    kinds = [row["kind"] for row in rows]
    assert {kind: kinds.count(kind) for kind in set(kinds)} == {"claim": 18, "example": 12, "summary": 6, "verdict": 4}
    markdown = kg("compare", "--lang", "en", "-f", "markdown").out.splitlines()
    assert markdown[0] == "| Dimension | Open-source AI models | Closed-source AI models |"
    assert all(line.count(" | ") == 2 for line in markdown[2:5])
    page = kg("compare", "--lang", "zh", "-f", "html").out
    assert page.count("<q>") == 30
    assert "http" not in re.sub(r'id="[^"]*"', "", page), "the table loads nothing"


def test_the_columns_of_the_comparison_line_up_in_a_terminal() -> None:
    from wcwidth import wcswidth

    lines = kg("compare", "--lang", "zh", COLUMNS="90").out.splitlines()
    assert max(wcswidth(line) for line in lines) <= 90
    starts = {wcswidth(line[: line.rindex("例证")]) for line in lines if line.count("例证") == 2}
    assert len(starts) == 1


def test_compare_without_a_comparison_says_so(tea: Path) -> None:
    ran = kg("compare", "-g", tea)
    assert ran.code == 2
    assert "no comparison" in one_line(ran.err)


# -- kg why


@pytest.mark.parametrize("term", ["数据隐私保护", "商业应用", "社区参与与合作", "conclusion", "结论"])
def test_why_ends_in_sentences_with_their_offsets(term: str) -> None:
    text = json.loads(kg("query", "SELECT ?t { ?x a cg:CanonicalText ; schema:text ?t }", "-f", "json").out)
    canonical = text["results"]["bindings"][0]["t"]["value"]
    verdict = json.loads(kg("why", term, "-f", "json", "--lang", "zh").out)
    assert verdict["kind"] == "Verdict"
    assert verdict["reasons"]
    layers = set()

    def walk(reason: dict) -> None:
        assert canonical[reason["start"] : reason["end"]] == reason["quote"]
        for sentence in reason["sentences"]:
            assert canonical[sentence["start"] : sentence["end"]] == sentence["text"]
        if not reason["reasons"] and reason["kind"] != "Assessment":
            assert reason["sentences"]
        for child in reason["reasons"]:
            layers.add((child["relation"], child["layer"]))
            walk(child)

    walk(verdict)
    assert ("assessment", "said") in layers
    assert ("claim", "curated") in layers


def test_why_tells_said_from_curated_links() -> None:
    verdict = json.loads(kg("why", "数据隐私保护", "-f", "json", "--lang", "zh").out)
    links = {
        assessment["quote"]: assessment["reasons"][0]["layer"]
        for assessment in verdict["reasons"]
        if assessment["reasons"]
    }
    assert links == {"透明性": "said", "社区审查": "said", "资源集中": "curated", "合规性": "said"}
    tree = kg("why", "数据隐私保护", "--lang", "zh").out
    assert "(文章所说)" in tree
    assert "(整理者所加)" in tree


def test_why_leaves_an_assessment_without_claim_standing() -> None:
    verdict = json.loads(kg("why", "社区参与与合作", "-f", "json", "--lang", "zh").out)
    last = verdict["reasons"][-1]
    assert (last["quote"], last["polarity"], last["reasons"]) == ("缺乏开源社区的广泛参与和创新动力", "-", [])
    assert "此评价不对应任何主张" in kg("why", "社区参与与合作", "--lang", "zh").out


def test_why_of_a_claim_leads_to_its_examples() -> None:
    claim = json.loads(kg("why", "垂直整合", "-f", "json", "--lang", "zh").out)
    assert [(child["label"], child["layer"]) for child in claim["reasons"]] == [
        ("OpenAI的GPT-3", "curated"),
        ("谷歌的BERT优化", "said"),
    ]


def test_why_of_what_is_no_reason_is_one_line() -> None:
    ran = kg("why", "BERTT")
    assert ran.code == 2
    assert "no verdict, claim or example is called 'BERTT'" in one_line(ran.err)


# -- kg show and kg info


def test_show_gives_the_sentences_that_name_an_entity() -> None:
    card = json.loads(kg("show", "differential privacy", "-f", "json", "--lang", "zh").out)
    assert card["label"] == "差分隐私"
    assert [place["label"] for place in card["places"]][:2] == ["隐私保护创新", "PySyft实现的差分隐私和联邦学习"]
    assert all("差分隐私" in place["text"] for place in card["places"])
    assert ("采用技术", "PySyft", "derived") in {(f["name"], f["label"], f["layer"]) for f in card["incoming"]}


def test_show_takes_curies_iris_and_labels() -> None:
    by_label = kg("show", "BERT", "-f", "json").out
    assert kg("show", "ovc:entity-bert", "-f", "json").out == by_label
    assert kg("show", "https://w3id.org/claimgraph/article/open-vs-closed-ai/entity-bert", "-f", "json").out == by_label


def test_an_ambiguous_term_lists_its_candidates() -> None:
    ran = kg("show", "Google P")
    assert ran.code == 0
    ran = kg("show", "Open")
    assert ran.code == 2
    assert "choose one of: " in one_line(ran.err)


def test_info_counts_layers_articles_and_versions(tea: Path) -> None:
    found = json.loads(kg("info", "-f", "json", "--lang", "zh").out)
    assert found["articles"][0]["title"] == "开源与闭源AI模型的对决：数据隐私、商业应用与社区参与"
    assert found["articles"][0]["date"] == "2024-05-23T11:28:19+08:00"
    assert found["articles"][0]["identifier"] == "139142885"
    assert [iri.rpartition("/")[2] for iri in found["graphs"]] == ["curated", "derived", "said", "ns"]
    assert found["classes"]["https://w3id.org/claimgraph/ns#Claim"] == 18
    assert sum(found["graphs"].values()) == found["triples"]
    assert json.loads(kg("info", "-g", tea, "-f", "json").out)["graphs"] == {"": 3}


def test_info_describes_the_graph_in_void() -> None:
    data = RdfGraph().parse(data=kg("info", "-f", "turtle").out, format="turtle")
    rows = data.query(
        """PREFIX void: <http://rdfs.org/ns/void#> PREFIX cg: <https://w3id.org/claimgraph/ns#>
        SELECT ?n { ?d a void:Dataset ; void:classPartition [ void:class cg:Claim ; void:entities ?n ] }"""
    )
    assert [int(row.n) for row in rows] == [18]


# -- display, limits, explanation, completion


def test_labels_stand_beside_iris_unless_they_are_not_wanted() -> None:
    query = "SELECT ?e { ?e a cg:Regulation }"
    assert kg("query", query, "--lang", "en").out.splitlines()[2] == "ovc:entity-gdpr GDPR"
    assert kg("query", query, "--no-labels").out.splitlines()[2] == "ovc:entity-gdpr"
    shown = kg("query", "SELECT ?e ?l { ?e a cg:Regulation ; skos:prefLabel ?l }").out.splitlines()[2]
    assert shown.split() == ["ovc:entity-gdpr", "GDPR"], "a label in the row is not said twice"


def test_a_limit_stops_rows_and_triples_in_every_format() -> None:
    everything = "SELECT ?s { ?s ?p ?o }"
    assert len(kg("query", everything, "--limit", "3", "-f", "csv").out.splitlines()) == 4
    assert len(json.loads(kg("query", everything, "--limit", "3", "-f", "json").out)["results"]["bindings"]) == 3
    assert len(kg("query", everything, "--limit", "3").out.splitlines()) == 5
    triples = kg("query", "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }", "--limit", "3", "-f", "ntriples").out
    assert len(triples.splitlines()) == 3


def test_construct_in_a_format_of_rows_is_written_in_its_rdf_kin() -> None:
    made = kg("query", "CONSTRUCT { ?c a cg:Claim } { ?c a cg:Claim } LIMIT 2", "-f", "json").out
    assert len(RdfGraph().parse(data=made, format="json-ld")) == 2
    made = kg("query", "CONSTRUCT { ?c a cg:Claim } { ?c a cg:Claim } LIMIT 2", "-f", "xml").out
    assert len(RdfGraph().parse(data=made, format="xml")) == 2


def test_explain_tells_what_a_query_reads_and_how_long_it_took() -> None:
    query = "SELECT ?e { GRAPH ovc:said { ?e a cg:Example } ?e cg:isAbout ?x FILTER(?x != ovc:nothing) } LIMIT 1"
    lines = kg("query", query, "--explain").err.splitlines()
    assert lines[0] == "classes: cg:Example"
    assert lines[1] == "properties: cg:isAbout"
    assert lines[2] == "graphs: ovc:said"
    assert lines[3] == "things: ovc:nothing"
    assert lines[4] == "default graph: all named graphs as one"
    assert re.fullmatch(r"read in \d+\.\d{3} s, answered in \d+\.\d{3} s", lines[5])


def test_help_on_a_question_tells_its_own_parameters() -> None:
    text = kg("query", "unsupported-claims", "--help", LC_ALL="C").out
    assert text.startswith("Usage: kg query unsupported-claims [-p NAME=VALUE]")
    assert "Which claims does the article leave without evidence?" in text
    assert re.search(r"alternative +alternative +\[any\]", text)
    assert re.search(r"layer +layer +\[cg:Said\]", text)
    assert "哪些主张在文章中没有证据？" in kg("query", "unsupported-claims", "-h", LC_ALL="zh_CN.UTF-8").out


def complete(line: str) -> list[str]:
    words = line.split(" ")
    ran = kg(_KG_COMPLETE="bash_complete", COMP_WORDS=line, COMP_CWORD=str(len(words) - 1))
    return [entry.partition(",")[2] for entry in ran.out.splitlines()]


def test_the_shell_completes_commands_questions_parameters_and_values() -> None:
    assert complete("kg com") == ["compare"]
    assert "claims" in complete("kg query cl")
    assert set(complete("kg query claims -p ")) == {"lang=", "alternative=", "dimension=", "property="}
    assert "alternative=Closed-source AI models" in complete("kg query claims -p alternative=Cl")
    assert complete("kg query unsupported-claims -p layer=c") == ["layer=curated"]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_gets_its_completion_script(shell: str) -> None:
    assert "_KG_COMPLETE" in kg(_KG_COMPLETE=f"{shell}_source").out


def test_colours_are_for_terminals_only_and_no_color_is_honoured() -> None:
    import os
    import pty
    import subprocess
    import sys

    from command import ROOT

    def on_a_terminal(**environment: str) -> bytes:
        leader, follower = pty.openpty()
        process = subprocess.Popen(
            [sys.executable, "-m", "kg", "query", "both-sides"],
            stdout=follower,
            env={**os.environ, "PYTHONPATH": str(ROOT), "PAGER": "", "TERM": "xterm", **environment},
        )
        os.close(follower)
        process.wait()
        shown = os.read(leader, 100_000)
        os.close(leader)
        return shown

    assert b"\x1b[1m" in on_a_terminal()
    assert b"\x1b[" not in on_a_terminal(NO_COLOR="1")
    assert "\x1b[" not in kg("query", "both-sides").out


# -- what a strict reader found


def test_a_full_disk_on_standard_output_is_told() -> None:
    import os
    import subprocess
    import sys

    from command import ROOT

    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    for arguments in (["query", "claims", "-f", "csv"], ["query", "claims"], ["compare"]):
        with Path("/dev/full").open("wb") as full:
            done = subprocess.run(
                [sys.executable, "-m", "kg", *arguments],
                stdout=full,
                stderr=subprocess.PIPE,
                env={**os.environ, "PYTHONPATH": str(ROOT)},
                check=False,
            )
        assert done.returncode == 2
        assert done.stderr == b"kg: standard output: cannot be written: No space left on device\n"


@pytest.mark.parametrize(
    "arguments", ["query 'SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 99999'", "compare -f html", "query"]
)
def test_a_closed_pipe_is_success_for_every_writer(arguments: str) -> None:
    import os
    import subprocess
    import sys

    from command import ROOT

    command = f"set -o pipefail; {sys.executable} -m kg {arguments} | true"
    done = subprocess.run(
        ["bash", "-c", command], capture_output=True, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize(
    "query",
    [
        "INSERT { ?s ?p ?o } WHERE { SELECT * { ?s ?p ?o } }",
        "PREFIX a: <urn:a> DELETE WHERE { { SELECT * { ?s ?p ?o } } }",
        "INSERTDATA{}",
        "WITH <urn:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    ],
)
def test_an_update_is_refused_whatever_it_holds(query: str) -> None:
    ran = kg("query", query)
    assert ran.code == 2
    assert "this is an update" in one_line(ran.err)


@pytest.mark.parametrize(
    ("query", "place", "message"),
    [
        ("SELEC * {}", "1:1", "not expected here"),
        ("SELECT * {\n ?s ?p ?o .\n BAD }", "3:2", "not expected here"),
        ("SELECT * { ?s foo:bar ?o }", "1:15", "the prefix foo: is not declared"),
        ("SELECT *\n\t{ ?s cg:x nope:y }", "2:12", "the prefix nope: is not declared"),
    ],
)
def test_a_syntax_error_points_to_the_word_that_is_wrong(query: str, place: str, message: str) -> None:
    ran = kg("query", query)
    assert ran.code == 2
    first, source, caret = ran.err.splitlines()
    assert first.startswith(f"kg: query:{place}: {message}")
    column = int(place.partition(":")[2])
    assert caret == "  " + "".join("\t" if c == "\t" else " " for c in source[2 : column + 1]) + "^"


def test_a_thing_of_another_kind_is_no_value_even_as_an_iri() -> None:
    ran = kg("query", "claims", "-p", "alternative=cg:Claim")
    assert ran.code == 2
    assert "no alternative is called 'cg:Claim'" in one_line(ran.err)
    assert kg("query", "evidence", "-p", "claim=ovc:alternative-5e9183dc06").code == 2


def test_parameters_are_given_once_and_languages_are_known() -> None:
    assert (
        "alternative is given twice" in kg("query", "claims", "-p", "alternative=open", "-p", "alternative=closed").err
    )
    assert "lang cannot be 'fr'; use zh or en" in kg("query", "claims", "-p", "lang=fr").err


@pytest.mark.parametrize("value", ["inf", "nan", "1e20", "-1", "soon"])
def test_a_time_limit_is_a_number_of_seconds(value: str) -> None:
    ran = kg("query", "ASK {}", "--timeout", value)
    assert ran.code == 2
    one_line(ran.err)


@pytest.mark.parametrize("option", ["-g", "--store", "--endpoint"])
def test_a_source_without_a_name_is_refused(option: str) -> None:
    ran = kg("query", "ASK {}", option, "")
    assert ran.code == 2
    assert "a source without a name" in one_line(ran.err)


def test_assessments_and_mentions_are_cited_too() -> None:
    for kind in ("Assessment", "Mention", "Verdict"):
        text = kg("query", f"SELECT ?x {{ ?x a cg:{kind} }} LIMIT 1", "--cite", "-f", "csv").out
        row = list(csv.reader(io.StringIO(text)))[1]
        assert int(row[3]) - int(row[2]) == len(row[1])
        assert row[4] == "https://w3id.org/claimgraph/article/open-vs-closed-ai"
    assert "--cite goes with SELECT" in one_line(kg("query", "ASK {}", "--cite").err)


def test_brackets_beyond_all_measure_are_refused() -> None:
    assert "nested deeper than" in one_line(kg("query", "SELECT * " + "{" * 3000 + "}" * 3000).err)


@pytest.mark.parametrize("form", ["csv", "tsv", "json", "xml", "table", "markdown"])
def test_no_rows_are_told_in_every_format(form: str) -> None:
    ran = kg("query", "SELECT ?x { ?x a cg:Nothing }", "-f", form)
    assert (ran.code, ran.err) == (0, "no rows\n")
    assert kg("query", "SELECT ?x { ?x a cg:Claim } LIMIT 1", "-f", form).err == ""


def test_triple_terms_and_directions_are_shown() -> None:
    assert "urn:a" in kg("query", 'SELECT (<<( <urn:a> <urn:b> "c" )>> AS ?t) {}').out
    limited = json.loads(kg("query", 'SELECT ("x"@en--rtl AS ?t) {}', "-f", "json", "--limit", "1").out)
    assert limited["results"]["bindings"][0]["t"]["its:dir"] == "rtl"
