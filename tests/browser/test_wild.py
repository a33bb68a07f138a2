"""The graph at its worst: nothing of it runs, breaks the layout, or gets out of hand in what is taken away."""

from __future__ import annotations

import csv
import io
import re
import xml.etree.ElementTree as ET

import networkx as nx
import pytest
from conftest import LISTEN, Tab
from marko.ext.gfm import gfm
from playwright.sync_api import expect
from rdflib import RDF, RDFS, Literal, URIRef
from rdflib import Graph as RdfGraph
from test_copy import copied
from test_take_away import SEEN, as_url, difference, taken
from wild import wild

from kg.network import network
from kg.page import page as make_page

pytestmark = pytest.mark.browser

SVG = "{http://www.w3.org/2000/svg}"
DRAWN = {SVG + name for name in ("svg", "title", "defs", "filter", "feDropShadow", "rect", "g", "path", "text")}
#: What XML cannot hold.
NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")

#: Turns of direction, separators and controls that must not reach running text.
ACTING = re.compile("[\u202a-\u202e\u2066-\u2069\u2028\x00]")
#: How many nodes are cited.
CITED = 6

__all__ = ["difference"]


@pytest.fixture(scope="module")
def wild_graph():
    return wild()


@pytest.fixture(scope="module")
def wild_net(wild_graph):
    return network(wild_graph)


@pytest.fixture(scope="module")
def wild_page(wild_graph, tmp_path_factory):
    path = tmp_path_factory.mktemp("wild") / "page.html"
    path.write_text(make_page(wild_graph, language="en"), "utf-8", newline="\n")
    return path


