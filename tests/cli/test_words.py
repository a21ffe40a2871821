"""Every word of the command line that this program has, on a real database."""

from __future__ import annotations

import json

import pytest
from pypdf import PdfReader

LOG = {
    "log_date": "2014-05-06",
    "weather": "晴",
    "work_place": "图书馆三层",
    "people": [{"trade": "engineer", "names": "吴工、郑工", "headcount": 2, "hours": "8"}],
    "work_items": [{"item": "桥架安装", "quantity": "40", "progress": "30"}],
}


def add_log(console, **more) -> str:
    return console.json(
        "record", "add", "engineering_log", "--project", "GY2014-001", "--data",
        console.data(**{**LOG, **more}),
    )["id"]  # fmt: skip


class TestBeginning:
    def test_init_tells_the_device(self, console):
        told = console.json("init")
        assert (told["letter"], told["name"], told["person"]) == ("A", "笔记本", "吴工")

    def test_without_a_database_nothing_is_made(self, console, tmp_path):
        console.database = tmp_path / "none.db"
        assert console.run("record", "list") == 1
        assert "db.missing" in console.err
        assert not console.database.exists()

    def test_no_word_and_a_wrong_word_are_wrong_usage(self, console):
        assert console.run("frobnicate") == 2
        assert console.run() == 2
        assert console.run("record") == 2


class TestForms:
    def test_all_forms_are_listed(self, console):
        rows = console.json("forms")
        assert len(rows) == 60
        assert {"engineering_log", "training_record"} <= {row["id"] for row in rows}

    def test_a_form_is_described_with_every_field(self, console):
        told = console.json("form", "training_record")
        assert told["id"] == "training_record"
        items = [item for section in told["sections"] for item in section["items"]]
        assert any("columns" in item for item in items)

    def test_the_schema_for_editors_knows_every_field_type(self, console):
        from gydesk.catalogue.types import TYPES

        told = json.dumps(console.json("schema"))
        assert all(f'"{name}"' in told for name in TYPES)

    def test_an_unknown_form_is_refused(self, console):
        assert console.run("form", "nonsense") == 1
        assert "form.unknown" in console.err


class TestProjects:
    def test_a_project_is_listed_and_shown(self, console):
        (row,) = console.json("project", "list")
        assert row["project_no"] == "GY2014-001"
        shown = console.json("project", "show", "GY2014-001")
        assert shown["id"] == row["id"]
        assert shown["name"] == "示例大学校园网升级改造工程"

    def test_a_second_one_with_the_same_number_is_refused(self, console):
        assert console.run("project", "add", "--no", "GY2014-001", "--name", "又一个") == 1
        assert "project.taken" in console.err


