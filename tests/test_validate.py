"""The shapes, the checks and their report: each shape and check has a case that conforms and one that does not."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib
from rdflib import RDF, SH

from kg.catalogue import StoredQuery
from kg.errors import SourceError
from kg.graph import Graph
from kg.namespaces import compact, prefixes
from kg.resources import resource
from kg.validate import DERIVED_LINKS, SHAPES, Report, validate

CASES = Path(__file__).parent / "shapes"
PREFIXES = {**prefixes(), "ex": "https://example.org/tea-or-coffee/"}

SHAPE_FILES = {
    name: rdflib.Graph().parse(resource("ontology") / "shapes" / f"{name}.ttl") for name in ("data", "style")
}
SHAPE_NAMES = sorted(
    str(shape).removeprefix(SHAPES)
    for graph in SHAPE_FILES.values()
    for target in (SH.targetClass, SH.targetSubjectsOf)
    for shape in set(graph.subjects(target))
)
CHECKS = {file.stem: file for file in sorted((resource("queries") / "checks").glob("*.rq"))}
NAMES = [*SHAPE_NAMES, *CHECKS, DERIVED_LINKS]


def case(name: str, kind: str) -> Path:
    (found,) = (CASES / name).glob(f"{kind}.*")
    return found


@cache
def report_on(name: str, kind: str) -> Report:
    return validate(Graph.read([case(name, kind)], union=True))


def found(name: str, kind: str) -> list[list[str | None]]:
    """What the shape or check of a name finds in one of its cases, in the form of expected.json."""
    report = report_on(name, kind)
    assert name in {checked.name for checked in report.checked}
    rows: list[list[str | None]] = []
    for result in report.results:
        if result.name == name:
            focus = "_:" if isinstance(result.focus, ox.BlankNode) else compact(str(result.focus)[1:-1], PREFIXES)
            path = result.path
            rows.append([name, focus, compact(path, PREFIXES) if path and path[0] not in "[(" else path])
    return rows


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    declared = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in PREFIXES.items())
    path.write_text(declared + text, "utf-8")
    return path


def by_name(report: Report) -> Counter[str]:
    return Counter(result.name for result in report.results)


# -- every shape and every check


def test_there_are_shapes_of_both_kinds_and_checks() -> None:
    assert all(set(graph.subjects(SH.targetClass)) for graph in SHAPE_FILES.values())
    assert len(CHECKS) > 10


def test_every_shape_and_check_has_cases_and_every_case_is_of_one() -> None:
    assert {path.name for path in CASES.iterdir()} == set(NAMES)
    for name in NAMES:
        kinds = sorted(path.stem for path in (CASES / name).iterdir())
        assert kinds == ["conforms", "expected", "violates"], name


@pytest.mark.parametrize("name", NAMES)
def test_the_conforming_case_of_a_shape_or_check_conforms_to_it(name: str) -> None:
    assert found(name, "conforms") == []


@pytest.mark.parametrize("name", NAMES)
def test_the_violating_case_of_a_shape_or_check_gives_exactly_the_expected_result(name: str) -> None:
    expected = json.loads((CASES / name / "expected.json").read_text("utf-8"))
    assert expected

    def in_order(rows: list[list[str | None]]) -> list[list[str]]:
        return sorted([part or "" for part in row] for row in rows)

    assert in_order(found(name, "violates")) == in_order(expected)


@pytest.mark.parametrize("name", SHAPE_NAMES)
def test_every_property_that_a_shape_constrains_is_violated_in_its_case(name: str) -> None:
    shape = rdflib.URIRef(SHAPES + name)
    graph = next(graph for graph in SHAPE_FILES.values() if (shape, RDF.type, SH.NodeShape) in graph)
    messages = {
        str(message)
        for property in graph.objects(shape, SH.property)
        for message in graph.objects(property, SH.message)
        if message.language == "en"
    }
    results = report_on(name, "violates").results
    assert messages <= {result.messages["en"] for result in results if result.name == name}


def test_every_shape_and_property_shape_has_one_message_in_chinese_and_one_in_english() -> None:
    for graph in SHAPE_FILES.values():
        shapes = set(graph.subjects(RDF.type, SH.NodeShape))
        assert shapes
        for said in shapes | {property for shape in shapes for property in graph.objects(shape, SH.property)}:
            languages = sorted(str(getattr(message, "language", "")) for message in graph.objects(said, SH.message))
            assert languages == ["en", "zh"], said


@pytest.mark.parametrize("name", CHECKS)
def test_every_check_says_in_both_languages_what_it_finds_and_what_to_do(name: str) -> None:
    header = StoredQuery(name, CHECKS[name].read_text("utf-8")).header
    assert sorted(header.summary) == sorted(header.description) == ["en", "zh"]
    assert "Problem: " in header.description["en"]
    assert "Solution: " in header.description["en"]
    assert "问题：" in header.description["zh"]
    assert "办法：" in header.description["zh"]
    assert header.tags[0] == "check"


# -- what ships


def test_the_shipped_article_and_the_vocabulary_conform() -> None:
    report = validate(Graph.built_in())
    assert report.results == ()
    assert report.conforms
    assert {checked.name for checked in report.checked} == set(NAMES)


def test_every_shape_meets_something_in_the_shipped_article() -> None:
    numbers = {item.name: item.focus_nodes for item in validate(Graph.built_in()).checked if item.source == "shacl"}
    assert sorted(numbers) == SHAPE_NAMES
    # It defines nothing of what it compares.
    assert [name for name, number in numbers.items() if not number] == ["DefinitionShape"]
    assert (numbers["ClaimShape"], numbers["ExampleShape"], numbers["SummaryShape"]) == (18, 12, 6)


def test_one_changed_character_of_the_shipped_text_is_found(tmp_path: Path) -> None:
    folder = tmp_path / "open-vs-closed-ai"
    shutil.copytree(resource("ontology") / "articles" / "open-vs-closed-ai", folder)
    said = folder / "said.ttl"
    before, text, after = said.read_text("utf-8").partition("schema:text")
    said.write_text(before + text + after.replace("透明性：", "透彻性：", 1), "utf-8")
    assert {"quotes-equal-text", "text-equals-checksum"} <= set(by_name(validate(Graph.read([folder]))))


def test_an_article_without_its_derived_layer_misses_every_direct_link(tmp_path: Path) -> None:
    folder = tmp_path / "open-vs-closed-ai"
    shutil.copytree(resource("ontology") / "articles" / "open-vs-closed-ai", folder)
    (folder / "derived.ttl").unlink()
    report = validate(Graph.read([folder]))
    assert set(by_name(report)) == {DERIVED_LINKS}
    advantages = [result for result in report.results if (result.path or "").endswith("#hasAdvantage")]
    assert len(advantages) == 18


# -- other graphs


def test_a_graph_that_holds_nothing_of_ours_conforms_and_says_so(tmp_path: Path) -> None:
    path = write(tmp_path, "other.ttl", "ex:tea a schema:Product , schema:BlogPosting .")
    report = validate(Graph.read([path]))
    assert report == Report(things=0)
    assert report.conforms


def test_the_vocabulary_alone_is_held_against_its_style_only() -> None:
    report = validate(Graph.read([resource("ontology") / "claimgraph.ttl"]))
    assert report.conforms
    assert report.things == 0
    assert {item.name for item in report.checked} == {
        str(shape).removeprefix(SHAPES) for shape in SHAPE_FILES["style"].subjects(SH.targetClass)
    }


def test_other_people_may_say_more_about_the_same_things(tmp_path: Path) -> None:
    claim = next(iter(Graph.built_in().rows("SELECT ?claim { ?claim a cg:Claim } ORDER BY ?claim")))["claim"]
    more = write(tmp_path, "more.trig", f'ex:notes {{ {claim} ex:readBy ex:me ; skos:note "Well said."@en }}')
    article = resource("ontology") / "articles" / "open-vs-closed-ai"
    assert validate(Graph.read([article, more])).conforms


def test_a_triple_in_the_default_graph_and_in_a_layer_is_found() -> None:
    article = resource("ontology") / "articles" / "open-vs-closed-ai"
    number = len(Graph.read([article / "curated.ttl"]).store)
    report = validate(Graph.read([article, article / "curated.ttl"]))
    assert by_name(report) == {"one-graph-per-triple": number}


def test_the_vocabulary_may_come_as_a_file_and_along_with_an_article() -> None:
    article = resource("ontology") / "articles" / "open-vs-closed-ai"
    assert validate(Graph.read([article, resource("ontology") / "claimgraph.ttl"])).conforms


def test_direct_links_without_named_graphs_may_stand_anywhere(tmp_path: Path) -> None:
    text = "ex:claim a cg:Claim ; cg:isAbout ex:tea ; cg:ascribes ex:mildness ; cg:hasPolarity cg:Favourable ."
    missing = write(tmp_path, "missing.ttl", text)
    present = write(tmp_path, "present.ttl", f"{text} ex:tea cg:hasAdvantage ex:mildness .")
    assert by_name(validate(Graph.read([missing])))[DERIVED_LINKS] == 1
    assert by_name(validate(Graph.read([present])))[DERIVED_LINKS] == 0


def test_validating_changes_neither_the_graph_nor_prints(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    graph = Graph.read([case("ClaimShape", "violates")])
    before = set(graph.store)
    assert not validate(graph).conforms
    assert set(graph.store) == before
    assert capfd.readouterr() == ("", "")
    assert caplog.records == []


# -- other people's shapes

CUP = """
[] a sh:NodeShape ; sh:targetClass ex:Cup ;
    sh:property [ sh:path ( ex:holds [ sh:inversePath ex:madeFrom ] ) ; sh:minCount 1 ] .
