"""The demo: filled through the desk into a real file, whole, sound and as its files say."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import pypdf
import pytest
from PIL import Image

from gydesk import paths
from gydesk.catalogue.library import library
from gydesk.domain.rules import blocking, problems
from gydesk.errors import CatalogueError, DeskError, InputError
from gydesk.sentences import SENTENCES
from gydesk.store.query import RecordQuery
from gydesk.store.verify import check
from gydesk.words import sentence
from gydesk.workflow.demo import DemoReport, fill
from gydesk.workflow.demo.canvas import HEIGHT, WIDTH
from gydesk.workflow.demo.draw import picture, sheet
from gydesk.workflow.demo.entries import Demo, Picture, Sheet
from gydesk.workflow.demo.make import DemoClock
from gydesk.workflow.demo.read import read
from gydesk.workflow.demo.scenes import SCENES
from gydesk.workflow.desk import Desk, open_desk
from tests.helpers.desks import StillClock

FORMS = tuple(library().forms)


@pytest.fixture(scope="module")
def demo() -> Demo:
    return read(paths.resources() / "demo", library())


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Desk, DemoReport]]:
    file = tmp_path_factory.mktemp("demo") / "demo.db"
    with open_desk(file, clock=DemoClock(datetime(2014, 6, 6, 18, 0)), anywhere=True) as desk:
        yield desk, fill(desk)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_desk(tmp_path / "desk.db", clock=StillClock(), anywhere=True) as desk:
        yield desk


def all_heads(desk: Desk) -> list[str]:
    return [row.id for row in desk.list(RecordQuery(forms=FORMS, alive=None), limit=10_000)]


def test_every_form_is_there(filled: tuple[Desk, DemoReport], demo: Demo) -> None:
    desk, report = filled
    made = Counter(row.form for row in desk.list(RecordQuery(forms=FORMS), limit=10_000))
    assert set(made) == set(FORMS)
    assert made == report.by_form
    assert sum(made.values()) == report.records == len(demo.records)
    assert {row.project_no for row in desk.projects()} == set(report.by_project) - {""}


def test_states_and_signatures_are_as_declared(filled: tuple[Desk, DemoReport], demo: Demo) -> None:
    desk, _ = filled
    wanted = Counter((one.form.id, one.state) for one in demo.records.values())
    rows = desk.list(RecordQuery(forms=FORMS), limit=10_000)
    assert Counter((row.form, row.state) for row in rows) == wanted
    signers = Counter(one.signed.name for one in demo.records.values() if one.signed)
    found: Counter[str] = Counter()
    for row in rows:
        signed = desk.signoffs(row.id)
        names = {one.name for one in signed.values()}
        found.update(name for name in names if name in signers)
        assert row.state not in ("approved", "archived") or names
    assert found == signers


def test_projects_stand_where_their_papers_brought_them(
    filled: tuple[Desk, DemoReport],
) -> None:
    desk, _ = filled
    states = {row.project_no: row.state for row in desk.projects()}
    assert states == {
        "GY2014-001": "under_construction",
        "GY2014-002": "stopped",
        "GY2013-017": "in_warranty",
    }
    third = next(row.id for row in desk.projects() if row.project_no == "GY2013-017")
    values = desk.project(third) or {}
    assert (values["contract_no"], values["warranty_end"]) == ("GYHT-2013-041", "2014-06-27")


def test_nothing_submitted_is_blocked(filled: tuple[Desk, DemoReport]) -> None:
    desk, _ = filled
    wrong = []
    for id in all_heads(desk):
        draft = desk.draft(id)
        if draft.head.state != "draft":
            found = problems(draft.form, draft.data, draft.facts, submitting=True)
            wrong += [(draft.head.number, one.path, one.code) for one in blocking(found)]
    assert not wrong


def test_numbers_are_unique_and_carry_the_device(
    filled: tuple[Desk, DemoReport], demo: Demo
) -> None:
    desk, _ = filled
    rows = desk.list(RecordQuery(forms=FORMS), limit=10_000)
    assert {"rejected", "void"} <= {row.state for row in rows}
    numbers = [row.number for row in rows if row.state != "draft"]
    assert all(numbers)
    assert len(set(numbers)) == len(numbers)
    assert not any(row.number for row in rows if row.state == "draft")
    logs = [row for row in rows if row.form == "engineering_log"]
    letters = Counter(
        (one.project, one.device)
        for one in demo.records.values()
        if one.form.id == "engineering_log"
    )
    assert letters == {("P1", "A"): 28, ("P2", "B"): 11}
    for row in logs:
        letter = "A" if "GY2014-001" in row.number else "B"
        assert f"-{letter}" in row.number.removeprefix("RZ")


def test_changes_come_from_three_devices_and_many_hands(
    filled: tuple[Desk, DemoReport],
) -> None:
    desk, _ = filled
    devices = {one.id: one.letter for one in desk.db.devices.all()}
    assert sorted(devices.values()) == ["A", "B", "H"]
    assert desk.db.device.letter == "H"
    by_letter: dict[str, set[str]] = {}
    for id in all_heads(desk):
        for one in desk.history(id):
            by_letter.setdefault(devices[one.device], set()).add(one.author)
    assert {"吴工", "陈项目"} <= by_letter["A"]
    assert {"郑工", "刘项目"} <= by_letter["B"]
    assert len(by_letter["H"]) > 8


def test_the_database_is_sound(filled: tuple[Desk, DemoReport]) -> None:
    desk, _ = filled
    assert [(one.code, dict(one.params)) for one in check(desk.db, desk.library)] == []


def test_references_lead_to_records(filled: tuple[Desk, DemoReport], demo: Demo) -> None:
    desk, _ = filled
    wanted = sum(len(one.refs) for one in demo.records.values())
    found = 0
    for id in all_heads(desk):
        draft = desk.draft(id)
        for field in draft.form.fields.values():
            value = draft.get(field.id)
            if field.type == "form_ref" and value and value.get("id"):
                head = desk.head(value["id"])
                assert head is not None
                assert (head.form, head.number) == (field.form, value["number"])
                found += 1
    assert found >= wanted > 60


def test_pictures_and_papers_can_be_opened(filled: tuple[Desk, DemoReport]) -> None:
    desk, report = filled
    pictures = papers = 0
    for id in all_heads(desk):
        draft = desk.draft(id)
        for field in draft.form.fields.values():
            if field.type not in ("photo", "attachment"):
                continue
            for ref in draft.get(field.id) or ():
                content = desk.attachment(ref["sha256"])
                if ref["name"].endswith(".jpg"):
                    assert ref["caption"]
                    with Image.open(BytesIO(content)) as image:
                        image.load()
                        assert image.size == (WIDTH, HEIGHT)
                    pictures += 1
                else:
                    assert len(pypdf.PdfReader(BytesIO(content)).pages) == 1
                    papers += 1
    assert 45 < pictures <= report.pictures
    assert papers > 20


def test_the_same_caption_gives_the_same_picture() -> None:
    for kind in SCENES:
        one = picture(Picture(kind, "图书馆3层"))
        assert one == picture(Picture(kind, "图书馆3层"))
        assert one != picture(Picture(kind, "图书馆4层"))
    assert sheet(Sheet("方案.pdf")) == sheet(Sheet("方案.pdf"))


def test_what_the_story_promises(demo: Demo) -> None:
    """Of P2: two weeks of logs with one day missing, an open full stop; of P1: a list of more
    than forty lines with serial numbers; trainings of nine people and more."""
    days = sorted(
        one.fields["log_date"]
        for one in demo.records.values()
        if one.project == "P2" and one.form.id == "engineering_log"
    )
    assert "2014-05-24" not in days
    assert days[0] == "2014-05-19"
    stops = [one.key for one in demo.records.values() if one.form.id == "stop_work_report"]
    ended = {
        key
        for one in demo.records.values()
        if one.form.id == "restart_work_report"
        for key in one.refs.values()
    }
    assert sorted(set(stops) - ended) == ["p2_stop"]
    lists = [one for one in demo.records.values() if one.form.id == "equipment_acceptance"]
    assert min(len(one.tables["lines"]) for one in lists) > 40
    assert all(any("serial_nos" in row for row in one.tables["lines"]) for one in lists)
    for one in demo.records.values():
        if one.form.id == "training_record":
            assert len(one.tables["trainees"]) >= 9


def test_a_database_in_use_is_refused(desk: Desk) -> None:
    desk.add_entity("company", {"name": "别的公司"})
    with pytest.raises(InputError) as told:
        fill(desk)
    assert told.value.code == "demo.not_empty"
    assert desk.count(RecordQuery()) == 1


def test_progress_is_told(filled: tuple[Desk, DemoReport], tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    with open_desk(tmp_path / "small.db", anywhere=True) as desk:
        fill(desk, lambda done, total: told.append((done, total)), small(tmp_path))
    assert told == [(n + 1, len(told)) for n in range(len(told))]
    assert len(told) == 5  # a project; a contact sheet filled, submitted, approved; a draft


RECORDS = """
[[record]]
key = "sheet"
form = "work_contact_sheet"
project = "P1"
device = "A"
by = "陈项目"
on = 2014-06-02T09:00:00
state = "approved"
[record.fields]
from_department = "engineering"
to_department = "commerce"
subject = "催货"
content = "请催货。"
reply_needed_by = 2014-06-05

