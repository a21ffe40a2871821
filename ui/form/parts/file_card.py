"""One kept file on the screen: its name, or its picture and a caption."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QBuffer, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImageReader, QKeyEvent, QPixmap, QPixmapCache, QResizeEvent
from PySide6.QtWidgets import QToolButton, QWidget

from gydesk.errors import DeskError
from gydesk.words import tr
from ui.form.context import FormService
from ui.form.parts.line import PaperLine

_THUMB = QSize(148, 104)


class FileCard(QWidget):
    """Pressed, it opens the file; the cross or Delete takes the file out of the form."""

    removed = Signal()
    opened = Signal()
    captioned = Signal(str)
    typing = Signal()
    refused = Signal(object)
    next_wanted = Signal()

    def __init__(self, service: FormService, parent: QWidget, *, picture: bool) -> None:
        super().__init__(parent)
        self._service = service
        self._picture = picture
        self._sha = ""
        self._face = QToolButton(self)
        self._face.setProperty("role", "file")
        self._face.setAutoRaise(True)
        self._face.setIconSize(_THUMB)
        self._face.clicked.connect(self.opened)
        self._cross = QToolButton(self)
        self._cross.setProperty("role", "file")
        self._cross.setText("×")
        self._cross.setAutoRaise(True)
        self._cross.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._cross.clicked.connect(self.removed)
        self._caption: PaperLine | None = None
        if picture:
            self._caption = PaperLine(self)
            self._caption.setPlaceholderText(tr("Caption"))
            self._caption.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            self._caption.left.connect(self.commit)
            self._caption.enter.connect(self._entered)
            self._caption.textEdited.connect(self._typed)
            self._caption.refused.connect(self.refused)

    def inputs(self) -> list[QWidget]:
        """The file itself, then its caption."""
        return [self._face, self._caption] if self._caption is not None else [self._face]

    def set_read_only(self, locked: bool) -> None:
        """A locked file can be opened."""
        self._cross.setVisible(not locked)
        if self._caption is not None:
            self._caption.setReadOnly(locked)

    def show_file(self, file: dict[str, Any]) -> None:
        """Show the name and size, or the picture, which is read when the window has time."""
        name, size = file["name"], _size_text(file["size"])
        self._face.setToolTip(f"{name}  {size}")
        self._face.setAccessibleName(tr("Open {name}", name=name))
        self._cross.setToolTip(tr("Take out {name}", name=name))
        self._cross.setAccessibleName(tr("Take out {name}", name=name))
        if self._caption is not None:
            self._caption.setAccessibleName(tr("Caption of {name}", name=name))
            caption = file.get("caption", "")
            if self._caption.text().strip() != caption:
                self._caption.setText(caption)
                self._caption.setModified(False)
            if file["sha256"] != self._sha:
                self._sha = file["sha256"]
                self._load()
        else:
            short = self.fontMetrics().elidedText(name, Qt.TextElideMode.ElideMiddle, 220)
            self._face.setText(f"{short}  {size}")

    def commit(self) -> None:
        """Take in the caption, unless an input method is still composing it."""
        line = self._caption
        if line is not None and line.isModified() and not line.composing:
            line.setModified(False)
            self.captioned.emit(line.text().strip())

    def sizeHint(self) -> QSize:
        """A thumbnail with its caption, or one line."""
        if self._caption is not None:
            return _THUMB + QSize(12, 14 + self._caption.sizeHint().height())
        face = self._face.sizeHint()
        return QSize(face.width() + 26, face.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The cross stands in the upper right corner."""
        cross = self._cross.sizeHint().height()
        if self._caption is not None:
            line = self._caption.sizeHint().height()
            self._face.setGeometry(0, 0, self.width(), self.height() - line)
            self._caption.setGeometry(2, self.height() - line, self.width() - 4, line)
        else:
            self._face.setGeometry(0, 0, self.width() - 24, self.height())
            cross = min(cross, self.height())
        self._cross.setGeometry(self.width() - 24, 0, 24, cross)
        self._cross.raise_()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete takes the file out."""
        if event.key() == Qt.Key.Key_Delete and self._cross.isVisibleTo(self):
            self.removed.emit()
        else:
            super().keyPressEvent(event)

    def _load(self) -> None:
        cached = QPixmap()
        if QPixmapCache.find(f"photo-{self._sha}", cached):
            self._face.setIcon(cached)
        else:
            self._face.setText(tr("Loading…"))
            QTimer.singleShot(0, self, self._read)

    def _read(self) -> None:
        try:
            content = self._service.attachment(self._sha)
        except DeskError:
            self._face.setText(tr("Picture not here yet"))
            return
        buffer = QBuffer()
        buffer.setData(content)
        reader = QImageReader(buffer)
        reader.setAutoTransform(True)
        size = reader.size()
        if size.isValid():
            turned = reader.transformation().value & 4
            box = _THUMB.transposed() if turned else _THUMB
            ratio = self.devicePixelRatio()
            reader.setScaledSize(size.scaled(box * ratio, Qt.AspectRatioMode.KeepAspectRatio))
        image = reader.read()
        if image.isNull():
            self._face.setText(tr("No picture can be shown"))
            return
        pixmap = QPixmap.fromImage(image)
        pixmap.setDevicePixelRatio(self.devicePixelRatio())
        QPixmapCache.insert(f"photo-{self._sha}", pixmap)
        self._face.setText("")
        self._face.setIcon(pixmap)

    def _typed(self) -> None:
        self.typing.emit()

    def _entered(self) -> None:
        self.commit()
        self.next_wanted.emit()


def _size_text(size: int) -> str:
    if size < 1024:
        return f"{size} B"
    if size < 1024 * 1024:
        return f"{size / 1024:.0f} KB"
    return f"{size / 1024 / 1024:.1f} MB"
