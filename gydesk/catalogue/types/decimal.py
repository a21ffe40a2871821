"""A number with decimals; also what whole numbers, amounts and percentages share."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any, ClassVar

from gydesk.catalogue.figures import PLACES, kept_number, number_text, read_number
from gydesk.catalogue.kinds import Field, Lang
from gydesk.catalogue.types.base import Cell, FieldType, Json, Lists


class DecimalType(FieldType):
    """Stored as text, exactly as meant: no float ever holds a figure of a form.

    More decimals than the type has are refused, not rounded away.
    """

    name = "decimal"
    fixed: ClassVar[bool] = False
    """True where noughts are kept so that there are always all decimals."""

    def number(self, typed: str, field: Field) -> Decimal:
        """The number typed, with its unit or without."""
        return read_number(typed, marks=units(field))

    def read(self, typed: str, field: Field, library: Lists, now: datetime) -> Json:
        """The number; raises InputError ``type.number``, ``type.places``, ``type.large``."""
        return self.dump(self.number(typed, field))

    def load(self, value: Json) -> Any:
        """A Decimal."""
        return None if value is None else kept_number(value)

    def dump(self, value: Any) -> Json:
        """Plain figures."""
        if value is None:
            return None
        return number_text(kept_number(value), PLACES[self.name], fixed=self.fixed)

    def paper(self, value: Json, field: Field, library: Lists, lang: Lang) -> str:
        """Plain figures, without thousands separators; the unit stands elsewhere."""
        return str(self.dump(self.load(value)))

    def sheet(self, value: Json, field: Field, library: Lists, lang: Lang) -> Cell:
        """The number."""
        found: Cell = self.load(value)
        return found


def units(field: Field) -> tuple[str, ...]:
    """What may be typed behind a number of ``field``: 12个月 is 12月."""
    return (field.unit, field.unit_en, f"个{field.unit}") if field.unit else ()
