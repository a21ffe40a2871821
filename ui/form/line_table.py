"""One table of a form: the grid, its buttons, its totals, laid out to fit the page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from gydesk.catalogue.types import type_of
from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QLabel, QMenu, QToolButton, QWidget

from gydesk.words import tr
from ui.form.line_delegate import LineDelegate
from ui.form.line_model import LineModel
from ui.form.line_view import LineView
from ui.form.parts.measure import wrapped_height

if TYPE_CHECKING:
    from gydesk.catalogue.kinds import Field, Form, Table
    from ui.form.context import FormContext
    from ui.form.edits import DraftEdits

_ROWS_SHOWN = 20
_LEAST = {
    "money": "-99,999.00",
    "date": "2026-12-28",
    "datetime": "2026-12-28",
    "decimal": "9999.9",
    "integer": "9999",
    "percent": "100%",
    "phone": "138 0013",
}
_ANY_LEAST = "三个字"


class LineTable(QWidget):
    """Shows all lines up to twenty, beyond that it scrolls inside; the width is the page's."""

    left = Signal()
    leave = Signal(bool)
    typing = Signal()
    told = Signal(str)
    """A sentence about the latest paste or edit; empty when all could be read."""

    def __init__(
        self, form: Form, table: Table, context: FormContext, edits: DraftEdits, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.table = table
        self.context = context
        self._edits = edits
        self._totals = _summed(form, table)
        self.model = LineModel(table, context, edits, self)
        self.view = LineView(self.model, self)
        self.delegate = LineDelegate(context, self.view)
        self.view.setItemDelegate(self.delegate)
        self.setFocusProxy(self.view)
        self._heights: dict[int, int] = {}
        self._prepare_headers()
        self._bar = self._make_bar()
        self.delegate.typing.connect(self.typing)
        self.view.row_wanted.connect(self._row)
        self.view.pasted.connect(self._paste)
        self.view.leave.connect(self.leave)
        self.view.customContextMenuRequested.connect(self._menu)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.model.modelReset.connect(self._measure_all)
        self.model.rowsInserted.connect(self._measure_all)
        self.model.dataChanged.connect(self._measure_some)

    # ---- what the sheet and the editor use

    def set_names(self, name: str, description: str) -> None:
        """Tell screen readers the table's name and how it is filled."""
        self.view.setAccessibleName(name)
        self.view.setAccessibleDescription(description)

    def refresh(self, paths: set[str] | None) -> None:
        """Show the draft again; ``paths`` (None: all) say what differs."""
        self.model.refresh(paths)
        if paths is None:
            self.view.scrollToTop()
            self.view.setCurrentIndex(QModelIndex())
        self._show_total()

    def set_problems(self, problems: Mapping[tuple[str, str], tuple[str, str]]) -> None:
        """Mark cells: (row id, column id) → (sentence, level)."""
        self.model.set_problems(problems)

    def set_read_only(self, locked: bool) -> None:
        """Lock the table, or give it back."""
        self.model.set_locked(locked)
        self._bar.setVisible(not locked)
        self.updateGeometry()

    def commit(self) -> None:
        """Take in the cell that is being written; it stays open."""
        editor = self._open_editor()
        if editor is not None:
            self.delegate.commitData.emit(editor)

    def end_edit(self) -> None:
        """Take in and close the cell that is being written."""
        editor = self._open_editor()
        if editor is not None:
            self.delegate.commitData.emit(editor)
            self.view.closeEditor(editor, LineDelegate.EndEditHint.NoHint)

    def go(self, row_id: str, column_id: str) -> QRect:
        """Mark a cell; its place in this widget."""
        row, column = self.model.row_of(row_id), self.model.column_of(column_id)
        self.view.go(max(row, 0), max(column, 0))
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        rect = self.view.visualRect(self.view.currentIndex())
        return rect.translated(self.view.viewport().pos() + self.view.pos())

    def height_for(self, width: int) -> int:
        """Head, up to twenty lines, and the buttons."""
        if width != self.view.width():
            self._fit_columns(width)
        rows = min(self.model.rowCount(), _ROWS_SHOWN)
        lines = sum(self.view.rowHeight(row) for row in range(rows))
        bar = self._bar.sizeHint().height() if not self.model.locked else 0
        return self.view.horizontalHeader().height() + lines + bar + self._scroll_bar_height()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The grid above, the buttons below."""
        bar = self._bar.sizeHint().height() if not self.model.locked else 0
        self.view.setGeometry(0, 0, self.width(), self.height() - bar)
        self._bar.setGeometry(0, self.height() - bar, self.width(), bar)
        self._fit_columns(self.width())

    # ---- rows

    def _row(self, wanted: str) -> None:
        if self.model.locked:
            return
        row = self.view.currentIndex().row()
        row_id = self.model.row_id(row)
        column = max(self.view.currentIndex().column(), 0)
        table = self.table.id
        if wanted == "add":
            at = row + 1 if row_id is not None else None
            new = self._edits.add_row(table, at, {})
            self.view.go(self.model.row_of(new), column)
        elif row_id is None:
            return
        elif wanted == "copy":
            new = self._edits.duplicate_row(table, row_id)
            self.view.go(self.model.row_of(new), column)
        elif wanted == "remove":
            rows, _ = self.view.block()
            ids = [one for r in rows or (row,) if (one := self.model.row_id(r)) is not None]
            self._edits.remove_rows(table, ids)
            self.view.go(min(row, self.model.rowCount() - 1), column)
        else:
            self._edits.move_row(table, row_id, -1 if wanted == "up" else 1)
            self.view.go(self.model.row_of(row_id), column)
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _button_pressed(self) -> None:
        self.end_edit()
        self._row(self.sender().property("row"))

    def _paste(self, text: str) -> None:
        if self.model.locked or not text:
            return
        rows, columns = self.view.block()
        current = self.view.currentIndex()
        row = rows.start if rows else max(current.row(), 0)
        column = columns.start if columns else max(current.column(), 0)
        bad = self.model.paste(text, row, column)
        self._show_unread(bad)

    def _show_unread(self, bad: int) -> None:
        first = self.model.first_unread()
        if not first:
            self.told.emit("")
        elif bad > 1:
            self.told.emit(
                tr(
                    "{count} cells could not be read; they are kept and marked. {first}",
                    count=bad,
                    first=first,
                )
            )
        else:
            self.told.emit(first)

    def _menu(self, where: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(tr("Copy"), self.view.copy)
        if not self.model.locked:
            menu.addAction(tr("Paste"), self._paste_clipboard)
            menu.addSeparator()
            for wanted, text, keys in _operations():
                action = menu.addAction(f"{text}\t{keys}")
                action.setProperty("row", wanted)
                action.triggered.connect(self._button_pressed)
        menu.popup(self.view.viewport().mapToGlobal(where))

    def _paste_clipboard(self) -> None:
        self._paste(QGuiApplication.clipboard().text())

    # ---- how it looks

    def _prepare_headers(self) -> None:
        head = self.view.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setDefaultAlignment(
            Qt.AlignmentFlag.AlignCenter | Qt.AlignmentFlag(Qt.TextFlag.TextWordWrap)
        )
        head.setHighlightSections(False)
        head.setMinimumSectionSize(20)
        side = self.view.verticalHeader()
        side.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        side.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        side.setFixedWidth(self.fontMetrics().horizontalAdvance("0000") + 4)
        side.setMinimumSectionSize(self._line())
        side.setDefaultSectionSize(self._line())

    def _make_bar(self) -> QWidget:
        bar = QWidget(self)
        row = QHBoxLayout(bar)
        row.setContentsMargins(4, 2, 6, 2)
        row.setSpacing(2)
        for wanted, text, keys in _operations():
            button = QToolButton(bar)
            button.setProperty("role", "table")
            button.setProperty("row", wanted)
            button.setText(text)
            button.setToolTip(f"{text}  {keys}")
            button.setAutoRaise(True)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setAccessibleName(text)
            button.clicked.connect(self._button_pressed)
            row.addWidget(button)
        row.addStretch(1)
        self._total = QLabel(bar)
        self._total.setObjectName("tableTotal")
        row.addWidget(self._total)
        return bar

    def _show_total(self) -> None:
        draft = self.context.draft
        if draft is None or not self._totals:
            return
        parts = []
        for field in self._totals:
            value = draft.get(field.id)
            if value is not None:
                kind, context = type_of(field), self.context
                text = kind.text(value, field, context.library, context.lang)
                parts.append(f"{field.name(context.lang)} {text}")
        self._total.setText("    ".join(parts))

    def _fit_columns(self, width: int) -> None:
        """Widths by weight, none so narrow that its usual content breaks."""
        metrics = self.fontMetrics()
        bar = 0
        if self.model.rowCount() > _ROWS_SHOWN:
            bar = self.view.verticalScrollBar().sizeHint().width()
        free = width - self.view.verticalHeader().width() - bar - 2
        least = [
            metrics.horizontalAdvance(_LEAST.get(column.type, _ANY_LEAST)) + 10
            for column in self.table.columns
        ]
        widths = shared_widths(free, [column.weight for column in self.table.columns], least)
        for position, one in enumerate(widths):
            self.view.setColumnWidth(position, one)
        self._fit_head(widths)
        self._measure_all()

    def _fit_head(self, widths: list[int]) -> None:
        font = self.view.horizontalHeader().font()
        tallest = max(
            wrapped_height(self.model.header_text(position), font, width - 8, 400)
            for position, width in enumerate(widths)
        )
        self.view.horizontalHeader().setFixedHeight(int(tallest) + 10)

    def _line(self) -> int:
        return self.fontMetrics().height() + 10

    def _measure_all(self) -> None:
        self._measure(range(self.model.rowCount()))

    def _measure_some(self, first: QModelIndex, last: QModelIndex) -> None:
        self._measure(range(first.row(), last.row() + 1))

    def _measure(self, rows: range) -> None:
        widths = [self.view.columnWidth(c) - 8 for c in range(self.model.columnCount())]
        metrics, font, line = self.view.fontMetrics(), self.view.font(), self._line()
        changed = False
        for row in rows:
            height = line
            for column, width in enumerate(widths):
                text = self.model.text(row, column)
                if text and ("\n" in text or metrics.horizontalAdvance(text) > width):
                    wrapped = wrapped_height(text, font, width, 30 * line)
                    height = max(height, int(wrapped) + 10)
            if self.view.rowHeight(row) != height:
                self.view.setRowHeight(row, height)
                changed = True
        if changed or self._rows_before != self.model.rowCount():
            self._rows_before = self.model.rowCount()
            self.updateGeometry()

    _rows_before = 0

    def _scroll_bar_height(self) -> int:
        wide = sum(self.view.columnWidth(c) for c in range(self.model.columnCount()))
        if wide + self.view.verticalHeader().width() > self.width() + 2:
            return self.view.horizontalScrollBar().sizeHint().height()
        return 0

    def _open_editor(self) -> QWidget | None:
        index = self.view.currentIndex()
        return self.view.indexWidget(index) if index.isValid() else None


def shared_widths(free: int, weights: list[int], least: list[int]) -> list[int]:
    """Pixels for columns of ``weights`` in ``free`` pixels, each at least its ``least``.

    Where even the least ones do not fit, they are kept: the table then scrolls sideways.
    """
    fixed: dict[int, int] = {}
    while True:
        open_weight = sum(w for i, w in enumerate(weights) if i not in fixed)
        room = free - sum(fixed.values())
        if not open_weight or room <= 0:
            return [fixed.get(i, least[i]) for i in range(len(weights))]
        share = [room * w // open_weight for w in weights]
        narrow = [i for i in range(len(weights)) if i not in fixed and share[i] < least[i]]
        if not narrow:
            widths = [fixed.get(i, share[i]) for i in range(len(weights))]
            widest = max(range(len(weights)), key=lambda i: weights[i])
            widths[widest] += free - sum(widths)
            return widths
        fixed.update({i: least[i] for i in narrow})


def _summed(form: Form, table: Table) -> list[Field]:
    """The single fields that add up a column of ``table``."""
    start = f"sum({table.id}."
    return [field for field in form.fields.values() if field.calc.startswith(start)]


def _operations() -> list[tuple[str, str, str]]:
    return [
        ("add", tr("Add row"), "Ctrl+Insert"),
        ("copy", tr("Copy row"), "Ctrl+D"),
        ("up", tr("Move up"), "Alt+↑"),
        ("down", tr("Move down"), "Alt+↓"),
        ("remove", tr("Remove row"), "Ctrl+Delete"),
    ]
