"""Neighbours, paths, the way back, and all of it in the address."""

from __future__ import annotations

import re

import networkx as nx
import pytest
from playwright.sync_api import expect

from kg.page.words import WORDS

pytestmark = pytest.mark.browser

BASE = "https://w3id.org/claimgraph/article/open-vs-closed-ai/"
PRIVACY, GOOGLE, UBER, GDPR, PYSYFT = (
    BASE + f"entity-{name}" for name in ("differential-privacy", "google", "uber", "gdpr", "pysyft")
)
FRAME = {"alternative", "dimension"}


def visible(tab):
    return set(tab.evaluate("claimgraph.network.body.data.nodes.get().filter(n => !n.hidden).map(n => n.id)"))


def near(net, start, hops):
    """What is at most so many links away, over what is drawn, not through sides and dimensions."""
    found, edge = {start}, {start}
    for _ in range(hops):
        going = {iri for iri in edge if iri == start or net.nodes[iri]["kind"] not in FRAME}
        edge = {other for iri in going for other in nx.all_neighbors(net, iri)} - found
        edge = {iri for iri in edge if net.nodes[iri]["kind"] != "summary"}
        found |= edge
    return found | {iri for iri in net if net.nodes[iri]["kind"] in FRAME}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_neighbours_within_one_two_and_three_links_are_shown_by_button_and_by_key(show, net, language):
    tab = show(lang=language, node=GOOGLE)
    everything = visible(tab)
    for hops in (1, 2, 3):
        button = tab.get_by_role("button", name=WORDS[language][f"hops_{hops}"], exact=True)
        button.click()
        assert button.get_attribute("aria-pressed") == "true"
        assert visible(tab) == near(net, GOOGLE, hops) & everything
        assert f"hops={hops}" in tab.url
        assert WORDS[language][f"hops_{hops}"] in tab.locator("#live").text_content()
        assert tab.evaluate("document.activeElement.dataset.act") == f"hops-{hops}"
    tab.keyboard.press("1")
    assert visible(tab) == near(net, GOOGLE, 1) & everything
    tab.keyboard.press("0")
    assert visible(tab) == everything
    assert tab.misdeeds() == {"requests": [], "logged": [], "violations": []}


def test_the_focus_follows_the_selection_and_back_and_forward_retrace_it(show, net):
    tab = show(lang="en", node=GOOGLE)
    everything = visible(tab)
    back, forward = tab.locator("#back"), tab.locator("#forward")
    assert back.is_disabled()
    tab.keyboard.press("1")
    tab.locator("#details").get_by_role("button", name="BERT", exact=True).first.click()
    assert visible(tab) == near(net, BASE + "entity-bert", 1) & everything
    back.click()
    tab.until("document.querySelector('#details h2').textContent === 'Google'")
    assert visible(tab) == near(net, GOOGLE, 1) & everything
    tab.keyboard.press("[")
    expect(back).to_be_disabled()
    assert visible(tab) == everything
    forward.click()
    expect(back).to_be_enabled()
    tab.keyboard.press("]")
    tab.until("document.querySelector('#details h2').textContent === 'BERT'")
    expect(forward).to_be_disabled()


def test_escape_leaves_the_neighbourhood_first_and_then_the_selection(show):
    tab = show(node=GOOGLE)
    everything = visible(tab)
    tab.keyboard.press("2")
    tab.keyboard.press("Escape")
    assert visible(tab) == everything
    assert tab.selected() == [GOOGLE]
    tab.keyboard.press("Escape")
    assert tab.selected() == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_path_between_two_things_is_found_by_button_and_click(show, net, language):
    tab = show(lang=language, node=GDPR)
    tab.get_by_role("button", name=WORDS[language]["path_from"]).click()
    assert WORDS[language]["path_pick"] in tab.locator("#details").inner_text()
    tab.mouse.click(*tab.place(UBER).values())
    route = tab.locator("#details .route")
    ends = [net.nodes[iri]["labels"][language] for iri in (GDPR, UBER)]
    expect(route.locator("button").first).to_have_text(ends[0])
    expect(route.locator("button").last).to_have_text(ends[1])
    drawn = net.to_undirected().subgraph(iri for iri in net if net.nodes[iri]["kind"] != "summary")
    length = nx.shortest_path_length(drawn, GDPR, UBER)
    assert route.locator("button").count() == length + 1
    steps = WORDS[language]["path_length"].replace("{n}", str(length))
    assert steps in tab.locator("#details").inner_text()
    assert steps in tab.locator("#live").text_content()
    tab.get_by_role("button", name=WORDS[language]["path_clear"]).click()
    assert route.count() == 0
    assert tab.selected() == [UBER]


