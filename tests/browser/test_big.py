"""The page of a big graph, used as a person does; one page and, for most of it, one tab."""

from __future__ import annotations

import io
from urllib.parse import quote

import networkx as nx
import pytest
from field import lines
from rdflib import RDF, Literal, URIRef
from rdflib import Graph as RdfGraph
from test_take_away import DIFFERENCE, SEEN, as_url, taken

from kg.graph import Graph
from kg.network import network
from kg.page import build
from kg.page.words import WORDS

pytestmark = pytest.mark.browser
LANGUAGES = pytest.mark.parametrize("language", [pytest.param("zh", marks=pytest.mark.slow), "en"])
#: Where a node or group stands in the window, and how large it is there.
PLACE = """id => {
    const { network } = claimgraph, held = network.body.nodes[id];
    const at = network.canvasToDOM({ x: held.x, y: held.y });
    const frame = document.getElementById("graph").getBoundingClientRect();
    return { x: at.x + frame.x, y: at.y + frame.y, size: held.options.size * network.getScale() };
}"""
HELD = "Object.keys(claimgraph.network.body.nodes)"
#: Moving the view has ended and what is near is held.
SETTLED = """() => new Promise(done => {
    let last = null, since = performance.now();
    const look = () => {
        const now = JSON.stringify([claimgraph.network.getScale(), claimgraph.network.getViewPosition()]);
        if (now !== last) [last, since] = [now, performance.now()];
        if (performance.now() - since > 400) done();
        else setTimeout(look, 40);
    };
    look();
})"""


@pytest.fixture(scope="module")
def net(big_graph):
    return network(big_graph)


def tree(tab):
    return tab.get_by_role("tree").get_by_role("treeitem")


def groups(tab):
    return [name for name in tab.evaluate(HELD) if name.startswith("group:")]


def open_first(tab):
    tab.keyboard.press("t")
    tab.keyboard.press("Enter")
    tab.get_by_role("searchbox").focus()
    tab.evaluate(SETTLED)


def nodes(tab):
    return [name for name in tab.evaluate(HELD) if name.startswith("http")]


def colours(tab, box=(0, 0, 1440, 800)):
    """How many colours a part of the canvas has."""
    return tab.evaluate(
        """([x, y, width, height]) => {
            const c = new OffscreenCanvas(width, height).getContext("2d");
            c.drawImage(document.querySelector("#graph canvas"), -x, -y);
            return new Set(new Uint32Array(c.getImageData(0, 0, width, height).data.buffer)).size;
        }""",
        list(box),
    )


@LANGUAGES
def test_the_page_asks_for_nothing_and_shows_groups_with_names(show, big, language):
    tab = show(big, lang=language)
    assert tab.misdeeds() == {"requests": [], "logged": [], "violations": []}
    assert 10 < len(groups(tab)) < 80
    assert nodes(tab) == []
    assert colours(tab) > 50
    assert tree(tab).count() == len(groups(tab))


@LANGUAGES
def test_a_click_opens_a_group_and_its_nodes_keep_their_places(show, big, language):
    tab = show(big, lang=language)
    name = groups(tab)[0]
    before = tab.evaluate("id => claimgraph.network.getPosition(id)", name)
    place = tab.evaluate(PLACE, name)
    tab.mouse.click(place["x"], place["y"] + place["size"] / 2)
    tab.evaluate(SETTLED)
    assert name not in groups(tab)
    centre = tab.evaluate("claimgraph.network.getViewPosition()")
    assert abs(centre["x"] - before["x"]) < 5
    assert abs(centre["y"] - before["y"]) < 5
    near = nodes(tab)
    assert len(near) > 20
    there = tab.evaluate("id => claimgraph.network.getPosition(id)", near[0])
    tab.click("#fit")
    tab.evaluate(SETTLED)
    assert name in groups(tab)
    tab.evaluate("id => claimgraph.select(id)", near[0])
    assert tab.evaluate("id => claimgraph.network.getPosition(id)", near[0]) == there
    assert tab.misdeeds()["logged"] == []


