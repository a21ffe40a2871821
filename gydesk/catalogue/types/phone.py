"""A telephone number."""

from __future__ import annotations

from gydesk.catalogue.cleaning import MAX_LINE, narrow, one_line
from gydesk.catalogue.types.base import Json
from gydesk.catalogue.types.text import TextType


class PhoneType(TextType):
    """Full-width figures made plain. Whether it can be a number is a rule's matter (``phone``):
    only some forms insist."""

    name = "phone"

    def dump(self, value: str | None) -> Json:
        """The number as written."""
        return one_line(narrow(value), MAX_LINE) or None if value is not None else None
