"""Set up, run, test and package GYDesk from its source tree, with any Python 3.11 or later.

``python3 build/dev.py run``      open the window; with no screen, do the same job without one
``python3 build/dev.py test``     everything that must hold before a change goes in
``python3 build/dev.py setup``    only prepare (the others do so themselves when it is needed)
``python3 build/dev.py package``  a folder that runs without Python, under out/dist
``python3 build/dev.py lock``     write the lock files anew after pyproject.toml changed

Uses the standard library alone: it runs before anything is installed.
"""

from __future__ import annotations

import ctypes.util
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
OUT = ROOT / "out"
WINDOWS = sys.platform == "win32"
PYTHON = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")
RUN_LOCK = ROOT / "build" / "requirements.txt"
DEV_LOCK = ROOT / "build" / "requirements-dev.txt"

# What a bare Debian 12 lacks: the library or program to look for, and the package that has it.
QT_LIBRARIES = {
    "glib-2.0": "libglib2.0-0",
    "GL": "libgl1",
    "EGL": "libegl1",
    "fontconfig": "libfontconfig1",
    "xkbcommon": "libxkbcommon0",
    "dbus-1": "libdbus-1-3",
}
SCREEN_LIBRARIES = {
    "xcb-cursor": "libxcb-cursor0",
    "xkbcommon-x11": "libxkbcommon-x11-0",
    "xcb-icccm": "libxcb-icccm4",
    "xcb-keysyms": "libxcb-keysyms1",
    "xcb-shape": "libxcb-shape0",
}
TEST_PROGRAMS = {
    "pdftotext": "poppler-utils",
    "xvfb-run": "xvfb",
    "xauth": "xauth",
    "strace": "strace",
}
TEST_LIBRARIES = {"pq": "libpq5"}
SERVER_PACKAGE = "postgresql"


def main(arguments: Sequence[str]) -> int:
    """Do what the first word says; the exit status."""
    words = {
        "setup": lambda _: setup(RUN_LOCK),
        "run": run,
        "test": test,
        "package": package,
        "lock": lambda _: lock(),
    }
    word = arguments[0] if arguments else ""
    if word not in words:
        print(__doc__)
        return 2
    if sys.version_info < (3, 11):  # noqa: UP036 (this very file may meet an old Python)
        print(f"GYDesk needs Python 3.11 or later; this is {sys.version.split()[0]}.")
        return 1
    os.chdir(ROOT)
    try:
        done: Callable[[Sequence[str]], int | None] = words[word]
        return done(arguments[1:]) or 0
    except subprocess.CalledProcessError as error:
        print(f"\nStopped: {' '.join(map(str, error.cmd))} ended with {error.returncode}.")
        return 1


# ---- the words


def run(arguments: Sequence[str]) -> int:
    """Open the window, or without a screen fill, print and picture the demo."""
    setup(RUN_LOCK)
    if has_screen():
        return subprocess.call([PYTHON, "-m", "ui", *arguments])
    return show_without_screen()


def show_without_screen() -> int:
    """The demo's database, its forms on paper, and a picture of the window, under out/demo."""
    folder = OUT / "demo"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    environment = {
        **os.environ,
        "GYDESK_HOME": str(folder),
        "GYDESK_DB": str(folder / "demo.db"),
        "QT_QPA_PLATFORM": "offscreen",
    }
    paper, picture = folder / "forms.pdf", folder / "window.png"
    print("There is no screen here, so the demo is made without one.", flush=True)
    for words in (
        ["demo"],
        ["print", "--project", "GY2014-001", "-o", str(paper)],
        ["--picture", str(picture)],
    ):
        subprocess.run([PYTHON, "-m", "ui", *words], check=True, env=environment)
    print(f"database: {folder / 'demo.db'}\nforms:    {paper}\nwindow:   {picture}")
    return 0


def test(arguments: Sequence[str]) -> int:
    """Lint and types, then the tests, which hold the rest (further arguments go to pytest)."""
    setup(DEV_LOCK, test=True)
    checks = [
        ["ruff", "check", "."],
        ["ruff", "format", "--check", "."],
        ["mypy"],
        ["pytest", *(arguments or ["-n", "auto", "--dist", "worksteal"])],
    ]
    failed = []
    for module, *rest in checks:
        print(f"\n=== {' '.join([module, *rest])}", flush=True)
        command = [str(PYTHON), "-m", module, *rest]
        if subprocess.call(command):
            failed.append(module)
    if failed:
        print(f"\nNot all is well: {', '.join(failed)}.")
    return int(bool(failed))


def package(_: Sequence[str]) -> int:
    """A folder with the program, its Python and its resources, made by PyInstaller."""
    setup(DEV_LOCK)
    command: list[str | Path] = [PYTHON, "-m", "PyInstaller", "--noconfirm", "--clean"]
    command += ["--workpath", OUT / "work", "--distpath", OUT / "dist", ROOT / "gydesk.spec"]
    return subprocess.call(command)


