"""Write a comparison graph of any size, with the shape and proportions of the article that ships with claimgraph.

Usage: ``python benchmarks/generate.py CLAIMS [--seed N] [--articles M] [-o FILE.nq[.gz]]``

The graph is many articles of 18 to 60 claims, each with its said, curated and derived layer as named graphs, and the
vocabulary as one more. Words are invented. The same arguments give the same bytes on every Python. One article at a
time is in memory: what an article needs to know of the others (which entities there are) follows from a number.
"""

from __future__ import annotations

import argparse
import contextlib
import gzip
import sys
import time
from array import array
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import IO, NamedTuple, cast

import pyoxigraph as ox

from kg.namespaces import VOCABULARY, article_iri, expand, identifier, prefixes
from kg.resources import resource

__all__ = ["MOST", "Figures", "generate", "write"]

#: The largest number of claims.
MOST = 1_000_000
#: Claims of an article, unless the number of articles is given.
_SMALLEST, _LARGEST = 18, 60
#: Different entities named in an article, for each of its claims; so it is in the real one.
_ENTITIES = 33 / 18
#: How much text before and after a quote is recorded with it, as ``kg.assemble`` does.
_CONTEXT = 32
_DAY = "2026-11-23T00:00:00+00:00"


# -- terms


def _iri(curie: str) -> str:
    return f"<{expand(curie, prefixes())}>"


TYPE, LABEL = _iri("rdf:type"), _iri("rdfs:label")
PREF, ALT, NOTE = _iri("skos:prefLabel"), _iri("skos:altLabel"), _iri("skos:note")
QUOTED, DERIVED_FROM = _iri("prov:wasQuotedFrom"), _iri("prov:wasDerivedFrom")
ATTRIBUTED, GENERATED = _iri("prov:wasAttributedTo"), _iri("prov:generatedAtTime")
PART_OF, IS_PART_OF, MENTIONS = _iri("dcterms:isPartOf"), _iri("schema:isPartOf"), _iri("schema:mentions")
SUPPORTS, SELECTOR, SOURCE = _iri("cito:supports"), _iri("oa:hasSelector"), _iri("oa:hasSource")
EXACT, BEFORE, AFTER, START, END = (_iri(f"oa:{name}") for name in ("exact", "prefix", "suffix", "start", "end"))
QUOTE_SELECTOR, POSITION_SELECTOR = _iri("oa:TextQuoteSelector"), _iri("oa:TextPositionSelector")
INTEGER, DATE_TIME = _iri("xsd:integer"), _iri("xsd:dateTime")
#: The terms of our own vocabulary that are used here, by local name.
CG = {
    name: f"<{VOCABULARY}{name}>"
    for name in """
    AIModel AIPlatform Alternative Anchor Application Assessment Assistant BasisRole CanonicalText Claim
    CloudPlatform Community Company ComparedProperty Comparison Curated Derived DeveloperRole Dimension Entity
    Example Favourable Framework FramingPassage Instance InstanceRole LanguageModel Layer Mention PresentedRole
    Regulation RegulationRole Said SearchEngine Service SoftwareLibrary Summary Technique TechniqueRole Unfavourable
    UserRole Verdict admitsKind applies ascribes belongsTo compares comparesAlong comparesKind consistsOf
    hasAdvantage hasAlternativeAnchor hasContextAnchor hasDimensionAnchor hasLayerKind hasLimitation
    hasMentionAnchor hasPhraseAnchor hasPolarity hasPropertyAnchor hasQuoteAnchor hasRole hasTitleAnchor isAbout
    isBasedOn isDevelopedBy isIllustratedBy isInDimension isRelativeTo isUsedBy occursIn presents rawEnd rawStart
    refersTo restsOn rule textVersion wording""".split()
}
#: What a role says of the thing that it is played towards (``cg:implies`` in the vocabulary).
_IMPLIED = {
    "DeveloperRole": CG["isDevelopedBy"],
    "UserRole": CG["isUsedBy"],
    "TechniqueRole": CG["applies"],
    "BasisRole": CG["isBasedOn"],
}


def _escaped(text: str) -> str:
    """The four characters that may not stand in a literal as they are (N-Quads, STRING_LITERAL_QUOTE)."""
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")


def _literal(text: str, language: str = "") -> str:
    return f'"{_escaped(text)}"@{language}' if language else f'"{_escaped(text)}"'


# -- invented words

_SIGNS = (
    "山水云风林石光影木火土金天地日月星海江河湖泉谷原野花草叶果米豆竹松梅兰菊马鸟鱼龙"
    "虎鹿羊牛玉珠丝布纸笔墨书画琴音歌舞灯窗门桥路舟车城塔亭台"
)
_SYLLABLES = """
ba be bo da de do fa fi ga go ka ke ko la le lo ma mi mo na ne no pa pe ra re ro sa se so ta te to va ve vo za ze zo wi
""".split()


def _invented(kind: str) -> tuple[str, ...]:
    """Return 400 different words, the same ones for every seed."""
    rng, found = Random(f"words {kind}"), dict[str, None]()
    while len(found) < 400:
        parts = rng.choices(_SIGNS if kind == "zh" else _SYLLABLES, k=rng.choice((2, 2, 3)))
        found["".join(parts)] = None
    return tuple(found)


