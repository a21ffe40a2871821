from __future__ import annotations

import pytest

from gydesk.catalogue.library import library
from gydesk.paper.fonts import writing
from gydesk.paper.labels import broken_label
from gydesk.paper.text import break_lines

ROOM = 5.1
LABELS = sorted(
    {
        writing().spell(item.zh)
        for form in library().forms.values()
        for item in form.fields.values()
        if len(item.zh) > 5
    }
)


@pytest.mark.parametrize(
    ("label", "lines"),
    [
        ("招标代理机构", ("招标代理", "机构")),
        ("约定开工日期", ("约定开工", "日期")),
        ("用户意见与建议", ("用户意见", "与建议")),
        ("是否重大项目", ("是否", "重大项目")),
        ("统一社会信用代码", ("统一社会", "信用代码")),
        ("客户名称", ("客户名称",)),
    ],
)
def test_a_label_is_cut_between_words(label, lines):
    assert broken_label(label, ROOM) == lines


def test_every_label_of_the_handbook_keeps_its_characters_room_and_lines():
    assert len(LABELS) > 100
    for label in LABELS:
        lines = broken_label(label, ROOM)
        assert "".join(lines) == label
        assert len(lines) == len(break_lines(label, ROOM))
        assert max(map(writing().width, lines)) <= ROOM + 1e-4


def test_few_labels_are_cut_where_no_word_begins():
    words = [label for label in LABELS if _cut_anywhere(label)]
    assert len(words) < len(LABELS) / 50


def _cut_anywhere(label: str) -> bool:
    from gydesk.paper.labels import _JOINING, _WORDS

    lines = broken_label(label, ROOM)
    return len(lines) == 2 and not _WORDS.match(lines[1]) and lines[1][0] not in _JOINING
