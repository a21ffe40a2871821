"""Numbers as people type them, and as they stand in the store and on paper."""

from __future__ import annotations

import re
from decimal import Decimal

from gydesk.catalogue.cleaning import narrow, short
from gydesk.errors import InputError

PLACES = {"integer": 0, "money": 2, "percent": 2, "decimal": 4}
"""The most decimals of each type of number."""

LIMIT = Decimal(10) ** 15
"""The largest number that a field takes."""

_LONGEST = 60
_NUMBER = re.compile(
    r"([0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,3}(?: [0-9]{3})+|[0-9]+)(\.[0-9]*)?|(\.[0-9]+)"
)
_STORED = re.compile(r"-?[0-9]{1,40}(\.[0-9]{1,40})?")
_TIMES = {"万": 10_000, "亿": 100_000_000}


def read_number(typed: str, *, marks: tuple[str, ...] = (), times: bool = False) -> Decimal:
    """The number that ``typed`` means.

    Full-width figures, thousands separators, a sign, and brackets for a negative one are
    read; so is one of ``marks`` before or behind it (a unit, ¥, %), and with ``times`` also
    万 and 亿. Raises InputError ``type.number``.
    """
    text = narrow(typed)
    if len(text) > _LONGEST:
        raise InputError("type.number", text=short(typed))
    negative = text.startswith("(") and text.endswith(")")
    if negative:
        text = text[1:-1].strip()
    for mark in sorted(marks, key=len, reverse=True):
        plain = narrow(mark)
        if plain and text.casefold().endswith(plain.casefold()):
            text = text[: -len(plain)].rstrip()
            break
    factor = _TIMES.get(text[-1:], 1) if times else 1
    if factor > 1:
        text = text[:-1].rstrip()
    text, minus = _signed(text)
    for mark in marks:
        if mark and text.casefold().startswith(mark.casefold()):
            text, again = _signed(text[len(mark) :].lstrip())
            minus = minus or again
            break
    found = _NUMBER.fullmatch(text)
    if found is None or (negative and minus):
        raise InputError("type.number", text=short(typed))
    whole, fraction, bare = found.groups()
    digits = (whole or "0").replace(",", "").replace(" ", "")
    number = Decimal(digits + (fraction or bare or "")) * factor
    return -number if (negative or minus) and number else number


def _signed(text: str) -> tuple[str, bool]:
    if text[:1] in ("-", "+"):
        return text[1:].lstrip(), text[0] == "-"
    return text, False


def kept_number(value: object) -> Decimal:
    """The number in a stored value: text or a whole number; never a float, which has lost
    its decimals. Raises InputError ``type.kind``, ``type.number``."""
    if isinstance(value, Decimal) and value.is_finite():
        return value
    if type(value) is int:
        return Decimal(value)
    if not isinstance(value, str):
        raise InputError("type.kind", kind=type(value).__name__)
    if not _STORED.fullmatch(value):
        raise InputError("type.number", text=short(value))
    return Decimal(value)


def number_text(number: Decimal, places: int, *, fixed: bool = False) -> str:
    """``number`` as stored: plain figures, ``fixed`` with exactly ``places`` decimals, else
    without noughts at the end. Nothing is rounded.

    Raises InputError ``type.places``, ``type.large``.
    """
    check_size(number)
    sign, digits, exponent = number.as_tuple()
    assert isinstance(exponent, int)
    while exponent < 0 and exponent < -places and digits[-1:] == (0,):
        digits, exponent = digits[:-1] or (0,), exponent + 1
    if exponent < -places:
        raise InputError("type.places", text=plain_text(number), places=places)
    text = format(Decimal((sign if any(digits) else 0, digits, exponent)), "f")
    whole, _, fraction = text.partition(".")
    fraction = fraction.ljust(places, "0") if fixed else fraction.rstrip("0")
    return f"{whole}.{fraction}" if fraction else whole


def check_size(number: Decimal) -> None:
    """Raises InputError ``type.large`` beyond ``LIMIT`` on either side of nought."""
    if not number.is_finite() or abs(number) > LIMIT:
        raise InputError("type.large", text=plain_text(number), limit=f"{LIMIT:,f}")


def plain_text(number: Decimal) -> str:
    """``number`` as an error quotes it."""
    if not number.is_finite() or number.adjusted() > _LONGEST:
        return short(str(number))
    return short(format(number, "f"))
