"""A signature: written on paper, so nothing is ever stored."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from gydesk.catalogue.kinds import Field, Lang
from gydesk.catalogue.types.base import Cell, FieldType, Json, Lists
from gydesk.errors import InputError


class SignatureType(FieldType):
    """An empty place in print."""

    name = "signature"
    can_type = False

    def read(self, typed: str, field: Field, library: Lists, now: datetime) -> Json:
        """InputError ``type.signature``."""
        raise InputError("type.signature")

    def load(self, value: Json) -> Any:
        """Nothing; anything else is InputError ``type.signature``."""
        if value is not None:
            raise InputError("type.signature")
        return None

    def dump(self, value: Any) -> Json:
        """Nothing."""
        self.load(value)
        return None

    def text(self, value: Json, field: Field, library: Lists, lang: Lang) -> str:
        """Nothing, whatever came from elsewhere."""
        return ""

    def list_text(self, value: Json, field: Field, library: Lists, lang: Lang) -> str:
        """Nothing."""
        return ""

    def cell(self, value: Json, field: Field, library: Lists, lang: Lang) -> Cell:
        """Nothing."""
        return None
