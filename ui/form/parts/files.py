"""Files kept with a form: a list of names, or pictures with captions."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, QSize, Qt, QUrl
from PySide6.QtGui import (
    QDesktopServices,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QImageWriter,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
)
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget

from gydesk.errors import DeskError, InputError
from gydesk.words import tr
from ui.form.fields.base import FieldWidget, line_height
from ui.form.parts.file_card import FileCard
from ui.form.parts.flow import flow_height, flow_rects, place
from ui.form.parts.line import ENTER

if TYPE_CHECKING:
    from gydesk.catalogue.kinds import Field
    from ui.form.context import FormContext

_PICTURES = ("png", "jpg", "jpeg", "bmp", "gif", "webp", "tif", "tiff")


class FileField(FieldWidget):
    """A row of cards and a button to add; files may be dropped, and pasted with Ctrl+V.

    With ``pictures`` the cards are thumbnails with captions and only images are taken.
    """

    wants_width = True
    pictures: ClassVar[bool] = False

    def __init__(self, field: Field, context: FormContext, parent: QWidget | None = None) -> None:
        super().__init__(field, context, parent)
        self._cards: list[FileCard] = []
        text = tr("Add photos…") if self.pictures else tr("Add files…")
        self.add_button = QPushButton(text, self)
        self.add_button.setProperty("paper", True)
        self.add_button.setAutoDefault(False)
        self.add_button.setToolTip(tr("Drop files here, or paste with Ctrl+V"))
        self.add_button.clicked.connect(self._choose)
        self.setFocusProxy(self.add_button)
        self.setAcceptDrops(True)
        self.show_read_only(self._read_only)

    def inputs(self) -> list[QWidget]:
        """What each card has to fill, then the button to add."""
        return [*(w for card in self._cards for w in card.inputs()), self.add_button]

    def commit(self) -> bool:
        """Take in the captions that are being written."""
        for card in self._cards:
            card.commit()
        return True

    def commit_pause(self) -> bool:
        """A caption is taken in after a pause as well."""
        return self.commit()

    def height_for(self, width: int) -> int:
        """As many lines of cards as are needed."""
        return max(flow_height(self._rects(width)), line_height(self))

    def minimumSizeHint(self) -> QSize:
        """The button, or one card."""
        widths = [size.width() for size in self._sizes()]
        return QSize(max(widths) + 8, line_height(self))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the cards out again."""
        self._place()

    def show_value(self) -> None:
        """One card a file; those that are there already stay."""
        files = self._value or []
        before = len(self._cards)
        for card in self._cards[len(files) :]:
            card.hide()
            card.deleteLater()
        del self._cards[len(files) :]
        for position, file in enumerate(files):
            if position < len(self._cards):
                self._cards[position].show_file(file)
            else:
                self._cards.append(self._card(position, file))
        self.show_read_only(self._read_only)
        self._place()
        self.updateGeometry()
        if len(files) != before:
            self.inputs_changed.emit()

    def show_read_only(self, locked: bool) -> None:
        """A locked list can be opened, not changed."""
        self.add_button.setEnabled(not locked)
        self.add_button.setHidden(locked)
        for card in self._cards:
            card.set_read_only(locked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+V takes in files or a picture; Enter goes on to the next field."""
        if event.matches(QKeySequence.StandardKey.Paste) and not self._read_only:
            self.take(QGuiApplication.clipboard().mimeData())
        elif event.key() in ENTER and not event.modifiers():
            self.next_wanted.emit()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files and pictures may be dropped here."""
        data = event.mimeData()
        if not self._read_only and (data.hasUrls() or data.hasImage()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take in what was dropped."""
        self.take(event.mimeData())
        event.acceptProposedAction()

    def take(self, data: QMimeData) -> None:
        """Add the files or the picture of ``data``."""
        files = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
        if files:
            self.add(files)
        elif data.hasImage():
            buffer = QBuffer()
            buffer.open(QIODevice.OpenModeFlag.WriteOnly)
            QImageWriter(buffer, QByteArray(b"png")).write(QImage(data.imageData()))
            number = len(self._value or []) + 1
            self.add(
                [(tr("Picture {number}", number=number) + ".png", bytes(buffer.data().data()))]
            )

    def add(self, sources: list[Path] | list[tuple[str, bytes]]) -> None:
        """Keep ``sources`` and add them; what cannot be kept is told, the others stay."""
        kept: list[Mapping[str, Any]] = []
        refused: DeskError | None = None
        for source in sources:
            try:
                kept.append(self._keep(source))
            except DeskError as error:
                refused = error
            except OSError as error:
                name = source.name if isinstance(source, Path) else source[0]
                refused = InputError("file.unreadable", name=name, reason=error.strerror or "")
        if kept:
            self.put([*(self._value or []), *map(dict, kept)])
            self.show_value()
        if refused is not None:
            self.notify(refused)

    def _keep(self, source: Path | tuple[str, bytes]) -> Mapping[str, Any]:
        if isinstance(source, tuple):
            return self.context.service.attach(source[1], source[0])
        if self.pictures and source.suffix.lower().lstrip(".") not in _PICTURES:
            raise InputError("file.not_picture", name=source.name)
        return self.context.service.attach(source, source.name)

    def _choose(self) -> None:
        pattern = " ".join(f"*.{ending}" for ending in _PICTURES)
        names, _ = QFileDialog.getOpenFileNames(
            self,
            self.field.name(self.context.lang),
            "",
            tr("Pictures") + f" ({pattern})" if self.pictures else tr("All files") + " (*)",
        )
        if names:
            self.add([Path(name) for name in names])

    def _card(self, position: int, file: dict[str, Any]) -> FileCard:
        card = FileCard(self.context.service, self, picture=self.pictures)
        card.setProperty("position", position)
        card.show_file(file)
        card.removed.connect(self._removed)
        card.opened.connect(self._opened)
        card.captioned.connect(self._captioned)
        card.typing.connect(self.typing)
        card.refused.connect(self.notify)
        card.next_wanted.connect(self._next_card)
        card.show()
        return card

    def _position(self) -> int:
        return int(self.sender().property("position"))

    def _next_card(self) -> None:
        """From caption to caption, then on to the next field."""
        after = self._position() + 1
        if after < len(self._cards):
            self._cards[after].inputs()[-1].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.next_wanted.emit()

    def _removed(self) -> None:
        files = list(self._value)
        del files[self._position()]
        self.put(files or None)
        self.show_value()
        self.add_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _captioned(self, text: str) -> None:
        position = self._position()
        files = list(self._value)
        file = {key: value for key, value in files[position].items() if key != "caption"}
        files[position] = file | ({"caption": text} if text else {})
        self.put(files)

    def _opened(self) -> None:
        file = self._value[self._position()]
        try:
            content = self.context.service.attachment(file["sha256"])
            copy = Path(tempfile.mkdtemp(dir=_opened_files())) / (Path(file["name"]).name or "file")
            copy.write_bytes(content)
        except DeskError as error:
            self.notify(error)
            return
        except OSError as error:
            reason = error.strerror or ""
            self.notify(InputError("file.not_opened", name=file["name"], reason=reason))
            return
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(copy)))

    def _sizes(self) -> list[QSize]:
        button = self.add_button.sizeHint()
        return [*(card.sizeHint() for card in self._cards), button]

    def _rects(self, width: int) -> list[Any]:
        return flow_rects(self._sizes(), width, 8)

    def _place(self) -> None:
        place([*self._cards, self.add_button], self._rects(self.width()))


@cache
def _opened_files() -> Path:
    """A folder for the copies that are opened, gone with the program."""
    folder = Path(tempfile.mkdtemp(prefix="gydesk-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder
