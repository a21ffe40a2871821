"""Every benchmark stands beside its bare limit, measured in the same run, turn by turn.

``pytest tests/benchmarks`` prints the ratios at the end; the aims are told, never asserted: a
clock is no judge of right and wrong.
"""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

import pytest


@dataclass(frozen=True)
class Ratio:
    """Medians in seconds of ours and of the limit; ``aim`` is the ratio hoped for."""

    name: str
    ours: float
    bare: float
    aim: float

    @property
    def ratio(self) -> float:
        """How many times the limit's time ours takes."""
        return self.ours / self.bare


_found: list[Ratio] = []


@pytest.fixture
def compare(benchmark):
    """``compare(name, ours, bare, aim)`` times both in turns and notes the ratio of medians."""

    def run(
        name: str,
        ours: Callable[[], object],
        bare: Callable[[], object],
        aim: float,
        rounds: int = 30,
        prepare: Callable[[], object] | None = None,
    ) -> None:
        times: dict[str, list[float]] = {"ours": [], "bare": []}
        for which in (ours, bare):
            if prepare:
                prepare()
            which()
        gc.collect()
        for _ in range(rounds):
            for key, which in (("bare", bare), ("ours", ours)):
                if prepare:
                    prepare()
                begun = time.perf_counter()
                which()
                times[key].append(time.perf_counter() - begun)
        found = Ratio(name, *(statistics.median(times[key]) for key in ("ours", "bare")), aim)
        _found.append(found)
        benchmark.extra_info.update(ratio=round(found.ratio, 2), aim=aim)
        if prepare:
            benchmark.pedantic(ours, setup=lambda: prepare() and None, rounds=3)
        else:
            benchmark.pedantic(ours, rounds=3)

    return run


def pytest_terminal_summary(terminalreporter) -> None:
    """The ratios, one a line."""
    if not _found:
        return
    terminalreporter.section("ours beside the limit, medians")
    for one in _found:
        held = "held" if one.ratio <= one.aim else "not held"
        terminalreporter.write_line(
            f"{one.name:<52} {one.ours * 1000:10.2f} ms {one.bare * 1000:10.2f} ms"
            f"  {one.ratio:6.2f}x  aim {one.aim}x  {held}"
        )
