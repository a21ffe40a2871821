"""About the program: version, where everything lies, licences, the keys."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl, qVersion
from PySide6.QtGui import QDesktopServices, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from gydesk import __version__, paths
from gydesk.words import tr
from ui import style
from ui.actions import Actions


class About(QDialog):
    """Facts for whoever helps the user, and the keys for the user."""

    def __init__(self, actions: Actions, database: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("About GYDesk"))
        self.setMinimumWidth(style.px(520))
        title = QLabel(f"GYDesk {__version__}", self)
        title.setFont(style.heading(self.font(), 1.4))
        text = QLabel(
            tr("The forms of an engineering company, filled, kept and printed without a network."),
            self,
        )
        text.setWordWrap(True)
        facts = QFormLayout()
        facts.setHorizontalSpacing(style.px(12))
        told = (
            (tr("Data"), database),
            (tr("Logs"), str(paths.logs())),
            (tr("Made with"), f"Qt {qVersion()} (LGPL-3), Tabler Icons (MIT), Noto (OFL)"),
        )
        for name, value in told:
            label = QLabel(value, self)
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            facts.addRow(name, label)
        keys = QFormLayout()
        keys.setHorizontalSpacing(style.px(16))
        native = QKeySequence.SequenceFormat.NativeText
        for action in actions:
            if not action.shortcut().isEmpty():
                keys.addRow(action.shortcut().toString(native), QLabel(action.text(), self))
        heading = QLabel(tr("Keys"), self)
        heading.setFont(style.heading(self.font(), 1.1))
        buttons = QDialogButtonBox(self)
        close = buttons.addButton(tr("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        close.setDefault(True)
        folder = QPushButton(tr("Open the log folder"), self)
        folder.setAutoDefault(False)
        folder.clicked.connect(self._open_logs)
        buttons.addButton(folder, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        box = QVBoxLayout(self)
        margin = style.px(20)
        box.setContentsMargins(margin, margin, margin, style.px(16))
        box.setSpacing(style.px(10))
        for widget in (title, text):
            box.addWidget(widget)
        box.addLayout(facts)
        box.addWidget(heading)
        row = QHBoxLayout()
        row.addLayout(keys)
        row.addStretch()
        box.addLayout(row)
        box.addWidget(buttons)

    def _open_logs(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(paths.logs())))
