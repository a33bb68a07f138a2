"""Big graphs: groups, places without overlap, and a page that is the same whenever it is made."""

from __future__ import annotations

import base64
import json
import re
import subprocess
import sys
from itertools import combinations
from pathlib import Path

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.graph import Graph
from kg.page import build
from kg.page.arrange import arrange
from kg.page.communities import communities, components
from kg.page.packing import Heap, packed
from kg.page.springs import Small, settled

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "benchmarks"))
from field import BASE, field, lines  # noqa: E402 the generator of the benchmarks stands beside the package


def ends(links):
    found = np.array([(a, b) for a, b, *_ in links], np.int64).reshape(-1, 2)
    return found[:, 0], found[:, 1]


def part(html, name):
    (text,) = re.findall(rf'<script type="application/json" id="{name}">(.*?)</script>', html)
    return json.loads(text)


def column(text, kind):
    return np.frombuffer(base64.b64decode(text), kind)


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    path = tmp_path_factory.mktemp("field") / "field.nt"
    path.write_text("\n".join(lines(1200, 2400)), "utf-8")
    return path


@pytest.fixture(scope="module")
def html(file):
    return build(Graph.read([file]), language="en").html


# Groups


def test_groups_that_hardly_link_are_told_apart():
    graph = nx.planted_partition_graph(8, 30, 0.3, 0.005, seed=1)
    found = communities(len(graph), graph.edges())
    assert len({tuple(found[first : first + 30]) for first in range(0, 240, 30)}) == 8
    assert all(len(set(found[first : first + 30])) == 1 for first in range(0, 240, 30))


def test_groups_are_about_as_good_as_those_of_networkx():
    _, links = field(1500, 3000)
    graph = nx.Graph((a, b) for a, _, b in links)
    ours: dict[int, set[int]] = {}
    for node, group in enumerate(communities(1500, [(a, b) for a, _, b in links])):
        ours.setdefault(group, set()).add(node)
    theirs = nx.community.louvain_communities(graph, seed=1)
    quality = nx.community.modularity
    assert quality(graph, [nodes & set(graph) for nodes in ours.values()]) > 0.97 * quality(graph, theirs)


@given(st.integers(0, 30).flatmap(lambda n: st.tuples(st.just(n), links_of(n))))
def test_what_nothing_links_is_never_in_one_group(found):
    count, links = found
    part = components(count, links)
    graph = nx.Graph(links)
    graph.add_nodes_from(range(count))
    assert [min(nx.node_connected_component(graph, node)) for node in range(count)] == [
        part.index(part[node]) for node in range(count)
    ]
    group = communities(count, links)
    assert all(part[a] == part[b] for a, b in combinations(range(count), 2) if group[a] == group[b])


def links_of(count):
    node = st.integers(0, max(0, count - 1))
    return st.lists(st.tuples(node, node), max_size=60 if count else 0)


# Places


@settings(deadline=None, max_examples=25)
@given(st.lists(st.floats(0.5, 20), min_size=1, max_size=40), st.randoms(use_true_random=False))
def test_discs_are_packed_without_lying_over_one_another(radii, random):
    count = len(radii)
    links = np.array([[random.choice([0, 0, 1, 5]) for _ in range(count)] for _ in range(count)], float)
    links = np.triu(links, 1) + np.triu(links, 1).T
    (places,) = packed([Heap(np.array(radii), links)])
    assert np.isfinite(places).all()
    for a, b in combinations(range(count), 2):
        assert np.hypot(*(places[a] - places[b])) > 0.98 * (radii[a] + radii[b])


def test_springs_put_linked_nodes_nearer_than_others():
    graph = nx.connected_caveman_graph(4, 10)
    a, b = ends(graph.edges())
    (places,) = settled([Small(40, a, b)])
    apart = np.hypot(*(places[:, None] - places[None]).transpose(2, 0, 1))
    linked = np.mean(apart[a, b])
    assert linked < 0.6 * apart[np.triu_indices(40, 1)].mean()
    assert apart[np.triu_indices(40, 1)].min() > 0.3


