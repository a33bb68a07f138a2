"""From the steps of the block parser to what the reader of blocks follows."""

from __future__ import annotations

from kg.document.blocks import BlockReader
from kg.document.canonical import CanonicalText
from kg.document.markdown.blocks import BlockParser
from kg.document.markdown.inlines import inline_tokens, literal_tokens, markup_tokens
from kg.document.model import Block

__all__ = ["read_markdown"]


def read_markdown(reader: BlockReader, *, mdx: bool = False) -> tuple[CanonicalText, tuple[Block, ...]]:
    """Return canonical text and blocks of a Markdown file; whatever it holds can be read.

    Args:
        reader: for the file; its ``start`` is where the text begins after the front matter.
        mdx: whether indented lines are no program text, as in MDX.
    """
    raw = reader.raw
    parser = BlockParser(raw, reader.start, mdx=mdx)
    parser.parse()
    depths: list[int] = []
    for step in parser.leaves.steps:
        if step.kind == "open":
            depths.append(reader.enter(step.name))
        elif step.kind == "close":
            reader.leave(depths.pop())
        elif step.text is not None and step.text.text:
            if step.kind == "inline":
                found = inline_tokens(raw, step.text, parser.leaves.labels)
            elif step.kind == "literal":
                found = literal_tokens(raw, step.text, 0, len(step.text.text))
            else:
                found = markup_tokens(step.text, 0, len(step.text.text))
            for token in found:
                reader.take(token)
    return reader.finish()
