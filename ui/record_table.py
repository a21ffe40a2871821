"""The table that shows the records of a form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from gydesk.words import tr
from ui import style
from ui.record_model import COLUMNS, HEAD, RecordModel
from ui.state_pill import paint_state

if TYPE_CHECKING:
    from gydesk.store.query import RecordHead

_Index = QModelIndex | QPersistentModelIndex


class StateDelegate(QStyledItemDelegate):
    """A state as a word on its quiet colour."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Row ground by the style, then the word in its pill."""
        head = index.data(HEAD)
        text = str(index.data() or "")
        self.initStyleOption(option, index)
        option.text = ""
        widget = option.widget
        control = widget.style().ControlElement.CE_ItemViewItem
        widget.style().drawControl(control, option, painter, widget)
        if head is not None and text:
            paint_state(painter, QRectF(option.rect).adjusted(4, 0, -4, 0), text, head.state)


class RecordTable(QTableView):
    """Shows a ``RecordModel``; the columns that a narrow place cannot hold fold away."""

    chosen = Signal(str, bool)
    """A record's id, and whether it is wanted for work (click, Enter) or only passed by."""
    narrowed = Signal()

    def __init__(self, model: RecordModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.records = model
        self.setObjectName("plain")
        self.setModel(model)
        self.setAccessibleName(tr("Records"))
        self.setItemDelegateForColumn(COLUMNS.index("state"), StateDelegate(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSortIndicatorShown(True)
        header.setSectionsClickable(True)
        header.setMinimumSectionSize(40)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(COLUMNS.index("title"), QHeaderView.ResizeMode.Stretch)
        header.sortIndicatorChanged.connect(self._sort)
        self.show_order()
        self.clicked.connect(self._clicked)
        self._fit()

    def show_order(self) -> None:
        """Show the order that the model has, without sorting."""
        query = self.records.query
        header = self.horizontalHeader()
        header.blockSignals(True)
        order = query.order_by if query else "date"
        down = query.descending if query else True
        header.setSortIndicator(
            COLUMNS.index(order) if order in COLUMNS else 0,
            Qt.SortOrder.DescendingOrder if down else Qt.SortOrder.AscendingOrder,
        )
        header.blockSignals(False)

    def select(self, record: str) -> bool:
        """Mark a record without opening it; False when it is not in sight."""
        row = self.records.row_of(record) if record else -1
        selection = self.selectionModel()
        selection.blockSignals(True)
        if row >= 0:
            self.setCurrentIndex(self.records.index(row, 0))
        else:
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())
        selection.blockSignals(False)
        self.viewport().update()
        return row >= 0

    def current(self) -> RecordHead | None:
        """The marked record."""
        index = self.currentIndex()
        return self.records.head(index.row()) if index.isValid() else None

    def currentChanged(self, current: _Index, previous: _Index) -> None:
        """Passing by with the arrows shows a record."""
        super().currentChanged(current, previous)
        if self.hasFocus() and current.isValid() and not self.selectionModel().signalsBlocked():
            head = self.records.head(current.row())
            if head is not None:
                self.chosen.emit(head.id, False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes into the record."""
        head = self.current()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and head is not None:
            self.chosen.emit(head.id, True)
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click opens once, when it is let go; passing by is for keys."""
        selection = self.selectionModel()
        selection.blockSignals(True)
        super().mousePressEvent(event)
        selection.blockSignals(False)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A bar before the marked line while one is here."""
        super().paintEvent(event)
        rect = self.visualRect(self.currentIndex())
        if self.hasFocus() and not rect.isEmpty():
            painter = QPainter(self.viewport())
            painter.fillRect(0, rect.top(), 3, rect.height(), QColor(style.tokens().accent))
            painter.end()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def sizeHint(self) -> QSize:
        return QSize(style.px(280), style.px(300))

    @Slot(int, Qt.SortOrder)
    def _sort(self, column: int, order: Qt.SortOrder) -> None:
        head = self.current()
        self.records.sort(column, order)
        if head is not None:
            self.select(head.id)

    @Slot(QModelIndex)
    def _clicked(self, index: QModelIndex) -> None:
        head = self.records.head(index.row())
        if head is not None:
            self.chosen.emit(head.id, True)

    def _fit(self) -> None:
        """Widths by the font; number and person only where there is room."""
        metrics = self.fontMetrics()
        widths = {
            "date": metrics.horizontalAdvance("2026-11-24") + 16,
            "state": min(
                max(map(metrics.horizontalAdvance, self.records.state_names())),
                metrics.horizontalAdvance("Submitted"),
            )
            + 26,
            "number": metrics.horizontalAdvance("GCRZ-GY2014-001-A001") + 16,
            "person": metrics.horizontalAdvance("欧阳建国") + 16,
        }
        room = self.viewport().width() - widths["date"] - widths["state"]
        subject = metrics.horizontalAdvance("机房设备安装调试")
        for name, width in widths.items():
            self.setColumnWidth(COLUMNS.index(name), width)
        for name in ("number", "person"):
            fits = room - widths[name] >= subject * 1.2
            self.setColumnHidden(COLUMNS.index(name), not fits)
            room -= widths[name] if fits else 0
        self.verticalHeader().setDefaultSectionSize(metrics.height() + style.px(10))
