"""What big pages have in common with small ones: neighbours, paths, filters, views and keys, used as a person does."""

from __future__ import annotations

import csv
import io
import re

import pytest
from test_big import LANGUAGES, SETTLED, nodes, tree
from test_take_away import taken

from kg.page.words import WORDS

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ARTICLE = "https://w3id.org/claimgraph/article/open-vs-closed-ai/"
GOOGLE = ARTICLE + "entity-google"
THING = "https://example.org/thing/{}"
TRANSPARENCY = {"zh": "透明性", "en": "Transparency"}


def named(tab, name):
    """Select a thing by its name, by keyboard."""
    tab.get_by_role("searchbox").fill(name)
    tab.get_by_role("searchbox").press("Enter")
    tab.evaluate(SETTLED)
    (iri,) = tab.selected()
    return iri


@LANGUAGES
def test_neighbours_are_shown_alone_and_everything_again(show, crowded, language):
    tab = show(crowded, lang=language, node=THING.format(7))
    words = WORDS[language]
    tab.get_by_role("button", name=words["hops_1"], exact=True).click()
    tab.evaluate(SETTLED)
    assert words["focused"].split("{")[0].strip() in tab.locator("#live").inner_text()
    assert tab.locator("#live").inner_text().endswith(words["focused"].split("}")[-1])
    assert len(nodes(tab)) == 2, "the thing and the claim that mentions it"
    assert "hops=1" in tab.url
    tab.locator("body").press("2")
    tab.evaluate(SETTLED)
    assert len(nodes(tab)) > 40
    tab.go_back()
    tab.evaluate(SETTLED)
    assert len(nodes(tab)) == 2
    tab.keyboard.press("Escape")
    assert "hops" not in tab.url
    assert tab.selected() == [THING.format(7)]


@LANGUAGES
def test_a_path_leads_from_one_thing_to_another_in_words(show, crowded, language):
    tab = show(crowded, lang=language, node=THING.format(0))
    tab.locator("body").press("p")
    assert tab.locator("#live").inner_text() == WORDS[language]["path_pick"]
    named(tab, "Thing 18")
    assert WORDS[language]["path_length"].replace("{n}", "2") in tab.locator("#details").inner_text()
    route = [made.get_attribute("data-node") for made in tab.locator("#details .route [data-node]").all()]
    assert (route[0], route[2], len(route)) == (THING.format(0), THING.format(18), 3)
    assert "from=" in tab.url
    tab.locator("[data-act=path]").click()
    assert "from=" not in tab.url


@LANGUAGES
def test_the_legend_filters_by_kind_side_dimension_polarity_and_layer(show, crowded, language):
    tab = show(crowded, lang=language)
    shown = {made.get_attribute("data-group") for made in tab.locator(".filter").all()}
    assert shown == {"kind", "side", "dimension", "polarity", "layer"}
    count = sum(int(made.inner_text()) for made in tree(tab).locator("b").all())
    tab.locator(".filter[data-group=kind]", has_text=WORDS[language]["claims"]).click()
    without = sum(int(made.inner_text()) for made in tree(tab).locator("b").all())
    assert count - without == 18
    assert "off=kind.claim" in tab.url
    tab.go_back()
    tab.evaluate("iri => claimgraph.select(iri)", GOOGLE)
    assert tab.locator("#details [data-act=hops-1]").is_visible()
    reached = []
    for layer in (None, "derived"):
        if layer:
            tab.locator(f".filter[data-key={layer}]").click()
        tab.locator("body").press("1")
        reached.append(int(re.findall(r"\d+", tab.locator("#live").inner_text())[-1]))
        tab.locator("body").press("1")
    assert reached[0] > reached[1]


@LANGUAGES
def test_a_finding_lights_the_claims_that_have_it(show, crowded, language):
    tab = show(crowded, lang=language)
    button = tab.locator(".finding[data-finding=unsupported]")
    count = int(button.locator("b").inner_text())
    before = tab.locator("#graph canvas").screenshot()
    button.click()
    tab.evaluate(SETTLED)
    assert button.get_attribute("aria-pressed") == "true"
    assert count > 0
    assert tab.locator("#graph canvas").screenshot() != before
    assert tab.locator("#live").inner_text() == WORDS[language]["unsupported_long"]


