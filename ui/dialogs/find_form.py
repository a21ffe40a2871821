"""Finding a form by its name, another name, or pinyin initials; Enter goes to it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from gydesk.words import tr
from ui import icons, style

if TYPE_CHECKING:
    from gydesk.catalogue.kinds import Form, Lang
    from gydesk.catalogue.library import Library

_ID = Qt.ItemDataRole.UserRole
_UP_DOWN = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class FindForm(QDialog):
    """``form`` is the id that was chosen."""

    def __init__(self, library: Library, lang: Lang, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Find a form"))
        self.resize(style.px(520), style.px(420))
        self.form = ""
        self._library = library
        self._lang = lang
        self.text = QLineEdit(self)
        self.text.setObjectName("search")
        self.text.setPlaceholderText(tr("Name, another name, or pinyin initials, like xcpx"))
        self.text.setAccessibleName(self.windowTitle())
        self.text.addAction(icons.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.text.textChanged.connect(self._fill)
        self.text.installEventFilter(self)
        self.text.returnPressed.connect(self._take)
        self.found = QListWidget(self)
        self.found.setObjectName("choices")
        self.found.setAccessibleName(tr("Forms found"))
        self.found.itemActivated.connect(self._take)
        self.found.itemClicked.connect(self._take)
        box = QVBoxLayout(self)
        box.addWidget(self.text)
        box.addWidget(self.found)
        self._fill("")

    @Slot(str)
    def _fill(self, typed: str) -> None:
        self.found.clear()
        for form in found(self._library.forms.values(), typed):
            department = self._library.name_of("department", form.department, self._lang)
            item = QListWidgetItem(f"{form.name(self._lang)}　{department}")
            item.setData(_ID, form.id)
            self.found.addItem(item)
        self.found.setCurrentRow(0)

    @Slot()
    def _take(self) -> None:
        item = self.found.currentItem()
        if item is not None:
            self.form = str(item.data(_ID))
            self.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrows move in the list while one types."""
        if watched is self.text and isinstance(event, QKeyEvent) and event.key() in _UP_DOWN:
            self.found.event(event)
            return True
        return super().eventFilter(watched, event)


def found(forms: Iterable[Form], typed: str) -> list[Form]:
    """The forms that ``typed`` fits: by the beginning of the name first, then by another name's,
    then anywhere in them; pinyin and initials count."""
    from gydesk.domain.pinyin import begins, matches

    wanted = typed.strip()
    if not wanted:
        return list(forms)
    ranked: list[tuple[int, Form]] = []
    for form in forms:
        own, others = (form.zh, form.en), (*form.aliases, form.prefix)
        if any(begins(name, wanted) for name in own):
            ranked.append((0, form))
        elif any(begins(name, wanted) for name in others):
            ranked.append((1, form))
        elif any(matches(name, wanted) for name in (*own, *others)):
            ranked.append((2, form))
    return [form for _, form in sorted(ranked, key=lambda one: one[0])]