@dataclass(frozen=True)
class _Language:
    """How a text is put together; ``words`` are for labels, ``all_words`` for running text as well."""

    tag: str
    other: str
    words: tuple[str, ...]
    all_words: tuple[str, ...]
    space: str
    comma: str
    stop: str
    colon: str
    mark: str  #: the colon without its space
    versus: str
    example: str


# What running text holds besides words tries the escaping (quotes, a backslash) and the counting of code points (signs
# outside the basic plane, an emoji of three of them).
_ODD = ('"nava"', "so\\re", "\U00020000\U00020001", "\U0001f468‍\U0001f4bb", "«mila»")
_WORDS = {tag: _invented(tag) for tag in ("zh", "en")}
_ZH = _Language("zh", "en", _WORDS["zh"], _WORDS["zh"] + _ODD, "", "，", "。", "：", "：", "VS", "例如，")
_EN = _Language("en", "zh", _WORDS["en"], _WORDS["en"] + _ODD, " ", ", ", ". ", ": ", ":", " vs ", "For example, ")
_TONGUES = {"zh": _ZH, "en": _EN}


# -- entities

#: The types of the real article's entities, as often as there, well mixed.
_TYPES = """
Company SoftwareLibrary Technique Company Framework LanguageModel Company SearchEngine Company Application Company
CloudPlatform Technique Company AIPlatform SoftwareLibrary Company Assistant Company Community SoftwareLibrary Company
Regulation Framework Company LanguageModel Technique Company SearchEngine Application Company CloudPlatform
SoftwareLibrary""".split()
_MAKERS = {"Company", "Community"}
_CHINESE = _MAKERS | {"Technique", "Regulation"}


class _Entity(NamedTuple):
    number: int
    iri: str
    type: str
    names: dict[str, str]
    new: bool  #: whether this article is the first that names it


