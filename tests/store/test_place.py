"""Where a database may lie: asked of the system's own lists, here lists of our own."""

from __future__ import annotations

from pathlib import Path

import pytest

from gydesk.store.place import _linux, unsafe


@pytest.fixture
def system(tmp_path: Path) -> tuple[str, str]:
    """Mounts, and the kernel's view of the devices."""
    mounts = tmp_path / "mounts"
    mounts.write_text(
        "/dev/sda2 / ext4 rw 0 0\n"
        "proc /proc proc rw 0 0\n"
        "//nas/share /mnt/共享 cifs rw 0 0\n"
        "nas:/x /mnt/my\\040docs nfs4 rw 0 0\n"
        "/dev/sdb1 /media/stick vfat rw 0 0\n"
        "/dev/sdc1 /media/disk exfat rw 0 0\n"
        "/dev/sdd1 /media/stick/inner ext4 rw 0 0\n"
        "odd\n\n"
    )
    devices = tmp_path / "devices"
    blocks = tmp_path / "blocks"
    blocks.mkdir()
    for name, bus, removable in (
        ("sda", "pci0/ata1", "0"),
        ("sdb", "pci0/ata2", "1"),
        ("sdc", "pci0/usb2/2-1", "0"),
        ("sdd", "pci0/ata3", "0"),
    ):
        disk = devices / bus / name
        (disk / f"{name}1").mkdir(parents=True)
        (disk / f"{name}2").mkdir()
        (disk / "removable").write_text(f"{removable}\n")
        for part in ("1", "2"):
            (blocks / f"{name}{part}").symlink_to(disk / f"{name}{part}")
    return str(mounts), str(blocks)


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("/home/user/gydesk.db", None),
        ("/mnt/共享/gydesk.db", "network"),
        ("/mnt/共享文件/gydesk.db", None),
        ("/mnt/my docs/gydesk.db", "network"),
        ("/media/stick/gydesk.db", "removable"),
        ("/media/disk/gydesk.db", "removable"),
        ("/media/stick/inner/gydesk.db", None),
    ],
)
def test_the_mount_that_holds_the_path_decides(
    system: tuple[str, str], path: str, why: str | None
) -> None:
    assert _linux(Path(path), *system) == why


def test_without_lists_nothing_is_known_and_nothing_refused(tmp_path: Path) -> None:
    assert _linux(Path("/x"), str(tmp_path / "none"), str(tmp_path)) is None


@pytest.mark.parametrize("path", ["\\\\nas\\share\\a.db", "//nas/share/a.db"])
def test_a_network_path_is_told_by_its_look(path: str) -> None:
    assert unsafe(path) == "network"


def test_here_is_safe(tmp_path: Path) -> None:
    assert unsafe(str(tmp_path / "a.db")) is None
