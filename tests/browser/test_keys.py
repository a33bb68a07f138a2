"""The whole page by keyboard."""

from __future__ import annotations

import pytest

from kg.page.words import WORDS

pytestmark = pytest.mark.browser

BASE = "https://w3id.org/claimgraph/article/open-vs-closed-ai/"
PRIVACY = BASE + "entity-differential-privacy"
VIEW = "[claimgraph.network.getScale(), claimgraph.network.getViewPosition()]"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_question_mark_opens_the_list_of_keys_and_escape_closes_it(show, language):
    tab = show(lang=language)
    tab.keyboard.press("?")
    dialog = tab.get_by_role("dialog", name=WORDS[language]["keyboard"])
    assert dialog.is_visible()
    told = dialog.inner_text()
    for name, text in WORDS[language].items():
        if name.startswith("key_"):
            assert text in told
    tab.keyboard.press("Escape")
    assert dialog.is_hidden()
    tab.locator("#keyboard").click()
    tab.get_by_role("button", name=WORDS[language]["keys_close"], exact=True).click()
    assert dialog.is_hidden()
    assert tab.evaluate("document.activeElement.id") == "keyboard"


def test_keys_zoom_move_and_fit_the_view(show):
    tab = show()
    scale, middle = tab.evaluate(VIEW)
    tab.keyboard.press("+")
    tab.keyboard.press("Shift+ArrowRight")
    bigger, moved = tab.evaluate(VIEW)
    assert bigger == pytest.approx(1.25 * scale)
    assert moved["x"] == pytest.approx(middle["x"] + 80 / bigger, abs=1)
    tab.keyboard.press("-")
    assert tab.evaluate(VIEW)[0] == pytest.approx(scale)
    tab.keyboard.press("f")
    assert tab.evaluate(VIEW) == [scale, middle]


def test_d_goes_to_the_details_and_escape_from_them_back_to_where_things_are_chosen(show):
    tab = show(node=PRIVACY)
    tab.keyboard.press("d")
    assert tab.evaluate("document.activeElement.id") == "details"
    tab.keyboard.press("Escape")
    assert tab.locator("#details").is_hidden()
    assert tab.evaluate("document.activeElement.id") == "search"


def test_letters_typed_into_the_search_field_are_no_shortcuts_and_can_be_switched_off_altogether(show):
    tab = show(node=PRIVACY)
    tab.get_by_role("searchbox").fill("")
    tab.keyboard.type("1f?")
    assert "hops" not in tab.url
    assert tab.get_by_role("dialog").count() == 0
    tab.locator("#keyboard").click()
    tab.locator("#single").uncheck()
    tab.keyboard.press("Escape")
    tab.keyboard.press("1")
    assert "hops" not in tab.url


def test_what_has_the_focus_is_seen(show):
    tab = show(node=PRIVACY)
    for _ in range(50):
        tab.keyboard.press("Tab")
        told = tab.evaluate(
            "(e => [e.tagName, getComputedStyle(e).outlineStyle, parseFloat(getComputedStyle(e).outlineWidth)])"
            "(document.activeElement)"
        )
        assert told[0] == "BODY" or (told[1] != "none" and told[2] >= 2), told
