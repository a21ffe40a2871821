"""Text of several lines."""

from __future__ import annotations

from gydesk.catalogue.cleaning import paragraphs
from gydesk.catalogue.types.base import Json
from gydesk.catalogue.types.text import TextType


class MultilineType(TextType):
    """Line breaks, empty lines inside and indents are kept."""

    name = "multiline"

    def dump(self, value: str | None) -> Json:
        """The text, cleaned; None when nothing is left of it."""
        return paragraphs(value) or None if value is not None else None