@LANGUAGES
def test_the_tree_opens_groups_by_keyboard_in_the_picture_too(show, big, language):
    tab = show(big, lang=language)
    before = tree(tab).count()
    tab.keyboard.press("t")
    for key in ("ArrowDown", "ArrowDown", "Enter"):
        tab.keyboard.press(key)
    tab.evaluate(SETTLED)
    row = tree(tab).nth(2)
    name = row.get_attribute("data-key").replace(" ", ":")
    assert row.get_attribute("aria-expanded") == "true"
    assert name not in groups(tab)
    assert row.locator("span").inner_text() in tab.locator("#live").inner_text()
    inside = int(row.locator("b").inner_text())
    assert tree(tab).count() == before + inside
    tab.keyboard.press("ArrowRight")
    tab.keyboard.press("Enter")
    assert tree(tab).nth(3).get_attribute("data-node") == tab.selected()[0]
    assert tree(tab).nth(3).get_attribute("aria-selected") == "true"
    tab.keyboard.press("ArrowLeft")
    tab.keyboard.press("ArrowLeft")
    assert tree(tab).count() == before, "a closed group has no rows"


@LANGUAGES
def test_search_finds_in_both_languages_and_shows_quote_and_links(show, big, net, language):
    tab = show(big, lang=language)
    iri = next(iri for iri, node in net.nodes(data=True) if node["kind"] == "claim")
    node = net.nodes[iri]
    for spoken in ("zh", "en"):
        tab.get_by_role("searchbox").fill(node["labels"][spoken])
        tab.locator(f"#suggestions [data-node='{iri}']").wait_for()
        tab.get_by_role("searchbox").fill("")
    tab.get_by_role("searchbox").fill(node["labels"]["en"])
    tab.locator(f"#suggestions [data-node='{iri}']").click()
    details = tab.locator("#details")
    assert details.locator("h2").inner_text() == node["labels"][language]
    assert node["labels"]["zh" if language == "en" else "en"] in details.inner_text()
    assert details.locator("blockquote").inner_text() == node["quote"]
    assert tab.selected() == [iri]
    assert f"node={quote(iri, safe='')}" in tab.url
    linked = {other for edge in (*net.in_edges(iri), *net.out_edges(iri)) for other in edge} - {iri}
    assert {made.get_attribute("data-node") for made in details.locator("[data-node]").all()} == linked


@LANGUAGES
def test_the_address_selects_and_the_back_button_returns(show, big, net, language):
    first, second = [iri for iri, node in net.nodes(data=True) if node["kind"] == "entity"][:2]
    tab = show(big, lang=language, node=first)
    assert tab.locator("#details h2").inner_text() == net.nodes[first]["labels"][language]
    tab.evaluate("id => claimgraph.select(id)", second)
    assert tab.selected() == [second]
    tab.go_back()
    assert tab.selected() == [first]
    tab.keyboard.press("Escape")
    assert tab.selected() == []
    assert tab.locator("#details").is_hidden()


@LANGUAGES
def test_a_dot_is_selected_by_a_click_once_its_group_is_open(show, big, net, language):
    tab = show(big, lang=language)
    open_first(tab)
    tab.evaluate(SETTLED)
    inside = [
        (iri, place)
        for iri in nodes(tab)[:40]
        if 100 < (place := tab.evaluate(PLACE, iri))["x"] < 1300 and 120 < place["y"] < 800
    ]
    iri, place = inside[0]
    tab.mouse.move(place["x"], place["y"])
    assert "over" in (tab.locator("#graph").get_attribute("class") or "")
    tab.mouse.click(place["x"], place["y"])
    assert tab.selected() == [iri]
    assert tab.locator("#details h2").inner_text() == net.nodes[iri]["labels"][language]


