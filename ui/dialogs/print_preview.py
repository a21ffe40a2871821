"""The preview is the very PDF that is printed; what is chosen beside it makes it anew."""

from __future__ import annotations

import shutil
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTemporaryDir, QTimer, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QKeySequence, QPalette, QShortcut
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from gydesk.errors import DeskError
from gydesk.words import sentence, tr
from ui import icons, style
from ui.dialogs.base import Choice
from ui.file_names import file_name
from ui.paper_jobs import log_prints, make_blank, make_record
from ui.paper_out import print_pdf

if TYPE_CHECKING:
    from gydesk.catalogue.kinds import Lang
    from gydesk.workflow.desk import Desk
    from ui.settings import UiSettings
    from ui.work import Task, Work

_PAUSE_MS = 250


class PrintPreview(QDialog):
    """One record, or a blank form where ``record`` is ""."""

    def __init__(
        self,
        desk: Desk,
        work: Work,
        lang: Lang,
        form: str,
        record: str,
        *,
        project: str,
        settings: UiSettings,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._work = work
        self._form = desk.library.form(form)
        self._record = record
        self._project = project
        self._settings = settings
        self._task: Task | None = None
        self._made: Path | None = None
        self._folder = QTemporaryDir()
        self._number = 0
        title = self._form.name(lang)
        blank = tr("Blank form: {form}", form=title)
        self.setWindowTitle(tr("Print: {form}", form=title) if record else blank)
        self.resize(style.px(1040), style.px(680))
        self.setSizeGripEnabled(True)
        self.document = QPdfDocument(self)
        self.view = QPdfView(self)
        self.view.setDocument(self.document)
        self.view.setPageMode(QPdfView.PageMode.MultiPage)
        self.view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self.view.setAccessibleName(tr("Preview of the paper"))
        self.progress = QProgressBar(self)
        self.progress.setRange(0, 0)
        self.progress.setTextVisible(False)
        self.progress.setFixedHeight(style.px(4))
        self.told = QLabel(self)
        self.told.setObjectName("hint")
        self.told.setWordWrap(True)
        self.copies: list[QCheckBox] = []
        self.lang = Choice([("zh", "中文"), ("en", "English")], self)
        self.lang.choose(settings.text("print_lang", lang))
        self.internal = QCheckBox(tr("Internal copy: with what customers never see"), self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.make)
        self._build(lang)
        self.make()

    def _build(self, lang: Lang) -> None:
        side = QFrame(self)
        side.setObjectName("sidePanel")
        side.setFixedWidth(style.px(270))
        box = QVBoxLayout(side)
        margin = style.px(16)
        box.setContentsMargins(margin, margin, margin, margin)
        box.setSpacing(style.px(8))
        if self._record:
            heading = QLabel(tr("Copies"), side)
            heading.setFont(style.heading(self.font(), 1.0))
            box.addWidget(heading)
            for holder in self._form.copies:
                check = QCheckBox(self._desk.library.name_of("holder", holder, lang), side)
                check.setProperty("holder", holder)
                check.setChecked(True)
                check.toggled.connect(self._pause.start)
                self.copies.append(check)
                box.addWidget(check)
            self.internal.setVisible(self._form.without_internal() != self._form)
            self.internal.toggled.connect(self._internal)
            box.addWidget(self.internal)
        else:
            self.internal.hide()
        label = QLabel(tr("Language of the paper"), side)
        label.setBuddy(self.lang)
        self.lang.setAccessibleName(label.text())
        self.lang.currentIndexChanged.connect(self._pause.start)
        box.addWidget(label)
        box.addWidget(self.lang)
        box.addStretch()
        box.addWidget(self.told)
        white = QPalette.ColorRole.HighlightedText
        self.print_button = QPushButton(icons.icon("printer", white), tr("Print…"), side)
        self.save_button = QPushButton(icons.icon("download"), tr("Save as PDF…"), side)
        self.open_button = QPushButton(icons.icon("external-link"), tr("Open in PDF reader"), side)
        self.close_button = QPushButton(tr("Close"), side)
        for button, slot in (
            (self.print_button, self.print_out),
            (self.save_button, self.save_as),
            (self.open_button, self.open_outside),
            (self.close_button, self.reject),
        ):
            button.clicked.connect(slot)
            button.setAutoDefault(False)
            box.addWidget(button)
        self.print_button.setDefault(True)
        for keys, button, slot in (
            ("Ctrl+P", self.print_button, self.print_out),
            ("Ctrl+S", self.save_button, self.save_as),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(slot)
            native = shortcut.key().toString(QKeySequence.SequenceFormat.NativeText)
            button.setToolTip(f"{button.text()} ({native})")
        page = QVBoxLayout()
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(self.progress)
        page.addWidget(self.view, 1)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(side)
        whole.addLayout(page, 1)
        self._ready(False)
        self.print_button.setFocus()

    # ---- making

    @Slot()
    def make(self) -> None:
        """Make the PDF anew as chosen, off this thread; one under way is cancelled."""
        if self._task is not None:
            self._task.cancel()
            self._task = None
        if self.copies and not (self._holders() or self.internal.isChecked()):
            self._ready(False)
            self.progress.hide()
            self.told.setText(tr("Choose at least one copy."))
            return
        self._number += 1
        out = Path(self._folder.path()) / f"{self._number}.pdf"
        lang: Lang = "en" if self.lang.code() == "en" else "zh"
        if self._record:
            holders = self._holders()
            op = partial(
                make_record,
                self._desk,
                self._record,
                out,
                holders,
                lang,
                self.internal.isChecked(),
            )
        else:
            op = partial(make_blank, self._desk, self._form.id, out, self._project, lang)
        self._ready(False)
        self.progress.show()
        self.told.setText(tr("Making the pages…"))
        self._task = self._work.run(op).then(self._show).failed(self._failed)

    @Slot(object)
    def _show(self, made: Path) -> None:
        self._task = None
        self._made = made
        at = self.view.verticalScrollBar().value()
        self.document.load(str(made))
        self.view.verticalScrollBar().setValue(at)
        self.progress.hide()
        pages = self.document.pageCount()
        self.told.setText(tr("{count} pages", count=pages))
        self._ready(pages > 0)

    @Slot(object)
    def _failed(self, error: Exception) -> None:
        self._task = None
        self.progress.hide()
        if isinstance(error, DeskError):
            self.told.setText(sentence(error))
        else:
            self.told.setText(tr("The pages could not be made; the log tells more."))
            self._work.unheard.emit(error)

    def _holders(self) -> tuple[str, ...]:
        return tuple(str(one.property("holder")) for one in self.copies if one.isChecked())

    def _ready(self, ready: bool) -> None:
        for button in (self.print_button, self.save_button, self.open_button):
            button.setEnabled(ready)

    @Slot(bool)
    def _internal(self, on: bool) -> None:
        """An internal copy is one's own alone."""
        for check in self.copies:
            check.setEnabled(not on)
        self._pause.start()

    # ---- out

    @Slot()
    def print_out(self) -> None:
        """Print through the system's dialog."""
        if self.print_button.isEnabled() and print_pdf(self.document, self):
            self._log()
            self.accept()

    @Slot()
    def save_as(self) -> None:
        """Keep the PDF as a file of the user's."""
        if not self.save_button.isEnabled():
            return
        folder = Path(self._settings.text("pdf_folder", str(Path.home())))
        name = file_name(self._desk, self._record, self._form, self.lang.code())
        chosen, _ = QFileDialog.getSaveFileName(
            self, tr("Save as PDF"), str(folder / name), "PDF (*.pdf)"
        )
        self.activateWindow()
        if chosen:
            self.save_to(Path(chosen))

    def save_to(self, file: Path) -> bool:
        """Write the PDF to ``file``; what keeps it from being written is told in place."""
        assert self._made is not None
        part = file.with_name(file.name + ".part")
        try:
            shutil.copyfile(self._made, part)
            part.replace(file)
        except OSError as error:
            part.unlink(missing_ok=True)
            self.told.setText(
                tr(
                    "{file} could not be written ({why}). Choose another place.",
                    file=file.name,
                    why=error.strerror or "",
                )
            )
            return False
        self._settings.put("pdf_folder", str(file.parent))
        self._settings.put("print_lang", self.lang.code())
        self.told.setText(tr("Saved as {file}", file=file.name))
        self._log()
        return True

    @Slot()
    def open_outside(self) -> None:
        """Show the PDF in the system's own reader, which prints as well."""
        if self._made is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._made)))
            self._log()

    def _log(self) -> None:
        """Note in the record which copies left the program."""
        if not self._record:
            return
        internal = self.internal.isChecked()
        log_prints(self._desk, self._record, ("internal",) if internal else self._holders())

    def done(self, result: int) -> None:
        """Stop what is under way and let go of the file."""
        if self._task is not None:
            self._task.cancel()
        self.document.close()
        self._folder.remove()
        super().done(result)
