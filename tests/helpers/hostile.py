"""Hostile but legal values for every field of every form.

The longest text, characters that few faces have, full-width figures, markup, noughts, negative
amounts, the 29th of February. Each text says where it belongs, so that it can be told from all
others on paper.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import cycle
from typing import Any

from gydesk.catalogue.kinds import Field, Form, Table
from gydesk.catalogue.library import Library
from gydesk.catalogue.types import type_of
from gydesk.domain.order import key_between

LEAP_DAY = datetime(2028, 2, 29, 23, 58)
RARE = "㛃䶮𬭎"
"""Characters of people's names that hardly any face has."""
EMOJI = "😀👷‍♂️🇨🇳"
"""One alone, one joined of several, a flag."""
TEXT = (
    f"{RARE}{EMOJI}ＧＢ５０３３９－２０１３　Ａ±0.5℃“，。；、！？（）《》…——”"
    "<b>&amp;</b>{x}%s\\'\"|ⅣΩ①"
)
LONG = "机柜接地电阻不大于1Ω，光缆熔接损耗小于0.08dB/点，标签、资料与现场一致；（详见附件）。"
ADDRESS = "zhang.san+rare@mail-2028.example.com"

_IN_TURN: Mapping[str, tuple[Any, ...]] = {
    "integer": (0, -7, 2_147_483_648),
    "decimal": ("0", "-3.5", "12345.6789"),
    "money": ("0.00", "-1234567.89", "98765432.10"),
    "percent": ("0", "33.33", "100"),
    "bool": (False, True),
}


@dataclass
class Hostile:
    """Makes the values. ``words`` stands in every text; ``text`` and ``multiline`` are how long
    such fields get, in characters; ``files`` the stored files that photo and attachment fields
    show."""

    library: Library
    now: datetime = LEAP_DAY
    text: int = 120
    multiline: int = 700
    words: str = TEXT
    files: Mapping[str, Any] = field(default_factory=dict)
    _count: int = 0
    _cycles: dict[str, Iterator[Any]] = field(default_factory=dict)

    def fields(self, form: Form) -> dict[str, Any]:
        """Stored values of all single fields that can be filled."""
        return self._filled(form.fields.values())

    def rows(self, table: Table, count: int) -> list[dict[str, Any]]:
        """``count`` lines of ``table``, every column filled."""
        return [self._filled(table.columns) for _ in range(count)]

    def data(self, form: Form, rows: int = 3) -> dict[str, Any]:
        """The nested data of a whole record, as the store gives it."""
        data: dict[str, Any] = {"fields": self.fields(form)}
        for table in form.tables.values():
            order = None
            data[table.id] = []
            for number, row in enumerate(self.rows(table, rows)):
                order = key_between(order, None)
                data[table.id].append({"_id": f"row{number:05d}", "_order": order, **row})
        return data

    def _filled(self, fields: Iterable[Field]) -> dict[str, Any]:
        values = {one.id: self.value(one) for one in fields if not one.readonly}
        return {name: value for name, value in values.items() if value is not None}

    def value(self, item: Field) -> Any:
        """One stored value; None where the program keeps none (the place of a signature)."""
        found = self._value(item)
        type_of(item).check(found, item, self.library)
        return found

    def _value(self, item: Field) -> Any:
        self._count += 1
        if item.type in _IN_TURN:
            return next(self._cycles.setdefault(item.type, cycle(_IN_TURN[item.type])))
        match item.type:
            case "date":
                return self.now.date().isoformat()
            case "datetime":
                return self.now.isoformat(timespec="minutes")
            case "choice" | "multichoice":
                return self._choice(item)
            case "photo" | "attachment":
                caption = f"{item.zh}{self._count}{self.words}"
                return [{**self.files[item.type], "caption": caption}] if self.files else None
            case "signature":
                return None
            case "multiline":
                return self._paragraphs(item)
        return self._words(item)

    def _words(self, item: Field) -> Any:
        match item.type:
            case "department":
                return self.library.departments[self._count % len(self.library.departments)].id
            case "phone":
                return f"0351-5550{self._count % 1000:03d}转8001"
            case "email":
                return f"n{self._count}.{ADDRESS}"
            case "person":
                return f"欧阳{RARE}·{self._count}"
            case "form_ref":
                return {"number": f"XX-ＧＹ2028-{RARE}-A{self._count}"}
            case "supplier_ref":
                return {"name": f"{item.zh}{self._count}{self.words}"}
        return self._long(f"{item.zh}{self._count}{self.words}", self.text)

    def _choice(self, item: Field) -> Any:
        codes = [one.id for one in self.library.choices[item.choices].choices]
        if item.open_choice:
            codes = [f"{RARE}{self._count}", *codes]
        if item.type == "multichoice":
            return codes[1:] + codes[:1] if item.open_choice else codes
        return codes[0] if item.open_choice else codes[-1]

    def _paragraphs(self, item: Field) -> str:
        first = f"{item.zh}{self._count}{self.words}"
        return self._long(f"{first}\n\n　　{LONG}\n1. ｆｕｌｌ　ｗｉｄｔｈ\n", self.multiline)

    def _long(self, begin: str, length: int) -> str:
        """``begin``, made ``length`` characters long, its end to be told from what repeats."""
        end = f"第{self._count}处完"
        middle = (LONG * (length // len(LONG) + 1))[: max(0, length - len(begin) - len(end))]
        return begin + middle + end
