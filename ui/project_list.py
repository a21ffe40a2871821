"""The projects at the left: search, choose, add."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from gydesk.words import tr
from ui import icons, style

if TYPE_CHECKING:
    from gydesk.workflow.projects import ProjectRow
    from ui.actions import Actions

_Index = QModelIndex | QPersistentModelIndex
_ROW = Qt.ItemDataRole.UserRole
_SEARCH_PAUSE_MS = 150


class ProjectModel(QAbstractListModel):
    """All projects first, then each."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[ProjectRow] = []
        self._state_name: Callable[[str], str] = str

    def show_rows(self, rows: list[ProjectRow], state_name: Callable[[str], str]) -> None:
        """Replace what is shown."""
        self.beginResetModel()
        self.rows, self._state_name = rows, state_name
        self.endResetModel()

    def row_of(self, project: str) -> int:
        """The row of a project; 0, all projects, when it is not here."""
        return next((n + 1 for n, row in enumerate(self.rows) if row.id == project), 0)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.rows) + 1

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row() - 1] if index.row() else None
        if role == _ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return (row.name or row.project_no) if row else tr("All projects")
        if row is None:
            return None
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            parts = (row.name, row.project_no, row.customer_name, self.state_name(row))
            return "\n".join(part for part in parts if part)
        return None

    def state_name(self, row: ProjectRow) -> str:
        """The project's state in words."""
        return self._state_name(row.state) if row.state else ""


class ProjectList(QFrame):
    """Shows projects; ``chosen`` carries an id, "" for all."""

    chosen = Signal(str)
    searched = Signal(str)

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sidePanel")
        self.model = ProjectModel(self)
        self.current = ""
        self.search = QLineEdit(self)
        self.search.setObjectName("search")
        self.search.setClearButtonEnabled(True)
        self.search.setPlaceholderText(tr("Find a project"))
        self.search.setAccessibleName(tr("Find a project"))
        self.search.addAction(icons.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.search.installEventFilter(self)
        self.view = _View(self.model, self)
        self.view.picked.connect(self._picked)
        self.empty = QLabel(self)
        self.empty.setObjectName("hint")
        self.empty.setWordWrap(True)
        self.empty.setContentsMargins(style.px(12), 0, style.px(12), 0)
        self.empty.hide()
        self.new_button = QToolButton(self)
        self.new_button.setDefaultAction(actions["new_project"])
        self.new_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.edit_button = QToolButton(self)
        self.edit_button.setDefaultAction(actions["edit_project"])
        bottom = QHBoxLayout()
        bottom.setContentsMargins(style.px(6), 0, style.px(6), style.px(6))
        bottom.addWidget(self.new_button)
        bottom.addStretch()
        bottom.addWidget(self.edit_button)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, style.px(8), 0, 0)
        box.setSpacing(style.px(6))
        margin = QHBoxLayout()
        margin.setContentsMargins(style.px(8), 0, style.px(8), 0)
        margin.addWidget(self.search)
        box.addLayout(margin)
        box.addWidget(self.empty)
        box.addWidget(self.view, 1)
        box.addLayout(bottom)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_SEARCH_PAUSE_MS)
        self._pause.timeout.connect(self._search_now)
        self.search.textChanged.connect(self._pause.start)

    def show_rows(self, rows: list[ProjectRow], state_name: Callable[[str], str]) -> None:
        """Show projects, the chosen one marked."""
        self.model.show_rows(rows, state_name)
        self.view.mark(self.model.row_of(self.current))
        if rows:
            self.empty.hide()
            return
        if self.search.text():
            self.empty.setText(tr("No project has this name, number or customer."))
        else:
            self.empty.setText(tr("No project yet. Enter the first one with “New project”."))
        self.empty.show()

    def choose(self, project: str) -> None:
        """Mark a project, and tell when it is another one."""
        self.view.mark(self.model.row_of(project))
        if project != self.current:
            self.current = project
            self.chosen.emit(project)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down and Enter go from the search into the list."""
        if watched is self.search and isinstance(event, QKeyEvent):
            pressed = event.type() == QEvent.Type.KeyPress
            if pressed and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if self._pause.isActive():
                    self._pause.stop()
                    self._search_now()
                self.view.setFocus(Qt.FocusReason.TabFocusReason)
                if event.key() != Qt.Key.Key_Down and self.model.rows:
                    self.choose(self.model.rows[0].id)
                return True
        return super().eventFilter(watched, event)

    @Slot()
    def _search_now(self) -> None:
        self.searched.emit(self.search.text().strip())

    @Slot(int)
    def _picked(self, row: int) -> None:
        self.choose(self.model.rows[row - 1].id if row > 0 else "")


class _View(QListView):
    picked = Signal(int)

    def __init__(self, model: ProjectModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("plain")
        self.setAccessibleName(tr("Projects"))
        self.setModel(model)
        self.setItemDelegate(_Row(self))
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self._clicked)

    def mark(self, row: int) -> None:
        """Mark a row without telling anybody."""
        selection = self.selectionModel()
        selection.blockSignals(True)
        self.setCurrentIndex(self.model().index(row, 0))
        selection.blockSignals(False)
        self.viewport().update()

    def currentChanged(self, current: _Index, previous: _Index) -> None:
        """The arrows choose as they pass."""
        super().currentChanged(current, previous)
        if self.hasFocus() and not self.selectionModel().signalsBlocked():
            self.picked.emit(current.row())

    @Slot(QModelIndex)
    def _clicked(self, index: QModelIndex) -> None:
        self.picked.emit(index.row())


class _Row(QStyledItemDelegate):
    """Name, and below it the number and the state in grey."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        colours = style.tokens()
        rect: QRect = option.rect
        painter.save()
        painter.setFont(option.font)
        metrics = painter.fontMetrics()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        hover = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if selected or hover:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.selected if selected else colours.hover)
            painter.drawRoundedRect(QRectF(rect).adjusted(6, 1, -6, -1), 4, 4)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(colours.accent)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(rect).adjusted(6.5, 1.5, -6.5, -1.5), 4, 4)
        inside = rect.adjusted(style.px(14), style.px(5), -style.px(14), -style.px(5))
        row = index.data(_ROW)
        painter.setPen(colours.text)
        name = metrics.elidedText(str(index.data()), Qt.TextElideMode.ElideRight, inside.width())
        line = QRect(inside.left(), inside.top(), inside.width(), metrics.height())
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft, name)
        if row is not None:
            self._second(painter, inside, row, index)
        painter.restore()

    def _second(self, painter: QPainter, inside: QRect, row: ProjectRow, index: _Index) -> None:
        font = painter.font()
        font.setPointSizeF(font.pointSizeF() * 0.9)
        painter.setFont(font)
        painter.setPen(style.tokens().muted)
        metrics = painter.fontMetrics()
        line = QRect(
            inside.left(), inside.bottom() - metrics.height() + 1, inside.width(), metrics.height()
        )
        model = index.model()
        state = model.state_name(row) if isinstance(model, ProjectModel) else ""
        number = metrics.elidedText(row.project_no, Qt.TextElideMode.ElideRight, line.width())
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft, number)
        line.setLeft(line.left() + metrics.horizontalAdvance(number) + 8)
        state = metrics.elidedText(state, Qt.TextElideMode.ElideRight, line.width())
        painter.drawText(line, Qt.AlignmentFlag.AlignRight, state)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        height = option.fontMetrics.height()
        two = index.row() > 0
        return QSize(style.px(150), round(height * (1.95 if two else 1)) + style.px(12))
