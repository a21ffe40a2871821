"""A process that saves as fast as it can is killed at a random moment: nothing it had
acknowledged is lost, and the database is sound.

Real processes and a real SIGKILL. One process imports the program and forks the victims.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Timer

import pytest

from gydesk.store import files
from gydesk.store.backup import listed
from gydesk.store.verify import check
from tests.helpers.bench import Bench

ROUNDS = 20
STABLE = r"""
import os, sys
from tests.helpers.bench import Bench
from gydesk.store.tidy import tidy

def victim(path, start, ids):
    bench = Bench.at(path)
    number = int(start)
    while True:
        number += 1
        id = ids[number % len(ids)]
        bench.save(id, {"title": str(number), "note": "采购设备" * (number % 50)})
        os.write(1, f"saved {id} {number}\n".encode())
        if number % 40 == 0:
            bench.attachments.put(os.urandom(200_000), "a.bin")
        if number % 70 == 0:
            tidy(bench.db)

for line in sys.stdin:
    path, start, *ids = line.rstrip("\n").split("\t")
    child = os.fork()
    if not child:
        victim(path, start, ids)
    os.write(1, f"victim {child}\n".encode())
    os.waitpid(child, 0)
    os.write(1, b"dead\n")
"""


@pytest.fixture
def stable() -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "-c", STABLE],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    with process:
        yield process
        assert process.stdin is not None
        process.stdin.close()


def killed_while_saving(
    process: subprocess.Popen[str], order: str, saves: int, delay: float
) -> list[tuple[str, int]]:
    """What a victim acknowledged until it was killed, ``delay`` seconds after ``saves``."""
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(order)
    process.stdin.flush()
    victim = 0
    acknowledged: list[tuple[str, int]] = []
    for line in process.stdout:
        kind, *rest = line.split()
        if kind == "victim":
            victim = int(rest[0])
        elif kind == "saved":
            acknowledged.append((rest[0], int(rest[1])))
        else:
            assert kind == "dead"
            return acknowledged
        if victim and len(acknowledged) >= saves and saves >= 0:
            saves = -1
            Timer(delay, os.kill, (victim, signal.SIGKILL)).start()
    raise AssertionError("the stable is gone")


def test_what_was_acknowledged_survives_a_kill(place: Path, stable: subprocess.Popen[str]) -> None:
    seed = random.randrange(1_000_000)
    print("seed", seed)
    dice = random.Random(seed)
    bench = Bench.at(place)
    ids = [bench.new_id() for _ in range(5)]
    bench.close()
    known: dict[str, int] = {}
    number = 0
    for _ in range(ROUNDS):
        order = "\t".join([str(place), str(number), *ids]) + "\n"
        saves, delay = dice.choice([0, dice.randrange(1, 80)]), dice.uniform(0, 0.03)
        acknowledged = killed_while_saving(stable, order, saves, delay)
        known.update(acknowledged)
        number = acknowledged[-1][1] if acknowledged else number
        under_way = {ids[(number + 1) % len(ids)]: number + 1}
        bench = Bench.at(place)
        for id in ids:
            head = bench.records.head(id)
            kept = int(head.title) if head else 0
            assert kept == known.get(id, 0) or kept == under_way.get(id)
            known[id] = kept
        number = max(known.values())
        assert check(bench.db, bench.library) == []
        bench.close()
    assert number > ROUNDS
    for one in listed(place):
        files.quick_check(one.file)
