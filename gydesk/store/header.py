"""What a list shows of a record, out of its values and its form's description."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from gydesk.catalogue.kinds import Field, Form
from gydesk.domain.change import Json
from gydesk.errors import CatalogueError, InputError

if TYPE_CHECKING:
    from gydesk.catalogue.library import Library

_TITLE_LENGTH = 200
_KEY_BYTES = 200


def form_of(library: Library, form: str, version: int) -> Form | None:
    """The description a record was written with; None for a form of a newer program."""
    try:
        return library.form(form, version)
    except CatalogueError:
        return None


def header(form: Form | None, values: Mapping[str, Json], library: Library) -> dict[str, Any]:
    """The header columns that depend on values alone; "" where there is nothing.

    Entities have no ``_number``: their own field ``number`` is it. Nothing here fails on odd
    values: they may have come from elsewhere.
    """
    title = _title(form, values, library) if form else ""
    state = _text(values.get("_state"), 20)
    revision = values.get("_revision")
    number = _text(values.get("_number"), 100)
    if not number and form is not None and form.header == "entity":
        number = _text(values.get("number"), 100)
    return {
        "project": _text(values.get("_project"), 36),
        "number": number,
        "state": state or "draft",
        "revision": revision if type(revision) is int and 0 < revision < 2**31 else 1,
        "title": title,
        "title_key": sort_key(title),
        "date": _text(values.get(form.date_field), 10) if form and form.date_field else "",
        "person": _text(values.get("filled_by"), 100),
    }


def sort_key(text: str) -> bytes:
    """Bytes that sort as a Chinese reader expects: the common characters by their pinyin.

    GB 18030 keeps the order of GB 2312, whose first level, 3,755 characters, is by pinyin.
    """
    return text.casefold().encode("gb18030", "replace")[:_KEY_BYTES]


def shown(form: Form, path: str, value: Json, library: Library) -> str:
    """A field's or column's value as lists show it; the bare value where it is not legal."""
    from gydesk.catalogue.types import type_of

    table, _, rest = path.partition("/")
    item = form.at(f"{table}.{rest.partition('/')[2]}" if rest else table)
    if not isinstance(item, Field):
        return value if isinstance(value, str) else ""
    try:
        return type_of(item).list_text(value, item, library, "zh")
    except (InputError, ArithmeticError, ValueError, TypeError, KeyError, AttributeError):
        return value if isinstance(value, str) else ""


def _title(form: Form, values: Mapping[str, Json], library: Library) -> str:
    parts = (
        shown(form, field, values[field], library)
        for field in form.title_fields
        if values.get(field) is not None
    )
    return " ".join(" ".join(part.split()) for part in parts if part)[:_TITLE_LENGTH]


def _text(value: Json, length: int) -> str:
    return value[:length] if isinstance(value, str) else ""
