"""One form as pages: head and foot, copies, watermarks, codes, pictures, files."""

from __future__ import annotations

import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader

from gydesk.catalogue.library import library
from gydesk.errors import PaperError, StoreError
from gydesk.paper import qr
from gydesk.paper.form import Identity, Sheet, Signed, write_pdf
from tests.helpers.embedded import assert_embedded
from tests.helpers.hostile import Hostile
from tests.helpers.pdf import Paper, squeezed

LIBRARY = library()
IDENTITY = Identity(
    id="01970f3c-1111-7222-8333-444455556666",
    number="TG-GY2014-001-A003",
    hash="a1b2c3d4e5f60718293a4b5c6d7e8f90",
)
poppler = pytest.mark.skipif(not shutil.which("pdftoppm"), reason="poppler-utils is not here")


def sheet(form: str = "stop_work_report", **more) -> Sheet:
    more.setdefault("data", {"fields": {"fill_date": "2014-05-30", "filled_by": "吴工"}})
    more.setdefault("identity", IDENTITY)
    return Sheet(
        form=LIBRARY.forms[form], library=LIBRARY, company={"name": "光远科技有限公司"}, **more
    )


def pdf(*sheets: Sheet, **more) -> bytes:
    out = BytesIO()
    write_pdf(sheets, out, **more)
    return out.getvalue()


def read(*sheets: Sheet) -> Paper:
    return Paper.read(BytesIO(pdf(*sheets)))


def rendered(content: bytes, folder: Path, dpi: int = 150) -> list[Image.Image]:
    file = folder / "paper.pdf"
    file.write_bytes(content)
    subprocess.run(["pdftoppm", "-r", str(dpi), "-png", file, folder / "page"], check=True)
    return [Image.open(page) for page in sorted(folder.glob("page-*.png"))]


# ---- head and foot


def test_the_head_tells_company_title_and_number():
    first = read(sheet()).pages[0]
    assert first.startswith("光远科技有限公司表单编号：TG-GY2014-001-A003停工报告")


def test_a_draft_has_no_number_yet():
    assert "表单编号：提交后生成" in read(sheet(identity=replace(IDENTITY, number="")))


def test_the_foot_tells_form_version_revision_and_page():
    paper = read(sheet(identity=replace(IDENTITY, revision=2)))
    for number, page in enumerate(paper.pages, 1):
        assert "表号：TG/1本单第2版" in page
        assert f"第{number}页共{len(paper.pages)}页" in page


def test_the_project_stands_above_the_form():
    project = {"name": "示例大学校园网", "project_no": "GY2014-001", "customer_name": "示例大学"}
    first = read(sheet(project=project)).pages[0]
    assert (
        "项目名称示例大学校园网项目编号GY2014-001客户名称示例大学填表日期2014年5月30日填表人吴工"
        in first
    )


def test_values_in_conflict_are_told():
    assert "2处内容多人填写不一致" in read(sheet(identity=replace(IDENTITY, conflicts=2)))


def test_a_recorded_signature_is_told_apart_from_one_by_key():
    form = LIBRARY.forms["stop_work_report"]
    first, second = form.sign_off[0].id, form.sign_off[1].id
    signed = {
        first: Signed(name="陈项目", date="2014-05-30"),
        second: Signed(name="孙工程", date="2014-05-31", digital=True),
    }
    paper = read(sheet(signed=signed))
    assert "已登记：陈项目2014-05-30" in paper
    assert "电子签：孙工程2014-05-31" in paper


@poppler
def test_a_long_company_title_and_number_do_not_run_into_each_other(tmp_path):
    company = {"name": "北方省光远信息系统集成与智能建筑工程股份有限公司第二分公司"}
    number = "YS-GY2014-001-设备交付验收-第0000000003批-A003"
    one = sheet("weekly_report", identity=replace(IDENTITY, number=number))
    for page in rendered(pdf(replace(one, company=company)), tmp_path, 100):
        line = page.convert("L").crop((0, 50, page.width, 78))
        dark = [
            any(line.getpixel((x, y)) < 200 for y in range(line.height)) for x in range(line.width)
        ]
        gaps = "".join("#" if one else " " for one in dark).strip().split(" " * 12)
        assert len([part for part in gaps if part.strip()]) >= 2


# ---- copies


def holders(form: str) -> list[str]:
    return [LIBRARY.holders[code].zh for code in LIBRARY.forms[form].copies]


