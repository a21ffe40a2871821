"""The commands that open a dialog: projects, people, company, settings, finding a form."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QDialog, QFileDialog, QMessageBox

from gydesk import paths
from gydesk.words import tr

if TYPE_CHECKING:
    from gydesk.workflow.desk import Desk
    from ui.main_window import MainWindow
    from ui.work import Progress


class Commands(QObject):
    """Belongs to one window; what needs the desk is offered once it is there."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._desk: Desk
        actions = window.actions_
        actions["settings"].triggered.connect(self.settings)
        actions["about"].triggered.connect(self.about)

    def take(self, desk: Desk) -> None:
        """The database is open."""
        self._desk = desk
        if self._window.target != paths.default_database():
            self._window.actions_["demo"].setText(tr("Back to my own data"))
        for id, slot in (
            ("find_form", self.find_form),
            ("new_project", self.new_project),
            ("edit_project", self.edit_project),
            ("people", self.people),
            ("suppliers", self.suppliers),
            ("company", self.company),
            ("demo", self.sample),
            ("backup", self.back_up),
            ("restore_backup", self.restore_backup),
        ):
            self._window.actions_[id].triggered.connect(slot)

    # ---- finding

    @Slot()
    def find_form(self) -> None:
        """Find a form by name or pinyin and go to it."""
        from ui.dialogs.find_form import FindForm

        dialog = FindForm(self._desk.library, self._window.lang, self._window)
        if _run(dialog):
            self._window.open_form(dialog.form)

    # ---- entities

    @Slot()
    def new_project(self) -> None:
        """Enter a project, and go to it."""
        self._edit("project", "")

    @Slot()
    def edit_project(self) -> None:
        """Look at and change the chosen project."""
        if self._window.projects.current:
            self._edit("project", self._window.projects.current)

    @Slot()
    def company(self) -> None:
        """Look at and change the company as it stands on the paper."""
        from gydesk.store.query import RecordQuery

        heads = self._desk.list(RecordQuery(forms=("company",)), 0, 1000)
        self._edit("company", min((head.id for head in heads), default=""))

    @Slot()
    def people(self) -> None:
        """The people whose names are offered."""
        self._edit_list("person")

    @Slot()
    def suppliers(self) -> None:
        """The suppliers that are offered."""
        self._edit_list("supplier")

    def _edit(self, kind: str, id: str) -> None:
        from ui.dialogs.entities import EntityDialog

        dialog = EntityDialog(self._desk, self._window.lang, kind, id, self._window)
        _run(dialog)
        self._window.refresh()
        if kind == "project" and dialog.id:
            self._window.choose_project(dialog.id)

    def _edit_list(self, kind: str) -> None:
        from ui.dialogs.entities import EntityList

        _run(EntityList(self._desk, self._window.lang, kind, self._window))
        self._window.refresh()

    # ---- the first start, and the sample projects

    @Slot()
    def first_start(self) -> None:
        """Ask the few things that every form then knows."""
        from ui.dialogs.first_start import FirstStart

        self._first = FirstStart(self._desk, self._window.lang, self._window)
        self._first.finished.connect(self._begun)
        self._first.open()

    @Slot(int)
    def _begun(self, result: int) -> None:
        wants_demo = result == QDialog.DialogCode.Accepted and self._first.wants_demo
        self._first.deleteLater()
        self._window.refresh()
        if wants_demo:
            self.sample()

    @Slot()
    def sample(self) -> None:
        """Go to the sample data, a database of its own, or back to one's own."""
        window = self._window
        own = paths.default_database()
        there = sample_database() if window.target == own else own
        if window.close():
            window.other_wanted.emit(there)

    # ---- backups

    @Slot()
    def back_up(self) -> None:
        """Copy the database into a file of the user's choice, off the window's thread."""
        name = f"gydesk-{self._desk.clock.today():%Y%m%d}.db"
        file, _ = QFileDialog.getSaveFileName(
            self._window, tr("Back up"), str(Path.home() / name), tr("Databases") + " (*.db)"
        )
        if file and self._window.save_all():
            task = self._window.work.run(partial(_back_up, self._desk, Path(file)))
            self._window.show_task(task, tr("Backing up"), cancellable=False)
            task.then(self._backed_up).failed(self._window.tell)

    @Slot(object)
    def _backed_up(self, file: Path) -> None:
        self._window.statusBar().showMessage(tr("Backed up as {file}", file=file.name), 10_000)

    @Slot()
    def restore_backup(self) -> None:
        """Go back to a backup, once that was confirmed."""
        path = self._desk.db.path
        if path is None:
            return
        file, _ = QFileDialog.getOpenFileName(
            self._window,
            tr("Restore a backup"),
            str(paths.backups(path)),
            tr("Databases") + " (*.db)",
        )
        if not file or not self._sure(Path(file)):
            return
        self._path, shell = path, self._window.window()
        if self._window.close():
            task = self._window.work.run(partial(_restore, Path(file), path))
            task.then(self._restored).failed(self._not_restored)
            shell.setWindowTitle(tr("Restoring the backup…"))

    def _sure(self, file: Path) -> bool:
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(tr("Restore a backup"))
        box.setText(tr("Go back to {file}?", file=file.name))
        box.setInformativeText(
            tr(
                "What was made since then is not in it. The present state is kept in the folder "
                "of backups first, so that you can come back."
            )
        )
        yes = box.addButton(tr("Restore"), QMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(box.addButton(tr("Cancel"), QMessageBox.ButtonRole.RejectRole))
        box.exec()
        box.deleteLater()
        return box.clickedButton() is yes

    @Slot(object)
    def _restored(self, _kept: object) -> None:
        self._window.other_wanted.emit(str(self._path))

    @Slot(object)
    def _not_restored(self, error: Exception) -> None:
        from ui.dialogs.trouble import tell

        tell(self._window.window(), error)
        self._window.other_wanted.emit(str(self._path))

    # ---- the program itself

    @Slot()
    def settings(self) -> None:
        """Language, size, colours, user and letter."""
        from ui.dialogs.settings import SettingsDialog

        window = self._window
        dialog = SettingsDialog(window.settings, window.desk, window)
        if not _run(dialog):
            return
        if dialog.rebuild:
            if window.close():
                window.again_wanted.emit()
            return
        window.dress_wanted.emit()
        window.refresh()

    @Slot()
    def about(self) -> None:
        """Version, places, keys."""
        from ui.dialogs.about import About

        _run(About(self._window.actions_, self._window.target, self._window))


def _run(dialog: QDialog) -> bool:
    """Show a dialog until it is closed; True when it was accepted."""
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    owner = dialog.parentWidget()
    if owner is not None:
        owner.activateWindow()  # not every window manager gives the focus back
    return accepted


def sample_database() -> str:
    """Where the sample projects lie."""
    return str(paths.user_data() / "sample.db")


def _back_up(desk: Desk, file: Path, progress: Progress) -> Path:
    from gydesk.store import backup

    return backup.backup(desk.db, file)


def _restore(file: Path, path: Path, progress: Progress) -> Path | None:
    from gydesk.store import backup

    return backup.restore(file, path)
