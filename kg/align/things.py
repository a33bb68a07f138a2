"""What articles name: their sides, dimensions, properties and entities, with every name and quote of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from kg.align.terms import Meaning, folded, meaning
from kg.errors import SourceError
from kg.graph import Graph
from kg.namespaces import VOCABULARY

__all__ = ["KINDS", "Name", "Thing", "articles_of", "read_things"]

#: The classes of things that can be the same in several articles, by the name that a proposal gives them.
KINDS = {
    "side": VOCABULARY + "Alternative",
    "dimension": VOCABULARY + "Dimension",
    "property": VOCABULARY + "ComparedProperty",
    "entity": VOCABULARY + "Entity",
}

_ARTICLES = "SELECT DISTINCT ?article { ?comparison a cg:Comparison ; schema:isPartOf ?article } ORDER BY ?article"
# How each kind hangs on a comparison; one question a kind, since alternatives in one pattern are joined over all.
_BELONGING = {
    "side": "?comparison cg:compares ?thing",
    "dimension": "?comparison cg:comparesAlong ?thing",
    "property": "?claim cg:ascribes ?thing ; cg:belongsTo ?comparison",
    "entity": "?mention cg:refersTo ?thing ; cg:occursIn ?statement . ?statement cg:belongsTo ?comparison",
}
_NAMES = """
SELECT DISTINCT ?thing ?name ?preferred {
  { ?thing skos:prefLabel ?name BIND("1" AS ?preferred) } UNION { ?thing skos:altLabel ?name BIND("" AS ?preferred) }
}
"""
_QUOTES = """
SELECT DISTINCT ?thing ?quote {
  ?claim cg:ascribes ?thing ; cg:hasQuoteAnchor ?anchor .
  ?anchor oa:hasSelector ?words .
  ?words oa:exact ?quote .
}
"""


@dataclass(frozen=True, order=True)
class Name:
    """One name of a thing; ``preferred`` if it is a preferred label."""

    text: str
    preferred: bool

    @cached_property
    def meaning(self) -> Meaning:
        """What it is about."""
        return meaning(self.text)

    @cached_property
    def folded(self) -> str:
        """Its letters and digits alone."""
        return folded(self.text)

    @cached_property
    def digits(self) -> str:
        """Its digits alone: they tell versions apart."""
        return "".join(filter(str.isdigit, self.text))


@dataclass(frozen=True)
class Thing:
    """A side, dimension, property or entity of one article.

    Attributes:
        iri: its IRI.
        kind: one of :data:`KINDS`.
        article: the IRI of the article.
        names: its labels in all languages, the preferred ones first.
        quotes: what the claims say that ascribe it, if it is a property.
    """

    iri: str
    kind: str
    article: str
    names: tuple[Name, ...]
    quotes: tuple[str, ...]

    @cached_property
    def subjects(self) -> frozenset[str]:
        """What its names are about, and the names themselves."""
        return frozenset().union(*({*name.meaning.subjects, name.folded} for name in self.names))

    @cached_property
    def spoken(self) -> frozenset[str]:
        """What its quotes speak of; Chinese that is in no table is not known to be a word."""
        found = frozenset().union(*(meaning(quote).subjects for quote in self.quotes))
        return frozenset(word for word in found if word.isascii())


def articles_of(graph: Graph) -> tuple[str, ...]:
    """Return the IRIs of the articles of a graph, of which there must be several.

    Raises:
        SourceError: there is only one, or none.
    """
    found = tuple(row["article"] for row in graph.values(_ARTICLES))
    if len(found) < 2:
        what = "one article alone" if found else "no article"
        raise SourceError(f"{what} is given", hint="name two or more: -g built-in -g FOLDER …")
    return found


def read_things(graph: Graph) -> tuple[Thing, ...]:
    """Return everything that the articles of a graph name, in a fixed order."""
    names, quotes = defaultdict(list), _grouped((row["thing"], row["quote"]) for row in graph.values(_QUOTES))
    for row in graph.values(_NAMES):
        names[row["thing"]].append(Name(row["name"], bool(row["preferred"])))
    found = []
    for kind, belonging in _BELONGING.items():
        question = f"SELECT DISTINCT ?thing ?article {{ {belonging} . ?comparison schema:isPartOf ?article }}"
        found += [
            Thing(
                row["thing"],
                kind,
                row["article"],
                tuple(sorted(names[row["thing"]], key=lambda name: (not name.preferred, name.text))),
                tuple(sorted(quotes.get(row["thing"], ()))),
            )
            for row in graph.values(question)
        ]
    return tuple(sorted(found, key=lambda thing: (list(KINDS).index(thing.kind), thing.article, thing.iri)))


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return found
