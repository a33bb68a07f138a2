"""A page that may ask its endpoint for the neighbours of a node, and nobody else."""

from __future__ import annotations

import json
import re
from urllib.parse import parse_qs

import pytest
from command import kg
from playwright.sync_api import expect
from sparql_server import oxigraph

from kg.page.words import LIVE_WORDS

pytestmark = pytest.mark.browser

E = "http://example.org/"
LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
HOSTILE = (
    "\u202e\u2028javascript:alert(1)<img src=x onerror=alert(1)></script>"
    '<script>alert(1)</script>" onmouseover="alert(1)'
)
LINES = [
    f'<{E}tea> <{LABEL}> "Tea"@en',
    f'<{E}tea> <{LABEL}> "茶"@zh',
    f"<{E}tea> <{TYPE}> <{E}Drink>",
    f'<{E}Drink> <{LABEL}> "drink"@en',
    f"<{E}tea> <{E}grownIn> <{E}hills>",
    f"<{E}tea> <{E}soldBy> <{E}shop>",
    f'<{E}grownIn> <{LABEL}> "grown in"@en',
    f'<{E}grownIn> <{LABEL}> "产于"@zh',
    f'<{E}hills> <{LABEL}> "The green hills"@en-GB',
    f'<{E}hills> <{LABEL}> "青山"@zh-Hans',
    f'<{E}hills> <{LABEL}> "Die grünen Hügel"@de',
    f'<{E}hills> <{E}height> "900"^^<http://www.w3.org/2001/XMLSchema#integer>',
    f"<{E}hills> <{E}near> <{E}hills>",
    f"<{E}shop> <{LABEL}> {json.dumps(HOSTILE)}",
    f"<{E}shop> <{E}owner> <{E}owner>",
    f"<{E}owner> <{LABEL}> {json.dumps(HOSTILE + ' owner')}",
    f"<{E}owner> <{E}says> {json.dumps(HOSTILE + 'x' * 10_000)}",
    f"<{E}owner> <{TYPE}> <{E}Drink>",
    *(f"<{E}cup{n}> <{E}holds> <{E}hills>" for n in range(30)),
    *(f'<{E}cup{n}> <{LABEL}> "Cup {n}"' for n in range(30)),
]
DATA = "".join(f"{line} <{E}graph> .\n" for line in LINES).encode()


@pytest.fixture(scope="module")
def endpoint(tmp_path_factory):
    """Data in a named graph, which only those see who name it."""
    with oxigraph(tmp_path_factory.mktemp("server"), DATA, "--cors") as address:
        yield address


@pytest.fixture(scope="module")
def live(endpoint, tmp_path_factory):
    path = tmp_path_factory.mktemp("live") / "page.html"
    ran = kg("view", "--endpoint", endpoint, "--around", E + "tea", "--lang", "en", "-o", path)
    assert ran.code == 0
    assert "warning" not in ran.err
    return path


def nodes(tab):
    return tab.evaluate("Object.fromEntries(Object.entries(claimgraph.network.getPositions()))")


def expand(tab, iri):
    tab.evaluate("iri => claimgraph.select(iri)", iri)
    tab.locator("[data-act=expand]").click()


def said(tab, name, language="en", **values):
    sentence = LIVE_WORDS[language][name]
    for key, value in values.items():
        sentence = sentence.replace(f"{{{key}}}", str(value))
    expect(tab.locator("#fetched")).to_contain_text(sentence)
    expect(tab.locator("#live")).to_contain_text(sentence)