@LANGUAGES
def test_the_legend_takes_a_kind_out_of_the_picture_and_what_is_chosen_brings_it_back(show, big, net, language):
    tab = show(big, lang=language)
    claims = tab.locator(".filter", has_text=WORDS[language]["claims"])
    claims.click()
    assert claims.get_attribute("aria-pressed") == "false"
    open_first(tab)
    tab.evaluate(SETTLED)
    assert not any(net.nodes[iri]["kind"] == "claim" for iri in nodes(tab))
    iri = next(iri for iri, node in net.nodes(data=True) if node["kind"] == "claim")
    tab.evaluate("id => claimgraph.select(id)", iri)
    assert claims.get_attribute("aria-pressed") == "true"
    assert tab.selected() == [iri]


def test_language_and_theme_change_what_is_drawn(show, big):
    tab = show(big, scheme="dark")
    dark = tab.locator("#graph canvas").screenshot()
    tab.click("#theme")
    tab.wait_for_timeout(300)
    assert tab.locator("#graph canvas").screenshot() != dark
    first = tree(tab).first.locator("span").inner_text()
    tab.click("#language")
    assert tab.locator("html").get_attribute("lang") == "zh"
    assert tree(tab).first.locator("span").inner_text() != first
    assert tab.misdeeds() == {"requests": [], "logged": [], "violations": []}


@pytest.mark.slow
def test_pictures_and_data_can_be_taken_away(show, big, net, chromium):
    tab, sharp = show(big), show(big, scale=2)
    for each in (tab, sharp):
        each.evaluate(SETTLED)
    page = chromium.new_page()
    assert (
        page.evaluate(DIFFERENCE, [tab.evaluate(SEEN), as_url(taken(tab, "svg")[0], "image/svg+xml")])["different"]
        < 0.005
    )
    assert (
        page.evaluate(DIFFERENCE, [sharp.evaluate(SEEN), as_url(taken(tab, "png")[0], "image/png")])["different"]
        < 0.005
    )
    page.close()
    graph = RdfGraph().parse(data=taken(tab, "jsonld")[0], format="json-ld")
    assert {(str(s), str(o), str(p)) for s, p, o in graph if p != RDF.type and isinstance(o, URIRef)} == set(
        net.edges(keys=True)
    )
    made = nx.read_graphml(io.BytesIO(taken(tab, "graphml")[0]), force_multigraph=True)
    assert set(made) == set(net)
    assert made.number_of_edges() == net.number_of_edges()
    assert {str(literal) for literal in graph.objects() if isinstance(literal, Literal)} >= {
        item["value"] for _, node in net.nodes(data=True) for item in node["literals"]
    }
    assert tab.misdeeds() == {"requests": [], "logged": [], "violations": []}


#: Counts the frames that are drawn in half a second.
FRAMES = """() => new Promise(done => {
    let drawn = 0;
    claimgraph.network.on("afterDrawing", () => { drawn += 1; });
    setTimeout(() => done(drawn), 500);
})"""
UNDER = """([x, y]) => {
    const { left, top } = document.getElementById("graph").getBoundingClientRect();
    return claimgraph.network.DOMtoCanvas({ x: x - left, y: y - top });
}"""


def test_the_wheel_lets_the_view_glide_in_many_frames_and_what_is_under_the_pointer_stays(show, big):
    tab = show(big)
    tab.evaluate(SETTLED)
    before, scale = tab.evaluate(UNDER, [400, 500]), tab.evaluate("claimgraph.network.getScale()")
    tab.mouse.move(400, 500)
    tab.mouse.wheel(0, -120)
    assert tab.evaluate(FRAMES) >= 4, "one turn of the wheel is more than one frame"
    tab.evaluate(SETTLED)
    assert tab.evaluate("claimgraph.network.getScale()") == pytest.approx(1.2 * scale, rel=0.05)
    assert tab.evaluate(UNDER, [400, 500]) == pytest.approx(before, abs=2 / scale)


