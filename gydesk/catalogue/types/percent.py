"""A percentage."""

from __future__ import annotations

from decimal import Decimal

from gydesk.catalogue.figures import read_number
from gydesk.catalogue.kinds import Field, Lang
from gydesk.catalogue.types.base import Json, Lists
from gydesk.catalogue.types.decimal import DecimalType


class PercentType(DecimalType):
    """Twelve per cent is 12, in the store and in a spreadsheet's cell; 12% on paper."""

    name = "percent"

    def number(self, typed: str, field: Field) -> Decimal:
        """The percentage typed, with its sign or without."""
        return read_number(typed, marks=("%",))

    def paper(self, value: Json, field: Field, library: Lists, lang: Lang) -> str:
        """With its sign."""
        return f"{self.dump(self.load(value))}%"
