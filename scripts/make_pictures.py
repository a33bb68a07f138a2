"""Take the pictures of the page in docs/, with Chromium. Usage: make_pictures.py"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from kg.graph import Graph
from kg.namespaces import article_iri
from kg.page import page

sys.path.insert(0, str(Path(__file__).parent.parent / "benchmarks"))
from field import lines  # the generator of the benchmarks

DOCS = Path(__file__).parent.parent / "docs"
SELECTED = article_iri("open-vs-closed-ai") + "/entity-differential-privacy"
CLAIM = article_iri("open-vs-closed-ai") + "/claim-a58d527ea7"
#: Which answer stands open where the questions are shown.
QUESTION = "#question-both-sides"
#: File name, width, height in CSS pixels, address part, colour scheme.
SHOTS = (
    ("page.png", 1440, 900, "#lang=zh", "light"),
    ("page-en.png", 1440, 900, "#lang=en", "light"),
    ("page-selected-dark.png", 1440, 900, f"#lang=zh&node={SELECTED}", "dark"),
    ("page-matrix.png", 1440, 900, "#view=matrix&lang=zh", "light"),
    ("page-matrix-en.png", 1440, 900, "#view=matrix&lang=en", "light"),
    ("page-article.png", 1440, 900, f"#view=article&lang=zh&node={CLAIM}", "light"),
    ("page-article-en-dark.png", 1440, 900, f"#view=article&lang=en&node={CLAIM}", "dark"),
    ("page-questions-en.png", 1440, 900, "#view=questions&lang=en", "light"),
    ("page-narrow.png", 390, 844, "#lang=en", "light"),
    ("page-narrow-zh.png", 390, 844, "#lang=zh", "light"),
    ("page-narrow-matrix.png", 390, 844, "#view=matrix&lang=zh", "light"),
)
#: The same of a field of claims as large as this, in which a thing may be searched for.
NODES = 20_000
BIG_SHOTS = (
    ("page-big.png", 1440, 900, "#lang=en", "light", None),
    ("page-big-selected-dark.png", 1440, 900, "#lang=zh", "dark", "梅兰"),
    ("page-big-narrow.png", 390, 844, "#lang=zh", "light", None),
)


def main() -> None:
    """Write each picture."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        sys.exit("install Chromium first, for example: apt-get install chromium fonts-noto-cjk")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        file = Path(folder, "page.html")
        file.write_text(page(Graph.built_in(), language="zh"), "utf-8")
        browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for name, width, height, place, scheme in SHOTS:
            tab = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
            tab.goto(file.as_uri() + place)
            tab.wait_for_selector("html[data-ready=true]")
            if "view=questions" in place:
                tab.locator(f"{QUESTION} summary").click()
                tab.locator(f"{QUESTION} button").first.click()
            tab.wait_for_timeout(400)  # the canvas glides to where it fits
            tab.screenshot(path=DOCS / name)
            tab.close()
        data = Path(folder, "field.nt")
        data.write_text("\n".join(lines(NODES, 2 * NODES)), "utf-8")
        file.write_text(page(Graph.read([data]), language="zh"), "utf-8")
        for name, width, height, place, scheme, wanted in BIG_SHOTS:
            tab = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
            tab.goto(file.as_uri() + place)
            tab.wait_for_selector("html[data-ready=true]")
            if wanted:
                tab.get_by_role("searchbox").fill(wanted)
                tab.get_by_role("searchbox").press("Enter")
            tab.wait_for_timeout(1500)
            tab.screenshot(path=DOCS / name)
            tab.close()
        browser.close()


if __name__ == "__main__":
    main()
