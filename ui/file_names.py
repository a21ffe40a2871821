"""Names of files that leave the program: 项目编号_表名_编号_日期.pdf."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gydesk.catalogue.kinds import Form
    from gydesk.workflow.desk import Desk

LONGEST = 100
"""Characters of a name with its ending: Windows counts the whole path."""
_ILLEGAL = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]+')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)\Z", re.IGNORECASE)


def file_name(desk: Desk, record: str, form: Form, lang: str, ending: str = "pdf") -> str:
    """The name proposed for a record's file; a blank form has only its own name."""
    head = desk.head(record) if record else None
    name = form.zh if lang == "zh" else form.en
    if head is None:
        return safe(name, ending)
    project = desk.project(head.project) or {}
    parts = (str(project.get("project_no") or ""), name, head.number, head.date)
    return safe("_".join(part for part in parts if part), ending)


def safe(stem: str, ending: str) -> str:
    """``stem`` as a file's name on every system, not longer than ``LONGEST``."""
    clean = _ILLEGAL.sub("-", stem).strip(" .")
    if not clean or _RESERVED.match(clean):
        clean = f"_{clean}"
    return f"{clean[: LONGEST - len(ending) - 1].rstrip(' .')}.{ending}"
