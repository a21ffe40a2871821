"""A list below a line: offered entries, narrowed by characters or pinyin as one types."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QCompleter, QListView

from gydesk.catalogue.types import type_of
from gydesk.domain.pinyin import begins, matches, warm_up
from ui.form.parts.line import ENTER, PaperLine

if TYPE_CHECKING:
    from gydesk.catalogue.kinds import Field
    from ui.form.context import FormContext, Offer

_WIDEST = 520
_MOVES = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)


@dataclass(frozen=True)
class Entry:
    """An offer that the catalogue itself makes."""

    text: str
    value: Any
    detail: str = ""


def choice_entries(field: Field, context: FormContext) -> list[Entry]:
    """The entries of the field's choice set in the language of the editor."""
    choices = context.library.choices[field.choices].choices
    return [Entry(choice.name(context.lang), choice.id) for choice in choices]


def department_entries(context: FormContext) -> list[Entry]:
    """The departments in the language of the editor."""
    return [Entry(one.name(context.lang), one.id) for one in context.library.departments]


def bool_options(field: Field, context: FormContext) -> list[tuple[bool, str]]:
    """Yes and no in the language of the editor."""
    kind = type_of(field)
    return [
        (value, kind.list_text(value, field, context.library, context.lang))
        for value in (True, False)
    ]


def narrowed(entries: Sequence[Entry], text: str) -> list[Entry]:
    """The entries that ``text`` fits by characters, pinyin or initials, those first that begin
    with it."""
    found = [entry for entry in entries if matches(entry.text, text)]
    if text.strip():
        found.sort(key=lambda entry: not begins(entry.text, text))
    return found


def meant(offers: Callable[[str], Sequence[Offer]], text: str, *, strict: bool) -> Offer | None:
    """The entry that ``text`` names exactly; where only entries are values, also the only one
    that it fits."""
    wanted = text.strip()
    found = offers(wanted) if wanted else ()
    exact = next((one for one in found if one.text == wanted), None)
    if exact is None and strict and len(found) == 1:
        return found[0]
    return exact


class _OfferModel(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.offers: Sequence[Offer] = ()

    def show(self, offers: Sequence[Offer]) -> None:
        self.beginResetModel()
        self.offers = offers
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.offers)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role != Qt.ItemDataRole.DisplayRole or not index.isValid():
            return None
        offer = self.offers[index.row()]
        return f"{offer.text}    {offer.detail}" if offer.detail else offer.text


class Suggestions(QObject):
    """Hangs a list of offers below a ``PaperLine``.

    ``offers(text)`` gives the entries for what stands in the line. ``strict`` marks the first
    hit, so that Enter takes it: only an entry of the list is a value there. Nothing is shown
    while an input method composes. The popup is made when it is first shown.
    """

    taken = Signal(object)

    def __init__(
        self, line: PaperLine, offers: Callable[[str], Sequence[Offer]], *, strict: bool
    ) -> None:
        super().__init__(line)
        self._line = line
        self._offers = offers
        self._strict = strict
        self._completer: QCompleter | None = None
        self._popup: QListView | None = None
        self._model = _OfferModel(self)
        line.key_hook = self._key
        line.textEdited.connect(self._narrow)
        line.opened.connect(self.show_all)
        line.left.connect(self.hide)
        line.composing_changed.connect(self._composing)

    def shown(self) -> bool:
        """True while the list is open."""
        return self._popup is not None and self._popup.isVisible()

    def show_all(self) -> None:
        """Open the list with everything offered."""
        if not self._line.isReadOnly() and not self._line.composing:
            warm_up()
            self._show(self._offers(""), self._line.text(), first=self._strict)

    def hide(self) -> None:
        """Close the list."""
        if self._popup is not None:
            self._popup.hide()

    def _show(self, offers: Sequence[Offer], marked: str, *, first: bool) -> None:
        """``marked`` is the text of the entry to mark, else the ``first`` one or none."""
        if not offers:
            self.hide()
            return
        completer, popup = self._made()
        self._model.show(offers)
        width = max(self._line.width(), popup.sizeHintForColumn(0) + 28)
        rect = self._line.rect()
        rect.setWidth(min(width, _WIDEST))
        completer.complete(rect)
        row = next((i for i, offer in enumerate(offers) if offer.text == marked), -1)
        self._mark(0 if row < 0 and first else row)

    def _made(self) -> tuple[QCompleter, QListView]:
        if self._completer is None or self._popup is None:
            completer = QCompleter(self._model, self)
            completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
            completer.setMaxVisibleItems(12)
            popup = QListView()
            popup.setObjectName("suggestions")
            popup.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
            popup.setUniformItemSizes(True)
            completer.setPopup(popup)
            completer.setWidget(self._line)
            popup.clicked.connect(self._clicked)
            self._completer, self._popup = completer, popup
        return self._completer, self._popup

    def _narrow(self, text: str) -> None:
        if self._line.composing:
            return
        warm_up()
        wanted = text.strip()
        self._show(self._offers(wanted), wanted, first=self._strict and bool(wanted))

    def _composing(self, composing: bool) -> None:
        if composing:
            self.hide()

    def _key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if not self.shown():
            if key == Qt.Key.Key_Down and event.modifiers() == Qt.KeyboardModifier.NoModifier:
                self.show_all()
                return self.shown()
            return False
        assert self._popup is not None
        if key in _MOVES:
            self._move(self._popup.currentIndex().row(), key)
            return True
        if key == Qt.Key.Key_Escape:
            self.hide()
            return True
        if key in (*ENTER, Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            index = self._popup.currentIndex()
            self.hide()
            if index.isValid() and (self._line.text().strip() or key in ENTER):
                self.taken.emit(self._model.offers[index.row()])
            if key in ENTER and event.modifiers() == Qt.KeyboardModifier.NoModifier:
                self._line.enter.emit()
                return True
        return False

    def _move(self, row: int, key: int) -> None:
        step = {_MOVES[0]: 1, _MOVES[1]: -1, _MOVES[2]: 10, _MOVES[3]: -10}[Qt.Key(key)]
        last = self._model.rowCount() - 1
        self._mark(max(0, min(last, row + step)))

    def _mark(self, row: int) -> None:
        assert self._popup is not None
        model = self._popup.model()
        self._popup.setCurrentIndex(model.index(row, 0) if row >= 0 else QModelIndex())

    def _clicked(self, index: QModelIndex) -> None:
        offer = self._model.offers[index.row()]
        self.hide()
        self.taken.emit(offer)