ex:SaucerShape a sh:NodeShape ; sh:targetClass ex:Saucer ;
    sh:property [ sh:path ex:under ; sh:minCount 1 ; sh:severity sh:Warning ; sh:message "No cup."@en ] .
"""


def test_more_shapes_are_run_with_ours_even_when_nothing_of_ours_is_there(tmp_path: Path) -> None:
    shapes = write(tmp_path, "cup.ttl", CUP)
    data = write(tmp_path, "data.ttl", "ex:cup a ex:Cup . ex:saucer a ex:Saucer .")
    report = validate(Graph.read([data]), shapes=[shapes])
    assert report.things == 0
    unnamed, saucer = report.results
    assert (unnamed.name, str(unnamed.focus)) == ("", f"<{PREFIXES['ex']}cup>")
    assert unnamed.path == "( <{0}holds> [ sh:inversePath <{0}madeFrom> ] )".format(PREFIXES["ex"])
    assert unnamed.messages["zh"] == unnamed.messages["en"] != ""
    assert saucer.name == f"{PREFIXES['ex']}SaucerShape"
    assert saucer.severity == str(SH.Warning)
    assert saucer.messages == {"zh": "No cup.", "en": "No cup."}


def test_results_of_more_shapes_stand_beside_ours(tmp_path: Path) -> None:
    shapes = write(tmp_path, "mine.ttl", CUP.replace("ex:Saucer ", "cg:Claim "))
    report = validate(Graph.built_in(), shapes=[shapes])
    assert by_name(report) == {f"{PREFIXES['ex']}SaucerShape": 18}


@pytest.mark.parametrize(
    ("shape", "what"),
    [
        ("sh:targetClass", "broken Turtle"),
        ("sh:property [ sh:minCount 1 ] .", "broken SHACL"),
        ('sh:pattern "(" .', "broken SHACL"),
        ('sh:sparql [ a sh:SPARQLConstraint ; sh:select "SELECT $this { $this" ] .', "broken SHACL"),
        ('sh:sparql [ sh:select "SELECT $this { MINUS { $this a ex:Cup } }" ] .', "SHACL cannot be run"),
        (
            'sh:sparql [ sh:select "SELECT $this { SERVICE ex:cups { ?s ?p $this } }" ] .',
            "uses SERVICE, which would reach",
        ),
        ('sh:sparql [ sh:select "SELECT $this FROM ex:cups { $this a ex:Cup }" ] .', "uses FROM, which would reach"),
    ],
)
def test_broken_shapes_are_an_error_that_names_the_file(tmp_path: Path, shape: str, what: str) -> None:
    shapes = write(tmp_path, "broken.ttl", f"ex:shape a sh:NodeShape ; sh:targetClass ex:Cup ; {shape}")
    data = write(tmp_path, "data.ttl", "ex:cup a ex:Cup .")
    with pytest.raises(SourceError) as error:
        validate(Graph.read([data]), shapes=[shapes])
    assert what in str(error.value)
    assert "broken.ttl" in str(error.value)
    assert "\n" not in str(error.value)


def test_a_missing_file_of_shapes_is_an_error_that_names_it(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"nowhere\.ttl"):
        validate(Graph.built_in(), shapes=[tmp_path / "nowhere.ttl"])


def test_imports_of_shapes_are_not_fetched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def connect(*_: Any) -> None:
        raise AssertionError("the network was reached")

    monkeypatch.setattr(socket.socket, "connect", connect)
    monkeypatch.setattr(socket, "getaddrinfo", connect)
    shapes = write(tmp_path, "imports.ttl", "ex:shapes a owl:Ontology ; owl:imports <http://example.org/more> ." + CUP)
    assert validate(Graph.built_in(), shapes=[shapes]).conforms


# -- the report


def violating() -> Report:
    return validate(Graph.read([case("AssessmentShape", "violates"), case("derived-links", "violates")], union=True))


def test_the_report_as_turtle_is_a_standard_one_that_holds_the_checks_too() -> None:
    report = violating()
    graph = rdflib.Graph().parse(data=report.to_turtle(), format="turtle")
    (node,) = graph.subjects(RDF.type, SH.ValidationReport)
    assert graph.value(node, SH.conforms) == rdflib.Literal(False)
    results = list(graph.objects(node, SH.result))
    assert len(results) == len(report.results) > 0
    for result in results:
        assert (result, RDF.type, SH.ValidationResult) in graph
        for required in (SH.focusNode, SH.resultSeverity, SH.sourceConstraintComponent):
            assert len(list(graph.objects(result, required))) == 1
        assert sorted(str(message.language) for message in graph.objects(result, SH.resultMessage)) == ["en", "zh"]
    assert (None, SH.sourceConstraint, rdflib.URIRef(SHAPES + DERIVED_LINKS)) in graph
    assert (None, SH.sourceShape, rdflib.URIRef(SHAPES + "AssessmentShape")) in graph
    inverse = rdflib.URIRef(prefixes()["cg"] + "consistsOf")
    paths = {path for path in graph.objects(None, SH.resultPath) if (path, SH.inversePath, inverse) in graph}
    assert paths


def test_the_report_as_turtle_says_that_nothing_was_found() -> None:
    graph = rdflib.Graph().parse(data=validate(Graph.built_in()).to_turtle(), format="turtle")
    (node,) = graph.subjects(RDF.type, SH.ValidationReport)
    assert graph.value(node, SH.conforms) == rdflib.Literal(True)
    assert len(graph) == 2


def test_the_report_as_json_holds_only_plain_values() -> None:
    data = json.loads(json.dumps(violating().to_json()))
    assert set(data) == {"conforms", "things", "checked", "results"}
    assert data["conforms"] is False
    assert {"source": "check", "name": DERIVED_LINKS, "focus_nodes": None} in data["checked"]
    assert {tuple(result) for result in data["results"]} == {
        ("source", "name", "constraint", "focus", "path", "value", "severity", "messages")
    }
    missing = next(result for result in data["results"] if (result["path"] or "").endswith("#hasAdvantage"))
    assert (missing["focus"], missing["value"]) == (f"{PREFIXES['ex']}tea", f"{PREFIXES['ex']}mildness")


def test_the_report_is_the_same_under_every_hash_seed() -> None:
    files = [str(case(name, "violates")) for name in ("ComparisonShape", "LabelShape", "derived-links")]
    code = (
        "import sys; from kg.graph import Graph; from kg.validate import validate;"
        "report = validate(Graph.read(sys.argv[1:], union=True)); print(report.to_json(), report.to_turtle())"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code, *files],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(outputs) == 1
    assert b"sh:ValidationReport" in outputs.pop()


def test_importing_the_module_does_not_import_rdflib_or_pyshacl() -> None:
    code = "import sys, kg.validate; print([name for name in ('rdflib', 'pyshacl') if name in sys.modules])"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert result.stdout.strip() == "[]"
