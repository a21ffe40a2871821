"""Bad input as a user meets it, through the command line: one sentence with its code on
standard error, no traceback, exit status 1, and nothing of the database changed."""

from __future__ import annotations

import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any

import pytest

from gydesk.words import language, set_language
from gydesk.workflow.desk import open_desk
from tests.helpers.desks import fill, make_desk, make_project
from tests.helpers.disks import read_only, small_disk
from ui.__main__ import main

ROOT = Path(__file__).resolve().parents[2]
ELSEWHERE = """\
import sys
from pathlib import Path
from gydesk import paths
paths.resources = lambda: Path(sys.argv[1])
from ui.__main__ import main
sys.exit(main(sys.argv[2:]))
"""
"""The program with its resources in another folder."""
SENTENCE = re.compile(r"(?P<told>[^\n]+) \[(?P<code>[a-z]+(\.[a-z_]+)+)\]\n")
LONGEST = 400
NUMBER = "RZ-GY2014-001-20140606-A01"


@dataclass(frozen=True)
class Told:
    """How a command ended."""

    status: int
    out: str
    err: str

    @property
    def code(self) -> str:
        """The code of the one sentence on standard error, which is all there is."""
        assert self.status == 1, self
        assert self.out == "", self
        assert "Traceback" not in self.err
        found = SENTENCE.fullmatch(self.err)
        assert found, self.err
        assert len(found["told"]) < LONGEST
        return found["code"]


class Console:
    """The program's way in, given words; on one database."""

    def __init__(
        self, database: Path, capture: pytest.CaptureFixture[str], patch: pytest.MonkeyPatch
    ) -> None:
        self.database = database
        self._capture = capture
        self._patch = patch

    def run(self, *words: str, typed: str = "", lang: str = "zh") -> Told:
        """Run ``words`` here; ``typed`` is the standard input."""
        self._patch.setattr("sys.stdin", TextIOWrapper(BytesIO(typed.encode()), "utf-8"))
        self._capture.readouterr()
        status = main(["--db", str(self.database), "--lang", lang, *words])
        return Told(status, *self._capture.readouterr())

    def alone(self, *words: str, typed: str = "", resources: Path | None = None) -> Told:
        """Run ``words`` in a process of their own; ``resources`` is another folder of forms."""
        program = ["-c", ELSEWHERE, str(resources)] if resources else ["-m", "ui"]
        done = subprocess.run(
            [sys.executable, *program, "--db", str(self.database), *words],
            cwd=ROOT,
            env={**os.environ, "PYTHONIOENCODING": "utf-8"},
            input=typed.encode(),
            capture_output=True,
            check=False,
        )
        return Told(done.returncode, done.stdout.decode(), done.stderr.decode())


ADD = ("record", "add", "engineering_log", "--project", "GY2014-001", "--data")


