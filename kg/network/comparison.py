"""A comparison as a network: alternatives, dimensions, claims, examples, verdicts, summaries and entities."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from typing import Any

import networkx as nx

from kg.namespaces import VOCABULARY
from kg.network.matched import agreements
from kg.network.nodes import KINDS, MENTIONS, RESTS_ON, WORDS, add_link, add_triple_links, attributes
from kg.network.triples import LABELS, OA, SCHEMA, TYPE, Texts, Triples, local

__all__ = ["comparison"]


def comparison(triples: Triples, kinds: Mapping[str, str]) -> nx.MultiDiGraph[str]:
    """Return the network of a comparison, given the kind of each of its nodes."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(kind="comparison", title=_title(triples))
    nodes = {iri: attributes(triples, iri, kind) for iri, kind in kinds.items()}
    for iri, node in nodes.items():
        _anchored(triples, iri, node)
        if node["kind"] == "claim":
            node["labels"] = _property_labels(triples, iri, node["labels"])
        elif node["kind"] in {"definition", "verdict", "summary"}:
            node["assessments"] = _assessments(triples, iri)
            node["labels"] = _sentence_labels(node)
    rank = {kind: number for number, kind in enumerate(KINDS)}
    order = sorted(nodes, key=lambda iri: (rank[nodes[iri]["kind"]], nodes[iri]["start"] or 0, iri))
    graph.graph["alternatives"] = _in_order(triples, nodes, "alternative", VOCABULARY + "isAbout")
    graph.graph["dimensions"] = _in_order(triples, nodes, "dimension", VOCABULARY + "isInDimension")
    for iri in order:
        graph.add_node(iri, **nodes[iri])
    add_triple_links(triples, graph)
    _verdict_links(graph)
    _mention_links(triples, graph)
    agreements(triples, graph)
    _sides(graph)
    return graph


def _title(triples: Triples) -> Texts:
    comparisons = triples.back(TYPE).get(VOCABULARY + "Comparison", ())
    if len(comparisons) > 1:
        return {"zh": f"{len(comparisons)} 篇文章的比较", "en": f"{len(comparisons)} articles compared"}
    for comparison in comparisons:
        article = triples.node(comparison, SCHEMA + "isPartOf")
        title = triples.texts(article, SCHEMA + "headline", default="") if article else {}
        title = title if any(title.values()) else triples.texts(comparison, *LABELS, default="")
        if any(title.values()):
            return title
    return {"zh": "比较", "en": "Comparison"}


def _anchored(triples: Triples, iri: str, node: dict[str, Any]) -> None:
    node["dimension"] = triples.node(iri, VOCABULARY + "isInDimension")
    node["sides"] = list(triples.nodes(iri, VOCABULARY + "isAbout"))
    polarity = triples.node(iri, VOCABULARY + "hasPolarity")
    node["polarity"] = _sign(polarity)
    quote = triples.node(iri, VOCABULARY + "hasQuoteAnchor")
    if quote is None:
        return
    node["quote"], node["start"], node["end"] = _anchor(triples, quote)
    around = triples.node(iri, VOCABULARY + "hasContextAnchor")
    if around is not None:
        node["context"], node["context_start"], _ = _anchor(triples, around)
    elif node["start"] is not None:
        text = next(
            (t.value for t in triples.literals(triples.node(quote, OA + "hasSource") or "", SCHEMA + "text")), ""
        )
        start = text.rfind("\n", 0, node["start"]) + 1
        end = text.find("\n", node["end"])
        node["context"], node["context_start"] = text[start : end if end >= 0 else None] or None, start


def _anchor(triples: Triples, anchor: str) -> tuple[str | None, int | None, int | None]:
    """The words of an anchor and its offsets."""
    words, start, end = None, None, None
    for selector in triples.nodes(anchor, OA + "hasSelector"):
        for value in triples.literals(selector, OA + "exact"):
            words = value.value
        for value in triples.literals(selector, OA + "start"):
            start = int(value.value)
        for value in triples.literals(selector, OA + "end"):
            end = int(value.value)
    return words, start, end


def _sign(polarity: str | None) -> str | None:
    return {VOCABULARY + "Favourable": "+", VOCABULARY + "Unfavourable": "-"}.get(polarity or "")


def _property_labels(triples: Triples, claim: str, default: Texts) -> Texts:
    ascribed = triples.node(claim, VOCABULARY + "ascribes")
    return triples.texts(ascribed, *LABELS, default=local(ascribed)) if ascribed else default


