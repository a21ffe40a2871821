"""Printing: what is asked, the PDF made off the window's thread, and the window that shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

if TYPE_CHECKING:
    from gydesk.catalogue.kinds import Lang
    from gydesk.workflow.desk import Desk
    from ui.actions import Actions
    from ui.department_tab import DepartmentTab
    from ui.dialogs.print_preview import PrintPreview
    from ui.main_window import MainWindow


class Printing(QObject):
    """Opens the preview for the record on the page, or for the form empty."""

    def __init__(
        self,
        desk: Desk,
        lang: Lang,
        actions: Actions,
        tab: DepartmentTab,
        window: MainWindow,
    ) -> None:
        super().__init__(window)
        self._desk = desk
        self._lang = lang
        self._tab = tab
        self._window = window
        self.preview: PrintPreview | None = None
        actions["print"].triggered.connect(self.print_record)
        actions["blank"].triggered.connect(self.print_blank)

    @Slot()
    def print_record(self) -> None:
        """The record on the page, saved first: the paper shows what is kept."""
        page = self._tab.page
        if page.draft is None or not page.save(even_untouched=True):
            return
        self._show(page.draft.form.id, page.draft.id)

    @Slot()
    def print_blank(self) -> None:
        """The form empty, to be filled with a pen."""
        form = self._tab.form
        if form is not None:
            self._show(form.id, "")

    def _show(self, form: str, record: str) -> None:
        from ui.dialogs.print_preview import PrintPreview

        dialog = PrintPreview(
            self._desk,
            self._window.work,
            self._lang,
            form,
            record,
            project=self._tab.project,
            settings=self._window.settings,
            parent=self._window,
        )
        self.preview = dialog
        dialog.finished.connect(self._closed)
        dialog.open()

    @Slot()
    def _closed(self) -> None:
        if self.preview is not None:
            self.preview.deleteLater()
            self.preview = None
        self._window.activateWindow()
