"""The field types: what each reads, refuses, keeps, prints and puts into a sheet."""

from __future__ import annotations

import json
import time
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gydesk.catalogue import library as catalogue
from gydesk.catalogue import types as types_package
from gydesk.catalogue.calc import stored
from gydesk.catalogue.cleaning import MAX_TEXT, narrow
from gydesk.catalogue.dates import FIRST, LAST, STEPS, stepped
from gydesk.catalogue.figures import PLACES
from gydesk.catalogue.kinds import Choice, ChoiceSet, Field, Lang
from gydesk.catalogue.types import TYPES, Json, type_of
from gydesk.errors import CatalogueError, InputError
from gydesk.sentences import SENTENCES

NOW = datetime(2026, 11, 24, 20, 3, 40)  # a Tuesday
LANGS: tuple[Lang, Lang] = ("zh", "en")
ROOT = Path(__file__).resolve().parents[2]
RECORD = "01934d3e-0000-7000-8000-0123456789ab"
FILE: dict[str, Json] = {"sha256": "0a" * 32, "name": "机柜.jpg", "size": 1204}


def choice(code: str, zh: str, en: str) -> Choice:
    return Choice(id=code, zh=zh, en=en)


class Lists:
    """Two choice sets, a department and no more."""

    choices = {  # noqa: RUF012
        "unit": ChoiceSet(
            id="unit",
            choices=(
                choice("unit", "台", "Unit"),
                choice("set", "套", "Set"),
                choice("metre", "米", "Metre"),
                choice("metre2", "㎡", "Square metre"),
            ),
        ),
        "seal": ChoiceSet(
            id="seal",
            choices=(
                choice("company", "公司公章", "Company seal"),
                choice("contract", "合同专用章", "Contract seal"),
                choice("legal", "法人、代表章", "Legal, representative seal"),
                choice("finance", "公司财务章", "Finance seal"),
            ),
        ),
    }
    departments = (
        choice("engineering", "工程部", "Engineering Department"),
        choice("commerce", "商务部", "Commerce Department"),
    )


LISTS = Lists()


def field(kind: str, **more: Any) -> Field:
    sets = {"choice": "seal", "multichoice": "seal"}
    more.setdefault("choices", sets.get(kind, ""))
    return Field(id="it", zh="某项", en="It", type=kind, **more)


def read(kind: str, typed: str, **more: Any) -> Json:
    return TYPES[kind].parse(typed, field(kind, **more), LISTS, NOW)


def refused(kind: str, typed: str, **more: Any) -> str:
    with pytest.raises(InputError) as caught:
        read(kind, typed, **more)
    return told(caught.value)


def checked(kind: str, value: Any, **more: Any) -> str:
    """The code that ``check`` refuses ``value`` with; "" when it passes."""
    try:
        TYPES[kind].check(value, field(kind, **more), LISTS)
    except InputError as error:
        return told(error)
    return ""


def told(error: InputError) -> str:
    """The code of ``error``, which must have a sentence that its parameters fill."""
    assert SENTENCES[error.code].format(**error.params)
    return error.code


def paper(kind: str, value: Json, lang: Lang = "zh", **more: Any) -> str:
    return TYPES[kind].text(value, field(kind, **more), LISTS, lang)


def listed(kind: str, value: Json, lang: Lang = "zh", **more: Any) -> str:
    return TYPES[kind].list_text(value, field(kind, **more), LISTS, lang)


def cell(kind: str, value: Json, lang: Lang = "zh", **more: Any) -> Any:
    return TYPES[kind].cell(value, field(kind, **more), LISTS, lang)


# ---- all types


def test_every_type_is_a_module_of_its_name_with_a_widget_of_the_same_name() -> None:
    folder = Path(types_package.__file__).parent
    modules = {path.stem for path in folder.glob("*.py")} - {"__init__", "base"}
    widgets = {path.stem for path in (ROOT / "ui/form/fields").glob("*.py")}
    assert modules == set(TYPES) == widgets - {"__init__", "base"}
    assert {type(kind).__module__.rpartition(".")[2] for kind in TYPES.values()} == modules


def test_an_unknown_type_is_told_with_the_known_ones() -> None:
    with pytest.raises(CatalogueError) as caught:
        type_of(field("money2"))
    assert caught.value.code == "type.unknown"
    assert "money" in caught.value.params["known"]


