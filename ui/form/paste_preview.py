"""A block of cells before it is pasted, when not all of it can be read."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from gydesk.catalogue.kinds import Lang
from gydesk.words import tr
from ui.form.line_paste import Paste

_TOLD = 3
_SIZE = (760, 420)


class PastePreview(QDialog):
    """Shows the block with the bad cells marked; one may paste it as it is, or not at all."""

    def __init__(self, paste: Paste, lang: Lang, error: QColor, parent: QWidget) -> None:
        super().__init__(parent)
        self.paste = paste
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Paste into the table"))
        told = tr(
            "{bad} of {count} rows have cells that cannot be read; they are marked below.",
            bad=len({bad.down for bad in paste.bad}),
            count=len(paste.block),
        )
        self.summary = QLabel(told, self)
        self.summary.setWordWrap(True)
        self.reasons = QLabel("\n".join(self._reasons(lang)), self)
        self.reasons.setTextFormat(Qt.TextFormat.PlainText)
        self.reasons.setWordWrap(True)
        self.reasons.setProperty("level", "error")
        self.view = QTableView(self)
        self.view.setModel(_BlockModel(paste, lang, error, self))
        self.view.setAccessibleName(tr("What would be pasted"))
        self.view.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.view.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.view.resizeColumnsToContents()
        first = paste.bad[0]
        self.view.setCurrentIndex(self.view.model().index(first.down, _column(paste, first.column)))
        buttons = QDialogButtonBox(self)
        take = buttons.addButton(tr("Paste, mend later"), QDialogButtonBox.ButtonRole.AcceptRole)
        take.setToolTip(tr("Bad cells are kept as they are and stay marked"))
        leave = buttons.addButton(tr("Do not paste"), QDialogButtonBox.ButtonRole.RejectRole)
        leave.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        box = QVBoxLayout(self)
        for widget in (self.summary, self.view, self.reasons, buttons):
            box.addWidget(widget)
        self.resize(*_SIZE)

    def _reasons(self, lang: Lang) -> list[str]:
        names = {column.id: column.name(lang) for column in self.paste.columns}
        told = [
            tr(
                "Row {row}, {name}: {why}",
                row=bad.down + 1,
                name=names[bad.column],
                why=bad.why,
            )
            for bad in self.paste.bad[:_TOLD]
        ]
        return told + (["…"] if len(self.paste.bad) > _TOLD else [])


class _BlockModel(QAbstractTableModel):
    def __init__(self, paste: Paste, lang: Lang, error: QColor, parent: QWidget) -> None:
        super().__init__(parent)
        self._paste = paste
        self._lang = lang
        self._error = error
        self._bad = {(bad.down, _column(paste, bad.column)): bad.why for bad in paste.bad}
        widest = max((len(cells) for cells in paste.block), default=0)
        self._width = min(widest, len(paste.columns))

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._paste.block)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:
        return 0 if parent.isValid() else self._width

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Vertical:
            return str(section + 1)
        return self._paste.columns[section].name(self._lang)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        cells = self._paste.block[index.row()]
        why = self._bad.get((index.row(), index.column()))
        if role == Qt.ItemDataRole.DisplayRole:
            text = cells[index.column()] if index.column() < len(cells) else ""
            return f"▲ {text}" if why else text
        if role == Qt.ItemDataRole.ForegroundRole and why:
            return self._error
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole):
            return why
        return None


def _column(paste: Paste, column: str) -> int:
    return next(i for i, one in enumerate(paste.columns) if one.id == column)
