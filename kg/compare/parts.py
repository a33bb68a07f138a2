"""What a comparison matrix is made of."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

__all__ = [
    "Assessment",
    "Cell",
    "Claim",
    "Comparison",
    "Definition",
    "Example",
    "Named",
    "Row",
    "Summary",
    "Verdict",
]


@dataclass(frozen=True)
class Named:
    """A thing with its label in the language asked for."""

    iri: str
    label: str


@dataclass(frozen=True)
class Claim:
    """A claim; ``quote`` is the canonical text from ``start`` to ``end`` (code points, end excluded)."""

    iri: str
    property: str
    wording: str | None
    polarity: str | None
    quote: str
    start: int
    end: int


@dataclass(frozen=True)
class Definition:
    """What the article says an alternative is."""

    iri: str
    wording: str | None
    quote: str
    start: int
    end: int


@dataclass(frozen=True)
class Example:
    """An example with its title."""

    iri: str
    title: str
    quote: str
    start: int
    end: int


@dataclass(frozen=True)
class Summary:
    """A cell of the table that closes the article."""

    iri: str
    quote: str
    start: int
    end: int
    wording: str | None


@dataclass(frozen=True)
class Assessment:
    """One thing that a verdict says: ``words`` are the article's, ``property`` and ``claim`` what they take up."""

    alternative: str
    polarity: str | None
    words: str
    property: str | None
    claim: str | None
    wording: str | None


@dataclass(frozen=True)
class Verdict:
    """A verdict with its assessments in the order of the text."""

    iri: str
    quote: str
    start: int
    end: int
    wording: str | None
    assessments: tuple[Assessment, ...]


@dataclass(frozen=True)
class Cell:
    """What the article says of one alternative in one dimension; ``None`` gathers what is about no single one."""

    alternative: str | None
    claims: tuple[Claim, ...]
    examples: tuple[Example, ...]
    summaries: tuple[Summary, ...]
    definitions: tuple[Definition, ...] = ()


@dataclass(frozen=True)
class Row:
    """One dimension; ``None`` gathers what belongs to no dimension.

    Attributes:
        dimension: which one.
        verdicts: what the article concludes in it.
        cells: one for each alternative.
        common: what is said in it of no single alternative, if anything is.
    """

    dimension: Named | None
    verdicts: tuple[Verdict, ...]
    cells: tuple[Cell, ...]
    common: Cell | None = None


@dataclass(frozen=True)
class Comparison:
    """The whole matrix of one article."""

    article: str
    alternatives: tuple[Named, ...]
    conclusion: tuple[Verdict, ...]
    rows: tuple[Row, ...]

    def to_json(self) -> dict[str, Any]:
        """Return the matrix as plain dictionaries and lists."""
        return asdict(self)
