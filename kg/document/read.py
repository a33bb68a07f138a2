"""From a file to a :class:`Document`, whatever it is written in."""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path

from kg.document.blocks import BlockReader
from kg.document.encoding import decode_bytes
from kg.document.model import Document
from kg.errors import DocumentError

__all__ = ["HTML_SUFFIXES", "MARKDOWN_SUFFIXES", "read_document"]

HTML_SUFFIXES = frozenset({".html", ".htm", ".xhtml"})
MARKDOWN_SUFFIXES = frozenset({".md", ".markdown", ".mdx", ".mkd"})
#: What shows that a file whose name does not tell is HTML.
_HTML = re.compile(r"<(?:!doctype|html|head|body|p|div|h[1-6]|ul|ol|li|table|section|article|main)[\s>]", re.IGNORECASE)
_FRONT_MATTER = re.compile(r"\ufeff?(---|\+\+\+)[ \t]*+\r?\n(.*?)(?:(?<=\n)|\r?\n)(?:\1)[ \t]*+(?:\r?\n|\Z)", re.DOTALL)


def read_document(path: Path | str, data: bytes | None = None) -> Document:
    """Read an HTML or Markdown article, with or without front matter in YAML or TOML.

    The suffix tells which it is; where it does not, the text itself does. Positions in it count the code points of the
    decoded file, its byte order mark included, whatever its encoding.

    Args:
        path: the file; only its name is used when ``data`` is given.
        data: the bytes of the file.

    Raises:
        DocumentError: the file cannot be read, or its encoding is not recognised.
    """
    name = str(path)
    try:
        data = Path(path).read_bytes() if data is None else data
        raw = decode_bytes(data, name)
    except OSError as error:
        raise DocumentError(f"cannot read the article: {error.strerror}", where=name) from error
    front = _FRONT_MATTER.match(raw)
    start = front.end() if front else 0
    suffix = Path(name).suffix.lower()
    if suffix in MARKDOWN_SUFFIXES or (suffix not in HTML_SUFFIXES and not _HTML.search(raw, start)):
        from kg.document.markdown import read_markdown

        canonical, blocks = read_markdown(BlockReader(raw, start), mdx=suffix == ".mdx")
    else:
        canonical, blocks = BlockReader(raw, start).read()
    return Document(name, raw, canonical, blocks, front[2] if front else "", sha256(data).hexdigest())
