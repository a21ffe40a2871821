"""The frame of the window: tabs above, projects at the left, a place for pages, a status line.

It stands before the database is open and knows only the names of the departments.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QMenu,
    QProgressBar,
    QSplitter,
    QStackedWidget,
    QTabBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from gydesk.words import tr
from ui import icons, style
from ui.actions import Actions
from ui.project_list import ProjectList
from ui.settings import UiSettings
from ui.shell import NARROW, first_size
from ui.tabs import OVERVIEW, tab_names
from ui.work import Task

if TYPE_CHECKING:
    from gydesk.catalogue.kinds import Lang

_MENU: tuple[tuple[str, ...], ...] = (
    ("new_project", "edit_project"),
    ("people", "suppliers", "company"),
    ("refresh", "projects", "records", "find_form"),
    ("backup", "restore_backup"),
    ("settings", "demo", "about"),
    ("quit",),
)


class Frame(QMainWindow):
    """Everything of the window that needs no database."""

    tab_chosen = Signal(str)
    closing = Signal(QCloseEvent)

    def __init__(self, settings: UiSettings, lang: Lang) -> None:
        super().__init__()
        self.settings = settings
        self.lang = lang
        self.actions_ = Actions(self)
        self.setWindowTitle(tr("GYDesk"))
        self.addActions(list(self.actions_))
        self.tabs = QTabBar(self)
        self.projects = ProjectList(self.actions_, self)
        self.stack = QStackedWidget(self)
        self.split = QSplitter(Qt.Orientation.Horizontal, self)
        self.project_button = QToolButton(self)
        self.progress = _Progress(self)
        self._tab_ids: list[str] = []
        self._build()
        self._restore()
        self.tabs.currentChanged.connect(self._tab_changed)
        self.actions_["projects"].toggled.connect(self._show_projects)
        self.actions_["quit"].triggered.connect(self._quit)

    def _build(self) -> None:
        bar = QFrame(self)
        bar.setObjectName("topBar")
        row = QHBoxLayout(bar)
        row.setContentsMargins(style.px(6), 0, style.px(6), 0)
        row.setSpacing(style.px(4))
        self.project_button.setDefaultAction(self.actions_["projects"])
        self.project_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        row.addWidget(self.project_button)
        self.tabs.setObjectName("mainTabs")
        self.tabs.setAccessibleName(tr("Departments"))
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(True)
        for id, name in tab_names(self.lang):
            self._add_tab(id, name)
        row.addWidget(self.tabs, 1)
        self.find_button = self._button("find_form")
        self.find_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        row.addWidget(self.find_button)
        self.menu_button = QToolButton(self)
        self.menu_button.setIcon(icons.icon("dots"))
        self.menu_button.setToolTip(tr("More: projects, people, settings"))
        self.menu_button.setAccessibleName(tr("Main menu"))
        self.menu_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu_button.setMenu(self._menu())
        row.addWidget(self.menu_button)
        side = style.px(style.ICON)
        for button in (self.project_button, self.find_button, self.menu_button):
            button.setIconSize(QSize(side, side))
        self.split.setObjectName("outer")
        self.split.setHandleWidth(1)
        self.split.addWidget(self.projects)
        self.split.addWidget(self.stack)
        self.split.setCollapsible(0, False)
        self.split.setCollapsible(1, False)
        self.split.setStretchFactor(1, 1)
        self.projects.setMinimumWidth(style.px(160))
        self.split.setSizes([style.px(200), style.px(1160)])
        whole = QWidget(self)
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(self.split, 1)
        self.setCentralWidget(whole)
        self.placeholder = QLabel(tr("Opening…"), self)
        self.placeholder.setObjectName("hint")
        self.placeholder.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.stack.addWidget(self.placeholder)
        self.who = QLabel(self)
        self.who.setContentsMargins(0, 0, style.px(10), 0)
        self.statusBar().setSizeGripEnabled(False)
        self.statusBar().addPermanentWidget(self.progress)
        self.statusBar().addPermanentWidget(self.who)
        self.progress.hide()

    def _button(self, id: str) -> QToolButton:
        button = QToolButton(self)
        button.setDefaultAction(self.actions_[id])
        return button

    def _add_tab(self, id: str, name: str) -> None:
        self._tab_ids.append(id)
        self.tabs.addTab(name)

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        for group in _MENU:
            menu.addActions([self.actions_[id] for id in group])
            menu.addSeparator()
        return menu

    # ---- tabs and side panel

    @property
    def tab(self) -> str:
        """The department whose tab is in front; "" is 总览."""
        at = self.tabs.currentIndex()
        return self._tab_ids[at] if 0 <= at < len(self._tab_ids) else OVERVIEW

    def show_tab(self, id: str) -> None:
        """Bring a tab to the front."""
        if id in self._tab_ids:
            self.tabs.setCurrentIndex(self._tab_ids.index(id))

    @Slot(int)
    def _tab_changed(self, _at: int) -> None:
        self.tab_chosen.emit(self.tab)

    def name_project(self, name: str) -> None:
        """The project's name, shown above where the list is hidden."""
        self._project_name = name
        hidden = not self.actions_["projects"].isChecked()
        shown = name or tr("All projects")
        room = style.px(150)
        elided = self.fontMetrics().elidedText(shown, Qt.TextElideMode.ElideRight, room)
        self.project_button.setText(elided if hidden else "")
        self.project_button.setToolButtonStyle(
            Qt.ToolButtonStyle.ToolButtonTextBesideIcon
            if hidden
            else Qt.ToolButtonStyle.ToolButtonIconOnly
        )

    @Slot(bool)
    def _show_projects(self, shown: bool) -> None:
        self.projects.setVisible(shown)
        self.name_project(self._project_name)

    @Slot()
    def _quit(self) -> None:
        self.window().close()

    # ---- what is remembered

    _project_name = ""

    def _restore(self) -> None:
        first_size(self, self.settings)
        split = self.settings.state("outer")
        if split is not None:
            self.split.restoreState(split)
        shown = self.settings.flag("projects", self.width() >= style.px(NARROW))
        self.actions_["projects"].setChecked(shown)
        self._show_projects(shown)

    def keep_places(self) -> None:
        """Remember size, splitters and panels."""
        self.settings.put("geometry", self.window().saveGeometry())
        self.settings.put("outer", self.split.saveState())
        self.settings.put_flag("projects", self.actions_["projects"].isChecked())

    def show_task(self, task: Task, text: str, *, cancellable: bool = True) -> None:
        """Show a long operation's progress in the status line."""
        self.progress.follow(task, text, cancellable)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Whoever owns unsaved things may still ``ignore`` the event."""
        self.closing.emit(event)
        if event.isAccepted():
            self.keep_places()
            self.settings.write()


class _Progress(QWidget):
    """What is going on, how far it is, and a way to stop it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._task: Task | None = None
        self._text = ""
        self.label = QLabel(self)
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.bar.setFixedSize(style.px(140), style.px(8))
        self.stop = QToolButton(self)
        self.stop.setText(tr("Cancel"))
        self.stop.setAccessibleName(tr("Cancel what is going on"))
        self.stop.clicked.connect(self._stop)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.label)
        row.addWidget(self.bar)
        row.addWidget(self.stop)

    def follow(self, task: Task, text: str, cancellable: bool) -> None:
        """Show ``task`` until it ends."""
        self._task, self._text = task, text
        self.label.setText(text)
        self.bar.setRange(0, 0)
        self.stop.setVisible(cancellable)
        self.stop.setEnabled(True)
        self.show()
        task.progressed.connect(self._progressed)
        task.ended.connect(self._ended)

    @Slot(int, int, str)
    def _progressed(self, done: int, total: int, text: str) -> None:
        if self.sender() is not self._task:
            return
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self.label.setText(f"{self._text} {text}" if text else self._text)

    @Slot()
    def _ended(self) -> None:
        if self.sender() is self._task:
            self._task = None
            self.hide()

    @Slot()
    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self.stop.setEnabled(False)
            self.label.setText(tr("Stopping…"))