@pytest.mark.parametrize(
    ("count", "links"),
    [
        (1, []),
        (3, []),
        (1500, []),
        (3000, [(0, node) for node in range(1, 3000)]),
        (900, [(node, node + 1) for node in range(899)]),
        (2000, [(node, node + 1) for node in range(0, 2000, 2)]),
    ],
)
def test_graphs_of_any_shape_get_places_of_their_own_inside_their_groups(count, links):
    found = arrange(count, *ends(links))
    assert found.places.shape == (count, 2)
    assert np.isfinite(found.places).all()
    assert len({tuple(place) for place in found.places.round(3).tolist()}) == count
    assert sorted(node for group in found.groups for node in group.nodes.tolist()) == list(range(count))
    for group in found.groups:
        assert np.hypot(*(found.places[group.nodes] - (group.x, group.y)).T).max() < group.radius
    for one, other in combinations(found.groups, 2):
        assert np.hypot(one.x - other.x, one.y - other.y) > one.radius + other.radius
    # Unlinked nodes are gathered: a picture of thousands of circles with one dot each would show nothing.
    assert len(found.groups) <= max(3, count / 20)


# The page


def test_the_page_of_a_big_graph_holds_every_node_link_and_word_once(file, html):
    kinds, links = field(1200, 2400)
    data = part(html, "payload")
    ids = part(html, "ids")
    of = column(ids["of"], "<u4")
    iris = [ids["bases"][base] + rest for base, rest in zip(of, ids["rest"], strict=True)]
    assert sorted(iris) == sorted(f"{BASE}{kind.lower()}/{node}" for node, kind in enumerate(kinds))
    got = {
        (iris[a].rsplit("/", 1)[1], iris[b].rsplit("/", 1)[1])
        for a, b in zip(column(data["links"]["from"], "<u4"), column(data["links"]["to"], "<u4"), strict=True)
    }
    assert got == {(str(a), str(b)) for a, _, b in links}
    assert data["links"]["properties"]["https://schema.org/mentions"]["en"] == ["mentions", "is mentioned in"]
    chunks = [part(html, name) for name in re.findall(r'id="(chunk-\d+)"', html)]
    told = dict(zip(iris, (item for chunk in chunks for item in chunk), strict=True))
    quoted = re.findall(r'words/(\d+)> <[^>]*exact> "(.*)" \.', file.read_text("utf-8"))
    assert {iri.rsplit("/", 1)[1]: item["quote"] for iri, item in told.items() if "quote" in item} == dict(quoted)
    labels = part(html, "words")
    assert f'"{labels["zh"][0]}"@zh' in file.read_text("utf-8")
    assert len(labels["en"]) == len(labels["zh"]) == 1200


def test_groups_are_named_by_their_most_linked_node_and_count_their_nodes(html):
    data = part(html, "payload")
    assert sum(group["count"] for group in data["groups"]) == 1200
    degree = np.bincount(np.concatenate([column(data["links"][end], "<u4") for end in ("from", "to")]), minlength=1200)
    for group in data["groups"]:
        own = slice(group["first"], group["first"] + group["count"])
        assert degree[group["first"]] == degree[own].max()
        assert group["labels"]["zh"] == part(html, "words")["zh"][group["first"]]


def test_the_same_big_graph_gives_the_same_bytes_under_two_hash_seeds(file, html, tmp_path):
    made = []
    for seed in ("1", "2"):
        out = tmp_path / f"{seed}.html"
        subprocess.run(
            [sys.executable, "-m", "kg", "view", "-g", file, "--lang", "en", "-o", out],
            check=True,
            capture_output=True,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT), "PATH": ""},
        )
        made.append(out.read_bytes())
    assert made[0] == made[1] == (html + "\n").encode()


def test_numpy_is_imported_for_big_graphs_only():
    code = "import sys, kg.page; from kg.graph import Graph; kg.page.page(Graph.built_in(), language='en'); "
    subprocess.run([sys.executable, "-c", code + "assert 'numpy' not in sys.modules"], check=True, cwd=ROOT)


def test_hostile_words_stay_text_in_a_big_page(tmp_path):
    path = tmp_path / "hostile.ttl"
    bad = "</script><script>alert(1)</script> \\u2028 \\u202e " + "x" * 10_000
    rows = [f'ex:n{n} rdfs:label "{bad} {n}" ; ex:p ex:n{n + 1} .' for n in range(1100)]
    path.write_text(
        "@prefix ex: <http://e.org/> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n" + "\n".join(rows),
        "utf-8",
    )
    html = build(Graph.read([path]), language="en").html
    assert "<script>alert" not in html
    assert "\u2028" not in html
