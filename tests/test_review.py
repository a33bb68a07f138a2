"""``kg review``: from drafts to an article folder that conforms."""

from __future__ import annotations

import json
import shutil
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
