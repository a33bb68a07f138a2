"""Which claims several articles make, which only one makes, and where articles disagree.

Claims are held together by the side and the property that they ascribe to it; what ``skos:exactMatch`` joins is one
thing. Polarity says for or against a side, not more or less of a property: "security risk" counted against a side and
"security" counted against it agree. Two claims disagree when one counts a property for a side and another article
counts it against the same side. Counted for one side and against another goes together; counted for one side here and
for another there divides the articles, though both may be so. What is said of other sides stands beside each row.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from kg.align import articles_of, groups
from kg.graph import Graph
from kg.terms import Labels

__all__ = ["STATUSES", "Across", "Consensus", "Near", "Row", "Saying", "consensus"]

#: How articles stand to each other in a row, in the order in which rows come.
STATUSES = ("agreed", "disputed", "divided", "shared", "single")

_CLAIMS = """
SELECT ?claim ?article ?side ?property ?dimension ?polarity ?wording ?quote ?start ?end ?written WHERE {
  ?claim a cg:Claim ; cg:belongsTo ?comparison ; cg:isAbout ?side ; cg:ascribes ?property ; cg:hasQuoteAnchor ?anchor .
  ?comparison schema:isPartOf ?article .
  ?anchor oa:hasSelector ?words , ?position .
  ?words oa:exact ?quote .
  ?position oa:start ?start ; oa:end ?end .
  OPTIONAL { ?claim cg:isInDimension ?dimension }
  OPTIONAL { ?claim cg:hasPolarity/skos:notation ?polarity }
  OPTIONAL { ?article schema:inLanguage ?written }
  OPTIONAL { ?claim cg:wording ?wording FILTER(LANGMATCHES(LANG(?wording), "LANG")) }
} ORDER BY ?article ?start ?claim
"""
_SAME = "SELECT ?one ?other { ?one skos:exactMatch ?other FILTER(ISIRI(?other)) }"
_NEAR = """
SELECT DISTINCT ?one ?other ?relation {
  VALUES ?relation { skos:closeMatch skos:relatedMatch skos:broadMatch skos:narrowMatch }
  ?one ?relation ?other
} ORDER BY ?relation
"""


@dataclass(frozen=True)
class Saying:
    """One claim of one article.

    Attributes:
        claim, article: their IRIs.
        side, property, dimension: labels, as the article names them where it is of the language asked for.
        polarity: ``+``, ``-``, or ``None`` where the article takes no side.
        wording: the claim in one sentence of the language asked for, if the article is written in another.
        quote, start, end: its words, and where they stand in the canonical text (code points, end excluded).
    """

    claim: str
    article: str
    side: str
    property: str
    dimension: str | None
    polarity: str | None
    wording: str | None
    quote: str
    start: int
    end: int


@dataclass(frozen=True)
class Near:
    """What is close to a row, but not the same: a property matched otherwise than exactly, claimed of the same side."""

    relation: str
    property: str
    sayings: tuple[Saying, ...]


@dataclass(frozen=True)
class Across:
    """What is said of the same property of another side.

    ``relation`` is ``contrast`` if it is counted for one side and against the other, which goes together, ``both`` if
    it is counted alike for both sides, ``mixed`` if one of them has it both ways, and ``open`` if polarities are not
    known.
    """

    relation: str
    side: str
    sayings: tuple[Saying, ...]


@dataclass(frozen=True)
class Row:
    """What articles claim of one property of one side.

    Attributes:
        status: ``agreed`` if several articles count it alike and none otherwise; ``disputed`` if articles count it for
            and against; ``divided`` if one counts it alike for another side, and none for both; ``shared`` if several
            speak of it and fewer than two say whether for or against; ``single`` if one article alone speaks of it.
        side, property: their names in the language asked for.
        sides, properties, articles: the IRIs of all that are the same, and of the articles that speak.
        sayings: the claims, in the order of articles and text.
        near, across: what is close to it, and what is said of the other sides.
    """

    status: str
    side: str
    property: str
    sides: tuple[str, ...]
    properties: tuple[str, ...]
    articles: tuple[str, ...]
    sayings: tuple[Saying, ...]
    near: tuple[Near, ...]
    across: tuple[Across, ...]


@dataclass(frozen=True)
class Consensus:
    """All rows, those of several articles first; ``aligned`` if anything is matched at all."""

    articles: Mapping[str, str]
    aligned: bool
    rows: tuple[Row, ...]

    def to_json(self) -> dict[str, Any]:
        """Return everything as plain dictionaries and lists."""
        return {"articles": dict(self.articles), "rows": [asdict(row) for row in self.rows]}


def consensus(graph: Graph, *, language: str) -> Consensus:
    """Return what the articles of a graph claim together, alone and against each other.

    Args:
        graph: holds two or more articles, and what is matched among them.
        language: of labels and wordings, ``zh`` or ``en``.

    Raises:
        SourceError: the graph holds fewer than two articles.
    """
    assert language in {"zh", "en"}
    articles, labels = articles_of(graph), Labels(graph, language)
    pairs = [(row["one"], row["other"]) for row in graph.values(_SAME)]
    group_of = {iri: group for group in groups(pairs) for iri in group}

    def whole(iri: str) -> frozenset[str]:
        return group_of.get(iri, frozenset((iri,)))

    cells: dict[tuple[frozenset[str], frozenset[str]], list[tuple[str, Saying]]] = defaultdict(list)
    for found in graph.values(_CLAIMS.replace('"LANG"', f'"{language}"')):
        cells[whole(found["side"]), whole(found["property"])].append(
            (found["property"], _saying(found, labels, language))
        )
    close = _close(graph, whole)
    said = {key: tuple(saying for _, saying in found) for key, found in cells.items()}
    of_property: dict[frozenset[str], list[frozenset[str]]] = defaultdict(list)
    for side, property in said:
        of_property[property].append(side)
    rows = []
    for (side, property), sayings in said.items():
        near = tuple(
            Near(relation, _name(other, labels), said[side, other])
            for relation, other in close.get(property, ())
            if (side, other) in said
        )
        across = tuple(
            Across(_relation(sayings, theirs), _name(other, labels), theirs)
            for other in of_property[property]
            if other != side and (theirs := said[other, property])
        )
        members = tuple(sorted(side)), tuple(sorted(property)), tuple(sorted({saying.article for saying in sayings}))
        status = _status(sayings, across)
        rows.append(Row(status, _name(side, labels), _name(property, labels), *members, sayings, near, across))
    rows.sort(key=_order)
    return Consensus({article: labels[article] for article in articles}, bool(pairs), tuple(rows))


def _saying(row: Mapping[str, str], labels: Labels, language: str) -> Saying:
    spoken = row.get("written", language).lower().partition("-")[0] == language
    return Saying(
        row["claim"],
        row["article"],
        labels[row["side"]],
        labels[row["property"]],
        labels[row["dimension"]] if "dimension" in row else None,
        row.get("polarity"),
        None if spoken else row.get("wording"),
        row["quote"],
        int(row["start"]),
        int(row["end"]),
    )


def _close(graph: Graph, whole: Any) -> dict[frozenset[str], list[tuple[str, frozenset[str]]]]:
    """For each property, those that it is matched with otherwise than exactly, each once."""
    found: dict[frozenset[str], dict[frozenset[str], str]] = defaultdict(dict)
    for row in graph.values(_NEAR):
        relation = row["relation"].rpartition("#")[2]
        one, other = whole(row["one"]), whole(row["other"])
        if one != other:
            found[one].setdefault(other, relation)
            # Another's file may say it from one end only.
            found[other].setdefault(
                one, {"broadMatch": "narrowMatch", "narrowMatch": "broadMatch"}.get(relation, relation)
            )
    return {
        one: sorted(((relation, other) for other, relation in others.items()), key=lambda pair: min(pair[1]))
        for one, others in found.items()
    }


def _name(group: frozenset[str], labels: Labels) -> str:
    """The name of a group: the label in the language asked for that most of its members have, or the shortest."""
    names = sorted(labels[iri] for iri in group)
    spoken = [labels[iri] for iri in sorted(group) if labels.in_language(iri)] or names
    return min(spoken, key=lambda name: (-spoken.count(name), len(name), name))


def _order(row: Row) -> tuple[object, ...]:
    """Rows that divide articles by property, so that the sides stand together; all others by side."""
    names = (row.property, row.side) if row.status == "divided" else (row.side, row.property)
    return (STATUSES.index(row.status), -len(row.articles), *names)


def _status(sayings: Sequence[Saying], across: Iterable[Across]) -> str:
    counted = _counted(sayings)
    # An article that says both of itself alone is not disputed.
    if counted["+"] and counted["-"] and len(counted["+"] | counted["-"]) > 1:
        return "disputed"
    if max(len(counted["+"]), len(counted["-"])) > 1:
        return "agreed"
    ours = {saying.article for saying in sayings}
    for other in across:
        theirs = _counted(other.sayings)
        if any(counted[sign] and theirs[sign] and not counted[sign] & theirs[sign] for sign in "+-"):
            return "divided"
    return "shared" if len(ours) > 1 else "single"


def _counted(sayings: Iterable[Saying]) -> dict[str | None, set[str]]:
    """Which articles count a property for (``+``) and against (``-``) a side."""
    found: dict[str | None, set[str]] = defaultdict(set)
    for saying in sayings:
        found[saying.polarity].add(saying.article)
    return found


def _relation(ours: Iterable[Saying], theirs: Iterable[Saying]) -> str:
    one, other = ({saying.polarity for saying in sayings} - {None} for sayings in (ours, theirs))
    if not one or not other:
        return "open"
    if len(one) > 1 or len(other) > 1:
        return "mixed"
    return "both" if one & other else "contrast"
