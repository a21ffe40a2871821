"""A day."""

from __future__ import annotations

from datetime import date, datetime

from gydesk.catalogue.cleaning import short
from gydesk.catalogue.dates import check_range, read_date
from gydesk.catalogue.kinds import Field, Lang
from gydesk.catalogue.types.base import Cell, FieldType, Json, Lists, text_of
from gydesk.errors import InputError


class DateType(FieldType):
    """Stored as 2026-11-24; read in every usual way (``catalogue.dates``)."""

    name = "date"

    def read(self, typed: str, field: Field, library: Lists, now: datetime) -> Json:
        """The day; raises InputError ``type.date``, ``type.date.day``, ``type.date.range``."""
        return read_date(typed, now).isoformat()

    def load(self, value: Json) -> date | None:
        """A date."""
        if value is None:
            return None
        try:
            day = date.fromisoformat(text_of(value))
        except ValueError:
            raise InputError("type.date", text=short(text_of(value))) from None
        check_range(day)
        return day

    def dump(self, value: date | None) -> Json:
        """ISO 8601; of a moment its day."""
        if value is None:
            return None
        day = value.date() if isinstance(value, datetime) else value
        check_range(day)
        return day.isoformat()

    def paper(self, value: Json, field: Field, library: Lists, lang: Lang) -> str:
        """2026年11月24日; in English as in a list."""
        day = self.load(value)
        return "" if day is None else day_on_paper(day, lang)

    def screen(self, value: Json, field: Field, library: Lists, lang: Lang) -> str:
        """2026-11-24 (GB/T 7408)."""
        return str(self.dump(self.load(value)))

    def sheet(self, value: Json, field: Field, library: Lists, lang: Lang) -> Cell:
        """A date."""
        return self.load(value)


def day_on_paper(day: date, lang: Lang) -> str:
    """``day`` as it is printed."""
    return f"{day.year}年{day.month}月{day.day}日" if lang == "zh" else day.isoformat()
