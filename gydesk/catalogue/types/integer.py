"""A whole number."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from gydesk.catalogue.cleaning import short
from gydesk.catalogue.figures import check_size, kept_number, plain_text
from gydesk.catalogue.types.base import Json
from gydesk.catalogue.types.decimal import DecimalType
from gydesk.errors import InputError


class IntegerType(DecimalType):
    """Stored as a number of JSON."""

    name = "integer"

    def load(self, value: Json) -> Any:
        """An int."""
        if value is None:
            return None
        return _whole(kept_number(value))

    def dump(self, value: Any) -> Json:
        """The number; 12.0 is whole, 12.5 is not (InputError ``type.integer``)."""
        return None if value is None else _whole(kept_number(value))

    def check(self, value: Json, field: Any, library: Any) -> None:
        """A whole number of JSON, not its text."""
        if value is not None and type(value) is not int:
            raise InputError("type.kind", kind=type(value).__name__)
        super().check(value, field, library)


def _whole(number: Decimal) -> int:
    check_size(number)
    if number != number.to_integral_value():
        raise InputError("type.integer", text=short(plain_text(number)))
    return int(number)
