"""One graph, wherever it comes from: files, article folders, a store folder, an endpoint, or the built-in article."""

from kg.graph.local import Graph
from kg.graph.reading import ALIGNED, BUILT_IN, FORMATS, LAYERS
from kg.graph.sending import Results, Term

__all__ = ["ALIGNED", "BUILT_IN", "FORMATS", "LAYERS", "Graph", "Results", "Term"]