def log(**fields: Any) -> str:
    """The data of an engineering log with these fields."""
    return json.dumps({"fields": fields}, ensure_ascii=False)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with a project and a log."""
    folder = tmp_path_factory.mktemp("sound")
    with make_desk(folder) as desk:
        draft = desk.new_draft("engineering_log", make_project(desk))
        fill(desk, draft, work_place="图书馆三层")
        desk.save(draft)
        desk.submit(draft.id)
    open_desk(folder / "gydesk.db", create=False, anywhere=True).close()  # no longer a new one
    return folder / "gydesk.db"


@pytest.fixture
def console(
    sound: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Console]:
    """A console on a copy of it, of which not one byte may change."""
    database = tmp_path / "光远 台账" / "gydesk.db"
    database.parent.mkdir()
    shutil.copyfile(sound, database)
    before = language()
    yield Console(database, capsys, monkeypatch)
    set_language(before)


def test_the_console_of_these_tests_works(console: Console) -> None:
    for run in (console.run, console.alone):
        shown = run("record", "show", NUMBER)
        assert (shown.status, shown.err) == (0, "")
        assert "图书馆三层" in shown.out


# ---- what is typed


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("temperature_high", "二十多度"),
        ("temperature_high", "12.5"),
        ("temperature_low", "9" * 400),
        ("log_date", "2014年2月29日"),
        ("log_date", "昨天下午"),
        ("log_date", "3014-06-06"),
        ("weather", "下刀子"),
        ("weather", ["sunny"]),
        ("work_place", {"a": 1}),
        ("quality_note", "字" * 5_000_000),
        ("photos", "x.jpg"),
    ],
    ids=lambda value: str(value)[:20],
)
def test_a_value_that_is_none_is_refused(console: Console, field: str, value: Any) -> None:
    before = console.database.read_bytes()
    assert console.run(*ADD, "-", typed=log(**{field: value})).code == "cli.value"
    assert console.database.read_bytes() == before
    assert [one.name for one in console.database.parent.iterdir()] == ["gydesk.db"]


@pytest.mark.parametrize(
    ("field", "value"),
    [("temperature_high", "十二"), ("log_date", "2014-2-30"), ("quality_note", "字" * 1_700_000)],
    ids=["letters in a number", "wrong date", "5 MB"],
)
def test_so_it_is_in_a_process_of_its_own(console: Console, field: str, value: str) -> None:
    before = console.database.read_bytes()
    assert console.alone(*ADD, "-", typed=log(**{field: value})).code == "cli.value"
    assert console.database.read_bytes() == before


@pytest.mark.parametrize(
    "text", ["", "工作日志", '{"fields": []}', "[" * 100_000, '{"fields": {"work_place": NaN}}']
)
def test_data_that_is_none_is_refused(console: Console, text: str) -> None:
    before = console.database.read_bytes()
    assert console.run(*ADD, "-", typed=text).code in ("cli.json", "cli.value")
    assert console.database.read_bytes() == before


def test_a_file_of_data_that_cannot_be_read_is_told(console: Console, tmp_path: Path) -> None:
    assert console.run(*ADD, str(tmp_path / "nowhere.json")).code == "cli.unreadable"
    assert console.run(*ADD, str(tmp_path)).code == "cli.unreadable"
    binary = tmp_path / "照片.json"
    binary.write_bytes(bytes(range(256)))
    assert console.run(*ADD, str(binary)).code == "cli.json"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("record", "list", "--state", "sumbitted"), "cli.state"),
        (("record", "list", "--form", "enginering_log"), "form.unknown"),
        (("record", "list", "--project", "GY2014-01"), "cli.project"),
        (("record", "show", "RZ-1"), "cli.record"),
        (("record", "sign", NUMBER, "--name", "何主任"), "state.sign_form"),
        (("record", "approve", NUMBER, "--date", "2014-13-01"), "signoff.date"),
        (("record", "void", NUMBER, "--reason", " "), "state.reason"),
        (("record", "delete", NUMBER), "record.numbered"),
        (("project", "add", "--no", "GY2014-001", "--name", "又一个"), "project.taken"),
        (("init", "--letter", "b2"), "device.letter"),
        (("print", "--blank", "日志"), "form.unknown"),
    ],
)
def test_a_word_that_cannot_be_meant_is_refused(
    console: Console, words: tuple[str, ...], code: str
) -> None:
    before = console.database.read_bytes()
    assert console.run(*words).code == code
    assert console.database.read_bytes() == before


def test_what_is_wrong_is_named_in_either_language(console: Console) -> None:
    typed = log(log_date="2014-02-30")
    chinese = console.run("record", "set", NUMBER, "--data", "-", typed=typed)
    english = console.run("record", "set", NUMBER, "--data", "-", typed=typed, lang="en")
    assert chinese.code == english.code == "cli.value"
    assert "日期" in chinese.err
    assert "Date" in english.err
    assert "2014-02-30" in chinese.err
    assert "2014-02-30" in english.err


def test_what_was_submitted_is_not_written_over(console: Console) -> None:
    before = console.database.read_bytes()
    told = console.run("record", "set", NUMBER, "--data", "-", typed=log(wind="calm"))
    assert told.code == "record.frozen"
    assert console.database.read_bytes() == before


# ---- the database


def _spoilt_head(content: bytes) -> bytes:
    return b"\xa5" * 100 + content[100:]


def _cut(content: bytes) -> bytes:
    return content[: len(content) // 2]


def _text(_: bytes) -> bytes:
    return "项目资料清单\n".encode() * 20


def _spoilt_pages(content: bytes) -> bytes:
    return content[:8192] + b"\xa5" * (len(content) - 8192)


@pytest.mark.parametrize("spoil", [_spoilt_head, _cut, _text, _spoilt_pages])
@pytest.mark.parametrize("words", [("record", "list"), ("print", NUMBER), ("init",)])
def test_a_damaged_database_is_left_as_it_is(
    console: Console, spoil: Callable[[bytes], bytes], words: tuple[str, ...]
) -> None:
    spoilt = spoil(console.database.read_bytes())
    console.database.write_bytes(spoilt)
    assert console.run(*words).code == "db.damaged"
    assert console.database.read_bytes() == spoilt
    assert [one.name for one in console.database.parent.iterdir()] == ["gydesk.db"]


def test_a_newer_database_is_left_as_it_is(console: Console) -> None:
    with closing(sqlite3.connect(console.database)) as newer:
        newer.execute("UPDATE alembic_version SET version_num='9999'")
        newer.commit()
    before = console.database.read_bytes()
    for run in (console.run, console.alone):
        assert run("record", "list").code == "db.newer"
        assert run("init", "--person", "吴工").code == "db.newer"
    assert console.database.read_bytes() == before
    assert [one.name for one in console.database.parent.iterdir()] == ["gydesk.db"]


def test_a_second_window_is_told(console: Console) -> None:
    with open_desk(console.database, create=False, anywhere=True):
        assert console.alone("record", "list").code == "db.in_use"
    assert console.run("record", "list").status == 0


def test_a_database_that_is_not_there_is_not_made(console: Console, tmp_path: Path) -> None:
    console.database = tmp_path / "没有" / "gydesk.db"
    assert console.run("record", "list").code == "db.missing"
    assert not console.database.parent.exists()


# ---- the disk


def test_a_folder_that_cannot_be_written(console: Console, tmp_path: Path) -> None:
    before = console.database.read_bytes()
    with read_only(console.database.parent):
        assert console.run(*ADD, "-", typed=log(work_place="行政楼")).code == "db.readonly"
    assert console.database.read_bytes() == before
    folder = tmp_path / "光盘"
    folder.mkdir()
    with read_only(folder):
        assert console.run("print", NUMBER, "-o", str(folder / "日志.pdf")).code == "paper.write"
        assert console.run("backup", "-o", str(folder / "b.db")).code == "backup.readonly"
    assert list(folder.iterdir()) == []
    assert console.run("print", NUMBER, "-o", str(tmp_path / "无" / "x.pdf")).code == "paper.write"


def test_a_full_disk_loses_nothing(console: Console, tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", "1500k") as disk:
        shutil.copyfile(console.database, disk / "gydesk.db")
        console.database = disk / "gydesk.db"
        ballast = disk / "ballast"
        free = shutil.disk_usage(disk).free
        ballast.write_bytes(bytes(max(0, free - 120_000)))
        assert console.run(*ADD, "-", typed=log(quality_note="字" * 190_000)).code == "db.full"
        assert console.run("record", "show", NUMBER).status == 0
        ballast.write_bytes(bytes(max(0, ballast.stat().st_size - 300_000)))
        listed = json.loads(console.run("record", "list", "--json").out)
        assert [one["number"] for one in listed] == [NUMBER]
        assert console.run("check").status == 0


def test_no_room_for_the_paper_leaves_no_file(console: Console, tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", "8k") as disk:
        assert console.run("print", NUMBER, "-o", str(disk / "日志.pdf")).code == "paper.write"
        assert list(disk.iterdir()) == []


# ---- the forms' own files


@pytest.mark.parametrize(
    ("file", "right", "wrong", "code"),
    [
        ("forms/engineering/engineering_log.toml", 'zh = "', "zh = ", "form.syntax"),
        ("forms/engineering/engineering_log.toml", "department =", "departmant =", None),
        ("forms/engineering/engineering_log.toml", 'type = "percent"', 'type = "precent"', None),
        ("forms/engineering/engineering_log.toml", "weekday(log_date)", "weekday(log_dat)", None),
        ("forms/engineering/engineering_log.toml", 'kind = "unique"', 'kind = "uniqe"', None),
        ("choices.toml", "[[set]]", "[[set]", "form.syntax"),
        ("entities/project.toml", 'id = "project_no"', 'id = "project no"', None),
        ("workflow/lifecycle.toml", "after = [", "aftr = [", None),
    ],
)
def test_a_typo_in_a_forms_file_is_named(
    console: Console, tmp_path: Path, file: str, right: str, wrong: str, code: str | None
) -> None:
    resources = tmp_path / "resources"
    shutil.copytree(ROOT / "resources", resources, ignore=shutil.ignore_patterns("fonts", "icons"))
    path = resources / file
    text = path.read_text("utf-8")
    assert right in text
    path.write_text(text.replace(right, wrong, 1), "utf-8")
    before = console.database.read_bytes()
    told = console.alone("record", "list", resources=resources)
    assert told.code.startswith(("form.", "type.", "calc.", "rule."))
    assert code is None or told.code == code
    assert file in told.err
    line = text[: text.index(right)].count("\n") + 1
    assert re.search(rf"\b{line}\b", told.err), (line, told.err)
    assert console.database.read_bytes() == before