@pytest.mark.parametrize("kind", TYPES)
@pytest.mark.parametrize("typed", ["", " ", "　\t\n", "\u200b\x1b \ufeff"])
def test_nothing_typed_is_nothing(kind: str, typed: str) -> None:
    assert read(kind, typed) is None
    assert checked(kind, None) == ""
    assert (paper(kind, None), listed(kind, None), cell(kind, None)) == ("", "", None)


@pytest.mark.parametrize("kind", TYPES)
def test_five_megabytes_are_refused_at_once(kind: str) -> None:
    started = time.perf_counter()
    assert refused(kind, "测" * 5_000_000) == "type.text.long"
    assert time.perf_counter() - started < 5


@pytest.mark.parametrize("kind", TYPES)
@pytest.mark.parametrize("filler", [" ", "\n", "、", "9", "9 ", "(", "-", "　x", "@", "."])
def test_no_text_makes_a_type_slow(kind: str, filler: str) -> None:
    typed = ("x" + filler * MAX_TEXT)[: MAX_TEXT - 1] + "x"
    started = time.perf_counter()
    try:
        read(kind, typed, open_choice=True)
    except InputError as error:
        told(error)
    assert time.perf_counter() - started < 5


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["id", "number", "name", "sha256", "size", "caption", "?"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=8,
)


@given(value=json_values, kind=st.sampled_from(sorted(TYPES)), lang=st.sampled_from(LANGS))
def test_any_json_is_refused_with_a_sentence_or_legal_and_can_always_be_shown(
    value: Json, kind: str, lang: Lang
) -> None:
    checked(kind, value)
    for shown in (paper(kind, value, lang), listed(kind, value, lang)):
        assert isinstance(shown, str)
    assert isinstance(cell(kind, value, lang), Decimal | int | date | str | None)


@given(value=json_values, kind=st.sampled_from(sorted(TYPES)))
def test_what_is_accepted_is_legal(value: Json, kind: str) -> None:
    try:
        kept = TYPES[kind].accept(value, field(kind), LISTS)
    except InputError as error:
        told(error)
        return
    assert checked(kind, kept) == ""
    assert TYPES[kind].accept(kept, field(kind), LISTS) == kept


@given(typed=st.text(max_size=40), kind=st.sampled_from(sorted(TYPES)), lang=st.sampled_from(LANGS))
def test_what_was_read_is_legal_and_its_list_text_reads_the_same(
    typed: str, kind: str, lang: Lang
) -> None:
    try:
        value = read(kind, typed, open_choice=True)
    except InputError as error:
        told(error)
        return
    assert checked(kind, value, open_choice=True) == ""
    assert json.loads(json.dumps(value)) == value
    assert read(kind, listed(kind, value, lang, open_choice=True), open_choice=True) == value


def sized(places: int) -> st.SearchStrategy[Decimal]:
    return st.decimals(-(10**15), 10**15, places=places, allow_nan=False)


days = st.dates(FIRST, LAST)
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "integer": st.integers(-(10**15), 10**15),
    "decimal": sized(4),
    "money": sized(2),
    "percent": sized(2),
    "bool": st.booleans(),
    "date": days,
    "datetime": st.builds(datetime.combine, days, st.times()),
    "choice": st.sampled_from(sorted(LISTS.choices["seal"].by_code)),
    "multichoice": st.permutations(sorted(LISTS.choices["seal"].by_code)).flatmap(
        lambda codes: st.integers(1, len(codes)).map(lambda count: sorted(codes[:count]))
    ),
    "department": st.sampled_from(["engineering", "commerce", "校方信息中心"]),
    "text": st.sampled_from(["㎡ ±0.5 μm", "李工👷‍♂️", "第2批 “补货”", "=1+1"]),
    "multiline": st.sampled_from(["　　首行缩进\n\n第二段", "1. 甲；\n2. 乙；"]),
    "person": st.sampled_from(["堃喆镕", "O'Neil"]),
    "phone": st.sampled_from(["0351-5550100转8001", "+86 138 0000 0001"]),
    "email": st.sampled_from(["a.b@example.com", "甲@示例.cn, b@example.com"]),
    "form_ref": st.builds(lambda n: {"number": f"XJ-GY2026-001-A{n:03d}"}, st.integers(1, 999)),
    "supplier_ref": st.just({"name": "示例（太原）线缆厂"}),
}


