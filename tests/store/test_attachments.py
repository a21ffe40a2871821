"""Attachments: kept once, checked whenever read, mended by attaching the file again."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from gydesk.errors import InputError, StoreError
from gydesk.store import attachments
from gydesk.store.attachments import media_type
from gydesk.store.schema import attachment
from tests.helpers.bench import Bench

PHOTO = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20
DIGEST = sha256(PHOTO).hexdigest()


def kept(bench: Bench) -> int:
    with bench.db.reading() as connection:
        return len(connection.execute(attachment.select()).all())


def test_a_file_is_kept_once_under_its_hash(anywhere: Bench, tmp_path: Path) -> None:
    source = tmp_path / "门 头.png"
    source.write_bytes(PHOTO)
    ref = anywhere.attachments.put(source)
    assert ref == {"sha256": DIGEST, "name": "门 头.png", "size": len(PHOTO)}
    again = anywhere.attachments.put(PHOTO, "另一个名字.png")
    assert (again["sha256"], again["name"]) == (DIGEST, "另一个名字.png")
    assert kept(anywhere) == 1
    assert anywhere.attachments.get(DIGEST) == PHOTO
    assert anywhere.attachments.has(DIGEST)


def test_what_is_not_there_is_missing(anywhere: Bench) -> None:
    assert not anywhere.attachments.has(DIGEST)
    with pytest.raises(StoreError) as caught:
        anywhere.attachments.get(DIGEST)
    assert caught.value.code == "attachment.missing"


def test_damage_is_noticed_and_mended_by_the_same_file(anywhere: Bench) -> None:
    anywhere.attachments.put(PHOTO)
    with anywhere.db.writing() as connection:
        connection.execute(attachment.update().values(content=PHOTO[:-1] + b"x"))
    with pytest.raises(StoreError) as caught:
        anywhere.attachments.get(DIGEST)
    assert caught.value.code == "attachment.damaged"
    anywhere.attachments.put(PHOTO)
    assert anywhere.attachments.get(DIGEST) == PHOTO
    assert kept(anywhere) == 1


@pytest.mark.parametrize("what", ["nothing there", "a folder"])
def test_what_cannot_be_read_is_told(bench: Bench, tmp_path: Path, what: str) -> None:
    source = tmp_path if what == "a folder" else tmp_path / "fehlt.png"
    with pytest.raises(InputError) as caught:
        bench.attachments.put(source)
    assert caught.value.code == "attachment.unreadable"


def test_too_much_is_refused_and_the_limit_is_not(
    bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attachments, "LIMIT", 1024)
    source = tmp_path / "a.bin"
    for content in (bytes(1025), source):
        source.write_bytes(bytes(1025))
        with pytest.raises(InputError) as caught:
            bench.attachments.put(content)
        assert caught.value.code == "attachment.too_large"
    assert bench.attachments.put(bytes(1024))["size"] == 1024


def test_a_file_as_large_as_a_real_scan_comes_back(anywhere: Bench) -> None:
    content = bytes(range(256)) * (40 * 1024)
    assert anywhere.attachments.get(anywhere.attachments.put(content)["sha256"]) == content


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (PHOTO, "image/png"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"%PDF-1.7", "application/pdf"),
        (b"RIFF\0\0\0\0WEBP", "image/webp"),
        (b"\0\0\0\x18ftypheic", "image/heic"),
        (b"", "application/octet-stream"),
    ],
)
def test_the_kind_is_told_by_the_beginning(content: bytes, kind: str) -> None:
    assert media_type(content) == kind
