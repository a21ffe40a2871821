"""A reference to another form's record."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any, ClassVar

from gydesk.catalogue.cleaning import MAX_LINE, check_kept, narrow, one_line
from gydesk.catalogue.kinds import Field, Lang
from gydesk.catalogue.types.base import FieldType, Json, Lists, text_of
from gydesk.errors import InputError

_RECORD = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class FormRefType(FieldType):
    """Stored as ``{"id": …, "number": …}``; without id while the record is not in this
    database, so that its printed number could only be typed."""

    name = "form_ref"
    key: ClassVar[str] = "number"
    """The part that is printed."""

    def read(self, typed: str, field: Field, library: Lists, now: datetime) -> Json:
        """What is printed; the desk finds the record that it names."""
        shown = one_line(self.plain(typed), MAX_LINE)
        return {self.key: shown} if shown else None

    def plain(self, typed: str) -> str:
        """A number has no full-width letters and no spaces."""
        return "".join(narrow(typed).split())

    def check(self, value: Json, field: Field, library: Lists) -> None:
        """An id, or none, and what is printed. Raises InputError ``type.ref``."""
        if value is None:
            return
        if not isinstance(value, dict):
            raise InputError("type.kind", kind=type(value).__name__)
        ref = value
        if not ref.keys() <= {"id", self.key}:
            raise InputError("type.ref", part=", ".join(sorted(ref.keys() - {"id", self.key})))
        shown = ref.get(self.key)
        if not isinstance(shown, str) or not shown.strip():
            raise InputError("type.ref", part=self.key)
        check_kept(shown, MAX_LINE)
        if "id" in ref and not (isinstance(ref["id"], str) and _RECORD.fullmatch(ref["id"])):
            raise InputError("type.ref", part="id")

    def load(self, value: Json) -> Any:
        """The parts of the reference; a text alone is what is printed."""
        if value is None:
            return None
        if isinstance(value, str):
            return {self.key: value}
        if not isinstance(value, dict):
            raise InputError("type.kind", kind=type(value).__name__)
        return value

    def dump(self, value: Any) -> Json:
        """The parts that are there."""
        if value is None:
            return None
        return {key: part for key, part in value.items() if part not in (None, "")} or None

    def paper(self, value: Json, field: Field, library: Lists, lang: Lang) -> str:
        """The printed number."""
        return text_of(self.load(value).get(self.key))