@LANGUAGES
def test_matrix_article_and_questions_lead_to_nodes_and_back(show, crowded, language):
    tab = show(crowded, lang=language)
    tab.locator("#view-matrix").click()
    tab.locator("#panel-matrix .claim", has_text=TRANSPARENCY[language]).first.click()
    (iri,) = tab.selected()
    assert tab.locator("#details h2").inner_text() == TRANSPARENCY[language]
    tab.locator("#view-article").click()
    passage = tab.locator("#panel-article .passage-of.chosen")
    assert passage.first.is_visible()
    assert tab.locator("#details blockquote").inner_text() == passage.first.inner_text()
    other = tab.locator("#panel-article .passage-of").nth(3)
    other.click()
    assert tab.locator("#details blockquote").inner_text() == other.inner_text()
    tab.locator("#view-questions").click()
    tab.locator("#question-claims summary").click()
    reference = tab.locator("#question-claims .ref", has_text=TRANSPARENCY[language]).first
    reference.click()
    assert tab.selected() == [iri]
    assert tab.locator("#details h2").inner_text() == reference.inner_text()
    tab.locator("#view-questions").press("Home")
    assert tab.locator("#graph").is_visible()
    assert tab.misdeeds() == {"requests": [], "logged": [], "violations": []}


def test_the_address_opens_a_view_and_a_language_change_names_everything_anew(show, crowded):
    tab = show(crowded, view="matrix", lang="en")
    assert tab.locator("#panel-matrix").is_visible()
    assert TRANSPARENCY["en"] in tab.locator("#panel-matrix").inner_text()
    tab.locator("#language").click()
    assert TRANSPARENCY["zh"] in tab.locator("#panel-matrix").inner_text()


@LANGUAGES
def test_details_name_what_else_is_quoted_from_the_same_words(show, crowded, net, language):
    claim = next(iri for iri, node in net.nodes(data=True) if node["labels"]["zh"] == TRANSPARENCY["zh"])
    tab = show(crowded, lang=language, node=claim)
    heading = tab.locator("#details h3", has_text=WORDS[language]["here_too"])
    found = {made.get_attribute("data-node") for made in heading.locator("+ ul [data-node]").all()}
    assert found == {"https://example.org/said-again"}


@LANGUAGES
def test_the_matrix_can_be_taken_away(show, crowded, language):
    tab = show(crowded, lang=language)
    rows = list(csv.reader(io.StringIO(taken(tab, "csv")[0].decode("utf-8-sig"))))
    assert any(TRANSPARENCY[language] in cell for row in rows for cell in row)


@LANGUAGES
def test_keys_move_the_view_and_tell_what_they_do(show, crowded, language):
    tab = show(crowded, lang=language)
    tab.locator("body").press("?")
    dialog = tab.get_by_role("dialog")
    assert WORDS[language]["key_path"] in dialog.inner_text()
    assert WORDS[language]["key_loosen"] not in dialog.inner_text()
    tab.keyboard.press("Escape")
    tab.evaluate(SETTLED)
    scale, at = tab.evaluate("[claimgraph.network.getScale(), claimgraph.network.getViewPosition().x]")
    tab.keyboard.press("+")
    tab.keyboard.press("Shift+ArrowRight")
    tab.evaluate(SETTLED)
    assert tab.evaluate("claimgraph.network.getScale()") == pytest.approx(1.25 * scale)
    assert tab.evaluate("claimgraph.network.getViewPosition().x") == pytest.approx(
        at + 80 / 1.25 / scale, abs=2 / scale
    )
    tab.keyboard.press("f")
    tab.evaluate(SETTLED)
    assert tab.evaluate("claimgraph.network.getScale()") == pytest.approx(scale)


@LANGUAGES
def test_a_view_that_would_be_too_long_says_how_to_get_it(show, big, language):
    tab = show(big, lang=language)
    tab.locator("#view-questions").click()
    assert tab.locator("#panel-questions").inner_text().strip() == WORDS[language]["questions_beyond"]
    assert tab.locator("#view-matrix").count() == 0, "there is no comparison in this graph"
