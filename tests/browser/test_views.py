"""Matrix, article and questions: the same graph and the same selection in other views."""

from __future__ import annotations

import pytest

from kg.page.words import WORDS

pytestmark = pytest.mark.browser

BASE = "https://w3id.org/claimgraph/article/open-vs-closed-ai/"
PRIVACY = BASE + "entity-differential-privacy"
VIEWS = ["graph", "matrix", "article", "questions"]


def shown(tab):
    """The view that is shown, by its panel and by its tab."""
    panels = [view for view in VIEWS if tab.locator(f"#panel-{view}").is_visible()]
    chosen = [view for view in VIEWS if tab.locator(f"#view-{view}").get_attribute("aria-selected") == "true"]
    assert panels == chosen
    return panels


def claim_called(net, label):
    return next(iri for iri in net if net.nodes[iri]["labels"]["en"] == label and net.nodes[iri]["kind"] == "claim")


def in_sight(tab, locator):
    place, frame = locator.bounding_box(), tab.locator("main").bounding_box()
    return frame["y"] <= place["y"] < frame["y"] + frame["height"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_tabs_change_the_view_by_click_and_by_arrow_keys(show, language):
    tab = show(lang=language)
    assert shown(tab) == ["graph"]
    assert tab.get_by_role("tab").all_text_contents() == [WORDS[language][f"view_{view}"] for view in VIEWS]
    for view in VIEWS:
        tab.locator(f"#view-{view}").click()
        assert shown(tab) == [view]
    tab.keyboard.press("ArrowRight")
    assert shown(tab) == ["graph"]
    tab.keyboard.press("ArrowLeft")
    assert shown(tab) == ["questions"]
    tab.keyboard.press("Home")
    tab.keyboard.press("ArrowRight")
    assert shown(tab) == ["matrix"]
    assert tab.evaluate("document.activeElement.id") == "view-matrix"
    assert tab.locator("[role=tab][tabindex='-1']").count() == 3
    assert tab.misdeeds() == {"requests": [], "logged": [], "violations": []}


def test_the_address_keeps_the_view_and_the_way_back_leads_through_views_and_selections(show):
    tab = show()
    tab.locator("#view-matrix").click()
    assert "view=matrix" in tab.url
    tab.evaluate("iri => claimgraph.select(iri)", PRIVACY)
    tab.locator("#view-article").click()
    assert "view=article" in tab.url
    assert "node=" in tab.url
    tab.go_back()
    assert shown(tab) == ["matrix"]
    assert tab.locator("#details").is_visible()
    tab.go_back()
    assert shown(tab) == ["matrix"]
    assert tab.locator("#details").is_hidden()
    tab.go_back()
    assert shown(tab) == ["graph"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_deep_link_opens_the_article_at_the_passage_of_the_node(show, net, language):
    iri = claim_called(net, "Knowledge sharing")
    tab = show(view="article", node=iri, lang=language)
    assert shown(tab) == ["article"]
    passage = tab.locator(".passage-of.chosen")
    assert passage.text_content() == net.nodes[iri]["quote"]
    assert in_sight(tab, passage)
    assert tab.locator("#details h2").text_content() == net.nodes[iri]["labels"][language]
    assert tab.locator("#legend").is_hidden()


def test_an_address_with_an_unknown_view_shows_the_graph(show):
    assert shown(show(view="<b>")) == ["graph"]


def test_the_graph_is_drawn_in_place_when_it_is_first_shown_after_another_view(show):
    tab = show(view="matrix")
    tab.locator("#view-graph").click()
    tab.wait_for_timeout(300)
    place, frame = tab.place(PRIVACY), tab.locator("#graph").bounding_box()
    assert frame["x"] + 400 < place["x"] < frame["x"] + frame["width"] - 400
    assert tab.evaluate("claimgraph.network.getScale()") > 0.8
    tab.mouse.click(*place.values())
    tab.wait_for_selector("#details:not([hidden])")
    assert tab.selected() == [PRIVACY]


@pytest.mark.slow
@pytest.mark.parametrize("language", ["zh", "en"])
def test_everything_in_the_matrix_selects_its_node_and_is_marked(show, net, language):
    tab = show(view="matrix", lang=language)
    assert (
        tab.locator("table.matrix").inner_text().count(net.nodes[claim_called(net, "Transparency")]["labels"][language])
    )
    for iri, node in net.nodes(data=True):
        if node["kind"] not in {"claim", "example", "verdict", "summary", "alternative", "dimension"}:
            continue
        item = tab.locator(f'.matrix .item:not(.part)[data-iri="{iri}"]')
        item.click()
        assert item.get_attribute("aria-current") == "true"
        assert item.evaluate("e => e.classList.contains('chosen')")
        assert tab.locator("#details h2").text_content() == node["labels"][language]
    assert tab.locator(".matrix .chosen").count() < 4


def test_a_part_of_a_verdict_leads_to_the_claim_that_it_takes_up(show, net):
    tab = show(view="matrix", lang="en")
    tab.locator(".matrix .part").first.click()
    assert tab.locator("#details h2").text_content() == "Transparency"


def test_what_is_selected_elsewhere_is_marked_and_brought_into_sight_in_matrix_and_article(show, net):
    tab = show(view="matrix", lang="en")
    iri = claim_called(net, "Strong marketing")
    tab.get_by_role("searchbox").fill("Strong marketing")
    tab.keyboard.press("Enter")
    assert in_sight(tab, tab.locator(f'.claim[data-iri="{iri}"].chosen'))
    tab.locator("#view-article").click()
    assert in_sight(tab, tab.locator(".passage-of.chosen").first)
    tab.locator("#view-graph").click()
    assert tab.selected() == [iri]


def test_a_passage_of_the_article_selects_its_statement_by_mouse_and_by_keyboard(show, net):
    tab = show(view="article")
    for iri, node in net.nodes(data=True):
        if node["kind"] == "claim" and node["labels"]["en"] in {"Transparency", "Vertical integration"}:
            tab.locator(".passage-of", has_text=node["quote"][:20]).click()
            assert tab.selected() == [iri]
    tab.keyboard.press("Escape")
    tab.locator(".passage-of").nth(1).focus()
    tab.keyboard.press("Enter")
    assert tab.locator("#details h2").text_content() == "社区审查"


def test_a_conclusion_over_two_paragraphs_is_one_passage(show, net):
    tab = show(view="article")
    iri = next(i for i in net if net.nodes[i]["kind"] == "verdict" and not net.nodes[i]["dimension"])
    tab.evaluate("iri => claimgraph.select(iri)", iri)
    assert "\n".join(tab.locator(".passage-of.chosen").all_text_contents()) == net.nodes[iri]["quote"]


def test_an_entity_marks_the_passages_that_name_it(show):
    tab = show(view="article", node=PRIVACY)
    near = tab.locator(".passage-of.near").all_text_contents()
    assert near
    assert all("差分隐私" in text for text in near)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_questions_open_and_their_rows_lead_to_nodes(show, net, language):
    tab = show(view="questions", lang=language)
    question = tab.locator("#question-both-sides")
    assert question.locator("table").is_hidden()
    question.locator("summary").click()
    button = question.get_by_role("button", name={"zh": "谷歌", "en": "Google"}[language])
    button.click()
    assert tab.locator("#details h2").text_content() == {"zh": "谷歌", "en": "Google"}[language]
    assert button.get_attribute("aria-current") == "true"
    assert tab.selected() == [BASE + "entity-google"]


def test_the_language_switch_changes_all_views(show):
    tab = show(view="matrix")
    tab.locator("#language").click()
    assert "Transparency" in tab.locator(".matrix").inner_text()
    assert "透明性" not in tab.locator(".matrix").inner_text()
    tab.locator("#view-questions").click()
    tab.locator("#question-claims summary").click()
    told = tab.locator("#panel-questions").inner_text()
    assert "What does the article claim" in told
    assert "Knowledge sharing" in told
    assert "知识共享" not in told
    assert tab.get_by_role("tab").all_text_contents() == ["Graph", "Matrix", "Article", "Questions"]


@pytest.mark.parametrize("view", VIEWS)
def test_hostile_texts_are_shown_as_text_in_every_view(show, hostile, view):
    tab = show(hostile, view=view)
    dialogs = []
    tab.page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    if view == "questions":
        tab.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
    if view != "graph":
        assert "<img src=x onerror=alert(1)></script><script>" in tab.locator(f"#panel-{view}").inner_text()
    tab.evaluate("iri => claimgraph.select(iri)", PRIVACY)
    tab.locator("#language").click()
    assert "<img src=x onerror=alert(1)></script><script>" in tab.locator("#details").inner_text()
    assert tab.locator("img, [onmouseover], [onerror]").count() == 0
    assert tab.evaluate("document.scripts.length") == 5
    assert tab.evaluate("document.documentElement.scrollWidth") <= 1440
    assert dialogs == []
    assert tab.misdeeds() == {"requests": [], "logged": [], "violations": []}


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("width", [390, 360])
def test_no_view_runs_over_a_narrow_screen(show, view, width):
    tab = show(view=view, width=width, height=800, lang="en")
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    assert tab.evaluate("view => document.getElementById(`panel-${view}`).scrollWidth", view) <= width


@pytest.mark.parametrize("language", ["zh", "en"])
def test_words_that_name_a_side_a_dimension_or_a_property_lead_to_it(show, net, language):
    tab = show(lang=language, view="article")
    for words, kind in (("数据隐私保护", "dimension"), ("闭源AI模型", "alternative"), ("合规性", "claim")):
        tab.locator(".words-of", has_text=words).first.click()
        (chosen,) = {made.get_attribute("data-iri") for made in tab.locator(".words-of.chosen").all()}
        assert (net.nodes[chosen]["kind"], net.nodes[chosen]["labels"]["zh"]) == (kind, words)
        assert tab.locator("#details h2").text_content() == net.nodes[chosen]["labels"][language]
