"""Printed numbers: unique without a network, given on submitting, never given again.

A form's pattern says how its number looks: ``{prefix}-{project_no}-{station}{seq:03d}``. The
station's letter keeps two computers apart. A counter runs for everything of the number that
is not counted (project, prefix, letter, and day, week or year where the pattern has them), so
a number comes back neither here nor elsewhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from gydesk.errors import CatalogueError, InputError

LIMIT = 100
"""Characters a number may have."""

_PLACE = re.compile(r"\{([a-z_]+)(?::0([1-9])d)?\}")
_LITERAL = re.compile(r"[-_/.A-Z]*\Z")
_COUNTED = frozenset({"seq", "ww"})
_NAMES = frozenset(
    {"prefix", "project_no", "station", "seq", "yyyy", "yyyymm", "yyyymmdd", "mm", "ww"}
)
_STATION = re.compile(r"[A-Z]{1,8}\Z")
_PREFIX = re.compile(r"[A-Z]{1,8}\Z")


@dataclass(frozen=True, slots=True)
class Place:
    """One ``{name:0Nd}`` of a pattern, with the text before it; ``width`` 0 where none is."""

    before: str
    name: str
    width: int


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern, read."""

    places: tuple[Place, ...]
    after: str

    @property
    def names(self) -> frozenset[str]:
        """What it is made of."""
        return frozenset(place.name for place in self.places)


@dataclass(frozen=True, slots=True)
class Numbering:
    """All of a number but the count: ``scope`` names the counter, ``number`` takes its value."""

    scope: str
    _parts: tuple[str, str]
    _width: int | None

    def number(self, count: int) -> str:
        """The number for the counter's value. Raises InputError ``number.too_long``.

        Where a pattern counts nothing (one weekly report a week) the first has no count, and
        whatever follows a void one carries it at the end.
        """
        before, after = self._parts
        if self._width is None:
            text = before if count == 1 else f"{before}-{count}"
        else:
            text = f"{before}{count:0{self._width}d}{after}"
        if len(text) > LIMIT:
            raise InputError("number.too_long", number=text, limit=LIMIT)
        return text


@lru_cache(maxsize=200)
def read_pattern(text: str) -> Pattern:
    """The pattern that ``text`` is. Raises CatalogueError ``number.pattern``.

    It begins with the prefix, has the station, and nothing stands so that two different
    numbers could read the same: only the station and its count may touch.
    """
    places: list[Place] = []
    end = 0
    for found in _PLACE.finditer(text):
        name, width = found[1], int(found[2] or 0)
        between = text[end : found.start()]
        touching = places and not between
        if (
            name not in _NAMES
            or any(name == place.name for place in places)
            or not _LITERAL.match(between)
            or (width and name not in _COUNTED)
            or (touching and (places[-1].name, name) != ("station", "seq"))
        ):
            raise CatalogueError("number.pattern", text=text, part=found[0])
        places.append(Place(between, name, width))
        end = found.end()
    pattern = Pattern(tuple(places), text[end:])
    starts_well = bool(places) and places[0].name == "prefix" and not places[0].before
    if not starts_well or "station" not in pattern.names or not _LITERAL.match(pattern.after):
        raise CatalogueError("number.pattern", text=text, part=text)
    return pattern


def numbering(pattern: str, *, prefix: str, station: str, project_no: str, on: date) -> Numbering:
    """How the next number looks. ``project_no`` "" counts by the year ``on`` lies in.

    With a week in the pattern the year is the week's own (ISO 8601). Raises CatalogueError
    ``number.pattern``, InputError ``number.station`` (not one to eight capital letters).
    """
    read = read_pattern(pattern)
    if not _PREFIX.match(prefix):
        raise CatalogueError("number.pattern", text=pattern, part=prefix)
    check_station(station)
    week = on.isocalendar()
    year = week.year if "ww" in read.names else on.year
    values = {
        "prefix": prefix,
        "station": station,
        "project_no": "".join(project_no.split()) or f"{year:04d}",
        "yyyy": f"{year:04d}",
        "yyyymm": f"{on.year:04d}{on.month:02d}",
        "yyyymmdd": f"{on.year:04d}{on.month:02d}{on.day:02d}",
        "mm": f"{on.month:02d}",
    }
    before, after, width = "", "", None
    for place in read.places:
        text = place.before
        if place.name == "seq":
            before, after, width = before + text, "", place.width
            continue
        if place.name == "ww":
            text += f"{week.week:0{place.width or 1}d}"
        else:
            text += values[place.name]
        if width is None:
            before += text
        else:
            after += text
    if width is None:
        return Numbering(before + read.after, (before + read.after, ""), None)
    after += read.after
    return Numbering(f"{before}#{after}", (before, after), width)


def check_station(letter: str) -> None:
    """Raises InputError ``number.station`` for what is not one to eight capital letters."""
    if not _STATION.match(letter):
        raise InputError("number.station", letter=letter)
