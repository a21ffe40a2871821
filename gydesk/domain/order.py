"""Fractional order keys: a row is put between two others without touching them.

A key is a whole part whose first letter tells its length (``a0`` … ``az``, ``b00`` …, and
``Zz`` … going down), so that adding at the end stays short, and a fraction. Keys compare
as plain text. Two people may make the same key; the row's id then decides.
"""

from __future__ import annotations

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
FIRST = "a0"
_SMALLEST = "A" + "0" * 26


def key_between(before: str | None, after: str | None) -> str:
    """A key after ``before`` and before ``after``; None is the beginning or the end.

    Between equal keys none fits: the same key comes back and the row's id decides. A key
    that is not ours (from elsewhere) is still followed by a greater one.
    """
    for key in (before, after):
        if key is not None and not _valid(key):
            return (before or "") + "V"
    if before is not None and after is not None and before >= after:
        return before
    if before is None and after is None:
        return FIRST
    if before is None:
        assert after is not None
        return _before(after)
    whole = _whole(before)
    fraction = before[len(whole) :]
    if after is None:
        return _up(whole) or whole + _middle(fraction, None)
    if _whole(after) == whole:
        return whole + _middle(fraction, after[len(whole) :])
    next_whole = _up(whole)
    if next_whole is not None and next_whole < after:
        return next_whole
    return whole + _middle(fraction, None)


def keys_after(before: str | None, count: int) -> list[str]:
    """``count`` rising keys after ``before``."""
    keys: list[str] = []
    for _ in range(count):
        before = key_between(before, None)
        keys.append(before)
    return keys


def _before(after: str) -> str:
    whole = _whole(after)
    if after != whole and whole != _SMALLEST:
        return whole
    if whole == _SMALLEST:
        return whole + _middle("", after[len(whole) :])
    return _down(whole)


def _length(first: str) -> int:
    if "a" <= first <= "z":
        return ord(first) - ord("a") + 2
    return ord("Z") - ord(first) + 2 if "A" <= first <= "Z" else 0


def _whole(key: str) -> str:
    return key[: _length(key[0])]


def _valid(key: str) -> bool:
    return (
        bool(key)
        and set(key) <= set(DIGITS)
        and 0 < _length(key[0]) <= len(key)
        and key != _SMALLEST
        and (len(key) == _length(key[0]) or not key.endswith("0"))
    )


def _middle(low: str, high: str | None) -> str:
    """A fraction strictly between two (``high`` None is one); never ends in the digit 0."""
    common = 0
    if high is not None:
        while common < len(high) and (low[common : common + 1] or "0") == high[common]:
            common += 1
        if common:
            return high[:common] + _middle(low[common:], high[common:])
    bottom = DIGITS.index(low[0]) if low else 0
    top = DIGITS.index(high[0]) if high is not None else len(DIGITS)
    if top - bottom > 1:
        return DIGITS[(bottom + top) // 2]
    if high is not None and len(high) > 1:
        return high[0]
    return DIGITS[bottom] + _middle(low[1:], None)


def _up(whole: str) -> str | None:
    """The next whole part; None after the last."""
    head, digits = whole[0], whole[1:]
    stripped = digits.rstrip("z")
    if stripped:
        step = DIGITS[DIGITS.index(stripped[-1]) + 1]
        return head + stripped[:-1] + step + "0" * (len(digits) - len(stripped))
    if head == "z":
        return None
    if head == "Z":
        return FIRST
    longer = chr(ord(head) + 1)
    return longer + "0" * (_length(longer) - 1)


def _down(whole: str) -> str:
    """The whole part before; never asked of the smallest."""
    head, digits = whole[0], whole[1:]
    stripped = digits.rstrip("0")
    if stripped:
        step = DIGITS[DIGITS.index(stripped[-1]) - 1]
        return head + stripped[:-1] + step + "z" * (len(digits) - len(stripped))
    if head == "a":
        return "Zz"
    shorter = chr(ord(head) - 1)
    return shorter + "z" * (_length(shorter) - 1)
