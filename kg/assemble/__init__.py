"""Drafts and recorded decisions put together: the layers of an article folder."""

from kg.assemble.build import assemble, serialize

__all__ = ["assemble", "serialize"]
