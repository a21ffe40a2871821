"""What every test runs under: no user's data, no screen, no luck.

Warnings are failures (pyproject.toml). Benchmarks run only when their folder is named:
``pytest tests/benchmarks``. ``HYPOTHESIS_PROFILE=deep`` looks longer.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

ROOT = Path(__file__).resolve().parent.parent
BENCHMARKS = ROOT / "tests" / "benchmarks"

hypothesis.settings.register_profile("quick", deadline=None, max_examples=50)
hypothesis.settings.register_profile("ci", deadline=None, max_examples=100, derandomize=True)
hypothesis.settings.register_profile("deep", deadline=None, max_examples=1000)

_home = pytest.StashKey[Path]()


def pytest_configure(config: pytest.Config) -> None:
    """Settle the surroundings before any test module is imported."""
    profile = "ci" if os.environ.get("CI") else "quick"
    hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", profile))
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["QT_SCALE_FACTOR"] = "1"
    for name in ("GYDESK_DB", "GYDESK_LANG"):
        os.environ.pop(name, None)
    home = Path(tempfile.mkdtemp(prefix="gydesk-test-"))
    os.environ["GYDESK_HOME"] = str(home)
    config.stash[_home] = home


def pytest_unconfigure(config: pytest.Config) -> None:
    shutil.rmtree(config.stash[_home], ignore_errors=True)


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave the benchmarks out unless the command line names them."""
    if collection_path != BENCHMARKS:
        return None
    named = (Path(arg.split("::")[0]).resolve() for arg in config.args)
    return None if any(path.is_relative_to(BENCHMARKS) for path in named) else True


@pytest.fixture(scope="session")
def qapp(qapp: QApplication) -> QApplication:
    """The one QApplication, writing Chinese in the face that ships with the program."""
    from PySide6.QtGui import QFont, QFontDatabase

    face = ROOT / "resources" / "fonts" / "NotoSansSC-Regular.gb2312.ttf"
    number = QFontDatabase.addApplicationFont(str(face))
    assert number != -1, f"the screen face cannot be read: {face}"
    qapp.setFont(QFont(QFontDatabase.applicationFontFamilies(number)[0], 10))
    return qapp
