"""The reader: what is written is what is read, and what is wrong is told with file and line."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gydesk import paths
from gydesk.catalogue.kinds import Field, Form, Named, Prefill, Table
from gydesk.catalogue.read import IN_FILE, read_form, read_head, read_lists, shape_of
from gydesk.catalogue.source import Source, load_source, parse
from gydesk.errors import CatalogueError
from gydesk.words import sentence
from tests.helpers.forms_text import NAME, TRAINING, line_of, training

FILES = sorted(paths.resources().glob("forms/*/*.toml"))


def refused(source: Source) -> CatalogueError:
    with pytest.raises(CatalogueError) as caught:
        read_form(source)
    return caught.value


def test_a_form_is_read_with_its_items_in_paper_order() -> None:
    form = read_form(training())
    assert form.id == "training_record"
    assert form.copies == ("company", "customer")
    assert [item.id for item in form.items()][:3] == ["subject", "mode", "started"]
    trainees, topics, total = form.sections[1].items
    assert isinstance(trainees, Table)
    assert isinstance(topics, Table)
    assert isinstance(total, Field)
    assert topics.by_id["name"].weight == 8
    assert topics.by_id["minutes"].weight == 4
    assert topics.by_id["minutes"].unit == "分钟"
    assert form.rules[0].than == "started"
    assert form.rules[1].low == 1
    assert form.sign_off[0].stamp is False
    assert form.approvals[0].action == "review"


def test_prefill_and_default_rows_are_read() -> None:
    table = 'en = "Topics", default_rows = { name = ["一", "二"] }, prefill = { source = '
    table += '"log.work_items", columns = { item = "name" } }'
    form = read_form(training(('en = "Topics"', table)))
    topics = form.tables["topics"]
    assert topics.default_rows == {"name": ("一", "二")}
    assert topics.prefill == Prefill(source="log.work_items", columns={"item": "name"})


def test_the_head_is_every_forms_unless_it_has_its_own_or_is_an_entity() -> None:
    head = read_head(load_source(paths.resources() / "head.toml", "head.toml"))
    assert [field.id for field in head] == ["fill_date", "filled_by"]
    assert read_form(training(), head).head == head
    entity = training(('prefix = "PX"', 'header = "entity"'))
    assert read_form(entity, head).head == ()
    own = 'prefix = "PX"\nhead = [{ id = "day", type = "date", zh = "日", en = "Day" }]'
    assert [field.id for field in read_form(training(('prefix = "PX"', own)), head).head] == ["day"]


WRONG = [
    ("required = true, width", "requierd = true, width", "form.unknown_key", "requierd = true, w"),
    ('en = "Level", ', 'en = "Level", hide = 1, ', "form.unknown_key", "hide = 1"),
    ("low = 1", "lowest = 1", "form.unknown_key", "lowest = 1"),
    ('en = "Trainer" }', 'en = "Trainer", seal = true }', "form.unknown_key", "seal = true"),
    ('action = "review"', 'action = "review", order = 1', "form.unknown_key", "order = 1"),
    ('prefix = "PX"', 'prefx = "PX"', "form.unknown_key", "prefx"),
    ('prefix = "PX"', "prefix = 3", "form.value", "prefix = 3"),
    ("weight = 8", 'weight = "8"', "form.value", 'weight = "8"'),
    ("weight = 8", "weight = true", "form.value", "weight = true"),
    ("weight = 8", "weight = 8.0", "form.value", "weight = 8.0"),
    ('"half"', '"quarter"', "form.value", '"quarter"'),
    ("required = true, width", "required = 1, width", "form.value", "required = 1, w"),
    ('customer = "sign"', 'customer = "maybe"', "form.value", 'customer = "maybe"'),
    ('"review"', '"look"', "form.value", '"look"'),
    ("low = 1", "low = 1979-05-27", "form.value", "low = 1979"),
    ('["company", "customer"]', '"company"', "form.value", 'copies = "company"'),
    ('["company", "customer"]', '["company", 2]', "form.value", "copies ="),
    ('id = "mode"', 'id = "Mode"', "form.id", 'id = "Mode"'),
    ('id = "mode"', 'id = "a.b"', "form.id", 'id = "a.b"'),
    ('id = "mode", ', "", "form.missing_key", '{ type = "choice"'),
    ('zh = "方式", ', "", "form.missing_key", 'id = "mode"'),
    ('en = "Topic", ', "", "form.missing_key", 'zh = "内容", weight'),
    ('kind = "min"\n', "", "form.missing_key", "[[rule]]\nfield = "),
    ("width = ", "width == ", "form.syntax", "width == "),
    ('en = "Mode",', 'en = "Mode,', "form.syntax", 'en = "Mode,'),
]


@pytest.mark.parametrize(("old", "new", "code", "where"), WRONG, ids=[row[1][:24] for row in WRONG])
def test_what_is_wrong_is_told_with_its_line(old: str, new: str, code: str, where: str) -> None:
    assert old in TRAINING
    text = TRAINING.replace(old, new, 1)
    with pytest.raises(CatalogueError) as caught:
        read_form(parse(text, NAME))
    assert caught.value.code == code
    assert caught.value.params["file"] == NAME
    assert caught.value.params["line"] == text[: text.index(where)].count("\n") + 1
    assert sentence(caught.value)


def test_the_right_one_of_two_equal_ids_is_found() -> None:
    source = training(('en = "Topic",', 'en = "Topic", hide = true,'))
    assert refused(source).params["line"] == line_of(source, "hide")


def test_a_message_tells_the_known_keys() -> None:
    error = refused(training(("required = true, width", "requierd = true, width")))
    assert error.params["key"] == "requierd"
    known = error.params["known"].split(", ")
    assert known[:3] == ["id", "zh", "en"]
    assert "required" in known


def test_a_file_that_is_no_text_or_not_there_is_told(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_bytes(b'id = "x"\nzh = "\xff\xfe"')
    with pytest.raises(CatalogueError) as caught:
        load_source(path, "x.toml")
    assert (caught.value.code, caught.value.params["line"]) == ("form.unreadable", 2)
    with pytest.raises(CatalogueError) as caught:
        load_source(tmp_path / "none.toml", "none.toml")
    assert caught.value.code == "form.unreadable"


def test_a_byte_order_mark_of_an_editor_is_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "training_record.toml"
    path.write_text(TRAINING, encoding="utf-8-sig")
    assert read_form(load_source(path, NAME)) == read_form(training())


def test_an_id_twice_in_a_list_is_told() -> None:
    text = '[[state]]\nid = "a"\nzh = "甲"\nen = "A"\n\n[[state]]\nid = "a"\nzh = "乙"\nen = "B"\n'
    with pytest.raises(CatalogueError) as caught:
        read_lists(parse(text, "terms.toml"), state=Named)
    assert (caught.value.code, caught.value.params["line"]) == ("form.twice", 7)


def test_every_attribute_has_a_key_and_no_two_share_one() -> None:
    for kind in (Form, Field, Table):
        shape = shape_of(kind)
        attributes = [attribute for attribute, _, _ in shape.values()]
        assert len(set(attributes)) == len(attributes)
        assert {IN_FILE.get(name, name) for name in attributes} == set(shape)


# ---- any damage: a known error with file and line, or a form; never another exception


def outcome(source_of: Callable[[], Source]) -> Form | CatalogueError:
    try:
        return read_form(source_of())
    except CatalogueError as error:
        return error


def sound_or_told(source_of: Callable[[], Source]) -> None:
    found = outcome(source_of)
    if isinstance(found, CatalogueError):
        assert found.code.startswith("form.")
        assert found.params["file"] == NAME
        assert found.params["line"] >= 1
        assert sentence(found) != str(found)


@given(
    file=st.sampled_from(FILES),
    at=st.floats(0, 1),
    cut=st.integers(0, 60),
    put=st.text(st.sampled_from('"[]{}=,.#\n\\ab1中\x00\u200b'), max_size=8),
)
def test_damaged_text_is_told(file: Path, at: float, cut: int, put: str) -> None:
    text = file.read_text(encoding="utf-8")
    place = int(at * len(text))
    damaged = text[:place] + put + text[place + cut :]
    sound_or_told(lambda: parse(damaged, NAME))


json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)


def places(data: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    found = [path] if path else []
    if isinstance(data, dict):
        for key, value in data.items():
            found += places(value, (*path, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            found += places(value, (*path, index))
    return found


@given(data=st.data(), value=json)
def test_any_value_at_any_place_is_read_or_told(data: st.DataObject, value: Any) -> None:
    source = training()
    path = data.draw(st.sampled_from(places(source.data)))
    changed = copy.deepcopy(dict(source.data))
    holder: Any = changed
    for step in path[:-1]:
        holder = holder[step]
    holder[path[-1]] = value
    sound_or_told(lambda: Source(NAME, source.text, changed))
