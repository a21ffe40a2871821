"""Where a database may lie: on a disk of this computer, as sticks get pulled and networks lie
about what is on disk."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

_SHARED = ("nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph", "davfs", "glusterfs")
_NETWORK = frozenset((*_SHARED, "ncpfs", "fuse.sshfs", "fuse.rclone"))


def unsafe(path: str) -> str | None:
    """``"network"`` or ``"removable"`` when a database must not live at ``path``, else None."""
    if re.match(r"(\\\\|//)[^\\/.?]", path):
        return "network"
    if sys.platform == "win32":
        return _windows(Path(path))
    return _linux(Path(path)) if sys.platform == "linux" else None


def _windows(path: Path) -> str | None:
    """By the drive's type: 2 is removable, 4 a network drive."""
    import ctypes

    drive = path.absolute().drive
    kind = ctypes.windll.kernel32.GetDriveTypeW(drive + "\\")  # type: ignore[attr-defined]
    return {2: "removable", 4: "network"}.get(kind)


def _linux(
    path: Path, mounts: str = "/proc/mounts", blocks: str = "/sys/class/block"
) -> str | None:
    """By the mount that holds ``path``, and what the kernel says of its device."""
    try:
        lines = Path(mounts).read_text("utf-8", "replace").splitlines()
    except OSError:
        return None
    real = os.path.realpath(path)
    best, device, kind = "", "", ""
    for line in lines:
        source, point, name = [*line.split(" "), "", "", ""][:3]
        point = re.sub(r"\\([0-7]{3})", lambda octal: chr(int(octal[1], 8)), point)
        inside = point == "/" or real == point or real.startswith(point + "/")
        if inside and len(point) >= len(best):
            best, device, kind = point, source, name
    if kind in _NETWORK:
        return "network"
    block = Path(blocks, Path(os.path.realpath(device)).name).resolve()
    if any(re.fullmatch(r"usb\d*", part) for part in block.parts):
        return "removable"  # a disk in a USB case calls itself fixed
    for folder in (block, block.parent):
        flag = folder / "removable"
        if flag.is_file():
            return "removable" if flag.read_text().strip() == "1" else None
    return None
