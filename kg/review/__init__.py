"""Article folders, and the decisions that make a graph of their drafts."""

from kg.review.folder import LAYERS, ArticleFolder, layers, open_folder

__all__ = ["LAYERS", "ArticleFolder", "layers", "open_folder"]
