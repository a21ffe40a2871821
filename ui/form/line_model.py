"""The lines of one table of a draft, as Qt's views want them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from gydesk.catalogue.types import type_of
from gydesk.errors import InputError
from gydesk.words import sentence, tr
from ui.form.edits import DraftEdits
from ui.form.line_paste import Paste, write_block

if TYPE_CHECKING:
    from gydesk.catalogue.kinds import Table
    from ui.form.context import FormContext

Index = QModelIndex | QPersistentModelIndex
FIGURES = frozenset({"integer", "decimal", "money", "percent"})
_CENTRED = frozenset({"bool", "date", "datetime"})


class LineModel(QAbstractTableModel):
    """Rows of the draft and one empty row ready at the end.

    A text that a column's type cannot read is kept with its cell, marked, until it is mended.
    """

    def __init__(
        self, table: Table, context: FormContext, edits: DraftEdits, parent: QObject
    ) -> None:
        super().__init__(parent)
        self.table = table
        self.context = context
        self.edits = edits
        self.locked = False
        self.pausing = False
        """True while what is typed so far is taken in: the step of undo stays open."""
        self.error_color = QColor("#c0392b")
        self.warn_color = QColor("#b26a00")
        self._rows: list[dict[str, Any]] = []
        self._unread: dict[tuple[str, str], tuple[str, str]] = {}
        self._problems: dict[tuple[str, str], tuple[str, str]] = {}
        self._kinds = [type_of(column) for column in table.columns]

    # ---- what Qt asks

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """The rows of the draft, and the empty one."""
        return 0 if parent.isValid() else len(self._rows) + (not self.locked)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        """The columns of the table."""
        return 0 if parent.isValid() else len(self.table.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Column names with their units; the rows are numbered from 1."""
        if orientation == Qt.Orientation.Vertical:
            return str(section + 1) if role == Qt.ItemDataRole.DisplayRole else None
        column = self.table.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return self.header_text(section)
        if role == Qt.ItemDataRole.ToolTipRole:
            return column.hint_in(self.context.lang) or column.name(self.context.lang)
        return None

    def header_text(self, section: int) -> str:
        """The head of a column: its name and unit, and whether it is internal."""
        column = self.table.columns[section]
        unit = column.unit_in(self.context.lang)
        name = column.name(self.context.lang)
        if unit:
            name += f"（{unit}）" if self.context.lang == "zh" else f" ({unit})"
        if column.internal:
            name += tr(" (internal)")
        return name

    def must_fill(self, section: int) -> bool:
        """Whether the head of a column has a star."""
        column = self.table.columns[section]
        return column.required and not column.readonly and not self.locked

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text, place, and what is wrong with a cell."""
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self.text(index.row(), index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(self.table.columns[index.column()].type)
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._colour(index)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole):
            problem = self.problem(index.row(), index.column())
            return problem[0] if problem else None
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Calculated cells and places to sign are read only."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if self.can_type(index.column()):
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take in the text that was typed into a cell."""
        if role != Qt.ItemDataRole.EditRole or not self.can_type(index.column()):
            return False
        if value == self.text(index.row(), index.column()):
            return True  # also what stands there unread: the sentence stays
        try:
            stored = self.read(index.column(), value)
        except InputError as error:
            self._keep_unread(index, value, error)
            return True
        self.set_value(index, stored)
        return True

    # ---- what the view and the delegate ask besides

    def can_type(self, column: int) -> bool:
        """True where a cell of ``column`` can be written into."""
        return not (self.locked or self.table.columns[column].readonly) and (
            self._kinds[column].can_type
        )

    def read(self, column: int, text: str) -> Any:
        """The stored value of ``text`` in a cell of ``column``; raises InputError."""
        field, context = self.table.columns[column], self.context
        return self._kinds[column].parse(text, field, context.library, context.now())

    def can_read(self, column: int, text: str) -> bool:
        """True where ``text`` is a value of ``column``."""
        try:
            self.read(column, text)
        except InputError:
            return False
        return True

    def text(self, row: int, column: int) -> str:
        """What a cell shows: its value, or the text that could not be read."""
        if row >= len(self._rows):
            return ""
        line, field = self._rows[row], self.table.columns[column]
        unread = self._unread.get((line["_id"], field.id))
        if unread is not None:
            return unread[0]
        value = line.get(field.id)
        if value is None:
            return ""
        return self._kinds[column].list_text(value, field, self.context.library, self.context.lang)

    def value(self, row: int, column: int) -> Any:
        """The stored value of a cell."""
        return self._rows[row].get(self.table.columns[column].id) if row < len(self._rows) else None

    def row_id(self, row: int) -> str | None:
        """The id of a row; None for the empty one at the end."""
        return self._rows[row]["_id"] if 0 <= row < len(self._rows) else None

    def row_of(self, row_id: str) -> int:
        """The position of a row; -1 when it is not there."""
        return next((i for i, line in enumerate(self._rows) if line["_id"] == row_id), -1)

    def line_count(self) -> int:
        """The rows of the draft, without the empty one."""
        return len(self._rows)

    def column_of(self, column_id: str) -> int:
        """The position of a column; -1 when it is not shown."""
        return next((i for i, c in enumerate(self.table.columns) if c.id == column_id), -1)

    def problem(self, row: int, column: int) -> tuple[str, str] | None:
        """The sentence and level of what is wrong with a cell."""
        row_id = self.row_id(row)
        if row_id is None:
            return None
        key = (row_id, self.table.columns[column].id)
        unread = self._unread.get(key)
        return (unread[1], "error") if unread is not None else self._problems.get(key)

    def unread(self) -> dict[str, str]:
        """The texts that could not be read, by path."""
        known = {line["_id"] for line in self._rows}
        return {
            f"{self.table.id}/{row}/{column}": text
            for (row, column), (text, _) in self._unread.items()
            if row in known
        }

    def recall(self, row_id: str, column_id: str, text: str) -> None:
        """Show a text again that could not be read, if its cell is still there."""
        row, column = self.row_of(row_id), self.column_of(column_id)
        if row >= 0 and column >= 0:
            self.setData(self.index(row, column), text)

    def first_unread(self) -> str:
        """Where the first text stands that could not be read, and why; empty when all could."""
        for row in range(len(self._rows)):
            for column, field in enumerate(self.table.columns):
                unread = self._unread.get((self._rows[row]["_id"], field.id))
                if unread is not None:
                    return self.place(row, column) + unread[1]
        return ""

    def place(self, row: int, column: int) -> str:
        """The name of a cell, to begin a sentence with."""
        name = self.table.columns[column].name(self.context.lang)
        if self.context.lang == "zh":
            return f"第 {row + 1} 行 {name}："
        return f"Row {row + 1}, {name}: "

    # ---- changes

    def set_value(self, index: Index, stored: Any) -> None:
        """Give a cell a stored value; in the empty row this begins a new one."""
        column = self.table.columns[index.column()].id
        row_id = self.row_id(index.row())
        if row_id is None:
            if stored is not None:
                self.edits.add_row(self.table.id, None, {column: stored})
            return
        was_unread = self._unread.pop((row_id, column), None)
        path = f"{self.table.id}/{row_id}/{column}"
        self.edits.set(path, stored, pause=self.pausing)
        if was_unread is not None:
            self._tell(index.row(), index.column())

    def clear(self, indexes: list[QModelIndex]) -> None:
        """Empty cells in one step."""
        values: dict[str, Any] = {}
        for index in indexes:
            row_id = self.row_id(index.row())
            if row_id is not None and self.can_type(index.column()):
                column = self.table.columns[index.column()].id
                self._unread.pop((row_id, column), None)
                values[f"{self.table.id}/{row_id}/{column}"] = None
        if values:
            self.edits.set_many(values, self.table.id)
            self._tell_all()

    def copy(self, rows: range, columns: range) -> str:
        """The block of cells as a spreadsheet takes it."""
        return write_block([[self.text(row, column) for column in columns] for row in rows])

    def paste(self, paste: Paste) -> None:
        """Write a block in one step: rows are added as needed. A cell that could not be read
        is kept as it came and marked."""
        values: dict[str, Any] = {}
        added: list[Mapping[str, Any]] = []
        for down, stored in enumerate(paste.stored):
            row_id = self.row_id(paste.row + down)
            if row_id is None:
                added.append({key: value for key, value in stored.items() if value is not None})
                continue
            for column, value in stored.items():
                self._unread.pop((row_id, column), None)
                values[f"{self.table.id}/{row_id}/{column}"] = value
        self.edits.fill(self.table.id, added, values)
        for bad in paste.bad:
            row_id = self.row_id(paste.row + bad.down)
            if row_id is not None:
                self._unread[row_id, bad.column] = (bad.text, bad.why)
        self._tell_all()

    def refresh(self, paths: set[str] | None) -> None:
        """Show the draft again; ``paths`` (None: all) say what differs."""
        draft = self.edits.draft
        rows = [] if draft is None else list(draft.data.get(self.table.id, []))
        same_rows = [r["_id"] for r in rows] == [r["_id"] for r in self._rows]
        if paths is None or not same_rows:
            if paths is None:
                self._unread.clear()
                self._problems.clear()
            self._change_rows(rows)
            return
        self._rows = rows
        for path in paths:
            table, _, rest = path.partition("/")
            row_id, _, column_id = rest.partition("/")
            row, column = self.row_of(row_id), self.column_of(column_id)
            if table == self.table.id and row >= 0 and column >= 0:
                self._unread.pop((row_id, column_id), None)
                self._tell(row, column)

    def set_problems(self, problems: Mapping[tuple[str, str], tuple[str, str]]) -> None:
        """Mark cells: (row id, column id) → (sentence, level)."""
        if problems != self._problems:
            self._problems = dict(problems)
            self._tell_all()

    def set_locked(self, locked: bool) -> None:
        """Lock the table: no cell can be written, the empty row goes."""
        if locked != self.locked:
            self.beginResetModel()
            self.locked = locked
            self.endResetModel()

    def _change_rows(self, rows: list[dict[str, Any]]) -> None:
        """Rows came, went or moved. Where only new ones came at the end, the empty row has
        become the first of them: so the place in the table is kept."""
        before, after = len(self._rows), len(rows)
        ids = [row["_id"] for row in rows]
        if ids[:before] == [row["_id"] for row in self._rows] and after > before:
            ready = not self.locked
            self.beginInsertRows(QModelIndex(), before + ready, after - 1 + ready)
            self._rows = rows
            self.endInsertRows()
            self._tell_all()
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def _keep_unread(self, index: Index, text: str, error: InputError) -> None:
        column = self.table.columns[index.column()].id
        row_id = self.row_id(index.row())
        if row_id is None:
            row_id = self.edits.add_row(self.table.id, None, {})
        self._unread[row_id, column] = (text, sentence(error))
        self._tell(self.row_of(row_id), index.column())

    def _tell(self, row: int, column: int) -> None:
        index = self.index(row, column)
        self.dataChanged.emit(index, index)

    def _tell_all(self) -> None:
        if self._rows:
            self.dataChanged.emit(
                self.index(0, 0), self.index(len(self._rows) - 1, self.columnCount() - 1)
            )

    def _alignment(self, kind: str) -> Qt.AlignmentFlag:
        if kind in FIGURES:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if kind in _CENTRED:
            return Qt.AlignmentFlag.AlignCenter
        return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter

    def _colour(self, index: Index) -> QColor | None:
        problem = self.problem(index.row(), index.column())
        if problem is None:
            return None
        return self.warn_color if problem[1] == "warn" else self.error_color
