"""What happens to the record on the page: submitted, signed, filed, void, deleted, restored.

The desk decides what may follow; this asks what it needs, calls it, and shows the outcome.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QDialog, QWidget

from gydesk.errors import DeskError
from gydesk.words import sentence, tr
from ui.dialogs.signoff import ReasonDialog, SignOffDialog

if TYPE_CHECKING:
    from gydesk.catalogue.kinds import Lang
    from gydesk.store.query import RecordHead
    from gydesk.workflow.desk import Desk
    from gydesk.workflow.signoff import Step
    from ui.actions import Actions
    from ui.department_tab import DepartmentTab

_STEPS = ("submit", "approve", "reject", "revise", "sign", "archive", "void", "delete", "restore")


class RecordFlow(QObject):
    """Connects the commands of a record to the desk."""

    changed = Signal(object)
    """The header after a step: lists, counts and the project may differ."""

    def __init__(self, desk: Desk, lang: Lang, actions: Actions, tab: DepartmentTab) -> None:
        super().__init__(tab)
        self._desk = desk
        self._lang = lang
        self._actions = actions
        self._tab = tab
        self._page = tab.page
        self._deleted = ""
        for id in _STEPS:
            actions[id].triggered.connect(getattr(self, id))
        tab.place_changed.connect(self.enable)
        tab.page.standing_changed.connect(self.enable)
        self.enable()

    @Slot()
    def enable(self) -> None:
        """Offer what may follow now, and nothing else."""
        from gydesk.domain.states import actions

        draft, head = self._page.draft, self._page.head
        alive = draft is not None and (head is None or head.alive)
        can: set[str] = set()
        if draft is not None and alive:
            can = set(actions(draft.form, head.state if head else "draft"))
            if head is not None and head.state == "signed" and self._open_steps():
                can.add("approve")
        enabled = {
            **{id: id in can for id in ("submit", "approve", "reject", "sign", "archive", "void")},
            "revise": bool(can & {"restart", "reopen"}),
            "delete": alive and head is not None and (not head.number or head.state == "void"),
            "restore": head is not None and not head.alive,
            "save": alive and ("submit" in can),
            "print": draft is not None,
        }
        before = [self._actions[id].isEnabled() for id in enabled]
        for id, on in enabled.items():
            self._actions[id].setEnabled(on)
        if before != list(enabled.values()):
            self._page.refresh_steps()

    # ---- the steps

    @Slot()
    def submit(self) -> None:
        """Check, number and freeze the draft; go to the first place that is missing."""
        page = self._page
        draft = page.draft
        if draft is None or not page.save(even_untouched=True):
            return
        if not page.editor.show_missing():
            text = tr("{count} places are still to be filled in or corrected.", count=page.missing)
            page.notice.tell("missing", text, "warn")
            return
        head = self._do(self._desk.submit, draft.id)
        if head is not None:
            text = tr("Submitted under number {number}. Now print it.", number=head.number)
            page.notice.tell("step", text, button=tr("Print"), then=self._actions["print"].trigger)

    @Slot()
    def approve(self) -> None:
        """Record the next approval of the chain."""
        head = self._page.head
        steps = self._open_steps()
        if head is None:
            return
        role = steps[0].role if steps else ""
        name = self._desk.holder(role, head.project) or str(self._desk.user.get("name") or "")
        dialog = SignOffDialog(
            tr("Record approval"),
            self._desk,
            name=name,
            blocks=[(step.block, self._role(step.role)) for step in steps],
            with_kind=True,
            parent=self._window(),
        )
        if steps:
            dialog.say(tr("Still to approve: {roles}", roles=self._roles(steps)))
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return
        done = self._do(
            self._desk.approve,
            head.id,
            name=dialog.name.text().strip(),
            date=dialog.on,
            block=dialog.block.code(),
            kind=dialog.kind.code(),
            opinion=dialog.opinion.toPlainText(),
            scan=dialog.scans,
        )
        left = self._open_steps()
        if done is not None and left:
            text = tr("Recorded. Still to approve: {roles}", roles=self._roles(left))
            self._page.notice.tell("step", text)

    @Slot()
    def reject(self) -> None:
        """Record that it was sent back, with the opinion."""
        head = self._page.head
        if head is None:
            return
        steps = self._open_steps()
        name = self._desk.holder(steps[0].role, head.project) if steps else ""
        dialog = ReasonDialog(
            tr("Send back"),
            tr("Who sent it back, and with which opinion? It stays in the record's history."),
            tr("Send back"),
            name=name or str(self._desk.user.get("name") or ""),
            parent=self._window(),
        )
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self._do(self._desk.reject, head.id, dialog.text_typed, name=dialog.name.text().strip())

    @Slot()
    def sign(self) -> None:
        """Record the customer's signature on the paper."""
        head = self._page.head
        if head is None:
            return
        project = self._desk.project(head.project) or {}
        dialog = SignOffDialog(
            tr("Record the customer's signature"),
            self._desk,
            name=str(project.get("customer_contact") or ""),
            parent=self._window(),
        )
        dialog.say(tr("Who signed the paper for the customer, and when?"))
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self._do(
                self._desk.sign,
                head.id,
                name=dialog.name.text().strip(),
                date=dialog.on,
                opinion=dialog.opinion.toPlainText(),
                scan=dialog.scans,
            )

    @Slot()
    def archive(self) -> None:
        """File the record; the place of a signed paper is asked for where no scan is here."""
        head = self._page.head
        if head is None:
            return
        try:
            self._shown(self._desk.archive(head.id))
        except DeskError as error:
            if error.code != "record.paper_place":
                self._refused(error)
                return
            dialog = ReasonDialog(
                tr("Archive"), sentence(error), tr("Archive"), parent=self._window()
            )
            if dialog.exec() == QDialog.DialogCode.Accepted:
                self._do(self._desk.archive, head.id, note=dialog.text_typed)

    @Slot()
    def revise(self) -> None:
        """Make it a draft of the next revision."""
        from gydesk.domain.states import actions

        draft, head = self._page.draft, self._page.head
        if draft is None or head is None:
            return
        if "restart" in actions(draft.form, head.state):
            self._do(self._desk.restart, head.id)
            return
        dialog = ReasonDialog(
            tr("Revise"),
            tr(
                "The record becomes a draft of the next revision; it keeps its number, and must "
                "be printed and signed again. The signatures so far stay with the old revision."
            ),
            tr("Revise"),
            needed=False,
            parent=self._window(),
        )
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self._do(self._desk.reopen, head.id, dialog.text_typed)

    @Slot()
    def void(self) -> None:
        """Declare it void, with a reason."""
        head = self._page.head
        if head is None:
            return
        dialog = ReasonDialog(
            tr("Void"),
            tr("The record stays here, marked void; its number is not given again."),
            tr("Declare void"),
            parent=self._window(),
        )
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self._do(self._desk.void, head.id, dialog.text_typed)

    @Slot()
    def delete(self) -> None:
        """Put it into the recycle bin at once: it can be taken back."""
        head = self._page.head
        if head is None or not self._page.save(quiet=True):
            return
        try:
            self._desk.delete(head.id)
        except DeskError as error:
            self._refused(error)
            return
        self._deleted = head.id
        self._tab.open_record("")
        self.changed.emit(head)
        self._page.notice.tell(
            "step",
            tr("Put into the recycle bin: {what}", what=head.number or head.title or head.date),
            button=tr("Take back"),
            then=self._take_back,
        )

    @Slot()
    def restore(self) -> None:
        """Take it out of the recycle bin."""
        head = self._page.head
        if head is not None:
            self._do(self._desk.restore, head.id)

    def _take_back(self) -> None:
        try:
            head = self._desk.restore(self._deleted)
        except DeskError as error:
            self._refused(error)
            return
        self.changed.emit(head)
        self._tab.open_record(head.id)

    # ---- parts

    def _do(self, step: Callable[..., RecordHead], *args: Any, **more: Any) -> RecordHead | None:
        """Call the desk, and show what it made of the record or why it refused."""
        try:
            head = step(*args, **more)
        except DeskError as error:
            self._refused(error)
            return None
        self._shown(head)
        return head

    def _shown(self, head: RecordHead) -> None:
        self._page.show_again(self._desk.draft(head.id))
        self.enable()
        self._page.keep_focus()
        self.changed.emit(head)

    def _refused(self, error: DeskError) -> None:
        self._page.notice.tell("step", sentence(error), "error")

    def _open_steps(self) -> list[Step]:
        from gydesk.workflow.signoff import outstanding

        draft, head = self._page.draft, self._page.head
        if draft is None or head is None or draft.form.header == "entity":
            return []
        return list(outstanding(draft.form, self._desk.signoffs(head.id)))

    def _role(self, role: str) -> str:
        return self._desk.library.name_of("party", role, self._lang)

    def _roles(self, steps: list[Step]) -> str:
        joint = "、" if self._lang == "zh" else ", "
        return joint.join(self._role(step.role) for step in steps)

    def _window(self) -> QWidget:
        return self._tab.window()
