"""What a form in work may ask of the world around it: the day, the user, other records.

The pure part of the program (rules, calculations, first values) sees the database only
through this; the service behind the window gives the real thing, a test a small one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from gydesk.catalogue.kinds import Field, Form, Table

Values = Mapping[str, Any]

OPEN_STATES = frozenset({"submitted", "approved", "signed", "archived"})
"""States in which a record counts as made: paper may be signed before it is approved here."""


@dataclass(frozen=True, kw_only=True)
class Known:
    """Another record as it stands: its description, its number and state, its nested data."""

    id: str
    form: Form
    number: str
    state: str
    data: Mapping[str, Any]
    title: str = ""

    def value(self, field: str) -> Any:
        """A single field; ``number`` is the record's own where the form has no such field."""
        if field == "number" and "number" not in self.form.fields:
            return self.number or None
        return self.data.get("fields", {}).get(field)

    @property
    def day(self) -> date | None:
        """The record's main date."""
        text = self.value(self.form.date_field)
        try:
            return date.fromisoformat(str(text)[:10])
        except ValueError:
            return None


class Facts(Protocol):
    """The world around one record."""

    @property
    def now(self) -> datetime:
        """Local wall-clock time."""

    @property
    def station(self) -> str:
        """The letter of this device."""

    @property
    def user(self) -> Values:
        """Who works here: ``name``, ``department``, ``phone`` and the other attributes."""

    @property
    def company(self) -> Values:
        """The attributes of one's own company."""

    @property
    def project(self) -> Values | None:
        """The attributes of the record's project, if it has one."""

    def referred(self, field: Field, value: Any) -> Known | None:
        """The record that a form_ref or supplier_ref value of ``field`` names, by id or by
        number or name; None while it is not here."""

    def records(self, form: str, since: date | None, until: date | None) -> Sequence[Known]:
        """The same project's other records of ``form``, none of them void, by main date;
        with a period, those whose main date is inside."""

    def same(self, form: str, values: Values, *, in_project: bool) -> Sequence[Known]:
        """Other records of ``form``, none of them void, in which every field has the value."""


def is_empty(value: Any) -> bool:
    """True for what is stored as nothing."""
    return value is None or value == "" or value == []


def is_blank(table: Table, row: Mapping[str, Any]) -> bool:
    """True for a row that nobody filled: empty but for constants and calculations."""
    return all(
        is_empty(value := row.get(column.id)) or value == column.value
        for column in table.columns
        if not column.readonly
    )
