"""A person, by name: the company's people are offered, any name is taken."""

from __future__ import annotations

from gydesk.catalogue.cleaning import MAX_LINE, one_line
from gydesk.catalogue.types.base import Json
from gydesk.catalogue.types.text import TextType


class PersonType(TextType):
    """Stored as the name: a paper carries names, and a name lives on when its owner leaves."""

    name = "person"

    def dump(self, value: str | None) -> Json:
        """The name, cleaned."""
        return one_line(value, MAX_LINE) or None if value is not None else None
