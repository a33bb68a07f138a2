"""A big graph at its worst: nothing of it runs or breaks the layout, whatever is searched, opened or taken away."""

from __future__ import annotations

import io
import xml.etree.ElementTree as ET

import networkx as nx
import pyoxigraph as ox
import pytest
from rdflib import RDF, URIRef
from rdflib import Graph as RdfGraph
from test_big import SETTLED, tree
from test_take_away import taken
from wild import LONG, WORDS, wild

from kg.graph import Graph
from kg.namespaces import expand, prefixes
from kg.network import network
from kg.page import page as make_page

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def things(graph):
    """A thousand more that claims mention, the label of each with something bad in it."""
    names = prefixes()
    label, type_, mentions = (
        ox.NamedNode(expand(curie, names)) for curie in ("skos:prefLabel", "rdf:type", "schema:mentions")
    )
    claims = sorted({quad.subject.value for quad in graph.store if str(quad.object).endswith("#Claim>")})
    for n in range(1000):
        thing = ox.NamedNode(f"https://example.org/<>&'{n}".replace("<>", "%3C%3E"))
        bad = LONG[n % 2] if n % 97 == 0 else WORDS[n % len(WORDS)]
        yield ox.Quad(thing, type_, ox.NamedNode(expand("cg:Software", names)))
        for language in ("zh", "en"):
            yield ox.Quad(thing, label, ox.Literal(f"{bad}{language}{n}", language=language))
        yield ox.Quad(ox.NamedNode(claims[n % len(claims)]), mentions, thing)


@pytest.fixture(scope="module")
def wild_big():
    graph = wild()
    graph.store.extend(list(things(graph)))
    return Graph(graph.store, union=True, name="wild")


@pytest.fixture(scope="module")
def wild_net(wild_big):
    return network(wild_big)


@pytest.fixture(scope="module")
def wild_page(wild_big, tmp_path_factory):
    path = tmp_path_factory.mktemp("wild") / "page.html"
    path.write_text(make_page(wild_big, language="en"), "utf-8", newline="\n")
    return path


def behaved(tab):
    assert tab.evaluate("document.body.dataset.ran") is None
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert tab.evaluate("document.querySelectorAll('#details script, #details img, #suggestions img').length") == 0
    assert tab.misdeeds() == {"requests": [], "logged": [], "violations": []}


@pytest.mark.parametrize("width", [1440, 390])
def test_search_details_tree_and_views_show_it_as_text(show, wild_page, width):
    tab = show(wild_page, width=width)
    for wanted in ("<script>", "javascript:", "onmouseover", "xxxxxx", "]]>"):
        tab.get_by_role("searchbox").fill(wanted)
        option = tab.locator("#suggestions [role=option]").first
        shown = option.text_content()
        option.click()
        assert wanted in shown
        assert wanted in tab.locator("#details").text_content()
        behaved(tab)
    tab.locator("#list").click()
    tree(tab).last.press("ArrowRight")
    assert tree(tab).count() > 20
    behaved(tab)
    tab.locator("#list").click()
    for view in ("matrix", "article", "questions", "graph"):
        tab.locator(f"#view-{view}").click()
        behaved(tab)
    tab.evaluate(SETTLED)
    box = tab.locator("#graph").bounding_box()
    assert box["width"] >= min(width, 360)
    assert box["height"] > 200


def test_what_is_taken_away_holds_every_node_and_nothing_that_acts(show, wild_page, wild_net):
    tab = show(wild_page)
    tab.evaluate(SETTLED)
    picture = ET.fromstring(taken(tab, "svg")[0])
    assert not any(made.tag.endswith(("script", "a", "foreignObject")) for made in picture.iter())
    assert taken(tab, "png")[0].startswith(b"\x89PNG")
    graph = RdfGraph().parse(data=taken(tab, "jsonld")[0], format="json-ld")
    links = {(str(s), str(o), str(p)) for s, p, o in graph if p != RDF.type and isinstance(o, URIRef)}
    assert len(links) == wild_net.number_of_edges()
    made = nx.read_graphml(io.BytesIO(taken(tab, "graphml")[0]), force_multigraph=True)
    assert len(made) == len(wild_net)
    assert made.number_of_edges() == wild_net.number_of_edges()
    for name in ("markdown", "csv"):
        text = taken(tab, name)[0].decode("utf-8-sig")
        assert "\u202e" not in text
    behaved(tab)