[[record]]
key = "log"
form = "engineering_log"
project = "P1"
device = "A"
by = "吴工"
on = 2014-06-03T18:00:00
state = "draft"
[record.fields]
weather = "sunny"
"""
PROJECTS = """
[[project]]
key = "P1"
device = "H"
by = "沈专员"
on = 2014-05-01T09:00:00
project_no = "GY2014-009"
name = "小项目"
project_manager = "陈项目"
lifecycle_state = "lead"
"""


def small(folder: Path, records: str = RECORDS) -> Path:
    """The demo's company with a small project and two records, in a folder of its own."""
    made = folder / "files"
    made.mkdir()
    company = (paths.resources() / "demo" / "company.toml").read_text("utf-8")
    head, _, _ = company.partition("[[project]]")
    for key in ("P2", "P3"):
        start = head.index(f"[signers.{key}]")
        head = head[:start] + head[head.index("\n\n", start) + 2 :]
    (made / "company.toml").write_text(head + PROJECTS, "utf-8")
    (made / "a.toml").write_text(records, "utf-8")
    return made


def change(old: str, new: str) -> Callable[[str], str]:
    def changed(text: str) -> str:
        assert old in text
        return text.replace(old, new, 1)

    return changed


BROKEN = [
    (change("[[record]]", "[[record]"), "demo.file"),
    (change("device =", "divice ="), "demo.missing"),
    (change('by = "陈项目"', 'by = "陈项目"\nbuy = 1'), "demo.key"),
    (change("subject =", "subjekt ="), "demo.key"),
    (
        change(
            "[record.fields]\nweather", "[record.tables]\npeeple = []\n[record.fields]\nweather"
        ),
        "demo.key",
    ),
    (change('"work_contact_sheet"', '"work_sheet"'), "demo.unknown"),
    (change('project = "P1"', 'project = "P7"'), "demo.unknown"),
    (change('device = "A"', 'device = "Z"'), "demo.unknown"),
    (change('by = "陈项目"', 'by = "王二"'), "demo.unknown"),
    (change('state = "approved"', 'state = "finished"'), "demo.unknown"),
    (change('to_department = "commerce"', 'to_department = "kitchen"'), "demo.unknown"),
    (change('weather = "sunny"', 'weather = "hail"'), "demo.value"),
    (change('weather = "sunny"', "temperature_low = 1.5"), "demo.value"),
    (change('weather = "sunny"', 'weekday = "一"'), "demo.calculated"),
    (change('subject = "催货"', 'subject = " "'), "demo.empty"),
    (change("on = 2014-06-02T09:00:00", "on = 2014-06-09T09:00:00"), "demo.value"),
    (change("on = 2014-06-02T09:00:00", "on = 2014-06-02"), "demo.value"),
    (change('key = "log"', 'key = "sheet"'), "demo.twice"),
    (change('weather = "sunny"', 'photos = ["@photo:moon|月亮"]'), "demo.unknown"),
    (change('weather = "sunny"', 'photos = ["月亮.jpg"]'), "demo.value"),
    (change('state = "draft"', 'state = "void"'), "demo.missing"),
    (change('state = "draft"', 'state = "signed"'), "demo.missing"),
    (
        change(
            'state = "draft"',
            'state = "draft"\nsigned_by = { customer = "何主任", on = 2014-06-03 }',
        ),
        "demo.unsigned",
    ),
    (change("reply_needed_by = 2014-06-05", "reply_needed_by = 2014-05-05"), "demo.refused"),
    (change('content = "请催货。"\n', ""), "demo.refused"),
]