def lock() -> None:
    """Both lock files from pyproject.toml: every package with the hashes of its files."""
    setup(DEV_LOCK)
    common = ["--universal", "--python-version", "3.11", "--generate-hashes", "--no-header"]
    common += ["--no-emit-index-url", "--no-emit-find-links", "--no-annotate", "--quiet"]
    for target, groups in ((RUN_LOCK, []), (DEV_LOCK, ["--group", "dev", "--group", "pg"])):
        command: list[str | Path] = [
            PYTHON,
            "-m",
            "uv",
            "pip",
            "compile",
            "pyproject.toml",
            *groups,
            *common,
        ]
        subprocess.run([*command, "-o", target], check=True, stdout=subprocess.DEVNULL)


# ---- preparing


def setup(lock_file: Path, test: bool = False) -> None:
    """Make ``.venv`` and bring what the system lacks, as far as it is not there already."""
    bring_system_packages(test)
    make_venv()
    make_command()
    wanted = hashlib.sha256(lock_file.read_bytes()).hexdigest()
    stamp = VENV / f"installed-{lock_file.stem}"
    if stamp.is_file() and stamp.read_text() == wanted:
        return
    print(f"Installing the packages of {lock_file.name} into .venv …", flush=True)
    command: list[str | Path] = [
        PYTHON,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
    ]
    subprocess.run([*command, "--require-hashes", "-r", lock_file], check=True)
    for old in VENV.glob("installed-*"):
        if lock_file == RUN_LOCK or old.name != f"installed-{RUN_LOCK.stem}":
            old.unlink()
    stamp.write_text(wanted)
    if lock_file == DEV_LOCK:  # it holds all that the other one does
        run_wanted = hashlib.sha256(RUN_LOCK.read_bytes()).hexdigest()
        (VENV / f"installed-{RUN_LOCK.stem}").write_text(run_wanted)


def make_venv() -> None:
    """The virtual environment, made with pip in it."""
    if PYTHON.exists() and not subprocess.call(
        [PYTHON, "-c", "import pip"], stderr=subprocess.DEVNULL
    ):
        return
    try:
        import ensurepip  # noqa: F401
        import venv
    except ImportError:
        version = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
        if not bring([version]):
            sys.exit(f"Python's venv module is missing: install the package {version}, try again.")
        subprocess.run([sys.executable, "-m", "venv", VENV], check=True)
        return
    venv.create(VENV, with_pip=True, clear=VENV.exists())


def make_command() -> None:
    """``gydesk`` beside the environment's Python, running this source tree.

    Written in the system's own encoding, as cmd.exe and Python's site module read it.
    """
    if WINDOWS:
        command, text = PYTHON.with_name("gydesk.cmd"), f'@"{PYTHON}" -m ui %*\n'
    else:
        command, text = PYTHON.with_name("gydesk"), f'#!/bin/sh\nexec "{PYTHON}" -m ui "$@"\n'
    command.write_text(text, "locale")
    command.chmod(0o755)
    (packages,) = VENV.glob("Lib/site-packages" if WINDOWS else "lib/python*/site-packages")
    (packages / "gydesk.pth").write_text(f"{ROOT}\n", "locale")


def bring_system_packages(test: bool) -> None:
    """On Linux install, or name, the shared libraries and programs that are not there."""
    if not sys.platform.startswith("linux"):
        return
    libraries = dict(QT_LIBRARIES)
    if test or has_screen():
        libraries |= SCREEN_LIBRARIES
    if test:
        libraries |= TEST_LIBRARIES
    missing = [package for name, package in libraries.items() if not has_library(name)]
    if test:
        missing += [p for name, p in TEST_PROGRAMS.items() if shutil.which(name) is None]
        if not any(Path("/usr/lib/postgresql").glob("*/bin/initdb")):
            missing.append(SERVER_PACKAGE)
    if missing and not bring(missing):
        print(f"The system lacks these packages (Debian's names): {' '.join(missing)}")
        print(f"Install them, for example: sudo apt-get install {' '.join(missing)}\n")


def has_library(name: str) -> bool:
    """Whether the dynamic linker finds lib<name>; gcc and ldconfig may both be missing."""
    if ctypes.util.find_library(name) is not None:
        return True
    folders = ("/lib", "/usr/lib", "/usr/local/lib", "/lib64", "/usr/lib64")
    patterns = (f"lib{name}.so*", f"*/lib{name}.so*")
    return any(any(Path(folder).glob(one)) for folder in folders for one in patterns)


def bring(packages: Sequence[str]) -> bool:
    """Install Debian packages where this user may; False where not."""
    if shutil.which("apt-get") is None:
        return False
    prefix: list[str] = []
    if os.geteuid() != 0:
        if shutil.which("sudo") is None or subprocess.call(
            ["sudo", "-n", "true"], stderr=subprocess.DEVNULL
        ):
            return False
        prefix = ["sudo", "-n"]
    print(f"Installing {' '.join(packages)} …", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = [*prefix, "apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    for command in ([*prefix, "apt-get", "update", "-qq"], install):
        if subprocess.call(command, env=environment, stdout=subprocess.DEVNULL):
            return False
    return True


def has_screen() -> bool:
    """Whether a window can be seen here."""
    if WINDOWS or sys.platform == "darwin":
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