def test_every_typed_type_has_values_here() -> None:
    assert set(VALUES) == {name for name, kind in TYPES.items() if kind.can_type}


@pytest.mark.parametrize("kind", sorted(VALUES))
@pytest.mark.parametrize("lang", LANGS)
def test_a_value_goes_to_the_screen_and_back(kind: str, lang: Lang) -> None:
    @given(VALUES[kind])
    def there_and_back(python: Any) -> None:
        value = TYPES[kind].dump(python)
        if kind == "multichoice":
            value = TYPES[kind].accept(value, field(kind), LISTS)
        assert checked(kind, value) == ""
        assert read(kind, listed(kind, value, lang)) == value
        assert TYPES[kind].dump(TYPES[kind].load(value)) == value

    there_and_back()


@given(st.decimals(-(10**15), 10**15, places=8, allow_nan=False), st.sampled_from(sorted(PLACES)))
def test_what_a_formula_stores_is_spelled_as_its_type_spells_it(number: Decimal, kind: str) -> None:
    assert checked(kind, stored(field(kind), number)) == ""


# ---- text


def test_text_keeps_what_means_something_and_loses_what_cannot_be_seen() -> None:
    assert read("text", "  5 m²，±0.5 ㎡ 👷‍♂️ ") == "5 m²，±0.5 ㎡ 👷‍♂️"
    assert read("text", "甲\r\n乙\t丙\x00\x07\u200b\ufeff") == "甲 乙 丙"
    assert read("text", "a\n \n b") == "a b"
    assert read("text", "e\u0301 \ud83d") == "é \ufffd"
    assert read("text", "\u202efdp.exe") == "fdp.exe"


def test_several_lines_keep_their_breaks_and_indents() -> None:
    typed = "\r\n　　第一段  \r\n\r\n\t第二段\u2028第三\x0b段\x00\n\n"
    assert read("multiline", typed) == "　　第一段\n\n\t第二段\n第三\n段"


def test_two_hundred_thousand_characters_are_a_text_and_one_more_is_none() -> None:
    assert read("multiline", "测" * MAX_TEXT) == "测" * MAX_TEXT
    assert read("multiline", "\n" * 9 + "测" * MAX_TEXT + " " * 9) == "测" * MAX_TEXT
    assert refused("multiline", "测" * (MAX_TEXT + 1)) == "type.text.long"
    assert checked("text", "测" * (MAX_TEXT + 1)) == "type.text.long"
    assert refused("person", "测" * 2001) == "type.text.long"


def test_text_from_elsewhere_may_hold_breaks_but_no_control_characters() -> None:
    assert checked("text", "甲\n乙\t丙") == ""
    assert checked("text", "甲\x07") == "type.text.control"
    assert checked("multiline", "a\r\nb") == "type.text.control"
    assert checked("text", "\ud83d") == "type.text.control"
    assert checked("text", 12) == "type.kind"


def test_phones_and_addresses_are_made_plain() -> None:
    assert read("phone", "０３５１－５５５０１００") == "0351-5550100"
    assert read("email", "Ａ＠ｅｘａｍｐｌｅ．ｃｏｍ") == "A@example.com"
    assert refused("email", "a@b") == "type.email"
    assert refused("email", "a b@example.com") == "type.email"
    assert checked("email", "example.com") == "type.email"


# ---- figures


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("1234.5", "1234.50"),
        ("1,234.50", "1234.50"),
        ("1，234．50", "1234.50"),
        ("１２３４。５", "1234.50"),
        ("¥1,234.50", "1234.50"),
        ("￥ 1234.5 元", "1234.50"),
        ("人民币1234.50元", "1234.50"),
        ("-1,234.50", "-1234.50"),
        ("－¥1234.5", "-1234.50"),
        ("¥-1234.5", "-1234.50"),
        ("（1,234.50）", "-1234.50"),
        ("1 234 567", "1234567.00"),
        ("386万", "3860000.00"),
        ("3.86万元", "38600.00"),
        (".5", "0.50"),
        ("5.", "5.00"),
        ("007", "7.00"),
        ("+3", "3.00"),
        ("-0", "0.00"),
        ("1.500000", "1.50"),
    ],
)
def test_amounts_are_read(typed: str, value: str) -> None:
    assert read("money", typed) == value


