"""The tree of nodes beside the picture: by keyboard, by mouse, in both languages."""

from __future__ import annotations

import pytest

from kg.graph import Graph
from kg.page import page as make_page
from kg.page.words import WORDS

pytestmark = pytest.mark.browser

BASE = "https://w3id.org/claimgraph/article/open-vs-closed-ai/"
PRIVACY = BASE + "entity-differential-privacy"


def rows(tab):
    return tab.get_by_role("tree").locator("[role=treeitem]")


def at(tab):
    """The words of the row that has the focus."""
    return tab.evaluate("document.activeElement.querySelector('[dir]').textContent")


def press(tab, *keys):
    for key in keys:
        tab.keyboard.press(key)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_tree_is_walked_opened_and_closed_by_keyboard_and_enter_selects(show, net, language):
    tab = show(lang=language)
    first = net.graph["dimensions"][0]
    name = net.nodes[first]["labels"][language]
    press(tab, "t", "Home")
    assert at(tab) == net.nodes[net.graph["alternatives"][0]]["labels"][language]
    press(tab, "ArrowDown", "ArrowDown", "ArrowDown")
    assert at(tab) == name
    before = rows(tab).count()
    press(tab, "ArrowRight")
    assert tab.evaluate("document.activeElement.getAttribute('aria-expanded')") == "true"
    assert rows(tab).count() > before
    press(tab, "ArrowRight", "ArrowDown", "ArrowRight", "ArrowRight")
    claim = next(iri for iri in net if net.nodes[iri]["kind"] == "claim")
    assert at(tab) == net.nodes[claim]["labels"][language]
    press(tab, "Enter")
    assert tab.selected() == [claim]
    assert tab.evaluate("document.activeElement.getAttribute('aria-selected')") == "true"
    press(tab, "ArrowLeft", "ArrowLeft", "ArrowLeft", "ArrowLeft")
    assert at(tab) == name
    assert rows(tab).count() == before
    press(tab, "End")
    assert at(tab) == WORDS[language]["entities"]
    assert tab.misdeeds() == {"requests": [], "logged": [], "violations": []}


def test_rows_tell_their_level_their_place_and_how_many_there_are(show):
    tab = show(lang="en")
    press(tab, "t", "End", "ArrowRight", "ArrowRight", "*")
    told = rows(tab).evaluate_all(
        "rows => rows.map(r => ['level', 'posinset', 'setsize'].map(n => Number(r.getAttribute('aria-' + n))))"
    )
    counts = {}
    for level, place, size in told:
        counts[level] = counts.get(level, 0) + 1 if place > 1 else 1
        assert place == counts[level] <= size
    assert max(level for level, _, _ in told) == 3
    assert rows(tab).evaluate_all("rows => rows.filter(r => r.tabIndex === 0).length") == 1
    named = tab.get_by_role("treeitem", name="Differential privacy Entity")
    assert named.count() == 1


def test_only_what_is_opened_is_built(show, net):
    tab = show()
    assert rows(tab).count() < 10
    assert tab.get_by_role("tree").locator(f'[data-node="{PRIVACY}"]').count() == 0


def test_typing_letters_goes_to_the_next_row_that_begins_with_them(show):
    tab = show(lang="en")
    press(tab, "t", "Home", "c", "o", "m", "m", "u")
    assert at(tab) == "Community participation and collaboration"
    tab.wait_for_timeout(800)
    press(tab, "e")
    assert at(tab) == "Entities"


@pytest.mark.parametrize("width", [1440, 390])
def test_the_canvas_makes_room_for_the_tree_and_takes_it_back(show, width):
    tab = show(width=width)
    whole = tab.locator("#graph").bounding_box()
    button = tab.locator("#list")
    button.click()
    assert button.get_attribute("aria-expanded") == "true"
    graph, tree = tab.locator("#graph").bounding_box(), tab.get_by_role("tree").bounding_box()
    if width > 700:
        assert tree["x"] + tree["width"] <= graph["x"]
    else:
        assert tree["y"] + tree["height"] <= graph["y"] + 1
    assert graph["x"] + graph["width"] <= width
    button.click()
    assert tab.locator("#graph").bounding_box() == whole


def test_the_tree_opens_while_the_focus_is_in_it(show):
    tab = show()
    whole = tab.locator("#graph").bounding_box()
    press(tab, "t")
    assert tab.locator("#graph").bounding_box()["width"] < whole["width"]
    press(tab, "/")
    assert tab.locator("#graph").bounding_box() == whole


def test_what_is_selected_elsewhere_is_found_in_the_tree_and_a_click_on_a_row_selects(show):
    tab = show(lang="en")
    tab.locator("#list").click()
    tab.evaluate("iri => claimgraph.select(iri)", PRIVACY)
    row = tab.get_by_role("treeitem", name="Differential privacy")
    assert row.get_attribute("aria-selected") == "true"
    tab.get_by_role("treeitem", name="Google Entity", exact=True).click()
    assert tab.selected() == [BASE + "entity-google"]
    assert row.get_attribute("aria-selected") == "false"


def test_the_tree_holds_what_the_filters_leave_in_the_language_chosen(show):
    tab = show()
    tab.locator("#list").click()
    assert "实体" in rows(tab).last.text_content()
    tab.locator(".filter[data-key=entity]").click()
    assert "实体" not in rows(tab).last.text_content()
    tab.locator(".filter[data-key=entity]").click()
    tab.locator("#language").click()
    assert "Entities" in rows(tab).last.text_content()


def test_a_long_group_of_any_graph_is_shown_in_parts(show, tmp_path):
    source, target = tmp_path / "many.ttl", tmp_path / "many.html"
    names = "".join(f'e:n{n} a e:T ; rdfs:label "thing {n:03}" .\n' for n in range(230))
    source.write_text(
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix e: <http://e/> .\n"
        f'{names} e:x a e:U ; rdfs:label "other" ; e:p e:n1 .',
        "utf-8",
    )
    target.write_text(make_page(Graph.read([source]), language="en"), "utf-8", newline="\n")
    tab = show(target)
    press(tab, "t", "Home", "ArrowRight", "End", "ArrowUp")
    assert tab.evaluate("document.activeElement.textContent") == "Show 30 more"
    press(tab, "Enter")
    assert tab.evaluate("document.activeElement.getAttribute('aria-posinset')") == "201"
    assert rows(tab).count() == 232