def _spelled(number: int, parts: str | list[str], length: int) -> str:
    """Spell a number in syllables or signs: a different word for each, and neighbours do not look alike."""
    size = len(parts)
    whole = size**length
    # The factor has no divisor in common with the sizes used, so that no two numbers fall together.
    rest, more = number * 1_000_003 % whole, number // whole
    found = [parts[rest // size**place % size] for place in range(length)]
    while more:
        found.append(parts[more % size])
        more //= size
    return "".join(found)


def _names(number: int, type: str) -> dict[str, str]:
    latin = _spelled(number, _SYLLABLES, 4).capitalize()
    if type not in _CHINESE:
        return {"zh": latin, "en": latin}
    return {"zh": _spelled(number, _SIGNS, 4), "en": latin}


# -- what a graph is made of


@dataclass
class Figures:
    """What was written."""

    claims: int = 0
    articles: int = 0
    entities: int = 0
    quads: int = 0
    bytes: int = 0


def generate(
    claims: int, *, seed: int = 0, articles: int | None = None, figures: Figures | None = None
) -> Iterator[str]:
    """Yield a graph as N-Quads: the vocabulary, then one article after the other.

    Args:
        claims: how many claims, from 1 to :data:`MOST`.
        seed: another seed gives another graph of the same size.
        articles: how many articles the claims are spread over; by default each has 18 to 60.
        figures: is added to on the way.

    Raises:
        ValueError: a number is out of range.
    """
    if not 1 <= claims <= MOST:
        raise ValueError(f"the number of claims must be from 1 to {MOST:,}")
    if articles is not None and not 1 <= articles <= claims:
        raise ValueError("the number of articles must be from 1 to the number of claims")
    figures = Figures() if figures is None else figures
    yield _counted(_vocabulary(), figures)
    # Where the entities of each article begin: all that has to be remembered, eight bytes an article.
    starts = array("Q")
    for index, size in enumerate(_sizes(claims, articles, Random(f"sizes {seed}"))):
        starts.append(figures.entities)
        article = _Article(seed, index, size, starts)
        text = article.quads()
        figures.claims += size
        figures.articles += 1
        figures.entities += article.introduced
        yield _counted(text, figures)


def _counted(text: str, figures: Figures) -> str:
    figures.quads += text.count("\n")
    return text


def _vocabulary() -> str:
    triples = ox.parse(path=str(resource("ontology") / "claimgraph.ttl"), format=ox.RdfFormat.TURTLE)
    graph = VOCABULARY.rstrip("#")
    return "".join(sorted(f"{quad.subject} {quad.predicate} {quad.object} <{graph}> .\n" for quad in triples))


def _sizes(claims: int, articles: int | None, rng: Random) -> Iterator[int]:
    """Yield how many claims each article has."""
    left = claims
    if articles is not None:
        for after in range(articles - 1, -1, -1):
            mean = left / (after + 1)
            size = min(left - after, max(1, round(mean * (0.67 + 0.66 * rng.random())))) if after else left
            yield size
            left -= size
        return
    while left > _LARGEST:
        # The square makes short articles more frequent; enough is left for one more.
        size = _SMALLEST + int((_LARGEST - _SMALLEST + 1) * rng.random() ** 2)
        size = min(size, left - _SMALLEST)
        yield size
        left -= size
    yield left


class _Claim(NamedTuple):
    iri: str
    words: str
    property: str
    polarity: str


@dataclass(frozen=True)
class _Named:
    """A side or a dimension: its IRI and label, and where the text names it for the statements that follow."""

    iri: str
    words: str


Span = tuple[int, int]
#: What a statement is written with: words, or an entity with its role and the entity that this is relative to.
Part = str | tuple[_Entity, str, _Entity | None]


class _Article:
    """One article on the way to its three layers."""

    def __init__(self, seed: int, index: int, size: int, starts: array[int]) -> None:
        self.seed, self.size, self.starts = seed, size, starts
        self.rng = Random(f"article {seed} {index}")
        self.number = index + 1
        self.slug = self.slug_of(index)
        self.base = article_iri(self.slug)
        self.article = f"<{self.base}>"
        self.tongue = _ZH if self.rng.random() < 0.75 else _EN
        self.other = _TONGUES[self.tongue.other]
        self.parts: list[str] = []
        self.length = 0
        self.blocks: list[int] = []
        self.spans: dict[Span, str] = {}
        self.seen: Counter[tuple[str, str]] = Counter()
        self.taken: set[str] = set()
        self.layers: dict[str, list[str]] = {"said": [], "curated": []}
        self.add_said, self.add_curated = self.layers["said"].append, self.layers["curated"].append
        # A dictionary keeps the order and lets nothing be concluded twice.
        self.derived: dict[str, None] = {}
        self.cells: dict[tuple[str, str], list[_Claim]] = {}
        self.comparison = self.local("comparison")
        self.introduced = 0
        self.entities = self.cast()
        self.things = [e for e in self.entities if e.type not in _CHINESE] or self.entities
        self.makers = [e for e in self.entities if e.type in _MAKERS] or self.entities
        self.techniques = [e for e in self.entities if e.type == "Technique"] or self.entities
        self.rules = [e for e in self.entities if e.type == "Regulation"] or self.entities
        self.waiting = {e.number for e in self.entities if e.new}

    # -- small things

    def slug_of(self, index: int) -> str:
        return f"generated-{self.seed}-{index + 1}"

    def local(self, name: str) -> str:
        return f"<{self.base}/{name}>"

    def minted(self, kind: str, *content: str) -> str:
        return f"<{self.base}/{identifier(kind, *content)}>"

    def said(self, subject: str, predicate: str, object: str) -> None:
        self.add_said(f"{subject} {predicate} {object} <{self.base}/said> .\n")

    def curated(self, subject: str, predicate: str, object: str) -> None:
        self.add_curated(f"{subject} {predicate} {object} <{self.base}/curated> .\n")

    def conclude(self, subject: str, predicate: str, object: str) -> None:
        self.derived[f"{subject} {predicate} {object} <{self.base}/derived> .\n"] = None

    def chance(self, part: float) -> bool:
        return self.rng.random() < part

    def clause(self, words: int, tongue: _Language | None = None) -> str:
        tongue = tongue or self.tongue
        return tongue.space.join(self.rng.choices(tongue.all_words, k=words))

    def sentence(self, words: int) -> str:
        """A sentence in the other language, as a curator words it."""
        return self.clause(words, self.other) + self.other.stop.strip()

    def name(self, words: int = 2, tongue: _Language | None = None) -> str:
        """Return a label that this article has not used yet."""
        tongue = tongue or self.tongue
        while True:
            found = tongue.space.join(self.rng.choices(tongue.words, k=words))
            if found not in self.taken:
                self.taken.add(found)
                return found
            words += 1  # a very long article may run out of short ones

    def labels(self, thing: str, words: str, others: int = 0) -> None:
        """Label a thing in the article's words and, by the curator, in the other language."""
        said, other = self.tongue.tag, self.other
        self.said(thing, PREF, _literal(words, said))
        self.curated(thing, PREF, _literal(self.name(2, other).capitalize(), other.tag))
        for _ in range(others):
            for tongue in (self.tongue, other):
                self.curated(thing, ALT, _literal(self.name(2, tongue), tongue.tag))

    # -- entities

    def cast(self) -> list[_Entity]:
        """Choose who and what is named: some from earlier articles, the first ones most often, the rest new."""
        before = self.starts[-1]
        wanted = max(2, round(self.size * _ENTITIES * (0.9 + 0.2 * self.rng.random())))
        # The number drawn is spread evenly in its logarithm, so that the nth entity is named 1/n times as often (Zipf).
        known = {int((before + 1) ** self.rng.random()) - 1 for _ in range(wanted // 3)} if before else set()
        found = [self.entity(number, new=False) for number in sorted(known)]
        self.introduced = wanted - len(found)
        found += [self.entity(number, new=True) for number in range(before, before + self.introduced)]
        self.rng.shuffle(found)
        return found

    def entity(self, number: int, *, new: bool) -> _Entity:
        type = _TYPES[number % len(_TYPES)]
        names = _names(number, type)
        home = bisect_right(self.starts, number) - 1
        return _Entity(
            number, f"<{article_iri(self.slug_of(home))}/{identifier('entity', names['en'])}>", type, names, new
        )

    def chosen(self, group: list[_Entity]) -> _Entity:
        """Choose an entity of a group: half the time one that waits to be named, else the first ones most often."""
        if self.waiting and self.chance(0.5):
            for entity in group:
                if entity.number in self.waiting:
                    return entity
        return group[int(len(group) * self.rng.random() ** 2)]

    def describe(self, entity: _Entity) -> None:
        """Say what an entity is, in the layers of the first article that names it."""
        said, other = self.tongue.tag, self.other.tag
        self.said(entity.iri, TYPE, CG["Entity"])
        self.said(entity.iri, PREF, _literal(entity.names[said], said))
        self.curated(entity.iri, TYPE, CG[entity.type])
        self.curated(entity.iri, PREF, _literal(entity.names[other], other))
        for tongue in (self.tongue, self.other):
            self.curated(entity.iri, NOTE, _literal(self.clause(5, tongue) + tongue.stop.strip(), tongue.tag))
        if entity.number % 7 == 0:
            self.said(entity.iri, ALT, _literal(f"{entity.names['en']} {self.rng.choice(_EN.words)}", said))
        if entity.number % 4 == 0:
            self.curated(entity.iri, ALT, _literal(f"{entity.names['en']} {self.rng.choice(_EN.words)}", other))

    # -- the text

    def write(self, text: str) -> Span:
        start = self.length
        self.parts.append(text)
        self.length += len(text)
        return start, self.length

    def block(self, text: str = "") -> Span:
        """Begin a new block; blocks are separated by a line break."""
        if self.blocks:
            self.write("\n")
        self.blocks.append(self.length)
        return self.write(text)

    def anchor(self, span: Span) -> str:
        found = self.spans.get(span)
        if found is None:
            found = self.spans[span] = f"{self.base}/anchor-{span[0]}-{span[1]}"
        return f"<{found}>"

    def quote(self, span: Span) -> str:
        """The text of a range that was written last."""
        found: list[str] = []
        wanted = span[1] - span[0] + (self.length - span[1])
        for part in reversed(self.parts):
            found.append(part)
            wanted -= len(part)
            if wanted <= 0:
                break
        text = "".join(reversed(found))
        return text[-wanted : len(text) - (self.length - span[1])] if wanted < 0 else text[: span[1] - span[0]]

    # -- statements

    def statement(
        self,
        kind: str,
        span: Span,
        rule: str,
        *,
        context: Span | None = None,
        side: tuple[_Named, Span] | None = None,
        dimension: tuple[_Named, Span] | None = None,
        wording: int = 12,
    ) -> str:
        quote = self.quote(span)
        number = self.seen[kind, quote]
        self.seen[kind, quote] += 1
        statement = self.minted(
            "verdict" if kind == "conclusion" else kind, kind, quote, *([str(number)] if number else [])
        )
        said = self.said
        said(statement, TYPE, _CLASSES[kind])
        said(statement, CG["belongsTo"], self.comparison)
        said(statement, CG["rule"], _literal(rule))
        said(statement, QUOTED, self.article)
        said(statement, CG["hasQuoteAnchor"], self.anchor(span))
        if context:
            said(statement, CG["hasContextAnchor"], self.anchor(context))
        if side:
            said(statement, CG["isAbout"], side[0].iri)
            said(statement, CG["hasAlternativeAnchor"], self.anchor(side[1]))
        if dimension:
            said(statement, CG["isInDimension"], dimension[0].iri)
            said(statement, CG["hasDimensionAnchor"], self.anchor(dimension[1]))
        self.curated(statement, CG["wording"], _literal(self.sentence(wording), self.other.tag))
        if kind == "claim":
            self.curated(
                statement, CG["wording"], _literal(self.clause(wording) + self.tongue.stop.strip(), self.tongue.tag)
            )
        return statement

    def framing(self, span: Span, rule: str) -> None:
        self.statement("framing", span, rule, wording=4)

    def compose(self, parts: list[Part]) -> list[tuple[_Entity, str, _Entity | None, Span]]:
        """Write words and names and return where the names stand."""
        named = []
        for part in parts:
            if isinstance(part, str):
                self.write(part)
            else:
                entity, role, thing = part
                named.append((entity, role, thing, self.write(entity.names[self.tongue.tag])))
        return named

    def mentions(
        self, statement: str, start: int, named: list[tuple[_Entity, str, _Entity | None, Span]], shown: str = ""
    ) -> None:
        """Record names; ``shown`` is the example or instance that presents those it is a case of."""
        graph = f" <{self.base}/said> .\n"
        for entity, role, thing, span in named:
            words = entity.names[self.tongue.tag]
            mention = self.minted("mention", statement[1:-1], str(span[0] - start), words)
            lines = (
                f"{mention} {TYPE} {CG['Mention']}{graph}"
                f"{mention} {CG['occursIn']} {statement}{graph}"
                f"{mention} {CG['refersTo']} {entity.iri}{graph}"
                f"{mention} {CG['hasMentionAnchor']} {self.anchor(span)}{graph}"
            )
            if role:
                lines += f"{mention} {CG['hasRole']} {CG[role]}{graph}"
            # Who makes what is concluded in one article only, for no triple stands in two graphs: one of both is new.
            if thing and thing is not entity and (thing.new or entity.new):
                lines += f"{mention} {CG['isRelativeTo']} {thing.iri}{graph}"
                self.conclude(thing.iri, _IMPLIED[role], entity.iri)
            self.add_said(lines)
            self.waiting.discard(entity.number)
            self.conclude(statement, MENTIONS, entity.iri)
            if shown and role in {"PresentedRole", "InstanceRole"}:
                self.conclude(shown, CG["presents"], entity.iri)

    def claim(self, side: tuple[_Named, Span], dimension: tuple[_Named, Span], *, instance: bool) -> None:
        tongue = self.tongue
        known = [claim for cell in self.cells.values() for claim in cell]
        # Now and then another side is said to have the same property.
        other = self.rng.choice(known) if known and self.chance(0.08) else None
        words = other.words if other else self.name()
        label = self.block(words)
        context_start = label[0]
        self.write(tongue.colon)
        start = self.length
        self.write(self.clause(9) + tongue.comma + self.clause(8) + tongue.stop.strip())
        named: list[tuple[_Entity, str, _Entity | None, Span]] = []
        inner: Span | None = None
        if instance:
            self.write(tongue.space)
            begin = self.write(tongue.example)[0]
            thing = self.chosen(self.entities)
            parts: list[Part] = [(thing, "InstanceRole", None)]
            if self.chance(0.55):
                parts += [tongue.comma, (self.chosen(self.entities), "InstanceRole", None)]
            if self.chance(0.45):
                parts += [tongue.comma, (self.chosen(self.makers), "DeveloperRole", thing)]
            parts += [tongue.space, self.clause(10), tongue.stop.strip()]
            named = self.compose(parts)
            inner = (begin, self.length)
        elif self.chance(0.2):
            named = self.compose([tongue.space, (self.chosen(self.rules), "RegulationRole", None), tongue.stop.strip()])
        span = (start, self.length)
        claim = self.statement(
            "claim",
            span,
            "labelled-item-under-side",
            context=(context_start, self.length),
            side=side,
            dimension=dimension,
        )
        property = self.minted("property", words)
        self.said(claim, CG["ascribes"], property)
        self.said(claim, CG["hasPropertyAnchor"], self.anchor(label))
        if other is None:
            self.said(property, TYPE, CG["ComparedProperty"])
            self.labels(property, words)
        good = self.chance(0.85)
        polarity = CG["Favourable" if good else "Unfavourable"]
        self.curated(claim, CG["hasPolarity"], polarity)
        self.conclude(side[0].iri, CG["hasAdvantage" if good else "hasLimitation"], property)
        shown = ""
        if inner:
            shown = self.minted("instance", "instance", self.quote(inner), claim)
            for predicate, object in (
                (TYPE, CG["Instance"]),
                (IS_PART_OF, claim),
                (CG["belongsTo"], self.comparison),
                (QUOTED, self.article),
                (CG["hasQuoteAnchor"], self.anchor(inner)),
            ):
                self.said(shown, predicate, object)
            self.conclude(property, CG["isIllustratedBy"], shown)
        self.mentions(claim, start, named, shown)
        self.cells.setdefault((side[0].iri, dimension[0].iri), []).append(_Claim(claim, words, property, polarity))

    def example(self, side: tuple[_Named, Span], dimension: tuple[_Named, Span]) -> None:
        tongue, chance = self.tongue, self.chance
        claims = self.cells.get((side[0].iri, dimension[0].iri), [])
        thing, maker = self.chosen(self.things), self.chosen(self.makers)
        presented: Part = (thing, "PresentedRole", None)
        self.block()
        start = self.length
        title_parts: list[Part] = [presented, tongue.space, self.clause(2)]
        if chance(0.4):
            title_parts = [(maker, "DeveloperRole", thing), tongue.space, *title_parts]
        named = self.compose(title_parts)
        title = (start, self.length)
        # What stands in front of the colon must be its label; the words of a text differ from article to article.
        label = self.quote(title)
        parts: list[Part] = [tongue.colon, presented, tongue.space, self.clause(6), tongue.space]
        if chance(0.9):
            parts += [(maker, "DeveloperRole", thing), tongue.space, self.clause(5), tongue.stop]
        if chance(0.75):
            parts += [
                (self.chosen(self.techniques), "TechniqueRole", thing),
                tongue.space,
                self.clause(6),
                tongue.comma,
            ]
        if chance(0.6):
            parts += [presented, tongue.space, self.clause(4), tongue.comma]
        for _ in range(self.rng.choice((0, 0, 1, 1, 2))):
            parts += [(self.chosen(self.makers), "UserRole", thing), tongue.space, self.clause(3), tongue.comma]
        if chance(0.1):
            parts += [(self.chosen(self.things), "BasisRole", thing), tongue.space]
        if claims and chance(0.17):
            parts += [self.rng.choice(claims).words, tongue.comma]
        named += self.compose([*parts, self.clause(5), tongue.stop.strip()])
        span = (start, self.length)
        example = self.statement("example", span, "numbered-item-under-side", side=side, dimension=dimension)
        self.said(example, CG["hasTitleAnchor"], self.anchor(title))
        self.said(example, PREF, _literal(label, tongue.tag))
        self.curated(example, PREF, _literal(self.clause(3, self.other), self.other.tag))
        text = self.quote(span)
        wanted = self.rng.sample(claims, min(len(claims), 2 if chance(0.25) else 1))
        for claim in claims:
            if claim.words in text:
                self.said(example, SUPPORTS, claim.iri)
            elif claim in wanted:
                self.curated(example, SUPPORTS, claim.iri)
            else:
                continue
            self.conclude(claim.property, CG["isIllustratedBy"], example)
        self.mentions(example, start, named, example)

    def assessments(
        self, side: _Named, dimension: _Named, number: int, *, marked: bool, separator: str
    ) -> list[Callable[[str, int], None]]:
        """Write the words of some assessments and return what records each, once its statement has an IRI.

        ``marked`` says that the article's own words show whether it praises or blames; so it is in verdicts.
        """
        claims: list[_Claim | None] = list(self.cells.get((side.iri, dimension.iri), []))
        self.rng.shuffle(claims)
        found: list[Callable[[str, int], None]] = []
        for place in range(number):
            claim = claims[place % len(claims)] if claims and not self.chance(0.03) else None
            same = claim is not None and self.chance(0.45)
            words = claim.words if claim and same else self.clause(2)
            if place:
                self.write(separator)
            span = self.write(words)
            phrase = (
                None if marked else (span[0], self.write(self.tongue.space + self.rng.choice(self.tongue.words))[1])
            )
            found.append(self.assessment(side, dimension, claim, words, span, phrase, same=same))
        return found

    def assessment(
        self,
        side: _Named,
        dimension: _Named,
        claim: _Claim | None,
        words: str,
        span: Span,
        phrase: Span | None,
        *,
        same: bool,
    ) -> Callable[[str, int], None]:
        def record(statement: str, start: int) -> None:
            name = statement.rpartition("/")[2].rstrip(">")
            assessment = self.minted("assessment", name, str(span[0] - start), words)
            self.said(statement, CG["consistsOf"], assessment)
            self.said(assessment, TYPE, CG["Assessment"])
            self.said(assessment, CG["isAbout"], side.iri)
            self.said(assessment, CG["isInDimension"], dimension.iri)
            self.said(assessment, CG["hasPropertyAnchor"], self.anchor(span))
            if phrase:
                self.said(assessment, CG["hasPhraseAnchor"], self.anchor(phrase))
            self.curated(assessment, CG["wording"], _literal(self.clause(3, self.other), self.other.tag))
            polarity = claim.polarity if claim else CG["Favourable"]
            (self.curated if phrase else self.said)(assessment, CG["hasPolarity"], polarity)
            if claim:
                (self.said if same else self.curated)(assessment, CG["restsOn"], claim.iri)

        return record

    # -- the whole

    def quads(self) -> str:
        """Write the article and return its three layers as N-Quads."""
        rng, tongue = self.rng, self.tongue
        common = self.name(1)
        sides = [self.named("alternative", "Alternative", f"{self.name(1)}{tongue.space}{common}", 2) for _ in range(2)]
        if self.chance(0.15):
            sides.append(self.named("alternative", "Alternative", f"{self.name(1)}{tongue.space}{common}", 2))
        each = max(1, round(self.size / (3 * len(sides))))
        dimensions = [self.named("dimension", "Dimension", self.name(2), 1) for _ in range(each)]
        self.header(sides, dimensions)
        numbers = [0] * (len(sides) * len(dimensions))
        for place in range(self.size):
            numbers[place % len(numbers)] += 1
        rng.shuffle(numbers)
        for position, dimension in enumerate(dimensions):
            own = numbers[position * len(sides) : (position + 1) * len(sides)]
            self.section(position + 1, dimension, sides, own)
        self.conclusion(sides, dimensions)
        self.table(sides, dimensions)
        for entity in self.entities:
            if entity.new:
                self.describe(entity)
        self.text()
        self.layer("said", CG["Said"], ("text",), ("claimgraph 抽取器", "The extractor of claimgraph"))
        self.layer("curated", CG["Curated"], ("said",), ("整理者", "The curator"))
        self.layers["derived"] = list(self.derived)
        self.layer("derived", CG["Derived"], ("said", "curated"), ("claimgraph 规则", "The rules of claimgraph"))
        return "".join(line for lines in self.layers.values() for line in lines)

    def named(self, kind: str, klass: str, words: str, others: int) -> _Named:
        thing = self.minted(kind, words)
        self.said(self.comparison, CG["compares" if klass == "Alternative" else "comparesAlong"], thing)
        self.said(thing, TYPE, CG[klass])
        self.labels(thing, words, others)
        return _Named(thing, words)

    def header(self, sides: list[_Named], dimensions: list[_Named]) -> None:
        """Write title and introduction, and describe the article and its comparison."""
        said, curated, tag = self.said, self.curated, self.tongue.tag
        headline = self.tongue.versus.join(side.words for side in sides) + self.tongue.colon
        headline += self.tongue.comma.join(dimension.words for dimension in dimensions[:3])
        self.framing(self.block(headline), "heading")
        self.framing(self.block(self.name(1)), "heading")
        self.framing(
            self.block(self.clause(25) + self.tongue.comma + self.clause(20) + self.tongue.stop.strip()), "rest"
        )
        source = self.local("source")
        month, day = self.rng.randrange(1, 13), self.rng.randrange(1, 29)
        for predicate, object in (
            (TYPE, _iri("schema:BlogPosting")),
            (_iri("schema:headline"), _literal(headline, tag)),
            (_iri("dcterms:title"), _literal(headline, tag)),
            (_iri("dcterms:identifier"), _literal(str(100_000_000 + self.number))),
            (_iri("schema:description"), _literal(self.clause(12), tag)),
            (_iri("schema:articleSection"), _literal(self.tongue.words[0], tag)),
            (_iri("schema:keywords"), _literal(sides[0].words, tag)),
            (_iri("schema:keywords"), _literal(sides[1].words, tag)),
            (_iri("schema:datePublished"), f'"2024-{month:02}-{day:02}T11:28:19+08:00"^^{DATE_TIME}'),
            (_iri("schema:inLanguage"), _literal(tag)),
            (_iri("schema:encoding"), source),
        ):
            said(self.article, predicate, object)
        said(source, TYPE, _iri("schema:MediaObject"))
        said(source, _iri("schema:name"), _literal("article.html"))
        said(source, _iri("schema:encodingFormat"), _literal("text/html"))
        said(source, _iri("schema:sha256"), _literal(sha256(self.slug.encode()).hexdigest()))
        said(self.comparison, TYPE, CG["Comparison"])
        said(self.comparison, IS_PART_OF, self.article)
        for tongue in (self.tongue, self.other):
            curated(self.comparison, PREF, _literal(self.clause(5, tongue), tongue.tag))
            curated(self.article, _iri("dcterms:rights"), _literal(self.clause(8, tongue), tongue.tag))
        curated(self.comparison, CG["comparesKind"], CG["AIModel"])
        for kind in ("Framework", "Service", "SoftwareLibrary"):
            curated(self.comparison, CG["admitsKind"], CG[kind])
        curated(self.article, _iri("schema:headline"), _literal(self.clause(8, self.other), self.other.tag))
        curated(self.article, _iri("vann:preferredNamespacePrefix"), _literal(f"g{self.number}"))
        curated(self.article, _iri("vann:preferredNamespaceUri"), _literal(f"{self.base}/"))

    def section(self, number: int, dimension: _Named, sides: list[_Named], claims: list[int]) -> None:
        """Write what is said in one dimension: claims and examples of each side, and the verdict."""
        tongue = self.tongue
        begin = self.block(f"{number}、" if tongue is _ZH else f"{number}. ")[0]
        named = dimension, self.write(dimension.words)
        self.write(tongue.colon + tongue.versus.join(side.words for side in sides))
        self.framing((begin, self.length), "heading")
        for side, count in zip(sides, claims, strict=True):
            lead = self.block(side.words)
            self.framing(lead, "side-lead")
            for place in range(count):
                self.claim((side, lead), named, instance=(place + number) % 3 != 0)
        for side, count in zip(sides, claims, strict=True):
            lead = self.block(side.words)
            self.framing((lead[0], self.write(tongue.mark)[1]), "side-lead")
            for _ in range((2 * count + 1) // 3):
                self.example((side, lead), named)
        start = self.block(self.clause(3) + tongue.comma)[0]
        records = []
        for side in sides:
            self.write(side.words + tongue.space)
            records += self.assessments(side, dimension, 2, marked=True, separator=tongue.comma)
            self.write(tongue.space + self.clause(2) + (tongue.comma if side is not sides[-1] else tongue.stop.strip()))
        verdict = self.statement("verdict", (start, self.length), "closing-paragraph", dimension=named)
        for record in records:
            record(verdict, start)

    def conclusion(self, sides: list[_Named], dimensions: list[_Named]) -> None:
        """Write the verdict over all dimensions; it also names what no statement has named yet."""
        tongue = self.tongue
        self.framing(self.block(self.name(1)), "heading")
        start = self.block(self.clause(6) + tongue.stop)[0]
        records = []
        for dimension in dimensions:
            self.write(dimension.words + tongue.comma)
            for side in sides:
                self.write(side.words + tongue.space)
                number = 2 if self.chance(0.67) else 1
                records += self.assessments(side, dimension, number, marked=True, separator=tongue.comma)
                self.write(tongue.stop)
        named: list[tuple[_Entity, str, _Entity | None, Span]] = []
        for entity in self.entities:
            if entity.number in self.waiting:
                named += self.compose([(entity, "", None), tongue.comma])
        self.write(self.clause(4) + tongue.stop.strip())
        self.block(self.clause(22) + tongue.comma + self.clause(14) + tongue.stop.strip())
        rule = "paragraphs-under-conclusion-heading"
        verdict = self.statement("conclusion", (start, self.length), rule, wording=40)
        for record in records:
            record(verdict, start)
        self.mentions(verdict, start, named)

    def table(self, sides: list[_Named], dimensions: list[_Named]) -> None:
        """Write the closing table."""
        tongue = self.tongue
        self.framing(self.block(self.name(1)), "rest")
        self.framing(self.block(self.name(1)), "table-header")
        heads = []
        for side in sides:
            heads.append((side, self.block(side.words)))
            self.framing(heads[-1][1], "table-header")
        for dimension in dimensions:
            row = dimension, self.block(dimension.words)
            self.framing(row[1], "table-header")
            for side, head in heads:
                start = self.block()[0]
                number = 4 if self.chance(0.33) else 3
                records = self.assessments(side, dimension, number, marked=False, separator=tongue.comma)
                named = []
                if self.chance(0.17):
                    parts: list[Part] = [tongue.comma, (self.chosen(self.techniques), "", None), tongue.space]
                    named = self.compose([*parts, (self.chosen(self.techniques), "", None)])
                span = (start, self.length)
                summary = self.statement("summary", span, "table-cell", side=(side, head), dimension=row)
                for record in records:
                    record(summary, start)
                self.mentions(summary, start, named)

    def text(self) -> None:
        """Describe the canonical text and every anchor on it."""
        text, graph = "".join(self.parts), f" <{self.base}/said> .\n"
        iri = self.local("text")
        self.said(iri, TYPE, CG["CanonicalText"])
        self.said(iri, DERIVED_FROM, self.local("source"))
        self.said(iri, CG["textVersion"], _literal("1"))
        self.said(iri, _iri("schema:sha256"), _literal(sha256(text.encode()).hexdigest()))
        self.said(iri, _iri("schema:text"), _literal(text, self.tongue.tag))
        blocks, add = self.blocks, self.add_said
        integer = f'"^^{INTEGER}{graph}'
        is_anchor = f"{TYPE} {CG['Anchor']}{graph}"
        has_source = f"{SOURCE} {iri}{graph}"
        is_quote, is_position = f"{TYPE} {QUOTE_SELECTOR}{graph}", f"{TYPE} {POSITION_SELECTOR}{graph}"
        raw_from, raw_to = CG["rawStart"], CG["rawEnd"]
        for (start, end), name in self.spans.items():
            # In the file a heading and nine characters of markup stand before each block.
            raw_start = start + 400 + 9 * bisect_right(blocks, start)
            raw_end = end + 400 + 9 * bisect_right(blocks, end - 1)
            anchor, quote, position = f"<{name}>", f"<{name}-quote>", f"<{name}-position>"
            add(
                f"{anchor} {is_anchor}"
                f"{anchor} {has_source}"
                f"{anchor} {SELECTOR} {quote}{graph}"
                f"{anchor} {SELECTOR} {position}{graph}"
                f'{anchor} {raw_from} "{raw_start}{integer}'
                f'{anchor} {raw_to} "{raw_end}{integer}'
                f"{quote} {is_quote}"
                f'{quote} {EXACT} "{_escaped(text[start:end])}"{graph}'
                f'{quote} {BEFORE} "{_escaped(text[max(0, start - _CONTEXT) : start])}"{graph}'
                f'{quote} {AFTER} "{_escaped(text[end : end + _CONTEXT])}"{graph}'
                f"{position} {is_position}"
                f'{position} {START} "{start}{integer}'
                f'{position} {END} "{end}{integer}'
            )

    def layer(self, name: str, kind: str, sources: tuple[str, ...], label: tuple[str, str]) -> None:
        """Let a layer describe itself."""
        layer, agent = self.local(name), self.local(f"{name}-agent")
        statements = [
            (layer, TYPE, CG["Layer"]),
            (layer, CG["hasLayerKind"], kind),
            (layer, PART_OF, self.article),
            (layer, ATTRIBUTED, agent),
            (layer, GENERATED, f'"{_DAY}"^^{DATE_TIME}'),
            *((layer, DERIVED_FROM, self.local(source)) for source in sources),
            (agent, TYPE, _iri("prov:Agent" if name == "curated" else "prov:SoftwareAgent")),
            (agent, LABEL, _literal(label[0], "zh")),
            (agent, LABEL, _literal(label[1], "en")),
        ]
        for subject, predicate, object in statements:
            self.layers[name].append(f"{subject} {predicate} {object} <{self.base}/{name}> .\n")


_CLASSES = {
    "claim": CG["Claim"],
    "example": CG["Example"],
    "verdict": CG["Verdict"],
    "conclusion": CG["Verdict"],
    "summary": CG["Summary"],
    "framing": CG["FramingPassage"],
}


# -- the command line


def write(file: IO[bytes], claims: int, *, seed: int = 0, articles: int | None = None) -> Figures:
    """Write a graph to an open binary file; see :func:`generate`."""
    figures = Figures()
    for text in generate(claims, seed=seed, articles=articles, figures=figures):
        data = text.encode()
        figures.bytes += len(data)
        file.write(data)
    return figures


@contextlib.contextmanager
def _opened(path: Path | None) -> Iterator[IO[bytes]]:
    """Open what to write to; a file gets its name only when it is whole."""
    if path is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    path = path.resolve()
    if path.exists() and not path.is_file():  # a device or a pipe is written to; a rename would put a file in its place
        with path.open("wb") as device:
            yield device
        return
    unfinished = path.with_name(f"{path.name}.part")
    try:
        with unfinished.open("wb") as plain:
            if path.suffix == ".gz":
                # Neither name nor time in the header, so that the same graph gives the same bytes.
                with gzip.GzipFile("", "wb", compresslevel=3, fileobj=plain, mtime=0) as packed:
                    yield cast("IO[bytes]", packed)
            else:
                yield plain
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def main(arguments: list[str] | None = None) -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(description="Write a comparison graph of any size as N-Quads.")
    parser.add_argument("claims", type=int, metavar="CLAIMS", help=f"how many claims, from 1 to {MOST}")
    parser.add_argument("--seed", type=int, default=0, metavar="N", help="another number gives another graph")
    parser.add_argument(
        "--articles", type=int, metavar="M", help="how many articles; by default of 18 to 60 claims each"
    )
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help=".nq or .nq.gz; by default standard output")
    given = parser.parse_args(arguments)
    start = time.perf_counter()
    try:
        # Checked before the file is opened.
        next(generate(given.claims, articles=given.articles))
        with _opened(given.output) as file:
            figures = write(file, given.claims, seed=given.seed, articles=given.articles)
    except (ValueError, OSError) as error:
        parser.exit(2, f"generate.py: {error}\n")
    seconds = time.perf_counter() - start
    print(
        f"{figures.claims:,} claims in {figures.articles:,} articles, {figures.entities:,} entities: "
        f"{figures.quads:,} quads ({figures.quads / figures.claims:.0f} a claim), {figures.bytes / 1e6:,.1f} MB; "
        f"{seconds:.1f} s, {figures.quads / seconds:,.0f} quads a second",
        file=sys.stderr,
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