def test_only_a_live_page_may_connect_and_only_to_its_endpoint(show, live, endpoint, built_in, tmp_path):
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', live.read_text("utf-8"))[1]
    assert [part for part in policy.split("; ") if part.startswith("connect-src")] == [f"connect-src {endpoint}"]
    offline = tmp_path / "offline.html"
    assert kg("view", "--endpoint", endpoint, "--around", E + "tea", "--offline", "-o", offline).code == 0
    for other in (built_in, offline):
        text = other.read_text("utf-8")
        assert "connect-src" not in text
        assert "fetch(" not in text
    tab = show(live)
    assert endpoint in tab.locator("#endpoint").text_content()
    assert tab.requests == []  # nothing is asked before the user asks
    for address in (endpoint + "/other", endpoint.replace("/query", "/update"), "http://127.0.0.1:9/query"):
        assert (
            tab.evaluate("url => fetch(url, { mode: 'no-cors' }).then(() => 'sent', () => 'refused')", address)
            == "refused"
        )
    assert set(tab.misdeeds()["violations"]) == {"connect-src"}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_node_is_expanded_by_its_button_until_everything_is_there(show, live, language):
    tab = show(live, lang=language)
    before = nodes(tab)
    assert set(before) == {E + "tea", E + "hills", E + "shop"}
    tab.evaluate("iri => claimgraph.select(iri)", E + "hills")
    button = tab.locator("[data-act=expand]")
    expect(button).to_have_text(LIVE_WORDS[language]["live_expand"])
    button.focus()
    tab.keyboard.press("Enter")
    said(tab, "live_found", language, n=25, m=25)
    said(tab, "live_rest", language)
    assert tab.evaluate("document.activeElement.dataset.act") == "expand"
    expect(button).to_have_text(LIVE_WORDS[language]["live_more"])
    tab.keyboard.press("Enter")
    said(tab, "live_found", language, n=5, m=5)
    said(tab, "live_all", language)
    expect(button).to_have_count(0)
    after = nodes(tab)
    assert len(after) == 33
    assert {iri: after[iri] for iri in before} == before  # what was there keeps its place
    assert tab.locator("#details [data-node]").count() >= 30
    assert tab.misdeeds()["logged"] == []
    assert tab.misdeeds()["violations"] == []
    assert {request.rpartition("/")[2] for request in tab.requests} == {"query"}


def test_no_new_card_lies_on_another_one(show, live):
    tab = show(live)
    expand(tab, E + "hills")
    said(tab, "live_found", n=25, m=25)
    expand(tab, E + "shop")
    said(tab, "live_found", n=1, m=1)
    boxes = tab.evaluate(
        """Object.values(claimgraph.network.body.nodes).filter(node => node.shape.customSizeWidth).map(node => {
            const { x, y, shape: { customSizeWidth: wide, customSizeHeight: high } } = node;
            return { left: x - wide / 2, right: x + wide / 2, top: y - high / 2, bottom: y + high / 2 };
        })"""
    )
    assert len(boxes) == 29
    for number, one in enumerate(boxes):
        for other in boxes[:number]:
            apart = one["right"] <= other["left"] or other["right"] <= one["left"]
            assert apart or one["bottom"] <= other["top"] or other["bottom"] <= one["top"]


def test_a_double_click_and_a_key_expand_too(show, live):
    tab = show(live)
    place = tab.place(E + "shop")
    tab.mouse.dblclick(place["x"], place["y"])
    said(tab, "live_found", n=1, m=1)
    place = tab.place(E + "hills")
    tab.mouse.click(place["x"], place["y"])
    tab.keyboard.press("e")
    said(tab, "live_found", n=25, m=25)


@pytest.mark.parametrize(("language", "name", "link"), [("zh", "青山", "产于"), ("en", "The green hills", "grown in")])
def test_what_is_fetched_is_named_in_both_languages_and_told_in_the_details(show, live, language, name, link):
    tab = show(live, lang=language, node=E + "tea")
    assert name in tab.locator("#details").text_content()
    assert link in tab.locator("#details").text_content()
    expand(tab, E + "hills")
    said(tab, "live_rest", language)
    assert "900" in tab.locator("#details").text_content()
    tab.evaluate("iri => claimgraph.select(iri)", E + "cup7") if tab.evaluate(
        "iri => claimgraph.network.body.nodes[iri] !== undefined", E + "cup7"
    ) else expand(tab, E + "hills")
    tab.get_by_role("searchbox").fill("cup 1")
    expect(tab.locator("#suggestions")).to_contain_text("Cup 1")


def test_hostile_names_from_the_endpoint_are_text(show, live):
    tab = show(live)
    expand(tab, E + "shop")
    said(tab, "live_found", n=1, m=1)
    tab.evaluate("iri => claimgraph.select(iri)", E + "owner")
    details = tab.locator("#details")
    assert details.locator("h2").text_content() == HOSTILE + " owner"
    assert HOSTILE + "xxx" in details.text_content()
    assert len(details.text_content()) < 4_000  # long texts are cut
    assert tab.locator("#details img, #details script, #nodes img").count() == 0
    assert tab.misdeeds()["logged"] == []
    assert tab.misdeeds()["violations"] == []
    assert details.locator(".kind").text_content() == "drink"


