"""The page of an article that compares three things, with statements about none of them alone."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from command import ROOT, kg

from kg.graph import Graph
from kg.page import page as make_page

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("lanes")
    article, out = folder / "towns", folder / "page.html"
    for arguments in (
        ("ingest", ROOT / "tests" / "data" / "bus-tram-bicycle.md", "--out", article),
        ("review", article, "--accept-all"),
        ("view", "-g", article, "-o", out, "--lang", "en"),
    ):
        ran = kg(*arguments)
        assert ran.code == 0, ran.err
    return out


def rows(tab):
    return [[cell.inner_text().split("\n") for cell in row.locator("th, td").all()] for row in tab.locator("tr").all()]


@pytest.mark.parametrize("width", [1440, 390])
def test_each_side_has_its_lane_on_a_wide_screen_and_its_turn_on_a_narrow_one(show, made, width):
    tab = show(made, width=width)
    names = ["Bus", "Tram", "Bicycle", "Reach", "Delays", "Capacity", "Building time", "Health", "Weather"]
    places = tab.evaluate(
        """() => Object.fromEntries(JSON.parse(document.getElementById("payload").textContent).items.map((item) => {
            const nodes = claimgraph.network.getPositions();
            return [item.labels.en, nodes[item.id]];
        }))"""
    )
    where = {name: places[name] for name in names}
    if width == 1440:
        for side, claims in (
            ("Bus", ["Reach", "Delays"]),
            ("Tram", ["Capacity", "Building time"]),
            ("Bicycle", ["Health", "Weather"]),
        ):
            assert all(abs(where[claim]["x"] - where[side]["x"]) < 250 for claim in claims)
        assert where["Bus"]["x"] < where["Tram"]["x"] == 0 < where["Bicycle"]["x"]
    else:
        order = ["Reach", "Delays", "Capacity", "Building time", "Health", "Weather"]
        assert sorted(order, key=lambda name: where[name]["y"]) == order
    assert tab.misdeeds() == {"requests": [], "logged": [], "violations": []}


def test_a_long_picture_begins_at_a_size_at_which_it_can_be_read(show, tmp_path):
    said = "@prefix cg: <https://w3id.org/claimgraph/ns#> . @prefix e: <http://e/> . e:s0 a cg:Alternative . "
    for row in range(12):
        said += f"e:d{row} a cg:Dimension . "
        said += f"e:c{row} a cg:Claim ; cg:isAbout e:s{row % 3} ; cg:isInDimension e:d{row} . "
    said += "e:s1 a cg:Alternative . e:s2 a cg:Alternative ."
    path = tmp_path / "long.html"
    path.write_text(make_page(Graph.of_layers("http://e/article", {"said": said}), language="en"), "utf-8")
    tab = show(path)
    sizes = json.loads(tab.text_content("#payload"))["sizes"]
    assert min(sizes.values()) * tab.evaluate("claimgraph.network.getScale()") >= 11
    frame = tab.locator("#graph").bounding_box()
    assert frame["y"] < tab.place("http://e/s0")["y"] < frame["y"] + 60
    assert tab.place("http://e/d9")["y"] > frame["y"] + frame["height"]
    tab.click("#fit")
    assert tab.place("http://e/d9")["y"] < frame["y"] + frame["height"]


def test_the_matrix_shows_definitions_signs_and_what_belongs_to_no_single_side(show, made):
    tab = show(made, view="matrix")
    found = rows(tab)
    assert found[0][1:] == [["Bus"], ["Tram"], ["Bicycle"]]
    assert found[1] == [
        ["Definitions"],
        ["is a vehicle that follows a timetable on ordinary roads."],
        ["is a vehicle on rails in the street."],
        ["is a vehicle that its rider moves."],
    ]
    assert found[2] == [
        ["How to choose"],
        ["Distance", "measure how far most people travel.", "Hills", "look at the map before you decide."],
    ]
    assert found[3][1][:2] == ["＋ Reach", "a bus gets to every village."]
    assert found[3][1][-2] == "－ Delays"
    assert found[4][1] == ["In conclusion, bus, tram and bicycle each have their place, and most towns need all three."]


def test_the_matrix_taken_away_keeps_what_belongs_to_no_single_side_apart(show, made):
    tab = show(made, view="matrix")
    tab.locator("#download").click()
    with tab.expect_download() as taken:
        tab.locator("[data-download=csv]").click()
    table = list(csv.reader(io.StringIO(Path(taken.value.path()).read_bytes().decode("utf-8-sig"), newline="")))
    assert table[0] == ["Dimension", "Content", "Bus", "Tram", "Bicycle", "Of no single side"]
    assert table[1][:3] == ["Definitions", "Definition", "is a vehicle that follows a timetable on ordinary roads."]
    assert table[2][:5] == ["How to choose", "Claims", "", "", ""]
    assert table[2][5].startswith("Distance: measure how far")
    assert "(-) Delays: a bus stands" in table[3][2]
    assert table[-1][1:5] == ["Verdicts", "", "", ""]


def test_each_of_several_articles_has_a_matrix_under_its_headline(show, made, tmp_path):
    page = tmp_path / "two.html"
    ran = kg("view", "-g", made.parent / "towns", "-g", "built-in", "-o", page, "--lang", "en")
    assert ran.code == 0, ran.err
    tab = show(page, view="matrix")
    assert sorted(tab.locator("#panel-matrix h2").all_inner_texts()) == [
        "Bus, tram or bicycle in a small town",
        "开源与闭源AI模型的对决：数据隐私、商业应用与社区参与",
    ]
    heads = [head.split("\t")[1:] for head in tab.locator("#panel-matrix thead").all_inner_texts()]
    assert sorted(map(len, heads)) == [2, 3]
    tab.locator("#download").click()
    with tab.expect_download() as taken:
        tab.locator("[data-download=markdown]").click()
    text = Path(taken.value.path()).read_text("utf-8")
    assert len([line for line in text.splitlines() if line.startswith("| ---")]) == 2
    assert "## Bus, tram or bicycle in a small town\n\n| Dimension | Content | Bus | Tram | Bicycle |" in text
