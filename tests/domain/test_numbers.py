"""Printed numbers: how they look, and that none comes twice, on one station or on two."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gydesk.catalogue.library import library
from gydesk.domain.numbers import LIMIT, check_station, numbering, read_pattern
from gydesk.errors import CatalogueError, InputError

COMMON = "{prefix}-{project_no}-{station}{seq:03d}"
DAILY = "{prefix}-{project_no}-{yyyymmdd}-{station}{seq:02d}"
WEEKLY = "{prefix}-{project_no}-{yyyy}W{ww:02d}-{station}"
YEARLY = "{prefix}-{yyyy}-{station}{seq:03d}"
PATTERNS = (COMMON, DAILY, WEEKLY, YEARLY)
DAY = date(2014, 6, 6)


def number(pattern: str, count: int = 1, project: str = "GY2014-001", on: date = DAY) -> str:
    return numbering(pattern, prefix="RZ", station="A", project_no=project, on=on).number(count)


@pytest.mark.parametrize(
    ("pattern", "count", "looks"),
    [
        (COMMON, 1, "RZ-GY2014-001-A001"),
        (COMMON, 1000, "RZ-GY2014-001-A1000"),
        (DAILY, 2, "RZ-GY2014-001-20140606-A02"),
        (WEEKLY, 1, "RZ-GY2014-001-2014W23-A"),
        (WEEKLY, 2, "RZ-GY2014-001-2014W23-A-2"),
        (YEARLY, 7, "RZ-2014-A007"),
    ],
)
def test_a_number_looks_as_its_pattern_says(pattern: str, count: int, looks: str) -> None:
    assert number(pattern, count) == looks


@pytest.mark.parametrize(
    ("day", "week"),
    [
        (date(2014, 12, 29), "2015W01"),
        (date(2016, 1, 3), "2015W53"),
        (date(2020, 2, 29), "2020W09"),
    ],
)
def test_a_week_has_its_own_year(day: date, week: str) -> None:
    assert number(WEEKLY, on=day) == f"RZ-GY2014-001-{week}-A"


def test_without_a_project_the_year_is_counted() -> None:
    assert number(COMMON, project="") == "RZ-2014-A001"
    assert number(COMMON, project=" ") == "RZ-2014-A001"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "RZ-1",
        "{prefix}",
        "{project_no}-{prefix}-{station}{seq:03d}",
        "{prefix}{station}{seq:03d}",
        "{prefix}-{project_no}{seq:03d}-{station}",
        "{prefix}-{yyyymmdd}{seq:03d}{station}",
        "{prefix}-{station}{seq:03d}-{seq:02d}",
        "{prefix}-{station}{seq:3}",
        "{prefix}-{station:03d}{seq}",
        "{prefix}-{station.letter}{seq:03d}",
        "{prefix.__class__}-{station}{seq:03d}",
        "{prefix!r}-{station}{seq:03d}",
        "{prefix}-{station}{seq:03d}{",
        "{prefix}-{station}{seq:03d}0",
        "{prefix}-7{station}{seq:03d}",
        "{prefix}-{hour}-{station}{seq:03d}",
    ],
)
def test_a_pattern_that_could_mean_anything_else_is_refused(text: str) -> None:
    with pytest.raises(CatalogueError) as caught:
        read_pattern(text)
    assert caught.value.code == "number.pattern"


@pytest.mark.parametrize("letter", ["", "a", "A1", "A-", "甲", "A" * 9, "A\n"])
def test_a_station_has_capital_letters(letter: str) -> None:
    with pytest.raises(InputError) as caught:
        check_station(letter)
    assert caught.value.code == "number.station"


def test_a_number_that_would_be_cut_off_is_refused() -> None:
    assert len(number(COMMON, project="P" * (LIMIT - 8))) == LIMIT
    with pytest.raises(InputError) as caught:
        number(COMMON, project="P" * (LIMIT - 7))
    assert caught.value.code == "number.too_long"


def test_the_patterns_of_all_forms_can_be_read_and_no_prefix_is_used_twice() -> None:
    forms = library().forms.values()
    for form in forms:
        read_pattern(form.number)
    assert [prefix for prefix, n in Counter(form.prefix for form in forms).items() if n > 1] == []


PREFIX_OF = dict(zip(PATTERNS, ("CG", "RZ", "GZ", "GZB"), strict=True))
projects = st.one_of(
    st.text(max_size=12),
    st.sampled_from(["", "P", "P-A001", "P-2014W23-A", "P-20140606", "2014", "P-A", "A001"]),
)
asked = st.tuples(st.sampled_from(PATTERNS), projects, st.dates())


def give(stations: dict[str, list[tuple[str, str, date]]]) -> list[str]:
    """The numbers that counters by scope give on each station."""
    given: list[str] = []
    for letter, wanted in stations.items():
        counters: Counter[str] = Counter()
        for pattern, project, day in wanted:
            plan = numbering(
                pattern, prefix=PREFIX_OF[pattern], station=letter, project_no=project, on=day
            )
            counters[plan.scope] += 1
            given.append(plan.number(counters[plan.scope]))
    return given


@given(st.lists(asked, max_size=40))
@example([(WEEKLY, "P", DAY), (WEEKLY, "P", DAY), (WEEKLY, "P", DAY)])
@example([(COMMON, "2014", DAY), (COMMON, "", DAY)])
def test_no_number_comes_twice_on_one_station(wanted: list[tuple[str, str, date]]) -> None:
    found = give({"A": wanted})
    assert len(found) == len(set(found))


@given(st.lists(asked, max_size=25), st.sampled_from([("A", "B"), ("A", "AB"), ("B", "BA")]))
@example([(COMMON, "P", DAY), (COMMON, "P-A001", DAY)], ("A", "AB"))
def test_two_stations_never_give_the_same_number(
    wanted: list[tuple[str, str, date]], letters: tuple[str, str]
) -> None:
    here, there = (give({letter: wanted}) for letter in letters)
    assert not set(here) & set(there)


@given(st.lists(st.tuples(projects, st.dates()), min_size=1, max_size=30))
def test_a_count_belongs_to_one_project_year_day_or_week(wanted: list[tuple[str, date]]) -> None:
    """Whatever has the same scope differs in nothing that the number shows."""
    seen: dict[str, str] = {}
    for project, day in wanted:
        for pattern in PATTERNS:
            plan = numbering(
                pattern, prefix=PREFIX_OF[pattern], station="A", project_no=project, on=day
            )
            assert seen.setdefault(plan.scope, plan.number(7)) == plan.number(7)
