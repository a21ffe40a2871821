"""People, suppliers, the company, a project: edited on their page like any form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from gydesk.errors import DeskError
from gydesk.words import sentence, tr
from ui import icons, style
from ui.form.editor import FormEditor
from ui.notice import Notice
from ui.saver import Saver

if TYPE_CHECKING:
    from gydesk.catalogue.kinds import Lang
    from gydesk.workflow.desk import Desk

_ID = Qt.ItemDataRole.UserRole


class EntityPage(QWidget):
    """The editor of one entity, saved as it is typed once what must be there is there."""

    def __init__(self, desk: Desk, lang: Lang, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.editor = FormEditor(desk.library, desk, lang, self)
        self.saver = Saver(desk, self)
        self.notice = Notice(self)
        self.told = QLabel(self)
        self.told.setObjectName("muted")
        self.told.setContentsMargins(style.px(12), style.px(4), style.px(12), style.px(4))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.notice)
        box.addWidget(self.editor, 1)
        box.addWidget(self.told)
        self.editor.edited.connect(self.saver.edited)
        self.editor.save_wanted.connect(self.save)
        self.saver.changed.connect(self._tell)

    def open(self, kind: str, id: str) -> None:
        """Show an entity; "" is a new one of ``kind``."""
        draft = self._desk.draft(id) if id else self._desk.new_draft(kind)
        self.saver.watch(None)
        self.editor.set_draft(draft)
        self.saver.watch(draft)
        self.editor.focus_first()

    @property
    def id(self) -> str:
        """The entity's id once it is kept."""
        draft = self.editor.draft
        return draft.id if draft is not None and not draft.is_new else ""

    @Slot()
    def save(self) -> bool:
        """Save what was typed; False when it cannot be saved."""
        self.editor.commit()
        return self.saver.save()

    def finish(self) -> bool:
        """Save, and see that what must be there is; a new one nobody touched is dropped."""
        self.editor.commit()
        draft = self.editor.draft
        if draft is None or (draft.is_new and self.saver.standing == "clean"):
            return True
        if not self.editor.show_missing():
            self.notice.tell("missing", tr("Please fill in what is marked."), "warn")
            return False
        return self.saver.save()

    @Slot()
    def _tell(self) -> None:
        at, error = self.saver.at, self.saver.error
        if self.saver.standing == "failed" and error is not None:
            self.notice.tell(
                "save", sentence(error), "error", button=tr("Try again"), then=self.save
            )
        elif self.saver.standing == "saved" and at is not None:
            self.notice.clear("save")
            self.told.setText(tr("Saved {time}", time=at.strftime("%H:%M")))
        else:
            self.told.setText(tr("Saving…") if self.saver.standing == "waiting" else "")


class EntityDialog(QDialog):
    """One entity: a project, or the company."""

    def __init__(
        self, desk: Desk, lang: Lang, kind: str, id: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        form = desk.library.entities[kind]
        name = form.name(lang)
        self.setWindowTitle(name if id else tr("New: {what}", what=name))
        self.resize(style.px(860), style.px(600))
        self.page = EntityPage(desk, lang, self)
        close = QPushButton(tr("Done"), self)
        close.setObjectName("primary")
        close.setAutoDefault(False)
        close.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.setContentsMargins(style.px(12), style.px(6), style.px(12), style.px(12))
        row.addStretch()
        row.addWidget(close)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.page, 1)
        box.addLayout(row)
        self.page.open(kind, id)

    @property
    def id(self) -> str:
        """The entity's id, "" when a new one was dropped."""
        return self.page.id

    def accept(self) -> None:
        """Done: only with everything that must be there."""
        if self.page.finish():
            super().accept()

    def reject(self) -> None:
        """Esc and the window's cross keep what was typed, too."""
        self.page.save()
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.page.save()
        super().closeEvent(event)


class EntityList(QDialog):
    """All of a kind at the left, the chosen one's page at the right."""

    def __init__(self, desk: Desk, lang: Lang, kind: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._kind = kind
        self.setWindowTitle({"person": tr("People"), "supplier": tr("Suppliers")}.get(kind, kind))
        self.resize(style.px(1080), style.px(620))
        self.search = QLineEdit(self)
        self.search.setObjectName("search")
        self.search.setPlaceholderText(tr("Find by name or pinyin"))
        self.search.setAccessibleName(tr("Find by name or pinyin"))
        self.search.addAction(icons.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.search.textChanged.connect(self.fill)
        self.list = QListWidget(self)
        self.list.setObjectName("choices")
        self.list.setAccessibleName(self.windowTitle())
        self.list.setFixedWidth(style.px(240))
        self.list.currentItemChanged.connect(self._chosen)
        add = QPushButton(icons.icon("plus"), tr("Add"), self)
        add.setAutoDefault(False)
        add.clicked.connect(self.add)
        self.remove = QPushButton(icons.icon("trash"), tr("Delete"), self)
        self.remove.setAutoDefault(False)
        self.remove.clicked.connect(self._delete)
        self.page = EntityPage(desk, lang, self)
        self.page.saver.saved.connect(self._saved)
        buttons = QHBoxLayout()
        buttons.addWidget(add)
        buttons.addWidget(self.remove)
        buttons.addStretch()
        left = QVBoxLayout()
        left.setContentsMargins(style.px(12), style.px(12), style.px(8), style.px(12))
        left.addWidget(self.search)
        left.addWidget(self.list, 1)
        left.addLayout(buttons)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addLayout(left)
        box.addWidget(self.page, 1)
        self.fill()
        if self.list.count():
            self.list.setCurrentRow(0)
        else:
            self.add()

    @Slot()
    def fill(self) -> None:
        """List those whose name fits what is typed."""
        from gydesk.domain.pinyin import matches

        wanted, kept = self.search.text().strip(), self.page.id
        ones = self._desk.people() if self._kind == "person" else self._desk.suppliers()
        self.list.blockSignals(True)
        self.list.clear()
        for one in ones:
            if not wanted or matches(one.name, wanted):
                item = QListWidgetItem(one.name or tr("(no name)"))
                item.setData(_ID, one.id)
                self.list.addItem(item)
                if one.id == kept:
                    self.list.setCurrentItem(item)
        self.list.blockSignals(False)
        self.remove.setEnabled(bool(self._current()))

    @Slot()
    def add(self) -> None:
        """A new one."""
        if self.page.save():
            self.list.setCurrentRow(-1)
            self.page.open(self._kind, "")

    @Slot()
    def _delete(self) -> None:
        if not self._current():
            return
        try:
            self._desk.delete(self._current())
        except DeskError as error:
            self.page.notice.tell("delete", sentence(error), "error")
            return
        self.page.saver.watch(None)
        self.page.editor.set_draft(None)
        self.fill()
        self.list.setCurrentRow(0)

    @Slot()
    def _chosen(self) -> None:
        chosen = self._current()
        self.remove.setEnabled(bool(chosen))
        if not chosen or chosen == self.page.id:
            return
        if self.page.save():
            had = self.list.hasFocus()
            self.page.open(self._kind, chosen)
            if had:
                self.list.setFocus()

    def _current(self) -> str:
        """The id of the marked one; "" without one."""
        row = self.list.currentRow()
        return str(self.list.item(row).data(_ID)) if row >= 0 else ""

    @Slot()
    def _saved(self) -> None:
        self.fill()

    def done(self, result: int) -> None:
        """Keep what was typed, however the window is closed."""
        self.page.save()
        super().done(result)
