"""What stands in the window when the database cannot be opened: why, and what to do."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from gydesk import paths
from gydesk.errors import DeskError
from gydesk.words import sentence, tr
from ui import style
from ui.guard import log
from ui.work import Progress, Work

_RESTORABLE = ("db.damaged", "db.foreign", "db.newer")


class Unopened(QWidget):
    """One sentence, where the file is, and buttons for what can be done about it."""

    again = Signal()
    anywhere = Signal()

    def __init__(
        self, target: str, error: Exception, work: Work, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._target = target
        self._work = work
        code = error.code if isinstance(error, DeskError) else ""
        title = QLabel(tr("The database could not be opened"), self)
        title.setFont(style.heading(self.font(), 1.4))
        self.text = QLabel(self)
        self.text.setWordWrap(True)
        self.text.setMaximumWidth(style.px(620))
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        if isinstance(error, DeskError):
            self.text.setText(sentence(error))
        else:
            self.text.setText(
                tr("Something unforeseen went wrong. Nothing was changed; the log tells more.")
            )
        parts = [] if target in self.text.text() else [target]
        parts += [tr("Code: {code}", code=code)] if code else []
        place = QLabel("   ".join(parts), self)
        place.setObjectName("hint")
        place.setWordWrap(True)
        place.setMaximumWidth(style.px(620))
        place.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        buttons = QHBoxLayout()
        retry = QPushButton(tr("Try again"), self)
        retry.setObjectName("primary")
        retry.clicked.connect(self.again)
        buttons.addWidget(retry)
        if code in _RESTORABLE and "://" not in target:
            restore = QPushButton(tr("Restore a backup…"), self)
            restore.clicked.connect(self._choose_backup)
            buttons.addWidget(restore)
        if code == "db.remote_folder":
            here = QPushButton(tr("Open it here anyway"), self)
            here.clicked.connect(self.anywhere)
            buttons.addWidget(here)
        logs = QPushButton(tr("Open the log folder"), self)
        logs.clicked.connect(self._open_logs)
        buttons.addWidget(logs)
        buttons.addStretch()
        box = QVBoxLayout(self)
        margin = style.px(60)
        box.setContentsMargins(margin, margin, margin, margin)
        box.setSpacing(style.px(12))
        box.addStretch(1)
        box.addWidget(title)
        box.addWidget(self.text)
        box.addWidget(place)
        box.addLayout(buttons)
        box.addStretch(2)
        retry.setFocus()

    @Slot()
    def _choose_backup(self) -> None:
        folder = paths.backups(Path(self._target))
        file, _ = QFileDialog.getOpenFileName(
            self, tr("Restore a backup"), str(folder), tr("Databases") + " (*.db)"
        )
        if file:
            op = partial(_restore, Path(file), Path(self._target))
            self._work.run(op).then(self._restored).failed(self._not_restored)

    @Slot(object)
    def _restored(self, kept: Path | None) -> None:
        log(__name__).info("restored a backup; what stood there is kept as %s", kept)
        self.again.emit()

    @Slot(object)
    def _not_restored(self, error: Exception) -> None:
        log(__name__).error("no backup restored", exc_info=error)
        self.text.setText(sentence(error) if isinstance(error, DeskError) else str(error))

    @Slot()
    def _open_logs(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(paths.logs())))


def _restore(file: Path, path: Path, progress: Progress) -> Path | None:
    from gydesk.store import backup

    return backup.restore(file, path)
