"""Days and times as people write them: one reading for the window, the command line and sheets.

A day: 2026-11-24, 20261124, 2026/11/24, 2026.11.24, 2026年11月24日; 11-24, 3.5 and 3月5日 of
this year; 24日 of this month; 周五, 星期五 of this week, 下周一, 上周日; 今天, 昨天, 明天, 前天,
后天; +3 and -1 days from today; = for today. A time behind it: 9:30, 0930, 9点半, 下午3:05.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from gydesk.catalogue.calc_functions import months_later
from gydesk.catalogue.cleaning import narrow, short
from gydesk.errors import InputError

FIRST = date(1900, 1, 1)
LAST = date(2200, 12, 31)

STEPS = {
    "d": (0, 1), "D": (0, -1), "w": (0, 7), "W": (0, -7),
    "m": (1, 0), "M": (-1, 0), "y": (12, 0), "Y": (-12, 0),
}  # fmt: skip
"""The date keys: months and days that each one moves a day by."""

_LONGEST = 60
_DAYS = {
    "=": 0, "今天": 0, "今日": 0, "当天": 0, "today": 0, "now": 0, "现在": 0,
    "昨天": -1, "昨日": -1, "yesterday": -1, "前天": -2,
    "明天": 1, "明日": 1, "tomorrow": 1, "后天": 2,
}  # fmt: skip
_WEEKDAYS = {char: index for index, char in enumerate("一二三四五六日")} | {"天": 6}
_ENGLISH = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

_SEP = r"\s*[-/.]\s*"
_FULL = re.compile(
    rf"([0-9]{{4}})(?:{_SEP}|\s*年\s*)([0-9]{{1,2}})(?:{_SEP}|\s*月\s*)([0-9]{{1,2}})\s*[日号]?"
)
_COMPACT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_OF_YEAR = re.compile(rf"([0-9]{{1,2}})(?:{_SEP}|\s*月\s*)([0-9]{{1,2}})\s*[日号]?")
_OF_MONTH = re.compile(r"([0-9]{1,2})\s*[日号]")
_FROM_TODAY = re.compile(r"([+-])\s*([0-9]{1,4})\s*天?")
_OF_WEEK = re.compile(r"(上|下|本|这)?(?:个)?(?:周|星期|礼拜)([一二三四五六日天])")
_WEEKDAY_BEHIND = re.compile(r"(?<=[0-9日号])\s*\(?\s*(?:周|星期|礼拜)[一二三四五六日天]\s*\)?$")
_TIME = re.compile(
    r"(?P<part>凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|夜里|[ap]\.?m\.?)?\s*"
    r"(?:(?P<hour>[0-9]{1,2})\s*(?::\s*(?P<minute>[0-9]{2})(?::[0-9]{2}(?:\.[0-9]{1,6})?)?"
    r"|[点时]\s*(?:(?P<named>半|一刻|三刻|整)|(?P<minutes>[0-9]{1,2})\s*分?)?)"
    r"|(?<![0-9])(?P<figures>[0-9]{3,4}))"
    r"\s*(?P<behind>[ap]\.?m\.?)?$"
)
_WORDS = {"半": 30, "一刻": 15, "三刻": 45, "整": 0}
_PART_ONLY = re.compile(r"([0-9]{8})([0-9]{4})$")
_MORNING = frozenset({"凌晨", "清晨", "早上", "早晨", "上午", "am"})


def read_date(typed: str, now: datetime) -> date:
    """The day that ``typed`` means; a time behind it is left away.

    Raises InputError ``type.date`` (no date at all), ``type.date.day`` (no such day, as
    2025-02-29), ``type.date.range`` (outside 1900 to 2200).
    """
    text = _plain(typed, "type.date")
    day = _day(text, typed, now)
    if day is None:
        head = _with_time(text)
        day = _day(head[0], typed, now) if head and head[0] else None
    if day is None:
        raise InputError("type.date", text=short(typed))
    return check_range(day)


def read_moment(typed: str, now: datetime) -> datetime:
    """The moment that ``typed`` means, to the minute: a day and a time; a time alone is
    today's, and = is now.

    Raises InputError ``type.datetime``, ``type.datetime.time`` (a day alone), or what
    ``read_date`` raises.
    """
    text = _plain(typed, "type.datetime")
    if text in ("=", "now", "现在"):
        return now.replace(second=0, microsecond=0, tzinfo=None)
    parted = _with_time(text)
    if parted is not None:
        head, minutes = parted
        day = _day(head, typed, now) if head else now.date()
        if day is not None:
            check_range(day)
            moment = datetime.combine(day, time()) + timedelta(minutes=minutes)
            check_range(moment.date())
            return moment
    if _day(text, typed, now) is not None:
        raise InputError("type.datetime.time", text=short(typed))
    raise InputError("type.datetime", text=short(typed))


def check_range(day: date) -> date:
    """``day`` itself. Raises InputError ``type.date.range`` outside 1900 to 2200."""
    if not FIRST <= day <= LAST:
        raise InputError("type.date.range", text=day.isoformat(), first=FIRST.year, last=LAST.year)
    return day


def stepped(day: date, key: str) -> date:
    """``day`` moved by the date key ``key``; the last day of a month that is too short. At the
    ends of the calendar it stays."""
    months, days = STEPS[key]
    try:
        moved = months_later(day, months)[0] + timedelta(days=days)
    except (OverflowError, ValueError):
        return day
    return moved if FIRST <= moved <= LAST else day


def _plain(typed: str, code: str) -> str:
    text = narrow(typed).casefold()
    if len(text) > _LONGEST:
        raise InputError(code, text=short(typed))
    return text


def _day(text: str, typed: str, now: datetime) -> date | None:
    """The day that ``text`` names; None when it is none in form."""
    today = now.date()
    if text in _DAYS:
        return today + timedelta(days=_DAYS[text])
    text = _WEEKDAY_BEHIND.sub("", text)
    if found := (_FULL.fullmatch(text) or _COMPACT.fullmatch(text)):
        return _checked(int(found[1]), int(found[2]), int(found[3]), typed)
    if found := _FROM_TODAY.fullmatch(text):
        return today + timedelta(days=int(found[1] + found[2]))
    if found := _OF_YEAR.fullmatch(text):
        return _checked(today.year, int(found[1]), int(found[2]), typed)
    if found := _OF_MONTH.fullmatch(text):
        return _checked(today.year, today.month, int(found[1]), typed)
    if found := _OF_WEEK.fullmatch(text):
        weeks = {"上": -1, "下": 1}.get(found[1] or "", 0)
        return _weekday(today, _WEEKDAYS[found[2]], weeks)
    if len(text) >= 3 and text[:3] in _ENGLISH:
        index = _ENGLISH.index(text[:3])
        if text in (_ENGLISH[index], f"{_full_name(index)}"):
            return _weekday(today, index, 0)
    return None


def _full_name(index: int) -> str:
    names = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    return names[index]


def _weekday(today: date, index: int, weeks: int) -> date:
    return today + timedelta(days=index - today.weekday() + 7 * weeks)


def _checked(year: int, month: int, day: int, typed: str) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise InputError("type.date.day", text=short(typed)) from None


def _with_time(text: str) -> tuple[str, int] | None:
    """What stands before a time of day, and its minutes from midnight; None without one."""
    if found := _PART_ONLY.match(text):
        text = f"{found[1]} {found[2]}"
    found = _TIME.search(text)
    if found is None:
        return None
    head = text[: found.start()]
    if found["figures"] and head and not _apart(text[found.start("figures") - 1]):
        return None
    minutes = _minutes(found)
    if minutes is None:
        return None
    return re.sub(r"[\s,t]+$", "", head), minutes


def _apart(before: str) -> bool:
    """Bare figures are a time only where something parts them from the day."""
    return before.isspace() or before == "t" or not before.isascii()


def _minutes(found: re.Match[str]) -> int | None:
    """Minutes from midnight; None for a time that no clock shows."""
    if found["figures"]:
        hour, minute = int(found["figures"][:-2]), int(found["figures"][-2:])
    else:
        hour = int(found["hour"])
        minute = _WORDS.get(found["named"] or "", int(found["minute"] or found["minutes"] or 0))
    part = (found["part"] or found["behind"] or "").replace(".", "")
    if hour > 24 or minute > 59 or (hour == 24 and minute):
        return None
    if part in _MORNING:
        if hour > 12:
            return None
        return (hour % 12 if part in ("凌晨", "am") else hour) * 60 + minute
    if part in ("晚上", "夜里") and hour == 12:
        return 24 * 60 + minute
    if part == "中午":
        return (hour + 12 if hour < 10 else hour) * 60 + minute
    return (hour + 12 if part and hour < 12 else hour) * 60 + minute
