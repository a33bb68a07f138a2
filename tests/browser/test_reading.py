"""The links into the article: Chromium scrolls to each quote where it stands, and to no other place."""

from __future__ import annotations

import re
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import expect

from kg.document import read_document
from kg.document.fragments import TextFragments, stretches
from kg.graph import Graph
from kg.page import build
from kg.page.words import WORDS
from kg.resources import resource

pytestmark = pytest.mark.browser

FILE = resource("ontology") / "articles" / "open-vs-closed-ai" / "article.html"
#: Far apart and below the first screen, so that nothing is in sight without scrolling.
STYLE = "<!doctype html><meta charset=utf-8><style>body { padding: 2000px 0; line-height: 80px; width: 900px }</style>"
#: Where the characters from one to another stand, white space not counted.
WHERE = r"""
([from, to]) => {
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    for (let at = 0, node; (node = walk.nextNode()); ) {
        for (let index = 0; index < node.data.length; index += 1) {
            if (/\s/.test(node.data[index])) continue;
            if (at === from) range.setStart(node, index);
            at += 1;
            if (at !== to) continue;
            range.setEnd(node, index + 1);
            const { top, bottom } = range.getBoundingClientRect();
            return { scrolled: scrollY, seen: bottom > 0 && top < innerHeight, text: range.toString() };
        }
    }
}
"""
ANCHORS = """
SELECT DISTINCT ?start ?end { ?anchor a cg:Anchor ; oa:hasSelector ?position . ?position oa:start ?start ; oa:end ?end }
"""


@pytest.fixture(scope="module")
def document():
    return read_document(FILE)


@pytest.fixture(scope="module")
def published(document):
    """The address of the article on a server, as it would be published."""
    content = (STYLE + document.raw.split("\n---\n", 1)[1]).encode()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/article.html"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def reader(chromium, published):
    context = chromium.new_context(viewport={"width": 1000, "height": 240})
    # What the article itself would load from elsewhere.
    context.route("**/*", lambda route: route.continue_() if route.request.url == published else route.abort())
    yield context.new_page()
    context.close()


def arrived(page, document, start, end):
    """Whether a range of the canonical text has been scrolled to."""
    range_ = [len(re.sub(r"\s", "", document.text[:at])) for at in (start, end)]
    for _ in range(50):
        place = page.evaluate(WHERE, range_)
        if place and place["scrolled"]:
            assert re.sub(r"\s", "", place["text"]) == re.sub(r"\s", "", document.text[start:end])
            return place["seen"]
        page.wait_for_timeout(20)
    return False


def lost(reader, published, document, ranges):
    fragments = TextFragments(document.text, stretches(document))
    found = []
    for start, end in ranges:
        reader.goto("about:blank")
        reader.goto(f"{published}#:~:{fragments.directive(start, end)}")
        if not arrived(reader, document, start, end):
            found.append((document.text[start:end], fragments.directive(start, end)))
    return found


def test_chromium_scrolls_to_quotes_and_to_single_words(reader, published, document):
    ranges = sorted((int(row["start"]), int(row["end"])) for row in Graph.built_in().values(ANCHORS))
    assert lost(reader, published, document, ranges[5::28]) == []


@pytest.mark.slow
def test_chromium_scrolls_to_every_anchor_of_the_first_article(reader, published, document):
    ranges = sorted((int(row["start"]), int(row["end"])) for row in Graph.built_in().values(ANCHORS))
    assert len(ranges) > 250
    assert lost(reader, published, document, ranges) == []


@pytest.fixture(scope="module")
def with_address(published, tmp_path_factory):
    path = tmp_path_factory.mktemp("source") / "page.html"
    path.write_text(build(Graph.built_in(), language="zh", source=published).html, "utf-8", newline="\n")
    return path


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_link_of_a_statement_opens_the_article_at_its_quote(show, with_address, document, net, language):
    iri = next(iri for iri, node in net.nodes(data=True) if node["kind"] == "claim" and node["start"] > 1500)
    tab = show(with_address, width=1000, height=400, node=iri, lang=language)
    link = tab.get_by_role("link", name=WORDS[language]["read_there"])
    with tab.page.expect_popup() as waiting:
        link.click()
    assert arrived(waiting.value, document, net.nodes[iri]["start"], net.nodes[iri]["end"])
    assert waiting.value.evaluate("window.opener") is None
    assert tab.misdeeds() == {"requests": [], "logged": [], "violations": []}


def test_without_an_address_there_is_no_link(show, net):
    tab = show(node=next(iri for iri, node in net.nodes(data=True) if node["kind"] == "claim"))
    expect(tab.locator("[data-copy=link]")).to_be_visible()
    assert tab.locator("#details a").count() == 0
