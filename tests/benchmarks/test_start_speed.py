"""From the start of the process to what one sees, beside a window with nothing in it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers.desks import fill, make_desk, make_project

ROOT = Path(__file__).resolve().parents[2]

EMPTY = """
import sys
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

class Window(QWidget):
    def paintEvent(self, event):
        QTimer.singleShot(0, app.quit)

app = QApplication(sys.argv)
window = Window()
window.resize(1366, 768)
window.show()
app.exec()
"""

LISTED = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from ui.app import Program

app = QApplication(sys.argv)
program = Program(app)
timer = QTimer()

def look():
    window = program.window
    if window is None or window.desk is None or not hasattr(window, "tab_page"):
        return
    model = window.tab_page.records.table.model()
    if model is not None and model.rowCount() >= 50 and window.tab_page.isVisible():
        window.repaint()
        app.exit(0)

timer.timeout.connect(look)
timer.start(1)
sys.exit(program.start())
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """A user's folder with a database of sixty logs, the window last left among them."""
    folder = tmp_path_factory.mktemp("home")
    with make_desk(folder) as desk:
        project = make_project(desk)
        for day in range(60):
            draft = desk.new_draft("engineering_log", project)
            fill(desk, draft, log_date=f"2014-0{3 + day // 28}-{day % 28 + 1:02d}")
            desk.save(draft)
    return folder, project


def runner(home, code: str | None, **more: str):
    """Runs a process to its end."""
    folder, _ = home
    environment = {
        **os.environ,
        "GYDESK_HOME": str(folder),
        "GYDESK_DB": str(folder / "gydesk.db"),
        "QT_QPA_PLATFORM": "offscreen",
        **more,
    }
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program has its bytecode
    words = ["-c", code] if code else ["-m", "ui"]

    def run() -> None:
        done = subprocess.run(
            [sys.executable, *words],
            cwd=ROOT,
            env=environment,
            check=False,
            capture_output=True,
            timeout=60,
        )
        assert done.returncode == 0, done.stderr.decode()

    return run


def test_first_paint(home, compare):
    compare(
        "first paint / an empty PySide6 window",
        runner(home, None, GYDESK_PAINTED="1"),
        runner(home, EMPTY),
        1.3,
        rounds=9,
    )


def test_the_last_fifty_records(home, compare):
    import json

    from ui.settings import UiSettings

    folder, project = home
    before = os.environ["GYDESK_HOME"]
    os.environ["GYDESK_HOME"] = str(folder)
    try:
        settings = UiSettings()
        place = {"project": project, "tab": "engineering", "form": "engineering_log"}
        settings.put("place", json.dumps(place))
        settings.write()
    finally:
        os.environ["GYDESK_HOME"] = before
    compare(
        "the last 50 records shown / an empty PySide6 window",
        runner(home, LISTED),
        runner(home, EMPTY),
        2.5,
        rounds=9,
    )