@pytest.mark.parametrize(
    "typed",
    [
        *("12a", "一百", "1,23", "12,3456", "1,234,", "1.2.3", "5²", "½", "٣", "1e5", "0x1F"),
        *("NaN", "Infinity", "--5", "1-2", "(-5)", "¥", "$5", "1_000", "=1+1", "9" * 61),
    ],
)
def test_what_is_no_number_is_refused(typed: str) -> None:
    for kind in ("money", "decimal", "integer", "percent"):
        assert refused(kind, typed) == "type.number"


def test_decimals_are_never_rounded_away() -> None:
    assert refused("money", "1.005") == "type.places"
    assert refused("percent", "33.333") == "type.places"
    assert refused("decimal", "1.23456") == "type.places"
    assert read("decimal", "1.2345") == "1.2345"
    assert refused("integer", "12.5") == "type.integer"
    assert read("integer", "12.00") == 12


def test_numbers_have_a_largest_one() -> None:
    assert read("money", "1" + "0" * 15) == "1" + "0" * 15 + ".00"
    for kind in ("money", "decimal", "percent", "integer"):
        assert refused(kind, "1" + "0" * 14 + "1") == "type.large"
        assert refused(kind, "-1" + "0" * 16) == "type.large"
    assert refused("money", "999999999999亿") == "type.large"
    assert checked("integer", 10**15 + 1) == "type.large"
    assert checked("decimal", "1" + "0" * 20) == "type.large"


def test_the_unit_of_a_field_may_be_typed() -> None:
    assert read("integer", "12月", unit="月") == 12
    assert read("integer", "12 个月", unit="月") == 12
    assert read("integer", "-5℃", unit="℃") == -5
    assert read("decimal", "3.5 Days", unit="天", unit_en="days") == "3.5"
    assert refused("integer", "12台", unit="月") == "type.number"
    assert read("money", "3.8万元", unit="万元") == "3.80"


def test_percentages_stand_with_their_sign_and_are_read_with_or_without() -> None:
    assert read("percent", "12%") == read("percent", "12 ％") == read("percent", "12.00") == "12"
    assert paper("percent", "12.5") == "12.5%"
    assert cell("percent", "12.5") == Decimal("12.5")


def test_figures_in_print_and_in_a_sheet() -> None:
    assert paper("money", "1234567.50") == listed("money", "1234567.50") == "1,234,567.50"
    assert paper("money", "-1234.50") == "-1,234.50"
    assert paper("decimal", "12345.5") == "12345.5"
    assert paper("integer", 20260) == "20260"
    assert cell("money", "-0.10") == Decimal("-0.10")
    assert type(cell("integer", 3)) is int


