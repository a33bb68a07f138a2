"""The comparison matrix: dimensions by sides, each cell with its claims, examples and summaries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from kg.errors import TermError
from kg.graph import Graph
from kg.namespaces import VOCABULARY, compact
from kg.terms import Labels, display_prefixes, resolve

__all__ = [
    "Assessment",
    "Cell",
    "Claim",
    "Comparison",
    "Definition",
    "Example",
    "Named",
    "Row",
    "Summary",
    "Verdict",
    "compare",
]

# Each question is asked once for the whole graph; the answers are then put into their cells.
_ANCHOR = """
  ?thing cg:hasQuoteAnchor ?anchor .
  ?anchor oa:hasSelector ?words , ?position .
  ?words oa:exact ?quote .
  ?position oa:start ?start ; oa:end ?end .
"""
_COMPARISONS = "SELECT ?comparison ?article { ?comparison a cg:Comparison ; schema:isPartOf ?article }"
_AXES = """
SELECT ?comparison ?axis ?thing (MIN(?at) AS ?start) WHERE {
  {
    ?comparison cg:compares ?thing BIND("side" AS ?axis)
    OPTIONAL { ?statement cg:isAbout ?thing ; cg:hasAlternativeAnchor/oa:hasSelector/oa:start ?at }
  }
  UNION
  {
    ?comparison cg:comparesAlong ?thing BIND("dimension" AS ?axis)
    OPTIONAL { ?statement cg:isInDimension ?thing ; cg:hasDimensionAnchor/oa:hasSelector/oa:start ?at }
  }
} GROUP BY ?comparison ?axis ?thing ORDER BY (!BOUND(?start)) ?start ?thing
"""
_STATEMENTS = f"""
SELECT ?thing ?kind ?comparison ?alternative ?dimension ?property ?wording ?polarity ?quote ?start ?end WHERE {{
  VALUES ?kind {{ cg:Claim cg:Definition cg:Example cg:Summary cg:Verdict }}
  ?thing a ?kind ; cg:belongsTo ?comparison .
  {_ANCHOR}
  OPTIONAL {{ ?thing cg:isAbout ?alternative }}
  OPTIONAL {{ ?thing cg:isInDimension ?dimension }}
  OPTIONAL {{ ?thing cg:ascribes ?property }}
  OPTIONAL {{ ?thing cg:wording ?wording FILTER(LANGMATCHES(LANG(?wording), "LANG")) }}
  OPTIONAL {{ ?thing cg:hasPolarity/skos:notation ?polarity }}
}} ORDER BY ?start
"""
_ASSESSMENTS = """
SELECT ?verdict ?alternative ?polarity ?words ?wording ?property ?claim ?start WHERE {
  ?verdict a cg:Verdict ; cg:consistsOf ?assessment .
  ?assessment cg:isAbout ?alternative ; cg:hasPropertyAnchor ?anchor .
  ?anchor oa:hasSelector ?exact , ?position .
  ?exact oa:exact ?words .
  ?position oa:start ?start .
  OPTIONAL { ?assessment cg:hasPolarity/skos:notation ?polarity }
  OPTIONAL { ?assessment cg:wording ?wording FILTER(LANGMATCHES(LANG(?wording), "LANG")) }
  OPTIONAL { ?assessment cg:restsOn ?claim . ?claim cg:ascribes ?property }
} ORDER BY ?start
"""


@dataclass(frozen=True)
class Named:
    """A thing with its label in the language asked for."""

    iri: str
    label: str


@dataclass(frozen=True)
class Claim:
    """A claim; ``quote`` is the canonical text from ``start`` to ``end`` (code points, end excluded)."""

    iri: str
    property: str
    wording: str | None
    polarity: str | None
    quote: str
    start: int
    end: int


@dataclass(frozen=True)
class Definition:
    """What the article says an alternative is."""

    iri: str
    wording: str | None
    quote: str
    start: int
    end: int


@dataclass(frozen=True)
class Example:
    """An example with its title."""

    iri: str
    title: str
    quote: str
    start: int
    end: int


@dataclass(frozen=True)
class Summary:
    """A cell of the table that closes the article."""

    iri: str
    quote: str
    start: int
    end: int
    wording: str | None


@dataclass(frozen=True)
class Assessment:
    """One thing that a verdict says: ``words`` are the article's, ``property`` and ``claim`` what they take up."""

    alternative: str
    polarity: str | None
    words: str
    property: str | None
    claim: str | None
    wording: str | None


@dataclass(frozen=True)
class Verdict:
    """A verdict with its assessments in the order of the text."""

    iri: str
    quote: str
    start: int
    end: int
    wording: str | None
    assessments: tuple[Assessment, ...]


@dataclass(frozen=True)
class Cell:
    """What the article says of one alternative in one dimension; ``None`` gathers what is about no single one."""

    alternative: str | None
    claims: tuple[Claim, ...]
    examples: tuple[Example, ...]
    summaries: tuple[Summary, ...]
    definitions: tuple[Definition, ...] = ()


@dataclass(frozen=True)
class Row:
    """One dimension; ``None`` gathers what belongs to no dimension.

    Attributes:
        dimension: which one.
        verdicts: what the article concludes in it.
        cells: one for each alternative.
        common: what is said in it of no single alternative, if anything is.
    """

    dimension: Named | None
    verdicts: tuple[Verdict, ...]
    cells: tuple[Cell, ...]
    common: Cell | None = None


