"""Yes or no."""

from __future__ import annotations

from datetime import datetime

from gydesk.catalogue.cleaning import narrow, short
from gydesk.catalogue.kinds import Field, Lang
from gydesk.catalogue.types.base import Cell, FieldType, Json, Lists
from gydesk.errors import InputError

_YES = frozenset({"是", "yes", "y", "true", "t", "1", "√", "✓", "✔", "☑", "对"})
_NO = frozenset({"否", "no", "n", "false", "f", "0", "×", "x", "✗", "✘", "✕", "☒", "不是", "非"})
_NAMES = {("zh", True): "是", ("zh", False): "否", ("en", True): "Yes", ("en", False): "No"}


class BoolType(FieldType):
    """Unanswered is None, which is not no."""

    name = "bool"

    def read(self, typed: str, field: Field, library: Lists, now: datetime) -> Json:
        """The answer; raises InputError ``type.bool``."""
        word = narrow(typed).casefold()
        if word not in _YES | _NO:
            raise InputError("type.bool", text=short(typed))
        return word in _YES

    def load(self, value: Json) -> bool | None:
        """True or False; 1 is neither."""
        if value is not None and not isinstance(value, bool):
            raise InputError("type.kind", kind=type(value).__name__)
        return value

    def dump(self, value: bool | None) -> Json:
        """True or False."""
        return self.load(value)

    def paper(self, value: Json, field: Field, library: Lists, lang: Lang) -> str:
        """是 or 否."""
        return _NAMES[lang, bool(self.load(value))]

    def sheet(self, value: Json, field: Field, library: Lists, lang: Lang) -> Cell:
        """True or False."""
        return self.load(value)