@pytest.fixture(scope="module")
def cited(wild_net):
    """Claims and entities with every kind of bad word."""
    return [iri for iri, node in wild_net.nodes(data=True) if node["kind"] in {"claim", "entity"}][:: 51 // CITED]


@pytest.fixture(scope="module")
def given(chromium, wild_page, cited):
    """Everything that the page gives: files with their names, pictures of the canvas, citations by node."""
    context = chromium.new_context(viewport={"width": 1440, "height": 900})
    context.add_init_script(LISTEN)
    tab = Tab(context.new_page())
    tab.page.on("console", lambda message: tab.logged.append(message.text))
    tab.page.on("pageerror", lambda error: tab.logged.append(str(error)))
    tab.page.goto(wild_page.as_uri())
    tab.page.wait_for_selector("html[data-ready=true]")
    found = {"seen": tab.evaluate(SEEN)}
    for name in ("svg", "jsonld", "graphml", "markdown", "csv"):
        found[name] = taken(tab, name)
    for iri in cited:
        tab.evaluate("iri => claimgraph.select(iri)", iri)
        for name in ("turtle", "markdown", "citation"):
            tab.locator(f"[data-copy={name}]").click()
            expect(tab.locator(f"[data-copy={name}]")).to_have_text("Copied")
            found[name, iri] = copied(tab)
            tab.evaluate("document.getElementById('paste').remove()")
    assert tab.evaluate("document.body.dataset.ran") is None
    assert tab.misdeeds() == {"requests": [], "logged": [], "violations": []}
    yield found
    context.close()


BEYOND = """
selector => {
    const made = document.querySelector(selector);
    return [made.scrollWidth - made.clientWidth, made.scrollHeight - made.clientHeight];
}
"""
TALLEST = "selector => Math.max(0, ...[...document.querySelectorAll(selector)].map(made => made.offsetHeight))"


@pytest.mark.slow
@pytest.mark.parametrize("width", [1440, 390])
def test_in_every_view_texts_stay_texts_and_in_their_place(show, wild_page, wild_net, width):
    tab = show(wild_page, width=width, node=next(iter(wild_net.nodes)))
    tab.evaluate("for (const made of document.querySelectorAll('.questions details')) made.open = true")
    for view in ("graph", "matrix", "article", "questions"):
        tab.locator(f"#view-{view}").click()
        for iri in list(wild_net)[3::19]:
            tab.evaluate("iri => claimgraph.select(iri)", iri)
            assert tab.locator("#details h2").text_content() == wild_net.nodes[iri]["labels"]["en"]
        assert tab.evaluate(BEYOND, "html") == [0, 0]
        assert tab.evaluate(BEYOND, f"#panel-{view}")[0] <= 0
        assert tab.evaluate(BEYOND, "#details")[0] <= 0
        assert tab.evaluate(TALLEST, "header") < 200
        assert tab.evaluate(TALLEST, ".matrix .item, .questions tr") < 1200
    assert tab.evaluate("document.querySelectorAll('img, script:not(body > script), iframe').length") == 0
    assert tab.evaluate("document.body.dataset.ran") is None
    assert tab.misdeeds() == {"requests": [], "logged": [], "violations": []}


@pytest.mark.slow
def test_svg_holds_shapes_and_words_alone_and_shows_the_same_picture(given, chromium, difference, tmp_path):
    content, _ = given["svg"]
    for made in ET.fromstring(content).iter():
        assert made.tag in DRAWN
        assert not [attribute for attribute in made.attrib if attribute.startswith("on") or "href" in attribute]
    assert difference(given["seen"], as_url(content, "image/svg+xml"))["different"] < 0.005
    path = tmp_path / "picture.svg"
    path.write_bytes(content)
    page = chromium.new_page()
    page.goto(path.as_uri())
    assert page.evaluate("document.documentElement.querySelectorAll('script').length") == 0
    page.close()


def test_file_names_hold_letters_and_digits_alone(given):
    for kind in ("svg", "jsonld", "graphml", "markdown", "csv"):
        assert re.fullmatch(r"[\w-]{1,60}\.\w+", given[kind][1])


TITLES = {
    "../../etc/passwd": "etc-passwd",
    "con": "claimgraph-con",
    "\u202egnp.exe": "gnp-exe",
    "": "claimgraph",
    "…": "claimgraph",
    "😀" * 50 + "a": "a",
    "长" * 10_000: "长" * 60,
    " .hidden": "hidden",
    "a\u0000b\nc": "a-b-c",
}


def test_no_title_makes_a_dangerous_file_name(chromium, wild_page):
    made = re.search(r"(?s)const LONGEST_NAME.*?\n}\n", wild_page.read_text("utf-8"))[0]
    here = "const state = { language: 'en' }, data = { title: { en: title } };"
    page = chromium.new_page()
    for title, name in TITLES.items():
        assert page.evaluate(f"title => {{ {here} {made} return fileName('png'); }}", title) == f"{name}.png"
    page.close()


def test_json_ld_and_graphml_hold_the_same_nodes_edges_and_words(given, wild_net):
    content, _ = given["jsonld"]
    assert b"<" not in content, "it can stand in a script element"
    graph = RdfGraph().parse(data=content, format="json-ld")
    assert {str(node) for node in graph.subjects()} == set(wild_net)
    assert {(str(s), str(o), str(p)) for s, p, o in graph if p != RDF.type and isinstance(o, URIRef)} == set(
        wild_net.edges(keys=True)
    )
    made = nx.read_graphml(io.BytesIO(given["graphml"][0]), force_multigraph=True)
    assert set(made) == set(wild_net)
    assert sorted((s, t, data["property"]) for s, t, data in made.edges(data=True)) == sorted(wild_net.edges(keys=True))
    for iri, node in wild_net.nodes(data=True):
        assert {str(text) for text in graph.objects(URIRef(iri), RDFS.label)} == set(node["labels"].values())
        assert made.nodes[iri]["label_en"] == NO_XML.sub("\ufffd", node["labels"]["en"])


def test_csv_holds_no_formula(given):
    rows = list(csv.reader(io.StringIO(given["csv"][0].decode("utf-8-sig"), newline="")))
    assert {len(row) for row in rows} == {4}
    cells = [cell for row in rows for cell in row]
    assert any("=cmd" in cell for cell in cells)
    assert not [cell for cell in cells if re.match(r"[\s=+\-@＝＋－＠]", cell)]
    assert not ACTING.search("".join(cells))


def test_markdown_is_one_table_without_html_or_links(given):
    text = given["markdown"][0].decode()
    made = gfm.parse(text)
    kinds = [type(child).__name__ for child in made.children]
    assert kinds == ["Table", "BlankLine", "Paragraph"] or kinds == ["Table", "Paragraph"]
    html = gfm.render(made)
    assert set(re.findall(r"</?([a-z]+)", html)) <= {"table", "thead", "tbody", "tr", "th", "td", "br", "p", "em"}
    assert not ACTING.search(text)


@pytest.mark.parametrize("number", range(CITED))
def test_citations_hold_no_markup_and_turtle_says_exactly_what_is_there(given, wild_net, cited, number):
    iri = cited[number]
    node = wild_net.nodes[iri]
    found = RdfGraph().parse(data=given["turtle", iri], format="turtle")
    assert {label.value for label in found.objects(URIRef(iri), RDFS.label)} == set(node["labels"].values())
    quote = set(found.objects(None, URIRef("http://www.w3.org/ns/oa#exact")))
    assert quote == ({Literal(node["quote"])} if node["quote"] else set())
    html = gfm(given["markdown", iri])
    assert set(re.findall(r"</?([a-z]+)", html)) <= {"blockquote", "p", "a", "em"}
    for text in (given["markdown", iri], given["citation", iri]):
        assert not ACTING.search(text)