@pytest.mark.parametrize(
    ("kind", "value", "code"),
    [
        ("money", "1234.5", "type.form"),
        ("money", "1234.50", ""),
        ("money", "-0.00", "type.form"),
        ("money", "01.00", "type.form"),
        ("money", "1.005", "type.places"),
        ("money", "1,234.50", "type.number"),
        ("money", "١.٠٠", "type.number"),
        ("money", 1234, "type.form"),
        ("decimal", "12.50", "type.form"),
        ("decimal", "12.5", ""),
        ("decimal", 12.5, "type.kind"),
        ("decimal", True, "type.kind"),
        ("decimal", "", "type.number"),
        ("decimal", "1e3", "type.number"),
        ("integer", 12, ""),
        ("integer", True, "type.kind"),
        ("integer", "12", "type.kind"),
        ("integer", 12.0, "type.kind"),
        ("bool", 1, "type.kind"),
        ("bool", "yes", "type.kind"),
        ("bool", False, ""),
        ("date", "2026-11-24", ""),
        ("date", "20261124", "type.form"),
        ("date", "2026-W48-2", "type.form"),
        ("date", "2026-02-29", "type.date"),
        ("date", "2024-02-29", ""),
        ("date", "1899-12-31", "type.date.range"),
        ("date", "2026-11-24T09:30", "type.date"),
        ("date", 20261124, "type.kind"),
        ("datetime", "2026-11-24T09:30", ""),
        ("datetime", "2026-11-24 09:30", "type.form"),
        ("datetime", "2026-11-24T09:30:15", "type.form"),
        ("datetime", "2026-11-24T09:30+08:00", "type.datetime"),
        ("datetime", "2026-11-24", "type.datetime"),
        ("datetime", "2201-01-01T00:00", "type.date.range"),
        ("choice", "company", ""),
        ("choice", "公司公章", "type.choice"),
        ("choice", ["company"], "type.kind"),
        ("multichoice", ["company", "legal"], ""),
        ("multichoice", ["company", "company"], "type.form"),
        ("multichoice", [], "type.form"),
        ("multichoice", ["nothing"], "type.choice"),
        ("multichoice", "company", "type.kind"),
        ("multichoice", [1], "type.kind"),
        ("form_ref", {"number": "XJ-A001"}, ""),
        ("form_ref", {"id": RECORD, "number": "XJ-A001"}, ""),
        ("form_ref", {"id": "../..", "number": "XJ-A001"}, "type.ref"),
        ("form_ref", {"id": RECORD}, "type.ref"),
        ("form_ref", {"number": " "}, "type.ref"),
        ("form_ref", {"number": 3}, "type.ref"),
        ("form_ref", {"number": "XJ-A001", "x": 1}, "type.ref"),
        ("form_ref", "XJ-A001", "type.kind"),
        ("supplier_ref", {"name": "线缆厂"}, ""),
        ("supplier_ref", {"number": "线缆厂"}, "type.ref"),
        ("photo", [FILE], ""),
        ("photo", [{**FILE, "caption": "正面"}], ""),
        ("photo", [], "type.files"),
        ("photo", [{"name": "a", "size": 1}], "type.files"),
        ("photo", [{**FILE, "sha256": "../a"}], "type.files"),
        ("photo", [{**FILE, "size": -1}], "type.files"),
        ("photo", [{**FILE, "size": True}], "type.files"),
        ("photo", [{**FILE, "caption": 3}], "type.files"),
        ("photo", [{**FILE, "path": "/"}], "type.files"),
        ("photo", [{**FILE, "name": "a\nb\x07"}], "type.text.control"),
        ("photo", FILE, "type.kind"),
        ("signature", "data:", "type.signature"),
    ],
)
def test_values_from_elsewhere_are_checked_strictly(kind: str, value: Any, code: str) -> None:
    assert checked(kind, value) == code


def test_other_spellings_of_json_are_accepted_where_they_mean_the_same() -> None:
    def accept(kind: str, value: Any) -> Json:
        return TYPES[kind].accept(value, field(kind), LISTS)

    assert accept("money", "12.5") == "12.50"
    assert accept("money", 12) == "12.00"
    assert accept("integer", "12") == 12
    assert accept("date", "20261124") == "2026-11-24"
    assert accept("datetime", "2026-11-24 09:30:15") == "2026-11-24T09:30"
    assert accept("multichoice", ["legal", "company", "legal"]) == ["company", "legal"]
    assert accept("form_ref", "XJ-A001") == {"number": "XJ-A001"}
    assert accept("photo", [{**FILE, "caption": " "}]) == [FILE]
    assert accept("text", "") is None
    with pytest.raises(InputError):
        accept("money", 12.5)


# ---- yes or no


def test_yes_and_no_in_every_usual_way() -> None:
    for typed in ("是", "Yes", "y", "√", "✓", "1", "１", "TRUE", "对"):
        assert read("bool", typed) is True
    for typed in ("否", "NO", "n", "×", "x", "✗", "0", "０", "False"):
        assert read("bool", typed) is False
    for typed in ("也许", "2", "yesno", "-"):
        assert refused("bool", typed) == "type.bool"
    assert (paper("bool", True), paper("bool", False, "en"), cell("bool", False)) == (
        "是",
        "No",
        False,
    )


