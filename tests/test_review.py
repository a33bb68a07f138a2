"""``kg review``: from drafts to an article folder that conforms."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from command import kg

from kg.graph import Graph
from kg.resources import resource
from kg.validate import validate
from kg.verify import verify

FIRST = resource("ontology") / "articles" / "open-vs-closed-ai"
ARTICLE = """\
# Bikes vs Trams

Which is better?

## Bikes

- **Price**: A bike costs little.
- **Reach**: It goes everywhere, for example through parks.

## Trams

- **Price**: A ticket costs more.

## Conclusion

Bikes are cheap, and trams are comfortable for everybody.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An article folder with drafts and no decisions."""
    article = tmp_path / "bikes-vs-trams.md"
    article.write_text(ARTICLE, "utf-8")
    made = kg("ingest", article, "--out", tmp_path / "folder")
    assert (made.code, made.out) == (0, "")
    return tmp_path / "folder"


def decisions(folder: Path) -> dict[str, object]:
    data = yaml.safe_load((folder / "decisions.yaml").read_text("utf-8"))
    assert isinstance(data, dict)
    return data["drafts"]


def drafts(folder: Path) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads((folder / "drafts.json").read_text("utf-8"))
    return found


def test_an_article_becomes_a_folder_with_its_bytes_its_drafts_and_no_decision(folder: Path):
    assert sorted(path.name for path in folder.iterdir()) == [
        "article.md",
        "decisions.yaml",
        "drafts.json",
        "sides.json",
    ]
    assert (folder / "article.md").read_text("utf-8") == ARTICLE
    assert [draft["kind"] for draft in drafts(folder)] == ["claim", "claim", "claim", "verdict"]
    assert [side["name"] for side in json.loads((folder / "sides.json").read_text("utf-8"))] == ["Bikes", "Trams"]
    assert yaml.safe_load((folder / "decisions.yaml").read_text("utf-8"))["slug"] == "bikes-vs-trams"


def test_accepted_drafts_are_a_graph_that_conforms_and_whose_quotes_are_found(folder: Path):
    result = kg("review", folder, "--accept-all")
    assert (result.code, result.out) == (0, "")
    assert "4 drafts: 4 accepted, 0 rejected, 0 undecided" in result.err
    graph = Graph.read([folder])
    assert validate(graph).results == ()
    report = verify(graph)
    assert report.found(strict=True)
    assert report.coverage.unanchored == ()
    assert {"said.ttl", "derived.ttl"} <= {path.name for path in folder.iterdir()}
    assert not (folder / "curated.ttl").exists()
    rows = graph.values(
        """SELECT ?side ?property { ?claim a cg:Claim ; cg:isAbout/skos:prefLabel ?side ; cg:ascribes/skos:prefLabel
        ?property ; cg:hasQuoteAnchor/oa:hasSelector/oa:start ?start } ORDER BY ?start"""
    )
    assert [(row["side"], row["property"]) for row in rows] == [
        ("Bikes", "Price"),
        ("Bikes", "Reach"),
        ("Trams", "Price"),
    ]
    assert next(iter(graph.folders)) == "https://w3id.org/claimgraph/article/bikes-vs-trams"


def test_the_first_article_goes_through_the_same_door(tmp_path: Path):
    folder = tmp_path / "first"
    assert kg("ingest", FIRST / "article.html", "--out", folder).code == 0
    shutil.copy(FIRST / "decisions.yaml", folder)
    result = kg("review", folder)
    assert "40 drafts: 40 accepted, 0 rejected, 0 undecided" in result.err
    for name in ("article.html", "decisions.yaml", "said.ttl", "curated.ttl", "derived.ttl"):
        assert (folder / name).read_bytes() == (FIRST / name).read_bytes(), name


# -- what is decided


def review_of(folder: Path, *options: str, stdin: str = "") -> str:
    result = kg("review", folder, *options, stdin=stdin)
    assert (result.code, result.out if options else "") == (0, ""), result.err
    return result.err


def by_quote(folder: Path, words: str) -> str:
    return next(str(draft["id"]) for draft in drafts(folder) if words in str(draft["quote"]))


def test_drafts_are_accepted_and_rejected_by_confidence_rule_and_name(folder: Path):
    verdict = next(str(draft["id"]) for draft in drafts(folder) if draft["kind"] == "verdict")
    assert "0 accepted, 1 rejected, 3 undecided" in review_of(folder, "--reject", verdict)
    assert "0 accepted, 1 rejected, 3 undecided" in review_of(folder, "--accept-above", "0.95")
    assert not (folder / "said.ttl").exists()
    assert "3 accepted, 1 rejected, 0 undecided" in review_of(folder, "--accept-above", "0.9")
    assert decisions(folder)[verdict] == "reject"
    undone = [part for name in decisions(folder) if name != verdict for part in ("--undo", name)]
    assert "0 accepted, 1 rejected, 3 undecided" in review_of(folder, *undone)
    assert "3 accepted, 1 rejected, 0 undecided" in review_of(folder, "--accept-rule", "labelled-item-under-side")
    assert "3 accepted, 1 rejected" in review_of(folder, "--accept-all")


def test_what_a_person_changes_is_in_the_graph_and_still_conforms(folder: Path):
    price, reach = by_quote(folder, "costs little"), by_quote(folder, "everywhere")
    verdict = next(str(draft["id"]) for draft in drafts(folder) if draft["kind"] == "verdict")
    review_of(
        folder,
        *("--change", price, "polarity=+"),
        *("--change", price, "en=Bikes are cheap."),
        *("--change", price, "zh=自行车便宜。"),
        *("--change", reach, "kind=example"),
        *("--change", reach, "dimension=Price"),
        *("--change", reach, "property=parks"),
        *("--change", verdict, "dimension=Reach"),
        "--accept-all",
    )
    assert decisions(folder)[price] == {
        "decision": "accept",
        "polarity": "+",
        "wording": {"en": "Bikes are cheap.", "zh": "自行车便宜。"},
    }
    graph = Graph.read([folder])
    assert validate(graph).results == ()
    assert verify(graph).found(strict=True)
    base = "https://w3id.org/claimgraph/article/bikes-vs-trams"
    curated = graph.values(f"SELECT ?p ?o {{ GRAPH <{base}/curated> {{ <{base}/{price}> ?p ?o }} }} ORDER BY ?o")
    assert [row["o"].rpartition("#")[2] for row in curated] == ["Favourable", "Bikes are cheap.", "自行车便宜。"]
    assert graph.values("SELECT ?p { ?a cg:hasAdvantage/skos:prefLabel ?p }") == [{"p": "Price"}]
    example = graph.values(
        """SELECT ?title ?dimension { ?e a cg:Example ; skos:prefLabel ?title ; cg:hasDimensionAnchor [] ;
        cg:isInDimension/skos:prefLabel ?dimension ; cg:hasTitleAnchor/oa:hasSelector/oa:exact "parks" }"""
    )
    assert example == [{"title": "parks", "dimension": "Price"}]
    assert graph.values("SELECT ?d { ?v a cg:Verdict ; cg:isInDimension/skos:prefLabel ?d }") == [{"d": "Reach"}]


def test_a_new_run_keeps_decisions_and_tells_of_those_on_drafts_that_are_gone(folder: Path, tmp_path: Path):
    gone = by_quote(folder, "costs little")
    review_of(folder, "--accept-all")
    before = (folder / "decisions.yaml").read_text("utf-8")
    article = tmp_path / "bikes-vs-trams.md"
    article.write_text(ARTICLE.replace("costs little", "costs next to nothing"), "utf-8")
    assert kg("ingest", article, "--out", folder).code == 0
    assert (folder / "decisions.yaml").read_text("utf-8") == before
    told = review_of(folder, "--accept-above", "1")
    assert "4 drafts: 3 accepted, 0 rejected, 1 undecided" in told
    assert f"decisions on drafts that there are no longer, kept: {gone}" in told
    assert decisions(folder)[gone] == "accept"
    assert validate(Graph.read([folder])).conforms


def test_what_is_written_by_hand_in_the_decisions_stays(folder: Path):
    path = folder / "decisions.yaml"
    path.write_text(path.read_text("utf-8") + "# By hand.\nproperties:\n  Price: {zh: 价格}\n", "utf-8")
    review_of(folder, "--accept-all")
    review_of(folder, "--reject", by_quote(folder, "everywhere"))
    text = path.read_text("utf-8")
    assert "# By hand.\nproperties:\n  Price: {zh: 价格}\n" in text
    assert text.count("drafts:") == 1
    query = 'SELECT ?l { ?p a cg:ComparedProperty ; skos:prefLabel ?l FILTER(LANG(?l) = "zh") }'
    assert Graph.read([folder]).values(query) == [{"l": "价格"}]


def test_a_walk_asks_about_each_draft_and_goes_on_where_it_stopped(folder: Path):
    first = kg("review", folder, stdin="x\na\nr\nb\nq\n")
    assert first.code == 0
    assert "A accept all by this rule" in first.out
    assert "1/4  claim" in first.out
    assert "4 drafts: 1 accepted, 0 rejected, 3 undecided" in first.err
    second = kg("review", folder, stdin="c\nside=Cars\npolarity=-\n\nA\n")
    assert "there is no side 'Cars'" in second.out
    assert "1/3  claim" in second.out
    assert "4 drafts: 3 accepted, 0 rejected, 1 undecided" in second.err
    assert [entry for entry in decisions(folder).values() if isinstance(entry, dict)] == [
        {"decision": "accept", "polarity": "-"}
    ]
    assert kg("review", folder, stdin="s\n").err.startswith("4 drafts: 3 accepted, 0 rejected, 1 undecided")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")
def test_the_walk_works_in_a_terminal(folder: Path):
    import pty

    master, slave = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "kg", "review", str(folder)], stdin=slave, stdout=slave, stderr=slave, close_fds=True
    )
    os.close(slave)
    os.write(master, b"A\na\n")
    shown = b""
    while True:
        try:
            part = os.read(master, 4096)
        except OSError:
            break
        if not part:
            break
        shown += part
    assert process.wait(60) == 0
    os.close(master)
    assert b"4 drafts: 4 accepted, 0 rejected, 0 undecided" in shown
    assert validate(Graph.read([folder])).conforms


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--accept", "claim-0"], "there is no draft 'claim-0'"),
        (["--accept-rule", "magic"], "no draft was found by a rule 'magic'; the rules are "),
        (["--undo", "claim-0"], "nothing is decided about 'claim-0'"),
        (["--change", "ID", "colour=red"], "'colour=red' changes nothing; write one of kind, side"),
        (["--change", "ID", "polarity=?"], "there is no polarity '?'; it is one of +, -"),
        (["--change", "ID", "kind="], "there is no kind ''"),
    ],
)
def test_what_cannot_be_decided_is_said_in_one_line_and_changes_nothing(folder: Path, options: list[str], message: str):
    before = (folder / "decisions.yaml").read_bytes()
    result = kg("review", folder, *(drafts(folder)[0]["id"] if option == "ID" else option for option in options))
    assert (result.code, result.out) == (2, "")
    assert message in result.err
    assert len(result.err.splitlines()) == 1
    assert (folder / "decisions.yaml").read_bytes() == before
    assert not (folder / "said.ttl").exists()


def test_decisions_that_are_broken_are_told_in_one_line(folder: Path):
    path = folder / "decisions.yaml"
    for text in ("slug: a b\n", "- 1\n", "slug: a\ndrafts: {claim-1: perhaps}\n", "slug: a\ndrafts: 3\n"):
        path.write_text(text, "utf-8")
        result = kg("review", folder, "--accept-all")
        assert (result.code, len(result.err.splitlines())) == (2, 1), result.err
        assert "decisions.yaml" in result.err
    (folder / "drafts.json").write_text("{", "utf-8")
    assert "no list of drafts" in kg("review", folder).err


def test_the_drafts_are_listed_with_what_is_decided(folder: Path):
    review_of(folder, "--change", by_quote(folder, "costs little"), "side=Trams")
    rows = json.loads(kg("review", folder, "--list", "-f", "json").out)
    assert [(row["decision"], row["side"]) for row in rows] == [
        ("accept", "Trams"),
        (None, "Bikes"),
        (None, "Trams"),
        (None, None),
    ]
    assert "labelled-item-under-side" in kg("review", folder, "--list").out


def test_a_name_that_is_not_ascii_gives_a_slug_from_the_text(tmp_path: Path):
    article = tmp_path / "自行车与电车.md"
    article.write_text(ARTICLE, "utf-8")
    kg("ingest", article, "--out", tmp_path / "one")
    slug = yaml.safe_load((tmp_path / "one" / "decisions.yaml").read_text("utf-8"))["slug"]
    assert slug.isascii()
    assert slug.startswith("article-")
    kg("ingest", article, "--out", tmp_path / "two", "--slug", "bikes")
    assert "slug: bikes\n" in (tmp_path / "two" / "decisions.yaml").read_text("utf-8")
    again = kg("ingest", article, "--out", tmp_path / "two", "--slug", "trams")
    assert (again.code, "its slug is 'bikes' already" in again.err) == (2, True)


@pytest.mark.parametrize(("name", "encoding"), [("bikes.txt", "utf-8"), ("bikes", "utf-8"), ("bikes.md", "utf-16")])
def test_an_article_is_kept_byte_for_byte_whatever_its_name_and_encoding(tmp_path: Path, name: str, encoding: str):
    article = tmp_path / name
    article.write_bytes(ARTICLE.encode(encoding))
    folder = tmp_path / "folder"
    assert kg("ingest", article, "--out", folder).code == 0
    review_of(folder, "--accept-all")
    (kept,) = folder.glob("article.*")
    assert kept.read_bytes() == article.read_bytes()
    graph = Graph.read([folder])
    assert verify(graph).found(strict=True)
    assert graph.values("SELECT ?sum { ?file a schema:MediaObject ; schema:sha256 ?sum }") == [
        {"sum": hashlib.sha256(article.read_bytes()).hexdigest()}
    ]