def test_copies_follow_each_other_and_name_their_holder():
    one = sheet()
    first, second = holders("stop_work_report")
    both = replace(one, copies=one.form.copies)
    paper, size = read(both, both), len(read(one).pages)
    assert len(paper.pages) == 4 * size
    found = [f"第一联：{first}" in page for page in paper.pages]
    assert found == ([True] * size + [False] * size) * 2
    assert paper.count(f"第二联：{second}") == 2 * size
    assert paper.count(f"本表一式两份：{first}、{second}。") == 4 * size


def test_one_copy_keeps_its_number():
    one = sheet()
    paper = read(replace(one, copies=one.form.copies[1:]))
    assert f"第二联：{holders('stop_work_report')[1]}" in paper
    assert "第一联" not in paper


@pytest.mark.parametrize(("mark", "word"), [("draft", "草稿"), ("void", "作废"), ("", "")])
def test_what_is_no_valid_paper_says_so_on_every_page(mark, word):
    paper = read(sheet(watermark=mark))
    for other in ("草稿", "作废"):
        assert paper.count(other) == (len(paper.pages) if other == word else 0)


# ---- codes


@poppler
@pytest.mark.parametrize("number", ["TG-GY2014-001-A003", "TG-编号-gy-001", ""])
def test_every_page_carries_a_code_that_reads_from_a_scan(tmp_path, number):
    zxingcpp = pytest.importorskip("zxingcpp")
    identity = replace(IDENTITY, number=number, revision=3)
    pages = rendered(pdf(sheet("training_record", identity=identity)), tmp_path)
    assert len(pages) > 1
    for place, page in enumerate(pages, 1):
        codes = zxingcpp.read_barcodes(page.convert("L"))
        assert [qr.read(code.text) for code in codes] == [
            qr.Mark(identity.id, place, len(pages), 3, "a1b2c3d4e5f6", number)
        ]
        corners = codes[0].position
        side = corners.top_right.x - corners.top_left.x
        assert side / 150 * 25.4 >= 18
        assert corners.bottom_right.x > page.width * 0.8
        assert corners.bottom_right.y > page.height * 0.9


def test_a_form_that_was_never_saved_has_no_code():
    content = pdf(sheet(identity=None))
    assert "GYD1" not in Paper.read(BytesIO(content)).text
    assert len(content) < len(pdf(sheet()))


@pytest.mark.parametrize("text", ["", "GYD1", "GYD2:1:2-3:1:ab:n", "GYD1:1:x-3:1:ab:n", "http://a"])
def test_other_codes_are_none_of_ours(text):
    assert qr.read(text) is None


# ---- pictures


def photo(**more) -> bytes:
    out = BytesIO()
    kind = more.pop("kind", "JPEG")
    size, mode = more.pop("size", (1600, 1000)), more.pop("mode", "RGB")
    Image.new(mode, size, more.pop("colour", "red")).save(out, kind, **more)
    return out.getvalue()


def with_photos(*contents: bytes | None, captions=("机柜", "桥架", "天线", "配线架")) -> Sheet:
    kept = {f"{number:064x}": content for number, content in enumerate(contents)}

    def load(digest: str) -> bytes:
        content = kept[digest]
        if content is None:
            raise StoreError("attachment.missing", sha256=digest)
        return content

    photos = [
        {"sha256": digest, "name": f"{number}.jpg", "size": 1, "caption": captions[number]}
        for number, digest in enumerate(kept)
    ]
    return sheet(data={"fields": {"photos": photos}}, load=load)


def images(content: bytes):
    return [image.image for page in PdfReader(BytesIO(content)).pages for image in page.images]


def test_photos_are_no_finer_than_paper_shows_and_keep_their_proportion():
    found = images(pdf(with_photos(photo(), photo(size=(3000, 4000), colour="blue"))))
    assert len(found) == 2
    assert max(max(image.size) for image in found) < 700
    proportions = sorted(image.width / image.height for image in found)
    assert proportions == pytest.approx([0.75, 1.6], abs=0.01)


def test_a_photo_is_turned_as_it_was_held():
    exif = Image.Exif()
    exif[0x0112] = 6
    (image,) = images(pdf(with_photos(photo(exif=exif))))
    assert image.height > image.width


def test_a_picture_with_transparency_gets_a_white_ground():
    see_through = photo(kind="PNG", mode="RGBA", colour=(0, 0, 0, 0))
    (image,) = images(pdf(with_photos(see_through)))
    assert image.convert("RGB").getpixel((5, 5)) == (255, 255, 255)


