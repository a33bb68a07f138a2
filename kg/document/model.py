"""What an article is when it has been read: its canonical text in blocks that know their place in the page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Literal

from kg.document.canonical import CanonicalText
from kg.document.sentences import Span, sentences
from kg.errors import DocumentError

__all__ = ["Block", "Document", "Kind", "MetadataValue"]

MetadataValue = str | int | float | bool | datetime | date | list["MetadataValue"] | dict[str, "MetadataValue"] | None
Kind = Literal["heading", "paragraph", "item", "term", "cell", "header_cell", "caption", "quotation", "preformatted"]


@dataclass(slots=True)  # frozen it would take three times as long to make, and pages have many
class Block:
    """A paragraph, heading, list item or table cell; never changed once made.

    Attributes:
        span: where it stands in the canonical text.
        kind: what it is.
        level: 1 to 6 for a heading, depth of nesting for a list item or term, otherwise 0.
        ordered: for a block in a list, whether the list is numbered.
        group: number of the innermost list or table it stands in, counted through the document; ``None`` outside.
        row, column: place in the table from 0, for a cell.
        bold: the ranges that are set in bold.
        path: for a block in lists, the number of its item in each of them, from 1, the outermost first.
        links: the ranges that lead elsewhere.
        breaks: where its author began a new line within it.
        within: the names of the elements around it whose content is not what the article says itself.
    """

    span: Span
    kind: Kind
    level: int = 0
    ordered: bool = False
    group: int | None = None
    row: int | None = None
    column: int | None = None
    bold: tuple[Span, ...] = ()
    path: tuple[int, ...] = ()
    links: tuple[Span, ...] = ()
    breaks: tuple[int, ...] = ()
    within: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Document:
    """An article as read from its file.

    Attributes:
        name: the file it came from, for messages.
        raw: the decoded file, nothing changed; raw positions count its code points.
        canonical: the canonical text.
        blocks: the blocks in order; between two stands one line feed.
        front_matter: the YAML between the lines ``---``, or the TOML between the lines ``+++``, at the beginning of the
            file; empty if there is none.
        sha256: the SHA-256 of the file as it is, in hexadecimal digits.
    """

    name: str
    raw: str
    canonical: CanonicalText
    blocks: tuple[Block, ...]
    front_matter: str = ""
    sha256: str = ""

    @cached_property
    def metadata(self) -> dict[str, MetadataValue]:
        """The front matter, empty if there is none.

        Raises:
            DocumentError: it is neither a YAML mapping nor TOML. An article can be read and verified all the same.
        """
        if not self.front_matter.strip():
            return {}
        if self.raw.startswith(("+++", "\ufeff+++")):
            import tomllib

            try:
                return tomllib.loads(self.front_matter.replace("\r\n", "\n"))
            except (tomllib.TOMLDecodeError, RecursionError) as error:
                raise DocumentError(f"the front matter is not TOML: {error}", where=self.name) from error
        import yaml

        try:
            try:  # six times as fast, where it is built; the other one says better what is wrong
                data = yaml.load(self.front_matter, getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - safe
            except (yaml.YAMLError, ValueError, AttributeError, RecursionError):
                data = yaml.safe_load(self.front_matter)
        except yaml.YAMLError as error:
            what = getattr(error, "problem", None) or str(error).splitlines()[0]
            mark = getattr(error, "problem_mark", None)
            # The mark counts lines from 0, and the line of dashes comes before.
            where = f"{self.name}:{mark.line + 2}" if mark else self.name
            raise DocumentError(f"the front matter is not YAML: {what}", where=where) from error
        except (ValueError, AttributeError, RecursionError) as error:  # a date that is none, absurd nesting
            raise DocumentError(f"the front matter cannot be read: {error}", where=self.name) from error
        if data is None:  # nothing but comments
            return {}
        if not isinstance(data, dict):
            raise DocumentError("the front matter is not a mapping", where=self.name)
        return {str(key): value for key, value in data.items()}

    @property
    def text(self) -> str:
        """The canonical text itself."""
        return self.canonical.text

    def quote(self, span: Span) -> str:
        """Return the canonical text of a range."""
        return self.canonical.text[span.start : span.end]

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """The sentences of the text; see :func:`kg.document.sentences.sentences`."""
        return sentences(self.text)
