"""Text on one line; also whatever is text by another name (person, phone)."""

from __future__ import annotations

from datetime import datetime

from gydesk.catalogue.calc_functions import WEEKDAYS, WEEKDAYS_EN
from gydesk.catalogue.cleaning import check_kept, one_line
from gydesk.catalogue.kinds import Field, Lang
from gydesk.catalogue.types.base import FieldType, Json, Lists, text_of


class TextType(FieldType):
    """Any words; typed or pasted line breaks become spaces.

    Text taken over from a field of several lines keeps its breaks, so ``check`` lets them be.
    """

    name = "text"

    def read(self, typed: str, field: Field, library: Lists, now: datetime) -> Json:
        """The words, cleaned."""
        return self.dump(typed)

    def check(self, value: Json, field: Field, library: Lists) -> None:
        """Text of a bearable length without control characters."""
        if value is not None:
            check_kept(text_of(value))

    def load(self, value: Json) -> str | None:
        """The text itself."""
        return None if value is None else text_of(value)

    def dump(self, value: str | None) -> Json:
        """The text, cleaned; None when nothing is left of it."""
        return one_line(value) or None if value is not None else None

    def paper(self, value: Json, field: Field, library: Lists, lang: Lang) -> str:
        """The text itself; a calculated weekday in the language of the paper."""
        text = text_of(value)
        if lang == "en" and field.calc.startswith("weekday(") and text in WEEKDAYS:
            return WEEKDAYS_EN[WEEKDAYS.index(text)]
        return text
