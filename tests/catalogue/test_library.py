"""The catalogue as a whole: loading, older versions, names, and the kept copy."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from gydesk import paths
from gydesk.catalogue import kept, library
from gydesk.catalogue.kinds import Form
from gydesk.errors import CatalogueError

LOG = "forms/engineering/engineering_log.toml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A catalogue of one's own to spoil."""
    for name in library._names(paths.resources()):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(paths.resources() / name, tmp_path / name)
    return tmp_path


def edit(path: Path, *changes: tuple[str, str]) -> None:
    text = path.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    path.write_text(text, encoding="utf-8")


def test_everything_of_the_handbook_is_there() -> None:
    found = library.library()
    forms = found.forms.values()
    tables = [table for form in forms for table in form.tables.values()]
    assert len(forms) == 60
    assert sum(len(form.fields) - len(form.head) for form in forms) >= 692
    assert len(tables) >= 83
    assert sum(len(table.columns) for table in tables) >= 450
    assert len(found.choices) >= 80
    assert len(found.roles) == 25
    assert list(found.entities) == ["company", "customer", "project", "person", "supplier"]
    assert [one.id for one in found.departments if one.tab] == [
        "business",
        "engineering",
        "operations",
        "pmo",
        "commerce",
    ]
    states = ["draft", "submitted", "approved", "rejected", "signed", "archived", "void"]
    assert list(found.states) == states
    assert found.stages[0].id == "presales"


def test_forms_stand_in_handbook_order() -> None:
    found = library.library()
    listed = [form for department in found.departments for form in department.forms]
    assert list(found.forms) == listed
    assert [form.id for form in found.forms_of("operations")][:2] == [
        "maintenance_handover",
        "service_order",
    ]


def test_names_in_both_languages_and_the_id_for_the_unknown() -> None:
    found = library.library()
    assert found.name_of("form", "engineering_log") == "项目工程日志"
    assert found.name_of("department", "pmo", "en") == "Project Management Department"
    assert found.name_of("role", "project_manager") == "项目经理"
    assert found.name_of("stage", "contract") == "合同签订"
    assert found.name_of("state", "void") == "作废"
    assert found.name_of("holder", "customer") == "客户留存"
    assert found.name_of("gate", "start_work") == "正式施工"
    assert found.name_of("cadence", "daily") == "每日"
    assert found.name_of("party", "supervision_company", "en") == "Supervision company"
    assert found.name_of("party", "warehouse_keeper") == "库管"
    assert found.name_of("form", "nothing") == "nothing"
    assert found.choice("weather", "sunny", "en") == "Sunny"
    assert found.choice("unit", "间") == "间"
    assert found.choice("roles", "general_manager") == "总经理"


def test_an_unknown_form_is_told() -> None:
    for version in (None, 7):
        with pytest.raises(CatalogueError) as caught:
            library.library().form("diary", version)
        assert caught.value.code == "form.unknown"
    with pytest.raises(CatalogueError):
        library.library().form("engineering_log", 99)
    assert library.library().form("person").header == "entity"


def test_an_older_version_stays_readable(folder: Path) -> None:
    old = folder / "forms/engineering/engineering_log.v1.toml"
    shutil.copyfile(folder / LOG, old)
    edit(folder / LOG, ('id = "engineering_log"', 'id = "engineering_log"\nversion = 2'))
    edit(folder / LOG, ('{ id = "work_place"', '{ id = "work_area", was = "work_place"'))
    edit(folder / LOG, ('title_fields = ["work_place"]', 'title_fields = ["work_area"]'))
    found = library.load(folder)
    assert found.form("engineering_log").version == 2
    assert found.form("engineering_log", 2) is found.forms["engineering_log"]
    assert "work_place" in found.form("engineering_log", 1).fields
    assert "work_place" not in found.form("engineering_log").fields
    assert found.form("engineering_log").fields["work_area"].was == "work_place"
    assert len(found.forms) == 60


def rename(old: str, new: str) -> Callable[[Path], None]:
    return lambda folder: (folder / old).rename(folder / new) and None


def twin(name: str) -> Callable[[Path], None]:
    return lambda folder: shutil.copyfile(folder / LOG, folder / name) and None


def spoil(name: str, old: str, new: str) -> Callable[[Path], None]:
    return lambda folder: edit(folder / name, (old, new))


