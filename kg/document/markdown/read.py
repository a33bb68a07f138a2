"""From the steps of the block parser to what the reader of blocks follows."""

from __future__ import annotations

from collections.abc import Iterator, Set

from kg.document.blocks import BlockReader
from kg.document.canonical import CanonicalText
from kg.document.markdown.blocks import BlockParser
from kg.document.markdown.inlines import inline_tokens, is_plain, literal_tokens, markup_tokens
from kg.document.markdown.text import Text
from kg.document.markup import Token
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
        elif step.text is not None:
            plain = step.kind == "inline" and is_plain(step.text)
            if plain and step.name == "p":  # a block that needs no element of its own
                reader.end_block()
                for start, end in step.text.ranges(0, len(step.text.text)):
                    reader.text(start, end)
                reader.end_block()
                continue
            depth = reader.enter(step.name) if step.name else 0
            if plain:
                for start, end in step.text.ranges(0, len(step.text.text)):
                    reader.text(start, end)
            else:
                for token in _tokens(raw, step.kind, step.text, parser.leaves.labels):
                    if token.kind == "text":
                        reader.text(token.start, token.end)
                    else:
                        reader.tag(token)
            if depth:
                reader.leave(depth)
    return reader.finish()


def _tokens(raw: str, kind: str, text: Text, labels: Set[str]) -> Iterator[Token]:
    if kind == "inline":
        return inline_tokens(raw, text, labels)
    if kind == "literal":
        return literal_tokens(raw, text, 0, len(text.text))
    return markup_tokens(text, 0, len(text.text))
