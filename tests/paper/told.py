"""What must stand on paper for a value, worked out here anew."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from gydesk.catalogue.kinds import Field, Table
from gydesk.catalogue.library import Library
from tests.helpers.pdf import Paper


def told(item: Field, value: Any, library: Library, *, column: bool = False) -> str:
    """The text of a stored value on Chinese paper."""
    unit = "" if column or item.type == "money" else item.unit
    teller = TELLERS.get(item.type)
    if item.type in ("choice", "multichoice"):
        codes = value if isinstance(value, list) else [value]
        return "、".join(choice(item, code, library) for code in codes)
    if item.type == "department":
        return library.departments_by_id[value].zh
    written = teller(value) if teller else str(value)
    return ("人民币" if "cny_upper(" in item.calc else "") + written + unit


def money(value: str) -> str:
    return f"{'-' if value.startswith('-') else ''}¥{abs(Decimal(value)):,.2f}"


def moment(value: str) -> str:
    return f"{day(datetime.fromisoformat(value))} {value[11:]}"


def day(one: date) -> str:
    return f"{one.year}年{one.month}月{one.day}日"


TELLERS: dict[str, Callable[[Any], str]] = {
    "money": money,
    "percent": lambda value: f"{value}%",
    "date": lambda value: day(date.fromisoformat(value)),
    "datetime": moment,
    "bool": lambda value: "是" if value else "否",
    "form_ref": lambda value: value["number"],
    "supplier_ref": lambda value: value["name"],
    "attachment": lambda value: "".join(f"{one['name']}（{one['caption']}）" for one in value),
    "photo": lambda value: "".join(one["caption"] for one in value),
}


def choice(item: Field, code: str, library: Library) -> str:
    known = library.choices[item.choices].by_code.get(code)
    return known.zh if known else code


def boxes(item: Field, value: Any, library: Library) -> str:
    """All entries of a choice, the chosen ones marked √, the others □."""
    if item.type == "bool":
        entries = [("是", value is True), ("否", value is False)]
    elif item.type in ("choice", "multichoice"):
        chosen = value if isinstance(value, list) else [value]
        known = library.choices[item.choices].choices
        entries = [(one.zh, one.id in chosen) for one in known]
    else:
        return ""
    return "".join(("√" if ticked else "□") + name for name, ticked in entries)


def stands(paper: Paper, item: Field, value: Any, library: Library) -> bool:
    """True when ``paper`` shows the value behind its label, as text or as ticked boxes."""
    if item.type == "photo":
        return paper.shows(told(item, value, library))
    ticked = boxes(item, value, library)
    return paper.shows(told(item, value, library), item.zh) or bool(
        ticked and paper.shows(ticked, item.zh)
    )


def lost_cells(
    paper: Paper, table: Table, rows: Iterable[Mapping[str, Any]], library: Library
) -> list[str]:
    """What ``paper`` does not show of a table. Every line is looked for as a whole, behind its
    number; where it goes over a page, cell by cell."""
    lost = []
    for number, row in enumerate(rows, 1):
        cells = {
            column.id: told(column, row[column.id], library, column=True)
            for column in table.columns
            if row.get(column.id) is not None
        }
        if f"{number}{''.join(cells.values())}" not in paper:
            lost += [
                f"{table.id}/{number}/{name}"
                for name, cell in cells.items()
                if not paper.shows(cell)
            ]
    return lost
