"""Time stamps and ids."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from random import Random
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from gydesk.domain.clock import SystemClock, moment, row_id, stamp, uuid7

_moments = st.datetimes(
    min_value=datetime(1971, 1, 1), max_value=datetime(9000, 1, 1), timezones=st.just(UTC)
)


@given(_moments, _moments)
def test_ids_are_uuids_of_version_7_sorted_by_time(one: datetime, two: datetime) -> None:
    first, second = sorted((one, two))
    ids = [uuid7(when, Random(1).getrandbits) for when in (first, second)]
    assert ids == sorted(ids)
    assert UUID(ids[0]).version == 7
    assert UUID(ids[0]).variant == "specified in RFC 4122"


@given(_moments)
def test_a_stamp_keeps_the_moment_to_the_millisecond(when: datetime) -> None:
    assert abs(moment(stamp(when)) - when) < timedelta(milliseconds=1)


def test_a_stamp_is_the_same_in_every_zone() -> None:
    beijing = datetime(2026, 11, 24, 17, 10, 2, 123456, timezone(timedelta(hours=8)))
    assert stamp(beijing) == stamp(beijing.astimezone(UTC)) == "2026-11-24T09:10:02.123Z"


def test_the_system_clock_knows_its_zone() -> None:
    assert SystemClock().now().tzinfo is not None
    assert len(row_id()) == 8
