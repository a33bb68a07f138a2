"""Tables: sides across or down, or advantages beside limitations under one side."""

from __future__ import annotations

from collections.abc import Sequence

from kg.document import Block, Document, Span
from kg.extract.collector import Collector
from kg.extract.draft import Side, Slot
from kg.extract.labels import label_of
from kg.extract.names import Names
from kg.extract.outline import Outline
from kg.extract.roles import Role, Roles

__all__ = ["Tables"]

#: How much of a cell a name fills, and of how many rows, to make a column one of names.
_WHOLE, _MOST_ROWS = 0.6, 0.6
#: What stands in a cell without content; a tick or a cross is content.
_NOTHING = " -\u2013\u2014/."


class Tables:
    """Reads the tables of one document into drafts."""

    def __init__(
        self,
        document: Document,
        sides: Sequence[Side],
        names: Names,
        roles: Roles,
        outline: Outline,
        found: Collector,
    ) -> None:
        self.document, self.sides, self.names, self.roles = document, sides, names, roles
        self.outline, self.found = outline, found

    def read(self, cells: Sequence[Block]) -> None:
        """Draft the cells of one table."""
        heads = {cell.column: cell for cell in cells if cell.row == cells[0].row}
        rows = {cell.row: cell for cell in cells if cell.column == 0 and cell.row != cells[0].row}
        every = {column: one[0] for column, cell in heads.items() if (one := self._exact(cell))}
        # Without a column of row headers each column is about one side.
        bare = 0 in every and len(every) == len(heads) and len(set(every.values())) == len(every)
        columns = {column: side for column, side in every.items() if column != 0 or bare}
        lines = {row: one[0] for row, cell in rows.items() if (one := self._exact(cell))}
        if len(columns) < 2 and len(lines) < 2 and (chosen := self._chosen(cells)):
            self._choices(cells, chosen, heads.get(cells[0].column))
            return
        for cell in cells:
            if cell.row == cells[0].row or not self.document.quote(cell.span).strip(_NOTHING):
                continue
            if len(columns) > 1 and cell.column in columns and (bare or cell.row in rows):
                head = None if bare else rows[cell.row]
                side = Slot(self.sides[columns[cell.column]].name, heads[cell.column].span)
                self._cell(cell, side, head)
            elif len(columns) < 2 and len(lines) > 1 and cell.row in lines and cell.column != 0:
                head = heads.get(cell.column)
                side = Slot(self.sides[lines[cell.row]].name, rows[cell.row].span)
                self._cell(cell, side, head)
            elif not columns and not lines and (side_ := self.outline.side()) and cell.column in heads:
                read = self.roles.read(heads[cell.column].span)
                if read.pure and read.polarity:
                    label = label_of(self.document, cell.span, cell.bold)
                    body = label.body if label and label.body.end > label.body.start else cell.span
                    words = self.roles.slot(label.span) if label and body != cell.span else None
                    self.found.add(
                        "claim",
                        body,
                        "cell-of-pros-and-cons",
                        cell.span,
                        side_,
                        self.outline.dimension(),
                        words,
                        read.polarity,
                    )

    def _chosen(self, cells: Sequence[Block]) -> dict[int, Block]:
        """By row the cell that names a side and nothing else, if one column after the first is of such cells."""
        found: dict[int, dict[int, Block]] = {}
        body = [cell for cell in cells if cell.row != cells[0].row]
        for cell in body:
            named = list(self.names.find(self.document.quote(cell.span)))
            whole = named and named[0][2] - named[0][1] >= _WHOLE * (cell.span.end - cell.span.start)
            if cell.column and cell.row is not None and whole:
                found.setdefault(cell.column, {})[cell.row] = cell
        rows = len({cell.row for cell in body})
        columns = [column for column in found.values() if len(column) > 1 and len(column) >= _MOST_ROWS * rows]
        return columns[0] if len(columns) == 1 else {}

    def _choices(self, cells: Sequence[Block], chosen: dict[int, Block], head: Block | None) -> None:
        """Draft the rows of a table that tells which side to choose for what: "a small team | Tea"."""
        for row, cell in chosen.items():
            line = [one.span for one in cells if one.row == row]
            number, first, last = next(self.names.find(self.document.quote(cell.span)))
            side = Slot(self.sides[number].name, Span(cell.span.start + first, cell.span.start + last))
            whole = Span(line[0].start, line[-1].end)
            self.found.add("cell", whole, "row-of-choice", whole, side, self.roles.slot(head.span) if head else None)

    def _cell(self, cell: Block, side: Slot, head: Block | None) -> None:
        """Draft a cell of a side under what heads it otherwise."""
        read = self.roles.read(head.span) if head else Role()
        dimension = self.roles.slot(head.span) if head else self.outline.dimension()
        polarity = read.polarity if read.pure else None
        self.found.add("cell", cell.span, "table-cell", cell.span, side, dimension, None, polarity)

    def _exact(self, cell: Block) -> list[int]:
        named = self.names.named(self.document.quote(cell.span))
        return named if len(named) == 1 else []
