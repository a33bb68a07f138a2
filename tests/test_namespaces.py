"""Identifiers, and names written short and long."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.namespaces import ARTICLES, VOCABULARY, article_iri, compact, expand, identifier, prefixes

TABLE = {"ex": "http://ex.org/", "deep": "http://ex.org/deep/", "": "http://empty.org/"}


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (("entity", "hugging-face"), "entity-hugging-face"),
        (("entity", "Hugging Face"), "entity-hugging-face"),
        (("entity", "gpt-3"), "entity-gpt-3"),
        (("alternative", "开源AI模型"), "alternative-5e9183dc06"),
        (("claim", "claim", "开源"), "claim-d69bb651e0"),
    ],
)
def test_an_identifier_is_legible_where_the_words_are_and_a_hash_elsewhere(content: tuple[str, ...], expected: str):
    assert identifier(*content) == expected


@given(st.text(min_size=1), st.lists(st.text(), max_size=3))
def test_an_identifier_is_short_ascii_and_the_same_every_time(first: str, others: list[str]):
    made = identifier("claim", first, *others)
    assert made == identifier("claim", first, *others)
    assert made.startswith("claim-")
    assert set(made) <= set(string.ascii_lowercase + string.digits + "-")
    assert len(made) <= len("claim-") + 40


def test_where_one_text_ends_and_the_next_begins_makes_another_identifier():
    assert (
        len(
            {identifier("a", "bc", "d"), identifier("a", "b", "cd"), identifier("a", "bcd"), identifier("a", "bcd", "")}
        )
        == 4
    )


def test_an_article_lies_below_the_address_of_articles():
    assert article_iri("tea") == ARTICLES + "tea" == "https://w3id.org/claimgraph/article/tea"
    assert VOCABULARY == "https://w3id.org/claimgraph/ns#"


def test_the_usual_prefixes_are_those_of_the_ontology():
    assert {"cg": VOCABULARY, "skos": "http://www.w3.org/2004/02/skos/core#"}.items() <= prefixes().items()
    assert prefixes()["ovc"] == article_iri("open-vs-closed-ai") + "/"


@pytest.mark.parametrize(
    ("iri", "short"),
    [
        ("http://ex.org/a", "ex:a"),
        ("http://ex.org/deep/a", "deep:a"),
        ("http://ex.org/deep/", "<http://ex.org/deep/>"),
        ("http://ex.org/a/b", "<http://ex.org/a/b>"),
        ("http://ex.org/a.b-c_1", "ex:a.b-c_1"),
        ("http://ex.org/a.", "<http://ex.org/a.>"),
        ("http://empty.org/a", ":a"),
        ("http://other.org/a", "<http://other.org/a>"),
        ("http://ex.org/", "<http://ex.org/>"),
    ],
)
def test_an_iri_is_written_with_the_longest_prefix_that_leaves_a_plain_name(iri: str, short: str):
    assert compact(iri, TABLE) == short
    assert expand(short, TABLE) == iri


@pytest.mark.parametrize(
    ("text", "iri"),
    [
        ("http://other.org/a", "http://other.org/a"),
        ("urn:isbn:1", "urn:isbn:1"),
        ("ex:deep/x", "http://ex.org/deep/x"),
        ("<relative>", "relative"),
        ("words", None),
        ("two words: more", None),
        ("a:b c", None),
        ("http:", None),
        ("开源:a", None),
        ("", None),
    ],
)
def test_only_an_iri_or_a_name_with_a_prefix_expands(text: str, iri: str | None):
    assert expand(text, TABLE) == iri