class TestRecords:
    def test_a_log_is_filled_shown_and_found(self, console):
        made = add_log(console)
        shown = console.json("record", "show", made)
        assert shown["fields"]["weather"] == "sunny"
        assert shown["fields"]["weekday"] == "星期二"
        assert shown["fields"]["headcount_total"] == 2
        assert shown["work_items"][0]["progress"] == "30"
        assert shown["state"] == "draft"
        (row,) = console.json("record", "list", "--form", "engineering_log", "--search", "图书馆")
        assert row["id"] == made
        assert console.json("record", "list", "--search", "没有的词") == []

    def test_what_show_prints_can_be_set_again(self, console):
        made = add_log(console)
        shown = console.json("record", "show", made)
        shown["fields"]["work_place"] = "行政楼"
        shown["people"].append({"trade": "crew", "names": "马队长等", "headcount": 9})
        file = console.folder / "again.json"
        file.write_text(json.dumps(shown, ensure_ascii=False), "utf-8")
        told = console.json("record", "set", made, "--data", str(file))
        assert told["fields"]["work_place"] == "行政楼"
        assert told["fields"]["headcount_total"] == 11
        assert told["people"][0]["_id"] == shown["people"][0]["_id"]

    def test_a_table_that_is_set_becomes_just_that(self, console):
        made = add_log(console)
        rows = [{"item": "穿线", "progress": "10"}, {"item": "打线", "progress": "20"}]
        told = console.json("record", "set", made, "--data", console.data(work_items=rows))
        assert [row["item"] for row in told["work_items"]] == ["穿线", "打线"]

    @pytest.mark.parametrize(
        ("values", "code"),
        [
            ({"log_date": "2014-02-30"}, "cli.value"),
            ({"temperature_low": "abc"}, "cli.value"),
            ({"weather": "nonsense"}, "cli.value"),
            ({"no_such_field": 1}, "cli.field"),
            ({"people": [{"nonsense": 1}]}, "cli.field"),
            ({"work_place": "长" * 5_000_000}, "cli.value"),
        ],
    )
    def test_bad_values_are_refused_and_nothing_is_changed(self, console, values, code):
        made = add_log(console)
        before = console.json("record", "show", made)
        assert console.run("record", "set", made, "--data", console.data(**values)) == 1
        assert f"[{code}]" in console.err
        assert console.err.count("\n") == 1
        assert console.json("record", "show", made) == before

    def test_what_is_no_json_is_refused(self, console):
        file = console.folder / "bad.json"
        file.write_text("{'fields': 1}", "utf-8")
        assert console.run("record", "set", add_log(console), "--data", str(file)) == 1
        assert "cli.json" in console.err

    def test_a_record_goes_its_way_by_number(self, console):
        made = add_log(console)
        submitted = console.json("record", "submit", made)
        number = submitted["number"]
        assert number == "RZ-GY2014-001-20140506-A01"
        assert submitted["state"] == "submitted"
        assert console.json("record", "approve", number, "--name", "陈项目")["state"] == "approved"
        assert console.json("record", "archive", number)["state"] == "archived"

    def test_an_incomplete_one_is_not_submitted(self, console):
        made = add_log(console, work_place="")
        assert console.run("record", "submit", made) == 1
        assert "record.incomplete" in console.err
        assert console.json("record", "show", made)["number"] == ""

    def test_what_the_customer_signed_is_archived_with_a_note(self, console):
        made = console.json(
            "record", "add", "stop_work_report", "--project", "GY2014-001", "--data",
            console.data(
                commencement_ref="KG-GY2014-001-A001", stopped_at="2014-06-03 12:00",
                expected_restart="2014-06-16", extent="全部停工", responsible_side="用户方",
                cause="site", stopped_parts="机房", reason="吊顶未完", progress_at_stop="22%",
                schedule_impact_days=13, restart_conditions="吊顶完成",
            ),
        )["id"]  # fmt: skip
        if console.run("record", "submit", made):
            pytest.fail(console.err)
        assert console.json("record", "sign", made, "--name", "华主任")["state"] == "signed"
        assert console.run("record", "archive", made) == 1
        told = console.json("record", "archive", made, "--note", "资料室3号柜")
        assert told["state"] == "archived"

    def test_what_was_sent_back_is_taken_up_again(self, console):
        made = add_log(console)
        console.json("record", "submit", made)
        told = console.json("record", "reject", made, "--reason", "缺照片")
        assert told["state"] == "rejected"
        told = console.json("record", "restart", made)
        assert (told["state"], told["revision"]) == ("draft", 2)

    def test_void_wants_a_reason_and_keeps_the_number(self, console):
        made = add_log(console)
        number = console.json("record", "submit", made)["number"]
        assert console.run("record", "void", number) == 2
        told = console.json("record", "void", number, "--reason", "写错日期")
        assert (told["state"], told["number"]) == ("void", number)

    def test_what_is_deleted_can_be_restored(self, console):
        made = add_log(console)
        assert console.json("record", "delete", made)["alive"] is False
        assert console.json("record", "list") == []
        assert [row["id"] for row in console.json("record", "list", "--deleted")] == [made]
        assert console.json("record", "restore", made)["alive"] is True

    def test_history_tells_every_change(self, console):
        made = add_log(console)
        console.json("record", "set", made, "--data", console.data(work_place="食堂"))
        history = console.json("record", "history", made)
        assert [one["set"].get("work_place") for one in history] == ["图书馆三层", "食堂"]
        assert {one["author"] for one in history} == {"吴工"}

    def test_english_is_told_on_request(self, console):
        assert console.run("--lang", "en", "record", "show", "nonsense") == 1
        assert console.err.isascii()
        assert console.run("--lang", "zh", "record", "show", "nonsense") == 1
        assert not console.err.isascii()


class TestPrinting:
    def test_a_record_is_printed(self, console, tmp_path):
        made = add_log(console)
        out = tmp_path / "log.pdf"
        assert console.json("print", made, "-o", str(out))["records"] == 1
        text = "".join("".join(p.extract_text().split()) for p in PdfReader(out).pages)
        assert "图书馆三层" in text

    def test_a_blank_form_is_printed(self, console, tmp_path):
        out = tmp_path / "blank.pdf"
        assert console.run("print", "--blank", "training_record", "-o", str(out)) == 0
        assert "培训" in PdfReader(out).pages[0].extract_text()

    def test_a_copy_for_nobody_is_refused(self, console, tmp_path):
        made = add_log(console)
        out = tmp_path / "log.pdf"
        assert console.run("print", made, "-o", str(out), "--copies", "company,nobody") == 1
        assert "cli.copies" in console.err
        assert not out.exists()

    def test_nothing_named_to_print_is_told(self, console):
        assert console.run("print") == 1
        assert "cli.print_what" in console.err


class TestKeeping:
    def test_a_sound_database_is_told(self, console):
        add_log(console)
        assert [one for one in console.json("check") if one["severity"] == "error"] == []

    def test_a_backup_is_brought_back(self, console, tmp_path):
        made = add_log(console)
        copy = tmp_path / "copy.db"
        assert console.run("backup", "-o", str(copy)) == 0
        console.json("record", "set", made, "--data", console.data(work_place="后来"))
        assert console.run("restore", str(copy)) == 0
        shown = console.json("record", "show", made)
        assert shown["fields"]["work_place"] == "图书馆三层"

    def test_every_part_works_in_the_self_test(self, console):
        assert all(row["ok"] for row in console.json("self-test"))
