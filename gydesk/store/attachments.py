"""Photos and scans: kept under the hash of their bytes, once, and checked whenever read."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

from sqlalchemy import bindparam, select

from gydesk.errors import InputError, StoreError
from gydesk.store.prepared import Prepared
from gydesk.store.schema import attachment

if TYPE_CHECKING:
    from gydesk.store.database import Database

_MEGABYTE = 1024 * 1024
LIMIT = 64 * _MEGABYTE

_MAGIC = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"BM", "image/bmp"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
    (b"%PDF-", "application/pdf"),
    (b"PK\x03\x04", "application/zip"),
)


class Ref(TypedDict):
    """What a record keeps of an attachment."""

    sha256: str
    name: str
    size: int


class Attachments:
    """The attachments of a database."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._get = Prepared(
            db.engine.dialect,
            select(attachment.c.content).where(attachment.c.sha256 == bindparam("sha256")),
        )

    def put(self, source: Path | bytes, name: str = "") -> Ref:
        """Keep a file's bytes; the same bytes again take no room, and mend damaged ones.

        Raises InputError ``attachment.unreadable``, ``attachment.too_large`` (its ``size`` and
        ``limit`` are megabytes).
        """
        content = _read(source)
        name = name or (source.name if isinstance(source, Path) else "")
        digest = sha256(content).hexdigest()
        row = {
            "sha256": digest,
            "size": len(content),
            "media_type": media_type(content),
            "content": content,
        }
        with self._db.writing() as connection:
            known = connection.scalar(
                select(attachment.c.content).where(attachment.c.sha256 == digest)
            )
            if known is None:
                connection.execute(attachment.insert().values(row))
            elif known != content:  # the disk spoilt it: now we have it again
                connection.execute(
                    attachment.update().where(attachment.c.sha256 == digest).values(row)
                )
        return {"sha256": digest, "name": name[:200], "size": len(content)}

    def get(self, digest: str) -> bytes:
        """The bytes. Raises StoreError ``attachment.missing``, ``attachment.damaged``."""
        with self._db.reading() as connection:
            content = self._get.run(connection, {"sha256": digest}).scalar()
        if content is None:
            raise StoreError("attachment.missing", sha256=digest)
        if sha256(content).hexdigest() != digest:
            raise StoreError("attachment.damaged", sha256=digest)
        return bytes(content)

    def has(self, digest: str) -> bool:
        """True when the bytes are here (they may come later than the record)."""
        with self._db.reading() as connection:
            wanted = select(attachment.c.size).where(attachment.c.sha256 == digest)
            return connection.scalar(wanted) is not None


def media_type(content: bytes) -> str:
    """What the bytes are, by their beginning."""
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    if content[4:8] == b"ftyp" and content[8:11] in (b"hei", b"mif"):
        return "image/heic"
    return next(
        (name for magic, name in _MAGIC if content.startswith(magic)), "application/octet-stream"
    )


def _read(source: Path | bytes) -> bytes:
    if isinstance(source, bytes):
        content, size = source, len(source)
    else:
        try:
            with source.open("rb") as file:
                content = file.read(LIMIT + 1)
                size = max(len(content), source.stat().st_size)
        except OSError as error:
            raise InputError("attachment.unreadable", name=str(source)) from error
    if size > LIMIT:
        raise InputError(
            "attachment.too_large", size=-(-size // _MEGABYTE), limit=LIMIT // _MEGABYTE
        )
    return content
