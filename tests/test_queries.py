"""The stored queries: what they answer on the shipped article, in both languages, in two engines."""

from __future__ import annotations

import csv
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import Dataset, Literal

from kg.catalogue import StoredQuery, bound, catalogue, stored_query
from kg.errors import ParameterError, QueryError, TermError
from kg.graph import Graph

EXPECTED = Path(__file__).parent / "expected"
QUERIES = sorted(catalogue())
PINNED = {
    "claims": "claim alternative dimension property wording quote start end",
    "examples": "example alternative dimension title quote start end",
    "verdicts": "verdict dimension quote start end",
    "summaries": "summary alternative dimension quote start end",
    "entities": "entity label type type_label mentions",
    "both-sides": "entity label type type_label",
    "unsupported-claims": "claim alternative dimension property",
    "category-mismatches": "entity label type type_label example severity",
}
#: What the queries with a required parameter are asked with.
ARGUMENTS = {
    "anchors-of-claim": {"claim": "垂直整合"},
    "curated-facts": {"entity": "Watson"},
    "entities-of-side": {"alternative": "open"},
    "evidence": {"claim": "垂直整合"},
    "property-trail": {"property": "垂直整合"},
    "where-named": {"entity": "BERT"},
}
#: What the article gives no answer to; tests/test_catalogue.py and tests/test_consensus.py ask it of a graph that does.
WITHOUT_ANSWER = {"shared-properties", "matches"}


@pytest.fixture(scope="module")
def graph() -> Graph:
    return Graph.built_in()


@pytest.fixture(scope="module")
def dataset(graph: Graph) -> Dataset:
    """All layers in rdflib, each in its named graph."""
    merged = Dataset(default_union=True)
    merged.parse(data=ox.serialize(graph.store, format=ox.RdfFormat.N_QUADS).decode(), format="nquads")
    return merged


def plain(term: object) -> str:
    """The text of a term as rdflib has it, which writes times and numbers its own way."""
    if isinstance(term, ox.Literal) and not term.language:
        return str(Literal(term.value, datatype=term.datatype.value))
    return (
        ""
        if term is None
        else str(getattr(term, "value", term) if isinstance(term, ox.Literal | ox.NamedNode) else term)
    )


def rows(graph: Graph, text: str) -> list[list[str]]:
    results = graph.query(text, union=True)
    assert isinstance(results, ox.QuerySolutions)
    names = [variable.value for variable in results.variables]
    return [names, *([getattr(row[name], "value", "") for name in names] for row in results)]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", QUERIES)
def test_a_stored_query_answers_exactly_its_expected_rows(graph: Graph, name: str, language: str) -> None:
    with (EXPECTED / f"{name}.{language}.csv").open(encoding="utf-8", newline="") as file:
        expected = list(csv.reader(file))
    text = bound(stored_query(name), graph, {"lang": language, **ARGUMENTS.get(name, {})})
    assert rows(graph, text) == expected


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning")  # rdflib warns of itself
@pytest.mark.parametrize("name", QUERIES)
def test_a_stored_query_answers_the_same_in_rdflib(graph: Graph, dataset: Dataset, name: str) -> None:
    text = stored_query(name).text
    results = graph.query(text, union=True)
    assert isinstance(results, ox.QuerySolutions)
    names = [variable.value for variable in results.variables]
    found = [[plain(row[column]) for column in names] for row in results]
    assert [[plain(row[column]) for column in names] for row in dataset.query(text)] == found
    assert bool(found) != (name in WITHOUT_ANSWER), "the default of the query must answer something"


@pytest.mark.parametrize("name", PINNED)
def test_pinned_columns_come_first(graph: Graph, name: str) -> None:
    columns = rows(graph, stored_query(name).text)[0]
    assert columns[: len(PINNED[name].split())] == PINNED[name].split()


