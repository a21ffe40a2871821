"""Where data, logs and resources are: in a source tree, an installation, a frozen program.

No other module knows.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path


def resources() -> Path:
    """The folder of forms, fonts, icons and words that ships with the program."""
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen is not None:
        return Path(frozen) / "resources"
    beside_package = Path(__file__).resolve().parent.parent / "resources"
    if beside_package.is_dir():
        return beside_package
    return Path(sys.prefix) / "share" / "gydesk" / "resources"


def user_data() -> Path:
    """The user's data folder, made when missing; ``GYDESK_HOME`` overrides it."""
    override = os.environ.get("GYDESK_HOME")
    if override:
        folder = Path(override)
    else:
        from platformdirs import user_data_path

        folder = user_data_path("GYDesk", appauthor=False, roaming=False)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def default_database() -> str:
    """The database to open when none is named: ``GYDESK_DB``, else a file of the user's."""
    return os.environ.get("GYDESK_DB") or str(user_data() / "gydesk.db")


def logs() -> Path:
    """The folder of log files, made when missing."""
    folder = user_data() / "logs"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def backups(database: Path) -> Path:
    """The folder of backups beside a database file; not made here."""
    return database.parent / "backups"
