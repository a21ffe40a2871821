"""The records of the chosen form: a search, a state, the recycle bin, and the table."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from gydesk.words import tr
from ui import icons, style
from ui.record_model import RecordModel
from ui.record_table import RecordTable

if TYPE_CHECKING:
    from gydesk.catalogue.kinds import Lang
    from gydesk.store.query import RecordHead, RecordQuery
    from gydesk.workflow.desk import Desk
    from ui.actions import Actions

_PASS_MS = 160
_FILTER_MS = 220
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class RecordList(QWidget):
    """Shows what a query finds, narrowed by what is typed and chosen above it."""

    chosen = Signal(str, bool)
    """A record's id, and whether it is wanted for work (click, Enter) or only passed by."""
    failed = Signal(object)

    def __init__(
        self, desk: Desk, lang: Lang, actions: Actions, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._bin = actions["bin"]
        self._base: RecordQuery | None = None
        self._states: tuple[str, ...] = ()
        self._marked = ""
        self._wanted = ""
        self.model = RecordModel(desk, lang, self)
        self.table = RecordTable(self.model, self)
        self.filter = QLineEdit(self)
        self.state_button = QToolButton(self)
        self.hint = QLabel(self)
        self._passing = _timer(self, _PASS_MS)
        self._typing = _timer(self, _FILTER_MS)
        self._build(desk, lang)
        self._passing.timeout.connect(self._passed)
        self._typing.timeout.connect(self.refresh)
        self.filter.textChanged.connect(self._typing.start)
        self.model.failed.connect(self.failed)
        self.table.chosen.connect(self._picked)
        self._bin.toggled.connect(self.refresh)
        actions["find"].triggered.connect(self.find_text)

    def _build(self, desk: Desk, lang: Lang) -> None:
        self.filter.setObjectName("search")
        self.filter.setClearButtonEnabled(True)
        self.filter.setPlaceholderText(tr("Find in these records"))
        self.filter.setAccessibleName(tr("Find in these records"))
        self.filter.addAction(icons.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.filter.installEventFilter(self)
        self.state_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.state_button.setMenu(self._state_menu(desk, lang))
        self.state_button.setAccessibleName(tr("Show only a state"))
        bin_button = QToolButton(self)
        bin_button.setDefaultAction(self._bin)
        bin_button.setIconSize(QSize(style.px(16), style.px(16)))
        bin_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        bar = QHBoxLayout()
        bar.setContentsMargins(style.px(8), style.px(6), style.px(4), style.px(2))
        bar.setSpacing(style.px(2))
        bar.addWidget(self.filter, 1)
        bar.addWidget(self.state_button)
        bar.addWidget(bin_button)
        self.hint.setObjectName("hint")
        self.hint.setWordWrap(True)
        self.hint.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.hint.setContentsMargins(style.px(12), style.px(8), style.px(12), style.px(8))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(bar)
        box.addWidget(self.hint, 1)
        box.addWidget(self.table, 1)

    def _state_menu(self, desk: Desk, lang: Lang) -> QMenu:
        menu = QMenu(self)
        self._group = QActionGroup(self)
        named = [("", tr("All states"))]
        named += [(state.id, state.name(lang)) for state in desk.library.states.values()]
        for id, name in named:
            action = QAction(name, self._group)
            action.setData(id)
            action.setCheckable(True)
            menu.addAction(action)
        self._group.actions()[0].setChecked(True)
        self.state_button.setText(named[0][1])
        self._group.triggered.connect(self._state_chosen)
        return menu

    # ---- what is shown

    def show_query(self, query: RecordQuery | None) -> None:
        """List what ``query`` finds, with nothing typed; the order stays as it was."""
        self._typing.stop()
        self._base = query
        for signaller in (self.filter, self._bin):
            signaller.blockSignals(True)
        self.filter.clear()
        self._bin.setChecked(False)
        for signaller in (self.filter, self._bin):
            signaller.blockSignals(False)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Read again, the marked record stays marked."""
        former, base = self.model.query, self._base
        if base is not None:
            base = replace(
                base,
                states=self._states,
                text=self.filter.text().strip(),
                alive=not self._bin.isChecked(),
            )
            if former is not None:
                base = replace(base, order_by=former.order_by, descending=former.descending)
        self.model.set_query(base)
        self.table.show_order()
        self.table.select(self._marked)
        self._tell_empty()

    def mark(self, record: str) -> None:
        """Mark the record that is open, without opening it."""
        self._marked = record
        self._passing.stop()
        self.table.select(record)

    def update_head(self, head: RecordHead) -> bool:
        """Show a saved record in its line; False when the list must be read again."""
        row = self.model.row_of(head.id)
        known = self.model.head(row) if row >= 0 else None
        if known is None or (known.date, known.alive) != (head.date, head.alive):
            return False
        return self.model.update_head(head)

    def focus_list(self) -> None:
        """Go into the list, at the marked record or the first."""
        self.table.setFocus(Qt.FocusReason.TabFocusReason)
        if not self.table.currentIndex().isValid():
            self.table.setCurrentIndex(self.model.index(0, 0))

    @Slot()
    def find_text(self) -> None:
        """Go into the search."""
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.selectAll()

    def _tell_empty(self) -> None:
        empty = self.model.rowCount() == 0
        if self._bin.isChecked():
            self.hint.setText(tr("The recycle bin of this form is empty."))
        elif self.filter.text().strip() or self._states:
            self.hint.setText(tr("No record fits. Clear the search to see all."))
        else:
            self.hint.setText(tr("No record of this form yet."))
        self.hint.setVisible(empty)
        self.table.setVisible(not empty)

    # ---- what the user does

    @Slot(str, bool)
    def _picked(self, record: str, entered: bool) -> None:
        self._wanted = record
        if entered:
            self._passing.stop()
            self.chosen.emit(record, True)
        else:
            self._passing.start()

    @Slot()
    def _passed(self) -> None:
        self.chosen.emit(self._wanted, False)

    @Slot(QAction)
    def _state_chosen(self, action: QAction) -> None:
        chosen = str(action.data() or "")
        self._states = (chosen,) if chosen else ()
        self.state_button.setText(action.text())
        self.refresh()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down and Enter go from the search into the list; Esc clears it."""
        if watched is not self.filter or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        assert isinstance(event, QKeyEvent)
        if event.key() == Qt.Key.Key_Down or event.key() in _ENTER:
            if self._typing.isActive():
                self._typing.stop()
                self.refresh()
            self.focus_list()
            return True
        if event.key() == Qt.Key.Key_Escape and self.filter.text():
            self.filter.clear()
            return True
        return super().eventFilter(watched, event)


def _timer(parent: QObject, pause: int) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(pause)
    return timer
