"""A day."""

from __future__ import annotations

from datetime import datetime

from ui.form.parts.date_field import DateField


class DateWidget(DateField):
    """Written in any usual way (3.5, 20260305, 周五), shown as 2026-03-05."""

    def stored(self, moment: datetime) -> str:
        """The day alone."""
        return moment.date().isoformat()
