"""Moving cards by hand, pinning them, letting the links pull, and putting everything back."""

from __future__ import annotations

import pytest

from kg.page.words import WORDS

pytestmark = pytest.mark.browser

BASE = "https://w3id.org/claimgraph/article/open-vs-closed-ai/"
PRIVACY, GDPR = BASE + "entity-differential-privacy", BASE + "entity-gdpr"
PLACES = "claimgraph.network.getPositions()"
PICTURE = "document.querySelector('#graph canvas').toDataURL()"


def drag(tab, iri, x, y):
    start = tab.place(iri)
    tab.mouse.move(*start.values())
    tab.mouse.down()
    tab.mouse.move(start["x"] + x / 2, start["y"] + y / 2, steps=4)
    tab.mouse.move(start["x"] + x, start["y"] + y, steps=4)
    tab.mouse.up()
    return start


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_card_that_is_dragged_stays_where_it_is_put_until_it_is_unpinned(show, language):
    tab = show(lang=language)
    before = tab.evaluate(PLACES)
    start = drag(tab, PRIVACY, 60, 90)
    there = tab.place(PRIVACY)
    assert there == pytest.approx({"x": start["x"] + 60, "y": start["y"] + 90}, abs=3)
    tab.evaluate("iri => claimgraph.select(iri)", PRIVACY)
    button = tab.get_by_role("button", name=WORDS[language]["unpin"])
    assert button.get_attribute("aria-pressed") == "true"
    button.click()
    assert tab.evaluate(PLACES) == before
    assert tab.locator("#live").text_content() == WORDS[language]["unpinned"]
    assert tab.misdeeds() == {"requests": [], "logged": [], "violations": []}


def test_dragging_beside_the_cards_moves_the_view_and_no_card(show):
    tab = show()
    before = tab.evaluate(PLACES)
    start = tab.place(PRIVACY)
    tab.mouse.move(720, 880)
    tab.mouse.down()
    tab.mouse.move(780, 840, steps=4)
    tab.mouse.up()
    assert tab.evaluate(PLACES) == before
    assert tab.place(PRIVACY)["x"] == pytest.approx(start["x"] + 60, abs=3)


def test_a_pinned_card_is_moved_by_the_arrow_keys(show):
    tab = show(node=PRIVACY)
    before = tab.evaluate(PLACES)[PRIVACY]
    tab.locator("[data-act=pin]").focus()
    tab.keyboard.press("Enter")
    for key in ("ArrowRight", "ArrowDown", "Shift+ArrowDown"):
        tab.keyboard.press(key)
    assert tab.evaluate(PLACES)[PRIVACY] == {"x": before["x"] + 10, "y": before["y"] + 60}
    assert tab.evaluate("document.activeElement.dataset.act") == "pin"
    tab.keyboard.press("m")
    assert tab.evaluate(PLACES)[PRIVACY] == before


@pytest.mark.parametrize("language", ["zh", "en"])
def test_loosening_moves_the_cards_gently_and_the_second_press_puts_all_exactly_back(show, language):
    tab = show(lang=language)
    before, picture = tab.evaluate(PLACES), tab.evaluate(PICTURE)
    button = tab.locator("#loosen")
    button.click()
    tab.wait_for_timeout(1500)
    assert button.get_attribute("aria-pressed") == "true"
    assert tab.locator("#live").text_content() == WORDS[language]["loosened"]
    moved = tab.evaluate(PLACES)
    away = [abs(moved[iri]["x"] - place["x"]) + abs(moved[iri]["y"] - place["y"]) for iri, place in before.items()]
    assert sum(length > 10 for length in away) > 10
    button.click()
    tab.mouse.move(720, 20)
    tab.wait_for_timeout(100)
    assert tab.evaluate(PLACES) == before
    assert tab.evaluate(PICTURE) == picture


def test_a_pinned_card_stays_when_the_others_are_loosened(show):
    tab = show(node=GDPR)
    tab.keyboard.press("m")
    before = tab.evaluate(PLACES)
    tab.keyboard.press("l")
    tab.wait_for_timeout(800)
    after = tab.evaluate(PLACES)
    assert after[GDPR] == before[GDPR]
    assert after != before


def test_for_those_who_want_no_motion_loosening_is_one_step(show, chromium):
    tab = show()
    tab.page.emulate_media(reduced_motion="reduce")
    tab.keyboard.press("l")
    first = tab.evaluate(PLACES)
    tab.wait_for_timeout(300)
    assert tab.evaluate(PLACES) == first
    tab.keyboard.press("l")
    assert tab.evaluate(PLACES) != first


def test_on_a_narrow_screen_cards_keep_their_column(show):
    tab = show(width=390, height=800)
    assert tab.locator("#loosen").is_hidden()
    before = tab.evaluate(PLACES)
    tab.evaluate("iri => claimgraph.select(iri)", PRIVACY)
    assert tab.locator("[data-act=pin]").count() == 0
    tab.keyboard.press("l")
    tab.keyboard.press("m")
    assert tab.evaluate(PLACES) == before
