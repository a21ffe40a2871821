"""Files kept with a form."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from gydesk.catalogue.cleaning import MAX_LINE, check_kept, one_line
from gydesk.catalogue.kinds import Field, Lang
from gydesk.catalogue.types.base import FieldType, Json, Lists
from gydesk.errors import InputError

MAX_FILES = 500
MAX_SIZE = 2**40

_SHA256 = re.compile(r"[0-9a-f]{64}")
_KEYS = {"sha256", "name", "size", "caption"}


class AttachmentType(FieldType):
    """Stored as a list of ``{"sha256", "name", "size"}``, with a ``caption`` where one was
    written; the bytes are kept elsewhere, under their hash."""

    name = "attachment"
    can_type = False

    def read(self, typed: str, field: Field, library: Lists, now: datetime) -> Json:
        """Files are added, never typed: InputError ``type.files.typed``."""
        raise InputError("type.files.typed")

    def check(self, value: Json, field: Field, library: Lists) -> None:
        """Every file has its hash, name and size. Raises InputError ``type.files``."""
        if value is None:
            return
        files = self.load(value)
        if not 0 < len(files) <= MAX_FILES:
            raise InputError("type.files", part=str(len(files)))
        for file in files:
            _check_file(file)

    def load(self, value: Json) -> Any:
        """The list."""
        if value is None:
            return None
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            raise InputError("type.kind", kind=type(value).__name__)
        return value

    def dump(self, value: Any) -> Json:
        """The list, captions cleaned; None for an empty one."""
        if value is None:
            return None
        return [_cleaned(file) for file in value] or None

    def paper(self, value: Json, field: Field, library: Lists, lang: Lang) -> str:
        """Names with their captions, a line each."""
        return "\n".join(_shown(file, lang) for file in self.load(value))

    def screen(self, value: Json, field: Field, library: Lists, lang: Lang) -> str:
        """Names with their captions on one line."""
        parts = (_shown(file, lang) for file in self.load(value))
        return ("、" if lang == "zh" else ", ").join(parts)


def _check_file(file: dict[str, Any]) -> None:
    if not {"sha256", "name", "size"} <= file.keys() <= _KEYS:
        raise InputError("type.files", part=", ".join(sorted(map(str, file.keys() ^ _KEYS))))
    digest, size = file["sha256"], file["size"]
    if not isinstance(digest, str) or not _SHA256.fullmatch(digest):
        raise InputError("type.files", part="sha256")
    if type(size) is not int or not 0 <= size <= MAX_SIZE:
        raise InputError("type.files", part="size")
    for part in ("name", "caption"):
        text = file.get(part, "")
        if not isinstance(text, str):
            raise InputError("type.files", part=part)
        check_kept(text, MAX_LINE)


def _cleaned(file: dict[str, Any]) -> dict[str, Any]:
    caption = file.get("caption")
    kept = {key: part for key, part in file.items() if key != "caption"}
    if isinstance(caption, str) and caption.strip():
        kept["caption"] = one_line(caption, MAX_LINE)
    return kept


def _shown(file: dict[str, Any], lang: Lang) -> str:
    name, caption = str(file.get("name") or ""), file.get("caption")
    name = name or str(file.get("sha256", ""))[:12]
    if not caption:
        return name
    return f"{name}（{caption}）" if lang == "zh" else f"{name} ({caption})"
