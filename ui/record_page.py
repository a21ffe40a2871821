"""The page of one record: its bar with state and commands, and the form editor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from gydesk.words import sentence, tr
from ui import icons, style
from ui.elided import Elided
from ui.empty import Empty
from ui.form.editor import FormEditor
from ui.notice import Notice
from ui.saver import Saver
from ui.state_pill import StatePill

if TYPE_CHECKING:
    from gydesk.catalogue.kinds import Lang
    from gydesk.domain.draft import Draft
    from gydesk.store.query import RecordHead
    from gydesk.workflow.desk import Desk
    from ui.actions import Actions

_NUMBER_FROM = 700
_NEXT = {
    "draft": ("submit",),
    "submitted": ("approve", "sign"),
    "approved": ("sign", "archive"),
    "rejected": ("revise",),
    "signed": ("archive",),
}
"""The commands that stand in the bar in a state; all others are in its menu."""
_MENU = (
    ("approve", "reject", "sign", "archive", "revise"),
    ("blank",),
    ("void", "delete", "restore"),
)


class RecordPage(QWidget):
    """Shows a draft, saves it as it changes, and says how it stands."""

    saved = Signal(object)
    """The header that a save made."""
    standing_changed = Signal()

    def __init__(
        self, desk: Desk, lang: Lang, actions: Actions, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._lang = lang
        self._actions = actions
        self.editor = FormEditor(desk.library, desk, lang, self)
        self.saver = Saver(desk, self)
        self.notice = Notice(self)
        self.empty = Empty("file-text", self)
        self.title = Elided(self)
        self.number = Elided(self)
        self.pill = StatePill(self)
        self.told = QLabel(self)
        self.missing = 0
        self._steps: dict[str, QToolButton] = {}
        self._build()
        self.editor.edited.connect(self.saver.edited)
        self.editor.save_wanted.connect(self.save)
        self.editor.problem_count.connect(self._count)
        self.editor.typing_changed.connect(self._tell)
        self.saver.changed.connect(self._tell)
        self.saver.saved.connect(self._saved)
        self.show_draft(None)

    def _build(self) -> None:
        bar = self.bar = QFrame(self)
        bar.setObjectName("pageBar")
        row = QHBoxLayout(bar)
        row.setContentsMargins(style.px(12), style.px(4), style.px(6), style.px(4))
        row.setSpacing(style.px(4))
        self.title.setFont(style.heading(self.font(), 1.1))
        self.number.setObjectName("muted")
        self.told.setObjectName("muted")
        self.told.setAccessibleName(tr("Whether everything is saved"))
        row.addWidget(self.title)
        row.addWidget(self.pill)
        row.addWidget(self.number)
        row.addStretch(1)
        row.addWidget(self.told)
        row.addSpacing(style.px(6))
        for id in ("new", "save", "submit", "approve", "sign", "archive", "revise", "print"):
            button = QToolButton(self)
            button.setDefaultAction(self._actions[id])
            button.setIconSize(QSize(style.px(style.ICON), style.px(style.ICON)))
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            row.addWidget(button)
            self._steps[id] = button
        self._steps["save"].setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        more = QToolButton(self)
        more.setIcon(icons.icon("dots"))
        more.setToolTip(tr("More that can be done with this record"))
        more.setAccessibleName(tr("Record menu"))
        more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        for group in _MENU:
            menu.addActions([self._actions[id] for id in group])
            menu.addSeparator()
        more.setMenu(menu)
        self.more = more
        row.addWidget(more)
        self.stack = QStackedWidget(self)
        self.stack.addWidget(self.empty)
        self.stack.addWidget(self.editor)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(bar)
        box.addWidget(self.notice)
        box.addWidget(self.stack, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where the bar is short, the number is told on the page alone."""
        super().resizeEvent(event)
        self.number.setVisible(self.width() >= style.px(_NUMBER_FROM))

    # ---- the record

    @property
    def draft(self) -> Draft | None:
        """What is shown."""
        return self.editor.draft

    @property
    def head(self) -> RecordHead | None:
        """The header of the record shown; None while it was never saved."""
        return None if self.draft is None else self.draft.head

    def show_draft(self, draft: Draft | None, *, focus: bool = False) -> bool:
        """Show another record, the one before saved first; False when that failed."""
        if not self.save(quiet=True):
            return False
        self.notice.clear()
        self.saver.watch(None)
        self.editor.set_draft(draft)
        self.saver.watch(draft)
        self.stack.setCurrentWidget(self.empty if draft is None else self.editor)
        self.bar.setVisible(draft is not None)
        self.refresh_head()
        if draft is not None and focus:
            self.editor.focus_first()
        return True

    def show_again(self, draft: Draft) -> None:
        """The same record, read anew after a step."""
        self.saver.watch(None)
        self.editor.set_draft(draft)
        self.saver.watch(draft)
        self.refresh_head()

    def keep_focus(self) -> None:
        """After a step: to the fields while they can be filled, else to what can be done."""
        if self.submitted():
            self._steps["print"].setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.editor.focus_first()

    def refresh_head(self) -> None:
        """Show title, state, number, who signed, and what can be done now."""
        draft, head = self.draft, self.head
        self.title.setText(draft.form.name(self._lang) if draft else "")
        state = (head.state or "draft") if head else "draft"
        shown = draft is not None and draft.form.header != "entity"
        self.pill.show_state(self._state_name(head), state)
        self.pill.setVisible(shown)
        self.number.setText(head.number if head else "")
        self.refresh_steps()
        if draft is not None and self.editor.sheet is not None:
            self.editor.set_signed(self._signed())
            self.editor.sheet.show_draft(draft)
            self.editor.set_read_only(not self._may_edit())
        self._tell()

    def refresh_steps(self) -> None:
        """Show the commands of the record's state."""
        draft, head = self.draft, self.head
        state = (head.state or "draft") if head else "draft"
        steps = _NEXT.get(state, ()) if draft is not None else ()
        for id in ("submit", "approve", "sign", "archive", "revise"):
            self._steps[id].setVisible(id in steps and self._actions[id].isEnabled())
        for id in ("save", "print"):
            self._steps[id].setVisible(draft is not None and self._actions[id].isEnabled())
        self.more.setVisible(draft is not None)

    def _may_edit(self) -> bool:
        from gydesk.domain.states import is_open

        draft, head = self.draft, self.head
        assert draft is not None
        return head is None or (head.alive and is_open(draft.form, head.state))

    def _signed(self) -> dict[str, tuple[str, str]]:
        head = self.head
        if head is None or head.state in ("", "draft"):
            return {}
        signed = self._desk.signoffs(head.id)
        return {block: (one.name, one.date) for block, one in signed.items() if not one.rejected}

    def _state_name(self, head: RecordHead | None) -> str:
        if head is not None and not head.alive:
            return tr("deleted")
        state = (head.state if head else "") or "draft"
        return self._desk.library.name_of("state", state, self._lang)

    # ---- saving

    @Slot()
    def save(self, *, quiet: bool = False, even_untouched: bool = False) -> bool:
        """Take in what is being typed and save it; False when it cannot be saved."""
        if self.draft is None or not self._may_edit():
            return True
        self.editor.commit()
        return self.saver.save(even_untouched or not quiet)

    def submitted(self) -> bool:
        """True when nothing is left that should be submitted."""
        return self.head is None or self.head.state not in ("", "draft")

    @Slot(int)
    def _count(self, count: int) -> None:
        self.missing = count
        self._tell()

    @Slot(object)
    def _saved(self, head: RecordHead) -> None:
        self.refresh_head()
        self.saved.emit(head)

    def _saved_words(self) -> str:
        assert self.draft is not None
        whole = not self.editor.half_typed and not self.editor.unread()
        if self.saver.standing == "saved" and self.saver.at is not None:
            time = self.saver.at.strftime("%H:%M")
            if whole:
                return tr("Saved {time}", time=time)
            return tr("Saved {time}, except what cannot be read", time=time)
        if not whole:
            return tr("What cannot be read is not saved")
        return tr("New, not changed yet") if self.draft.is_new else ""

    @Slot()
    def _tell(self) -> None:
        """Say quietly how the draft stands, and what is on the screen beside it: nothing is
        called saved that is not."""
        standing, level = self.saver.standing, ""
        if self.draft is None:
            text = ""
        elif standing == "failed":
            text, level = tr("Not saved"), "error"
        elif standing == "waiting" or self.editor.typing:
            text = tr("Saving…")
        else:
            text = self._saved_words()
        self.told.setText(text)
        if self.told.property("level") != level:
            self.told.setProperty("level", level)
            self.told.style().unpolish(self.told)
            self.told.style().polish(self.told)
        if standing == "failed" and self.saver.error is not None:
            self.notice.tell(
                "save",
                tr("{why} What you typed is still here.", why=sentence(self.saver.error)),
                "error",
                button=tr("Try again"),
                then=self.save,
            )
        elif standing == "saved":
            self.notice.clear("save")
        self.standing_changed.emit()
