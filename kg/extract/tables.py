"""Tables: sides across or down, or advantages beside limitations under one side."""

from __future__ import annotations

from collections.abc import Sequence

from kg.document import Block, Document
from kg.extract.collector import Collector
from kg.extract.draft import Side, Slot
from kg.extract.labels import label_of
from kg.extract.names import Names
from kg.extract.outline import Outline
from kg.extract.roles import Role, Roles

__all__ = ["Tables"]

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

    def _cell(self, cell: Block, side: Slot, head: Block | None) -> None:
        """Draft a cell of a side under what heads it otherwise."""
        read = self.roles.read(head.span) if head else Role()
        dimension = self.roles.slot(head.span) if head else self.outline.dimension()
        polarity = read.polarity if read.pure else None
        self.found.add("cell", cell.span, "table-cell", cell.span, side, dimension, None, polarity)

    def _exact(self, cell: Block) -> list[int]:
        named = self.names.named(self.document.quote(cell.span))
        return named if len(named) == 1 else []
