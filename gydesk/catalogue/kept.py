"""The catalogue's files as they were parsed last, kept in one file: reading sixty TOML files
takes several times as long.

Only what was read and checked without a fault is kept. The file is plain data, is believed only
while names, sizes and times of all files and the program's version are the same, and goes
through the same strict reader; a damaged or missing one costs time, nothing else.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterable, Mapping
from hashlib import blake2b
from pathlib import Path
from typing import Any

from gydesk import __version__, paths


def key_of(root: Path, names: Iterable[str]) -> str:
    """What stands for the present state of the files ``names`` below ``root``."""
    parts = [__version__, str(root)]
    for name in names:
        found = (root / name).stat()
        parts.append(f"{name} {found.st_size} {found.st_mtime_ns}")
    return _digest("\n".join(parts).encode("utf-8", "surrogateescape"))


def read(key: str) -> Mapping[str, Mapping[str, Any]] | None:
    """What was kept under ``key``; None when there is nothing of the kind."""
    try:
        head, _, body = _file().read_bytes().partition(b"\n")
        if head.decode("ascii") != f"{key} {_digest(body)}":
            return None
        data = json.loads(body)
    except (OSError, ValueError, RecursionError):
        return None
    return data if _is_nested(data) else None


def _is_nested(data: Any) -> bool:
    return isinstance(data, dict) and all(isinstance(one, dict) for one in data.values())


def write(key: str, data: Mapping[str, Mapping[str, Any]]) -> None:
    """Keep ``data`` under ``key``; not being able to is no fault."""
    with contextlib.suppress(OSError):
        body = json.dumps(data, ensure_ascii=False).encode()
        file = _file()
        file.parent.mkdir(parents=True, exist_ok=True)
        unfinished = file.with_name(f"{file.name}.{os.getpid()}")
        unfinished.write_bytes(f"{key} {_digest(body)}\n".encode() + body)
        unfinished.replace(file)


def drop() -> None:
    """Forget what was kept."""
    with contextlib.suppress(OSError):
        _file().unlink(missing_ok=True)


def _file() -> Path:
    return paths.user_data() / "cache" / "catalogue.json"


def _digest(content: bytes) -> str:
    return blake2b(content, digest_size=16).hexdigest()
