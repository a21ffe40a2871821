from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gydesk.paper.fonts import writing
from gydesk.paper.text import (
    CLOSING,
    OPENING,
    atoms,
    balanced,
    break_lines,
    widest,
    without_widow,
)

BLANKS = " \u3000"
letters = st.sampled_from(
    "安装调试设备完成核心交换机，。！？：；）》」』】〕、％（《「『【〔“”‘’…—·"
    "abcXYZ0123456789 .,;:!?()[]%-/_年月日℃㛃䶮😀\u3000"
)
texts = st.text(letters, max_size=120).map(lambda text: writing().spell(text))
rooms = st.floats(3, 45)


def width(line: str) -> float:
    return writing().width(line.rstrip(BLANKS))


@given(texts, rooms)
def test_every_character_stays_in_its_place(text, room):
    assert "".join(break_lines(text, room)) == text
    assert "".join(atoms(text)) == text


@given(st.lists(texts, max_size=5), rooms)
def test_line_ends_that_were_typed_stay(paragraphs, room):
    found = break_lines("\n".join(paragraphs), room)
    apart = [line for paragraph in paragraphs or [""] for line in break_lines(paragraph, room)]
    assert list(found) == apart


@given(texts, rooms)
def test_no_line_is_wider_than_its_room(text, room):
    for line in break_lines(text, room):
        assert width(line) <= room + 1e-4


@given(texts, rooms)
def test_no_line_begins_with_closing_nor_ends_with_opening_punctuation(text, room):
    if widest(text) > room:
        return  # a chain of points or a word longer than a line: told below
    lines = break_lines(text, room)
    for before, after in itertools.pairwise(lines):
        assert after[0] not in CLOSING
        assert not before.rstrip(BLANKS) or before.rstrip(BLANKS)[-1] not in OPENING


@given(texts, rooms)
def test_lines_end_between_atoms_only(text, room):
    if widest(text) > room:
        return
    ends = {0}
    for atom in atoms(text):
        ends.add(max(ends) + len(atom))
    place = 0
    for line in break_lines(text, room):
        place += len(line)
        assert place in ends


@given(texts, rooms)
def test_lines_are_as_few_as_they_can_be(text, room):
    lines = break_lines(text, room)
    if widest(text) > room:
        return
    for before, after in itertools.pairwise(lines):
        first = next(iter(atoms(after)))
        assert width(before + first) > room


@pytest.mark.parametrize(
    ("text", "room", "lines"),
    [
        ("设备已到货，共46台。", 5.5, ("设备已到", "货，共", "46台。")),
        ("见《验收标准》第2条", 4.2, ("见《验收", "标准》第", "2条")),
        ("2014年11月24日完成", 6, ("2014年11月", "24日完成")),
        ("共计1,234,567.89元", 6.9, ("共计", "1,234,567.89", "元")),
        ("进度85%，正常", 3.6, ("进度", "85%，", "正常")),
        ("call the customer", 6, ("call the ", "customer")),
        ("好！！！", 3.1, ("好！！", "！")),
        ("", 3, ("",)),
        ("一\n\n二", 3, ("一", "", "二")),
    ],
)
def test_lines_as_a_typesetter_breaks_them(text, room, lines):
    assert break_lines(text, room) == lines


def test_a_word_longer_than_a_line_is_cut_after_a_stroke():
    lines = break_lines("http://10.0.0.1/report/2014/week23/index.html", 9)
    assert len(lines) > 2
    assert all(line[-1] in "/." for line in lines[:-1])


@given(st.text("项目编号合同金额计划完工日期（）", min_size=1, max_size=14), st.floats(4, 8))
def test_labels_take_no_more_lines_when_balanced(text, room):
    plain, even = break_lines(text, room), balanced(text, room)
    assert "".join(even) == text
    assert len(even) == len(plain)
    assert max(map(width, even)) <= max(map(width, plain)) + 1e-6


@pytest.mark.parametrize(
    ("text", "room", "lines"),
    [
        ("汇聚交换机（图书馆）", 7.1, ("汇聚交换机", "（图书馆）")),
        ("支持千兆，室内吸顶", 8.1, ("支持千兆，室", "内吸顶")),
        ("核心交换机", 7.1, ("核心交换机",)),
    ],
)
def test_no_character_is_left_alone_on_the_last_line(text, room, lines):
    assert without_widow(text, room) == lines


@given(texts, rooms)
def test_lines_without_widows_are_no_more_and_keep_every_character(text, room):
    lines = without_widow(text, room)
    assert "".join(lines) == text
    assert len(lines) == len(break_lines(text, room))
    assert all(width(line) <= room + 1e-4 for line in lines)


@pytest.mark.parametrize(
    "text", ["6台依次至.65", "机房6.8米×5.9米", "均布荷载12000N/㎡", "旁路/串接"]
)
def test_figures_stay_with_what_belongs_to_them(text):
    tails = [line for room in range(6, 12) for line in break_lines(text, room)[1:]]
    assert not any(tail[0] in ".×㎡/" for tail in tails)