DAMAGES = [
    (rename(LOG, "forms/engineering/log.toml"), "form.place"),
    (twin("forms/engineering/log.toml"), "form.place"),
    (twin("forms/commerce/engineering_log.toml"), "form.place"),
    (twin("forms/engineering/engineering_log.v1.toml"), "form.place"),
    (twin("forms/engineering/engineering_log.v2.toml"), "form.place"),
    (rename("choices.toml", "choice.toml"), "form.unreadable"),
    (rename("workflow/roles.toml", "workflow/role.toml"), "form.file_missing"),
    (rename("entities/person.toml", "entities/people.toml"), "form.file_missing"),
    (spoil("choices.toml", '"no", zh', '"yes", zh'), "form.twice"),
    (spoil("choices.toml", 'id = "yes_no_na"', 'id = "yes_no"'), "form.twice"),
    (spoil("choices.toml", 'id = "yes_no"', 'id = "yesno"'), "form.no_such"),
    (spoil("workflow/roles.toml", '"management"', '"kitchen"'), "form.no_such"),
    (spoil("workflow/departments.toml", '"bid_review"', '"bid"'), "form.no_such"),
    (spoil("workflow/terms.toml", "[[holder]]", "[[keeper]]"), "form.unknown_key"),
    (spoil("entities/person.toml", "multichoice", "choices"), "form.no_such"),
    (spoil("head.toml", "items", "item"), "form.unknown_key"),
]


@pytest.mark.parametrize(("damage", "code"), DAMAGES, ids=range(len(DAMAGES)))
def test_a_spoilt_catalogue_is_told(
    folder: Path, damage: Callable[[Path], None], code: str
) -> None:
    damage(folder)
    with pytest.raises(CatalogueError) as caught:
        library.load(folder)
    assert caught.value.code == code
    assert caught.value.params["file"]
    assert caught.value.params["line"] >= 1


# ---- the kept copy


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of one's own; the file in which the catalogue is kept."""
    monkeypatch.setenv("GYDESK_HOME", str(tmp_path / "home"))
    return tmp_path / "home" / "cache" / "catalogue.json"


def test_what_is_kept_gives_the_same_catalogue(home: Path) -> None:
    first = library.load()
    assert home.is_file()
    again = library.load()
    assert again == first
    assert isinstance(again.form("engineering_log"), Form)


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: b"",
        lambda content: content[: len(content) // 2],
        lambda content: content.replace(b"engineering_log", b"engineering_lag", 1),
        lambda content: content.split(b"\n")[0] + b"\n[]",
        lambda content: b"\xff" * 100,
    ],
)
def test_a_damaged_copy_costs_nothing(home: Path, damage: Callable[[bytes], bytes]) -> None:
    first = library.load()
    home.write_bytes(damage(home.read_bytes()))
    assert library.load() == first
    assert kept._digest(home.read_bytes().partition(b"\n")[2]).encode() in home.read_bytes()


def test_a_copy_that_a_newer_reader_refuses_is_dropped(home: Path) -> None:
    first = library.load()
    names = list(library._names(paths.resources()))
    key = kept.key_of(paths.resources(), names)
    data = {name: dict(one) for name, one in (kept.read(key) or {}).items()}
    data[LOG]["colour"] = "red"
    kept.write(key, data)
    assert library.load() == first
    assert "colour" not in (kept.read(key) or {})[LOG]


def test_a_touched_file_is_read_anew(folder: Path, home: Path) -> None:
    names = list(library._names(folder))
    key = kept.key_of(folder, names)
    kept.write(key, {})
    assert kept.read(key) == {}
    os.utime(folder / LOG, ns=(1, 1))
    assert kept.read(kept.key_of(folder, names)) is None


def test_no_place_to_keep_it_is_no_fault(home: Path) -> None:
    home.parent.parent.mkdir()
    home.parent.write_text("in the way")
    assert len(library.load().forms) == 60


def test_loading_needs_no_database_paper_or_window() -> None:
    code = (
        "import sys; from gydesk.catalogue.library import library; library();"
        "heavy = {'sqlalchemy', 'reportlab', 'openpyxl', 'PySide6', 'PIL', 'pypinyin'};"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=Path.cwd()
    )
    assert done.stdout.strip() == "[]"
