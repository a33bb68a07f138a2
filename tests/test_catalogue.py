"""The catalogue as a whole: complete headers, no two questions alike, the same rows from every source."""

from __future__ import annotations

import gzip
import re

import pyoxigraph as ox
import pytest

from kg.catalogue import catalogue, stored_query
from kg.document import Span, sentences
from kg.graph import BUILT_IN, Graph
from kg.resources import resource

QUERIES = sorted(catalogue())
OF_LAYERS = {name for name, query in catalogue().items() if "layers" in query.header.tags}
SOURCES = ("folder", "nquads", "trig", "gzip", "turtle")


#: The queries whose rows hold a quote with its offsets.
QUOTING = [
    name
    for name in QUERIES
    if re.search(r"^SELECT .*\?quote\b.*\?start\b.*\?end\b", stored_query(name).text, re.MULTILINE)
]


@pytest.fixture(scope="module")
def graph() -> Graph:
    return Graph.built_in()


@pytest.fixture(scope="module")
def sources(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Graph]:
    """The built-in graph written in other forms and read again."""
    folder = tmp_path_factory.mktemp("sources")
    quads = ox.serialize(graph.store, format=ox.RdfFormat.N_QUADS)
    (folder / "all.nq").write_bytes(quads)
    (folder / "all.nq.gz").write_bytes(gzip.compress(quads))
    (folder / "all.trig").write_bytes(ox.serialize(graph.store, format=ox.RdfFormat.TRIG))
    union = graph.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", union=True)
    assert isinstance(union, ox.QueryTriples)
    (folder / "all.ttl").write_bytes(ox.serialize(union, format=ox.RdfFormat.TURTLE))
    paths = {"nquads": "all.nq", "trig": "all.trig", "gzip": "all.nq.gz", "turtle": "all.ttl"}
    return {
        "folder": Graph.read([resource("ontology") / "articles" / BUILT_IN]),
        **{name: Graph.read([folder / file], union=True) for name, file in paths.items()},
    }


@pytest.fixture(scope="module")
def twins(graph: Graph) -> Graph:
    """The built-in article and a copy of it under another name: every offset, label and count stands twice."""
    quads = ox.serialize(graph.store, format=ox.RdfFormat.N_QUADS).decode()
    store = ox.Store()
    store.load(quads + quads.replace(f"article/{BUILT_IN}", "article/twin"), ox.RdfFormat.N_QUADS)
    return Graph(store, union=True)


def rows(graph: Graph, text: str) -> list[dict[str, str]]:
    results = graph.query(text, union=True)
    assert isinstance(results, ox.QuerySolutions)
    names = [variable.value for variable in results.variables]
    return [{name: str(row[name]) for name in names} for row in results]


def body(name: str) -> str:
    """The SPARQL of a query without its header, strings and comments."""
    lines = [line for line in stored_query(name).text.splitlines() if not line.lstrip().startswith("#")]
    return re.sub(r"\"[^\"\n]*\"|'[^'\n]*'", '""', "\n".join(lines))


def test_the_catalogue_holds_at_least_thirty_questions() -> None:
    assert len(QUERIES) >= 30


@pytest.mark.parametrize("name", QUERIES)
def test_names_are_kebab_case(name: str) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", name)


@pytest.mark.parametrize("name", QUERIES)
def test_a_header_asks_its_question_in_both_languages(name: str) -> None:
    header = stored_query(name).header
    for texts in (header.summary, header.question, header.description or {"zh": "。", "en": "."}):
        assert set(texts) == {"zh", "en"}
        assert all(text.strip() for text in texts.values())
    assert header.question["en"].endswith("?")
    assert header.question["zh"].endswith("？")
    assert header.summary["en"].endswith(".")
    assert header.summary["zh"].endswith("。")
    assert header.tags


def test_no_two_questions_are_alike() -> None:
    for key in ("en", "zh"):
        asked = [query.header.question[key] for query in catalogue().values()]
        assert len(set(asked)) == len(asked)
    patterns = [" ".join(body(name).split("WHERE", 1)[1].split()) for name in QUERIES]
    assert len(set(patterns)) == len(patterns)


@pytest.mark.parametrize("name", QUERIES)
def test_every_parameter_is_of_a_known_kind_and_described(name: str) -> None:
    query = stored_query(name)
    assert query.header.parameters.keys() == query.parameters.keys()
    assert query.parameters["lang"].kind == "language"
    for parameter in query.parameters.values():
        assert not parameter.required or parameter.default == "UNDEF", "without a value the file asks of all"
        assert bool(parameter.values) == (parameter.kind == "choice")