def test_a_path_prefers_what_is_said_to_what_position_says(show):
    tab = show(lang="en")
    tab.get_by_role("searchbox").fill("Privacy innovation")
    tab.keyboard.press("Enter")
    tab.locator("body").press("p")
    tab.keyboard.press("/")
    tab.keyboard.type("Differential privacy and federated")
    tab.keyboard.press("Enter")
    words = tab.locator("#details .route .words").all_text_contents()
    assert "is in dimension" not in words
    assert len(words) <= 2


def test_a_path_goes_only_over_what_the_filters_leave(show):
    tab = show(lang="en", **{"from": PYSYFT, "node": BASE + "entity-pytorch"})
    assert tab.locator("#details .route button").count() == 2
    for layer in ("derived", "said", "curated"):
        tab.locator(f".filter[data-group=layer][data-key={layer}]").click()
    assert WORDS["en"]["path_none"] in tab.locator("#details").inner_text()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_address_opens_filters_path_neighbourhood_and_finding(show, net, language):
    tab = show(lang=language, off="kind.example,side.t1", node=PRIVACY, hops="2")
    pressed = tab.locator(".filter[aria-pressed=false]").evaluate_all("all => all.map(e => e.dataset.key)")
    assert pressed == ["example", "t1"]
    assert not [iri for iri in visible(tab) if net.nodes[iri]["kind"] == "example"]
    assert tab.locator("[data-act=hops-2]").get_attribute("aria-pressed") == "true"
    other = show(lang=language, **{"from": GDPR, "node": UBER})
    assert other.locator("#details .route button").count() > 2
    third = show(lang=language, finding="mismatch")
    assert third.locator(".finding[aria-pressed=true]").get_attribute("data-finding") == "mismatch"
    for page in (tab, other, third):
        assert page.misdeeds()["logged"] == []


def test_filters_are_kept_in_the_address_and_the_way_back_undoes_them(show):
    tab = show()
    example = tab.locator(".filter[data-key=example]")
    example.click()
    tab.locator(".filter[data-key=d1]").click()
    assert "off=dimension.d1,kind.example" in tab.url
    tab.go_back()
    expect(tab.locator(".filter[data-key=d1]")).to_have_attribute("aria-pressed", "true")
    expect(example).to_have_attribute("aria-pressed", "false")
    tab.go_back()
    expect(example).to_have_attribute("aria-pressed", "true")


def test_an_address_with_nonsense_in_it_opens_the_whole_picture(show):
    tab = show(off="kind.nothing,<b>", hops="9", finding='"]', **{"from": "http://e/none"})
    assert len(visible(tab)) == 72
    assert tab.misdeeds()["logged"] == []


@pytest.mark.parametrize(
    ("group", "key", "gone"),
    [
        ("dimension", "d0", lambda node, net: node["dimension"] == net.graph["dimensions"][0]),
        ("polarity", "plus", lambda node, net: node["polarity"] == "+"),
        ("kind", "verdict", lambda node, net: node["kind"] == "verdict"),
    ],
)
def test_the_legend_filters_also_by_dimension_and_polarity_and_counts(show, net, group, key, gone):
    tab = show(lang="en")
    everything = visible(tab)
    wanted = {iri for iri in everything if net.nodes[iri]["kind"] not in FRAME and gone(net.nodes[iri], net)}
    button = tab.locator(f".filter[data-group={group}][data-key={key}]")
    assert button.locator("b").text_content() == str(len(wanted))
    button.click()
    assert everything - visible(tab) == wanted


def test_the_layers_of_the_legend_count_their_links_and_take_them_away(show, net):
    tab = show(lang="en", node=GOOGLE)
    for layer in ("said", "curated", "derived"):
        button = tab.locator(f".filter[data-group=layer][data-key={layer}]")
        count = sum(data["layer"] == layer for *_, data in net.edges(data=True))
        assert button.locator("b").text_content() == str(count)
    tab.keyboard.press("1")
    assert len(visible(tab)) > 6
    tab.locator(".filter[data-group=layer][data-key=derived]").click()
    assert {net.nodes[iri]["kind"] for iri in visible(tab) - {GOOGLE}} == FRAME


def test_on_a_narrow_screen_further_filters_open_below(show):
    tab = show(width=390, height=800, lang="en")
    button = tab.get_by_role("button", name=WORDS["en"]["more_filters"])
    assert tab.locator("#legend-more").is_hidden()
    button.click()
    assert button.get_attribute("aria-expanded") == "true"
    tab.get_by_role("button", name=re.compile("^Commercial use")).click()
    assert "off=dimension.d1" in tab.url
    assert tab.evaluate("document.documentElement.scrollWidth") <= 390
