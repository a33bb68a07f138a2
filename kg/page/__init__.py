"""The page: one HTML file that shows the graph, works offline and asks the network for nothing."""

from kg.page.render import Page, build, page

__all__ = ["Page", "build", "page"]
