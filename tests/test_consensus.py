"""What several articles claim together, alone and against each other, on three small articles in two languages."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from command import ROOT, kg
from drafted import drafted

from kg.catalogue import bound, stored_query
from kg.consensus import Consensus, consensus
from kg.graph import Graph
from kg.session import open_session as kg_open

FILES = sorted((ROOT / "tests" / "data" / "models").glob("*.md"))
CLINIC, SCHOOL, TEAM = "costs-of-a-clinic", "open-models-in-a-school", "open-or-closed-zh"


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    to = tmp_path_factory.mktemp("articles")
    made = [drafted(file, to) for file in FILES]
    ran = kg(
        "align", *(part for folder in made for part in ("-g", folder)), "--out", to / "same", "--accept-above", "0.9"
    )
    assert ran.code == 0, ran.err
    return [*made, to / "same"]


@pytest.fixture(scope="module")
def found(folders: list[Path]) -> Consensus:
    return consensus(Graph.read(folders), language="en")


def short(article: str) -> str:
    return article.rpartition("/")[2]


def test_the_rows_are_what_a_reader_of_the_articles_finds(found: Consensus) -> None:
    rows = [
        (
            row.status,
            row.side,
            row.property,
            "".join(f"{say.polarity}{short(say.article)[0:6]} " for say in row.sayings),
        )
        for row in found.rows
    ]
    assert rows == [
        ("agreed", "Closed models", "Stability", "+costs- +open-o "),
        ("agreed", "Closed models", "Support", "+costs- +open-o "),
        ("agreed", "Closed models", "Vendor lock-in", "-open-m -open-o "),
        ("agreed", "Open models", "Privacy", "+costs- +open-m "),
        ("agreed", "Open models", "Security risks", "-costs- -open-o "),
        ("agreed", "Open models", "Support", "-open-m -open-o "),
        ("agreed", "Open models", "Transparency", "+open-m +open-o "),
        ("disputed", "Open models", "Cost", "-costs- +open-m +open-o "),
        ("divided", "Closed models", "Cost", "-open-o "),
        ("divided", "Closed models", "Customization", "+open-m "),
        ("divided", "Open models", "Customization", "+open-o "),
        ("single", "Closed models", "Transparency", "-costs- "),
        ("single", "Closed models", "User-friendliness", "+open-m "),
        ("single", "Open models", "Ease of use", "-open-m "),
    ]


def test_every_claim_of_every_article_stands_in_one_row_with_its_sentence(found: Consensus) -> None:
    sayings = [saying for row in found.rows for saying in row.sayings]
    assert len(sayings) == len({saying.claim for saying in sayings}) == 9 + 8 + 6
    for file in FILES:
        from kg.document import read_document

        text = read_document(file).text
        for saying in sayings:
            if short(saying.article) == file.stem:
                assert text[saying.start : saying.end] == saying.quote


def test_for_one_side_and_against_the_other_is_no_dispute(found: Consensus) -> None:
    row = next(row for row in found.rows if (row.side, row.property) == ("Closed models", "Transparency"))
    assert row.status == "single"
    assert [(across.relation, across.side) for across in row.across] == [("contrast", "Open models")]


def test_names_are_in_the_language_asked_for_where_an_article_has_them(folders: list[Path]) -> None:
    rows = consensus(Graph.read(folders), language="zh").rows
    assert {row.side for row in rows} == {"开源模型", "闭源模型"}
    assert {row.property for row in rows if row.status == "disputed"} == {"成本"}
    assert [say.property for row in rows if row.status == "disputed" for say in row.sayings] == [
        "Cost",
        "Cost-effectiveness",
        "成本",
    ]


def test_a_close_match_is_shown_and_not_counted(folders: list[Path], tmp_path: Path) -> None:
    file = tmp_path / "near.ttl"
    base = "https://w3id.org/claimgraph/article"
    file.write_text(
        f"<{base}/{SCHOOL}/property-privacy> <http://www.w3.org/2004/02/skos/core#broadMatch>"
        f" <{base}/{CLINIC}/property-security-risks> .",
        "utf-8",
    )
    rows = consensus(Graph.read([*folders, file]), language="en").rows
    near = {
        (row.property, near.relation, near.property) for row in rows for near in row.near if row.side == "Open models"
    }
    assert near == {("Privacy", "broadMatch", "Security risks"), ("Security risks", "narrowMatch", "Privacy")}
    assert [row.articles for row in rows if row.property == "Privacy"] == [
        (f"{base}/{CLINIC}", f"{base}/{SCHOOL}"),
    ]


def test_anybodys_exact_match_counts_in_one_direction_too(folders: list[Path], tmp_path: Path) -> None:
    file = tmp_path / "own.ttl"
    base = "https://w3id.org/claimgraph/article"
    file.write_text(
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
        f"<{base}/{SCHOOL}/alternative-open-models> skos:exactMatch <{base}/{CLINIC}/alternative-open-models> .\n"
        f"<{base}/{SCHOOL}/property-privacy> skos:exactMatch <{base}/{CLINIC}/property-privacy> .\n",
        "utf-8",
    )
    rows = consensus(Graph.read([*folders[:3], file]), language="en").rows
    assert [(row.side, row.property) for row in rows if row.status == "agreed"] == [("Open models", "Privacy")]


def test_plain_sparql_counts_the_same(folders: list[Path], found: Consensus) -> None:
    graph = Graph.read(folders)
    rows = graph.values(bound(stored_query("consensus"), graph, {"lang": "en", "least": "2"}))
    counted = {(row["alternative"], row["property"], row["favourable"], row["unfavourable"]) for row in rows}
    assert counted == {
        (
            row.side,
            row.property,
            *(str(len({saying.article for saying in row.sayings if saying.polarity == sign})) for sign in "+-"),
        )
        for row in found.rows
        if len(row.articles) > 1
    }
    assert len(rows) == 8
    matches = graph.values(stored_query("matches").text)
    assert [row["relation"].rpartition("#")[2] for row in matches] == ["exactMatch"] * len(matches)
    assert {("Vendor lock-in", "same meaning: Vendor lock-in = 依赖性", 0.92)} <= {
        (row.get("subject_label", ""), row["reason"], float(row["score"])) for row in matches
    }


def test_a_foreign_sentence_comes_with_the_wording_in_the_readers_language(folders: list[Path]) -> None:
    rows = consensus(Graph.read(["built-in", *folders[:1]]), language="en").rows
    sayings = [saying for row in rows for saying in row.sayings]
    wordings = [saying.wording for saying in sayings if saying.property == "Rapid iteration"]
    assert wordings
    assert all(wording and wording.isascii() for wording in wordings)
    assert not [saying.wording for saying in sayings if CLINIC in saying.article and saying.wording]


def test_the_table_tells_articles_signs_sentences_and_places(folders: list[Path]) -> None:
    ran = kg("consensus", *(part for folder in folders for part in ("-g", folder)), "--only", "disputed", COLUMNS="90")
    assert ran.code == 0
    assert "Cost – Open models  (3 of 3 articles)" in ran.out
    assert f"  - {CLINIC} [" in ran.out
    assert "Cost-effectiveness\n    The school pays for no licence" in ran.out
    assert "不必付授权费，三个人的小组也负担得起。" in ran.out
    assert "Privacy" not in ran.out


def test_the_other_formats_hold_the_same(folders: list[Path]) -> None:
    options = [part for folder in folders for part in ("-g", folder)]
    rows = list(csv.DictReader(io.StringIO(kg("consensus", *options, "-f", "csv").out)))
    assert len(rows) == 23
    cost = [row for row in rows if (row["status"], row["property"]) == ("disputed", "Cost")]
    assert [(row["article"], row["polarity"], row["words"]) for row in cost] == [
        (CLINIC, "-", "Cost"),
        (SCHOOL, "+", "Cost-effectiveness"),
        (TEAM, "+", "成本"),
    ]
    data = json.loads(kg("consensus", *options, "-f", "json", "--only", "agreed").out)
    assert {row["status"] for row in data["rows"]} == {"agreed"}
    assert len(data["articles"]) == 3
    lines = kg("consensus", *options, "-f", "markdown").out.splitlines()
    assert len(lines) == 2 + 14
    assert all(line.startswith("| ") for line in lines)


def test_what_a_person_decides_beside_the_first_article_is_counted(folders: list[Path], tmp_path: Path) -> None:
    options = ["-g", "built-in", *(part for folder in folders[:3] for part in ("-g", folder))]
    matched = tmp_path / "matched"
    assert kg("align", *options, "--out", matched, "--accept-above", "0.9").code == 0
    file = matched / "mappings.sssom.tsv"
    lines = file.read_text("utf-8").splitlines(keepends=True)
    near = [number for number, line in enumerate(lines) if line.startswith("\tSupport\tskos:closeMatch\tProfessional")]
    assert len(near) == 1, "proposed as close, for a person to decide"
    lines[near[0]] = "accept" + lines[near[0]].replace("closeMatch", "exactMatch")
    file.write_text("".join(lines), "utf-8")
    assert kg("align", *options, "--out", matched).code == 0
    found = kg_open("built-in", *folders[:3], matched).consensus()
    rows = {
        (row.side, row.property, row.status): " ".join(f"{say.polarity}{short(say.article)}" for say in row.sayings)
        for row in found.rows
    }
    assert rows["Closed models", "Support", "agreed"] == f"+{CLINIC} +{TEAM} +open-vs-closed-ai"
    assert rows["Open models", "Transparency", "agreed"] == f"+{SCHOOL} +{TEAM} +open-vs-closed-ai"
    assert rows["Open models", "Cost-effectiveness", "disputed"] == (f"-{CLINIC} +{SCHOOL} +{TEAM} +open-vs-closed-ai")


def test_without_an_alignment_a_word_tells_how_to_get_one(folders: list[Path]) -> None:
    ran = kg("consensus", "-g", "built-in", "-g", folders[0])
    assert ran.code == 0
    assert "kg align" in ran.err


def test_one_article_alone_has_no_consensus() -> None:
    ran = kg("consensus")
    assert ran.code == 2
    assert len(ran.err.splitlines()) == 1
    assert "-g built-in" in ran.err
