"""The program is killed while someone writes: whatever the screen called saved is there, and
the next start goes back to it and says so.

The program's own window in a process of its own, on a real file, with its real autosave; real
keys; a real SIGKILL. What the screen calls saved is told on a pipe the moment it says so, with
everything that stood on the page.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from threading import Timer
from typing import Any

import pytest

from gydesk.catalogue.kinds import Field
from gydesk.catalogue.types import type_of
from gydesk.domain.draft import Draft
from gydesk.store.verify import check
from gydesk.workflow.desk import Desk, open_desk
from tests.helpers.desks import make_desk, make_project
from ui.settings import UiSettings

ROUNDS = 20
MOST_SAVES = {"keys": 16, "both": 5, "auto": 2}
"""Before the kill, by how one saves: with Ctrl+S, by pausing, or both."""
ROOT = Path(__file__).resolve().parents[2]
WORDS = ("text", "multiline")


@pytest.fixture
def stable(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """One process that imports the program and forks the victims."""
    environment = {
        **os.environ,
        "GYDESK_HOME": str(tmp_path / "home"),
        "GYDESK_DB": str(tmp_path / "gydesk.db"),
        "GYDESK_LANG": "zh",
        "PYTHONPATH": str(ROOT),
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.helpers.hasty"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        cwd=ROOT,
        env=environment,
    )
    with process:
        yield process
        assert process.stdin is not None
        process.stdin.close()


@dataclass
class Life:
    """What one process told from its start to its end."""

    back: dict[str, Any] = field(default_factory=dict)
    saved: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Record → the page, when it was last called saved."""
    times: int = 0
    opened: str = ""
    leaving: bool = False
    """Killed on the way to another record."""
    kept: bool = False
    """The record on the page was saved at least once."""


def live(stable: subprocess.Popen[str], dice: random.Random) -> Life:
    """Start a process and kill it: at any moment, or right after it called something saved."""
    assert stable.stdin is not None and stable.stdout is not None
    manner = dice.choice(tuple(MOST_SAVES))
    order = {"seed": dice.randrange(1_000_000), "manner": manner}
    saves = dice.choice((0, dice.randint(1, MOST_SAVES[manner])))
    delay = dice.choice((0, dice.uniform(0, 0.03))) if saves else dice.uniform(0.02, 0.9)
    stable.stdin.write(json.dumps(order) + "\n")
    stable.stdin.flush()
    life, victim, killed = Life(), 0, False
    for line in stable.stdout:
        life.times += line.startswith('{"what": "saved"')
        if not killed and life.back and life.times >= saves:
            killed = True
            if delay:
                Timer(delay, os.kill, (victim, signal.SIGKILL)).start()
            else:
                os.kill(victim, signal.SIGKILL)
        told = json.loads(line[line.rindex('{"what"') :])  # one may have died in mid-word
        what = told.pop("what")
        if what == "dead":
            assert told["signal"] == signal.SIGKILL, "it ended by itself"
            return life
        if what == "victim":
            victim = told["id"]
        elif what == "back":
            life.back, life.opened = told, told["record"]
        elif what == "leaving":
            life.leaving = True
        elif what == "opened":
            life.opened, life.leaving = told["record"], False
        else:
            life.saved[told["record"]] = told["screen"]
    raise AssertionError("the stable is gone")


class Witness:
    """Holds what is stored against what was seen."""

    def __init__(self, desk: Desk, record: str) -> None:
        self._library = desk.library
        self._draft: Draft = desk.draft(record)

    def lost(self, seen: Mapping[str, Any]) -> list[str]:
        """The places where less is stored than was seen. Whoever writes here only adds to
        what he wrote; what is calculated moves on with it."""
        found = [
            name
            for name, shown in seen["fields"].items()
            if not self._held(self._draft.form.fields[name], shown, self._draft.get(name))
        ]
        for table, lines in seen["tables"].items():
            rows = {row["_id"]: row for row in self._draft.data[table]}
            order = [id for id in rows if id in {id for id, _ in lines}]
            if order != [id for id, _ in lines]:
                found.append(table)
                continue
            columns = {column.id: column for column in self._draft.form.tables[table].columns}
            found += [
                f"{table}/{id}/{name}"
                for id, texts in lines
                for name, shown in texts.items()
                if not self._held(columns[name], shown, rows[id].get(name))
            ]
        return found

    def _held(self, field: Field, shown: str | list[str] | None, value: Any) -> bool:
        if shown is None or field.readonly:
            return True
        if isinstance(shown, list):
            return shown == [self._text(field, one) for one in _several(value)]
        kept = self._text(field, value)
        return kept.startswith(shown) if field.type in WORDS else shown in ("", kept)

    def _text(self, field: Field, value: Any) -> str:
        if value is None:
            return ""
        if field.type == "multichoice" and isinstance(value, str):
            value = [value]
        return type_of(field).list_text(value, field, self._library, "zh")


def _several(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def choose_place(home: Path, project: str) -> None:
    """The program was used before and ended in good order at the logs of ``project``."""
    settings = UiSettings(str(home / "window.ini"))
    place = {"project": project, "tab": "engineering", "form": "engineering_log"}
    settings.put("place", json.dumps(place))
    settings.write()


def went_back(desk: Desk, life: Life, before: Life) -> None:
    """The window told how it had ended, and showed the record in work as it is stored."""
    told, record = life.back["told"], life.back["record"]
    assert "上次程序意外退出" in told
    if not before.leaving:
        assert record == (before.opened if before.kept else "")
    if record:
        assert Witness(desk, record).lost(life.back["screen"]) == []
        assert desk.library.form(desk.draft(record).form.id).zh in told


@pytest.mark.timeout(240)
def test_what_the_screen_called_saved_survives_a_kill(
    tmp_path: Path, stable: subprocess.Popen[str]
) -> None:
    seed = int(os.environ.get("GYDESK_SEED") or random.randrange(1_000_000))
    print("seed", seed)
    dice = random.Random(seed)
    with make_desk(tmp_path) as desk:
        choose_place(tmp_path / "home", make_project(desk))
    seen: dict[str, dict[str, Any]] = {}
    times, before = 0, None
    for number in range(ROUNDS):
        life = live(stable, dice)
        seen |= life.saved
        times += life.times
        with open_desk(tmp_path / "gydesk.db", create=False) as desk:
            assert check(desk.db, desk.library) == []
            for record, page in seen.items():
                assert Witness(desk, record).lost(page) == [], (number, record)
            life.kept = bool(life.opened) and desk.head(life.opened) is not None
            if before is not None:
                went_back(desk, life, before)
        before = life
    print("called saved", times, "times; records", len(seen))
    assert times > ROUNDS
    assert len(seen) >= 3
