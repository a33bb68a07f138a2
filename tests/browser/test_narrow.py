"""The page on a screen as narrow as a telephone's."""

from __future__ import annotations

import json

import pytest

pytestmark = pytest.mark.browser

BASE = "https://w3id.org/claimgraph/article/open-vs-closed-ai/"
PRIVACY = BASE + "entity-differential-privacy"
#: Lines wider than their cards, and cards wider than the window, in the fonts of this browser.
TOO_WIDE = """language => {
    const { portrait, items, sizes } = JSON.parse(document.getElementById("payload").textContent);
    const c = document.createElement("canvas").getContext("2d");
    const family = getComputedStyle(document.body).fontFamily;
    const bold = { claim: 600, verdict: 600, alternative: 600, dimension: 600 };
    const found = [];
    for (const [place, card] of portrait[language].cards) {
        for (const [part, lines] of Object.entries(card.lines[language])) {
            if (!sizes[part]) continue;
            c.font = `${part === "more" ? 400 : bold[items[place].kind] || 400} ${sizes[part]}px ${family}`;
            for (const line of lines) {
                const room = card.width[language] - (part === "pill" ? 40 : 20);
                if (c.measureText(line).width > room) found.push([line, c.measureText(line).width, room]);
            }
        }
    }
    return found;
}"""


def view(tab):
    return tab.evaluate("[claimgraph.network.getViewPosition(), claimgraph.network.getScale()]")


def top_of(tab, iri):
    return tab.place(iri)["y"]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", [390, 360])
def test_every_node_stands_in_one_column_at_a_legible_size(show, net, width, language):
    tab = show(width=width, height=800, lang=language)
    data = json.loads(tab.text_content("#payload"))
    scale = tab.evaluate("claimgraph.network.getScale()")
    assert min(data["sizes"].values()) * scale >= 11
    assert tab.evaluate(TOO_WIDE, language) == []
    for number, card in data["portrait"][language]["cards"]:
        x, half = tab.place(data["items"][number]["id"])["x"], card["width"][language] * scale / 2
        assert x - half >= 0
        assert x + half <= width
    assert tab.misdeeds() == {"requests": [], "logged": [], "violations": []}


def test_the_wheel_and_dragging_scroll_and_stop_at_both_ends(show, net):
    tab = show(width=390, height=800)
    left = net.graph["alternatives"][0]
    last = next(iri for iri in reversed(list(net)) if net.nodes[iri]["labels"]["en"] == "BERT")
    at_first, scale = view(tab)
    first = top_of(tab, left)
    tab.mouse.move(195, 500)
    tab.mouse.wheel(0, 300)
    tab.wait_for_timeout(100)
    assert top_of(tab, left) == pytest.approx(first - 300, abs=2)
    assert view(tab)[1] == scale
    tab.mouse.wheel(300, 90_000)
    tab.wait_for_timeout(100)
    assert 200 < top_of(tab, last) < 800
    assert view(tab)[0]["x"] == pytest.approx(at_first["x"], abs=1)
    tab.mouse.wheel(0, -90_000)
    tab.wait_for_timeout(100)
    assert top_of(tab, left) == pytest.approx(first, abs=2)
    tab.mouse.move(195, 700)
    tab.mouse.down()
    tab.mouse.move(250, 500, steps=5)
    tab.mouse.up()
    tab.wait_for_timeout(100)
    assert top_of(tab, left) == pytest.approx(first - 200, abs=12)
    assert view(tab)[0]["x"] == pytest.approx(at_first["x"], abs=1)


def test_changing_the_language_changes_the_arrangement_with_it(show):
    tab = show(width=390, height=800, lang="zh")
    zh = tab.place(PRIVACY)["y"]
    tab.locator("#language").click()
    tab.wait_for_timeout(200)
    assert tab.place(PRIVACY)["y"] > zh + 40
    assert tab.place(PRIVACY) == pytest.approx(show(width=390, height=800, lang="en").place(PRIVACY), abs=12)


def test_a_card_is_selected_where_it_stands(show, net):
    tab = show(width=390, height=800)
    claim = next(iri for iri in net if net.nodes[iri]["labels"]["en"] == "Community review")
    tab.mouse.click(*tab.place(claim).values())
    tab.wait_for_selector("#details:not([hidden])")
    assert tab.selected() == [claim]


def test_turning_the_screen_changes_the_arrangement_and_back(show):
    tab = show(width=390, height=844)
    slim = tab.place(PRIVACY)
    tab.set_viewport_size({"width": 1440, "height": 900})
    tab.wait_for_timeout(300)
    assert tab.place(PRIVACY)["x"] == pytest.approx(720, abs=3)
    assert tab.place(PRIVACY)["y"] < 320
    tab.set_viewport_size({"width": 390, "height": 844})
    tab.wait_for_timeout(300)
    assert tab.place(PRIVACY) == pytest.approx(slim, abs=2)


@pytest.mark.parametrize("width", [390, 360])
def test_on_a_narrow_screen_nothing_runs_over_and_details_are_a_sheet_below_the_graph(show, width):
    tab = show(width=width, height=800)
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    assert tab.evaluate("claimgraph.network.getScale()") >= 1
    tab.evaluate("iri => claimgraph.select(iri)", PRIVACY)
    tab.wait_for_selector("#details:not([hidden])")
    graph, details = tab.locator("#graph").bounding_box(), tab.locator("#details").bounding_box()
    assert details["width"] == width
    assert graph["y"] + graph["height"] <= details["y"] + 1
    assert graph["height"] > 250
    place = tab.place(PRIVACY)
    assert 0 < place["x"] < width
    assert graph["y"] < place["y"] < details["y"]