# ---- days and times


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-11-24", "2026-11-24"),
        ("20261124", "2026-11-24"),
        ("2026/11/24", "2026-11-24"),
        ("2026.11.24", "2026-11-24"),
        ("2026年11月24日", "2026-11-24"),
        ("2026 年 3 月 5 日", "2026-03-05"),
        ("２０２６－３－５", "2026-03-05"),
        ("2026。3。5", "2026-03-05"),
        ("2026年11月24日（周二）", "2026-11-24"),
        ("2026-11-24 09:30", "2026-11-24"),
        ("2026-11-24 00:00:00", "2026-11-24"),
        ("2026-11-24T09:30", "2026-11-24"),
        ("11-24", "2026-11-24"),
        ("3.5", "2026-03-05"),
        ("3/5", "2026-03-05"),
        ("3月5日", "2026-03-05"),
        ("5号", "2026-11-05"),
        ("周五", "2026-11-27"),
        ("星期五", "2026-11-27"),
        ("周一", "2026-11-23"),
        ("礼拜天", "2026-11-29"),
        ("下周一", "2026-11-30"),
        ("上个星期日", "2026-11-22"),
        ("fri", "2026-11-27"),
        ("Sunday", "2026-11-29"),
        ("今天", "2026-11-24"),
        ("昨天", "2026-11-23"),
        ("明天", "2026-11-25"),
        ("前天", "2026-11-22"),
        ("Tomorrow", "2026-11-25"),
        ("=", "2026-11-24"),
        ("＝", "2026-11-24"),
        ("-1", "2026-11-23"),
        ("+3", "2026-11-27"),
        ("＋３天", "2026-11-27"),
        ("-30", "2026-10-25"),
        ("2024-2-29", "2024-02-29"),
        ("1900-01-01", "1900-01-01"),
        ("22001231", "2200-12-31"),
    ],
)
def test_days_are_read_in_every_usual_way(typed: str, day: str) -> None:
    assert read("date", typed) == day


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("2026-02-29", "type.date.day"),
        ("1900-02-29", "type.date.day"),
        ("2-29", "type.date.day"),
        ("2026-13-01", "type.date.day"),
        ("2026.4.31", "type.date.day"),
        ("0000-01-01", "type.date.day"),
        ("1899-12-31", "type.date.range"),
        ("2201-01-01", "type.date.range"),
        ("明年", "type.date"),
        ("26-11-24", "type.date"),
        ("2026-11", "type.date"),
        ("2026", "type.date"),
        ("9:30", "type.date"),
        ("2026-11-24 25:00", "type.date"),
        ("2026-11-24 x", "type.date"),
        ("friday13", "type.date"),
        ("²-5", "type.date"),
        ("1" * 61, "type.date"),
    ],
)
def test_what_is_no_day_is_refused(typed: str, code: str) -> None:
    assert refused("date", typed) == code


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        ("2026-11-24 9:30", "2026-11-24T09:30"),
        ("2026-11-24T09:30", "2026-11-24T09:30"),
        ("2026-11-24 09:30:59", "2026-11-24T09:30"),
        ("2026年11月24日09:30", "2026-11-24T09:30"),
        ("2026年11月24日0930", "2026-11-24T09:30"),
        ("20261124 0930", "2026-11-24T09:30"),
        ("202611240930", "2026-11-24T09:30"),
        ("11-24 930", "2026-11-24T09:30"),
        ("3.5 8：05", "2026-03-05T08:05"),
        ("9:30", "2026-11-24T09:30"),
        ("0930", "2026-11-24T09:30"),
        ("9点", "2026-11-24T09:00"),
        ("9点半", "2026-11-24T09:30"),
        ("9点一刻", "2026-11-24T09:15"),
        ("9时05分", "2026-11-24T09:05"),
        ("下午3:05", "2026-11-24T15:05"),
        ("下午15:05", "2026-11-24T15:05"),
        ("上午9点", "2026-11-24T09:00"),
        ("凌晨12:10", "2026-11-24T00:10"),
        ("中午12点", "2026-11-24T12:00"),
        ("中午1点", "2026-11-24T13:00"),
        ("晚上8点半", "2026-11-24T20:30"),
        ("晚上12点", "2026-11-25T00:00"),
        ("3:05 pm", "2026-11-24T15:05"),
        ("12:05 a.m.", "2026-11-24T00:05"),
        ("24:00", "2026-11-25T00:00"),
        ("周五下午3点", "2026-11-27T15:00"),
        ("明天 0930", "2026-11-25T09:30"),
        ("-1 9:30", "2026-11-23T09:30"),
        ("=", "2026-11-24T20:03"),
        ("现在", "2026-11-24T20:03"),
    ],
)
def test_moments_are_read_in_every_usual_way(typed: str, moment: str) -> None:
    assert read("datetime", typed) == moment


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("2026-11-24", "type.datetime.time"),
        ("20261124", "type.datetime.time"),
        ("今天", "type.datetime.time"),
        ("9.30", "type.datetime.time"),
        ("2026-02-29 9:30", "type.date.day"),
        ("2201-1-1 9:30", "type.date.range"),
        ("2200-12-31 24:00", "type.date.range"),
        ("25:00", "type.datetime"),
        ("24:01", "type.datetime"),
        ("9:60", "type.datetime"),
        ("2026-11-24 9", "type.datetime"),
        ("上午13点", "type.datetime"),
        ("后年 9:30", "type.datetime"),
        ("2026-11-24T09:30Z", "type.datetime"),
    ],
)
def test_what_is_no_moment_is_refused(typed: str, code: str) -> None:
    assert refused("datetime", typed) == code


