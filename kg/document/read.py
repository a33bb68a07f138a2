"""From a file to a :class:`Document`, whatever it is written in."""

from __future__ import annotations

import re
from pathlib import Path

from kg.document.blocks import BlockReader, Document
from kg.errors import DocumentError

__all__ = ["read_document"]

_MARKDOWN = frozenset({".md", ".markdown", ".mdx", ".mkd"})
_FRONT_MATTER = re.compile(r"\ufeff?---[ \t]*+\r?\n(.*?)(?:(?<=\n)|\r?\n)---[ \t]*+(?:\r?\n|\Z)", re.DOTALL)


def read_document(path: Path | str, data: bytes | None = None) -> Document:
    """Read an HTML or Markdown article, with or without YAML front matter.

    Args:
        path: the file; only its name is used when ``data`` is given.
        data: the bytes of the file.

    Raises:
        DocumentError: the file cannot be read or is not UTF-8.
    """
    name = str(path)
    try:
        raw = (Path(path).read_bytes() if data is None else data).decode("utf-8")
    except OSError as error:
        raise DocumentError(f"cannot read the article: {error.strerror}", where=name) from error
    except UnicodeDecodeError as error:
        raise DocumentError(
            f"not UTF-8 at byte {error.start}", where=name, hint="convert it, for example with iconv -t utf-8"
        ) from error
    front = _FRONT_MATTER.match(raw)
    start = front.end() if front else 0
    if Path(name).suffix.lower() in _MARKDOWN:
        from kg.document.markdown import read_markdown

        canonical, blocks = read_markdown(BlockReader(raw, start), name)
    else:
        canonical, blocks = BlockReader(raw, start).read()
    return Document(name, raw, canonical, blocks, front[1] if front else "")