@pytest.mark.parametrize(("spoil", "code"), BROKEN)
def test_a_mistake_is_told_with_its_place(
    spoil: Callable[[str], str], code: str, desk: Desk, tmp_path: Path
) -> None:
    folder = small(tmp_path, spoil(RECORDS))
    with pytest.raises(CatalogueError) as told:
        fill(desk, folder=folder)
    assert told.value.code == code
    text = sentence(told.value)
    assert "a.toml" in text
    assert desk.count(RecordQuery(alive=None)) == 0
    assert not desk.projects()
    shutil.rmtree(folder)
    assert fill(desk, folder=small(tmp_path)).records == 2  # nothing is left in the way


REFERENCE = """
[[record]]
key = "stop"
form = "stop_work_report"
project = "P1"
device = "A"
by = "陈项目"
on = 2014-06-03T18:00:00
state = "draft"
[record.fields]
commencement_ref = "@{key}"
"""


@pytest.mark.parametrize(
    ("key", "code"), [("nowhere", "demo.ref"), ("sheet", "demo.ref_kind"), ("log", "demo.ref_kind")]
)
def test_a_reference_must_lead_somewhere(key: str, code: str, desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(CatalogueError) as told:
        fill(desk, folder=small(tmp_path, RECORDS + REFERENCE.replace("{key}", key)))
    assert told.value.code == code
    assert "a.toml:" in sentence(told.value)


def test_the_papers_must_agree_with_the_project(desk: Desk, tmp_path: Path) -> None:
    folder = small(tmp_path)
    company = folder / "company.toml"
    company.write_text(company.read_text("utf-8").replace('"lead"', '"stopped"'), "utf-8")
    with pytest.raises(CatalogueError) as told:
        fill(desk, folder=folder)
    assert told.value.code == "demo.project"
    assert told.value.params["found"] == "lead"


def test_every_error_of_the_demo_has_its_sentence() -> None:
    codes = {code for _, code in BROKEN} | {"demo.not_empty", "demo.circle", "demo.later"}
    assert codes <= SENTENCES.keys()
    for code in codes:
        assert isinstance(DeskError(code), DeskError)


def test_today_is_a_friday(demo: Demo) -> None:
    assert demo.today == date(2014, 6, 6)
    assert all(one.on.date() <= demo.today for one in demo.records.values())