def test_days_in_print_in_lists_and_in_a_sheet() -> None:
    assert paper("date", "2026-11-24") == "2026年11月24日"
    assert paper("date", "2026-03-05") == "2026年3月5日"
    assert paper("date", "2026-03-05", "en") == "2026-03-05"
    assert listed("date", "2026-03-05") == "2026-03-05"
    assert cell("date", "2026-03-05") == date(2026, 3, 5)
    assert paper("datetime", "2026-11-24T09:30") == "2026年11月24日 09:30"
    assert paper("datetime", "2026-11-24T09:30", "en") == "2026-11-24 09:30"
    assert listed("datetime", "2026-11-24T09:30") == "2026-11-24 09:30"
    assert cell("datetime", "2026-11-24T09:30") == datetime(2026, 11, 24, 9, 30)


def test_without_a_given_time_the_clock_of_the_computer_counts() -> None:
    before = date.today()
    found = TYPES["date"].parse("今天", field("date"), LISTS)
    assert found in (before.isoformat(), date.today().isoformat())


@given(days, st.sampled_from(sorted(STEPS)))
def test_date_keys_stay_inside_the_calendar(day: date, key: str) -> None:
    assert FIRST <= stepped(day, key) <= LAST


def test_date_keys_move_days_weeks_months_and_years() -> None:
    day = date(2024, 2, 29)
    assert [stepped(day, key).isoformat() for key in "dDwWmMyY"] == [
        "2024-03-01",
        "2024-02-28",
        "2024-03-07",
        "2024-02-22",
        "2024-03-29",
        "2024-01-29",
        "2025-02-28",
        "2023-02-28",
    ]


# ---- choices


def test_a_choice_is_read_by_name_code_or_beginning() -> None:
    for typed in ("合同专用章", "合同", "contract seal", "CONTRACT", "contr", "Ｃｏｎｔｒａｃｔ"):
        assert read("choice", typed) == "contract"
    assert read("choice", "公司公") == "company"
    assert refused("choice", "公司") == "type.choice.several"
    assert refused("choice", "木章") == "type.choice"
    assert (paper("choice", "contract"), listed("choice", "contract", "en")) == (
        "合同专用章",
        "Contract seal",
    )


def test_the_error_of_a_choice_names_the_choices() -> None:
    with pytest.raises(InputError) as caught:
        read("choice", "木章")
    assert "公司公章" in caught.value.params["known"]


def test_an_open_choice_keeps_other_words_and_takes_no_beginning() -> None:
    assert read("choice", "台", choices="unit", open_choice=True) == "unit"
    assert read("choice", "㎡", choices="unit", open_choice=True) == "metre2"
    assert read("choice", "SET", choices="unit", open_choice=True) == "set"
    assert read("choice", "Met", choices="unit", open_choice=True) == "Met"
    assert read("choice", " 桶\n", choices="unit", open_choice=True) == "桶"
    assert listed("choice", "桶", choices="unit", open_choice=True) == "桶"
    assert checked("choice", "桶", choices="unit", open_choice=True) == ""
    assert checked("choice", "桶", choices="unit") == "type.choice"