def _sentence_labels(node: dict[str, Any]) -> Texts:
    """A verdict or summary has no name of its own: its first sentence stands for it."""
    return {
        language: re.split(r"(?<=[。！？])|(?<=[.!?])\s|\n", node["wording"].get(language) or node["quote"] or label)[0]
        for language, label in node["labels"].items()
    }


def _assessments(triples: Triples, statement: str) -> list[dict[str, Any]]:
    found = []
    for iri in triples.nodes(statement, VOCABULARY + "consistsOf"):
        anchor = triples.node(iri, VOCABULARY + "hasPropertyAnchor")
        words, start, _ = _anchor(triples, anchor) if anchor else (None, None, None)
        texts = triples.texts(iri, VOCABULARY + "wording", default=words)
        claim = triples.node(iri, RESTS_ON)
        found.append(
            {
                "iri": iri,
                "start": start or 0,
                "alternative": triples.node(iri, VOCABULARY + "isAbout"),
                "polarity": _sign(triples.node(iri, VOCABULARY + "hasPolarity")),
                "words": {"zh": words or texts.get("zh", ""), "en": texts.get("en", words or "")},
                "claim": claim,
                "layer": triples.layer(iri, RESTS_ON, claim) if claim else "",
            }
        )
    return sorted(found, key=lambda item: (item["start"], item["iri"]))


def _in_order(triples: Triples, nodes: Mapping[str, dict[str, Any]], kind: str, predicate: str) -> list[str]:
    """Alternatives or dimensions in the order in which the article comes to speak of them."""
    first = {
        iri: min(
            (nodes[by]["start"] for by in triples.back(predicate).get(iri, ()) if by in nodes and nodes[by]["start"]),
            default=1 << 60,
        )
        for iri, node in nodes.items()
        if node["kind"] == kind
    }
    return sorted(first, key=lambda iri: (first[iri], iri))


def _verdict_links(graph: nx.MultiDiGraph[str]) -> None:
    for iri in graph:
        for assessment in graph.nodes[iri]["assessments"]:
            claim = assessment["claim"]
            if claim in graph and not graph.has_edge(iri, claim, RESTS_ON):
                add_link(graph, iri, RESTS_ON, claim, words=WORDS[RESTS_ON], layer=assessment["layer"])


def _mention_links(triples: Triples, graph: nx.MultiDiGraph[str]) -> None:
    """Every mention says where it stands; a mention without the derived link makes one."""
    for entity, mentions in triples.back(VOCABULARY + "refersTo").items():
        if entity not in graph or graph.nodes[entity]["kind"] != "entity":
            continue
        for mention in mentions:
            for statement in triples.nodes(mention, VOCABULARY + "occursIn"):
                if statement not in graph:
                    continue
                if not graph.has_edge(statement, entity, MENTIONS):
                    layer = triples.layer(mention, VOCABULARY + "refersTo", entity)
                    add_link(graph, statement, MENTIONS, entity, words=WORDS[MENTIONS], layer=layer)
                anchor = triples.node(mention, VOCABULARY + "hasMentionAnchor")
                _, start, end = _anchor(triples, anchor) if anchor else (None, None, None)
                if start is not None:
                    graph.edges[statement, entity, MENTIONS]["places"].append([start, end])
        for links in graph.pred[entity].values():
            for data in links.values():
                data["places"].sort()


def _sides(graph: nx.MultiDiGraph[str]) -> None:
    """An entity is tied to the sides of the statements that name it, and to the dimension where most of them stand."""
    sides = {iri: number for number, iri in enumerate(graph.graph["alternatives"])}
    dimensions = {iri: number for number, iri in enumerate(graph.graph["dimensions"])}
    for entity, node in graph.nodes(data=True):
        if node["kind"] != "entity":
            continue
        by = [graph.nodes[statement] for statement, links in graph.pred[entity].items() if MENTIONS in links]
        node["sides"] = sorted(
            {side for statement in by for side in statement["sides"] if side in sides}, key=sides.__getitem__
        )
        # Claims and examples stand in the picture; a summary only counts where there is nothing else.
        drawn = [statement for statement in by if statement["kind"] in {"claim", "example"}] or by
        counts = Counter(statement["dimension"] for statement in drawn if statement["dimension"] in dimensions)
        if counts:
            node["dimension"] = min(counts, key=lambda iri: (-counts[iri], dimensions[iri]))
