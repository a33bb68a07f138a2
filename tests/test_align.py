"""What is the same in several articles: proposals, decisions that are kept, and the layer of what is accepted."""

from __future__ import annotations

from pathlib import Path

import pytest
from command import ROOT, kg
from drafted import drafted
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.align import Link, groups, propose, read_links, read_things, write_links
from kg.align.terms import folded, meaning
from kg.errors import DecisionError
from kg.graph import Graph
from kg.terms import Labels

ARTICLES = sorted((ROOT / "tests" / "data" / "models").glob("*.md"))
BOTH_WAYS = "SELECT ?one ?other { ?one skos:exactMatch ?other FILTER(CONTAINS(STR(?one), '/alternative')) }"


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    to = tmp_path_factory.mktemp("articles")
    return [drafted(file, to) for file in ARTICLES]


@pytest.fixture(scope="module")
def graph(folders: list[Path]) -> Graph:
    return Graph.read(folders)


def sources(folders: list[Path]) -> list[str]:
    return [part for folder in folders for part in ("-g", str(folder))]


def proposed(graph: Graph) -> dict[tuple[str, str], tuple[str, float]]:
    return {
        (pair.subject.names[0].text, pair.object.names[0].text): (pair.likeness.relation, pair.likeness.score)
        for pair in propose(read_things(graph))
    }


def one_line(text: str) -> str:
    assert len(text.splitlines()) == 1, text
    assert "Traceback" not in text
    return text


# -- what labels mean


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("透明性", "Transparency"),
        ("成本", "Cost-Effectiveness"),
        ("快速迭代", "Rapid iterations"),
        ("灵活性与可定制性", "customisability and flexibility"),
        ("社区支持", "soutien de la communauté"),
        ("Ease of use", "Facilidad de uso"),
        ("供应商锁定", "Vendor lock-in"),
        ("开源 AI 模型", "open-source AI models"),
    ],
)
def test_labels_of_two_languages_mean_the_same(one: str, other: str) -> None:
    assert meaning(one) == meaning(other)


def test_a_risk_is_about_the_same_but_slanted() -> None:
    assert meaning("安全风险").subjects == meaning("security").subjects
    assert meaning("安全风险").slants == meaning("Security concerns").slants == {"risk"}


def test_words_of_no_table_stay_as_they_are() -> None:
    assert meaning("GPT-3 与护栏").subjects == {"gpt", "3", "护栏"}


@settings(deadline=None)
@given(st.text())
def test_every_text_has_a_meaning_and_case_and_width_do_not_count(text: str) -> None:
    assert meaning(text) == meaning(text)
    assert folded(text) == folded(f" {text}- ")


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)).map(lambda pair: tuple(map(str, pair)))))
def test_groups_hold_together_what_pairs_connect(pairs: list[tuple[str, str]]) -> None:
    found = groups(pairs)
    assert sum(map(len, found)) == len(frozenset().union(*found))
    for one, other in pairs:
        assert any({one, other} <= group for group in found)


# -- proposals


def test_sides_match_across_languages_and_never_with_their_opponent(graph: Graph) -> None:
    sides = {names: found for names, found in proposed(graph).items() if "odels" in names[0]}
    assert sides == {
        ("Closed models", "Closed models"): ("skos:exactMatch", 1.0),
        ("Open models", "Open models"): ("skos:exactMatch", 1.0),
        ("Closed models", "闭源模型"): ("skos:exactMatch", 0.92),
        ("Open models", "开源模型"): ("skos:exactMatch", 0.92),
    }


def test_properties_match_by_label_translation_and_slant(graph: Graph) -> None:
    found = proposed(graph)
    assert found["Privacy", "Privacy"] == ("skos:exactMatch", 1.0)
    assert found["Cost", "Cost-effectiveness"] == found["Cost", "成本"] == ("skos:exactMatch", 0.92)
    assert found["Vendor lock-in", "依赖性"] == ("skos:exactMatch", 0.92)
    assert not {names for names in found if "Privacy" in names and names != ("Privacy", "Privacy")}


