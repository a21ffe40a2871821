"""A day and a time of day."""

from __future__ import annotations

from datetime import datetime

from gydesk.catalogue.cleaning import short
from gydesk.catalogue.dates import check_range, read_moment
from gydesk.catalogue.kinds import Field, Lang
from gydesk.catalogue.types.base import Cell, FieldType, Json, Lists, text_of
from gydesk.catalogue.types.date import day_on_paper
from gydesk.errors import InputError


class DatetimeType(FieldType):
    """Local time to the minute, stored as 2026-11-24T09:30: a form tells the time that people
    on the spot saw, so there is no zone."""

    name = "datetime"

    def read(self, typed: str, field: Field, library: Lists, now: datetime) -> Json:
        """The moment; raises InputError ``type.datetime``, ``type.datetime.time`` (a day
        alone), or what a date raises."""
        return self.dump(read_moment(typed, now))

    def load(self, value: Json) -> datetime | None:
        """A datetime without a zone."""
        if value is None:
            return None
        text = text_of(value)
        try:
            moment = datetime.fromisoformat(text)
        except ValueError:
            raise InputError("type.datetime", text=short(text)) from None
        if moment.tzinfo is not None or len(text) <= len("2026-11-24"):
            raise InputError("type.datetime", text=short(text))
        check_range(moment.date())
        return moment

    def dump(self, value: datetime | None) -> Json:
        """ISO 8601 to the minute."""
        if value is None:
            return None
        if value.tzinfo is not None:
            raise InputError("type.datetime", text=value.isoformat())
        check_range(value.date())
        return value.isoformat(timespec="minutes")

    def paper(self, value: Json, field: Field, library: Lists, lang: Lang) -> str:
        """2026年11月24日 09:30; in English as in a list."""
        moment = self.load(value)
        return f"{day_on_paper(moment.date(), lang)} {moment:%H:%M}" if moment else ""

    def screen(self, value: Json, field: Field, library: Lists, lang: Lang) -> str:
        """2026-11-24 09:30."""
        return str(self.dump(self.load(value))).replace("T", " ")

    def sheet(self, value: Json, field: Field, library: Lists, lang: Lang) -> Cell:
        """A datetime."""
        return self.load(value)
