"""``kg ingest FOLDER --out DIR``: thousands of articles, one file of drafts each."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command import kg

from kg.errors import DocumentError, SourceError
from kg.extract import folder
from kg.extract.folder import RECORD, articles_in, draft_articles

BIKES = "# Bikes vs Trams\n## Bikes\n- **Price**: low\n## Trams\n- **Price**: high\n"
TEA = "<h1>Tea vs Coffee</h1><h2>Tea</h2><ul><li><b>Taste</b>: mild</ul><h2>Coffee</h2><ul><li><b>Taste</b>: bold</ul>"


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """Two articles, one in a sub-folder, one that compares nothing, one that is no text, and what is no article."""
    root = tmp_path / "articles"
    (root / "drinks").mkdir(parents=True)
    (root / ".git").mkdir()
    (root / "bikes.md").write_text(BIKES, "utf-8")
    (root / "drinks" / "tea.html").write_text(TEA, "utf-8")
    (root / "drinks" / "water.html").write_text("<p>Water.", "utf-8")
    (root / "broken.htm").write_bytes(b"\xff\x00\xff")
    (root / "notes.txt").write_text(BIKES, "utf-8")
    (root / ".git" / "hidden.md").write_text(BIKES, "utf-8")
    return root


def written(out: Path) -> dict[str, str]:
    return {path.relative_to(out).as_posix(): path.read_text("utf-8") for path in out.rglob("*") if path.is_file()}


def test_a_folder_gives_a_file_of_drafts_for_each_article_and_tells_what_it_passed_over(articles: Path, tmp_path: Path):
    out = tmp_path / "drafts"
    result = kg("ingest", articles, "--out", out)
    assert (result.code, result.out) == (1, "")
    assert sorted(written(out)) == [RECORD, "bikes.json", "drinks/tea.json"]
    assert [draft["side"] for draft in json.loads(written(out)["drinks/tea.json"])] == ["Tea", "Coffee"]
    assert result.err.splitlines()[-3:] == [
        f"passed over: {articles}/broken.htm: not UTF-8 at byte 0; convert it, for example with iconv -t utf-8",
        f"passed over: {articles}/drinks/water.html: no two sides found; name what is compared, for example "
        '--side "Tea" --side "Coffee"',
        "4 articles: 2 drafted (4 drafts), 0 up to date, 2 passed over",
    ]
    single = kg("ingest", articles / "bikes.md", "-f", "json")
    assert single.out == written(out)["bikes.json"]


def test_what_is_up_to_date_is_left_alone_and_what_changed_is_drafted_again(articles: Path, tmp_path: Path):
    out = tmp_path / "drafts"
    kg("ingest", articles, "--out", out)
    first = written(out)
    stamp = (out / "bikes.json").stat().st_mtime_ns
    assert "2 up to date" in kg("ingest", articles, "--out", out).err
    assert (written(out), (out / "bikes.json").stat().st_mtime_ns) == (first, stamp)

    (out / "drinks" / "tea.json").write_text("[]")
    (articles / "bikes.md").write_text(BIKES.replace("low", "lowest"), "utf-8")
    assert "2 drafted" in kg("ingest", articles, "--out", out).err
    assert written(out)["drinks/tea.json"] == first["drinks/tea.json"]
    assert "lowest" in written(out)["bikes.json"]
    other_sides = kg("ingest", articles, "--out", out, "--side", "Tea", "--side", "Trams")
    assert "2 drafted" not in other_sides.err
    assert "0 up to date" in other_sides.err


def test_drafts_of_what_an_article_no_longer_says_do_not_stay(articles: Path, tmp_path: Path):
    out = tmp_path / "drafts"
    kg("ingest", articles, "--out", out)
    (articles / "bikes.md").write_text("Nothing.", "utf-8")
    (out / "drinks" / "tea.json").write_text("[1]")  # what somebody else wrote is not ours to remove
    (articles / "drinks" / "tea.html").write_text("Nothing.", "utf-8")
    assert kg("ingest", articles, "--out", out).code == 1
    assert sorted(written(out)) == [RECORD, "drinks/tea.json"]


def test_an_interrupted_run_goes_on_where_it_stopped(articles: Path, tmp_path: Path):
    out, whole = tmp_path / "drafts", tmp_path / "whole"
    found = articles_in([articles])
    run = draft_articles(found, out, processes=1)
    assert next(run).drafts == 2
    run.close()
    with (out / RECORD).open("a") as file:
        file.write('{"output": "drinks/tea.json", "key": "12')  # as a power cut leaves it
    assert [outcome.drafts for outcome in draft_articles(found, out)] == [None, None, 2, None]
    list(draft_articles(found, whole))
    assert written(out) == written(whole)


def test_several_processes_and_another_order_give_the_same_files(articles: Path, tmp_path: Path, monkeypatch):
    monkeypatch.setattr(folder, "_WORTH", 1)
    one, two = tmp_path / "one", tmp_path / "two"
    alone = list(draft_articles(articles_in([articles]), one, processes=1))
    shared = list(draft_articles(articles_in([articles])[::-1], two, processes=2))
    assert shared == alone[::-1]
    assert written(one) == written(two)


def test_articles_of_one_name_have_outputs_of_their_own(tmp_path: Path):
    for name in ("tea.html", "tea.md", "coffee.md", "a/tea.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    outputs = [article.output for article in articles_in([tmp_path, tmp_path])]
    assert outputs == ["a/tea.json", "coffee.json", "tea.html.json", "tea.md.json"]
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "tea.html").write_text("x")
    with pytest.raises(DocumentError, match=r"would both give tea\.html\.json; draft them into two folders"):
        articles_in([tmp_path / "a", tmp_path / "b"])


def test_a_fault_in_one_article_does_not_end_the_work_on_the_others(articles: Path, tmp_path: Path, monkeypatch):
    def fails(path: Path, data: bytes) -> None:
        raise RuntimeError("of ours")

    monkeypatch.setattr(folder, "read_document", fails)
    problems = [outcome.problem for outcome in draft_articles(articles_in([articles]), tmp_path / "out")]
    assert problems[0] == f"{articles}/bikes.md: a fault of claimgraph itself, RuntimeError: of ours"
    assert len(problems) == 4


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["ARTICLES"], "the drafts of several articles go to a folder; name it with --out DIR"),
        (["ARTICLES/bikes.md", "ARTICLES/drinks/tea.html"], "name it with --out DIR"),
        (["ARTICLES/.git/none", "--out", "OUT", "--sides-only"], "--out goes with neither --output nor --sides-only"),
        (["-", "--out", "OUT"], "standard input has no name for its drafts"),
        (["EMPTY", "--out", "OUT"], "no article in this folder; it needs .html or .md files"),
        (["ARTICLES", "--out", "ARTICLES/bikes.md/x"], "cannot make this folder: Not a directory"),
    ],
)
def test_a_run_that_cannot_begin_says_why_in_one_line(
    articles: Path, tmp_path: Path, arguments: list[str], message: str
):
    (tmp_path / "empty").mkdir()
    places = {"ARTICLES": str(articles), "OUT": str(tmp_path / "out"), "EMPTY": str(tmp_path / "empty")}
    for name, place in places.items():
        arguments = [argument.replace(name, place) for argument in arguments]
    result = kg("ingest", *arguments)
    assert (result.code, result.out) == (2, "")
    assert message in result.err
    assert not (tmp_path / "out").exists()


def test_a_folder_that_cannot_be_written_is_told(articles: Path, tmp_path: Path):
    out = tmp_path / "out"
    (out / "bikes.json" / "x").mkdir(parents=True)
    with pytest.raises(SourceError, match=r"bikes\.json: cannot be written"):
        list(draft_articles(articles_in([articles]), out))
