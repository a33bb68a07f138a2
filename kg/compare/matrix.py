"""Comparison matrices out of a graph."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from kg.compare.parts import Assessment, Cell, Claim, Comparison, Definition, Example, Named, Row, Summary, Verdict
from kg.errors import TermError
from kg.graph import Graph
from kg.namespaces import VOCABULARY, compact
from kg.terms import Labels, display_prefixes, resolve

__all__ = ["compare", "comparisons"]

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


def compare(graph: Graph, alternatives: Sequence[str] = (), *, language: str) -> Comparison:
    """Return the matrix of the graph's comparison.

    Args:
        graph: holds one comparison, or more if ``alternatives`` tells which is meant.
        alternatives: names of the sides to show, in this order; all if empty.
        language: of labels and wordings, ``zh`` or ``en``.

    Raises:
        TermError: there is no comparison, or not just one that has these alternatives.
    """
    found = comparisons(graph, alternatives, language=language)
    if len(found) > 1:
        names = ", ".join(sorted(compact(one.article, display_prefixes(graph)) for one in found))
        raise TermError(f"{len(found)} articles compare them", hint=f"read one of them with -g: {names}")
    return found[0]


def comparisons(graph: Graph, alternatives: Sequence[str] = (), *, language: str) -> tuple[Comparison, ...]:
    """Return the matrix of each comparison in the graph that has these alternatives, in the order of their articles.

    Positions in different articles have nothing to do with each other, so each has a matrix of its own.

    Args:
        graph: holds one comparison or more.
        alternatives: names of the sides to show, in this order; all if empty.
        language: of labels and wordings, ``zh`` or ``en``.

    Raises:
        TermError: there is no comparison, or none that has these alternatives.
    """
    axes = _ask(graph, _AXES, language)
    chosen = _chosen(graph, alternatives, axes)
    labels = Labels(graph, language)
    assessments = _assessments(graph, language, labels)
    statements: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in _ask(graph, _STATEMENTS, language):
        statements[row["comparison"]].append(row)
    matrices = []
    for comparison, article, only in chosen:
        sides = _axis(axes, comparison, "side", labels)
        if only:
            by_iri = {side.iri: side for side in sides}
            sides = tuple(by_iri[iri] for iri in dict.fromkeys(only))
        dimensions = _axis(axes, comparison, "dimension", labels)
        matrices.append(_matrix(article, sides, dimensions, statements[comparison], assessments, labels))
    return tuple(matrices)


def _matrix(
    article: str,
    sides: tuple[Named, ...],
    axis: tuple[Named, ...],
    statements: Iterable[dict[str, str]],
    assessments: Mapping[str, Sequence[Assessment]],
    labels: Labels,
) -> Comparison:
    """Put the statements of one comparison into their cells."""
    shown = {side.iri for side in sides}
    verdicts: dict[str | None, list[Verdict]] = defaultdict(list)
    cells: dict[tuple[str | None, str | None], dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for row in statements:
        dimension, wording = row.get("dimension"), row.get("wording")
        kind = row["kind"].removeprefix(VOCABULARY)
        iri, quote, start, end = row["thing"], row["quote"], int(row["start"]), int(row["end"])
        if kind == "Verdict":
            judged = tuple(item for item in assessments.get(iri, ()) if item.alternative in shown)
            verdicts[dimension].append(Verdict(iri, quote, start, end, wording, judged))
            continue
        cell = cells[dimension, row.get("alternative")]
        if kind == "Claim":
            name = labels[row["property"]] if "property" in row else quote
            cell[kind].append(Claim(iri, name, wording, row.get("polarity"), quote, start, end))
        elif kind == "Example":
            cell[kind].append(Example(iri, labels[iri], quote, start, end))
        elif kind == "Definition":
            cell[kind].append(Definition(iri, wording, quote, start, end))
        else:
            cell[kind].append(Summary(iri, quote, start, end, wording))
    dimensions: list[Named | None] = list(axis)
    if any(dimension is None for dimension, _ in cells):
        dimensions.append(None)
    rows = []
    for one in dimensions:
        place = one.iri if one else None
        common = cells.get((place, None))
        rows.append(
            Row(
                one,
                tuple(verdicts[place]) if one else (),
                tuple(_cell(side.iri, cells[place, side.iri]) for side in sides),
                _cell(None, common) if common else None,
            )
        )
    return Comparison(article, sides, tuple(verdicts[None]), tuple(rows))


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


def _chosen(
    graph: Graph, alternatives: Sequence[str], axes: Sequence[dict[str, str]]
) -> list[tuple[str, str, list[str]]]:
    """The comparisons that have these alternatives, each with its article and the IRIs of the alternatives."""
    found = sorted((row["article"], row["comparison"]) for row in graph.values(_COMPARISONS))
    if not found:
        raise TermError("the graph holds no comparison", hint="kg info tells what it holds")
    kinds = [VOCABULARY + "Alternative"]
    chosen: list[tuple[str, str, list[str]]] = []
    problems: list[TermError] = []
    for article, comparison in found:
        sides = {row["thing"] for row in axes if (row["comparison"], row["axis"]) == (comparison, "side")}
        try:
            only = [resolve(graph, name, kinds, what="alternative", among=sides) for name in alternatives]
        except TermError as error:
            problems.append(error)
        else:
            chosen.append((comparison, article, only))
    if chosen:
        return chosen
    if len(problems) == 1:
        raise problems[0]
    for name in alternatives:  # whether any article has it at all
        resolve(graph, name, kinds, what="alternative")
    raise TermError("no article compares these alternatives with each other")


def _assessments(graph: Graph, language: str, labels: Labels) -> dict[str, list[Assessment]]:
    found: dict[str, list[Assessment]] = defaultdict(list)
    for row in _ask(graph, _ASSESSMENTS, language):
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
