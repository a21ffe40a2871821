"""An amount of money in yuan."""

from __future__ import annotations

from decimal import Decimal

from gydesk.catalogue.figures import read_number
from gydesk.catalogue.kinds import Field, Lang
from gydesk.catalogue.types.base import Json, Lists
from gydesk.catalogue.types.decimal import DecimalType, units

_MARKS = ("¥", "元", "圆", "人民币", "RMB", "CNY")


class MoneyType(DecimalType):
    """Always two decimals. ¥, 元, RMB and CNY are read, and 3.8万 is 38,000."""

    name = "money"
    fixed = True

    def number(self, typed: str, field: Field) -> Decimal:
        """The amount typed."""
        marks = (*units(field), *_MARKS)
        return read_number(typed, marks=marks, times=not field.unit.startswith(("万", "亿")))

    def paper(self, value: Json, field: Field, library: Lists, lang: Lang) -> str:
        """With thousands separators; who prints it puts ¥ before it where there is room."""
        return f"{Decimal(str(self.dump(self.load(value)))):,f}"
