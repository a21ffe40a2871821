from __future__ import annotations

import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from reportlab.pdfgen.canvas import Canvas

from gydesk.errors import PaperError
from gydesk.paper import fonts
from gydesk.paper.fonts import BOLD, REGULAR, Face, Faces, faces, writing
from gydesk.paper.ink import Book, Ink, Style
from tests.helpers.embedded import assert_embedded
from tests.helpers.pdf import Paper

RARE = "㛃䶮𬭎堃喆镕珺玥"
EMOJI = "😀🔧✅❤☑☒✔👷"
FAMILY = "👨\u200d👩\u200d👧"


def gb2312():
    for row in range(0xA1, 0xF8):
        for cell in range(0xA1, 0xFF):
            try:
                yield bytes((row, cell)).decode("gb2312")
            except UnicodeDecodeError:
                continue


def printed(*texts: str, bold: bool = False) -> bytes:
    out = BytesIO()
    canvas = Canvas(out, initialFontName=faces().regular.face.fontName)
    book = Book(canvas)
    ink = Ink(book, 842)
    for number, text in enumerate(texts):
        ink.text(30, 40 + number * 14, writing(bold).spell(text), Style(10, bold=bold))
    book.page([ink.layer()], (595, 842))
    book.save()
    return out.getvalue()


def read(pdf: bytes) -> Paper:
    return Paper.read(BytesIO(pdf))


def test_the_everyday_faces_have_all_of_gb2312():
    characters = set(gb2312())
    assert len(characters) == 7445
    assert characters <= writing().face.has
    assert characters <= writing(True).face.has
    assert writing().face.has == writing(True).face.has


def test_everyday_text_opens_no_other_face(tmp_path):
    own = Faces(fonts.paths.resources() / "fonts")
    text = "".join(gb2312()) + "".join(map(chr, range(0x20, 0x7F))) + "㎡±℃①³²–—…“”¥％"
    assert own.regular.spell(text) == text
    assert set(own._open) == {REGULAR, BOLD}


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("text", [RARE, EMOJI, "Ωλж№₂", "café naïve Łódź"])
def test_characters_that_the_everyday_faces_lack_are_found_elsewhere(text, bold):
    assert writing(bold).spell(text) == text
    assert writing(bold).width(text) > 0
    assert "".join(run for _, run in writing(bold).runs(text)) == text
    for face, run in writing(bold).runs(text):
        assert face.has.issuperset(run)
    assert text in read(printed(text, bold=bold))


def test_a_joined_emoji_is_set_as_its_parts_and_copied_as_a_whole():
    assert writing().spell(FAMILY) == FAMILY
    assert writing().width(FAMILY) == pytest.approx(writing().width("👨👩👧"))
    flag = "🇨🇳"
    assert f"{FAMILY}{flag}❤\ufe0f" in read(printed(f"{FAMILY}{flag}❤\ufe0f"))


def test_what_has_no_shape_is_left_out():
    assert writing().spell("甲\u200b乙\U000e0100丙\u202e\x07") == "甲乙丙"


def test_a_character_of_no_face_is_named():
    assert writing().spell("甲\u0627乙\ue000") == "甲[ARABIC LETTER ALEF]乙[U+E000]"
    assert "甲[ARABIC LETTER ALEF]乙" in read(printed("甲\u0627乙"))


def test_line_ends_stay_and_tabs_become_blanks():
    assert writing().spell("甲\t乙\r\n丙\u2028丁") == "甲    乙\n丙\n丁"


def test_all_fonts_are_embedded_subsets_and_tell_their_text():
    pdf = printed("光远科技 ABC 123", RARE, EMOJI, "Ω₿")
    for text in ("光远科技 ABC 123", RARE, EMOJI, "Ω₿"):
        assert text in read(pdf)
    names = assert_embedded(PdfReader(BytesIO(pdf)))
    assert all(len(name.partition("+")[0]) == 7 for name in names)
    assert not any("Helvetica" in name for name in names)
    assert len(pdf) < 60_000


def test_a_long_text_needs_more_than_one_subset_and_none_loses_a_character():
    text = "".join(gb2312())[700:1900]
    lines = [text[at : at + 30] for at in range(0, len(text), 30)]
    assert text in read(printed(*lines))


def test_a_damaged_face_is_told(tmp_path):
    Path(tmp_path, REGULAR).write_bytes(b"\0\1\0\0" + b"\0" * 40)
    with pytest.raises(PaperError) as told:
        Face(REGULAR, tmp_path)
    assert told.value.code == "paper.font"
    with pytest.raises(PaperError) as told:
        Face(BOLD, tmp_path)
    assert told.value.params == {"name": BOLD}


COUNT = """
import collections, io, sys
from reportlab.pdfbase import ttfonts
parsed = collections.Counter()
read = ttfonts.TTFontFile.extractInfo
def counting(self, *rest, **more):
    parsed[str(self.filename).rpartition("/")[2].rpartition("\\\\")[2]] += 1
    return read(self, *rest, **more)
ttfonts.TTFontFile.extractInfo = counting
from gydesk.catalogue.library import library
from gydesk.paper.form import Sheet, write_pdf
for text in ("平常", "㛃", "平常"):
    for form in list(library().forms.values())[:5]:
        data = {"fields": {name: text for name, one in form.fields.items() if one.type == "text"}}
        write_pdf([Sheet(form=form, library=library(), data=data)], io.BytesIO())
    print(dict(parsed))
"""


def test_one_parse_of_a_face_a_process():
    done = subprocess.run(
        [sys.executable, "-c", COUNT], capture_output=True, text=True, check=True, encoding="utf-8"
    )
    first, rare, last = map(eval, done.stdout.splitlines())
    assert first == {REGULAR: 1, BOLD: 1}
    assert rare == last == {REGULAR: 1, BOLD: 1, "NotoSerifSC-Regular.whole.ttf": 1}
