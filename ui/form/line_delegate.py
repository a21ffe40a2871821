"""Editing and drawing one cell: Qt's own delegate, with the writing line of the column's type."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QBrush, QColor, QKeyEvent, QPainter, QPalette, QPen, QPolygon
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from gydesk.catalogue.types import type_of
from gydesk.words import tr
from ui.form.line_columns import INSET, MARGINS, UNBROKEN, breakable
from ui.form.line_editors import CellLine, CellOffers, CellText
from ui.form.line_model import FIGURES, LineModel
from ui.form.parts.date_keys import DateKeys
from ui.form.parts.line import ENTER, Mark
from ui.form.parts.suggest import Suggestions

if TYPE_CHECKING:
    from gydesk.catalogue.kinds import Field
    from ui.form.context import FormContext

Index = QModelIndex | QPersistentModelIndex
_LATIN = FIGURES | {"date", "datetime", "phone", "email"}
_LISTS = {"choice", "multichoice", "bool", "department", "person", "supplier_ref", "form_ref"}
_LEAST_WIDTH = {"text": 140, "multiline": 220}
_PAPER_LINES = 4
_CORNER = 7


class LineDelegate(QStyledItemDelegate):
    """Makes the editors of a line table; what is typed is read by the model."""

    typing = Signal()
    refused = Signal(object)

    def __init__(self, context: FormContext, parent: QAbstractItemView) -> None:
        super().__init__(parent)
        self._context = context
        self._view = parent

    # ---- drawing

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Calculated cells stand on the ground of labels; places for a pen say so. What is
        marked is drawn afterwards, so that its text stays legible."""
        super().initStyleOption(option, index)
        states = QStyle.StateFlag
        option.state &= ~(states.State_Selected | states.State_HasFocus)
        model = index.model()
        assert isinstance(model, LineModel)
        column = model.table.columns[index.column()]
        if column.type not in UNBROKEN:
            option.text = breakable(option.text, option.fontMetrics, option.rect.width() - MARGINS)
        palette: QPalette = option.palette
        if column.readonly:
            option.backgroundBrush = palette.alternateBase()
        elif not option.text and index.row() < model.line_count():
            faint = self._pen_words(column)
            if faint:
                option.text = faint
                palette.setColor(
                    QPalette.ColorRole.Text, palette.color(QPalette.ColorRole.PlaceholderText)
                )

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt's cell, its ruling, the corner of what is wrong, and what is marked."""
        shown = QStyleOptionViewItem(option)
        self.initStyleOption(shown, index)
        painter.fillRect(option.rect, shown.backgroundBrush)
        shown.backgroundBrush = QBrush()
        shown.rect = option.rect.adjusted(INSET, 0, -INSET, 0)
        element = QStyle.ControlElement.CE_ItemViewItem
        self._view.style().drawControl(element, shown, painter, self._view)
        painter.setPen(self._view.palette().color(QPalette.ColorRole.Mid))
        painter.drawLine(option.rect.topRight(), option.rect.bottomRight())
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        model = index.model()
        assert isinstance(model, LineModel)
        problem = model.problem(index.row(), index.column())
        if problem is not None:
            colour = model.warn_color if problem[1] == "warn" else model.error_color
            _paint_problem(painter, option.rect, colour, full=problem[1] != "warn")
        if not self._view.hasFocus():
            return
        accent = self._page_palette().color(QPalette.ColorRole.Highlight)
        if option.state & QStyle.StateFlag.State_Selected and index != self._view.currentIndex():
            painter.fillRect(option.rect, _soft(accent, 60))
        if index == self._view.currentIndex():
            painter.save()
            painter.setPen(QPen(accent, 2))
            painter.drawRect(option.rect.adjusted(1, 1, -1, -1))
            painter.restore()

    def _page_palette(self) -> QPalette:
        page = self._view.parentWidget()
        assert page is not None
        return page.palette()

    def _pen_words(self, column: Field) -> str:
        if column.type == "signature":
            return tr("Signature")
        return tr("By hand") if column.by_hand else ""

    # ---- editing

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A line for most types, writing space for text of several lines."""
        model = index.model()
        assert isinstance(model, LineModel)
        column = model.table.columns[index.column()]
        editor: CellLine | CellText
        if column.type == "multiline" or "\n" in model.text(index.row(), index.column()):
            editor = CellText(parent)
            editor.done.connect(self._entered)
            editor.tabbed.connect(self._tabbed)
            editor.textChanged.connect(self._typed)
        else:
            editor = self._line(column, parent)
        editor.before = model.value(index.row(), index.column())
        editor.refused.connect(self.refused)
        editor.setPalette(self._page_palette())  # opaque, over what is below
        editor.setAutoFillBackground(True)
        editor.setProperty("cell", True)
        editor.setAccessibleName(model.place(index.row(), index.column()).rstrip("：: "))
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """The cell's text at the start; later only what came from elsewhere, so that the text
        one is writing is never touched."""
        assert isinstance(editor, CellLine | CellText)
        text = str(index.data(Qt.ItemDataRole.EditRole))
        if editor.shown is None or (text != editor.shown and not editor.modified()):
            editor.shown = text
            editor.write(text)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Hand the text, or the entry taken from a list, to the model."""
        assert isinstance(model, LineModel)
        assert isinstance(editor, CellLine | CellText)
        if not editor.modified() or editor.composing:
            return
        offer = None
        if isinstance(editor, CellLine) and editor.offers is not None:
            taken = editor.offer
            same = taken is not None and taken.text == editor.text()
            offer = taken if same else editor.offers.meant(editor.text())
        if offer is not None:
            model.set_value(index, offer.value)
        else:
            model.setData(index, editor.written())
        editor.shown = model.text(index.row(), index.column())
        editor.set_modified(False)

    def can_read(self, editor: QWidget, model: LineModel, index: Index) -> bool:
        """Whether what stands in ``editor`` can be taken in as it is."""
        assert isinstance(editor, CellLine | CellText)
        if editor.composing or not editor.modified():
            return False
        offers = editor.offers if isinstance(editor, CellLine) else None
        if offers is not None and offers.meant(editor.written()) is not None:
            return True
        return model.can_read(index.column(), editor.written())

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """The cell, and beyond it where the cell is too narrow to write in."""
        rect = QRect(option.rect)
        parent = editor.parentWidget()
        assert parent is not None
        room = parent.rect()
        least = _LEAST_WIDTH["text"]
        if isinstance(editor, CellText):
            least = _LEAST_WIDTH["multiline"]
            line = editor.fontMetrics().lineSpacing()
            rect.setHeight(max(rect.height(), _PAPER_LINES * line + 8))
        if rect.width() < least:
            rect.setWidth(least)
            rect.moveRight(min(rect.right(), room.right()))
        if rect.bottom() > room.bottom():
            rect.moveBottom(max(room.bottom(), rect.height() - 1))
        editor.setGeometry(rect)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter is the editor's own: Qt would end the cell a second time, a moment later."""
        if isinstance(event, QKeyEvent) and event.key() in ENTER:
            return False
        return super().eventFilter(watched, event)

    def _line(self, column: Field, parent: QWidget) -> CellLine:
        kind = column.type
        mark: Mark = "list" if kind in _LISTS else ""
        line = CellLine(parent, mark=mark)
        line.enter.connect(self._entered)
        line.tabbed.connect(self._tabbed)
        line.textEdited.connect(self._typed)
        if kind in _LATIN:
            line.setInputMethodHints(Qt.InputMethodHint.ImhPreferLatin)
        if kind in FIGURES:
            line.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if kind in ("date", "datetime"):
            self._add_date_keys(line, column)
        elif kind in _LISTS or kind == "text":
            line.offers = CellOffers(column, self._context)
            suggestions = Suggestions(line, line.offers.find, strict=line.offers.strict)
            suggestions.taken.connect(self._taken)
        return line

    def _add_date_keys(self, line: CellLine, column: Field) -> None:
        kind, context = type_of(column), self._context

        def write(moment: datetime) -> str:
            stored = kind.dump(moment.date() if column.type == "date" else moment)
            return kind.list_text(stored, column, context.library, context.lang)

        DateKeys(
            line,
            lambda text: kind.parse(text, column, context.library, context.now()),
            write,
            context.now,
        )

    def _typed(self) -> None:
        self.typing.emit()

    def _taken(self, offer: object) -> None:
        line = self.sender().parent()
        assert isinstance(line, CellLine)
        line.write(offer.text)  # type: ignore[attr-defined]
        line.offer = offer  # type: ignore[assignment]
        line.set_modified(True)

    def _entered(self) -> None:
        self._close(QAbstractItemDelegate.EndEditHint.SubmitModelCache)

    def _tabbed(self, forward: bool) -> None:
        hints = QAbstractItemDelegate.EndEditHint
        self._close(hints.EditNextItem if forward else hints.EditPreviousItem)

    def _close(self, hint: QAbstractItemDelegate.EndEditHint) -> None:
        editor = self.sender()
        assert isinstance(editor, QWidget)
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, hint)


def _paint_problem(painter: QPainter, rect: QRect, colour: QColor, *, full: bool) -> None:
    """A tint and a corner: full for an error or something missing, open for a doubt."""
    tip = rect.topRight()
    corner = QPolygon([tip, tip + QPoint(-_CORNER, 0), tip + QPoint(0, _CORNER)])
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(rect, _soft(colour, 26))
    painter.setPen(colour)
    painter.setBrush(colour if full else Qt.BrushStyle.NoBrush)
    painter.drawPolygon(corner)
    painter.restore()


def _soft(colour: QColor, alpha: int) -> QColor:
    return QColor(colour.red(), colour.green(), colour.blue(), alpha)
