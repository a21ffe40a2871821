"""Amounts in Chinese capital numerals (人民币大写), by 支付结算办法, annex 1.

The rules, told there with the examples that the tests repeat: 人民币 is written before the
amount without a gap (the caller prints it); an amount that ends at 元 takes 整, one that ends
at 角 may, one with 分 does not; noughts inside are read once as 零, noughts at the end of a
group of four not at all; 零 joins 元 to what follows when either neighbour is a nought (of the two
ways the annex allows, the one it writes first); 拾 keeps its 壹 (壹拾万元整).
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

DIGITS = "零壹贰叁肆伍陆柒捌玖"
PLACES = ("", "拾", "佰", "仟")
GROUPS = ("", "万", "亿", "万亿")
CENT = Decimal("0.01")
LIMIT = Decimal(10) ** 16


def cny_upper(amount: Decimal) -> str:
    """``amount`` in yuan in capital numerals, rounded half up to 分; 负 before a negative one.

    Amounts of 10^16 yuan and more have no usual reading: the answer is an empty text.
    """
    if not amount.is_finite() or abs(amount) >= LIMIT:
        return ""
    cents = int(abs(amount).quantize(CENT, ROUND_HALF_UP) * 100)
    if cents == 0:
        return "零元整"
    yuan, rest = divmod(cents, 100)
    if yuan >= LIMIT:
        return ""
    jiao, fen = divmod(rest, 10)
    text = "负" if amount < 0 else ""
    if yuan:
        text += _whole(yuan) + "元"
    if yuan and rest and (yuan % 10 == 0 or jiao == 0):
        text += "零"
    if jiao:
        text += DIGITS[jiao] + "角"
    if fen:
        return text + DIGITS[fen] + "分"
    return text if jiao else text + "整"


def _whole(number: int) -> str:
    """A whole number from 1 in capital numerals: groups of four digits from the left."""
    groups: list[int] = []
    while number:
        number, group = divmod(number, 10_000)
        groups.append(group)
    text = ""
    gap = False
    for index in range(len(groups) - 1, -1, -1):
        group = groups[index]
        if group == 0:
            gap = bool(text)
            continue
        if text and (gap or group < 1000):
            text += "零"
        text += _group(group) + _group_name(index, groups)
        gap = False
    return text


def _group_name(index: int, groups: list[int]) -> str:
    """万亿 gives up its 亿 to the 亿 group that follows, if that one is not empty."""
    if index == 3 and groups[2]:
        return "万"
    return GROUPS[index]


def _group(group: int) -> str:
    """Four digits (1 to 9999) in capital numerals, without a leading 零."""
    text = ""
    gap = False
    for place in (3, 2, 1, 0):
        digit = group // 10**place % 10
        if digit == 0:
            gap = bool(text)
            continue
        if gap:
            text += "零"
        text += DIGITS[digit] + PLACES[place]
        gap = False
    return text
