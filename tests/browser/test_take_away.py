"""What can be taken away: pictures, data, the matrix; downloaded as a person does it, read by other programs."""

from __future__ import annotations

import base64
import csv
import io
import re

import networkx as nx
import pytest
from playwright.sync_api import expect
from rdflib import RDF, RDFS, Literal, URIRef
from rdflib import Graph as RdfGraph

from kg.graph import Graph
from kg.network import network
from kg.page import page as make_page
from kg.page.words import KIND_WORDS, WORDS

pytestmark = pytest.mark.browser

BASE = "https://w3id.org/claimgraph/article/open-vs-closed-ai/"
PRIVACY = BASE + "entity-differential-privacy"
SVG = "{http://www.w3.org/2000/svg}"
#: Part of the pixels of two pictures of one size that differ by more than 64 in a channel.
DIFFERENCE = """
async ([one, other]) => {
    const [a, b] = await Promise.all([one, other].map(async (source) => {
        const image = new Image();
        image.src = source;
        await image.decode();
        const canvas = new OffscreenCanvas(image.width, image.height);
        const context = canvas.getContext("2d");
        context.drawImage(image, 0, 0);
        return { size: [image.width, image.height], data: context.getImageData(0, 0, image.width, image.height).data };
    }));
    if (String(a.size) !== String(b.size)) throw new Error(`${a.size} and ${b.size}`);
    let different = 0, colours = new Set();
    for (let at = 0; at < a.data.length; at += 4) {
        colours.add(a.data[at] * 65536 + a.data[at + 1] * 256 + a.data[at + 2]);
        if ([0, 1, 2].some((part) => Math.abs(a.data[at + part] - b.data[at + part]) > 64)) different += 1;
    }
    return { different: different / (a.data.length / 4), colours: colours.size };
}
"""
#: The canvas as it is seen: with the ground under it.
SEEN = """
() => {
    const canvas = document.querySelector("#graph canvas");
    const sheet = Object.assign(document.createElement("canvas"), { width: canvas.width, height: canvas.height });
    const context = sheet.getContext("2d");
    context.fillStyle = getComputedStyle(document.documentElement).getPropertyValue("--ground");
    context.fillRect(0, 0, sheet.width, sheet.height);
    context.drawImage(canvas, 0, 0);
    return sheet.toDataURL();
}
"""


def taken(tab, name):
    """The file that an entry of the menu gives, and what it is called."""
    tab.locator("#download").click()
    with tab.page.expect_download() as waiting:
        tab.locator(f"[data-download={name}]").click()
    return waiting.value.path().read_bytes(), waiting.value.suggested_filename


@pytest.fixture(scope="module")
def difference(chromium):
    """Compares two pictures in a page without a policy."""
    page = chromium.new_page()
    yield lambda *pictures: page.evaluate(DIFFERENCE, pictures)
    page.close()


def as_url(content, type):
    return f"data:{type};base64,{base64.b64encode(content).decode()}"


@pytest.fixture(scope="module")
def other_rdf(tmp_path_factory):
    """A page in a force layout, of a file that is no comparison."""
    folder = tmp_path_factory.mktemp("rdf")
    source = folder / "animals.ttl"
    source.write_text(
        """
        @prefix : <https://example.org/> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
        :cat a :Animal ; rdfs:label "Cat"@en , "猫"@zh ; :eats :mouse , :fish ; :likes :mouse ; :lives 12 ;
            :born "2020-01-02"^^xsd:date .
        :mouse a :Animal ; rdfs:label "Mouse"@en ; :eats :cheese ; :fears :cat .
        :fish a :Animal ; :knows [ a :Food ; rdfs:label "algae" ] .
        :cheese a :Food ; rdfs:label "fromage"@fr .
        """,
        "utf-8",
    )
    graph = Graph.read([source])
    path = folder / "page.html"
    path.write_text(make_page(graph, language="en"), "utf-8", newline="\n")
    return path, network(graph)


