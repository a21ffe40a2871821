"""Make the typefaces under resources/fonts from their published packages. Run once, by hand.

    .venv/bin/python build/fonts.py

The results are committed, so nobody else needs npm, Debian's archive or fontTools. Every
face has TrueType outlines (reportlab refuses CFF), no layout tables, and the characters
named here. The faces that set nearly every page hold GB 2312 only, for opening them is what
a first print waits for; the others are opened when a character is missing.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from pypinyin.pinyin_dict import pinyin_dict

FONTS = Path(__file__).resolve().parent.parent / "resources" / "fonts"

# Punctuation, figures, units and signs beside GB 2312's own: (first, last) code points.
BLOCKS = (
    (0x0020, 0x024F),  # Latin with accents
    (0x0370, 0x03FF),  # Greek
    (0x0400, 0x045F),  # Cyrillic
    (0x2000, 0x206F),  # general punctuation
    (0x2070, 0x209F),  # superior and inferior figures
    (0x20A0, 0x20BF),  # currencies
    (0x2100, 0x218F),  # № ℃ and Roman numerals
    (0x2190, 0x22FF),  # arrows, mathematics
    (0x2460, 0x24FF),  # ① ⑴ ⒈
    (0x2500, 0x26FF),  # box lines, □ ■ ● ○ ★
    (0x2700, 0x27BF),  # ✓
    (0x3000, 0x30FF),  # 、。《》〇 and kana
    (0x3200, 0x33FF),  # ㈠ ㎡ ㎏
    (0xFE30, 0xFE4F),  # compatibility forms
    (0xFF00, 0xFFEF),  # full-width ％（）
)


@dataclass(frozen=True)
class Face:
    """One file: where its outlines come from and what is kept of them."""

    file: str
    package: str  # "npm NAME@VERSION" or "debian NAME=VERSION"
    member: str  # the file inside the package
    licence: str  # the file inside the package, then the name it gets here
    licence_file: str
    what: str
    keep: Callable[[set[int], set[int]], set[int]]  # (its own, all of the main face) → kept
    name: str = ""  # a new family name, where the old one is reserved or taken


def gb2312() -> set[int]:
    """Every code point of GB 2312-80, 6763 Chinese characters among them."""
    points = set()
    for row in range(0xA1, 0xF8):
        for cell in range(0xA1, 0xFF):
            try:
                points.add(ord(bytes((row, cell)).decode("gb2312")))
            except UnicodeDecodeError:
                continue
    return points


def everyday(own: set[int], main: set[int]) -> set[int]:
    """GB 2312 and the signs of BLOCKS."""
    del main
    wanted = gb2312() | {point for first, last in BLOCKS for point in range(first, last + 1)}
    return own & wanted


def whole(own: set[int], main: set[int]) -> set[int]:
    """All of it."""
    del main
    return own


def rest(own: set[int], main: set[int]) -> set[int]:
    """What the main face lacks."""
    return own - main


def rare_names(own: set[int], main: set[int]) -> set[int]:
    """What the main face lacks of the characters that have a reading, so can be a name."""
    return (own & set(pinyin_dict)) - main


SERIF = "npm @expo-google-fonts/noto-serif-sc@0.4.3"
SANS = "npm @expo-google-fonts/noto-sans-sc@0.4.3"
FACES = (
    Face(
        "NotoSerifSC-Regular.whole.ttf",
        SERIF,
        "package/400Regular/NotoSerifSC_400Regular.ttf",
        "package/LICENSE_FONT",
        "OFL-NotoSerifSC.txt",
        "paper: other characters",
        whole,
        name="Noto Serif SC Whole",  # reportlab mixes up two faces of one PostScript name
    ),
    Face(
        "NotoSerifSC-Regular.gb2312.ttf",
        SERIF,
        "package/400Regular/NotoSerifSC_400Regular.ttf",
        "package/LICENSE_FONT",
        "OFL-NotoSerifSC.txt",
        "paper: body",
        everyday,
    ),
    Face(
        "NotoSerifSC-Bold.gb2312.ttf",
        SERIF,
        "package/700Bold/NotoSerifSC_700Bold.ttf",
        "package/LICENSE_FONT",
        "OFL-NotoSerifSC.txt",
        "paper: heads",
        everyday,
    ),
    Face(
        "NotoSansSC-Regular.gb2312.ttf",
        SANS,
        "package/400Regular/NotoSansSC_400Regular.ttf",
        "package/LICENSE_FONT",
        "OFL-NotoSansSC.txt",
        "screen",
        everyday,
    ),
    Face(
        "NotoSerif-Regular.rest.ttf",
        "npm @expo-google-fonts/noto-serif@0.4.2",
        "package/400Regular/NotoSerif_400Regular.ttf",
        "package/LICENSE_FONT",
        "OFL-NotoSerif.txt",
        "paper: other Latin, Greek, Cyrillic",
        rest,
    ),
    Face(
        "NotoSansSymbols2-Regular.rest.ttf",
        "npm @expo-google-fonts/noto-sans-symbols-2@0.4.1",
        "package/400Regular/NotoSansSymbols2_400Regular.ttf",
        "package/LICENSE_FONT",
        "OFL-NotoSansSymbols2.txt",
        "paper: other signs (☐ ☑ ☒ ✔)",
        rest,
    ),
    Face(
        "NotoEmoji-Regular.ttf",
        "npm @expo-google-fonts/noto-emoji@0.4.7",
        "package/400Regular/NotoEmoji_400Regular.ttf",
        "package/LICENSE_FONT",
        "OFL-NotoEmoji.txt",
        "paper: emoji, one colour",
        rest,
    ),
    Face(
        "RareHan-Regular.ttf",
        "debian fonts-hanazono=20170904-2.1",
        "usr/share/fonts/truetype/hanazono/HanaMinB.ttf",
        "usr/share/doc/fonts-hanazono/copyright",
        "Hanazono-copyright.txt",
        "paper: rare names (Extension B)",
        rare_names,
        name="GYDesk Rare Han",
    ),
)


def fetch(package: str, into: Path) -> Path:
    """Unpack ``package`` under ``into`` with its registry's own client; once per package."""
    source, _, name = package.partition(" ")
    folder = into / hashlib.sha256(package.encode()).hexdigest()[:12]
    if folder.is_dir():
        return folder
    folder.mkdir()
    if source == "npm":
        npm = shutil.which("npm") or "npm"
        subprocess.run([npm, "pack", "--silent", name], cwd=folder, check=True, capture_output=True)
        with tarfile.open(next(folder.glob("*.tgz"))) as archive:
            archive.extractall(folder, filter="data")
    else:
        subprocess.run(["apt-get", "download", "-q", name], cwd=folder, check=True)
        subprocess.run(["dpkg-deb", "-x", next(folder.glob("*.deb")), folder], check=True)
    return folder


