"""Telling that something went wrong: what happened, what was kept, what to do."""

from __future__ import annotations

import traceback

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMessageBox, QWidget

from gydesk import paths
from gydesk.errors import DeskError
from gydesk.words import sentence, tr


def box(parent: QWidget | None, error: BaseException) -> QMessageBox:
    """The dialog for an error: a known one in its own sentence, a bug as such."""
    dialog = QMessageBox(parent)
    dialog.setWindowTitle(tr("GYDesk"))
    dialog.setIcon(QMessageBox.Icon.Warning)
    if isinstance(error, DeskError):
        dialog.setText(sentence(error))
        dialog.setInformativeText(tr("Code: {code}", code=error.code))
    else:
        dialog.setText(tr("Something unforeseen went wrong; the program goes on."))
        dialog.setInformativeText(
            tr("What was saved is safe. Please send the log file to whoever looks after GYDesk.")
        )
        dialog.setDetailedText("".join(traceback.format_exception(error)))
        folder = dialog.addButton(tr("Open the log folder"), QMessageBox.ButtonRole.ActionRole)
        folder.clicked.connect(open_logs)
    dialog.addButton(tr("OK"), QMessageBox.ButtonRole.AcceptRole)
    return dialog


def tell(parent: QWidget | None, error: BaseException) -> None:
    """Show the dialog and wait until it is read."""
    box(parent, error).exec()


def open_logs() -> None:
    """Show the folder of log files in the system's own window."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(paths.logs())))
