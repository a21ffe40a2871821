"""Disks of a kind: too small, or read-only. Real mounts, so they need the right to mount."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


def _mount(*arguments: str | Path) -> None:
    try:
        done = subprocess.run(
            ["mount", *map(str, arguments)], capture_output=True, text=True, check=False
        )
    except FileNotFoundError:
        pytest.skip("there is no mount program here")
    if done.returncode:
        pytest.skip(f"disks cannot be mounted here: {done.stderr.strip()}")


@contextmanager
def small_disk(folder: Path, size: str) -> Iterator[Path]:
    """A disk of ``size`` (``"2m"``) at ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    _mount("-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder)
    try:
        yield folder
    finally:
        subprocess.run(["umount", folder], check=True)


@contextmanager
def read_only(folder: Path) -> Iterator[Path]:
    """``folder`` on a disk that nothing can be written to, not by root either."""
    _mount("--bind", folder, folder)
    try:
        _mount("-o", "remount,ro,bind", folder)
        yield folder
    finally:
        subprocess.run(["umount", folder], check=True)


@contextmanager
def mounted_at(folder: Path, point: Path) -> Iterator[Path]:
    """``folder`` seen at ``point`` as well, as a stick is, until ``pull_out``."""
    point.mkdir(parents=True, exist_ok=True)
    _mount("--bind", folder, point)
    try:
        yield point
    finally:
        done = 0
        while not done:  # as often as it was plugged in
            done = subprocess.run(
                ["umount", "-l", point], capture_output=True, check=False
            ).returncode


def plug_in(folder: Path, point: Path) -> None:
    """The stick is back."""
    _mount("--bind", folder, point)


def pull_out(point: Path) -> None:
    """The stick is pulled, whoever has files of it open."""
    subprocess.run(["umount", "-l", point], check=True)


@contextmanager
def failing_disk(folder: Path, image: Path) -> Iterator[Callable[[], None]]:
    """A disk at ``folder``; the function given makes it fail, upon which Linux lets nobody
    write to it any more."""
    with image.open("wb") as file:
        file.truncate(16 * 1024 * 1024)
    try:
        made = subprocess.run(
            ["mkfs.ext4", "-q", "-O", "^has_journal", image], capture_output=True, check=False
        )
    except FileNotFoundError:
        pytest.skip("there is no mkfs.ext4 here")
    assert made.returncode == 0, made.stderr
    folder.mkdir()
    _mount("-o", "loop,errors=remount-ro", image, folder)
    device = Path(
        subprocess.run(
            ["findmnt", "-n", "-o", "SOURCE", folder], capture_output=True, text=True, check=True
        ).stdout.strip()
    )
    switch = Path("/sys/fs/ext4", device.name, "trigger_fs_error")
    try:
        if not switch.exists():
            pytest.skip("this kernel's disks cannot be made to fail")
        yield lambda: _write(switch)
    finally:
        subprocess.run(["umount", folder], check=True)


def _write(switch: Path) -> None:
    switch.write_text("1")