@dataclass(frozen=True)
class Comparison:
    """The whole matrix of one article."""

    article: str
    alternatives: tuple[Named, ...]
    conclusion: tuple[Verdict, ...]
    rows: tuple[Row, ...]

    def to_json(self) -> dict[str, Any]:
        """Return the matrix as plain dictionaries and lists."""
        return asdict(self)


def compare(graph: Graph, alternatives: Sequence[str] = (), *, language: str) -> Comparison:
    """Return the matrix of the graph's comparison.

    Args:
        graph: holds one comparison, or more if ``alternatives`` tells which is meant.
        alternatives: names of the sides to show, in this order; all if empty.
        language: of labels and wordings, ``zh`` or ``en``.

    Raises:
        TermError: there is no comparison, or not just one that has these alternatives.
    """
    chosen = [resolve(graph, name, [VOCABULARY + "Alternative"], what="alternative") for name in alternatives]
    axes = _ask(graph, _AXES, language)
    comparison, article = _comparison(graph, chosen, axes)
    labels = Labels(graph, language)
    sides = _axis(axes, comparison, "side", labels)
    if chosen:
        by_iri = {side.iri: side for side in sides}
        sides = tuple(by_iri[iri] for iri in dict.fromkeys(chosen))
    verdicts: dict[str | None, list[Verdict]] = defaultdict(list)
    cells: dict[tuple[str | None, str | None], dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    assessments = _assessments(graph, language, {side.iri for side in sides}, labels)
    for row in _ask(graph, _STATEMENTS, language):
        if row["comparison"] != comparison:
            continue
        dimension = row.get("dimension")
        kind = row["kind"].removeprefix(VOCABULARY)
        iri, quote, start, end = row["thing"], row["quote"], int(row["start"]), int(row["end"])
        if kind == "Verdict":
            verdicts[dimension].append(
                Verdict(iri, quote, start, end, row.get("wording"), tuple(assessments.get(iri, ())))
            )
            continue
        cell = cells[dimension, row.get("alternative")]
        if kind == "Claim":
            polarity = row.get("polarity")
            cell[kind].append(Claim(iri, labels[row["property"]], row.get("wording"), polarity, quote, start, end))
        elif kind == "Example":
            cell[kind].append(Example(iri, labels[iri], quote, start, end))
        elif kind == "Definition":
            cell[kind].append(Definition(iri, row.get("wording"), quote, start, end))
        else:
            cell[kind].append(Summary(iri, quote, start, end, row.get("wording")))
    dimensions: list[Named | None] = list(_axis(axes, comparison, "dimension", labels))
    if any(dimension is None for dimension, _ in cells):
        dimensions.append(None)
    return Comparison(
        article,
        sides,
        tuple(verdicts[None]),
        tuple(
            Row(
                dimension,
                tuple(verdicts[dimension.iri]) if dimension else (),
                tuple(_cell(side.iri, cells[dimension.iri if dimension else None, side.iri]) for side in sides),
                _cell(None, parts) if (parts := cells.get((dimension.iri if dimension else None, None))) else None,
            )
            for dimension in dimensions
        ),
    )


def _cell(side: str | None, parts: dict[str, list[Any]]) -> Cell:
    return Cell(
        side, tuple(parts["Claim"]), tuple(parts["Example"]), tuple(parts["Summary"]), tuple(parts["Definition"])
    )


def _ask(graph: Graph, text: str, language: str) -> list[dict[str, str]]:
    # The language is one of two fixed codes, never what a user typed.
    assert language in {"zh", "en"}
    return graph.values(text.replace('"LANG"', f'"{language}"'))


def _axis(axes: Iterable[dict[str, str]], comparison: str, axis: str, labels: Labels) -> tuple[Named, ...]:
    return tuple(
        Named(row["thing"], labels[row["thing"]])
        for row in axes
        if row["comparison"] == comparison and row["axis"] == axis
    )


def _comparison(graph: Graph, chosen: Sequence[str], axes: Iterable[dict[str, str]]) -> tuple[str, str]:
    found = graph.values(_COMPARISONS)
    pairs = {(row["comparison"], row["thing"]) for row in axes}
    fitting = [row for row in found if all((row["comparison"], side) in pairs for side in chosen)]
    if len(fitting) == 1:
        return fitting[0]["comparison"], fitting[0]["article"]
    if not found:
        raise TermError("the graph holds no comparison", hint="kg info tells what it holds")
    if not fitting:
        raise TermError("no article compares these alternatives with each other")
    names = ", ".join(sorted(compact(row["article"], display_prefixes(graph)) for row in fitting))
    raise TermError(f"{len(fitting)} articles compare them", hint=f"read one of them with -g: {names}")


def _assessments(graph: Graph, language: str, sides: set[str], labels: Labels) -> dict[str, list[Assessment]]:
    found: dict[str, list[Assessment]] = defaultdict(list)
    for row in _ask(graph, _ASSESSMENTS, language):
        if row["alternative"] in sides:
            found[row["verdict"]].append(
                Assessment(
                    row["alternative"],
                    row.get("polarity"),
                    row["words"],
                    labels[row["property"]] if "property" in row else None,
                    row.get("claim"),
                    row.get("wording"),
                )
            )
    return found