def test_the_address_keeps_a_node_that_was_fetched(show, live, chromium):
    tab = show(live)
    expand(tab, E + "shop")
    said(tab, "live_found", n=1, m=1)
    tab.evaluate("iri => claimgraph.select(iri)", E + "owner")
    again = show(live, node=E + "owner")
    expect(again.locator("#details h2")).to_have_text(HOSTILE + " owner")
    said(again, "live_found", n=0, m=1)
    assert again.selected() == [E + "owner"]
    unknown = show(live, node="javascript:alert(1)>")
    assert unknown.requests == []
    assert unknown.locator("#details").is_hidden()


def bindings(*rows):
    return json.dumps({"head": {}, "results": {"bindings": list(rows)}})


def uri(value):
    return {"type": "uri", "value": value}


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    ("answer", "name", "n"),
    [
        ({"status": 500, "body": "<h1>Down</h1>"}, "live_error_status", 500),
        ({"status": 200, "body": "<html>Welcome</html>"}, "live_error_form", None),
        ({"status": 200, "body": '{"results": {"bindings": [{"way": '}, "live_error_form", None),
        ({"status": 200, "body": '{"results": {"bindings": "many"}}'}, "live_error_form", None),
        ({"status": 200, "body": "[]"}, "live_error_form", None),
        ({"status": 200, "body": " " * 5_000_001}, "live_error_size", 5),
        (None, "live_error_reach", None),
    ],
)
def test_a_failure_is_said_in_words_and_the_page_goes_on(show, live, endpoint, language, answer, name, n):
    tab = show(live, lang=language)
    headers = {"Access-Control-Allow-Origin": "*"}
    tab.page.route(endpoint, lambda route: route.fulfill(headers=headers, **answer) if answer else route.abort())
    before = nodes(tab)
    expand(tab, E + "hills")
    said(tab, name, language, n=n)
    assert nodes(tab) == before
    tab.page.unroute(endpoint)
    tab.locator("[data-act=expand]").click()
    said(tab, "live_found", language, n=25, m=25)


def test_an_endpoint_that_does_not_answer_in_time_is_given_up(show, live, endpoint):
    tab = show(live)
    tab.evaluate("() => { AbortSignal.timeout = () => AbortSignal.abort(new DOMException('late', 'TimeoutError')); }")
    expand(tab, E + "hills")
    said(tab, "live_error_time", n=30)


def test_an_identifier_that_is_no_iri_never_becomes_part_of_a_query(show, live, endpoint):
    tab = show(live)
    bad = [f"{E}a> ?p ?o }} # ", f'{E}"quote', f"{E}back\\u003eslash", f"{E}a b", "no-scheme", f"{E}line\nbreak"]
    good = [f"{E}good{number}" for number in range(20)]
    rows = [{"way": {"type": "literal", "value": "0"}, "p": uri(E + "p"), "x": uri(iri)} for iri in bad + good]
    odd = [None, 5, {}, {"way": 1, "p": uri(E + "p")}, {"p": {"type": "uri", "value": 7}, "x": uri(E + "x")}]
    sent = []

    def answer(route):
        query = parse_qs(route.request.post_data)["query"][0]
        sent.append(query)
        rest = [row for row in rows if f"<{row['x']['value']}>" not in query]
        body = bindings(*odd, *rest) if "?way" in query else bindings()
        route.fulfill(headers={"Access-Control-Allow-Origin": "*"}, body=body)

    tab.page.route(endpoint, answer)
    expand(tab, E + "hills")
    said(tab, "live_found", n=22, m=22)  # three rows hold nothing
    for iri in bad:
        expand(tab, iri)
        said(tab, "live_error_iri")
    expand(tab, E + "hills")
    said(tab, "live_found", n=4, m=4)
    assert not any(iri in query for query in sent for iri in bad)


def test_the_page_is_announced_as_live_and_fits_a_narrow_screen(show, live, endpoint):
    tab = show(live, width=360, height=700)
    box = tab.locator("#endpoint").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 360
    assert tab.evaluate("document.documentElement.scrollWidth") <= 360
