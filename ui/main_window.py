"""The window: the frame, filled with the desk once the database is open."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QMessageBox

from gydesk import words
from gydesk.errors import DeskError, StoreError
from gydesk.words import sentence, tr
from ui.commands import Commands, sample_database
from ui.frame import Frame
from ui.guard import Guard, log
from ui.settings import UiSettings
from ui.tabs import OVERVIEW
from ui.work import Progress, Work

if TYPE_CHECKING:
    from gydesk.store.query import RecordHead
    from gydesk.workflow.desk import Desk
    from ui.department_tab import DepartmentTab
    from ui.overview import OverviewPage
    from ui.places import Places
    from ui.printing import Printing
    from ui.record_flow import RecordFlow

_IDLE_MS = 120_000
_PATIENCE_MS = 250
"""A save that cannot be made is told and tried again; the window does not stand still for it."""


class MainWindow(Frame):
    """Projects, tabs and pages over one desk."""

    dress_wanted = Signal()
    """Colours or size were chosen anew."""
    again_wanted = Signal()
    """The window must be built anew: another language or size."""
    other_wanted = Signal(str)
    """Another database is to be opened, in a window built anew."""

    def __init__(self, settings: UiSettings, work: Work, guard: Guard) -> None:
        super().__init__(settings, words.language())
        self.work = work
        self.guard = guard
        self.desk: Desk | None = None
        self.target = ""
        self.tab_page: DepartmentTab
        self.overview_page: OverviewPage
        self.flow: RecordFlow
        self.printing: Printing
        self.places: Places
        self._telling = False
        self._dialog: QDialog | None = None
        self._idle = QTimer(self)
        self._idle.setInterval(_IDLE_MS)
        self._idle.timeout.connect(self._tidy)
        self.closing.connect(self._close_asked)
        guard.caught.connect(self.tell)
        for action in self.actions_:
            if action.objectName() not in ("quit", "about", "settings", "projects"):
                action.setEnabled(False)
        self.commands = Commands(self)

    # ---- opening

    def open_database(self, target: str, *, anywhere: bool = False) -> None:
        """Open the database off this thread; the pages come when it is open."""
        self.target = target
        self.placeholder.setText(tr("Opening…"))
        self.stack.setCurrentWidget(self.placeholder)
        sample = target == sample_database()
        op = partial(_open, target, anywhere, sample)
        task = self.work.run(op).then(self.show_desk).failed(self._not_opened)
        if sample:
            self.show_task(task, tr("Opening the sample data"), cancellable=False)

    @Slot(object)
    def show_desk(self, desk: Desk) -> None:
        """Fill the frame."""
        from ui.department_tab import DepartmentTab
        from ui.overview import OverviewPage
        from ui.places import Places
        from ui.printing import Printing
        from ui.record_flow import RecordFlow

        self.desk = desk
        desk.db.be_patient(_PATIENCE_MS)
        for action in self.actions_:
            action.setEnabled(True)
        self.tab_page = DepartmentTab(desk, self.lang, self.actions_, self.settings, self)
        self.overview_page = OverviewPage(desk, self.work, self.lang, self.actions_, self)
        self.commands.take(desk)
        self.flow = RecordFlow(desk, self.lang, self.actions_, self.tab_page)
        self.printing = Printing(desk, self.lang, self.actions_, self.tab_page, self)
        self.stack.addWidget(self.overview_page)
        self.stack.addWidget(self.tab_page)
        self._wire()
        self.places = Places(self, desk)
        self.refresh_projects()
        self.places.go_back()
        self._idle.start()
        if not desk.user.get("name"):
            QTimer.singleShot(0, self, self.commands.first_start)

    def _wire(self) -> None:
        actions, tab, page = self.actions_, self.tab_page, self.overview_page
        self.tab_chosen.connect(self._tab)
        self.projects.chosen.connect(self.project_chosen)
        self.projects.searched.connect(self.refresh_projects)
        page.record_wanted.connect(self.open_record)
        page.form_wanted.connect(self.open_form)
        page.project_wanted.connect(self.choose_project)
        for source in (page, tab):
            source.failed.connect(self.tell)
        tab.place_changed.connect(self._place_changed)
        tab.page.standing_changed.connect(self._title)
        self.flow.changed.connect(self._stepped)
        for id, slot in (("new", self._new), ("save", self._save), ("refresh", self.refresh)):
            actions[id].triggered.connect(slot)

    @Slot(object)
    def _not_opened(self, error: Exception) -> None:
        from ui.unopened import Unopened

        if not isinstance(error, StoreError | DeskError):
            self.guard.take(error)
        page = Unopened(self.target, error, self.work, self)
        page.again.connect(self._again)
        page.anywhere.connect(self._open_anywhere)
        self.stack.addWidget(page)
        self.stack.setCurrentWidget(page)

    @Slot()
    def _again(self) -> None:
        self.open_database(self.target)

    @Slot()
    def _open_anywhere(self) -> None:
        self.open_database(self.target, anywhere=True)

    # ---- where we are

    @Slot(str)
    def _tab(self, tab: str) -> None:
        if tab == OVERVIEW:
            self.tab_page.page.save(quiet=True)
            self.overview_page.show_project(self.projects.current)
            self.stack.setCurrentWidget(self.overview_page)
        elif self.tab_page.show_place(tab, self.projects.current):
            self.stack.setCurrentWidget(self.tab_page)
        else:
            self.show_tab(self.tab_page.department)
        self._place_changed()

    @Slot(str)
    def project_chosen(self, project: str) -> None:
        """Show another project where we are, unless what is on the screen cannot be saved."""
        assert self.desk is not None
        if not self.tab_page.page.save(quiet=True):
            self.projects.current = self.tab_page.project
            self.refresh_projects()
            return
        values = self.desk.project(project) if project else None
        self.name_project(str((values or {}).get("short_name") or (values or {}).get("name") or ""))
        self.actions_["edit_project"].setEnabled(bool(project))
        self._tab(self.tab)

    @Slot(str)
    def choose_project(self, project: str) -> None:
        """Go to a project."""
        if self.projects.search.text():
            self.projects.search.clear()
            self.refresh_projects()
        self.projects.choose(project)

    @Slot(str)
    def open_form(self, form_id: str) -> None:
        """Go to a form's records in its department's tab."""
        assert self.desk is not None
        form = self.desk.library.forms[form_id]
        self.show_tab(form.department)
        if self.tab == form.department:
            self.tab_page.show_form(form_id)
            self.tab_page.forms.setFocus()

    @Slot(str)
    def open_record(self, record: str) -> None:
        """Go to a record, whichever project and department it is in."""
        assert self.desk is not None
        head = self.desk.head(record)
        if head is None:
            self.tell(StoreError("record.missing", id=record))
            return
        form = self.desk.library.forms.get(head.form)
        if form is None:
            return
        if head.project and self.projects.current and head.project != self.projects.current:
            self.choose_project(head.project)
        self.show_tab(form.department)
        if self.tab_page.form is not form:
            self.tab_page.show_form(form.id)
        self.tab_page.open_record(record, focus=True)

    @Slot()
    def _place_changed(self) -> None:
        in_tab = self.stack.currentWidget() is self.tab_page
        self.actions_["new"].setEnabled(in_tab and self.tab_page.may_add())
        for id in ("find", "bin", "records", "blank"):
            self.actions_[id].setEnabled(in_tab and self.tab_page.form is not None)
        if not in_tab:
            for id in ("save", "print", "submit"):
                self.actions_[id].setEnabled(False)
        else:
            self.flow.enable()
        self.places.keep()
        self._title()

    @Slot()
    def _title(self) -> None:
        """Program, form, and 未提交 while the record on the page is a draft."""
        parts = [tr("GYDesk")]
        page = self.tab_page.page
        draft = page.draft
        if self.stack.currentWidget() is self.tab_page and draft is not None:
            name = draft.form.name(self.lang)
            parts.insert(0, name if page.submitted() else tr("{form} (not submitted)", form=name))
        self.setWindowTitle(" - ".join(parts))

    # ---- reading again

    @Slot()
    def refresh_projects(self, _text: str = "") -> None:
        """Read the list of projects, and who works here."""
        assert self.desk is not None
        desk = self.desk
        try:
            rows = desk.projects(self.projects.search.text().strip())
        except DeskError as error:
            self.tell(error)
            return
        self.projects.show_rows(rows, self._state_name)
        device = desk.db.device
        text = tr("{name}, computer {letter}", name=device.person, letter=device.letter)
        if self.target == sample_database():
            text = tr("Sample data") + "　" + text
        self.who.setText(text)

    def _state_name(self, state: str) -> str:
        assert self.desk is not None
        return self.desk.library.choice("lifecycle", state, self.lang)

    @Slot()
    def refresh(self) -> None:
        """Read everything that is shown again."""
        if self.desk is None or not self.tab_page.page.save(quiet=True):
            return
        self.desk.refresh()
        self.refresh_projects()
        self.tab_page.refresh()
        if self.tab == OVERVIEW:
            self.overview_page.show_project(self.projects.current)

    @Slot(object)
    def _stepped(self, _head: RecordHead) -> None:
        self.tab_page.refresh()
        self.refresh_projects()
        self._title()

    @Slot()
    def _new(self) -> None:
        self.tab_page.new_record()

    @Slot()
    def _save(self) -> None:
        self.tab_page.page.save(even_untouched=True)

    # ---- in the background

    @Slot()
    def _tidy(self) -> None:
        if self.desk is None or self.work.count() or self.tab_page.page.saver.is_busy():
            return
        self.work.run(partial(_tidy, self.desk)).failed(self._not_tidied)

    @Slot(object)
    def _not_tidied(self, error: Exception) -> None:
        log(__name__).warning("no backup", exc_info=error)
        if isinstance(error, DeskError):
            self.statusBar().showMessage(sentence(error), 15_000)

    # ---- leaving

    def save_all(self) -> bool:
        """Save whatever is being typed: another program is in front, or the lid closes."""
        return self.desk is None or self.tab_page.page.save(quiet=True)

    @Slot(QCloseEvent)
    def _close_asked(self, event: QCloseEvent) -> None:
        """Closing never asks, as everything is saved; but what cannot be saved is not dropped."""
        if self.desk is None:
            return
        if not self.save_all() and not self._close_anyway():
            event.ignore()
            return
        self.places.leave()
        self.tab_page.keep_places()
        self._idle.stop()
        self.work.stop()
        self.desk.close()
        self.desk = None

    def _close_anyway(self) -> bool:
        assert self.desk is not None
        error = self.tab_page.page.saver.error
        box = QMessageBox(self)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle(tr("GYDesk"))
        box.setText(tr("The last changes could not be saved."))
        box.setInformativeText(sentence(error) if error is not None else "")
        stay = box.addButton(tr("Stay"), QMessageBox.ButtonRole.RejectRole)
        drop = box.addButton(tr("Close without them"), QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(stay)
        box.exec()
        return box.clickedButton() is drop

    @Slot(object)
    def tell(self, error: BaseException) -> None:
        """Say what went wrong, one dialog at a time."""
        from ui.dialogs.trouble import box

        if self._telling:
            return
        self._telling = True
        dialog = box(self, error)
        dialog.finished.connect(self._told)
        dialog.open()
        self._dialog = dialog

    @Slot()
    def _told(self) -> None:
        self._telling = False
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None


def _open(target: str, anywhere: bool, sample: bool, progress: Progress) -> Desk:
    """Import and open everything heavy, in a thread of its own; fill the sample once."""
    from gydesk.workflow.desk import open_desk

    desk = open_desk(target, anywhere=anywhere)
    if sample and not desk.projects():
        from gydesk.workflow import demo

        try:
            demo.fill(desk, progress)
        except BaseException:
            desk.close()
            raise
    return desk


def _tidy(desk: Desk, progress: Progress) -> None:
    from gydesk.store import tidy

    tidy.tidy(desk.db)
