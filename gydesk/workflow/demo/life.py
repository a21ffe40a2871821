"""The steps of one record of the demo, each as a person would take it at the desk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from gydesk.errors import InputError
from gydesk.workflow.demo.draw import picture, sheet
from gydesk.workflow.demo.entries import Demo, Picture, RecordEntry, Ref, Sheet
from gydesk.workflow.desk import Desk
from gydesk.workflow.opened import OpenDraft
from gydesk.workflow.signoff import CUSTOMER


class Life:
    """Fills, submits, approves, signs and files records; ``projects`` are ids by key."""

    def __init__(self, demo: Demo, desk: Desk) -> None:
        self.demo = demo
        self.desk = desk
        self.projects: dict[str, str] = {}
        self.pictures = 0
        self._ids: dict[str, str] = {}
        self._drafts: dict[str, OpenDraft] = {}

    def fill(self, entry: RecordEntry) -> None:
        """A draft with all that is known by now. Raises InputError ``demo.later`` for one that
        stays a draft and names a record of a later day."""
        late = [name for name, key in entry.refs.items() if key not in self._ids]
        if late and entry.state == "draft":
            raise InputError("demo.later", names=", ".join(late))
        project = self.projects[entry.project] if entry.project else ""
        draft = self.desk.new_draft(entry.form.id, project)
        draft.set_many(
            {
                name: self._stored(value, entry.form.fields[name].type)
                for name, value in entry.fields.items()
                if name not in late
            }
        )
        for table, rows in entry.tables.items():
            self._fill_table(draft, table, rows)
        self.desk.save(draft)
        self._drafts[entry.key] = draft

    def submit(self, entry: RecordEntry) -> None:
        """Add what the draft waited for, and submit it."""
        draft = self._drafts.pop(entry.key)
        refs = {name: self._stored(Ref(key), "form_ref") for name, key in entry.refs.items()}
        draft.set_many({name: value for name, value in refs.items() if value != draft.get(name)})
        self.desk.save(draft)
        self.desk.submit(draft.id)
        self._ids[entry.key] = draft.id

    def approve(self, entry: RecordEntry) -> None:
        """The approvals, and the other signatures on the same paper: our own people's, and
        those of the other side that do not wait for the customer."""
        id = self._ids[entry.key]
        draft = self.desk.draft(id)
        names = {
            "department_head": self._head_of(draft.get("from_department"), entry),
            "receiving_head": self._head_of(draft.get("to_department"), entry),
        }
        self.desk.approve_all(id, names)
        signed = self.desk.signoffs(id)
        outside = self._outside(entry)
        for block in entry.form.sign_off:
            if block.id in signed or block.role == CUSTOMER:
                continue
            if block.role in (entry.form.filled_by, "any_staff"):
                name = entry.by
            elif block.role in outside:
                name = "" if entry.signed else outside[block.role]
            else:
                name = self.desk.holder(block.role, draft.project)
            if name:
                self.desk.record_signature(id, block.id, name=name)

    def turn(self, entry: RecordEntry) -> None:
        """Return it with an opinion, or declare it void."""
        if entry.state == "void":
            self.desk.void(self._ids[entry.key], entry.reason)
            return
        role = entry.form.approvals[0].role if entry.form.approvals else ""
        name = self.desk.holder(role, self.projects.get(entry.project, ""))
        self.desk.reject(self._ids[entry.key], entry.reason, name=name)

    def sign(self, entry: RecordEntry) -> None:
        """The customer's signature, and those of the others of the other side."""
        assert entry.signed is not None
        id, day = self._ids[entry.key], entry.signed.on.isoformat()
        scan = [self._attached(entry.signed.scan)] if entry.signed.scan else []
        self.desk.sign(id, name=entry.signed.name, date=day, scan=scan)
        outside = self._outside(entry)
        for block in entry.form.sign_off:
            if block.role in outside:
                self.desk.record_signature(id, block.id, name=outside[block.role], date=day)

    def archive(self, entry: RecordEntry) -> None:
        """File it, telling where the paper is."""
        self.desk.archive(self._ids[entry.key], note=self.demo.archive_place)

    # ---- parts

    def _fill_table(self, draft: OpenDraft, table: str, rows: Sequence[Mapping[str, Any]]) -> None:
        columns = draft.form.tables[table].by_id
        for old in list(draft.data[table]):
            draft.remove_row(table, old["_id"])
        for row in rows:
            values = {name: self._stored(value, columns[name].type) for name, value in row.items()}
            draft.add_row(table, values=values)

    def _stored(self, value: Any, kind: str) -> Any:
        """The stored value of what stands for one in the file."""
        if isinstance(value, Ref):
            id = self._ids[value.key]
            head = self.desk.head(id)
            return {"id": id, "number": head.number if head else ""}
        if isinstance(value, list):
            return [self._attached(one) for one in value]
        if kind == "supplier_ref":
            for known in self.desk.suppliers():
                if known.name == value["name"]:
                    return {"id": known.id, **value}
        return value

    def _attached(self, one: Any) -> Any:
        if isinstance(one, Picture):
            self.pictures += 1
            kept = self.desk.attach(picture(one), f"{one.caption}.jpg")
            return {**kept, "caption": one.caption}
        if isinstance(one, Sheet):
            return dict(self.desk.attach(sheet(one), one.name))
        return one

    def _outside(self, entry: RecordEntry) -> Mapping[str, str]:
        return self.demo.signers.get(entry.project, {})

    def _head_of(self, department: Any, entry: RecordEntry) -> str:
        return self.demo.heads.get(str(department or entry.form.department), "")
