"""The documentation is what the program says, and the README shows what really comes out."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from command import ROOT, kg

sys.path.insert(0, str(ROOT / "scripts"))

from make_docs import DOCS, pages

README = (ROOT / "README.md").read_text("utf-8")
BLOCKS = re.findall(r"```console\n(.*?)```", README, re.DOTALL)


@pytest.mark.parametrize("name", ["commands.md", "queries.md", "vocabulary.md"])
def test_generated_references_are_fresh(name: str) -> None:
    assert (DOCS / name).read_text("utf-8") == pages()[name], "run make docs"


def test_the_readme_shows_real_output() -> None:
    shown = [block for block in BLOCKS if block.startswith("$ kg ")]
    assert shown
    for block in shown:
        command, *expected = block.rstrip("\n").split("\n")
        import shlex

        ran = kg(*shlex.split(command.removeprefix("$ kg ")), COLUMNS="96")
        found = (ran.out + ran.err).rstrip("\n").split("\n")
        if expected[-1] == "…":
            expected, found = expected[:-1], found[: len(expected) - 1]
        assert [line.rstrip() for line in found] == [line.rstrip() for line in expected], command


def test_the_python_in_the_readme_is_true() -> None:
    import doctest

    assert doctest.testfile(str(ROOT / "README.md"), module_relative=False, encoding="utf-8").failed == 0


def test_the_readme_shows_exactly_two_set_up_commands_and_a_picture_on_its_first_screen() -> None:
    first = "\n".join(README.split("\n")[:40])
    assert re.findall(r"^make \w+", first, re.MULTILINE) == ["make demo", "make test"]
    picture = re.search(r"!\[[^\]]+\]\(([^)]+)\)", first)
    assert picture
    assert (ROOT / picture[1]).is_file()


def test_links_in_the_documentation_lead_somewhere() -> None:
    for page in [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(DOCS.glob("*.md"))]:
        for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_the_version_is_written_once() -> None:
    from kg import __version__

    for name in ("pyproject.toml", "README.md", "Makefile"):
        assert f'"{__version__}"' not in Path(ROOT / name).read_text("utf-8")
    assert f"## {__version__}" in (ROOT / "CHANGELOG.md").read_text("utf-8")
