"""What stands on each card: its lines in both languages, its size, its badges and its icon.

All lengths are CSS pixels at scale 1.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import networkx as nx

from kg.namespaces import VOCABULARY
from kg.network import LANGUAGES
from kg.page.text import advance, wrap

__all__ = [
    "PORTRAIT",
    "SIZES",
    "TONES",
    "WIDE",
    "Card",
    "Measures",
    "are_halves",
    "cards",
    "sign",
    "tones",
    "two_minded",
]


@dataclass(frozen=True)
class Measures:
    """How wide the cards are and how many lines their texts may take."""

    claim: float
    example: float
    verdict: float
    conclusion: float
    note: float
    pill: float
    header: float
    dimension: float
    name_lines: int
    claim_lines: int
    half_lines: int
    #: The languages that one arrangement serves: a card is as high as the one that needs most.
    languages: tuple[str, ...] = LANGUAGES


#: For a screen, and for one as narrow as a telephone, where height is free.
WIDE = Measures(208, 196, 600, 440, 236, 118, 360, 330, name_lines=4, claim_lines=3, half_lines=3)
_PORTRAIT = Measures(164, 164, 336, 336, 236, 112, 140, 370, name_lines=6, claim_lines=10, half_lines=6)
#: One arrangement for each language, since height is what differs.
PORTRAIT = {language: replace(_PORTRAIT, languages=(language,)) for language in LANGUAGES}
#: The font size of each part of a card.
SIZES = {"label": 13.5, "more": 12.0, "pill": 12.5, "half": 12.5, "header": 16.0}
#: The distance of two lines of each part.
LEADING = {"label": 18.0, "more": 15.5, "pill": 16.0, "half": 18.0, "header": 20.0}
#: Bold letters are wider than the plain ones that widths are estimated for.
BOLD = 1.09
BADGE = 19.0
SIGN = 17.0
#: The colours that sides, and types of other graphs, take in turn.
TONES = 6

_ICONS = (
    ("Application", "application"),
    ("Software", "software"),
    ("Service", "service"),
    ("AIModel", "model"),
    ("Technique", "technique"),
    ("Regulation", "regulation"),
    ("Organization", "organization"),
)


@dataclass
class Card:
    """A node as it is drawn.

    Attributes:
        id: the node.
        kind: its kind, which decides the shape.
        tone: the colour: ``t0`` … of a side or type, ``shared`` or ``plain``.
        width: by language, since names differ in length.
        height: the same in both languages, so that nothing moves when the language changes.
        lines: by language and part of the card; a ``half`` is a line of signs and words.
        badges: the findings that it carries.
        icon: the name of the sign on a pill, or empty.
        sign: ``+`` or ``-`` where claims of the comparison speak for and against; else empty.
    """

    id: str
    kind: str
    tone: str
    width: dict[str, float]
    height: float
    lines: dict[str, dict[str, Any]]
    badges: list[str] = field(default_factory=list)
    icon: str = ""
    sign: str = ""

    @property
    def widest(self) -> float:
        """The width in the language that needs more."""
        return max(self.width.values())


def cards(network: nx.MultiDiGraph[str], badges: Mapping[str, list[str]], measures: Measures = WIDE) -> dict[str, Card]:
    """Return the card of every node that is drawn, in the order of the network."""
    tone = tones(network)
    # Beside claims and what they name, what sums them up would say it twice.
    left_out = {"definition", "summary"} if are_halves(network) else set()
    found: dict[str, Card] = {}
    for iri, node in network.nodes(data=True):
        make = _MAKERS.get(node["kind"])
        if make is not None and node["kind"] not in left_out:
            found[iri] = make(
                Card(iri, node["kind"], tone[iri], {}, 0, {}, list(badges.get(iri, []))), node, network, measures
            )
    return found


def are_halves(network: nx.MultiDiGraph[str]) -> bool:
    """Whether left or right can tell the side; without entities nothing links them, and the middle would be empty."""
    nodes = [node for _, node in network.nodes(data=True)]
    return (
        len(network.graph["alternatives"]) == 2
        and any(node["kind"] == "entity" for node in nodes)
        and all(len(node["sides"]) == 1 for node in nodes if node["kind"] in {"claim", "example"})
    )


def tones(network: nx.MultiDiGraph[str]) -> dict[str, str]:
    """Return the colour of every node, drawn or not: of its side in a comparison, else of its type."""
    if network.graph["kind"] == "rdf":
        counts = Counter(node["type"] for _, node in network.nodes(data=True) if node["type"])
        common = sorted(counts, key=lambda name: (-counts[name], name))[:TONES]
        return {
            iri: f"t{common.index(node['type'])}" if node["type"] in common else "plain"
            for iri, node in network.nodes(data=True)
        }
    alternatives = network.graph["alternatives"]
    found = {}
    for iri, node in network.nodes(data=True):
        sides = [iri] if node["kind"] == "alternative" else [side for side in node["sides"] if side in alternatives]
        found[iri] = "plain"
        if len(sides) == 1 and alternatives.index(sides[0]) < TONES:
            found[iri] = f"t{alternatives.index(sides[0])}"
        elif len(sides) > 1:
            found[iri] = "shared"
    return found


def sign(node: Mapping[str, Any]) -> str:
    """Return the name of the icon of an entity or resource."""
    return next((icon for name, icon in _ICONS if VOCABULARY + name in node["classes"]), "thing")


def _claim(card: Card, node: dict[str, Any], network: nx.MultiDiGraph[str], measures: Measures) -> Card:
    room = measures.claim - 28
    card.sign = (node["polarity"] or "") if two_minded(network) else ""
    first = room - BADGE * len(card.badges) - (SIGN if card.sign else 0)
    for language in measures.languages:
        name, sentence = node["labels"][language], _predicate(node, language, network)
        label = _label(name, room, max(3, measures.name_lines - 1), first)
        lines = max(1, measures.claim_lines - len(label))
        more = wrap(sentence, room / SIZES["more"], lines) if sentence.casefold() != name.casefold() else []
        card.lines[language] = {"label": label, "more": more}
    return _sized(card, measures.claim, 15)


def two_minded(network: nx.MultiDiGraph[str]) -> bool:
    """Whether some claim is unfavourable: where all speak for their sides, no card needs to say so."""
    return any(node["kind"] == "claim" and node["polarity"] == "-" for _, node in network.nodes(data=True))


def _predicate(node: dict[str, Any], language: str, network: nx.MultiDiGraph[str]) -> str:
    """The claim in a sentence, without the name of its side where that is the subject: position says it already."""
    words: str = node["wording"].get(language) or node["quote"] or ""
    for side in node["sides"]:
        name = network.nodes[side]["labels"][language] if side in network else ""
        rest = words.removeprefix(name)
        if name and rest != words and not rest.startswith(("的", "'", "’", "-")):
            return rest.lstrip(" ，,")
    return words


def _example(card: Card, node: dict[str, Any], _: nx.MultiDiGraph[str], measures: Measures) -> Card:
    room = measures.example - 26
    for language in measures.languages:
        label = wrap(
            node["labels"][language],
            room / SIZES["label"],
            measures.name_lines,
            first=(room - 6 - BADGE * len(card.badges)) / SIZES["label"],
            balance=not card.badges,
        )
        card.lines[language] = {"label": label}
    return _sized(card, measures.example, 16, least=50)


def _told(card: Card, node: dict[str, Any], _: nx.MultiDiGraph[str], measures: Measures) -> Card:
    for language in measures.languages:
        room = (measures.claim - 44) / SIZES["label"]
        card.lines[language] = {"label": wrap(node["labels"][language], room, measures.name_lines)}
    return _sized(card, measures.claim, 14)


def _pill(card: Card, node: dict[str, Any], _: nx.MultiDiGraph[str], measures: Measures) -> Card:
    card.icon = sign(node)
    room = measures.pill if card.kind == "entity" else 1.3 * measures.pill
    for language in measures.languages:
        lines = wrap(node["labels"][language], room / SIZES["pill"], 3, balance=True)
        card.lines[language] = {"pill": lines}
        card.width[language] = round(42 + max(map(advance, lines), default=0) * SIZES["pill"] * 1.06, 1)
    card.height = 8 + LEADING["pill"] * max(1, *(len(card.lines[language]["pill"]) for language in measures.languages))
    return card


def _verdict(card: Card, node: dict[str, Any], network: nx.MultiDiGraph[str], measures: Measures) -> Card:
    alternatives = network.graph["alternatives"]
    if len(alternatives) != 2:
        return _note(card, node, network, measures)
    if node["dimension"] is None or not node["assessments"]:
        for language in measures.languages:
            label = _label(node["labels"][language], measures.conclusion - 106, measures.half_lines - 1)
            tallies = [_tally(node["assessments"], side) for side in alternatives]
            card.lines[language] = {"label": label, "tallies": tallies}
        return _sized(card, measures.conclusion, 10)
    room = measures.verdict / 2 - 32
    for language in measures.languages:
        halves = [_half(node["assessments"], side, language, room, measures.half_lines) for side in alternatives]
        card.lines[language] = {"halves": halves}
        rows = max(map(len, halves))
        card.height = max(card.height, 44, 18 + LEADING["half"] * rows)
        card.width[language] = measures.verdict
    return card


def _tally(assessments: Iterable[Mapping[str, Any]], side: str) -> str:
    counts = Counter(item["polarity"] for item in assessments if item["alternative"] == side)
    return " ".join(f"{shown}{counts[sign]}" for sign, shown in (("+", "＋"), ("-", "－")) if counts[sign])


def _half(
    assessments: Iterable[Mapping[str, Any]], side: str, language: str, room: float, most: int
) -> list[list[list[str]]]:
    """What a verdict says of one side: lines of pairs of a sign and words."""
    lines: list[list[list[str]]] = []
    used = room
    for item in assessments:
        if item["alternative"] != side:
            continue
        sign = item["polarity"] or ""
        width = (advance(item["words"][language]) + 2.6) * SIZES["half"]
        if used + width <= room:
            lines[-1].append([sign, item["words"][language]])
            used += width
            continue
        parts = wrap(item["words"][language], room / SIZES["half"] - 1.6, most, balance=True)
        lines += [[[sign if index == 0 else "", part]] for index, part in enumerate(parts)]
        used = width if len(parts) == 1 else room
    return lines


def _header(card: Card, node: dict[str, Any], _: nx.MultiDiGraph[str], measures: Measures) -> Card:
    for language in measures.languages:
        lines = wrap(
            node["labels"][language], measures.header / SIZES["header"] / BOLD, measures.half_lines - 1, balance=True
        )
        card.lines[language] = {"header": lines}
        card.width[language] = round(48 + max(map(advance, lines), default=0) * SIZES["header"] * BOLD, 1)
    card.height = 16 + LEADING["header"] * max(
        1, *(len(card.lines[language]["header"]) for language in measures.languages)
    )
    return card


def _dimension(card: Card, node: dict[str, Any], _: nx.MultiDiGraph[str], measures: Measures) -> Card:
    for language in measures.languages:
        label = _label(node["labels"][language], measures.dimension, 1)
        card.lines[language] = {"label": label}
        card.width[language] = round(24 + max(map(advance, label), default=0) * SIZES["label"] * BOLD, 1)
    card.height = 22
    return card


def _note(card: Card, node: dict[str, Any], _: nx.MultiDiGraph[str], measures: Measures) -> Card:
    for language in measures.languages:
        card.lines[language] = {"label": _label(node["labels"][language], measures.note - 40, 4)}
    return _sized(card, measures.note, 16, least=50)


def _label(text: str, room: float, lines: int, first: float | None = None) -> list[str]:
    size = SIZES["label"] * BOLD
    return wrap(text, room / size, lines, first=None if first is None else first / size, balance=first in (None, room))


def _sized(card: Card, width: float, padding: float, least: float = 0) -> Card:
    card.width = dict.fromkeys(card.lines, width)
    card.height = max(
        least,
        *(
            padding + sum(LEADING[part] * len(card.lines[language].get(part, [])) for part in ("label", "more"))
            for language in card.lines
        ),
    )
    return card


_MAKERS = {
    "alternative": _header,
    "dimension": _dimension,
    "definition": _told,
    "claim": _claim,
    "example": _example,
    "summary": _told,
    "verdict": _verdict,
    "entity": _pill,
    "resource": _pill,
}
