"""Time and fresh ids, always handed in: nothing in the domain looks at a clock itself.

A Lamport number needs no clock either: it is one more than the greatest the record's heads
have (``fold.State.lamport``), per record, so that no device's wrong number spreads.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Protocol
from uuid import UUID

Random = Callable[[int], int]
"""Gives so many random bits as a number; ``random.Random(1).getrandbits`` in tests."""

_ROW_LETTERS = "abcdefghijklmnopqrstuvwxyz234567"


class Clock(Protocol):
    """What time it is where the user sits."""

    def now(self) -> datetime:
        """The local time, aware of its zone."""
        ...

    def today(self) -> date:
        """The local date."""
        ...


class SystemClock:
    """The clock of this computer."""

    def now(self) -> datetime:
        """The local time, aware of its zone."""
        return datetime.now().astimezone()

    def today(self) -> date:
        """The local date."""
        return self.now().date()


def stamp(moment: datetime) -> str:
    """``moment`` (aware) as a change keeps it: UTC, milliseconds, sorted as text."""
    utc = moment.astimezone(UTC).replace(tzinfo=None)
    return utc.isoformat(timespec="milliseconds") + "Z"


def moment(stamped: str) -> datetime:
    """The aware local time that ``stamp`` wrote."""
    return datetime.fromisoformat(stamped).astimezone()


def uuid7(now: datetime, random: Random = secrets.randbits) -> str:
    """A record's id: UUIDv7 (RFC 9562), sorted by its time of birth."""
    millis = max(0, int(now.timestamp() * 1000)) & (2**48 - 1)
    number = millis << 80 | 0x7 << 76 | random(12) << 64 | 0b10 << 62 | random(62)
    return str(UUID(int=number))


def row_id(random: Random = secrets.randbits) -> str:
    """A table row's id: 8 letters of base 32, unique within its record."""
    bits = random(40)
    return "".join(_ROW_LETTERS[bits >> shift & 31] for shift in range(0, 40, 5))
