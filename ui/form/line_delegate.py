"""Editing one cell: Qt's own delegate, with the writing line that the column's type wants."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from gydesk.words import tr
from ui.form.line_model import LineModel
from ui.form.parts.date_keys import DateKeys
from ui.form.parts.line import ENTER, PaperLine
from ui.form.parts.paragraph import PaperText
from ui.form.parts.suggest import (
    Entry,
    Suggestions,
    choice_entries,
    department_entries,
    narrowed,
)

if TYPE_CHECKING:
    from gydesk.catalogue.kinds import Field
    from ui.form.context import FormContext, Offer

Index = QModelIndex | QPersistentModelIndex
_LATIN = {"integer", "decimal", "money", "percent", "date", "datetime", "phone", "email"}
_FIGURES = {"integer", "decimal", "money", "percent"}
_LISTS = {"choice", "multichoice", "bool", "department", "person", "supplier_ref", "form_ref"}
_LEAST_WIDTH = 140
_PAPER_LINES = 4


class CellText(PaperText):
    """Several lines in a cell: Enter ends it as in a spreadsheet, Alt+Enter breaks the line."""

    done = Signal()
    tabbed = Signal(bool)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's own keys but for Enter; nothing is looked at while composing."""
        if not self.composing and event.key() in ENTER:
            event.accept()
            if event.modifiers() == Qt.KeyboardModifier.NoModifier:
                self.done.emit()
            else:
                self.insertPlainText("\n")
            return
        super().keyPressEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:
        """Tab goes to the neighbouring cell."""
        self.tabbed.emit(next)
        return True


class LineDelegate(QStyledItemDelegate):
    """Makes the editors of a line table; what is typed is read by the model."""

    typing = Signal()

    def __init__(self, context: FormContext, parent: QAbstractItemView) -> None:
        super().__init__(parent)
        self._context = context
        self._view = parent

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A line for most types, writing space for text of several lines."""
        model = index.model()
        assert isinstance(model, LineModel)
        column = model.table.columns[index.column()]
        editor: PaperLine | CellText
        if column.type == "multiline" or "\n" in model.text(index.row(), index.column()):
            editor = CellText(parent)
            editor.done.connect(self._entered)
            editor.tabbed.connect(self._tabbed)
            editor.textChanged.connect(self.typing)
        else:
            editor = self._line(column, parent)
        editor.setAutoFillBackground(True)
        editor.setProperty("cell", True)
        editor.setAccessibleName(model.place(index.row(), index.column()).rstrip("：: "))
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """The cell's text, all of it marked by the view."""
        text = str(index.data(Qt.ItemDataRole.EditRole))
        if isinstance(editor, PaperLine):
            if not editor.isModified():
                editor.setText(text)
                editor.setProperty("offer", None)
        elif isinstance(editor, CellText) and not editor.document().isModified():
            editor.setPlainText(text)
            editor.document().setModified(False)
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Hand the text, or the entry taken from a list, to the model."""
        assert isinstance(model, LineModel)
        if isinstance(editor, CellText):
            if editor.document().isModified():
                editor.document().setModified(False)
                model.setData(index, editor.toPlainText())
            return
        assert isinstance(editor, PaperLine)
        offer = self._offer(editor, model.table.columns[index.column()])
        if offer is not None:
            model.set_value(index, offer.value)
        elif editor.isModified():
            editor.setModified(False)
            model.setData(index, editor.text())

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """The cell, and beyond it where the cell is too narrow to write in."""
        rect = QRect(option.rect)  # type: ignore[attr-defined]
        room = editor.parentWidget().rect()
        least = _LEAST_WIDTH
        if isinstance(editor, CellText):
            least = 220
            line = editor.fontMetrics().lineSpacing()
            rect.setHeight(max(rect.height(), _PAPER_LINES * line + 8))
        if rect.width() < least:
            rect.setWidth(least)
            rect.moveRight(min(rect.right(), room.right()))
        if rect.bottom() > room.bottom():
            rect.moveBottom(max(room.bottom(), rect.height() - 1))
        editor.setGeometry(rect)

    def _line(self, column: Field, parent: QWidget) -> PaperLine:
        kind = column.type
        line = PaperLine(parent, mark="list" if kind in _LISTS else "")
        line.enter.connect(self._entered)
        line.textEdited.connect(self.typing)
        if kind in _LATIN:
            line.setInputMethodHints(Qt.InputMethodHint.ImhPreferLatin)
        if kind in _FIGURES:
            line.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if kind in ("date", "datetime"):
            self._add_date_keys(line, column)
        elif kind in _LISTS or kind == "text":
            offers = _Offers(column, self._context)
            strict = kind == "bool" or (kind == "choice" and not column.open_choice)
            suggestions = Suggestions(line, offers.find, strict=strict)
            suggestions.taken.connect(self._taken)
            line.setProperty("offers", offers)
        return line

    def _add_date_keys(self, line: PaperLine, column: Field) -> None:
        from gydesk.catalogue.types import type_of

        kind, library, lang = type_of(column), self._context.library, self._context.lang

        def write(moment: datetime) -> str:
            stored = (
                moment.date().isoformat()
                if column.type == "date"
                else moment.isoformat(timespec="minutes")
            )
            return kind.list_text(stored, column, library, lang)

        DateKeys(line, lambda text: kind.parse(text, column, library), write, self._context.now)

    def _offer(self, line: PaperLine, column: Field) -> Offer | None:
        """The entry that was taken, or whose exact text stands in the line."""
        offers = line.property("offers")
        taken = line.property("offer")
        if taken is not None and taken.text == line.text():
            return taken  # type: ignore[no-any-return]
        if column.type == "text" or offers is None or not line.isModified():
            return None
        wanted = line.text().strip()
        return next((one for one in offers.find(wanted) if one.text == wanted), None)

    def _taken(self, offer: Offer) -> None:
        line = self.sender().parent()
        assert isinstance(line, PaperLine)
        line.setText(offer.text)
        line.setModified(True)
        line.setProperty("offer", offer)

    def _entered(self) -> None:
        editor = self.sender()
        assert isinstance(editor, QWidget)
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.SubmitModelCache)

    def _tabbed(self, forward: bool) -> None:
        editor = self.sender()
        assert isinstance(editor, QWidget)
        hints = QAbstractItemDelegate.EndEditHint
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, hints.EditNextItem if forward else hints.EditPreviousItem)


class _Offers:
    """What is offered in the cells of one column."""

    def __init__(self, column: Field, context: FormContext) -> None:
        self._column = column
        self._context = context

    def find(self, text: str) -> Sequence[Any]:
        """The entries for ``text``."""
        kind = self._column.type
        if kind in ("choice", "multichoice"):
            return narrowed(choice_entries(self._column, self._context), text)
        if kind == "bool":
            return narrowed([Entry(tr("Yes"), True), Entry(tr("No"), False)], text)
        if kind == "department":
            return narrowed(department_entries(self._context), text)
        if kind == "text" and not text.strip():
            return ()
        return self._context.options(self._column, text)
