"""A page of several articles."""

from __future__ import annotations

import pytest
from test_shapes_of_articles import ARTICLES, accepted

from kg.namespaces import article_iri
from kg.page import page as make_page

pytestmark = pytest.mark.browser


def test_what_stands_at_the_same_passage_is_of_the_same_article(show, tmp_path):
    files = {path.stem: path for path in ARTICLES}
    graph = accepted(files["gas-and-induction"])
    graph.store.extend(accepted(files["cat-and-dog"]).store)
    file = tmp_path / "two.html"
    file.write_text(make_page(graph, language="en"), "utf-8", newline="\n")
    tab = show(file)
    claims = [row["c"] for row in graph.values("SELECT ?c { ?c a cg:Claim }")]
    assert {claim.rpartition("/")[0] for claim in claims} == {
        article_iri(name) for name in ("gas-and-induction", "cat-and-dog")
    }
    for claim in claims:
        tab.page.evaluate("iri => claimgraph.select(iri)", claim)
        there = tab.page.locator("#details [data-node]").evaluate_all("found => found.map(one => one.dataset.node)")
        assert {iri.rpartition("/")[0] for iri in there} <= {claim.rpartition("/")[0]}
    assert tab.logged == []
