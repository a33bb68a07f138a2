"""axe-core on the other pages: big graphs, pages that may ask an endpoint, three sides, and anybody's RDF."""

from __future__ import annotations

import pytest
from test_axe import Judge, axe
from test_big import SETTLED
from test_lanes import made
from test_live import endpoint, live
from test_take_away import other_rdf

pytestmark = [pytest.mark.browser, pytest.mark.slow]

#: Fixtures of other modules.
__all__ = ["axe", "endpoint", "live", "made", "other_rdf"]


SCREENS = [("light", 1440, "zh"), ("dark", 390, "en")]


@pytest.mark.parametrize(("scheme", "width", "language"), SCREENS)
def test_axe_finds_no_violation_on_a_big_page(show, axe, crowded, scheme, width, language):
    tab = show(crowded, scheme=scheme, width=width, height=860, lang=language)
    judge = Judge(tab, axe)
    judge("the graph")
    tab.locator("#list").click()
    tab.keyboard.press("Enter")
    tab.evaluate(SETTLED)
    tab.evaluate("claimgraph.select('https://example.org/thing/7')")
    judge("tree and details")
    tab.locator("[data-act=path]").click()
    tab.evaluate("claimgraph.select('https://example.org/thing/11')")
    judge("a path")
    tab.locator("[data-act=hops-2]").click()
    judge("neighbours")
    tab.get_by_role("searchbox").fill("1")
    judge("suggestions")
    tab.get_by_role("searchbox").fill("")
    tab.locator("#keyboard").click()
    judge("the list of keys")
    tab.keyboard.press("Escape")
    for view in ("matrix", "article", "questions"):
        tab.locator(f"#view-{view}").click()
        judge(view)
    assert judge.found == []


@pytest.mark.parametrize(("scheme", "width", "language"), SCREENS)
def test_axe_finds_no_violation_where_a_view_is_too_long(show, axe, big, scheme, width, language):
    tab = show(big, scheme=scheme, width=width, height=860, lang=language)
    judge = Judge(tab, axe)
    judge("the graph")
    tab.locator("#view-questions").click()
    judge("what is said instead")
    assert judge.found == []


@pytest.mark.parametrize(("scheme", "width", "language"), SCREENS)
def test_axe_finds_no_violation_on_a_page_of_three_sides(show, axe, made, scheme, width, language):
    tab = show(made, scheme=scheme, width=width, height=860, lang=language)
    judge = Judge(tab, axe)
    judge("the graph")
    tab.locator("#list").click()
    tab.keyboard.press("*")
    judge("the tree")
    for view in ("matrix", "article", "questions"):
        tab.locator(f"#view-{view}").click()
        judge(view)
    assert judge.found == []


@pytest.mark.parametrize(("scheme", "width", "language"), SCREENS)
def test_axe_finds_no_violation_on_a_page_of_other_rdf(show, axe, other_rdf, scheme, width, language):
    tab = show(other_rdf[0], scheme=scheme, width=width, height=860, lang=language)
    judge = Judge(tab, axe)
    judge("the graph")
    tab.locator("#list").click()
    tab.keyboard.press("*")
    tab.evaluate("claimgraph.select('https://example.org/cat')")
    judge("tree and details")
    tab.locator("[data-act=hops-1]").click()
    judge("neighbours")
    assert judge.found == []


@pytest.mark.parametrize(("scheme", "width", "language"), SCREENS)
def test_axe_finds_no_violation_on_a_page_that_asks_an_endpoint(show, axe, live, scheme, width, language):
    tab = show(live, scheme=scheme, width=width, height=860, lang=language)
    judge = Judge(tab, axe)
    judge("the graph")
    tab.evaluate("claimgraph.select('http://example.org/hills')")
    judge("details")
    tab.locator("[data-act=expand]").click()
    tab.until("claimgraph.network.body.nodeIndices.length > 10")
    judge("more nodes")
    assert judge.found == []
