"""The index of triples that networks are made from, and the arithmetic that big layouts are made of."""

from __future__ import annotations

import numpy as np
import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.network.triples import Triples
from kg.page.pairs import away, product, squares

EX = "http://example.org/"
NAMES = st.sampled_from([ox.NamedNode(EX + name) for name in "abc"])
BLANK = st.sampled_from([ox.BlankNode(name) for name in "xyz"])
VALUES = st.sampled_from(
    [ox.Literal("one"), ox.Literal("one", language="en"), ox.Literal("eins", language="de"), ox.Literal(1)]
)
QUADS = st.builds(
    ox.Quad,
    NAMES | BLANK,
    st.sampled_from([ox.NamedNode(EX + name) for name in "pq"]),
    NAMES | BLANK | VALUES,
    st.sampled_from([ox.DefaultGraph(), ox.NamedNode(EX + "g"), ox.NamedNode(EX + "h")]),
)


def held(triples):
    """What an index holds, with the order of everything in it."""
    indexes = triples.links, triples.values
    return [[(name, list(found.items())) for name, found in index.items()] for index in indexes], triples.layers


@given(st.lists(QUADS, max_size=12), st.randoms(use_true_random=False), st.permutations("uvw"))
def test_neither_the_order_of_quads_nor_the_names_of_blank_nodes_matter(quads, random, names):
    new = {ox.BlankNode(old): ox.BlankNode(name) for old, name in zip("xyz", names, strict=True)}
    again = [
        ox.Quad(new.get(quad.subject, quad.subject), quad.predicate, new.get(quad.object, quad.object), quad.graph_name)
        for quad in quads
    ]
    random.shuffle(again)
    assert held(Triples(quads)) == held(Triples(again))


def test_a_triple_of_several_graphs_is_told_once():
    a, p, b = (ox.NamedNode(EX + name) for name in "apb")
    quads = [ox.Quad(a, p, object, ox.NamedNode(EX + graph)) for object in (b, ox.Literal("b")) for graph in "hg"]
    triples = Triples(quads)
    assert triples.nodes(EX + "a", EX + "p") == [EX + "b"]
    assert triples.back(EX + "p") == {EX + "b": [EX + "a"]}
    assert triples.literals(EX + "a", EX + "p") == [ox.Literal("b")]
    assert triples.layers == {(EX + "a", EX + "p", EX + "b"): EX + "g"}


@pytest.mark.parametrize("kind", [np.float32, np.float64])
def test_products_stand_for_differences_of_all_pairs(kind):
    rng = np.random.default_rng(1)
    places, push = rng.random((3, 20, 2)).astype(kind), rng.random((3, 20, 20)).astype(kind)
    there = (np.arange(20) < np.array([[20], [13], [1]])).astype(kind)
    places *= there[:, :, None]
    apart = places[:, :, None] - places[:, None]
    assert np.allclose(squares(places), (apart**2).sum(3), atol=1e-5)
    both = there[:, :, None] * there[:, None]
    assert np.allclose(away(places, push, there), (apart * (push * both)[..., None]).sum(2), atol=1e-4)


def test_large_products_are_made_some_rows_at_a_time():
    rng = np.random.default_rng(1)
    left, right = rng.random((2, 700, 4)), rng.random((2, 4, 700))
    assert np.allclose(product(left, right), left @ right)