# The menu


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_menu_is_walked_by_keyboard_and_says_what_was_saved(show, language):
    tab = show(lang=language)
    tab.locator("#download").focus()
    tab.keyboard.press("Enter")
    names = [entry.text_content() for entry in tab.get_by_role("menuitem").all()]
    assert names == [
        WORDS[language][f"download_{name}"] for name in ("png", "svg", "jsonld", "graphml", "markdown", "csv")
    ]
    focused = "document.activeElement.dataset.download"
    for key, expected in (
        ("ArrowUp", "csv"),
        ("ArrowDown", "png"),
        ("End", "csv"),
        ("Home", "png"),
        ("ArrowDown", "svg"),
    ):
        if key != "ArrowUp":
            tab.keyboard.press(key)
        else:
            assert tab.evaluate(focused) == "png"
            tab.keyboard.press(key)
        assert tab.evaluate(focused) == expected
    with tab.page.expect_download() as waiting:
        tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.id") == "download"
    expect(tab.locator("#live")).to_have_text(
        WORDS[language]["downloaded"].replace("{name}", waiting.value.suggested_filename)
    )
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("Escape")
    expect(tab.locator("#downloads")).to_be_hidden()
    assert tab.evaluate("document.activeElement.id") == "download"
    tab.keyboard.press("Enter")
    tab.locator("h1").click()
    expect(tab.locator("#downloads")).to_be_hidden()
    assert tab.misdeeds() == {"requests": [], "logged": [], "violations": []}


def test_a_file_is_named_after_the_title_in_the_language_shown(show):
    tab = show(lang="zh")
    assert taken(tab, "csv")[1] == "开源与闭源AI模型的对决-数据隐私-商业应用与社区参与.csv"


# Pictures


@pytest.mark.parametrize(
    ("address", "window"),
    [
        ({"lang": "zh"}, {}),
        ({"lang": "en", "node": PRIVACY}, {"scheme": "dark"}),
        ({"lang": "en"}, {"width": 390, "height": 844}),
    ],
)
def test_svg_shows_the_same_picture_as_the_canvas(show, difference, address, window):
    tab = show(**address, **window)
    tab.wait_for_timeout(300)
    seen = tab.evaluate(SEEN)
    found = difference(seen, as_url(taken(tab, "svg")[0], "image/svg+xml"))
    assert found["colours"] > 100
    assert found["different"] < 0.005
    assert tab.evaluate(SEEN) == seen, "the page itself does not change"


@pytest.mark.slow
def test_png_is_the_canvas_at_twice_the_resolution(show, difference):
    tab = show(lang="zh", node=PRIVACY)
    sharp = show(lang="zh", node=PRIVACY, scale=2)
    tab.wait_for_timeout(300)
    content, name = taken(tab, "png")
    assert name.endswith(".png")
    found = difference(sharp.evaluate(SEEN), as_url(content, "image/png"))
    assert found["colours"] > 100
    assert found["different"] < 0.005


def test_a_picture_can_be_taken_while_another_view_is_open(show, difference):
    there, here = show(lang="en", view="matrix"), show(lang="en")
    content, _ = taken(there, "svg")
    assert difference(here.evaluate(SEEN), as_url(content, "image/svg+xml"))["different"] < 0.005
    expect(there.locator("#panel-matrix")).to_be_visible()
    expect(there.locator("#panel-graph")).to_be_hidden()


def test_a_picture_of_any_other_rdf_is_the_same_too(show, difference, other_rdf):
    tab = show(other_rdf[0], node="https://example.org/cat")
    seen = tab.evaluate(SEEN)
    assert difference(seen, as_url(taken(tab, "svg")[0], "image/svg+xml"))["different"] < 0.005
    assert tab.locator("[data-download=csv]").count() == 0


# Data


def test_json_ld_holds_the_same_nodes_and_edges(show, net):
    graph = RdfGraph().parse(data=taken(show(), "jsonld")[0], format="json-ld")
    assert {str(node) for node in graph.subjects()} == set(net)
    assert {(str(s), str(o), str(p)) for s, p, o in graph if p != RDF.type and isinstance(o, URIRef)} == set(
        net.edges(keys=True)
    )
    for iri, node in net.nodes(data=True):
        assert set(graph.objects(URIRef(iri), RDFS.label)) == {
            Literal(text, lang=language) for language, text in node["labels"].items()
        }
        assert {str(quote) for quote in graph.objects(URIRef(iri), URIRef("https://schema.org/text"))} == (
            {node["quote"]} if node["quote"] else set()
        )
        assert {str(name) for name in graph.objects(URIRef(iri), RDF.type)} == {node["type"]}


def test_graphml_holds_the_same_nodes_and_edges(show, net):
    content, _ = taken(show(lang="en"), "graphml")
    graph = nx.read_graphml(io.BytesIO(content), force_multigraph=True)
    assert set(graph) == set(net)
    assert sorted((s, t, data["property"], data.get("layer", "")) for s, t, data in graph.edges(data=True)) == sorted(
        (s, t, key, data["layer"]) for s, t, key, data in net.edges(keys=True, data=True)
    )
    for iri, node in net.nodes(data=True):
        found = graph.nodes[iri]
        assert (found["label_zh"], found["label"]) == (node["labels"]["zh"], node["labels"]["en"])
        assert (found.get("quote"), found.get("start"), found.get("end")) == (node["quote"], node["start"], node["end"])


