"""A department of the company, or another body by its name."""

from __future__ import annotations

from datetime import datetime

from gydesk.catalogue.cleaning import MAX_LINE, one_line
from gydesk.catalogue.kinds import Field, Lang
from gydesk.catalogue.types.base import Json, Lists, text_of
from gydesk.catalogue.types.choice import named
from gydesk.catalogue.types.text import TextType


class DepartmentType(TextType):
    """Stored as the id of a department; other words as they are."""

    name = "department"

    def read(self, typed: str, field: Field, library: Lists, now: datetime) -> Json:
        """By name in either language, id or letters (GC); any other name is taken."""
        found = named(typed, library.departments)
        if found is None:
            word = typed.strip().casefold()
            coded = (one for one in library.departments if _letters(one).casefold() == word)
            found = next(coded, None)
        return found.id if found else self.dump(typed)

    def dump(self, value: str | None) -> Json:
        """The id, or the words."""
        return one_line(value, MAX_LINE) or None if value is not None else None

    def paper(self, value: Json, field: Field, library: Lists, lang: Lang) -> str:
        """Its name, or the words."""
        wanted = text_of(value)
        known = (one.name(lang) for one in library.departments if one.id == wanted)
        return next(known, wanted)


def _letters(department: object) -> str:
    return str(getattr(department, "code", ""))