def test_dragging_moves_the_picture_as_far_as_the_pointer(show, big):
    tab = show(big)
    tab.evaluate(SETTLED)
    before = tab.evaluate(UNDER, [500, 500])
    tab.mouse.move(500, 500)
    tab.mouse.down()
    tab.mouse.move(560, 520)
    tab.mouse.move(640, 440)
    tab.mouse.up()
    tab.evaluate(SETTLED)
    scale = tab.evaluate("claimgraph.network.getScale()")
    assert tab.evaluate(UNDER, [640, 440]) == pytest.approx(before, abs=2 / scale)


def test_on_a_narrow_screen_the_picture_stands_upright(show, big):
    extent = """() => {
        const places = Object.values(claimgraph.network.getPositions());
        const [x, y] = ["x", "y"].map((axis) => places.map((place) => place[axis]));
        return [Math.max(...x) - Math.min(...x), Math.max(...y) - Math.min(...y)];
    }"""
    tab = show(big, width=390, height=844)
    across, down = tab.evaluate(extent)
    assert down > across
    tab.set_viewport_size({"width": 1440, "height": 844})
    tab.evaluate(SETTLED)
    assert tab.evaluate(extent) == [down, across]
    assert groups(tab)


def test_where_motion_is_unwelcome_the_view_jumps(show, big, chromium):
    page = chromium.new_context(reduced_motion="reduce").new_page()
    page.goto(big.as_uri())
    page.wait_for_selector("html[data-ready=true]")
    before = page.evaluate("claimgraph.network.getScale()")
    page.evaluate("document.getElementById('zoom_in').click()")
    assert page.evaluate("claimgraph.network.getScale()") == pytest.approx(1.25 * before)
    page.context.close()


@pytest.mark.slow
def test_a_part_of_the_picture_looks_the_same_whichever_way_the_view_came_to_it(show, big):
    tab = show(big)
    there = "claimgraph.network.moveTo({ position: { x: 0, y: 0 }, scale: 0.25, animation: false })"
    seen = []
    for way in ([], [(0.25, 900), (0.25, 300)], [(0.8, 0), (0.11, 0)]):
        for scale, x in way:
            tab.evaluate(
                "([scale, x]) => claimgraph.network.moveTo({ position: { x, y: 0 }, scale, animation: false })",
                [scale, x],
            )
            tab.wait_for_timeout(250)
        tab.evaluate(there)
        tab.evaluate(SETTLED)
        tab.wait_for_timeout(200)
        seen.append(tab.evaluate(SEEN))
    assert tab.evaluate(DIFFERENCE, seen[:2])["different"] < 0.0005
    assert tab.evaluate(DIFFERENCE, [seen[0], seen[2]])["different"] < 0.0005


@pytest.mark.huge
@pytest.mark.parametrize("count", [20_000, 100_000])
def test_tens_of_thousands_of_nodes_are_shown_searched_and_moved(show, tmp_path, count):
    path = tmp_path / "field.nt"
    path.write_text("\n".join(lines(count, 2 * count)), "utf-8")
    graph = Graph.read([path])
    made = build(graph, language="en")
    assert (made.nodes, made.links) == (count, 2 * count)
    (tmp_path / "big.html").write_text(made.html, "utf-8", newline="\n")
    tab = show(tmp_path / "big.html")
    assert len(groups(tab)) < 400
    assert colours(tab) > 50
    # Every scale draws something, and what is near can be read and pointed at.
    fit = tab.evaluate("claimgraph.network.getScale()")
    for scale in (1.5 * fit, 2 * fit, 4 * fit, 1):
        tab.evaluate("scale => claimgraph.network.moveTo({ scale, animation: false })", scale)
        tab.wait_for_timeout(500)
        assert colours(tab) > 20
    tab.get_by_role("searchbox").fill("ba")
    tab.locator("#suggestions [role=option]").first.click()
    tab.evaluate(SETTLED)
    assert len(tab.selected()) == 1
    assert tab.misdeeds() == {"requests": [], "logged": [], "violations": []}
