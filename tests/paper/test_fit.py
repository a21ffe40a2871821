from __future__ import annotations

from io import BytesIO

from gydesk.catalogue.library import library
from gydesk.paper.fit import fitted, kept
from gydesk.paper.form import Identity, Sheet, write_pdf
from gydesk.paper.grid import Cell, Empty, Frame, Row, Text
from gydesk.paper.ink import Style
from gydesk.paper.sheet import Signed
from gydesk.paper.signs import sign_rows
from tests.helpers.pdf import Paper

LIBRARY = library()
FRAME = Frame(left=60, right=550, first=60, top=60, bottom=760)
MM = 72 / 25.4


class Source:
    """``count`` rows of 20 points (24 for a pen), and rows of signature blocks."""

    def __init__(self, count: int, blocks: int = 1, by_pen: bool = False) -> None:
        self.count, self.blocks, self.by_pen = count, blocks, by_pen

    def body(self, more_lines: int = 0) -> list[Row]:
        height = 24 if self.by_pen else 20
        rows = [_row(str(number), height) for number in range(self.count + more_lines)]
        rows[-1] = kept(rows[-1])
        return rows

    def signs(self, more: int = 0) -> list[Row]:
        rows = 1 if more else self.blocks
        return [_row("sign", 75, keep=number < rows - 1) for number in range(rows)]


def _row(text: str, height: float = 20, keep: bool = False) -> Row:
    return Row((Cell(60, 490, Text((text,), Style(9))),), least=height, keep=keep)


def heights(pages) -> set[float]:
    return {round(row.height, 1) for page in pages for _, row in page}


def test_rows_that_fit_stay_as_they_are():
    pages = fitted(Source(30), FRAME)
    assert len(pages) == 1
    assert heights(pages) == {20, 75}


def test_rows_are_set_closer_where_that_saves_a_page():
    pages = fitted(Source(33), FRAME)
    assert len(pages) == 1
    assert heights(pages) == {16.3, 72.2}


def test_rows_are_left_alone_where_that_saves_nothing():
    pages = fitted(Source(50), FRAME)
    assert len(pages) == 2
    assert heights(pages) == {20, 75}


def test_blocks_stand_in_one_row_where_that_saves_a_page():
    pages = fitted(Source(36, blocks=2), FRAME)
    assert len(pages) == 1
    assert sum(row.height > 70 for _, row in pages[0]) == 1


def test_an_empty_form_fills_its_last_page_with_lines():
    pages = fitted(Source(35, by_pen=True), FRAME)
    assert len(pages) == 2
    top, last = pages[-1][-1]
    assert FRAME.bottom - top - last.height < 24


def test_places_to_write_in_lose_a_line_before_a_page_is_wasted():
    class Writing(Source):
        def body(self, more_lines: int = 0) -> list[Row]:
            return [
                Row((Cell(60, 490, Empty(72, guides=24.0)),), keep=number == 8)
                for number in range(9)
            ]

    pages = fitted(Writing(9), FRAME)
    assert len(pages) == 1
    assert min(heights(pages)) > 2 * 24 - 4


def test_a_block_grows_with_its_title():
    form = LIBRARY.forms["bid_review"]
    signed = {block.id: Signed(name="赵客户", date="2014-03-11") for block in form.sign_off}
    for lang in ("zh", "en"):
        for more in (0, 1):
            for row in sign_rows(form.sign_off, signed, 0, 487, lang, more):
                assert row.height >= 25 * MM
                assert row.height >= max(cell.content.height for cell in row.cells)


def test_seven_blocks_stand_as_three_and_two_and_two():
    blocks = LIBRARY.forms["bid_review"].sign_off
    assert len(blocks) == 7
    assert [len(row.cells) for row in sign_rows(blocks, {}, 0, 487, "zh")] == [3, 2, 2]


def test_a_tall_line_begins_where_there_is_room_and_says_where_it_goes_on():
    serials = [f"SN-{number:04}" for number in range(1, 161)]
    lines = [
        {"_id": str(number), "_order": str(number), "name": f"设备{number}", "quantity": "1"}
        for number in range(1, 4)
    ]
    lines[2]["serial_nos"] = "\n".join(serials)
    paper = _printed("equipment_acceptance", lines)
    assert "设备3" in paper.pages[0]
    assert "3续" in paper.pages[1]
    assert all(serial in paper for serial in serials)


def _printed(form_id: str, lines) -> Paper:
    form = LIBRARY.forms[form_id]
    table = next(iter(form.tables.values()))
    out = BytesIO()
    write_pdf(
        [
            Sheet(
                form=form,
                library=LIBRARY,
                data={"fields": {}, table.id: lines},
                identity=Identity(id="01970f3c-1111-7222-8333-444455556666"),
            )
        ],
        out,
    )
    return Paper.read(out)
