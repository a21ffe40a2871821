"""An e-mail address."""

from __future__ import annotations

import re
from datetime import datetime

from gydesk.catalogue.cleaning import MAX_LINE, narrow, one_line, short
from gydesk.catalogue.kinds import Field
from gydesk.catalogue.types.base import Json, Lists, text_of
from gydesk.catalogue.types.text import TextType
from gydesk.errors import InputError

_ADDRESS = re.compile(r"[^\s@,;<>\"()]+@[^\s@,;<>\"()]+\.[^\s@,;<>\"().]+")


class EmailType(TextType):
    """One address, or several parted by a comma or semicolon."""

    name = "email"

    def read(self, typed: str, field: Field, library: Lists, now: datetime) -> Json:
        """The address; raises InputError ``type.email``."""
        value = self.dump(typed)
        self.check(value, field, library)
        return value

    def check(self, value: Json, field: Field, library: Lists) -> None:
        """Something before an @, and a name with a point behind it."""
        super().check(value, field, library)
        if value is None:
            return
        text = text_of(value)
        if not all(_ADDRESS.fullmatch(one.strip()) for one in re.split("[,;、]", text)):
            raise InputError("type.email", text=short(text))

    def dump(self, value: str | None) -> Json:
        """The address as written."""
        return one_line(narrow(value), MAX_LINE) or None if value is not None else None