def test_several_choices_are_read_in_any_order_and_kept_in_that_of_the_list() -> None:
    assert read("multichoice", "合同专用章，公司公章; 合同专用章") == ["company", "contract"]
    assert read("multichoice", "法人、代表章、公司公章") == ["company", "legal"]
    assert read("multichoice", "Legal, representative seal, contract") == ["contract", "legal"]
    assert read("multichoice", "、，") is None
    assert refused("multichoice", "公司公章、木章") == "type.choice"
    assert read("multichoice", "木章、公司公章", open_choice=True) == ["company", "木章"]
    assert paper("multichoice", ["company", "legal"]) == "公司公章、法人、代表章"
    assert paper("multichoice", ["company", "legal"], "en") == (
        "Company seal, Legal, representative seal"
    )


def test_a_choice_that_is_no_more_is_shown_by_its_code() -> None:
    assert paper("choice", "wooden") == listed("choice", "wooden") == "wooden"


def test_departments_and_other_bodies() -> None:
    for typed in ("工程部", "engineering department", "Engineering"):
        assert read("department", typed) == "engineering"
    assert read("department", "校方信息中心") == "校方信息中心"
    assert (paper("department", "commerce"), paper("department", "commerce", "en")) == (
        "商务部",
        "Commerce Department",
    )
    assert paper("department", "监理单位") == "监理单位"


# ---- references and files


def test_references_are_typed_by_what_is_printed() -> None:
    assert read("form_ref", " ＸＪ－GY2026-001－A001 ") == {"number": "XJ-GY2026-001-A001"}
    assert read("supplier_ref", " 示例线缆厂 ") == {"name": "示例线缆厂"}
    ref: Json = {"id": RECORD, "number": "XJ-A001"}
    assert paper("form_ref", ref) == listed("form_ref", ref) == cell("form_ref", ref) == "XJ-A001"
    assert paper("supplier_ref", {"id": RECORD, "name": "线缆厂"}) == "线缆厂"


def test_files_are_listed_with_their_captions_and_never_typed() -> None:
    files: Json = [{**FILE, "caption": "正面"}, {**FILE, "name": "b.pdf"}]
    assert paper("attachment", files) == "机柜.jpg（正面）\nb.pdf"
    assert listed("photo", files, "en") == "机柜.jpg (正面), b.pdf"
    assert cell("photo", files) == "机柜.jpg（正面）、b.pdf"
    assert refused("photo", "a.jpg") == "type.files.typed"


def test_a_signature_is_never_kept_and_never_shown() -> None:
    assert refused("signature", "张三") == "type.signature"
    assert (paper("signature", "x"), cell("signature", "x")) == ("", None)


def test_texts_that_look_like_figures_stay_texts_in_a_sheet() -> None:
    assert cell("text", "6200000000000000031") == "6200000000000000031"
    assert cell("phone", "13800000001") == "13800000001"


# ---- the real catalogue


@pytest.mark.parametrize("lang", LANGS)
def test_every_choice_of_the_catalogue_is_read_back_from_its_name(lang: Lang) -> None:
    real = catalogue.library()
    lost = [
        (one.id, entry.id)
        for one in real.choices.values()
        for entry in one.choices
        for open_choice in (False, True)
        for item in [field("choice", choices=one.id, open_choice=open_choice)]
        if TYPES["choice"].parse(TYPES["choice"].list_text(entry.id, item, real, lang), item, real)
        != entry.id
    ]
    assert lost == []
    item = field("department")
    for department in real.departments:
        for typed in (department.name(lang), department.id, department.code):
            assert TYPES["department"].parse(typed, item, real) == department.id


def test_every_field_of_the_catalogue_has_a_type_and_a_legal_constant() -> None:
    real = catalogue.library()
    for form in [*real.forms.values(), *real.entities.values()]:
        columns = [column for table in form.tables.values() for column in table.columns]
        for item in [*form.fields.values(), *columns]:
            type_of(item).check(item.value, item, real)


@given(st.text())
def test_making_plain_makes_no_character_of_another_kind(text: str) -> None:
    assert narrow(narrow(text)) == narrow(text)


def test_a_calculated_weekday_is_told_in_the_language_asked_for():
    day = Field(id="weekday", zh="星期", en="Weekday", type="text", calc="weekday(log_date)")
    kind, lists = type_of(day), catalogue.library()
    assert kind.list_text("星期四", day, lists, "en") == "Thursday"
    assert kind.text("星期四", day, lists, "en") == "Thursday"
    assert kind.text("星期四", day, lists, "zh") == "星期四"
