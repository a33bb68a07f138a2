"""One Chromium for all tests of the page; what it asks for, logs and refuses is recorded."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from urllib.parse import quote

import pyoxigraph as ox
import pytest

from kg.graph import Graph
from kg.namespaces import prefixes
from kg.network import network
from kg.page import page as make_page
from kg.resources import resource

sys.path.insert(0, str(Path(__file__).parent.parent.parent / "benchmarks"))
from field import lines  # the generator of the benchmarks

ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
#: Violations of the policy are events of the document; they are kept for the test to read.
LISTEN = (
    "window.violations = []; addEventListener('securitypolicyviolation', e => violations.push(e.violatedDirective))"
)


ARTICLE = "https://w3id.org/claimgraph/article/open-vs-closed-ai"
HOSTILE = '<img src=x onerror=alert(1)></script><script>alert(1)</script>" onmouseover="alert(1) {{ 7 * 7 }} '


@dataclass
class Tab:
    """An open page, and what it did that it must not do."""

    page: object
    requests: list[str] = field(default_factory=list)
    logged: list[str] = field(default_factory=list)

    def __getattr__(self, name):
        return getattr(self.page, name)

    def misdeeds(self):
        return {
            "requests": self.requests,
            "logged": self.logged,
            "violations": self.page.evaluate("violations"),
        }

    def until(self, expression):
        """Wait until this holds; the page's policy forbids what playwright's own ``wait_for_function`` does."""
        for _ in range(500):
            if self.page.evaluate(expression):
                return
            self.page.wait_for_timeout(20)
        raise AssertionError(f"not within ten seconds: {expression}")

    def selected(self):
        return self.page.evaluate("claimgraph.network.getSelectedNodes()")

    def place(self, iri):
        """Where a node stands in the window."""
        return self.page.evaluate(
            """iri => {
                const { x, y } = claimgraph.network.getPosition(iri);
                const place = claimgraph.network.canvasToDOM({ x, y });
                const frame = document.getElementById("graph").getBoundingClientRect();
                return { x: place.x + frame.x, y: place.y + frame.y };
            }""",
            iri,
        )


@pytest.fixture(scope="session")
def chromium() -> Iterator[object]:
    # The headless shell is Chromium without the parts of a desktop; it starts and draws in a third of the time.
    names = (os.environ.get("BROWSER", ""), "chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
    path = next(filter(None, map(shutil.which, names)), None)
    if path is None:
        missing = "the page needs a browser to be tested: install Chromium (apt-get install chromium-headless-shell)"
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(missing)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def net():
    return network(Graph.built_in())


@pytest.fixture(scope="session")
def built_in(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("page") / "page.html"
    path.write_text(make_page(Graph.built_in(), language="zh"), "utf-8", newline="\n")
    return path


@pytest.fixture(scope="session")
def big_graph(tmp_path_factory):
    path = tmp_path_factory.mktemp("field") / "field.nt"
    path.write_text("\n".join(lines(2000, 4000)), "utf-8")
    return Graph.read([path])


@pytest.fixture(scope="session")
def big(big_graph, tmp_path_factory) -> Path:
    """The page of a field of claims, with too many nodes for cards."""
    path = tmp_path_factory.mktemp("big") / "big.html"
    path.write_text(make_page(big_graph, language="en"), "utf-8", newline="\n")
    return path


@pytest.fixture(scope="session")
def crowded(tmp_path_factory) -> Path:
    """The page of the built-in article with a thousand more things that its claims mention."""
    net = network(Graph.built_in())
    claims = [iri for iri, node in net.nodes(data=True) if node["kind"] == "claim"]
    rows = [
        f'<https://example.org/thing/{n}> a cg:Software ; skos:prefLabel "物{n}"@zh , "Thing {n}"@en . '
        f"<{claims[n % len(claims)]}> schema:mentions <https://example.org/thing/{n}> ."
        for n in range(1000)
    ]
    # One more statement is quoted from the words of a claim.
    claim = next(iri for iri in claims if net.nodes[iri]["labels"]["zh"] == "透明性")
    anchor = Graph.built_in().values(f"SELECT ?anchor {{ <{claim}> cg:hasQuoteAnchor ?anchor }}")
    rows += [
        f'<https://example.org/said-again> a cg:Example ; skos:prefLabel "Again"@en ; '
        f"cg:hasQuoteAnchor <{row['anchor']}> ."
        for row in anchor
    ]
    names = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in prefixes().items())
    folder = tmp_path_factory.mktemp("crowded")
    (folder / "more.ttl").write_text(names + "\n".join(rows), "utf-8")
    article = resource("ontology") / "articles" / "open-vs-closed-ai"
    path = folder / "page.html"
    path.write_text(make_page(Graph.read([article, folder / "more.ttl"]), language="zh"), "utf-8", newline="\n")
    return path


@pytest.fixture(scope="session")
def hostile(tmp_path_factory) -> Path:
    """The built-in graph, every label, wording and quote of it made hostile."""
    layers: dict[str, list[str]] = {}
    for quad in Graph.built_in().store:
        value = quad.object
        if isinstance(value, ox.Literal) and value.language:
            value = ox.Literal(HOSTILE + value.value, language=value.language)
        elif quad.predicate.value.endswith(("schema.org/text", "oa#exact")):
            value = ox.Literal(HOSTILE + value.value)
        layers.setdefault(quad.graph_name.value, []).append(f"{quad.subject} {quad.predicate} {value} .")
    graph = Graph.of_layers(
        ARTICLE, {name.removeprefix(ARTICLE + "/"): "\n".join(lines) for name, lines in layers.items()}
    )
    path = tmp_path_factory.mktemp("hostile") / "page.html"
    path.write_text(make_page(graph, language="en"), "utf-8", newline="\n")
    return path


@pytest.fixture(scope="session")
def tabs(chromium) -> Iterator[dict[tuple[object, ...], list[Tab]]]:
    """Tabs that no test has open, by their window: to load a page in one of them again takes half the time."""
    idle: dict[tuple[object, ...], list[Tab]] = {}
    yield idle
    for tab in chain.from_iterable(idle.values()):
        tab.context.close()


def new_tab(chromium, width, height, scheme, scale) -> Tab:
    context = chromium.new_context(
        viewport={"width": width, "height": height}, color_scheme=scheme, device_scale_factor=scale
    )
    context.add_init_script(LISTEN)
    tab = Tab(context.new_page())
    tab.page.on("request", lambda request: tab.requests.append(request.url))
    tab.page.on("console", lambda message: tab.logged.append(message.text))
    tab.page.on("pageerror", lambda error: tab.logged.append(str(error)))
    return tab


@pytest.fixture
def show(chromium, tabs, built_in) -> Iterator[Callable[..., Tab]]:
    in_use = []

    def open_page(path=built_in, *, width=1440, height=900, scheme="light", scale=1, **address) -> Tab:
        window = (width, height, scheme, scale)
        idle = tabs.setdefault(window, [])
        tab = idle.pop() if idle else new_tab(chromium, *window)
        in_use.append((window, tab))
        tab.requests.clear()
        tab.logged.clear()
        fragment = "&".join(f"{name}={quote(value, safe='')}" for name, value in address.items())
        tab.page.goto(path.as_uri() + (f"#{fragment}" if fragment else ""))
        tab.page.wait_for_selector("html[data-ready=true]")
        # The file itself is the one thing that may be asked for.
        tab.requests[:] = [url for url in tab.requests if not url.startswith((path.as_uri(), "data:"))]
        return tab

    yield open_page
    for window, tab in in_use:
        width, height, scheme, _ = window
        tab.page.unroute_all()
        tab.page.goto("about:blank")
        tab.page.emulate_media(media="null", color_scheme=scheme, reduced_motion="null")
        tab.page.set_viewport_size({"width": width, "height": height})
        tabs[window].append(tab)
