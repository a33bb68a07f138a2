"""Tables: sides across or down, or advantages beside limitations under one side."""

from __future__ import annotations

from collections.abc import Sequence

from kg.document import Block, Document
from kg.extract.collector import Collector
from kg.extract.draft import Side, Slot
from kg.extract.labels import EDGES, label_of
from kg.extract.names import Names
from kg.extract.outline import Outline
from kg.extract.roles import Role, Roles

__all__ = ["Tables"]


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
        columns = {column: one[0] for column, cell in heads.items() if (one := self._exact(cell)) and column != 0}
        lines = {row: one[0] for row, cell in rows.items() if (one := self._exact(cell))}
        for cell in cells:
            if cell.row == cells[0].row or not self.document.quote(cell.span).strip(EDGES + "\u2014"):
                continue
            if len(columns) > 1 and cell.column in columns and cell.row in rows:
                row = self.roles.slot(rows[cell.row].span)
                side = Slot(self.sides[columns[cell.column]].name, heads[cell.column].span)
                self.found.add("cell", cell.span, "table-cell", cell.span, side, row)
            elif len(columns) < 2 and len(lines) > 1 and cell.row in lines and cell.column != 0:
                head = heads.get(cell.column)
                side = Slot(self.sides[lines[cell.row]].name, rows[cell.row].span)
                read = self.roles.read(head.span) if head else Role()
                slot = self.roles.slot(head.span) if head else None
                polarity = read.polarity if read.pure else None
                self.found.add("cell", cell.span, "table-cell", cell.span, side, slot, None, polarity)
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

    def _exact(self, cell: Block) -> list[int]:
        named = self.names.named(self.document.quote(cell.span))
        return named if len(named) == 1 else []