def test_the_data_of_any_other_rdf_keeps_its_literals(show, other_rdf):
    path, net = other_rdf
    tab = show(path)
    graph = RdfGraph().parse(data=taken(tab, "jsonld")[0], format="json-ld")
    example = "https://example.org/"
    links = {(s, o, p) for s, o, p in net.edges(keys=True) if not {s[:2], o[:2]} & {"_:"}}
    assert {
        (str(s), str(o), str(p))
        for s, p, o in graph
        if p != RDF.type and isinstance(o, URIRef) and isinstance(s, URIRef)
    } == links
    things = {term for s, p, o in graph for term in (s, o) if p != RDF.type and not isinstance(term, Literal)}
    assert len(things) == len(net)
    assert set(graph.objects(URIRef(example + "cat"), URIRef(example + "lives"))) == {Literal(12)}
    assert {str(born.datatype) for born in graph.objects(URIRef(example + "cat"), URIRef(example + "born"))} == {
        "http://www.w3.org/2001/XMLSchema#date"
    }
    assert set(graph.objects(URIRef(example + "cheese"), RDFS.label)) == {Literal("fromage", lang="fr")}
    made = nx.read_graphml(io.BytesIO(taken(tab, "graphml")[0]), force_multigraph=True)
    assert set(made) == set(net)
    assert len(made.edges) == len(net.edges)


# The matrix


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_matrix_as_csv_is_a_table_of_all_claims_examples_verdicts_and_summaries(show, net, language):
    content, _ = taken(show(lang=language, view="matrix"), "csv")
    assert content.startswith(b"\xef\xbb\xbf"), "spreadsheets read it as UTF-8"
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert {len(row) for row in rows} == {4}
    sides = [net.nodes[iri]["labels"][language] for iri in net.graph["alternatives"]]
    assert rows[0][2:] == sides
    parts = [*(WORDS[language][name] for name in ("claims", "examples")), KIND_WORDS["summary"][language]]
    verdicts = WORDS[language]["verdicts"]
    assert [row[1] for row in rows[1:]] == [*([*parts, verdicts] * 3), verdicts]
    for _, node in net.nodes(data=True):
        if node["kind"] in {"claim", "example"}:
            column = 2 + net.graph["alternatives"].index(node["sides"][0])
            cells = "\n".join(
                row[column] for row in rows[1:] if row[0] == net.nodes[node["dimension"]]["labels"][language]
            )
            assert node["labels"][language] in cells


def test_the_matrix_as_markdown_is_one_table(show, net):
    lines = taken(show(lang="en"), "markdown")[0].decode().splitlines()
    table = [line for line in lines if line.startswith("|")]
    assert {len(re.findall(r"(?<!\\)\|", line)) for line in table} == {5}
    assert table[1] == "| --- | --- | --- | --- |"
    assert "**" not in "".join(lines)
    assert all(
        node["labels"]["en"] in "".join(table)
        for _, node in net.nodes(data=True)
        if node["kind"] in {"claim", "example"}
    )
    assert lines[-1].endswith("(2024-05-23)")


# Paper


def test_paper_gets_a_sharp_picture_on_white_and_the_screen_stays_as_it_was(show):
    tab = show(lang="en", scheme="dark", theme="dark")
    before = tab.evaluate(SEEN)
    tab.evaluate("dispatchEvent(new Event('beforeprint'))")
    tab.page.emulate_media(media="print")
    assert (
        tab.evaluate("document.querySelector('#printed canvas').width / document.getElementById('printed').clientWidth")
        > 1.5
    )
    assert tab.locator("#printed canvas").is_visible()
    assert tab.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--panel')").strip() == "#ffffff"
    for hidden in ("#graph", "#search", "#theme", "#legend"):
        expect(tab.locator(hidden)).to_be_hidden()
    tab.page.emulate_media(media="screen")
    tab.evaluate("dispatchEvent(new Event('afterprint'))")
    assert tab.locator("#printed canvas").count() == 0
    assert tab.evaluate("document.documentElement.dataset.theme") == "dark"
    tab.wait_for_timeout(200)
    assert tab.evaluate(SEEN) == before


@pytest.mark.parametrize("view", ["matrix", "article"])
def test_paper_shows_the_whole_view_and_not_what_fits_the_window(show, view):
    tab = show(view=view, height=500)
    cut = tab.evaluate("document.documentElement.scrollHeight")
    tab.page.emulate_media(media="print")
    assert tab.evaluate("document.documentElement.scrollHeight") > 2 * cut
    assert len(tab.page.pdf()) > 20_000
