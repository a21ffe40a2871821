from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gydesk.paper.grid import PAD_Y, Cell, Frame, Row, Text, paginate
from gydesk.paper.ink import Style

FRAME = Frame(left=60, right=550, first=100, top=60, bottom=760)
STYLE = Style(10)


def row(*lines: str, keep=False, splits=0, head=(), least=0.0) -> Row:
    cell = Cell(60, 490, Text(lines or ("x",), STYLE))
    return Row((cell,), least=least, keep=keep, splits=splits, head=head)


def words(rows) -> list[str]:
    return [line for _, one in rows for cell in one.cells for line in cell.content.lines]


def check(pages) -> None:
    """Rows stand one below the other inside the frame."""
    for number, page in enumerate(pages):
        y = FRAME.first if number == 0 else FRAME.top
        for top, one in page:
            assert abs(top - y) < 1e-6
            y += one.height
        assert y <= FRAME.bottom + 0.02


def test_rows_fill_the_first_page_and_go_on_at_the_next():
    pages = paginate([row(str(number), least=30) for number in range(40)], FRAME)
    check(pages)
    assert [len(page) for page in pages] == [22, 18]


def test_the_head_of_a_table_is_repeated():
    head = (row("head", keep=True),)
    lines = [row(str(number), head=head, least=30) for number in range(60)]
    pages = paginate([*head, *lines], FRAME)
    check(pages)
    assert len(pages) == 3
    assert all(words(page)[0] == "head" for page in pages)
    found = [word for page in pages for word in words(page) if word != "head"]
    assert found == [str(number) for number in range(60)]


def test_a_head_never_stands_alone_at_the_foot():
    head = (row("head", keep=True, least=30),)
    filler = [row("filler", least=30) for _ in range(21)]
    pages = paginate(
        [*filler, row("caption", keep=True, least=20), *head, row("1", head=head)], FRAME
    )
    check(pages)
    assert words(pages[0])[-1] == "filler"
    assert words(pages[1]) == ["caption", "head", "1"]


def test_signatures_take_a_row_with_them():
    filler = [row(str(number), least=30) for number in range(21)]
    filler[-1].keep = True
    signs = [row("sign 1", least=75, keep=True), row("sign 2", least=75)]
    pages = paginate([*filler, *signs], FRAME)
    check(pages)
    assert words(pages[1]) == ["20", "sign 1", "sign 2"]


def test_a_row_taller_than_a_page_goes_on_and_keeps_every_line():
    lines = [f"line {number}" for number in range(150)]
    head = (row("head", keep=True),)
    pages = paginate([*head, row(*lines, head=head), row("after", head=head)], FRAME)
    check(pages)
    assert len(pages) == 4
    found = [word for page in pages for word in words(page) if word != "head"]
    assert found == [*lines, "after"]
    assert all(words(page)[0] == "head" for page in pages)


def test_a_long_text_begins_where_there_is_room_and_a_short_one_moves():
    filler = [row("filler", least=30) for _ in range(19)]
    long = [f"line {number}" for number in range(30)]
    pages = paginate([*filler, row(*long, splits=3)], FRAME)
    check(pages)
    assert words(pages[0])[19:] == long[:6]
    assert words(pages[1]) == long[6:]
    short = long[:7]
    pages = paginate([*filler, row(*short, splits=3)], FRAME)
    assert words(pages[1]) == short


def test_the_signatures_stay_with_the_end_of_a_long_text():
    lines = [f"line {number}" for number in range(130)]
    signs = [row("sign 1", least=75, keep=True), row("sign 2", least=75)]
    pages = paginate([row(*lines, splits=3, keep=True), *signs], FRAME)
    check(pages)
    assert [word for page in pages for word in words(page)] == [*lines, "sign 1", "sign 2"]
    assert words(pages[-1])[0].startswith("line")


rows = st.lists(
    st.builds(
        lambda count, keep, splits, least: row(
            *(f"{number}" for number in range(count)), keep=keep, splits=splits, least=least
        ),
        count=st.integers(1, 120),
        keep=st.booleans(),
        splits=st.sampled_from((0, 0, 3)),
        least=st.sampled_from((0.0, 24.0, 113.0)),
    ),
    max_size=25,
)


@given(rows)
def test_whatever_comes_stands_on_paper_once_and_in_order(rows):
    wanted = [line for one in rows for line in one.cells[0].content.lines]
    pages = paginate(rows, FRAME)
    check(pages)
    assert [word for page in pages for word in words(page)] == wanted
    for page in pages:
        for _, one in page:
            if one not in rows:  # a part: only of what may be split or is taller than a page
                assert len(one.cells[0].content.lines) >= 1
                assert one.height >= STYLE.leading + 2 * PAD_Y - 0.01
