"""Amounts in capital numerals, by the rules and examples of 支付结算办法."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gydesk.catalogue.money import cny_upper

VALUES = {char: value for value, char in enumerate("零壹贰叁肆伍陆柒捌玖")}
UNITS = {"拾": 10, "佰": 100, "仟": 1000}


def read_back(text: str) -> Decimal:
    """An independent reader of capital numerals: yuan as a Decimal."""
    sign = -1 if text.startswith("负") else 1
    text = text.removeprefix("负").removesuffix("整")
    yuan, _, rest = text.rpartition("元")
    total = below_yi = group = digit = 0
    for char in yuan:
        if char in VALUES:
            digit = VALUES[char]
        elif char in UNITS:
            group += digit * UNITS[char]
            digit = 0
        elif char == "万":
            below_yi += (group + digit) * 10_000
            group = digit = 0
        elif char == "亿":
            total += (below_yi + group + digit) * 100_000_000
            below_yi = group = digit = 0
    cents = 0
    for char in rest:
        if char in VALUES:
            digit_here = VALUES[char]
        elif char == "角":
            cents += digit_here * 10
        elif char == "分":
            cents += digit_here
    return sign * (Decimal(total + below_yi + group + digit) + Decimal(cents) / 100)


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        ("1409.50", "壹仟肆佰零玖元伍角"),
        ("6007.14", "陆仟零柒元壹角肆分"),
        ("1680.32", "壹仟陆佰捌拾元零叁角贰分"),
        ("107000.53", "壹拾万柒仟元零伍角叁分"),
        ("16409.02", "壹万陆仟肆佰零玖元零贰分"),
        ("325.04", "叁佰贰拾伍元零肆分"),
        ("0.05", "伍分"),
        ("0.50", "伍角"),
        ("0.55", "伍角伍分"),
        ("100000", "壹拾万元整"),
        ("10", "壹拾元整"),
        ("0", "零元整"),
        ("-325.04", "负叁佰贰拾伍元零肆分"),
        ("100000000", "壹亿元整"),
        ("1000000000000", "壹万亿元整"),
        ("1000100000000", "壹万零壹亿元整"),
        ("100010001", "壹亿零壹万零壹元整"),
        ("3860000", "叁佰捌拾陆万元整"),
        ("20000020", "贰仟万零贰拾元整"),
        ("1.005", "壹元零壹分"),
    ],
)
def test_examples_of_the_regulation_and_edges(amount: str, text: str) -> None:
    assert cny_upper(Decimal(amount)) == text


@given(st.decimals(min_value=-(10**15), max_value=10**15, places=2))
def test_what_is_written_reads_back_as_the_same_amount(amount: Decimal) -> None:
    assert read_back(cny_upper(amount)) == amount


@given(st.decimals(min_value=0, max_value=10**15, places=2))
def test_the_ending_tells_that_nothing_can_be_added(amount: Decimal) -> None:
    text = cny_upper(amount)
    assert text.endswith("整") == (amount * 10 % 10 == 0 and amount * 100 % 10 == 0)
    assert "零零" not in text
    assert not text.startswith("拾")


@pytest.mark.parametrize("amount", ["1E+16", "NaN", "Infinity", "9999999999999999.995"])
def test_what_has_no_reading_gives_an_empty_text(amount: str) -> None:
    assert cny_upper(Decimal(amount)) == ""
