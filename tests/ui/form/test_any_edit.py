"""Whatever is done to a table, in whatever order, the draft is shown, and undo leads back."""

from __future__ import annotations

import copy
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from gydesk.catalogue.library import library
from gydesk.domain.draft import Draft
from tests.helpers.form_desk import FormDesk, new_draft
from tests.helpers.world import lines, make_form, one
from ui.form.context import FormContext
from ui.form.edits import DraftEdits
from ui.form.line_model import LineModel
from ui.form.line_paste import read_paste

FORM = make_form(
    "t",
    lines(
        "rows",
        one("name"),
        one("count", "integer"),
        one("price", "money"),
        one("sum", "money", calc="count * price"),
    ),
    one("total", "money", calc="sum(rows.sum)"),
    head=(),
    header="none",
)
_place = st.integers(0, 5)
_text = st.sampled_from(["", "甲", "乙", "7", "-3", "1.5", "abc", "１２"])
_block = st.lists(st.lists(_text, min_size=1, max_size=5), min_size=1, max_size=4)
_step = st.one_of(
    st.tuples(st.just("type"), _place, st.integers(0, 3), _text),
    st.tuples(st.just("add"), _place),
    st.tuples(st.just("remove"), _place, st.integers(1, 3)),
    st.tuples(st.just("move"), _place, st.integers(-3, 3)),
    st.tuples(st.just("copy"), _place),
    st.tuples(st.just("clear"), _place, st.integers(0, 3)),
    st.tuples(st.just("paste"), _place, st.integers(0, 3), _block),
    st.tuples(st.just("undo")),
    st.tuples(st.just("redo")),
)


class Work(QObject):
    """A draft, its edits and its table, as the editor holds them together."""

    def __init__(self) -> None:
        super().__init__()
        self.draft: Draft = new_draft(FORM)
        self.context = FormContext(library(), FormDesk(), "zh", self.draft)
        self.edits = DraftEdits(self)
        self.edits.show(self.draft)
        self.model = LineModel(FORM.tables["rows"], self.context, self.edits, self)
        self.edits.changed.connect(self.model.refresh)

    def do(self, kind: str, *args: Any) -> None:
        """One step; a row that is not there is left alone, as the window does."""
        model, edits = self.model, self.edits
        row = args[0] if args else 0
        row_id = model.row_id(row)
        if kind == "type":
            index = model.index(min(row, model.line_count()), args[1])
            model.setData(index, args[2])
        elif kind == "add":
            edits.add_row("rows", min(row, model.line_count()), {})
        elif kind == "paste":
            model.paste(read_paste(model, _joined(args[2]), min(row, model.line_count()), args[1]))
        elif kind == "undo":
            edits.stack.undo()
        elif kind == "redo":
            edits.stack.redo()
        elif row_id is None:
            return
        elif kind == "remove":
            rows = range(row, min(row + args[1], model.line_count()))
            edits.remove_rows("rows", [str(model.row_id(one_)) for one_ in rows])
        elif kind == "move":
            edits.move_row("rows", row_id, args[1])
        elif kind == "copy":
            edits.duplicate_row("rows", row_id)
        elif kind == "clear":
            model.clear([model.index(row, args[1])])


def _joined(block: list[list[str]]) -> str:
    return "\n".join("\t".join(cells) for cells in block)


def _content(draft: Draft) -> dict[str, Any]:
    data = copy.deepcopy(draft.data)
    for row in data["rows"]:
        row.pop("_order")
    return data


@settings(max_examples=60)
@given(steps=st.lists(_step, max_size=25))
def test_the_table_shows_the_draft_and_undo_leads_back(
    qapp: QApplication, steps: list[Any]
) -> None:
    work = Work()
    begun = _content(work.draft)
    for step in steps:
        work.do(*step)
        rows = work.draft.data["rows"]
        assert work.model.rowCount() == len(rows) + 1
        for position, row in enumerate(rows):
            assert work.model.row_id(position) == row["_id"]
            for column, field in enumerate(FORM.tables["rows"].columns):
                unread = f"rows/{row['_id']}/{field.id}" in work.model.unread()
                assert unread or work.model.value(position, column) == row.get(field.id)
        keys = [row["_order"] for row in rows]
        assert keys == sorted(set(keys))
    while work.edits.stack.can_undo():
        work.edits.stack.undo()
    assert _content(work.draft) == begun
