"""Article folders, and the decisions that make a graph of their drafts."""

from kg.review.folder import LAYERS, ArticleFolder, folder_files, layers, open_folder
from kg.review.record import LANGUAGES, Review, new_decisions, parsed_change

__all__ = [
    "LANGUAGES",
    "LAYERS",
    "ArticleFolder",
    "Review",
    "folder_files",
    "layers",
    "new_decisions",
    "open_folder",
    "parsed_change",
]
