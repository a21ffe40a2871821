"""A day and a time of day."""

from __future__ import annotations

from datetime import datetime

from ui.form.parts.date_field import DateField


class DatetimeWidget(DateField):
    """Written in any usual way, shown as 2026-03-05 08:30."""

    def stored(self, moment: datetime) -> str:
        """To the minute."""
        return moment.isoformat(timespec="minutes")
