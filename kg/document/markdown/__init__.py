"""Markdown as the tags that it stands for, each text with its place in the file (CommonMark, GFM tables).

A reader of our own, because the libraries either do not tell where in the file a text stands or take time that grows
with the square of it. Here every character is looked at a fixed number of times, whatever the file holds.
"""

from kg.document.markdown.read import read_markdown

__all__ = ["read_markdown"]
