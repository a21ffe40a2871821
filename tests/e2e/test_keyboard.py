"""An evening's forms with nothing but a keyboard: found, filled, submitted, printed, read back.

現场: the window is real, the database is a file, the paper is a PDF that is read again.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.helpers.keyboard import CTRL, KEY, SHIFT, press, settle, type_text
from tests.helpers.office import Office
from tests.helpers.pdf import Paper
from tests.helpers.typist import Plan, Typist, answering
from ui.guard import Guard
from ui.main_window import MainWindow
from ui.settings import UiSettings
from ui.work import Work

TRAINING: Plan = {
    "subject": "无线控制器日常维护与用户自助排障",
    "mode": "集中授课",
    "started_at": "2014-06-06 14:00",
    "ended_at": "2014-06-06 16:30",
    "place": "网络中心三楼会议室",
    "topics": [
        {"topic": "控制器登录与备份", "system": "无线控制器", "duration": "1"},
        {"topic": "接入点离线的判断", "system": "接入点", "duration": "1.5"},
    ],
    "trainees": [{"name": "何主任", "level": "基本掌握"}, {"name": "白老师", "level": "熟练掌握"}],
}
LOG: Plan = {
    "weather": "晴",
    "work_place": "图书馆三层弱电间",
    "people": [{"trade": "工程师", "names": "吴工、郑工", "headcount": "2", "hours": "8"}],
    "work_items": [
        {"item": "接入交换机上架", "location": "3F-302", "unit": "台", "quantity": "3"},
        {"item": "机柜理线", "location": "3F-302", "progress": "60"},
    ],
}
STOP: Plan = {
    "commencement_ref": "KG-GY2014-001-A001",
    "expected_restart": "2014-06-12",
    "extent": "部分停工",
    "responsible_side": "用户方",
    "cause": "客户原因",
    "stopped_parts": "图书馆、第一教学楼的布线",
    "reason": "期末考试，考场周围不得施工",
    "progress_at_stop": "38",
    "schedule_impact_days": "4",
    "restart_conditions": "考试结束，用户书面通知",
}
RESTART: Plan = {
    "elimination": "考试已经结束，用户通知进场",
    "new_finish": "2014-07-29",
    "readiness": [{"state": "具备"}] * 6,
}
WEEKLY: Plan = {
    "progress_planned": "45",
    "progress_actual": "38",
    "progress_state": "轻微滞后",
    "done_items": [{"actual": "30"}],
    "next_items": [{"item": "图书馆交换机割接", "planned": "55", "owner": "吴工"}],
}


@pytest.fixture
def window(qapp: QApplication, office: Office, tmp_path: Path) -> Iterator[MainWindow]:
    """The window on the laptop, the project not chosen yet."""
    work = Work()
    made = MainWindow(UiSettings(str(tmp_path / "window.ini")), work, Guard())
    made.resize(1366, 768)
    made.show()
    made.activateWindow()
    made.target = str(office.file)
    made.show_desk(office.desk)
    settle()
    yield made
    made.close()
    work.stop()
    made.deleteLater()
    settle()


def choose_project(window: MainWindow) -> None:
    """Tab to the search of projects, and find it by its pinyin initials."""
    window.actions_["projects"].setChecked(True)
    settle()
    for _ in range(30):
        if QApplication.focusWidget() is window.projects.search:
            break
        press(KEY.Key_Tab)
    type_text("sldx")
    press(KEY.Key_Return)
    assert window.projects.current


def new_record(window: MainWindow, initials: str, form: str) -> None:
    """Ctrl+K, the form's initials, Enter, Ctrl+N."""
    answering(lambda: (type_text(initials), press(KEY.Key_Return)))
    press(KEY.Key_K, CTRL)
    settle()
    assert window.tab_page.form is not None
    assert window.tab_page.form.id == form
    press(KEY.Key_N, CTRL)


def hand_in(window: MainWindow, qtbot: QtBot, out: Path) -> Paper:
    """Ctrl+Shift+Enter submits, Ctrl+P shows the paper, Ctrl+S there keeps it as a file."""
    page = window.tab_page.page
    press(KEY.Key_Return, CTRL | SHIFT)
    problems = page.draft.problems(submitting=True)
    assert page.head.state == "submitted", [(one.path, one.code) for one in problems]
    press(KEY.Key_P, CTRL)
    preview = window.printing.preview
    assert preview is not None
    qtbot.waitUntil(preview.save_button.isEnabled, timeout=30_000)
    answering(lambda: (press(KEY.Key_A, CTRL), type_text(str(out)), press(KEY.Key_Return)))
    press(KEY.Key_S, CTRL)
    qtbot.waitUntil(out.exists)
    press(KEY.Key_Escape)
    settle()
    assert window.printing.preview is None
    return Paper.read(out)


def texts(plan: Plan) -> Iterator[str]:
    """Everything that was written, except the names of options and dates, told otherwise."""
    for value in plan.values():
        if isinstance(value, str):
            yield value
        else:
            for line in value:
                yield from line.values()


def on_paper(text: str) -> str:
    """A written text as the paper has it: dates as people write them."""
    day = text.split(" ", maxsplit=1)[0].split("-")
    if len(day) == 3 and all(part.isdigit() for part in day):
        return f"{int(day[0])}年{int(day[1])}月{int(day[2])}日"
    return text


@pytest.mark.timeout(240)
def test_an_evening_by_keyboard(
    window: MainWindow, office: Office, qtbot: QtBot, tmp_path: Path
) -> None:
    choose_project(window)
    evening = (
        ("xcpx", "training_record", TRAINING),
        ("gcrz", "engineering_log", LOG),
        ("tgbg", "stop_work_report", STOP),
        ("fgbg", "restart_work_report", RESTART),
        ("gczb", "weekly_report", WEEKLY),
    )
    numbers: dict[str, str] = {}
    for initials, form, plan in evening:
        new_record(window, initials, form)
        given = dict(plan)
        if form == "restart_work_report":
            given["stop_ref"] = numbers["stop_work_report"]
            given["restart_at"] = "2014-06-12 08:00"
        Typist(window.tab_page.page.editor).fill(given)
        paper = hand_in(window, qtbot, tmp_path / f"{form}.pdf")
        head = window.tab_page.page.head
        assert head is not None
        numbers[form] = head.number
        assert head.number in paper
        missing = [text for text in texts(given) if on_paper(text) not in paper]
        assert missing == [], f"{form}: not on the paper"

    record = window.tab_page.page.head.id
    window.close()
    desk = office.opens("吴工", 2014, 6, 7)
    stored = desk.records.get(record).data
    assert stored["fields"]["progress_state"]
    items = {line.get("item") for line in stored["done_items"]}
    assert {"接入交换机上架", "机柜理线"} <= items, "the week's log came along"
    stop = desk.records.get(desk.by_number(numbers["restart_work_report"])[0].id)
    assert stop.data["fields"]["stop_ref"]["number"] == numbers["stop_work_report"]
    assert stop.data["fields"]["cause"], "taken over from the stop report"
    assert len(desk.prints.of(record)) >= 1