def test_equal_photos_are_put_in_once():
    once = pdf(with_photos(photo(size=(500, 400))))
    often = pdf(with_photos(*[photo(size=(500, 400))] * 4))
    assert len(often) < len(once) + 4_000
    assert all(
        caption in Paper.read(BytesIO(often)) for caption in ("机柜", "桥架", "天线", "配线架")
    )


def test_a_photo_that_is_not_here_and_one_that_is_none_leave_a_note():
    paper = read(with_photos(None, b"%PDF-1.4 no picture", photo()))
    assert "此图片不在本机：0.jpg" in paper
    assert "不是图片：1.jpg" in paper
    assert all(caption in paper for caption in ("机柜", "桥架", "天线"))


def test_the_company_has_its_logo_on_the_first_page():
    company = {"name": "光远", "logo": [{"sha256": "0" * 64, "name": "logo.png", "size": 1}]}
    logo = photo(kind="PNG", size=(400, 120), colour="navy")
    found = images(pdf(replace(sheet(load=lambda _: logo), company=company)))
    assert len(found) == 1


# ---- files


def test_what_a_file_says_of_itself():
    told = PdfReader(BytesIO(pdf(sheet()))).metadata
    assert told["/Title"] == "停工报告 TG-GY2014-001-A003"
    assert told["/Author"] == "光远科技有限公司"
    assert told["/Creator"] == "GYDesk"


def test_the_same_sheets_give_the_same_bytes():
    again = replace(sheet(), copies=("company", "customer"))
    assert pdf(again, invariant=True) == pdf(again, invariant=True)


def test_a_file_appears_whole_or_not_at_all(tmp_path):
    out = tmp_path / "停工报告 第1份.pdf"
    made = write_pdf([sheet()], out)
    assert made.pages == len(PdfReader(out).pages)
    before = out.read_bytes()

    def stop(done: int, total: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_pdf([sheet()] * 5, out, progress=stop)
    assert out.read_bytes() == before
    assert list(tmp_path.iterdir()) == [out]


def test_a_folder_that_is_not_there_is_told(tmp_path):
    with pytest.raises(PaperError) as told:
        write_pdf([sheet()], tmp_path / "no" / "paper.pdf")
    assert told.value.code == "paper.write"


def test_nothing_to_print_is_told():
    with pytest.raises(PaperError) as told:
        write_pdf([], BytesIO())
    assert told.value.code == "paper.nothing"


def test_progress_counts_the_sheets():
    seen = []
    pdf(sheet(), sheet(), progress=lambda done, total: seen.append((done, total)))
    assert seen == [(1, 0), (2, 0)]


# ---- pages as they look


@poppler
def test_nothing_is_printed_outside_the_margins(tmp_path):
    data = {"fields": {"reason": "停工原因" * 900, "parts_stopped": "部位" * 300}}
    for page in rendered(pdf(sheet(data=data, copies=("company",))), tmp_path, 100):
        ink = page.convert("L").point(lambda grey: 255 if grey < 200 else 0)
        left, top, right, bottom = ink.getbbox()
        millimetres = 25.4 / 100
        assert left * millimetres >= 21.5
        assert (page.width - right) * millimetres >= 15.5
        assert top * millimetres >= 13
        assert (page.height - bottom) * millimetres >= 9.5


def test_a_long_text_goes_on_over_the_pages_behind_its_label():
    text = "".join(f"第{number}条说明；" for number in range(900))
    data = {"fields": {"reason": text, "fill_date": "2014-05-30"}}
    paper = read(sheet(data=data))
    label = LIBRARY.forms["stop_work_report"].fields["reason"].zh
    assert len(paper.pages) >= 4
    assert paper.shows(text, label)
    assert "停工报告（续）" in paper
    assert_embedded(PdfReader(BytesIO(pdf(sheet(data=data)))))


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler-utils is not here")
@pytest.mark.parametrize("form", ["engineering_log", "quotation", "training_record"])
def test_another_reader_finds_the_same_text(form, tmp_path):
    data = Hostile(LIBRARY, text=60, multiline=300).data(LIBRARY.forms[form], 12)
    file = tmp_path / "paper.pdf"
    write_pdf([sheet(form, data=data)], file)
    command = ["pdftotext", "-raw", "-enc", "UTF-8", file, "-"]
    found = subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout
    pages = tuple(squeezed(page) for page in found.rstrip("\f").split("\f"))
    assert pages == Paper.read(file).pages


def test_several_threads_print_at_once():
    pair = [sheet(data={"fields": {"reason": f"{number}㛃原因"}}) for number in range(4)]
    alone = [pdf(one, invariant=True) for one in pair]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda one: pdf(one, invariant=True), pair * 4))
    assert together == alone * 4
