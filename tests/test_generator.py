"""The generator of comparison graphs: same bytes, sound graphs, the real article's proportions, flat memory."""

from __future__ import annotations

import gzip
import importlib.util
import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from types import ModuleType

import pyoxigraph as ox
import pytest

from kg.derive import conclusions
from kg.graph import Graph
from kg.namespaces import VOCABULARY, compact, prefixes
from kg.validate import validate
from kg.verify import verify

SCRIPT = Path(__file__).parent.parent / "benchmarks" / "generate.py"
VOCABULARY_GRAPH = ox.NamedNode(VOCABULARY.rstrip("#"))


def _module() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", SCRIPT)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["generate"] = module  # dataclasses look themselves up there
    spec.loader.exec_module(module)
    return module


generate = _module()


def run(*arguments: str | Path, hash_seed: str = "0") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, SCRIPT, *map(str, arguments)],
        capture_output=True,
        env={**os.environ, "PYTHONHASHSEED": hash_seed},
        check=False,
    )


def text(claims: int, **options: int) -> str:
    return "".join(generate.generate(claims, **options))


def loaded(content: str) -> Graph:
    store = ox.Store()
    store.bulk_load(content, ox.RdfFormat.N_QUADS)
    return Graph(store, union=True, name="generated")


@pytest.fixture(scope="module")
def graph() -> Graph:
    """Three articles that share entities, one of them at least in each language."""
    return loaded(text(60, seed=7, articles=3))


def test_the_same_arguments_give_the_same_bytes_under_any_hash_seed() -> None:
    first, second = (run(40, "--seed", 5, hash_seed=seed) for seed in ("1", "2"))
    assert first.returncode == second.returncode == 0
    assert first.stdout == second.stdout == text(40, seed=5).encode()


def test_another_seed_gives_another_graph() -> None:
    assert text(5, seed=1) != text(5, seed=2)


def sizes(content: str) -> list[int]:
    """How many claims each article has."""
    claim = re.compile(rf"^<(\S+)/claim-\w+> \S+#type> <{re.escape(VOCABULARY)}Claim> <\1/said> \.$", re.MULTILINE)
    return list(Counter(claim.findall(content)).values())


@pytest.mark.parametrize("claims", [1, 17, 100])
def test_it_has_exactly_the_claims_asked_for(claims: int) -> None:
    assert sum(sizes(text(claims))) == claims


@pytest.mark.parametrize("claims", [60, 61, 500])
def test_the_claims_are_spread_over_articles_of_18_to_60(claims: int) -> None:
    found = sizes(text(claims))
    assert sum(found) == claims
    assert all(18 <= size <= 60 for size in found)


@pytest.mark.parametrize(("claims", "articles"), [(7, 7), (100, 3), (61, 1)])
def test_the_number_of_articles_can_be_chosen(claims: int, articles: int) -> None:
    found = sizes(text(claims, articles=articles))
    assert (sum(found), len(found)) == (claims, articles)


def test_every_line_is_a_quad_and_none_stands_twice() -> None:
    content = text(100, seed=3)
    assert len(loaded(content).store) == content.count("\n")


def test_the_words_try_escaping_and_code_points_beyond_the_basic_plane(graph: Graph) -> None:
    exact = ox.NamedNode("http://www.w3.org/ns/oa#exact")
    quotes = "".join(quad.object.value for quad in graph.store.quads_for_pattern(None, exact, None, None))
    assert all(character in quotes for character in '"\\\n\U00020000\u200d')


@pytest.mark.slow
def test_a_generated_graph_conforms(graph: Graph) -> None:
    assert [result.to_json() for result in validate(graph).results] == []


def test_the_smallest_graph_conforms() -> None:
    assert [result.to_json() for result in validate(loaded(text(1))).results] == []


def test_every_anchor_is_found_exactly_where_it_is_recorded(graph: Graph) -> None:
    report = verify(graph)
    assert report.checked > 900
    assert report.found(strict=True)
    assert report.coverage.anchored == report.coverage.sentences


def test_the_derived_layers_hold_what_the_rules_conclude(graph: Graph) -> None:
    layers = {
        quad.subject
        for quad in graph.store.quads_for_pattern(None, None, ox.NamedNode(VOCABULARY + "Derived"), None)
        if quad.graph_name != VOCABULARY_GRAPH
    }
    assert len(layers) == 3
    held = {
        quad.triple
        for layer in layers
        for quad in graph.store.quads_for_pattern(None, None, None, layer)
        if quad.subject not in layers and not quad.subject.value.endswith("/derived-agent")
    }
    assert held == conclusions(graph)


