"""What a field offers to choose from: people, suppliers, other forms, what was typed before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from gydesk.catalogue.kinds import Field, Form
from gydesk.domain.facts import OPEN_STATES, is_empty
from gydesk.domain.pinyin import begins, matches
from gydesk.store.query import RecordQuery
from gydesk.words import language
from gydesk.workflow.facts import equal

if TYPE_CHECKING:
    from gydesk.workflow.facts import Around
    from gydesk.workflow.opened import OpenDraft

LIMIT = 50
_LOOKED_BACK = 200
_TYPED_KEPT = 400
_REFERENCES = 2_000
_TYPED = frozenset({"text", "person", "phone", "email"})
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Offer:
    """An entry: what the field then shows, what is stored, what stands beside it in the list."""

    text: str
    value: Any
    detail: str = ""


class Offers:
    """Makes the lists; what was typed before is read once a draft."""

    def __init__(self, around: Around) -> None:
        self._around = around
        self._stamp: tuple[str, int] = ("", -1)
        self._read: list[tuple[str, dict[str, Any]]] = []
        self._offered: dict[tuple[str, str, str], list[Offer]] = {}

    def of(self, field: Field, text: str, draft: OpenDraft) -> Sequence[Offer]:
        """Entries for ``field`` in which ``text`` stands (pinyin and initials count), those
        that begin with it first, else the likeliest first."""
        found = (one for one in self._all(field, draft) if _fits(one, text))
        ranked = (
            sorted(found, key=lambda one: not begins(one.text, text)) if text.strip() else found
        )
        return list(ranked)[:LIMIT]

    def _all(self, field: Field, draft: OpenDraft) -> Iterable[Offer]:
        match field.type:
            case "person":
                return _distinct([*self._people(draft), *self._earlier(field, draft)])
            case "supplier_ref":
                suppliers = self._around.entities.all("supplier")
                return [
                    Offer(one.name, {"id": one.id, "name": one.name}, _told(one.values, "contact"))
                    for one in suppliers
                ]
            case "department":
                departments = self._around.library.departments
                return [Offer(one.name(language()), one.id) for one in departments]
            case "form_ref":
                return self._references(field, draft)
            case kind if kind in _TYPED:
                return self._earlier(field, draft)
        return ()

    def _people(self, draft: OpenDraft) -> Iterator[Offer]:
        """Those of the project first, then everybody who still works here."""
        library, lang = self._around.library, language()
        project = draft.facts.project or {}
        everybody = [
            one
            for one in self._around.entities.all("person")
            if one.values.get("active") is not False
        ]
        on_it = {value for value in project.values() if isinstance(value, str)}
        for one in sorted(everybody, key=lambda person: person.name not in on_it):
            department = library.departments_by_id.get(str(one.values.get("department") or ""))
            yield Offer(one.name, one.name, department.name(lang) if department else "")

    def _references(self, field: Field, draft: OpenDraft) -> Iterator[Offer]:
        """The project's records of the form, submitted or later, the latest first; for a rule
        ``open_ref`` only those that no other record has closed."""
        around = self._around
        target = around.library.forms.get(field.form)
        bound = target is None or target.header == "project"
        if bound and not draft.project:
            return
        query = RecordQuery(
            forms=(field.form,),
            project=draft.project if bound else "",
            states=tuple(sorted(OPEN_STATES)),
        )
        closed = list(self._closed(field, draft.form, draft))
        for head in around.records.page(query, 0, _REFERENCES):
            value = {"id": head.id, "number": head.number}
            if head.id != draft.id and head.number and not any(equal(value, c) for c in closed):
                detail = " ".join(one for one in (head.title, head.date) if one)
                yield Offer(head.number, value, detail)

    def _closed(self, field: Field, form: Form, draft: OpenDraft) -> Iterator[Any]:
        if any(rule.kind == "open_ref" and rule.field == field.id for rule in form.rules):
            for known in draft.facts.records(form.id, None, None):
                value = known.value(field.id)
                if not is_empty(value):
                    yield value

    def _earlier(self, field: Field, draft: OpenDraft) -> list[Offer]:
        """What stood in the same place of the latest records of the form, the project's first."""
        latest = self._latest(draft)
        place = _place(field, draft.form)
        key = (draft.id, *place)
        if key not in self._offered:
            found = (
                (project != draft.project, value)
                for project, data in latest
                for value in _values(data, *place)
                if isinstance(value, str) and len(value) <= _LONGEST and "\n" not in value
            )
            ranked = sorted(found, key=lambda one: one[0])
            distinct = _distinct(Offer(value, value) for _, value in ranked)
            self._offered[key] = list(islice(distinct, _TYPED_KEPT))
        return self._offered[key]

    def _latest(self, draft: OpenDraft) -> list[tuple[str, dict[str, Any]]]:
        """Project and data of the form's latest records; read again after another was written."""
        stamp = (draft.id, self._around.pulse.beside(draft.id))
        if stamp != self._stamp:
            self._stamp = stamp
            self._offered.clear()
            query = RecordQuery(forms=(draft.form.id,), order_by="updated")
            found = self._around.records.each(query, _LOOKED_BACK)
            self._read = [(one.head.project, one.data) for one in found if one.head.id != draft.id]
        return self._read


def _place(field: Field, form: Form) -> tuple[str, str]:
    """The table ("" for none) and id of a field; the same column of another table is another."""
    for table in form.tables.values():
        if any(column is field for column in table.columns):
            return table.id, field.id
    return "", field.id


def _values(data: dict[str, Any], table: str, name: str) -> Iterator[Any]:
    if not table:
        yield data.get("fields", {}).get(name)
    for row in data.get(table, ()) if table else ():
        yield row.get(name)


def _fits(offer: Offer, text: str) -> bool:
    return matches(offer.text, text) or bool(offer.detail and matches(offer.detail, text))


def _distinct(offers: Iterable[Offer]) -> Iterator[Offer]:
    seen: set[str] = set()
    for offer in offers:
        if offer.text and offer.text not in seen:
            seen.add(offer.text)
            yield offer


def _told(values: Any, name: str) -> str:
    return str(values.get(name) or "")
