"""Taking a link or a citation away, also where the page may not use the clipboard."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect
from rdflib import RDFS, XSD, BNode, Literal, Namespace, URIRef
from rdflib import Graph as RdfGraph

from kg.graph import Graph
from kg.page.words import WORDS

pytestmark = pytest.mark.browser

OA = Namespace("http://www.w3.org/ns/oa#")
SCHEMA = Namespace("https://schema.org/")
NO_CLIPBOARD = "Object.defineProperty(navigator, 'clipboard', { value: undefined })"


def copied(tab):
    """What stands in the clipboard, by pasting it as a person would."""
    tab.get_by_role("searchbox").fill("")
    tab.evaluate("document.body.append(Object.assign(document.createElement('textarea'), { id: 'paste' }))")
    tab.locator("#paste").focus()
    tab.keyboard.press("Control+V")
    return tab.locator("#paste").input_value()


def claim(net, label="Transparency"):
    return next(iri for iri in net if net.nodes[iri]["labels"]["en"] == label and net.nodes[iri]["kind"] == "claim")


@pytest.mark.parametrize("clipboard", [True, False])
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", ["link", "citation", "markdown", "turtle"])
def test_a_button_copies_and_says_so(show, net, language, name, clipboard):
    iri = claim(net)
    tab = show(lang=language, node=iri, view="matrix")
    if not clipboard:
        tab.evaluate(NO_CLIPBOARD)
    button = tab.locator(f"[data-copy={name}]")
    assert button.text_content() == WORDS[language][f"copy_{name}"]
    button.focus()
    tab.keyboard.press("Enter")
    expect(tab.locator("#live")).to_have_text(WORDS[language][f"copied_{name}"])
    assert button.text_content() == WORDS[language]["copied"]
    assert tab.evaluate("document.activeElement.dataset.copy") == name
    text = copied(tab)
    if name == "link":
        assert text == tab.url
    else:
        assert "2024-05-23" in text
        assert "开源与闭源AI模型的对决" in text
        assert iri in text
        assert net.nodes[iri]["quote"][:20] in text
    assert tab.misdeeds() == {"requests": [], "logged": [], "violations": []}


def test_the_citation_in_turtle_says_what_the_graph_says(show, net):
    iri = claim(net)
    tab = show(node=iri)
    tab.locator("[data-copy=turtle]").click()
    expect(tab.locator("#live")).to_have_text(re.compile("opied|已复制"))
    found = RdfGraph().parse(data=copied(tab), format="turtle")
    graph = Graph.built_in().rdf
    # What the selectors are called is left out; everything else stands in the graph too, or is made from it.
    made = {RDFS.label, SCHEMA.headline, SCHEMA.datePublished}
    told = [triple for triple in found if not {type(term) for term in triple} & {BNode} and triple[1] not in made]
    assert len(told) == 4
    for triple in told:
        assert next(graph.quads((*triple, None)), None), triple
    assert set(found.objects(None, OA.exact)) == {Literal(net.nodes[iri]["quote"])}
    assert set(found.objects(None, OA.start)) == {Literal(net.nodes[iri]["start"])}
    assert set(found.objects(URIRef(iri), RDFS.label)) == {
        Literal(text, lang=language) for language, text in net.nodes[iri]["labels"].items()
    }
    assert set(found.objects(None, SCHEMA.datePublished)) == {Literal("2024-05-23", datatype=XSD.date)}


def test_the_copied_link_opens_the_same_view_and_selection(show, net, chromium):
    iri = claim(net)
    tab = show(lang="en", node=iri, view="article")
    tab.locator("[data-copy=link]").click()
    expect(tab.locator("#live")).to_have_text(re.compile("opied|已复制"))
    other = chromium.new_page()
    other.goto(copied(tab))
    assert other.locator(".passage-of.chosen").text_content() == net.nodes[iri]["quote"]
    other.close()


def test_nothing_in_a_hostile_quote_acts_as_markdown_or_html(show, hostile, net):
    tab = show(hostile, node=claim(net))
    tab.locator("[data-copy=markdown]").click()
    expect(tab.locator("#live")).to_have_text(re.compile("opied|已复制"))
    text = copied(tab)
    assert "\\<img src=x onerror=alert(1)\\>" in text
    assert "<script" not in text.replace("\\<", "")
