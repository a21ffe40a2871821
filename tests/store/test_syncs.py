"""A save is one sync of the disk, counted by the system itself."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SAVES = """
import os, sys
from tests.helpers.bench import Bench
bench = Bench.at(sys.argv[1])
id = bench.new_id()
for n in range(6):
    os.write(1, f"save {n}\\n".encode())
    bench.save(id, {"title": str(n), "note": "字" * 1000})
os.write(1, b"saved\\n")
bench.close()
"""


def test_a_save_is_one_sync(tmp_path: Path) -> None:
    strace = shutil.which("strace")
    if strace is None:
        pytest.skip("strace is not installed (Debian: strace)")
    log = tmp_path / "log"
    calls = "trace=fsync,fdatasync,sync_file_range,msync,write"
    done = subprocess.run(
        [strace, "-f", "-o", log, "-e", calls, sys.executable, "-c", SAVES, tmp_path / "a.db"],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        text=True,
        check=False,
    )
    if "Operation not permitted" in done.stderr:
        pytest.skip("strace may not trace here")
    assert done.returncode == 0, done.stderr
    counts: list[int] = []
    for line in log.read_text("utf-8", "replace").splitlines():
        if 'write(1, "save' in line:
            counts.append(0)
        elif counts and re.search(r" (fsync|fdatasync|sync_file_range|msync)\(", line):
            counts[-1] += 1
    assert counts[:-1] == [1] * 6
