"""Reading the demo's TOML files, strictly: every mistake names file, line, record and remedy."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, NoReturn

from gydesk.catalogue.kinds import Field, Form, Table
from gydesk.catalogue.library import Library
from gydesk.catalogue.types import type_of
from gydesk.domain.prefill import REFERENCES
from gydesk.domain.states import CUSTOMER_SIGNS, STATES
from gydesk.errors import CatalogueError, InputError
from gydesk.workflow.demo.entries import (
    REASONED,
    Demo,
    Picture,
    ProjectEntry,
    RecordEntry,
    Ref,
    Sheet,
    Signed,
    Station,
)
from gydesk.workflow.demo.scenes import SCENES
from gydesk.workflow.facts import PROJECT_HEADERS

_COMPANY = "company.toml"
_NEEDED = ("key", "form", "device", "by", "on", "state")
_KEYS = (*_NEEDED, "project", "reason", "signed_by", "fields", "tables")


def read(folder: Path, library: Library) -> Demo:
    """Everything in ``folder``. Raises CatalogueError ``demo.*``."""
    return _Reader(library, folder).read()


class _File:
    """One file: its data, and where in it a record stands."""

    def __init__(self, path: Path) -> None:
        self.name = path.name
        try:
            self.text = path.read_text("utf-8")
            self.data = tomllib.loads(self.text)
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise CatalogueError("demo.file", file=path.name, reason=str(error)) from error

    def place(self, key: str) -> str:
        found = re.search(rf"^key *= *\"{re.escape(key)}\"", self.text, re.MULTILINE)
        line = self.text.count("\n", 0, found.start()) + 1 if found else 1
        return f"{self.name}:{line}"


class _Reader:
    def __init__(self, library: Library, folder: Path) -> None:
        self.library = library
        self.company = _File(folder / _COMPANY)
        paths = sorted(path for path in folder.glob("*.toml") if path.name != _COMPANY)
        self.files = [_File(path) for path in paths]
        self.departments = [one.id for one in library.departments]
        self.place = _COMPANY
        self.record = ""

    def read(self) -> Demo:
        data = self.company.data
        self._keys(data, {*_COMPANY_KEYS}, _COMPANY_KEYS)
        self.today = data["today"]
        self.stations = {one["code"]: Station(**one) for one in data["station"]}
        people = self._entities("person", data["people"]["rows"])
        self.names = [str(one["name"]) for one in people]
        projects = [self._project(one) for one in data["project"]]
        self.projects = [one.key for one in projects]
        records: dict[str, RecordEntry] = {}
        for file in self.files:
            self.place, self.record = file.name, ""
            self._keys(file.data, {"record"}, ("record",))
            for raw in file.data["record"]:
                entry = self._record(file, raw)
                if entry.key in records:
                    self._wrong("demo.twice", other=records[entry.key].place)
                records[entry.key] = entry
        self._refs(records)
        return Demo(
            today=self.today,
            archive_place=data["archive_place"],
            heads=self._named(data["heads"], self.departments),
            signers={
                key: self._named(rows, self.library.roles)
                for key, rows in self._named(data["signers"], self.projects).items()
            },
            stations=self.stations,
            company=self._entities("company", [data["company"]])[0],
            people=people,
            suppliers=self._entities("supplier", data["suppliers"]["rows"]),
            customers=self._entities("customer", data["customers"]["rows"]),
            projects=projects,
            records=records,
        )

    def _named(self, raw: Mapping[str, Any], known: Iterable[str]) -> Mapping[str, Any]:
        self.place, self.record = _COMPANY, ""
        self._keys(raw, known, ())
        return raw

    # ---- entities

    def _entities(self, kind: str, rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
        form = self.library.entities[kind]
        found = []
        for row in rows:
            self.record = str(row.get("name", kind))
            found.append(self._values(row, form.fields, form.id))
        return found

    def _project(self, raw: Mapping[str, Any]) -> ProjectEntry:
        head = ("key", "device", "by", "on")
        self.record = str(raw.get("key", "project"))
        self.place = self.company.place(self.record)
        self._keys(raw, raw.keys(), head)
        attributes = {name: value for name, value in raw.items() if name not in head}
        return ProjectEntry(
            key=self.record,
            device=self._known("device", raw["device"], self.stations),
            by=self._known("by", raw["by"], self.names),
            on=self._moment(raw["on"]),
            values=self._values(attributes, self.library.entities["project"].fields, "project"),
            place=self.place,
        )

    # ---- records

    def _record(self, file: _File, raw: Mapping[str, Any]) -> RecordEntry:
        self.record = str(raw.get("key", ""))
        self.place = file.place(self.record)
        self._keys(raw, _KEYS, _NEEDED)
        form = self.library.forms[self._known("form", raw["form"], self.library.forms)]
        project = raw.get("project", "")
        if project or form.header == "project":
            self._known("project", project, self.projects)
        if project and form.header not in PROJECT_HEADERS:
            self._wrong("demo.no_project", form=form.id)
        state = self._known("state", raw["state"], STATES)
        self._keys(raw, _KEYS, ("reason",) if state in REASONED else ())
        return RecordEntry(
            key=self.record,
            form=form,
            project=project,
            device=self._known("device", raw["device"], self.stations),
            by=self._known("by", raw["by"], self.names),
            on=self._moment(raw["on"]),
            state=next(one for one in STATES if one == state),
            reason=str(raw.get("reason", "")),
            signed=self._signed(form, state, raw.get("signed_by")),
            fields=self._values(raw.get("fields", {}), form.fields, form.id),
            tables=self._tables(form, raw.get("tables", {})),
            place=self.place,
        )

    def _signed(self, form: Form, state: str, raw: Mapping[str, Any] | None) -> Signed | None:
        if raw is None:
            if state == "signed":
                self._wrong("demo.missing", name="signed_by")
            return None
        if form.customer not in CUSTOMER_SIGNS or state not in ("signed", "archived"):
            self._wrong("demo.unsigned", form=form.id, state=state)
        self._keys(raw, ("customer", "on", "scan"), ("customer", "on"))
        scan = self._file(raw["scan"], "signed_by.scan") if "scan" in raw else None
        if scan is not None and not isinstance(scan, Picture):
            self._wrong("demo.value", name="signed_by.scan", reason=str(raw["scan"]))
        if type(raw["on"]) is not date or raw["on"] > self.today:
            self._wrong("demo.value", name="signed_by.on", reason=str(raw["on"]))
        return Signed(str(raw["customer"]), raw["on"], scan)

    def _tables(self, form: Form, raw: Mapping[str, Any]) -> dict[str, Sequence[Mapping[str, Any]]]:
        self._keys(raw, form.tables, ())
        return {name: self._rows(form.tables[name], rows) for name, rows in raw.items()}

    def _rows(self, table: Table, rows: Any) -> list[dict[str, Any]]:
        if not isinstance(rows, list):
            self._wrong("demo.value", name=table.id, reason=type(rows).__name__)
        return [self._values(row, table.by_id, table.id) for row in rows]

    def _values(
        self, raw: Mapping[str, Any], fields: Mapping[str, Field], owner: str
    ) -> dict[str, Any]:
        self._keys(raw, fields, (), owner)
        return {name: self._value(fields[name], value) for name, value in raw.items()}

    def _value(self, field: Field, raw: Any) -> Any:
        """The stored value of what TOML has, or what stands for one that is made later."""
        if field.readonly:
            self._wrong("demo.calculated", name=field.id)
        if field.type in ("attachment", "photo"):
            if not isinstance(raw, list):
                self._wrong("demo.value", name=field.id, reason=type(raw).__name__)
            return [self._file(one, field.id) for one in raw]
        if field.type == "form_ref" and str(raw).startswith("@"):
            return Ref(str(raw)[1:])
        stored = self._accepted(field, raw)
        if field.type == "person":
            return self._known("person", stored, self.names)
        if field.type == "department":
            return self._known("department", stored, self.departments)
        return stored

    def _accepted(self, field: Field, raw: Any) -> Any:
        """The stored value that the field's type makes of ``raw``."""
        if field.type in REFERENCES:
            raw = {"name" if field.type == "supplier_ref" else "number": raw}
        elif isinstance(raw, datetime):
            raw = raw.isoformat(timespec="minutes")
        elif isinstance(raw, date):
            raw = raw.isoformat()
        try:
            if isinstance(raw, float):  # a decimal is written as a string, "12.50"
                raise InputError("type.kind", kind="float")
            stored = type_of(field).accept(raw, field, self.library)
        except InputError as error:
            self._wrong("demo.value", name=field.id, reason=error)
        if stored is None:
            self._wrong("demo.empty", name=field.id)
        return stored

    def _file(self, raw: Any, name: str) -> Picture | Sheet:
        text = str(raw)
        if text.startswith("@photo:"):
            kind, bar, caption = text.removeprefix("@photo:").partition("|")
            self._known("@photo", kind, SCENES)
            if bar and caption:
                return Picture(kind, caption)
        if text.startswith("@file:") and text.endswith(".pdf"):
            return Sheet(text.removeprefix("@file:"))
        raise self._error("demo.value", name=name, reason=text)

    def _refs(self, records: Mapping[str, RecordEntry]) -> None:
        for entry in records.values():
            for name, key in entry.refs.items():
                self.place, self.record = entry.place, entry.key
                target = records.get(key)
                if target is None:
                    self._wrong("demo.ref", name=name, key=key)
                if target.form.id != entry.form.fields[name].form or target.state == "draft":
                    self._wrong("demo.ref_kind", name=name, key=key, form=target.form.id)

    # ---- what every part is checked by

    def _moment(self, raw: Any) -> datetime:
        if not isinstance(raw, datetime) or raw.tzinfo or raw.date() > self.today:
            self._wrong("demo.value", name="on", reason=str(raw))
        return raw

    def _known(self, what: str, name: Any, known: Iterable[str]) -> str:
        if not isinstance(name, str) or name not in known:
            self._wrong("demo.unknown", what=what, name=name, known=", ".join(known))
        return name

    def _keys(self, raw: Any, known: Iterable[str], needed: Iterable[str], owner: str = "") -> None:
        if not isinstance(raw, Mapping):
            self._wrong("demo.value", name=owner or "record", reason=type(raw).__name__)
        for name in needed:
            if name not in raw:
                self._wrong("demo.missing", name=name)
        for name in raw:
            if name not in known:
                what = f"{owner}.{name}" if owner else name
                self._wrong("demo.key", name=what, known=", ".join(known))

    def _wrong(self, code: str, **params: Any) -> NoReturn:
        raise self._error(code, **params)

    def _error(self, code: str, **params: Any) -> CatalogueError:
        return CatalogueError(code, place=self.place, record=self.record, **params)


_COMPANY_KEYS = (
    "today",
    "archive_place",
    "heads",
    "signers",
    "company",
    "station",
    "people",
    "suppliers",
    "customers",
    "project",
)
