"""One table of a form: the grid, its buttons, its totals, laid out to fit the page."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFont, QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QMenu, QWidget

from gydesk.errors import DeskError
from gydesk.words import sentence, tr
from ui.form.line_bar import LineBar
from ui.form.line_columns import column_widths, figures_width, head_height, row_height
from ui.form.line_delegate import LineDelegate
from ui.form.line_editors import CellLine, CellText
from ui.form.line_header import LineCorner, LineHeader
from ui.form.line_model import LineModel
from ui.form.line_paste import read_paste
from ui.form.line_view import LineView
from ui.form.parts.limits import too_big
from ui.form.paste_preview import PastePreview

if TYPE_CHECKING:
    from gydesk.catalogue.kinds import Form, Table
    from ui.form.context import FormContext
    from ui.form.edits import DraftEdits

_ROWS_SHOWN = 20
_HIGHER = 1.25
_HEAD_SIZES = (1.0, 0.92, 0.84)


class LineTable(QWidget):
    """Shows all lines up to twenty, beyond that it scrolls inside; the width is the page's."""

    leave = Signal(bool)
    typing = Signal()
    told = Signal()
    """``notice`` differs, or what could not be read."""

    def __init__(
        self, form: Form, table: Table, context: FormContext, edits: DraftEdits, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.table = table
        self.context = context
        self.notice = ""
        """A sentence about what was not taken in; forgotten with the next change."""
        self._edits = edits
        self._row_count = 0
        self._too_wide = False
        self._scrolls = False
        self._fitted = 0
        self.model = LineModel(table, context, edits, self)
        self.view = LineView(self.model, self)
        self.delegate = LineDelegate(context, self.view)
        self.view.setItemDelegate(self.delegate)
        self.setFocusProxy(self.view)
        self._corner = LineCorner(tr("#"), self)
        self._prepare_headers()
        self.bar = LineBar(form, table, context, self)
        self.bar.wanted.connect(self._wanted)
        self.bar.resized.connect(self._bar_resized)
        self.delegate.typing.connect(self.typing)
        self.delegate.refused.connect(self._notify)
        self.view.row_wanted.connect(self._row)
        self.view.pasted.connect(self._paste)
        self.view.leave.connect(self.leave)
        self.view.reverted.connect(self._reverted)
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
        self.notice = ""
        self.model.refresh(paths)
        if paths is None:
            self.view.scrollToTop()
            self.view.setCurrentIndex(QModelIndex())
        self.bar.show_total()

    def set_problems(self, problems: Mapping[tuple[str, str], tuple[str, str]]) -> None:
        """Mark cells: (row id, column id) → (sentence, level)."""
        self.model.set_problems(problems)

    def set_read_only(self, locked: bool) -> None:
        """Lock the table, or give it back."""
        self.model.set_locked(locked)
        self.bar.setVisible(not locked)
        self.updateGeometry()

    def commit(self) -> None:
        """Take in the cell that is being written; it stays open."""
        editor = self._open_editor()
        if editor is not None:
            self.delegate.commitData.emit(editor)

    def commit_pause(self) -> bool:
        """Take in the cell that is being written, if it can be read; the text stays as typed."""
        editor, index = self._open_editor(), self.view.currentIndex()
        if editor is None:
            return True
        if not self.delegate.can_read(editor, self.model, index):
            assert isinstance(editor, CellLine | CellText)
            return editor.composing or not editor.modified()
        self.model.pausing = True
        self.delegate.commitData.emit(editor)
        self.model.pausing = False
        return True

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
        """Head, up to twenty lines (fewer where they are high), and the buttons."""
        self._fit_columns(width)
        head = self.view.horizontalHeader().height()
        lines = min(self._lines_height(), self._most_height())
        return head + lines + self._bar_height(width) + self._scroll_bar_height()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The grid above, the buttons below."""
        bar = self._bar_height(self.width())
        self.view.setGeometry(0, 0, self.width(), self.height() - bar)
        self.bar.setGeometry(0, self.height() - bar, self.width(), bar)
        self._fit_columns(self.width())

    # ---- rows

    def _wanted(self, wanted: str) -> None:
        self.end_edit()
        self._row(wanted)

    def _row(self, wanted: str) -> None:
        if self.model.locked:
            return
        row = self.view.currentIndex().row()
        row_id = self.model.row_id(row)
        column = max(self.view.currentIndex().column(), 0)
        table = self.table.id
        if wanted == "pull":
            self._edits.pull_rows(table)
        elif wanted == "add":
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

    def _reverted(self, editor: QWidget) -> None:
        """Esc takes back also what a pause of typing has taken in."""
        assert isinstance(editor, CellLine | CellText)
        index = self.view.currentIndex()
        if self.model.value(index.row(), index.column()) != editor.before:
            self.model.set_value(index, editor.before)

    # ---- what comes in at once

    def _paste(self, text: str) -> None:
        if self.model.locked or not text:
            return
        refusal = too_big(len(text), text.count("\n"))
        if refusal is not None:
            self._notify(refusal)
            return
        rows, columns = self.view.block()
        current = self.view.currentIndex()
        row = rows.start if rows else max(current.row(), 0)
        column = columns.start if columns else max(current.column(), 0)
        paste = read_paste(self.model, text, row, column)
        if not paste.bad:
            self.model.paste(paste)
            return
        preview = PastePreview(paste, self.context.lang, self.model.error_color, self)
        preview.accepted.connect(self._preview_taken)
        preview.open()

    def _preview_taken(self) -> None:
        preview = self.sender()
        assert isinstance(preview, PastePreview)
        self.model.paste(preview.paste)
        self.told.emit()

    def _notify(self, error: DeskError) -> None:
        self.notice = sentence(error)
        self.told.emit()

    def _menu(self, where: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(tr("Copy"), self.view.copy)
        if not self.model.locked:
            menu.addAction(tr("Paste"), self._paste_clipboard)
            menu.addSeparator()
            self.bar.add_to(menu)
        menu.popup(self.view.viewport().mapToGlobal(where))

    def _paste_clipboard(self) -> None:
        self._paste(QGuiApplication.clipboard().text())

    # ---- how it looks

    def _prepare_headers(self) -> None:
        self.view.setHorizontalHeader(LineHeader(Qt.Orientation.Horizontal, self.view))
        self.view.setVerticalHeader(LineHeader(Qt.Orientation.Vertical, self.view))
        self.view.horizontalHeader().setMinimumSectionSize(20)
        side = self.view.verticalHeader()
        side.setFixedWidth(self.fontMetrics().horizontalAdvance("0000") + 6)
        side.setMinimumSectionSize(self._line())
        side.setDefaultSectionSize(self._line())
        self.view.setVerticalScrollBarPolicy(_shown_if(False))

    def _fit_columns(self, width: int) -> None:
        """Widths and heights for ``width`` pixels, unless they are so already."""
        if width == self._fitted:
            return
        self._fitted = width
        head, side = self.view.horizontalHeader(), self.view.verticalHeader().width()
        assert isinstance(head, LineHeader)
        free = width - side - self._side_bar() + 1  # the last grid line falls on the box's edge
        for choices, size in product((True, False), _HEAD_SIZES):
            font = QFont(self.font())
            font.setPointSizeF(font.pointSizeF() * size)
            metrics = self.view.fontMetrics()
            widths = column_widths(free, self.model, metrics, font, choices=choices)
            self._too_wide = sum(widths) > free
            if not self._too_wide:
                break
        self.view.setHorizontalScrollBarPolicy(_shown_if(self._too_wide))
        for position, one in enumerate(widths):
            self.view.setColumnWidth(position, one)
        head.text_font = font
        head.setFixedHeight(head_height(widths, self.model, font))
        self._corner.setGeometry(0, 0, side, head.height())
        self._corner.raise_()
        self._measure_all()

    def _line(self) -> int:
        return self.fontMetrics().height() + 10

    def _measure_all(self) -> None:
        self._measure(range(self.model.rowCount()))

    def _measure_some(self, first: QModelIndex, last: QModelIndex) -> None:
        self._measure(range(first.row(), last.row() + 1))

    def _measure(self, rows: range) -> None:
        widths = [self.view.columnWidth(c) for c in range(self.model.columnCount())]
        if self._figures_outgrow(widths, rows):
            self._refit()
            return
        changed = self._row_count != self.model.rowCount()
        self._row_count = self.model.rowCount()
        for row in rows:
            height = row_height(row, widths, self.model, self.view.font(), self._line())
            if self.view.rowHeight(row) != height:
                self.view.setRowHeight(row, height)
                changed = True
        if not changed:
            return
        scrolls = self._lines_height() > self._most_height()
        if scrolls != self._scrolls:
            self._scrolls = scrolls
            self.view.setVerticalScrollBarPolicy(_shown_if(scrolls))
            self._refit()
        self.updateGeometry()

    def _figures_outgrow(self, widths: list[int], rows: range) -> bool:
        metrics = self.view.fontMetrics()
        return self._fitted > 0 and any(
            figures_width(column, self.model, metrics, rows) > width
            for column, width in enumerate(widths)
        )

    def _refit(self) -> None:
        width, self._fitted = self._fitted, 0
        self._fit_columns(width)

    def _lines_height(self) -> int:
        return self.view.verticalHeader().length()

    def _most_height(self) -> int:
        """Twenty lines, or as much as they take where some are a little higher."""
        rows = range(min(self.model.rowCount(), _ROWS_SHOWN))
        twenty = sum(self.view.rowHeight(row) for row in rows)
        return min(twenty, int(_ROWS_SHOWN * self._line() * _HIGHER))

    def _side_bar(self) -> int:
        return self.view.verticalScrollBar().sizeHint().width() if self._scrolls else 0

    def _bar_height(self, width: int) -> int:
        return 0 if self.model.locked else self.bar.height_for(width)

    def _bar_resized(self) -> None:
        self.bar.resizeEvent(QResizeEvent(self.bar.size(), self.bar.size()))
        self.updateGeometry()

    def _scroll_bar_height(self) -> int:
        return self.view.horizontalScrollBar().sizeHint().height() if self._too_wide else 0

    def _open_editor(self) -> QWidget | None:
        index = self.view.currentIndex()
        return self.view.indexWidget(index) if index.isValid() else None


def _shown_if(needed: bool) -> Qt.ScrollBarPolicy:
    policy = Qt.ScrollBarPolicy
    return policy.ScrollBarAlwaysOn if needed else policy.ScrollBarAlwaysOff
