"""A form editor with a small world around it: for tests of the window that need no database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from gydesk.catalogue.kinds import Field, Form
from gydesk.catalogue.library import Library, library
from gydesk.domain.draft import Draft
from gydesk.errors import InputError, StoreError
from tests.helpers.world import World

PROJECT = {
    "project_no": "GY2014-001",
    "name": "滨海市人民医院新院区智能化系统工程（一期）",
    "customer_name": "滨海市人民医院",
    "customer_contact": "周敏",
    "customer_phone": "0543-3188201",
    "site_address": "滨海市黄河五路 661 号新院区",
    "contract_no": "GYHT-2014-016",
    "contract_amount": "3865000.00",
    "planned_start": "2014-04-14",
    "planned_finish": "2014-07-25",
    "project_manager": "李国栋",
    "account_manager": "王丽",
}
COMPANY = {"name": "光远系统集成有限公司", "address": "济南市高新区", "phone": "0531-88881234"}


@dataclass(frozen=True)
class Given:
    """An entry offered for a field."""

    text: str
    value: Any
    detail: str = ""


@dataclass
class FormDesk:
    """The desk's part for an editor, kept in memory: what is offered, and files by hash."""

    offers: dict[str, list[Given]] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)

    def options(self, field: Field, text: str, draft: Draft) -> Sequence[Given]:
        """Entries of the field's id, or of its type, that contain ``text``."""
        known = self.offers.get(field.id) or self.offers.get(field.type, [])
        return [one for one in known if text.strip() in one.text]

    def attach(self, source: Path | bytes, name: str = "") -> dict[str, Any]:
        """Keep a file; one of nothing is refused, as the store does."""
        content = source if isinstance(source, bytes) else source.read_bytes()
        if not content:
            raise InputError("attachment.unreadable", name=name, reason="empty")
        digest = sha256(content).hexdigest()
        self.files[digest] = content
        return {"sha256": digest, "name": name, "size": len(content)}

    def attachment(self, sha256: str) -> bytes:
        """The content of a kept file."""
        if sha256 not in self.files:
            raise StoreError("attachment.missing", sha256=sha256)
        return self.files[sha256]


def world(**more: Any) -> World:
    """An afternoon in June 2014 in the project ``PROJECT``."""
    more.setdefault("project", PROJECT)
    more.setdefault("company", COMPANY)
    user = {"name": "吴海涛", "department": "engineering", "phone": "13805310001"}
    return World(now=datetime(2014, 6, 6, 16, 30), user=user, **more)


def new_draft(form: Form | str, facts: World | None = None, identifier: str = "r1") -> Draft:
    """A new record of a form of the handbook, or of one made for a test."""
    described = library().form(form) if isinstance(form, str) else form
    return Draft(described, identifier, facts or world())


def with_forms(*forms: Form) -> Library:
    """The library with the forms of a test in it."""
    known = library()
    return replace(known, forms={**known.forms, **{form.id: form for form in forms}})  # type: ignore[type-var]


def filled_rows(columns: Iterable[Field], count: int, text: str) -> list[Mapping[str, Any]]:
    """``count`` lines with ``text`` in every text column."""
    return [
        {column.id: f"{text}{row}" for column in columns if column.type == "text"}
        for row in range(count)
    ]