def cut(source: Path, target: Path, points: set[int], name: str) -> None:
    """Write the face ``source`` with ``points`` only, without layout tables or hints."""
    options = subset.Options(
        layout_features=[],
        hinting=False,
        glyph_names=False,
        legacy_cmap=False,
        notdef_outline=True,
        recalc_timestamp=False,
        name_IDs=["*"],
        name_languages=["*"],
    )
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "BASE", "STAT", "vhea", "vmtx", "FFTM"]
    font = TTFont(source, lazy=True, recalcTimestamp=False)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=points)
    cutter.subset(font)
    if name:
        kept = {0, 5, 13, 14}  # copyright, version, licence
        font["name"].names = [entry for entry in font["name"].names if entry.nameID in kept]
        postscript = name.replace(" ", "")
        for number, text in ((1, name), (2, "Regular"), (4, name), (6, f"{postscript}-Regular")):
            font["name"].setName(text, number, 3, 1, 0x409)
        font["name"].setName(f"{postscript}-{len(points)}", 3, 3, 1, 0x409)
    font.save(target)


def table(rows: Sequence[tuple[str, ...]]) -> str:
    """The README beside the faces."""
    lines = [
        "# Typefaces",
        "",
        "Made by `build/fonts.py` from the packages named here; not edited by hand. All have",
        "TrueType outlines and may be embedded and passed on under the licence beside them.",
        "",
        "| file | for | source | licence | characters | units per em | bytes | SHA-256 |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    return "\n".join([*lines, *(f"| {' | '.join(row)} |" for row in rows), ""])


def main() -> int:
    """Make every face, its licence and the table."""
    FONTS.mkdir(parents=True, exist_ok=True)
    rows = []
    main_face: set[int] = set()
    with tempfile.TemporaryDirectory() as temporary:
        for face in FACES:
            folder = fetch(face.package, Path(temporary))
            source = folder / face.member
            own = set(TTFont(source, lazy=True).getBestCmap())
            main_face = main_face or own
            points = face.keep(own, main_face)
            target = FONTS / face.file
            cut(source, target, points, face.name)
            shutil.copyfile(folder / face.licence, FONTS / face.licence_file)
            data = target.read_bytes()
            units = str(TTFont(target, lazy=True)["head"].unitsPerEm)
            rows.append(
                (
                    f"`{face.file}`",
                    face.what,
                    face.package,
                    f"[{face.licence_file}]({face.licence_file})",
                    str(len(points)),
                    units,
                    str(len(data)),
                    f"`{hashlib.sha256(data).hexdigest()[:16]}`",
                )
            )
            print(*rows[-1][:1], len(points), len(data))
    (FONTS / "README.md").write_text(table(rows), encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
