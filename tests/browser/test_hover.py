"""What the pointer is over stands out, the rest steps back, and the words of its links are read out of the picture."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser

BASE = "https://w3id.org/claimgraph/article/open-vs-closed-ai/"
PRIVACY, UBER = BASE + "entity-differential-privacy", BASE + "entity-uber"
#: Everything that the canvas writes, with how strongly, from now until it is asked for.
WRITTEN = """() => {
    const written = [];
    const context = document.querySelector("#graph canvas").getContext("2d");
    const write = CanvasRenderingContext2D.prototype.fillText;
    context.fillText = function (words, ...rest) {
        written.push([words, this.globalAlpha]);
        write.call(this, words, ...rest);
    };
    claimgraph.network.redraw();
    delete context.fillText;
    return written;
}"""


def lines_of(tab, iri):
    return tab.evaluate(
        "iri => JSON.parse(document.getElementById('payload').textContent).items.find(({ id }) => id === iri).lines",
        iri,
    )


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_card_under_the_pointer_keeps_its_neighbours_bright_and_dims_the_rest(show, net, language):
    tab = show(lang=language)
    strengths = {strength for _, strength in tab.evaluate(WRITTEN)}
    assert strengths == {1}
    place = tab.place(PRIVACY)
    tab.mouse.move(place["x"], place["y"])
    written = dict(tab.evaluate(WRITTEN))
    first = {iri: next(iter(lines_of(tab, iri)[language].values()))[0] for iri in (PRIVACY, UBER)}
    assert written[first[PRIVACY]] == 1
    assert written[first[UBER]] < 0.3
    tab.mouse.move(5, 895)
    assert {strength for _, strength in tab.evaluate(WRITTEN)} == {1}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_words_of_links_are_written_only_while_the_pointer_is_over_a_card(show, net, language):
    tab = show(lang=language)
    verdict = next(iri for iri, node in net.nodes(data=True) if node["kind"] == "verdict" and "summary" not in iri)
    words = next(data["words"] for *_, data in net.edges(data=True) if data["property"].endswith("restsOn"))[language][
        0
    ]
    assert words not in dict(tab.evaluate(WRITTEN))
    place = tab.place(verdict)
    tab.mouse.move(place["x"], place["y"])
    assert words in dict(tab.evaluate(WRITTEN))
    tab.mouse.move(5, 895)
    assert words not in dict(tab.evaluate(WRITTEN))


@pytest.mark.parametrize(
    ("language", "kind", "words"), [("zh", "实体", "差分隐私"), ("en", "Entity", "Differential privacy")]
)
def test_what_is_chosen_is_announced_with_its_kind(show, language, kind, words):
    tab = show(lang=language)
    tab.keyboard.press("/")
    tab.keyboard.type(words)
    tab.keyboard.press("Enter")
    assert tab.get_by_role("status").text_content() == f"{kind}: {words}"
