"""The exceptions of claimgraph.

::

    ClaimgraphError                 what went wrong, where, and what to do about it (exit code 2)
    ├── SourceError                 a file, folder, store or endpoint cannot be read
    ├── DocumentError               an article cannot be read as one
    ├── DecisionError               recorded decisions do not fit the article
    ├── QueryError                  a query cannot be run
    │   ├── QuerySyntaxError        it is not SPARQL; knows the line and column
    │   └── ParameterError          a parameter is unknown, missing or not of its kind
    └── TermError                   a name fits nothing, or more than one thing
"""

from __future__ import annotations

__all__ = [
    "ClaimgraphError",
    "DecisionError",
    "DocumentError",
    "ParameterError",
    "QueryError",
    "QuerySyntaxError",
    "SourceError",
    "TermError",
]


class ClaimgraphError(Exception):
    """Something that the user can mend.

    Args:
        what: what went wrong, in one line without a final stop.
        where: the file, query or term it concerns; shown before ``what``.
        hint: what to do about it; shown after ``what``.
    """

    exit_code = 2

    def __init__(self, what: str, *, where: str = "", hint: str = "") -> None:
        self.what, self.where, self.hint = what, where, hint
        super().__init__(str(self))

    def __str__(self) -> str:
        text = f"{self.where}: {self.what}" if self.where else self.what
        return f"{text}; {self.hint}" if self.hint else text


class SourceError(ClaimgraphError):
    """A file, folder, store or endpoint cannot be read or written."""


class DocumentError(ClaimgraphError):
    """An article cannot be read as one."""


class DecisionError(ClaimgraphError):
    """Recorded decisions do not fit the article that they are about."""


class QueryError(ClaimgraphError):
    """A query cannot be run."""


class QuerySyntaxError(QueryError):
    """A query is not SPARQL.

    ``line`` and ``column`` count from 1; ``source_line`` is the text of that line, shown with a caret under the column.
    """

    def __init__(self, what: str, *, where: str, line: int, column: int, source_line: str) -> None:
        self.line, self.column, self.source_line = line, column, source_line
        super().__init__(what, where=f"{where}:{line}:{column}")


class ParameterError(QueryError):
    """A query parameter is unknown, missing, or its value is not of its kind."""


class TermError(ClaimgraphError):
    """A name fits nothing in the graph, or more than one thing."""
