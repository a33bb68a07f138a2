"""How well drafts fit gold made by hand. Usage: drafting.py FOLDER [NAME...]

A folder holds articles ``NN-*.html`` or ``NN-*.md``, what is said of each in ``NN-*.json`` (``sides``), and
``NN.gold.tsv`` (kind, side, polarity, dimension, property, anchor). A row is found when a draft of its kind quotes its
anchor; a draft is right when it quotes the anchor of a row of its kind. Cells are counted only.
"""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path

from kg.document import Document, read_document
from kg.errors import DocumentError
from kg.extract import Draft, Extraction, Side, extract


def same(one: str, other: str) -> bool:
    """Whether two names mean one side: equal but for case, or one within the other."""
    a, b = one.casefold(), other.casefold()
    return bool(a) == bool(b) and (a in b or b in a)


def fitting(row: list[str], drafts: list[Draft], document: Document) -> list[int]:
    """The numbers of the drafts that have the kind of a row and quote its anchor."""
    anchor = " ".join(row[5].split())
    quotes = (" ".join(document.quote(draft.span).split()) for draft in drafts)
    return [n for n, quote in enumerate(quotes) if drafts[n].kind == row[0] and anchor in quote]


def side_of(draft: Draft) -> str:
    """The name of the side that a draft is about, empty if there is none."""
    return draft.alternative.words if draft.alternative else ""


def measure(folder: Path, gold: Path) -> tuple[int, ...]:
    """Print what is missed, superfluous or put on the wrong side in one article; return its counts."""
    name = gold.name.split(".")[0]
    texts = [path for path in folder.glob(f"{name}-*") if path.suffix in {".html", ".md", ".mdx"}]
    source = next(path for path in texts if ".twin" not in path.name)
    about = json.loads(next(folder.glob(f"{name}*.json")).read_text("utf-8"))
    with gold.open(encoding="utf-8") as file:
        rows = [row for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE) if row and row[0] != "kind"]
    document = read_document(source)
    aliases = about.get("side_aliases", {})
    given = extract(document, [Side(side, (side, *aliases.get(side, ()))) for side in about["sides"]])
    try:
        guessed = extract(document)
    except DocumentError:
        guessed = Extraction((), ())
    drafts, blind_drafts = [[d for d in one.drafts if d.kind != "cell"] for one in (given, guessed)]
    used: set[int] = set()
    found = right = blind = items = 0
    for row in rows:
        if row[0] == "cell":
            continue
        items += 1
        numbers = fitting(row, drafts, document)
        used.update(numbers)
        found += bool(numbers)
        right += any(side_of(drafts[n]) == row[1] for n in numbers)
        blind += any(same(side_of(blind_drafts[n]), row[1]) for n in fitting(row, blind_drafts, document))
        if not any(side_of(drafts[n]) == row[1] for n in numbers):
            print(f"  {name} {row[0]} of {row[1]!r}: {row[5][:40]!r} found {[side_of(drafts[n]) for n in numbers]}")
    for number, draft in enumerate(drafts):
        if number not in used:
            print(f"  {name} superfluous {draft.kind} ({draft.rule}): {document.quote(draft.span)[:50]!r}")
    print(f"{name}: {items} items, {found} found, {len(used)} of {len(drafts)} right, sides {right}, guessed {blind}")
    print(f"  guess {[side.name for side in guessed.sides]}, gold {about['sides']}")
    return items, found, len(drafts), len(used), right, blind


def main(folder: Path, wanted: list[str]) -> None:
    """Measure every article of a folder, or those named, and print the sums."""
    golds = [gold for gold in sorted(folder.glob("*.gold.tsv")) if not wanted or gold.name.split(".")[0] in wanted]
    items, found, drafts, used, right, blind = map(sum, zip(*(measure(folder, gold) for gold in golds), strict=True))
    print(f"recall {found / items:.3f}, precision {used / drafts:.3f}, sides given {right / found:.3f}, ", end="")
    print(f"guessed {blind / items:.3f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
