"""The page as one HTML text, made by pyvis with our own template.

pyvis fills the template and brings vis-network; everything else is ours: an escaping Jinja environment, scripts and
styles inlined and allowed by their hash alone, data that cannot leave its element.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import networkx as nx
import pyvis.network
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from kg.graph import Graph
from kg.graph.live import Live
from kg.network import network
from kg.page.cards import PORTRAIT, WIDE, cards, tones
from kg.page.data import narrow, payload
from kg.page.findings import findings
from kg.page.icons import ICONS
from kg.page.layout import layout, measures, portrait, scattered
from kg.page.legend import legend
from kg.page.live import telling
from kg.page.pack import packed
from kg.page.sources import Sources
from kg.page.views import views
from kg.page.words import KIND_WORDS, LIVE_WORDS, WORDS, both

__all__ = ["OPTIONS", "SCRIPTS", "Page", "build", "page"]

_HERE = Path(__file__).parent
#: The scripts in the order in which they run, as one.
SCRIPTS = (
    "elements.js",
    "state.js",
    "address.js",
    "draw.js",
    "picture.js",
    "cite.js",
    "details.js",
    "near.js",
    "focus.js",
    "loosen.js",
    "search.js",
    "views.js",
    "grow.js",
    "tree.js",
    "svg.js",
    "export.js",
    "keys.js",
    "live.js",
    "main.js",
)
#: The one that only pages have that may ask an endpoint.
LIVE_SCRIPT = "live.js"
#: Those of a graph with more nodes than :data:`BIG`, which cannot all be cards.
BIG_SCRIPTS = (
    "elements.js",
    "big/data.js",
    "address.js",
    "draw.js",
    "big/near.js",
    "big/draw.js",
    "big/raster.js",
    "big/layers.js",
    "big/names.js",
    "big/picture.js",
    "big/camera.js",
    "cite.js",
    "details.js",
    "focus.js",
    "search.js",
    "views.js",
    "big/grow.js",
    "tree.js",
    "svg.js",
    "export.js",
    "keys.js",
    "main.js",
)
BIG = 1000
#: What vis-network is told: it moves nothing by itself.
OPTIONS: dict[str, Any] = {
    "autoResize": False,
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False, "randomSeed": 1},
    "interaction": {"hover": True, "dragNodes": False, "keyboard": False, "tooltipDelay": 100000, "zoomSpeed": 0.7},
    "nodes": {"shape": "custom", "physics": False},
    "edges": {"hidden": True, "smooth": False, "physics": False},
}


@dataclass(frozen=True)
class Page:
    """A page as HTML, and how many nodes and links its picture has."""

    html: str
    nodes: int
    links: int


def page(graph: Graph, *, language: str) -> str:
    """Return the HTML page of a graph; see :func:`build`."""
    return build(graph, language=language).html


def build(
    graph: Graph,
    *,
    language: str,
    part: nx.MultiDiGraph[str] | None = None,
    source: str | None = None,
    live: Live | None = None,
) -> Page:
    """Make the page of a graph; the same graph always gives the same HTML.

    Args:
        graph: what is shown.
        language: ``zh`` or ``en``; what the page speaks unless its address says otherwise.
        part: the part of it that is drawn (see :mod:`kg.network.part`); without one everything is, and what the whole
            comparison says is shown beside the picture.
        source: the address at which the article can be read, if the graph does not say (``schema:url``); each quote
            links to its place there.
        live: the endpoint that the page may ask for more, and nothing else; without one it asks nobody.

    Raises:
        ValueError: the page does not speak that language.
        SourceError: ``source`` is no address, or there is not just one article that it could belong to.
    """
    if language not in WORDS:
        raise ValueError(f"the page speaks zh and en, not {language!r}")
    net = network(graph) if part is None else part
    if len(net) > BIG and live is None:
        return _big(graph, net, language, source, whole=part is None)
    badges = findings(graph, net) if part is None else {}
    drawn = cards(net, badges, measures(net) if live is None else WIDE)
    # What is fetched later stands where there is room; places that mean something would be lost on it.
    picture = layout(net, drawn) if live is None else scattered(net, drawn)
    found = payload(net, drawn, picture, badges)
    sources = Sources(graph, source)
    where = sources.places()
    items = [item | where.get(item["id"], {}) for item in found["items"]]
    extra: dict[str, Any] = {"items": items, "portrait": None, "sources": sources.told()}
    if live is None:
        extra["portrait"] = _portraits(net, badges)
    else:
        extra |= {"live": telling(live), "words": LIVE_WORDS}
    data = packed({**found, **extra})
    vis = pyvis.network.Network()
    # add_node and add_edge look through all earlier ones; the lists are what they fill.
    vis.nodes = [
        {
            "id": iri,
            "label": net.nodes[iri]["labels"][language],
            "x": picture.places[iri][0],
            "y": picture.places[iri][1],
        }
        for iri in drawn
    ]
    vis.edges = [
        {"id": link["id"], "from": link["from"], "to": link["to"]} for link in found["links"] if link.get("shown")
    ]
    html = _written(
        vis,
        "page.html.jinja",
        ("page.css",),
        tuple(name for name in SCRIPTS if live or name != LIVE_SCRIPT),
        language,
        connect=live.source if live else None,
        words=(WORDS if live is None else LIVE_WORDS)[language],
        live=live,
        title=net.graph["title"][language],
        both=both,
        kinds=KIND_WORDS,
        legend=legend(net, drawn),
        views=views(graph, net) if part is None else {},
        items=[node["labels"] for _, node in net.nodes(data=True)],
        item_tones=list(tones(net).values()),
        payload=data,
        parts={},
    )
    return Page(html, len(vis.nodes), len(vis.edges))


def _big(graph: Graph, net: nx.MultiDiGraph[str], language: str, source: str | None, *, whole: bool) -> Page:
    """The page of a graph with too many nodes for cards; see :mod:`kg.page.big`."""
    from kg.page.big import big  # not at the top: numpy takes a tenth of a second

    sources = Sources(graph, source)
    found = big(net, findings(graph, net) if whole else {}, sources.places() if sources.articles else {})
    found.parts["payload"]["sources"] = sources.told()
    shown = views(graph, net, found.order) if whole else {}
    # What tables name; they are too long for more than some hundred claims.
    named = found.order if any(not isinstance(view, str) for view in shown.values()) else []
    colours = tones(net) if named else {}
    html = _written(
        pyvis.network.Network(),
        "page.html.jinja",
        ("page.css", "big.css"),
        BIG_SCRIPTS,
        language,
        words=WORDS[language],
        live=None,
        title=net.graph["title"][language],
        both=both,
        kinds=KIND_WORDS,
        legend=found.legend,
        views=shown,
        items=[net.nodes[iri]["labels"] for iri in named],
        item_tones=[colours[iri] for iri in named],
        parts=found.parts,
    )
    return Page(html, len(net), len(net.edges))


def _written(
    vis: Any,
    template: str,
    styles: tuple[str, ...],
    scripts: tuple[str, ...],
    language: str,
    *,
    connect: str | None = None,
    **values: Any,
) -> str:
    """Let pyvis fill a template of ours; the page may connect to ``connect`` and to nothing else."""
    vis.set_options(json.dumps(OPTIONS))
    style, library, script = _style(styles), _library(), _script(scripts)
    vis.templateEnv = _environment(
        policy=_policy(scripts=(library, script), styles=(style,), connect=connect),
        language=language,
        icons=ICONS,
        style=Markup(style),  # noqa: S704 files of this package and of pyvis, no data
        library=Markup(library),  # noqa: S704
        script=Markup(script),  # noqa: S704
        **values,
    )
    vis.path = template
    html: str = vis.generate_html()
    return html


def _portraits(net: nx.MultiDiGraph[str], badges: Mapping[str, list[str]]) -> dict[str, Any] | None:
    found = {}
    for language, slender in PORTRAIT.items():
        slim = cards(net, badges, slender)
        picture = portrait(net, slim)
        if picture is None:
            return None
        found[language] = narrow(slim, picture)
    return found


def _environment(**values: Any) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters |= {"json": _json, "from_json": json.loads}
    environment.globals.update(values)
    return environment


def _json(value: Any) -> Markup:
    """JSON that can stand in a script element: nothing in it ends the element or a line of script."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return Markup(text)  # noqa: S704 escaped above, inside JSON strings, where alone these can stand


@cache
def _library() -> str:
    """vis-network as pyvis ships it, without its source map, which would be looked for beside the page."""
    path = Path(pyvis.network.__file__).parent / "lib" / "vis-9.1.2" / "vis-network.min.js"
    text = path.read_text("utf-8").replace("\r\n", "\n")
    return re.sub(r"//# sourceMappingURL=\S*", "", text)


@cache
def _style(names: tuple[str, ...]) -> str:
    return "\n".join((_HERE / name).read_text("utf-8").replace("\r\n", "\n") for name in names)


@cache
def _script(names: tuple[str, ...]) -> str:
    parts = [(_HERE / "script" / name).read_text("utf-8").replace("\r\n", "\n") for name in names]
    return '"use strict";\n(() => {\n' + "\n".join(parts) + "})();\n"


def _policy(*, scripts: tuple[str, ...], styles: tuple[str, ...], connect: str | None) -> str:
    def hashes(texts: tuple[str, ...]) -> str:
        return " ".join(
            f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" for text in texts
        )

    return (
        f"default-src 'none'; script-src {hashes(scripts)}; style-src {hashes(styles)}; img-src data: blob:; "
        f"{f'connect-src {connect}; ' if connect else ''}"
        "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    )