def test_entities_are_shared_across_sides_and_articles(graph: Graph) -> None:
    across = "SELECT ?e { ?m cg:refersTo ?e ; cg:occursIn/%s ?x } GROUP BY ?e HAVING(COUNT(DISTINCT ?x) > 1)"
    assert len(graph.values(across % "cg:isAbout")) > 20
    assert len(graph.values(across % "cg:belongsTo")) > 5


def test_the_first_entities_are_named_most_often() -> None:
    named = Counter(re.findall(r"#refersTo> (\S+)", text(800, seed=1)))
    counts = sorted(named.values(), reverse=True)
    assert counts[0] > 10 * counts[len(counts) // 2]


def per_claim(graph: Graph) -> dict[str, float]:
    """How often each property and class is used, for each claim, the vocabulary aside."""
    found: Counter[str] = Counter()
    for quad in graph.store:
        if quad.graph_name != VOCABULARY_GRAPH:
            found["quads"] += 1
            found[compact(quad.predicate.value, prefixes())] += 1
            if quad.predicate.value.endswith("#type") and quad.object.value.startswith(VOCABULARY):
                found[compact(quad.object.value, prefixes())] += 1
    return {name: number / found["cg:Claim"] for name, number in found.items()}


def test_its_proportions_are_those_of_the_real_article() -> None:
    real, made = per_claim(Graph.built_in()), per_claim(loaded(text(200, seed=2)))
    # All that the real article has, down to what stands there once. What each article has once is rarer here, because
    # these articles have twice the claims.
    assert set(real) - set(made) == set()
    assert set(made) - set(real) == {"cg:hasLimitation"}
    far = {name: (real[name], made[name]) for name in real if not 0.4 < made[name] / real[name] < 2}
    assert far == {}
    close = [
        "quads",
        "cg:Anchor",
        "cg:Mention",
        "cg:Example",
        "cg:Summary",
        "cg:Assessment",
        "cg:Instance",
        "cg:wording",
    ]
    assert {
        name: round(made[name] / real[name], 2) for name in close if not 0.85 < made[name] / real[name] < 1.15
    } == {}


@pytest.mark.slow
def test_memory_does_not_grow_with_the_graph() -> None:
    pytest.importorskip("resource")
    code = (
        f"import os, resource, sys; sys.path.insert(0, {str(SCRIPT.parent)!r}); import generate\n"
        "with open(os.devnull, 'wb') as file: generate.write(file, int(sys.argv[1]))\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    small, large = (
        int(subprocess.run([sys.executable, "-c", code, claims], capture_output=True, check=True).stdout)
        for claims in ("100", "3000")
    )
    assert large < 1.2 * small


def test_a_packed_file_holds_the_same_graph_and_is_itself_the_same(tmp_path: Path) -> None:
    first, second = tmp_path / "one.nq.gz", tmp_path / "other.nq.gz"
    assert [run(20, "-o", path).returncode for path in (first, second)] == [0, 0]
    assert gzip.decompress(first.read_bytes()) == text(20).encode()
    assert first.read_bytes() == second.read_bytes()


@pytest.mark.parametrize("arguments", [["0"], ["1000001"], ["5", "--articles", "6"], ["5", "--articles", "0"]])
def test_a_number_out_of_range_is_one_line_and_leaves_no_file(arguments: list[str], tmp_path: Path) -> None:
    done = run(*arguments, "-o", tmp_path / "graph.nq")
    assert (done.returncode, done.stdout, done.stderr.count(b"\n")) == (2, b"", 1)
    assert list(tmp_path.iterdir()) == []


def test_a_pipe_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("no named pipes here")
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen([sys.executable, SCRIPT, "1", "-o", pipe], stderr=subprocess.DEVNULL) as process:
        assert pipe.read_bytes() == text(1).encode()
        assert process.wait(timeout=30) == 0
    assert pipe.is_fifo()


def test_it_says_what_it_wrote(tmp_path: Path) -> None:
    done = run(18, "-o", tmp_path / "graph.nq")
    lines = (tmp_path / "graph.nq").read_text("utf-8").count("\n")
    assert done.stderr.startswith(b"18 claims in 1 articles, ")
    assert f"{lines:,} quads".encode() in done.stderr
