"""Write a field of claims: many articles about the same things, drawn as any number of nodes and links.

Usage: ``python benchmarks/field.py NODES LINKS [-o FILE.nt]``

Other than ``generate.py``, which writes the whole model (some 200 triples a claim), this writes what a picture needs:
types, labels in both languages, quotes with their anchors, and the links between things. The same arguments give the
same bytes.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from random import Random

from kg.namespaces import VOCABULARY, expand, prefixes

__all__ = ["field", "lines"]

#: Nodes of one article, and how many articles share a topic.
_ARTICLE, _TOPIC = 60, 8
#: Of every hundred nodes so many are shared by the articles of a topic, and of these every tenth by all.
_SHARED = 12
_SIGNS = (
    "山水云风林石光影木火土金天地日月星海江河湖泉谷原野花草叶果米豆竹松梅兰菊"
    "马鸟鱼龙虎鹿羊牛玉珠丝布纸笔墨书画琴音歌舞灯窗门桥路舟车"
)
_SYLLABLES = (
    "ba be bo da de do fa fi ga go ka ke ko la le lo ma mi mo na ne no pa pe ra re ro sa se so ta te to va ve".split()
)
BASE = "https://example.org/field/"

Link = tuple[int, str, int]


def field(nodes: int, links: int, *, seed: int = 1) -> tuple[list[str], list[Link]]:
    """Return the kind of each node and so many different links between them."""
    rng = Random(seed)
    shared = max(1, nodes * _SHARED // 100) if nodes > _ARTICLE else 0
    kinds = ["Entity"] * shared
    articles = max(1, round((nodes - shared) / _ARTICLE))
    topics = max(1, articles // _TOPIC)
    found: dict[Link, None] = {}
    own: list[range] = []
    for article in range(articles):
        first, last = len(kinds), shared + (nodes - shared) * (article + 1) // articles
        size = last - first
        claims, examples, verdicts = size * 40 // 100, size * 22 // 100, size * 4 // 100
        parts = [("Alternative", 2), ("Dimension", 3), ("Claim", claims), ("Example", examples), ("Verdict", verdicts)]
        for kind, number in parts:
            kinds += [kind] * min(number, last - len(kinds))
        kinds += ["Entity"] * (last - len(kinds))
        own.append(range(first, last))
    common = max(1, shared // 10)
    weights = list(accumulate(1 / (rank + 3) ** 0.8 for rank in range(common)))

    def statement(article: int) -> int:
        return own[article][rng.randrange(5, len(own[article])) if len(own[article]) > 5 else 0]

    def entity(article: int) -> int:
        if shared and rng.random() < 0.55:
            if rng.random() < 0.12:
                return rng.choices(range(common), cum_weights=weights)[0]
            topic = article * topics // articles
            low, high = (common + (shared - common) * part // topics for part in (topic, topic + 1))
            return rng.randrange(low, high) if high > low else 0
        return own[article][rng.randrange(len(own[article]))]

    for places in own:
        claims = [node for node in places if kinds[node] == "Claim"]
        for node in places:
            if kinds[node] == "Claim":
                found[node, "isAbout", places[rng.randrange(2)]] = None
                found[node, "isInDimension", places[2 + rng.randrange(3)]] = None
            elif kinds[node] == "Example" and claims:
                found[node, "supports", rng.choice(claims)] = None
            elif kinds[node] == "Verdict" and claims:
                found[node, "restsOn", rng.choice(claims)] = None
            elif kinds[node] == "Entity" and claims:
                found[rng.choice(claims), "mentions", node] = None
    for node in range(shared):
        found[statement(rng.randrange(articles)), "mentions", node] = None
    while len(found) < links:
        article = rng.randrange(articles)
        source, target = statement(article), entity(article)
        if source != target:
            found[source, "mentions", target] = None
    return kinds, list(found)[:links]


def lines(nodes: int, links: int, *, seed: int = 1) -> Iterator[str]:
    """Yield the field as N-Triples."""
    kinds, found = field(nodes, links, seed=seed)
    table = prefixes()

    def iri(curie: str) -> str:
        return f"<{expand(curie, table)}>"

    type_, label, selector = iri("rdf:type"), iri("skos:prefLabel"), iri("oa:hasSelector")
    words = {
        "isAbout": iri("cg:isAbout"),
        "isInDimension": iri("cg:isInDimension"),
        "supports": iri("cito:supports"),
        "restsOn": iri("cg:restsOn"),
        "mentions": iri("schema:mentions"),
    }
    rng = Random(seed + 1)
    for node, kind in enumerate(kinds):
        name = f"<{BASE}{kind.lower()}/{node}>"
        yield f"{name} {type_} <{VOCABULARY}{kind}> ."
        spoken = {
            "zh": "".join(rng.choices(_SIGNS, k=rng.randrange(3, 9))),
            "en": " ".join(_word(rng) for _ in range(rng.randrange(1, 4))).capitalize(),
        }
        for language, text in spoken.items():
            yield f'{name} {label} "{text}"@{language} .'
        if kind in {"Claim", "Example", "Verdict"}:
            quote = "".join(rng.choices(_SIGNS + "，，。的了和是", k=rng.randrange(40, 120)))
            anchor, start = f"<{BASE}anchor/{node}>", rng.randrange(4_000)
            yield f"{name} {iri('cg:hasQuoteAnchor')} {anchor} ."
            yield f"{anchor} {selector} <{BASE}words/{node}> ."
            yield f"{anchor} {selector} <{BASE}place/{node}> ."
            yield f'<{BASE}words/{node}> {iri("oa:exact")} "{quote}" .'
            for what, value in (("oa:start", start), ("oa:end", start + len(quote))):
                yield f'<{BASE}place/{node}> {iri(what)} "{value}"^^{iri("xsd:integer")} .'
    for source, what, target in found:
        ends = [f"<{BASE}{kinds[node].lower()}/{node}>" for node in (source, target)]
        yield f"{ends[0]} {words[what]} {ends[1]} ."


def _word(rng: Random) -> str:
    return "".join(rng.choices(_SYLLABLES, k=rng.randrange(2, 5)))


def main() -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(description="Write a field of claims as N-Triples.")
    parser.add_argument("nodes", type=int)
    parser.add_argument("links", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("-o", "--output", type=Path, help="by default standard output")
    chosen = parser.parse_args()
    text = "".join(f"{line}\n" for line in lines(chosen.nodes, chosen.links, seed=chosen.seed))
    if chosen.output:
        chosen.output.write_text(text, "utf-8", newline="\n")
    else:
        sys.stdout.write(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
