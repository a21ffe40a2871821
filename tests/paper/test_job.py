"""Printing from a real desk: copies, the log, internal copies, empty forms."""

from __future__ import annotations

from io import BytesIO

import pytest

from gydesk.catalogue.library import library
from gydesk.errors import PaperError, StoreError
from gydesk.paper.job import INTERNAL, print_blank, print_records, watermark
from gydesk.workflow.signoff import content_hash
from tests.helpers.desks import fill, make_desk, make_project
from tests.helpers.pdf import Paper


class Stop(Exception):  # noqa: N818  not an error
    """The user does not want it any more."""


@pytest.fixture
def desk(tmp_path):
    with make_desk(tmp_path) as desk:
        yield desk


@pytest.fixture
def project(desk):
    return make_project(desk)


def record(desk, project, form="stop_work_report", *, submit=True, **given) -> str:
    draft = desk.new_draft(form, project)
    if submit:
        fill(desk, draft, **given)
    else:
        draft.set_many(given)
    desk.save(draft)
    if submit:
        desk.submit(draft.id)
    return draft.id


def paper(desk, *ids, **more) -> Paper:
    out = BytesIO()
    print_records(desk, ids, out, **more)
    return Paper.read(out)


def test_a_record_prints_with_its_project_number_and_values(desk, project):
    id = record(desk, project, reason="期中考试，四栋楼设考场")
    printed = paper(desk, id)
    for text in ("光远科技有限公司(示例)", "示例大学校园网升级改造工程", "GY2014-001", "示例大学"):
        assert text in printed
    assert desk.head(id).number in printed
    assert "期中考试，四栋楼设考场" in printed


def test_every_copy_is_logged_with_the_content_that_was_printed(desk, project):
    id = record(desk, project)
    form = library().forms["stop_work_report"]
    paper(desk, id)
    log = desk.prints.of(id)
    assert tuple(one.copy for one in log) == form.copies
    assert {one.hash for one in log} == {content_hash(desk.records.get(id).data)}
    assert {(one.who, one.revision) for one in log} == {("吴工", 1)}
    assert all(one.at.startswith("2014-06-06T08:") for one in log)


def test_a_look_before_printing_is_not_logged(desk, project):
    id = record(desk, project)
    paper(desk, id, log=False)
    assert desk.prints.of(id) == []


def test_one_holder_alone(desk, project):
    id = record(desk, project)
    printed = paper(desk, id, copies=["customer"])
    assert printed.count("客户留存") == len(printed.pages)
    assert [one.copy for one in desk.prints.of(id)] == ["customer"]


def test_records_are_collated(desk, project):
    ids = [record(desk, project), record(desk, project)]
    printed = paper(desk, *ids)
    numbers = [desk.head(id).number for id in ids]
    found = [numbers.index(next(n for n in numbers if n in page)) for page in printed.pages]
    assert found == sorted(found)


def test_an_internal_copy_is_made_alone_and_only_when_asked_for(desk, project):
    draft = desk.new_draft("quotation", project)
    draft.add_row("lines", values={"name": "交换机", "cost_price": "4321.09"})
    desk.save(draft)
    id = draft.id
    customers = paper(desk, id)
    assert "4,321.09" not in customers
    own = paper(desk, id, internal=True)
    assert "4,321.09" in own
    assert own.count("内部联") == len(own.pages)
    assert [one.copy for one in desk.prints.of(id)][-1] == INTERNAL


def test_a_draft_and_what_waits_for_review_say_so_but_not_what_a_customer_signs(desk, project):
    draft = record(desk, project, submit=False, reason="未定")
    assert paper(desk, draft).count("草稿") >= 1
    assert "草稿" not in paper(desk, record(desk, project))
    forms = library().forms
    assert watermark(forms["stop_work_report"], "submitted") == ""
    assert watermark(forms["quotation"], "submitted") == "draft"
    assert watermark(forms["quotation"], "approved") == ""
    assert watermark(forms["quotation"], "rejected") == "draft"


def test_a_void_record_says_so(desk, project):
    id = record(desk, project)
    desk.void(id, "重复填写")
    assert paper(desk, id).count("作废") >= 1


def test_the_second_revision_says_so(desk, project):
    id = record(desk, project)
    desk.reject(id, "原因不清")
    desk.restart(id)
    draft = desk.draft(id)
    draft.set("reason", "改过的原因")
    desk.save(draft)
    desk.submit(id)
    printed = paper(desk, id)
    assert printed.count("第2版") == len(printed.pages)
    assert "改过的原因" in printed


def test_cancelling_leaves_neither_file_nor_log(desk, project, tmp_path):
    ids = [record(desk, project) for _ in range(3)]
    told = []

    def stop(done, total):
        told.append((done, total))
        if done == 2:
            raise Stop

    out = tmp_path / "all.pdf"
    with pytest.raises(Stop):
        print_records(desk, ids, out, progress=stop)
    assert told == [(1, 3), (2, 3)]
    assert not out.exists()
    assert all(desk.prints.of(id) == [] for id in ids)


def test_what_cannot_be_printed_is_told(desk):
    with pytest.raises(PaperError) as nothing:
        print_records(desk, [], BytesIO())
    assert nothing.value.code == "paper.nothing"
    with pytest.raises(StoreError) as missing:
        print_records(desk, ["01970f3c-1111-7222-8333-444455556666"], BytesIO())
    assert missing.value.code == "record.missing"


def test_an_empty_form_from_the_desk_knows_company_and_project(desk, project):
    out = BytesIO()
    print_blank(desk, "training_record", out, project=project)
    printed = Paper.read(out)
    assert "光远科技有限公司(示例)" in printed
    assert "项目名称示例大学校园网升级改造工程" in printed
    assert "GYD1" not in printed


def test_an_empty_form_needs_no_desk(tmp_path):
    out = tmp_path / "空白.pdf"
    print_blank(library(), "training_record", out, lang="en")
    assert "On-site Training Record" in Paper.read(out)


def test_a_person_of_the_company_prints_too(desk):
    person = desk.people()[0]
    assert person.values["name"] in paper(desk, person.id)