def test_curated_labels_and_aliases_match_a_foreign_article(folders: list[Path]) -> None:
    found = proposed(Graph.read(["built-in", *folders]))
    assert found["Closed models", "Closed-source AI models"][0] == "skos:exactMatch"
    assert found["Transparency", "Transparency"] == ("skos:exactMatch", 1.0)
    assert found["Customization", "Flexibility and customisability"][0] == "skos:closeMatch"
    assert found["Support", "Professional support"][0] == "skos:closeMatch"


def test_versions_of_a_name_are_not_spellings_of_it() -> None:
    from kg.align.matching import likeness
    from kg.align.things import Name, Thing

    def entity(name: str) -> Thing:
        return Thing(f"http://example.org/{name}", "entity", "http://example.org/", (Name(name, True),), ())

    assert likeness(entity("Wormhole-3"), entity("Wormhole-4")) is None
    spelling = likeness(entity("Elastiksearch"), entity("Elasticsearch"))
    assert spelling
    assert spelling.relation == "skos:closeMatch"
    assert likeness(entity("ElasticSearch"), entity("Elastic Search")).score == 1.0  # type: ignore[union-attr]


# -- decisions


def test_decisions_stay_when_the_command_runs_again(folders: list[Path], tmp_path: Path) -> None:
    out = tmp_path / "matched"
    ran = kg("align", *sources(folders), "--out", out)
    assert (ran.code, ran.err.split(",")[0]) == (0, "0 accepted")
    file = out / "mappings.sssom.tsv"
    lines = file.read_text("utf-8").splitlines()
    # As a spreadsheet leaves it: a byte order mark, other line ends, empty lines.
    changed = ["accept" + line if "\tPrivacy\t" in line else line for line in lines]
    changed = ["reject" + line if "\tStability\t" in line else line for line in changed]
    file.write_bytes(("\ufeff" + "\r\n".join(changed) + "\r\n\r\n").encode())
    ran = kg("align", *sources(folders), "--out", out, "--at-least", "0.95", "--accept-above", "0.95")
    assert ran.err.startswith("4 accepted, 1 rejected, 0 to decide")
    rows = [line.split("\t")[:4] for line in file.read_text("utf-8").splitlines() if not line.startswith("#")]
    assert ["accept", "Privacy", "skos:exactMatch", "Privacy"] in rows
    assert ["reject", "Stability", "skos:exactMatch", "稳定性"] in rows
    layer = (out / "aligned.ttl").read_text("utf-8")
    assert kg("align", *sources(folders), "--out", out, "--at-least", "0.95").code == 0
    assert (out / "aligned.ttl").read_text("utf-8") == layer, "what has not changed is written the same"


def test_a_match_that_a_person_adds_is_kept_and_used(folders: list[Path], tmp_path: Path) -> None:
    out = tmp_path / "matched"
    out.mkdir()
    base = "https://w3id.org/claimgraph/article"
    (out / "mappings.sssom.tsv").write_text(
        "subject_id\tpredicate_id\tobject_id\tdecision\n"
        f"{base}/costs-of-a-clinic/property-privacy\tskos:broadMatch\t"
        f"{base}/open-models-in-a-school/property-ease-of-use\taccept\n",
        "utf-8",
    )
    ran = kg("align", *sources(folders), "--out", out, "--at-least", "1")
    assert ran.code == 0, ran.err
    graph = Graph.read([*folders, out])
    rows = graph.values("SELECT ?one { ?one skos:narrowMatch ?other }")
    assert [row["one"].rpartition("/")[2] for row in rows] == ["property-ease-of-use"]
    assert "semapv:ManualMappingCuration" in (out / "mappings.sssom.tsv").read_text("utf-8")


