"""A desk on a real file, and the demo's first project in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from gydesk.workflow.desk import Desk
from tests.helpers.desks import StillClock, make_desk, make_project


@pytest.fixture
def clock() -> StillClock:
    return StillClock()


@pytest.fixture
def desk(tmp_path: Path, clock: StillClock) -> Iterator[Desk]:
    with make_desk(tmp_path, clock=clock) as opened:
        yield opened


@pytest.fixture
def project(desk: Desk) -> str:
    return make_project(desk)
