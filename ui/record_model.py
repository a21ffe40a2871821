"""The records of a form: a table that fetches what is seen, sorted and filtered by the database."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from gydesk.errors import DeskError
from gydesk.words import tr

if TYPE_CHECKING:
    from gydesk.catalogue.kinds import Lang
    from gydesk.catalogue.library import Library
    from gydesk.store.query import OrderBy, RecordHead, RecordQuery
    from gydesk.workflow.desk import Desk

BLOCK = 100
_BLOCKS_KEPT = 20
_Index = QModelIndex | QPersistentModelIndex

COLUMNS: tuple[OrderBy, ...] = ("date", "title", "state", "number", "person")
HEAD = Qt.ItemDataRole.UserRole
"""Role of a row's ``RecordHead``."""


class RecordModel(QAbstractTableModel):
    """A window on a query's result: one count and the blocks that are looked at."""

    failed = Signal(object)
    """A DeskError while reading."""

    def __init__(self, desk: Desk, lang: Lang, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._library: Library = desk.library
        self._lang = lang
        self._query: RecordQuery | None = None
        self._count = 0
        self._blocks: OrderedDict[int, Sequence[RecordHead]] = OrderedDict()

    @property
    def query(self) -> RecordQuery | None:
        """What is shown; None is nothing."""
        return self._query

    def set_query(self, query: RecordQuery | None) -> None:
        """Show the records of ``query``."""
        self._query = query
        self.refresh()

    def refresh(self) -> None:
        """Read again."""
        self.beginResetModel()
        self._blocks.clear()
        self._count = 0
        if self._query is not None:
            try:
                self._count = self._desk.count(self._query)
            except DeskError as error:
                self.failed.emit(error)
        self.endResetModel()

    def head(self, row: int) -> RecordHead | None:
        """The record in ``row``; its block is fetched when it is not here."""
        if self._query is None or not 0 <= row < self._count:
            return None
        number = row // BLOCK
        block = self._blocks.get(number)
        if block is None:
            try:
                block = self._desk.list(self._query, number * BLOCK, BLOCK)
            except DeskError as error:
                block = ()
                self.failed.emit(error)
            self._blocks[number] = block
            if len(self._blocks) > _BLOCKS_KEPT:
                self._blocks.popitem(last=False)
        self._blocks.move_to_end(number)
        place = row % BLOCK
        return block[place] if place < len(block) else None

    def row_of(self, record: str) -> int:
        """The row of a record among the blocks that are here (the first one is); -1."""
        self.head(0)
        for number, block in self._blocks.items():
            for place, head in enumerate(block):
                if head.id == record:
                    return number * BLOCK + place
        return -1

    def update_head(self, head: RecordHead) -> bool:
        """Show what a save made of a record, without reading; False when it is not here."""
        for number, block in self._blocks.items():
            for place, known in enumerate(block):
                if known.id == head.id:
                    self._blocks[number] = [*block[:place], head, *block[place + 1 :]]
                    row = number * BLOCK + place
                    self.dataChanged.emit(self.index(row, 0), self.index(row, len(COLUMNS) - 1))
                    return True
        return False

    def state_names(self) -> list[str]:
        """Every word the state column may show."""
        return [state.name(self._lang) for state in self._library.states.values()]

    # ---- Qt's questions

    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            names = (tr("Date"), tr("Subject"), tr("State"), tr("Number"), tr("Person"))
            return names[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        head = self.head(index.row()) if index.isValid() else None
        if head is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(head, COLUMNS[index.column()])
        if role == HEAD:
            return head
        if role == Qt.ItemDataRole.ToolTipRole:
            parts = (head.number or tr("no number yet"), self._subject(head), head.person)
            return "\n".join(part for part in parts if part)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return "，".join(self._text(head, column) for column in COLUMNS)
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by the database."""
        if self._query is None or not 0 <= column < len(COLUMNS):
            return
        descending = order == Qt.SortOrder.DescendingOrder
        if (self._query.order_by, self._query.descending) == (COLUMNS[column], descending):
            return
        self.set_query(replace(self._query, order_by=COLUMNS[column], descending=descending))

    def _text(self, head: RecordHead, column: OrderBy) -> str:
        if column == "title":
            mark = "⚠ " if head.conflicts else ""
            return mark + self._subject(head)
        if column == "state":
            state = self._library.states.get(head.state)
            return state.name(self._lang) if state else head.state
        return str(getattr(head, column))

    def _subject(self, head: RecordHead) -> str:
        if head.title:
            return head.title
        form = self._library.forms.get(head.form)
        return form.name(self._lang) if form else head.form