def test_accepted_matches_are_symmetric_and_transitive_for_plain_sparql(folders: list[Path], tmp_path: Path) -> None:
    out = tmp_path / "matched"
    assert kg("align", *sources(folders), "--out", out, "--accept-above", "0.9").code == 0
    graph = Graph.read([*folders, out])
    assert len(graph.rows(BOTH_WAYS)) == 2 * 3 * 2, "two sides, each the same in three articles"
    rows = graph.values(
        "SELECT ?confidence ?reason { ?match owl:annotatedSource ?one ; owl:annotatedTarget ?other ;"
        " sssom:confidence ?confidence ; rdfs:comment ?reason . ?one skos:prefLabel 'Vendor lock-in'@en }"
    )
    assert [(float(row["confidence"]), row["reason"]) for row in rows] == [
        (0.92, "same meaning: Vendor lock-in = 依赖性")
    ]
    layers = graph.values(
        "SELECT ?layer { GRAPH ?layer { ?layer cg:hasLayerKind cg:Aligned ; prov:wasDerivedFrom ?a } }"
    )
    assert {row["layer"] for row in layers} == {"https://w3id.org/claimgraph/alignment/matched/aligned"}
    assert len(layers) == len(ARTICLES)


def test_the_layer_of_an_alignment_conforms(folders: list[Path], tmp_path: Path) -> None:
    out = tmp_path / "matched"
    assert kg("align", "-g", "built-in", *sources(folders), "--out", out, "--accept-above", "0.9").code == 0
    ran = kg("validate", "-g", "built-in", "-g", out)
    assert (ran.code, ran.out.split()[0]) == (0, "conforms"), ran.out


# -- what cannot be done


def test_one_article_alone_cannot_be_aligned(folders: list[Path]) -> None:
    for arguments in ((), ("-g", folders[0])):
        ran = kg("align", *arguments)
        assert ran.code == 2
        assert "-g built-in -g FOLDER" in one_line(ran.err)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("accept\tx:nothing\tskos:exactMatch\ta:property-cost", "no article here names 'x:nothing'"),
        ("perhaps\ta:property-cost\tskos:exactMatch\tb:property-privacy", "no decision 'perhaps'"),
        ("accept\ta:property-cost\towl:sameAs\tb:property-privacy", "no relation 'owl:sameAs'"),
        ("accept\ta:property-cost\tskos:exactMatch\tb:alternative-open-models", "a property cannot match a side"),
        ("accept\ta:property-cost\tskos:exactMatch\ta:property-cost", "the same as itself"),
        (
            "accept\ta:property-cost\tskos:exactMatch\tb:property-privacy\n"
            "reject\tb:property-privacy\tskos:exactMatch\ta:property-cost",
            "another row decides otherwise",
        ),
        (
            "accept\ta:alternative-open-models\tskos:exactMatch\tb:alternative-closed-models\n"
            "accept\ta:alternative-closed-models\tskos:exactMatch\tb:alternative-closed-models",
            "two sides of one comparison would become the same: Closed models and Open models",
        ),
    ],
)
def test_a_file_of_decisions_that_does_not_fit_is_one_line_and_exit_2(
    folders: list[Path], tmp_path: Path, row: str, words: str
) -> None:
    base = "https://w3id.org/claimgraph/article"
    text = (
        f"#curie_map:\n#  a: {base}/costs-of-a-clinic/\n#  b: {base}/open-models-in-a-school/\n"
        f"decision\tsubject_id\tpredicate_id\tobject_id\n{row}\n"
    )
    (tmp_path / "mappings.sssom.tsv").write_text(text, "utf-8")
    ran = kg("align", *sources(folders), "--out", tmp_path)
    assert (ran.code, ran.out) == (2, "")
    assert words in one_line(ran.err)
    assert (tmp_path / "mappings.sssom.tsv").read_text("utf-8") == text, "nothing is written over it"
    assert not (tmp_path / "aligned.ttl").exists()


