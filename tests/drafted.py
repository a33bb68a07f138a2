"""Article folders with every draft taken as it is."""

from __future__ import annotations

from pathlib import Path

from kg.assemble import read_decisions
from kg.document import read_document
from kg.extract import extract
from kg.review import Review, folder_files, layers, new_decisions, open_folder


def drafted(file: Path, to: Path) -> Path:
    """Make an article folder as ``kg ingest --out`` and ``kg review --accept-all`` do, and return it."""
    folder, document = to / file.stem, read_document(file)
    folder.mkdir()
    for name, data in folder_files(file, file.read_bytes(), document, extract(document)).items():
        (folder / name).write_bytes(data)
    article, path = open_folder(folder), folder / "decisions.yaml"
    review = Review.of(article.drafts, read_decisions(path, new_decisions(file.stem)))
    review.accept_where(everything=True)
    path.write_text(review.recorded(new_decisions(file.stem), "2026-01-01"), "utf-8")
    for name, text in layers(article).items():
        (folder / f"{name}.ttl").write_text(text, "utf-8")
    return folder
