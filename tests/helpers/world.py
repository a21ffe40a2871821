"""A small world around a form, and small forms: for tests that need no database."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from gydesk.catalogue.kinds import Field, Form, Item, Prefill, Rule, Section, Table
from gydesk.domain.facts import Known


@dataclass
class World:
    """Facts held in memory."""

    now: datetime = datetime(2014, 6, 6, 16, 30)
    station: str = "A"
    user: Mapping[str, Any] = field(
        default_factory=lambda: {"name": "吴工", "department": "engineering"}
    )
    company: Mapping[str, Any] = field(default_factory=lambda: {"name": "光远科技"})
    project: Mapping[str, Any] | None = field(
        default_factory=lambda: {"project_no": "GY2014-001", "planned_finish": "2014-07-25"}
    )
    known: list[Known] = field(default_factory=list)

    def referred(self, field: Field, value: Any) -> Known | None:
        for known in self.known:
            if known.id == value.get("id") or known.number == value.get("number"):
                return known
        return None

    def records(self, form: str, since: date | None, until: date | None) -> Sequence[Known]:
        found = [known for known in self.known if known.form.id == form]
        return [
            known
            for known in found
            if since is None or until is None or (known.day and since <= known.day <= until)
        ]

    def same(self, form: str, values: Mapping[str, Any], *, in_project: bool) -> Sequence[Known]:
        return [
            known
            for known in self.known
            if known.form.id == form
            and all(known.value(name) == value for name, value in values.items())
        ]


def one(identifier: str, kind: str = "text", **more: Any) -> Field:
    """A field or column."""
    return Field(id=identifier, zh=f"{identifier}字", en=identifier, type=kind, **more)


def lines(identifier: str, *columns: Field, **more: Any) -> Table:
    """A table."""
    return Table(id=identifier, zh=identifier, en=identifier, columns=columns, **more)


def make_form(identifier: str, *items: Item, rules: Sequence[Rule] = (), **more: Any) -> Form:
    """A form of one section."""
    section = Section(id="main", zh="main", en="main", items=items)
    more.setdefault("head", (one("fill_date", "date", default="today"),))
    return Form(
        id=identifier, zh=identifier, en=identifier, sections=(section,), rules=tuple(rules), **more
    )


def rows(*values: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Lines with row ids."""
    return [{"_id": f"row{index:05d}", **row} for index, row in enumerate(values)]


def known(form: Form, number: str, state: str = "submitted", **data: Any) -> Known:
    """Another record: single fields, and lists as tables."""
    tables = {name: rows(*value) for name, value in data.items() if isinstance(value, list)}
    fields = {name: value for name, value in data.items() if name not in tables}
    return Known(
        id=f"id-{number}", form=form, number=number, state=state, data={"fields": fields, **tables}
    )


__all__ = ["Prefill", "Rule", "World", "known", "lines", "make_form", "one", "rows"]