@pytest.mark.parametrize(
    "text",
    [
        "#curie_map:\n#  a: 5\nsubject_id\tpredicate_id\tobject_id\na:b\tskos:exactMatch\ta:c\n",
        "subject_id\tpredicate_id\tobject_id\n" + "x" * 200_000 + "\tskos:exactMatch\ty\n",
        "#: {\n",
        'subject_id\tpredicate_id\tobject_id\n"a\tb\n',
    ],
)
def test_a_broken_file_of_decisions_is_a_decision_error(graph: Graph, text: str) -> None:
    with pytest.raises(DecisionError, match=r"file\.tsv"):
        read_links(text, read_things(graph), "file.tsv")


def test_a_file_without_the_columns_says_which_one_is_missing(graph: Graph) -> None:
    with pytest.raises(DecisionError, match="no column subject_id"):
        read_links("decision;subject_id\n", read_things(graph), "file.tsv")


def test_an_article_folder_never_becomes_an_alignment(folders: list[Path]) -> None:
    ran = kg("align", *sources(folders), "--out", folders[0])
    assert ran.code == 2
    assert "is an article folder" in one_line(ran.err)
    assert not (folders[0] / "aligned.ttl").exists()


def test_accepting_needs_a_place_to_keep_decisions(folders: list[Path]) -> None:
    ran = kg("align", *sources(folders), "--accept-above", "0.9")
    assert ran.code == 2
    assert "--out" in one_line(ran.err)


@settings(deadline=None)
@given(
    st.lists(
        st.builds(
            lambda reason, decision, score: (reason.strip(), decision, score),
            st.text(st.characters(codec="utf-8", exclude_characters="\r\n\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029\x00")),
            st.sampled_from(["", "accept", "reject"]),
            st.sampled_from([0.5, 0.75, 1.0]),
        ),
        min_size=1,
        max_size=1,
    )
)
def test_what_is_written_is_read_again(graph: Graph, found: list[tuple[str, str, float]]) -> None:
    things = read_things(graph)
    (reason, decision, score) = found[0]
    one, other = [thing for thing in things if thing.kind == "property"][:2]
    link = Link(one.iri, other.iri, "skos:closeMatch", "property", score, reason, decision)
    text = write_links([link], Labels(graph, "en"), "https://example.org/alignment", {})
    assert read_links(text, things, "file.tsv") == (link,)


# -- the walk in the terminal


def test_each_answer_of_the_walk_is_kept_and_what_is_refused_is_asked_again(
    folders: list[Path], tmp_path: Path
) -> None:
    out = tmp_path / "matched"
    arguments = ("align", *sources(folders), "--out", out, "--at-least", "0.7", "--review", "--lang", "en")
    ran = kg(*arguments, stdin="a\nr\n?\nb\nc\n")
    assert ran.code == 0, ran.err
    assert "1/" in ran.out
    assert "accept as the same" in ran.out, "another answer lists those that count"
    assert ran.err.startswith("2 accepted, 0 rejected, ")
    rows = [line.split("\t")[:4] for line in (out / "mappings.sssom.tsv").read_text("utf-8").splitlines()]
    assert [row for row in rows if row[0] == "accept"] == [
        ["accept", "Closed models", "skos:exactMatch", "Closed models"],
        ["accept", "Open models", "skos:closeMatch", "Open models"],
    ]
    assert kg(*arguments).err.startswith("2 accepted"), "the end of the input ends the walk"


def test_the_walk_shows_the_sentences_of_properties(folders: list[Path], tmp_path: Path) -> None:
    arguments = ("align", *sources(folders), "--out", tmp_path / "same", "--lang", "en")
    assert kg(*arguments, "--at-least", "0.95", "--accept-above", "0.95").code == 0
    ran = kg(*arguments, "--at-least", "0.6", "--review", stdin="s\n" * 40)
    assert "Graphics cards, a cooled room and a night shift cost more than any licence." in ran.out
    assert "不必付授权费" in ran.out
