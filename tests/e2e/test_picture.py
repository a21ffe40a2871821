"""The job of ``build/dev.py run`` on a machine without a screen."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from PySide6.QtGui import QImage

ROOT = Path(__file__).resolve().parents[2]


def test_the_demo_is_filled_printed_and_pictured_without_a_screen(tmp_path):
    environment = {
        **os.environ,
        "GYDESK_HOME": str(tmp_path),
        "GYDESK_DB": str(tmp_path / "demo.db"),
        "QT_QPA_PLATFORM": "offscreen",
    }
    paper, picture = tmp_path / "forms.pdf", tmp_path / "window.png"
    for words in (
        ["demo"],
        ["print", "--project", "GY2014-001", "-o", str(paper)],
        ["--picture", str(picture)],
    ):
        done = subprocess.run(
            [sys.executable, "-m", "ui", *words],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        assert "Traceback" not in done.stderr
    assert paper.read_bytes().startswith(b"%PDF-")
    image = QImage(str(picture))
    assert (image.width(), image.height()) == (1366, 768)
    colours = {image.pixel(x, y) for x in range(0, 1366, 7) for y in range(0, 768, 7)}
    assert len(colours) > 50
