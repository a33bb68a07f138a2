"""What the page's scripts get: nodes, links and words, as plain JSON values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

import networkx as nx

from kg.namespaces import VOCABULARY, prefixes
from kg.network import MENTIONS
from kg.page.cards import SIZES, Card
from kg.page.frame import Layout
from kg.page.icons import ICONS
from kg.page.legend import facets
from kg.page.words import KIND_WORDS, WORDS

__all__ = ["citing", "links", "narrow", "payload"]

#: Links that position says already: they light up what belongs together, but no line is drawn.
_IMPLIED = {VOCABULARY + "isAbout", VOCABULARY + "isInDimension"}
#: What a citation in Turtle abbreviates.
_PREFIXES = ("cg", "oa", "prov", "rdfs", "schema", "xsd")
_PORT, _SNIPPET = 6.0, 24


def narrow(cards: Mapping[str, Card], layout: Layout) -> dict[str, Any]:
    """Return the picture of a narrow screen in one language: ``box``, ``bands``, and the ``cards`` by their nodes."""
    return {
        **_frame(layout),
        "cards": {
            iri: {"x": x, "y": y, "width": cards[iri].width, "height": cards[iri].height, "lines": cards[iri].lines}
            for iri, (x, y) in layout.places.items()
        },
    }


def _frame(layout: Layout) -> dict[str, Any]:
    return {
        "box": vars(layout.box),
        "bands": [{"dimension": band.dimension, **vars(band.box)} for band in layout.bands],
    }


def citing() -> dict[str, str]:
    """Return the prefixes that a citation in Turtle may use."""
    return {name: iri for name, iri in prefixes().items() if name in _PREFIXES}


def payload(
    network: nx.MultiDiGraph[str], cards: Mapping[str, Card], layout: Layout, badges: Mapping[str, list[str]]
) -> dict[str, Any]:
    """Return everything that the scripts need besides what vis-network itself draws from."""
    return {
        "title": network.graph["title"],
        "layout": layout.kind,
        **_frame(layout),
        "items": [_item(network, iri, cards.get(iri), badges.get(iri, [])) for iri in network],
        "links": links(network, cards, layout),
        "properties": _properties(network),
        "prefixes": citing(),
        "icons": ICONS,
        "sizes": SIZES,
        "words": WORDS,
        "kinds": KIND_WORDS,
    }


def _item(network: nx.MultiDiGraph[str], iri: str, card: Card | None, badges: list[str]) -> dict[str, Any]:
    node = network.nodes[iri]
    item = {
        "id": iri,
        **{
            key: node[key]
            for key in ("kind", "labels", "also", "wording", "note", "sides", "dimension", "quote", "start", "end")
        },
        **{key: node[key] for key in ("polarity", "assessments", "literals")},
        "type": {"iri": node["type"], "labels": node["type_labels"]} if node["type"] else None,
        "badges": badges,
        **_around(node),
    }
    if card is not None:
        item |= {"tone": card.tone, "facets": facets(network, card), "icon": card.icon, "sign": card.sign}
        item |= {"width": card.width, "height": card.height, "lines": card.lines}
    return {key: value for key, value in item.items() if value not in (None, [], {}, "")}


def _around(node: Mapping[str, Any]) -> dict[str, str]:
    """What stands before and after the quote in its passage."""
    quote, context = node["quote"], node["context"]
    if not quote or not context or node["context_start"] is None:
        return {}
    start = node["start"] - node["context_start"]
    if start < 0 or context[start : start + len(quote)] != quote:
        return {}
    return {"before": context[:start], "after": context[start + len(quote) :]}


def _properties(network: nx.MultiDiGraph[str]) -> dict[str, Any]:
    return {data["property"]: data["words"] for *_, data in network.edges(data=True)}


def links(network: nx.MultiDiGraph[str], cards: Mapping[str, Card], layout: Layout) -> list[dict[str, Any]]:
    """Return the links in a fixed order, with ``id``, ``from``, ``to``, ``property`` and ``layer``.

    ``shown`` ones are always drawn, one for each pair of nodes; ``implied`` ones never are; the others are when one of
    their ends is selected. ``far`` ones lead from band to band; ``a`` and ``b`` are how far from the middle of a card
    they leave and arrive; ``places`` are the words before, of and after a mention.
    """
    found: list[dict[str, Any]] = []
    pairs: set[frozenset[str]] = set()
    order = sorted(network.edges(keys=True, data=True), key=lambda link: (link[2] != MENTIONS, *link[:3]))
    for source, target, property, data in order:
        link: dict[str, Any] = {"id": f"link-{len(found)}", "from": source, "to": target, "property": property}
        link["layer"] = data["layer"]
        pair = frozenset((source, target))
        drawn = source in cards and target in cards
        if layout.kind != "force":
            kinds = {network.nodes[source]["kind"], network.nodes[target]["kind"]}
            link["implied"] = property in _IMPLIED
            link["shown"] = drawn and "entity" in kinds and bool(kinds & {"claim", "example"}) and pair not in pairs
            link["far"] = link["shown"] and _band(layout, source) != _band(layout, target)
        else:
            link["shown"] = drawn and pair not in pairs and source != target
        if link["shown"]:
            pairs.add(pair)
        link["places"] = _snippets(network.nodes[source], data["places"])
        found.append({key: value for key, value in link.items() if value not in (False, [], "")})
    if layout.kind != "force":
        _ports(found, cards, layout)
    return found


def _band(layout: Layout, iri: str) -> int:
    y = layout.places[iri][1]
    return sum(band.box.y < y for band in layout.bands)


def _snippets(statement: Mapping[str, Any], places: list[list[int]]) -> list[list[str]]:
    quote, first = statement["quote"] or "", statement["start"] or 0
    return [
        [
            ("…" if start - first > _SNIPPET else "") + quote[max(0, start - first - _SNIPPET) : start - first],
            quote[start - first : end - first],
            quote[end - first : end - first + _SNIPPET] + ("…" if end - first + _SNIPPET < len(quote) else ""),
        ]
        for start, end in places
        if 0 <= start - first < end - first <= len(quote)
    ]


def _ports(found: list[dict[str, Any]], cards: Mapping[str, Card], layout: Layout) -> None:
    """Links leave a card side by side, in the order in which they arrive, instead of from one point."""
    at: dict[tuple[str, bool], list[tuple[float, str, dict[str, Any]]]] = defaultdict(list)
    for link in found:
        if link.get("shown"):
            for end, here, there in (("a", link["from"], link["to"]), ("b", link["to"], link["from"])):
                (x, _), (other, y) = layout.places[here], layout.places[there]
                at[here, other > x].append((y, end, link))
    for (here, _), ends in at.items():
        ends.sort(key=lambda item: (item[0], item[2]["id"]))
        step = min(_PORT, (cards[here].height - 10) / max(1, len(ends) - 1))
        for number, (_, end, link) in enumerate(ends):
            link[end] = round((number - (len(ends) - 1) / 2) * step, 1)