@pytest.mark.parametrize("name", QUERIES)
def test_every_header_is_complete_in_both_languages(name: str) -> None:
    header = stored_query(name).header
    assert set(header.summary) == set(header.question) == {"zh", "en"}
    assert header.tags
    assert set(header.parameters) == set(stored_query(name).variables), "every parameter is described"


def test_rows_come_in_the_order_of_the_article(graph: Graph) -> None:
    for name in ("claims", "examples", "verdicts", "summaries"):
        names, *found = rows(graph, stored_query(name).text)
        starts = [int(row[names.index("start")]) for row in found]
        assert starts == sorted(starts)


def test_quotes_are_the_canonical_text_between_their_offsets(graph: Graph) -> None:
    text = graph.values("SELECT ?content { ?text a cg:CanonicalText ; schema:text ?content }")[0]["content"]
    for name in ("claims", "examples", "verdicts", "summaries"):
        names, *found = rows(graph, stored_query(name).text)
        for row in found:
            cell = dict(zip(names, row, strict=True))
            assert text[int(cell["start"]) : int(cell["end"])] == cell["quote"]


def test_a_parameter_narrows_the_answer_by_label_in_any_language(graph: Graph) -> None:
    for spoken in ("closed", "闭源", "闭源AI模型", "Closed-source AI models"):
        text = bound(stored_query("claims"), graph, {"alternative": spoken, "dimension": "商业", "lang": "zh"})
        assert [row[3] for row in rows(graph, text)[1:]] == ["专业支持", "稳定性与可靠性", "完整的生态系统"]


def test_curated_links_count_as_evidence_only_when_asked(graph: Graph) -> None:
    said = rows(graph, bound(stored_query("unsupported-claims"), graph, {"lang": "zh"}))[1:]
    curated = rows(graph, bound(stored_query("unsupported-claims"), graph, {"layer": "curated", "lang": "zh"}))[1:]
    assert [row[3] for row in said] == ["透明性", "灵活性与可定制性", "快速迭代", "稳定性与可靠性", "知识共享"]
    assert [row[3] for row in curated] == ["快速迭代"]


def test_changing_a_type_changes_the_mismatches(graph: Graph) -> None:
    """The answer follows from the types, not from a list of names."""
    changed = Graph.built_in()
    scipy = "https://w3id.org/claimgraph/article/open-vs-closed-ai/entity-scipy"
    changed.store.update(
        f"""DELETE {{ GRAPH ?g {{ <{scipy}> a ?type }} }}
        INSERT {{ GRAPH ?g {{ <{scipy}> a <https://w3id.org/claimgraph/ns#LanguageModel> }} }}
        WHERE {{ GRAPH ?g {{ <{scipy}> a ?type FILTER(STRENDS(STR(?type), "SoftwareLibrary")) }} }}"""
    )
    text = stored_query("category-mismatches").text
    before = {row[1] for row in rows(graph, text)[1:]}
    after = {row[1] for row in rows(changed, text)[1:]}
    assert before - after == {"SciPy"}


def test_unknown_parameters_and_values_are_refused_with_what_is_accepted(graph: Graph) -> None:
    with pytest.raises(ParameterError, match="it takes lang, alternative, dimension, property"):
        bound(stored_query("claims"), graph, {"side": "open"})
    with pytest.raises(TermError, match=r"nearest are: .*Closed-source AI models"):
        bound(stored_query("claims"), graph, {"alternative": "closd-source"})
    with pytest.raises(ParameterError, match="use said or curated or reviewed or derived"):
        bound(stored_query("unsupported-claims"), graph, {"layer": "guessed"})


@pytest.mark.parametrize(
    ("header", "message"),
    [
        ("#+ sumary: x", "unknown key 'sumary'"),
        ("#+ summary: [", "not YAML"),
        ("#+ just words", "not a mapping"),
    ],
)
def test_a_broken_header_is_an_error(header: str, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        _ = StoredQuery("mine", f"{header}\nASK {{}}").header


def test_an_unknown_name_is_answered_with_near_ones() -> None:
    with pytest.raises(QueryError, match="did you mean claims"):
        stored_query("clams")
