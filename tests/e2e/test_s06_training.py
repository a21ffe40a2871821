"""S06: Thursday, training at the customer (吴工)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from pypdf import PageObject, PdfReader

from gydesk.catalogue.kinds import Lang
from gydesk.paper.job import print_blank
from tests.helpers.desks import form
from tests.helpers.office import Office
from tests.helpers.pdf import squeezed

MM = 72 / 25.4
LANGS: tuple[Lang, ...] = ("zh", "en")
TRAINEES = ("罗文", "白雪", "贾明", "苗青", "凤丽", "方圆", "任强", "袁月", "柳叶")
LINE = re.compile(rb"([\d.]+) ([\d.]+) m ([\d.]+) ([\d.]+) l")


def rules(page: PageObject) -> list[tuple[float, float, float, float]]:
    """The straight lines of a page, from and to, in points from its lower left corner."""
    content = page.get_contents()
    assert content is not None
    found = LINE.findall(content.get_data())
    return [tuple(float(part) for part in one) for one in found]  # type: ignore[misc]


def starts(page: PageObject) -> list[tuple[str, float]]:
    """What a page's lines of text begin with, and how high they stand."""
    found: list[tuple[str, float]] = []

    def look(text: str, _: Any, at: Any, *__: Any) -> None:
        if text.strip():
            found.append((squeezed(text), at[5]))

    page.extract_text(visitor_text=look)
    return found


def last_cell(page: PageObject, y: float) -> tuple[float, float]:
    """Width and height in mm of the cell at the right edge of the grid."""
    lines = rules(page)
    upright = sorted({a for a, b, c, d in lines if a == c and min(b, d) <= y <= max(b, d)})
    left, right = upright[-2:]
    level = {b for a, b, c, d in lines if b == d and min(a, c) <= right - 1 <= max(a, c)}
    high = min(b for b in level if b > y) - max(b for b in level if b <= y)
    return (right - left) / MM, high / MM


def sign_cells(file: Path, names: Sequence[str] = ()) -> list[tuple[float, float]]:
    """The places to sign beside the lines of the trainees: ``names``, then empty ones."""
    line = re.compile(rf"\d+({'|'.join(names)}).+") if names else re.compile(r"\d+")
    with PdfReader(file) as reader:
        return [
            last_cell(page, y)
            for page in reader.pages
            for text, y in after_head(starts(page))
            if line.fullmatch(text) or text.isdigit()
        ]


def after_head(texts: list[tuple[str, float]]) -> list[tuple[str, float]]:
    """What stands below the head of the trainees' table."""
    columns = form("training_record").tables["trainees"].columns
    heads = [
        at
        for at, (text, _) in enumerate(texts)
        if any(columns[0].name(lang) in text and columns[-1].name(lang) in text for lang in LANGS)
    ]
    return texts[heads[0] + 1 :] if heads else []


def test_thursday_training_at_the_customer(office: Office) -> None:
    desk = office.opens("吴工", 2014, 6, 12, 14)
    draft = desk.new_draft("training_record", office.project)
    draft.set_many(
        {
            "subject": "核心交换机日常维护",
            "mode": "onsite_demo",
            "ended_at": "2014-06-12T16:30",
            "place": "信息中心机房",
        }
    )
    assert (draft.get("started_at"), draft.get("hours")) == ("2014-06-12T14:00", "2.5")
    assert (draft.get("trainer"), draft.get("trainer_company")) == (
        "吴工",
        "光远科技有限公司(示例)",
    )
    for topic in ("登录与查看状态", "VLAN划分", "配置备份与恢复"):
        draft.add_row("topics", values={"topic": topic})
    for name in TRAINEES:
        draft.add_row("trainees", values={"name": name, "department": "信息中心"})
    assert draft.get("trainee_count") == 9
    late = [draft.add_row("trainees") for _ in range(3)]
    assert draft.get("trainee_count") == 9
    desk.save(draft)

    # Printed before anyone has come, to be signed by hand.
    paper = office.paper(draft.id)
    assert paper.shows("9", "参训人数")
    assert "参训人员签到" in paper
    for number, name in enumerate(TRAINEES, 1):
        assert paper.count(f"{number}{name}信息中心") == 2, name
    cells = sign_cells(office.printed(draft.id, copies=("company",)), TRAINEES)
    assert len(cells) == 12
    for wide, high in cells:
        assert wide >= 20 - 0.01
        assert high >= 8 - 0.01
    tail = paper.text.partition("9柳叶信息中心")[2]
    assert re.match(r"/+101112\D", tail)  # room for a pen, nothing crossed out

    # Two came late and wrote their names; the third line stays empty.
    desk = office.opens("吴工", 2014, 6, 12, 17)
    draft = desk.draft(draft.id)
    assert [row["_id"] for row in draft.data["trainees"]][9:] == late
    for row, name in zip(late, ("章程", "云海"), strict=False):
        draft.set(f"trainees/{row}/name", name)
    assert draft.get("trainee_count") == 11
    missing = {problem.path for problem in office.refused(draft)}
    levels = {f"trainees/{row['_id']}/level" for row in draft.data["trainees"][:11]}
    assert missing == levels  # the customer ticks the satisfaction on paper
    draft.set_many(dict.fromkeys(levels, "basic"))
    draft.set("satisfaction", "very_satisfied")
    draft.set("photos", [office.photo("签到", caption="现场签到表")])
    desk.save(draft)
    head = desk.submit(draft.id)
    paper = office.paper(head.id)
    assert paper.shows("11", "参训人数")
    assert paper.shows("√非常满意", "用户满意度")
    assert paper.shows("现场签到表")
    assert "草稿" not in paper
    desk.sign(head.id, name="罗文", scan=[office.photo("签字扫描")])
    desk = office.opens("吴工", 2014, 6, 13)
    signed = desk.head(head.id)
    assert signed is not None
    assert (signed.state, signed.number) == ("signed", "PX-GY2014-001-A001")


@pytest.mark.parametrize("lang", LANGS)
def test_the_empty_form_has_room_to_sign(office: Office, lang: Lang) -> None:
    columns = form("training_record").tables["trainees"].columns
    assert columns[-1].type == "signature"
    file = office.folder / "blank.pdf"
    print_blank(office.desk, "training_record", file, project=office.project, lang=lang)
    cells = sign_cells(file)
    assert len(cells) >= 9
    for wide, high in cells:
        assert wide >= 20 - 0.01
        assert high >= 8 - 0.01
