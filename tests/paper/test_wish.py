from __future__ import annotations

from gydesk.catalogue.library import library
from gydesk.paper.fonts import writing
from gydesk.paper.table import columns_of
from gydesk.paper.wish import codes, packed, wish_of

LIBRARY = library()
TABLE = LIBRARY.forms["maintenance_handover"].tables["assets"]
SERIALS = [f"QMB2M13A{number:04}" for number in range(1, 25)]
LINE = {"name": "高清网络枪机", "model": "QM-B2M", "quantity": 24}


def width_of(lines, column: str) -> float:
    wish = wish_of(TABLE, lines, LIBRARY, "zh")
    columns = columns_of(TABLE, 0, 487, LIBRARY, "zh", 9.5, wish)
    place = [one.id for one in TABLE.columns].index(column) + 1
    return (columns.edges[place + 1] - columns.edges[place] - 8) / columns.size


def test_a_list_of_serial_numbers_is_packed_as_its_place_allows():
    text = "\n".join(SERIALS)
    one = max(map(writing().width, SERIALS))
    assert packed(text, one + 0.1) == text
    assert packed(text, 2 * one + 1.1).count("\n") == 11
    assert packed(text, 3 * one + 2.1).count("\n") == 7
    assert packed(text, 40).split() == SERIALS


def test_what_is_no_list_of_serial_numbers_stays_as_it_is():
    for text in ("一、\n二、\n三、", "QM 1\nQM 2\nQM 3", "QMB1\nQMB2", "QMB1\n\nQMB3"):
        assert codes(text) == []
        assert packed(text, 90) == text


def test_a_long_list_gets_room_for_two_in_a_line():
    one = max(map(writing().width, SERIALS))
    assert width_of([{**LINE, "serial_nos": "\n".join(SERIALS)}], "serial_nos") >= 2 * one + 1


def test_short_words_stay_on_one_line_and_the_width_goes_where_the_text_is():
    lines = [{**LINE, "name": "核心交换机箱", "location": "图书馆"}]
    assert width_of(lines, "name") >= 6
    longer = [{**LINE, "name": "视频管理平台服务器及存储扩展柜"}]
    assert width_of(longer, "name") > width_of(lines, "name")
