"""An article folder: the article byte for byte, its drafts, the decisions on them, and the layers made of both."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kg.assemble import Decisions, Layer, assemble, read_decisions, serialize
from kg.derive import derived_layer
from kg.document import Document, read_document
from kg.errors import SourceError
from kg.extract import Draft, Extraction, Side, drafts_text, extract, read_drafts, read_sides, sides_text
from kg.graph import Graph
from kg.namespaces import article_iri

__all__ = ["LAYERS", "ArticleFolder", "folder_files", "layers", "open_folder"]

#: The layers that are made, in the order in which they follow from each other.
LAYERS = ("said", "curated", "derived")


@dataclass(frozen=True)
class ArticleFolder:
    """An article with its drafts.

    Attributes:
        path: the folder.
        document: the article.
        sides: what it compares.
        drafts: what it says, as drafted.
    """

    path: Path
    document: Document
    sides: tuple[Side, ...]
    drafts: tuple[Draft, ...]

    @property
    def decisions_file(self) -> Path:
        """Where the decisions are."""
        return self.path / "decisions.yaml"


def open_folder(path: Path) -> ArticleFolder:
    """Read an article folder; its drafts are made anew where none are stored.

    Raises:
        SourceError: there is no article in it.
        DocumentError: the article cannot be read, or compares nothing.
        DecisionError: the stored drafts are broken or of another text.
    """
    articles = sorted(path.glob("article.*"))
    if len(articles) != 1:
        hint = "kg ingest ARTICLE --out FOLDER makes one"
        raise SourceError("no article folder" if not articles else "several articles", where=str(path), hint=hint)
    document = read_document(articles[0])
    stored, sides = path / "drafts.json", path / "sides.json"
    if stored.is_file() and sides.is_file():
        return ArticleFolder(path, document, read_sides(sides), read_drafts(stored, document))
    extraction = extract(document, read_sides(sides) if sides.is_file() else None)
    return ArticleFolder(path, document, extraction.sides, extraction.drafts)


def folder_files(path: Path, data: bytes, document: Document, extraction: Extraction) -> dict[str, bytes]:
    """Return the files of an article folder by their names, all but the decisions.

    Args:
        path: the file of the article.
        data: its bytes.
        document: the same, read.
        extraction: what it says.
    """
    return {
        # The suffix tells how it is read; where it does not, any will do.
        f"article{path.suffix.lower() or '.txt'}": data,
        "drafts.json": drafts_text(document, extraction.drafts).encode(),
        "sides.json": sides_text(extraction.sides).encode(),
    }


def layers(folder: ArticleFolder, decisions: Decisions | None = None) -> dict[str, str]:
    """Return the canonical Turtle of each layer by its name; the derived one follows from the others.

    Raises:
        DecisionError: the decisions cannot be read or do not fit the article.
    """
    decisions = decisions or read_decisions(folder.decisions_file)
    made: dict[str, Layer] = assemble(folder.document, folder.sides, folder.drafts, decisions)
    article = article_iri(decisions.slug)
    made["derived"] = derived_layer(Graph.of_layers(article, made), article, decisions.decided)
    return {name: serialize(layer) for name, layer in made.items()}
