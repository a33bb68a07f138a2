"""axe-core finds no violation in any view, light and dark, wide and narrow; what it leaves open is explained."""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path

import pytest

from kg.page.words import WORDS

pytestmark = [pytest.mark.browser, pytest.mark.slow]

BASE = "https://w3id.org/claimgraph/article/open-vs-closed-ai/"
PRIVACY, UBER = BASE + "entity-differential-privacy", BASE + "entity-uber"
#: What axe leaves to people to judge, by its rule and reason, and why it is right. Nothing else may be left open.
EXPLAINED = {
    # Text over or under something else: what an open list, menu or window covers, and what the edge of a frame that
    # scrolls cuts. Its colours are among those that tests/test_contrast.py goes through.
    ("color-contrast", "bgOverlap"),
    ("color-contrast", "elmPartiallyObscured"),
    ("color-contrast", "elmPartiallyObscuring"),
    # A count of one digit, in the colour of all counts.
    ("color-contrast", "shortTextContent"),
    # The button names its menu, which is in the page, hidden until it opens.
    ("aria-valid-attr-value", "controlsWithinPopup"),
}
RUN = """async () => {
    const { violations, incomplete } = await axe.run(document, { resultTypes: ["violations", "incomplete"] });
    const start = (node) => node.html.slice(0, 160);
    const why = (node) => [...node.any, ...node.all, ...node.none].map(({ data }) => data?.messageKey ?? "");
    return {
        violations: violations.map(({ id, nodes: [node] }) => [id, start(node), node.failureSummary]),
        incomplete: incomplete.flatMap(({ id, nodes }) =>
            nodes.flatMap((node) => why(node).map((key) => [id, key, start(node)]))),
    };
}"""


class Judge:
    """Runs axe on a tab in several states and keeps what it finds."""

    def __init__(self, tab, axe):
        self.tab, self.found = tab, []
        tab.evaluate(axe)

    def __call__(self, state):
        seen = self.tab.evaluate(RUN)
        self.found += [(state, *entry) for entry in seen["violations"]]
        self.found += [(state, *entry) for entry in seen["incomplete"] if tuple(entry[:2]) not in EXPLAINED]


@pytest.fixture(scope="session")
def axe():
    """The script, from the package of the test environment that carries it."""
    found = find_spec("axe_playwright_python")
    if found is None or found.origin is None:
        missing = "axe-core is missing: pip install axe-playwright-python (or make .venv/tested)"
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(missing)
    return (Path(found.origin).parent / "axe.min.js").read_text("utf-8")


@pytest.mark.parametrize(
    ("scheme", "width", "language"),
    [
        ("light", 1440, "zh"),
        ("dark", 360, "en"),
        ("dark", 1440, "en"),
        ("light", 390, "zh"),
    ],
)
def test_axe_finds_no_violation_in_any_view_and_state(show, axe, scheme, width, language):
    tab = show(scheme=scheme, width=width, height=860, lang=language)
    check = Judge(tab, axe)
    check("the graph")
    tab.locator("#list").click()
    tab.keyboard.press("*")
    tab.evaluate("iri => claimgraph.select(iri)", PRIVACY)
    tab.locator("[data-act=path]").click()
    tab.evaluate("iri => claimgraph.select(iri)", UBER)
    check("tree, path and details")
    tab.locator("#list").click()
    tab.keyboard.press("Escape")
    if width < 1100:
        tab.locator("#more").click()
    tab.locator("[data-act=hops-2]").click()
    tab.locator(".filter[data-group=dimension]").first.click()
    check("neighbours and filters")
    tab.get_by_role("searchbox").fill("a")
    check("suggestions")
    tab.get_by_role("searchbox").fill("")
    tab.locator("#download").click()
    check("the menu of downloads")
    tab.keyboard.press("Escape")
    tab.locator("#keyboard").click()
    assert tab.get_by_role("dialog", name=WORDS[language]["keyboard"]).is_visible()
    check("the list of keys")
    tab.keyboard.press("Escape")
    for view in ("matrix", "article", "questions"):
        tab.locator(f"#view-{view}").click()
        if view == "questions":
            for name in ("claims", "both-sides", "verdicts"):
                tab.locator(f"#question-{name} summary").click()
        check(view)
    assert check.found == []
    assert tab.misdeeds() == {"requests": [], "logged": [], "violations": []}
