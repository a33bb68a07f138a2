"""Articles of many shapes on their whole way: drafted, accepted, a graph that is held against a golden one.

The golden graphs in ``articles/`` say what a reader finds in each article, without the IRIs and anchors that follow
from it: blank nodes with labels and quotes. They are compared by isomorphism.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from rdflib import RDF, SKOS, BNode, Literal, Namespace, URIRef
from rdflib import Graph as RdfGraph
from rdflib.compare import graph_diff, isomorphic

from kg.assemble import Decisions, assemble, canonical_turtle
from kg.compare import comparisons
from kg.derive import derived_layer
from kg.document import read_document
from kg.extract import extract
from kg.graph import Graph
from kg.namespaces import article_iri
from kg.query import prepare
from kg.validate import validate
from kg.verify import verify
from kg.why import why

FOLDER = Path(__file__).parent / "articles"
ARTICLES = sorted(path for path in FOLDER.iterdir() if path.suffix in {".md", ".html"})

#: What an article says of what; each row is one thing.
COMPARED = """
SELECT ?predicate ?label {
  VALUES ?predicate { cg:compares cg:comparesAlong }
  ?comparison ?predicate ?thing . ?thing skos:prefLabel ?label
}
"""
STATEMENTS = """
SELECT ?statement ?kind ?quote ?about ?within ?property ?polarity ?title ?judged {
  VALUES ?kind { cg:Claim cg:Definition cg:Example cg:Summary cg:Verdict }
  ?statement a ?kind ; cg:hasQuoteAnchor/oa:hasSelector/oa:exact ?quote .
  OPTIONAL { ?statement cg:isAbout/skos:prefLabel ?about }
  OPTIONAL { ?statement cg:isInDimension/skos:prefLabel ?within }
  OPTIONAL { ?statement cg:ascribes/skos:prefLabel ?property }
  OPTIONAL { ?statement cg:hasPolarity ?polarity }
  OPTIONAL { ?statement skos:prefLabel ?title }
  OPTIONAL { ?statement cg:consistsOf/cg:hasPolarity ?judged }
}
"""
CG, OA = Namespace("https://w3id.org/claimgraph/ns#"), Namespace("http://www.w3.org/ns/oa#")
PREDICATES = {
    "kind": RDF.type,
    "quote": OA.exact,
    "about": CG.isAbout,
    "within": CG.isInDimension,
    "property": CG.ascribes,
    "polarity": CG.hasPolarity,
    "title": SKOS.prefLabel,
    "judged": CG.consistsOf,
}


def accepted(path: Path) -> Graph:
    """The graph of an article all of whose drafts are accepted."""
    document = read_document(path)
    found = extract(document)
    drafts = {draft.id: "accept" for draft in found.drafts}
    data = {"slug": path.stem, "stage": "drafted", "decided": "2026-01-01", "drafts": drafts}
    layers = assemble(document, found.sides, found.drafts, Decisions(data, str(path)))
    article = article_iri(path.stem)
    layers["derived"] = derived_layer(Graph.of_layers(article, layers), article, "2026-01-01")
    return Graph.of_layers(article, layers)


@pytest.fixture(scope="module", params=ARTICLES, ids=lambda path: path.name)
def article(request: pytest.FixtureRequest) -> tuple[Path, Graph]:
    return request.param, accepted(request.param)


def node(term: Any) -> URIRef | Literal:
    return Literal(term.value, lang=term.language) if isinstance(term, ox.Literal) else URIRef(term.value)


def said(graph: Graph) -> RdfGraph:
    """What a graph says: the comparison and each statement a blank node."""
    found, comparison = RdfGraph(), BNode()
    found.add((comparison, RDF.type, CG.Comparison))
    for row in graph.rows(COMPARED):
        found.add((comparison, node(row["predicate"]), node(row["label"])))
    for row in graph.rows(STATEMENTS):
        statement = BNode()
        for name, predicate in PREDICATES.items():
            if name in row:
                found.add((statement, predicate, node(row[name])))
    return found


def test_there_are_nine_articles_and_each_has_its_golden_graph():
    assert len(ARTICLES) == 9
    assert {path.stem for path in ARTICLES} == {path.stem for path in FOLDER.glob("*.ttl")}


def test_an_article_gives_its_golden_graph(article: tuple[Path, Graph]):
    path, graph = article
    golden = RdfGraph().parse(path.with_suffix(".ttl"))
    found = said(graph)
    if not isomorphic(found, golden):
        _, more, less = graph_diff(found, golden)
        pytest.fail(f"{path.name}\nmore than expected:\n{canonical_turtle(more)}\nless:\n{canonical_turtle(less)}")


def test_its_graph_conforms_and_every_quote_and_sentence_is_found(article: tuple[Path, Graph]):
    _, graph = article
    assert validate(graph).results == ()
    report = verify(graph)
    assert report.found(strict=True)
    assert report.coverage.unanchored == ()


def test_every_statement_stands_in_one_cell_of_its_matrix(article: tuple[Path, Graph]):
    _, graph = article
    (matrix,) = comparisons(graph, language="en")
    cells = [cell for row in matrix.rows for cell in (*row.cells, *([row.common] if row.common else []))]
    parts = ("claims", "examples", "summaries", "definitions")
    shown = [item.iri for cell in cells for part in parts for item in getattr(cell, part)]
    shown += [verdict.iri for row in matrix.rows for verdict in row.verdicts] + [v.iri for v in matrix.conclusion]
    rows = graph.values(
        """SELECT ?s { ?s a ?kind VALUES ?kind { cg:Claim cg:Definition cg:Example cg:Summary cg:Verdict } }"""
    )
    assert sorted(shown) == sorted(row["s"] for row in rows)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_stored_questions_give_its_labels_whatever_language_is_asked_for(article: tuple[Path, Graph], language: str):
    _, graph = article
    claims = graph.values("SELECT ?c ?s { ?c a cg:Claim ; cg:isAbout/skos:prefLabel ?s }")
    rows = list(prepare("claims", graph, {}, language).run(graph))
    assert sorted((row["claim"].value, row["alternative"].value) for row in rows) == sorted(
        (row["c"], row["s"]) for row in claims
    )
    examples = list(prepare("examples", graph, {}, language).run(graph))
    assert all(row["title"] is not None for row in examples)


def test_its_verdicts_can_be_explained(article: tuple[Path, Graph]):
    _, graph = article
    for row in graph.values("SELECT ?v { ?v a cg:Verdict }"):
        assert why(graph, row["v"], language="en").sentences


def test_the_language_of_an_article_is_told_from_its_text():
    languages = {}
    for path in ARTICLES:
        graph = accepted(path)
        languages[path.stem] = graph.values("SELECT ?l { ?a schema:inLanguage ?l }")[0]["l"]
    assert languages == json.loads((FOLDER / "languages.json").read_text("utf-8"))