@pytest.mark.parametrize("name", QUERIES)
def test_a_query_has_one_block_of_values(name: str) -> None:
    assert len(re.findall(r"\bVALUES\b", body(name))) == 1


@pytest.mark.parametrize("name", QUERIES)
def test_only_questions_about_layers_look_into_named_graphs(name: str) -> None:
    assert name in OF_LAYERS or not re.search(r"\b(GRAPH|FROM)\b", body(name))


@pytest.mark.parametrize("name", QUERIES)
def test_a_query_speaks_of_no_article_in_particular(graph: Graph, name: str) -> None:
    labels = graph.values(
        """SELECT DISTINCT ?label {
          ?thing a ?kind ; skos:prefLabel ?label
          FILTER(?kind IN (cg:Alternative, cg:Dimension, cg:ComparedProperty, cg:Entity))
        }"""
    )
    text = stored_query(name).text
    assert not [row["label"] for row in labels if row["label"] in text]
    assert BUILT_IN not in text


@pytest.mark.parametrize("name", QUERIES)
def test_the_order_of_rows_is_total_even_with_two_articles(twins: Graph, name: str) -> None:
    text = stored_query(name).text
    found = re.search(r"ORDER BY (.+)\n(?:LIMIT \d+\n)?\Z", text)
    assert found, "the file ends with the order of its rows"
    keys = list(dict.fromkeys(re.findall(r"\?(\w+)", found[1])))
    selected = text[: text.index("WHERE")].split("SELECT", 1)[1]
    hidden = [key for key in keys if key not in re.findall(r"\?(\w+)", selected)]
    if "GROUP BY" not in text.split("WHERE", 1)[1].rsplit("}", 1)[1]:
        text = re.sub(
            r"(?m)^SELECT( DISTINCT)?", lambda m: f"{m[0]} {' '.join(f'?{key}' for key in hidden)}", text, count=1
        )
    answer = rows(twins, text)
    places = [tuple(row.get(key, "") for key in keys) for row in answer]
    assert len(set(places)) == len(places)
    assert len(answer) > 1 or name in {"shared-properties", "matches"}


@pytest.mark.parametrize(
    ("name", "source"),
    # Turtle has no named graphs, so it cannot tell layers.
    [(name, source) for name in QUERIES for source in SOURCES if not (source == "turtle" and name in OF_LAYERS)],
)
def test_a_query_answers_the_same_from_every_source(
    graph: Graph, sources: dict[str, Graph], name: str, source: str
) -> None:
    text = stored_query(name).text
    assert rows(sources[source], text) == rows(graph, text)


@pytest.mark.parametrize("name", QUOTING)
def test_a_quote_is_the_canonical_text_between_its_offsets(graph: Graph, name: str) -> None:
    content = graph.values("SELECT ?content { ?text a cg:CanonicalText ; schema:text ?content }")[0]["content"]
    results = graph.query(stored_query(name).text, union=True)
    assert isinstance(results, ox.QuerySolutions)
    for row in results:
        assert content[int(row["start"].value) : int(row["end"].value)] == row["quote"].value


def test_where_named_quotes_the_sentences_that_the_extractor_finds(graph: Graph) -> None:
    content = graph.values("SELECT ?content { ?text a cg:CanonicalText ; schema:text ?content }")[0]["content"]
    passages = {
        row["statement"]: sentences(content, int(row["start"]), int(row["end"]))
        for row in graph.values(
            """SELECT ?statement ?start ?end {
              ?statement cg:hasQuoteAnchor/oa:hasSelector ?position . ?position oa:start ?start ; oa:end ?end
            }"""
        )
    }
    found = graph.values(stored_query("where-named").text)
    assert len(found) == len(graph.rows("SELECT ?mention { ?mention a cg:Mention }"))
    for row in found:
        assert Span(int(row["start"]), int(row["end"])) in passages[row["statement"]]


def test_a_property_claimed_for_both_sides_is_found() -> None:
    changed = Graph.built_in()
    changed.store.update(
        """PREFIX cg: <https://w3id.org/claimgraph/ns#>
        PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
        DELETE { GRAPH ?said { ?claim cg:ascribes ?old } }
        INSERT { GRAPH ?said { ?claim cg:ascribes ?shared } }
        USING NAMED <https://w3id.org/claimgraph/article/open-vs-closed-ai/said>
        WHERE {
          GRAPH ?said {
            ?claim cg:ascribes ?old . ?old skos:prefLabel "合规性"@zh . ?shared skos:prefLabel "透明性"@zh .
          }
        }"""
    )
    found = changed.values(stored_query("shared-properties").text)
    assert [row["alternative"] for row in found] == ["Open-source AI models", "Closed-source AI models"]
    assert {row["property"] for row in found} == {"Transparency"}
