"""What the demo's files say, read: entities, and records with who filled them, where and when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from gydesk.catalogue.kinds import Form
from gydesk.domain.states import State

REASONED = ("rejected", "void")
"""States that need a reason."""


@dataclass(frozen=True, slots=True)
class Ref:
    """``@key``: another record of the demo."""

    key: str


@dataclass(frozen=True, slots=True)
class Picture:
    """``@photo:kind|caption``: a picture to draw."""

    kind: str
    caption: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """``@file:title.pdf``: a small PDF to make."""

    name: str


@dataclass(frozen=True, slots=True)
class Station:
    """A computer of the demo: its letter, its name and who sits at it."""

    code: str
    name: str
    person: str


@dataclass(frozen=True, slots=True)
class Signed:
    """The customer's signature on the paper."""

    name: str
    on: date
    scan: Picture | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectEntry:
    """A project: its attributes as they must be in the end."""

    key: str
    device: str
    by: str
    on: datetime
    values: Mapping[str, Any]
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordEntry:
    """A record. ``fields`` and ``tables`` hold stored values, in which a ``Ref``, ``Picture``
    or ``Sheet`` may stand for what is made on the way; ``place`` is ``file:line``."""

    key: str
    form: Form
    project: str
    device: str
    by: str
    on: datetime
    state: State
    reason: str
    signed: Signed | None
    fields: Mapping[str, Any]
    tables: Mapping[str, Sequence[Mapping[str, Any]]]
    place: str

    @property
    def refs(self) -> dict[str, str]:
        """The keys of the records that fields refer to, by field."""
        return {name: value.key for name, value in self.fields.items() if isinstance(value, Ref)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Demo:
    """All of it. ``heads`` are names by department, ``signers`` people of the other side by
    project and role, ``archive_place`` is where filed papers are kept."""

    today: date
    archive_place: str
    heads: Mapping[str, str]
    signers: Mapping[str, Mapping[str, str]]
    stations: Mapping[str, Station]
    company: Mapping[str, Any]
    people: Sequence[Mapping[str, Any]]
    suppliers: Sequence[Mapping[str, Any]]
    customers: Sequence[Mapping[str, Any]]
    projects: Sequence[ProjectEntry]
    records: Mapping[str, RecordEntry]
