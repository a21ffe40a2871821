"""The whole program in a process of its own: first start, another language, the sample, the end."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

DRIVEN = """
import json, sys
from collections.abc import Iterator
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from ui.app import Program

app = QApplication(sys.argv)
program = Program(app)
told = {}

def ready():
    return program.window is not None and program.window.desk is not None

def steps():
    yield ready
    yield lambda: QApplication.activeModalWidget() is not None
    dialog = QApplication.activeModalWidget()
    dialog.person.setText("吴工")
    dialog.company.setText("光远科技")
    dialog.accept()
    yield lambda: QApplication.activeModalWidget() is None
    window = program.window
    told["zh"] = [window.tabs.tabText(0), program.shell.windowTitle()]
    window.desk.add_entity("project", {"project_no": "GY1", "name": "一号"})
    window.refresh()
    program.settings.put("lang", "en")
    assert window.close()
    window.again_wanted.emit()
    yield lambda: program.window is not window and ready()
    told["en"] = program.window.tabs.tabText(0)
    told["same_window"] = program.window.window() is program.shell
    program.window.commands.sample()
    own = program.target
    yield lambda: ready() and len(program.window.desk.projects()) == 3
    told["sample"] = program.window.who.text()
    told["apart"] = program.target != own or own.endswith("sample.db")
    program.window.commands.sample()
    yield lambda: ready() and len(program.window.desk.projects()) == 1
    told["own"] = [row.name for row in program.window.desk.projects()]
    program.shell.close()

walk = steps()
condition = next(walk)

def look():
    global condition
    try:
        if condition():
            condition = next(walk)
    except StopIteration:
        timer.stop()
    except BaseException as error:
        print("failed:", repr(error), file=sys.stderr)
        app.exit(1)

timer = QTimer()
timer.timeout.connect(look)
timer.start(20)
status = program.start()
print(json.dumps(told))
sys.exit(status)
"""


def test_the_program_from_its_first_start_to_its_end(tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "GYDESK_HOME": str(tmp_path),
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONUTF8": "1",
    }
    done = subprocess.run(
        [sys.executable, "-c", DRIVEN],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["zh"][0] == "总览"
    assert told["en"] == "Overview"
    assert told["same_window"] and told["apart"]
    assert told["sample"].startswith("Sample data")
    assert told["own"] == ["一号"]
    log = tmp_path / "logs" / "window.log"
    words = log.read_text("utf-8") if log.exists() else ""
    lines = [one for one in words.splitlines() if "This plugin does not support" not in one]
    assert lines == []
