"""The chain a form stands in: what it names, and what names it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from gydesk.catalogue.kinds import Field, Form
from gydesk.errors import CatalogueError
from gydesk.store.query import RecordHead, RecordQuery
from gydesk.workflow.facts import DeskFacts, equal

if TYPE_CHECKING:
    from gydesk.store.records import Stored
    from gydesk.workflow.facts import Around


@dataclass(frozen=True, slots=True)
class Related:
    """One other record, and the field that ties both: a field of this record (``names``) or
    of the other (``named_by``). ``head`` is None for a number that is not here yet."""

    way: Literal["names", "named_by"]
    field: Field
    number: str
    head: RecordHead | None


def related(around: Around, stored: Stored) -> list[Related]:
    """Both ways, in the order of this form's fields, then of the other records' birth."""
    form = around.library.form(stored.head.form, stored.head.form_version)
    return [*_names(around, form, stored), *_named_by(around, stored.head)]


def _names(around: Around, form: Form, stored: Stored) -> Iterator[Related]:
    facts = DeskFacts(around, form, stored.head.project, stored.head.id)
    for field, value in _references(form, stored.data):
        known = facts.referred(field, value)
        head = around.records.head(known.id) if known else None
        number = str(value.get("number") or "")
        yield Related("names", field, head.number if head else number, head)


def _named_by(around: Around, head: RecordHead) -> Iterator[Related]:
    here: dict[str, Any] = {"id": head.id, "number": head.number}
    found: dict[str, Related] = {}
    for text in filter(None, (head.id, head.number)):
        query = RecordQuery(
            forms=tuple(around.library.forms),
            holding=(json.dumps(text, ensure_ascii=False),),
            order_by="created",
            descending=False,
        )
        for other in around.records.each(query):
            try:
                form = around.library.form(other.head.form, other.head.form_version)
            except CatalogueError:  # of a newer program
                continue
            for field, value in _references(form, other.data):
                if field.form == head.form and equal(value, here):
                    related = Related("named_by", field, other.head.number, other.head)
                    found.setdefault(other.head.id, related)
    yield from found.values()


def _references(form: Form, data: dict[str, Any]) -> Iterator[tuple[Field, dict[str, Any]]]:
    for field in form.fields.values():
        value = data["fields"].get(field.id)
        if field.type == "form_ref" and isinstance(value, dict):
            yield field, value
    for table in form.tables.values():
        for column in table.columns:
            if column.type == "form_ref":
                for row in data.get(table.id, ()):
                    if isinstance(row.get(column.id), dict):
                        yield column, row[column.id]
