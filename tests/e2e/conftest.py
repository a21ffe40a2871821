"""An engineer's laptop."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers.office import Office


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """The laptop with project P1 on it."""
    made = Office(tmp_path)
    yield made
    made.desk.close()
