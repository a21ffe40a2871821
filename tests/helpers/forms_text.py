"""Small catalogue files as text, for tests of the reader and the checks."""

from __future__ import annotations

from gydesk.catalogue.source import Source, parse

TRAINING = """\
id = "training_record"
zh = "现场培训记录单"
en = "On-site Training Record"
department = "engineering"
stage = "implementation"
filled_by = "project_team_member"
recipients = ["customer", "pmo"]
customer = "sign"
copies = ["company", "customer"]
prefix = "PX"
title_fields = ["subject"]
approvals = [
  { role = "project_manager", action = "review" },
]
sign_off = [
  { id = "trainer", role = "project_team_member", zh = "培训人", en = "Trainer" },
  { id = "customer", role = "customer_representative", zh = "用户确认", en = "Customer" },
]

[[section]]
id = "training"
zh = "培训"
en = "Training"
items = [
  { id = "subject", type = "text", zh = "主题", en = "About", required = true, width = "half" },
  { id = "mode", type = "choice", zh = "方式", en = "Mode", choices = "training_mode" },
  { id = "started", type = "datetime", zh = "开始", en = "From", default = "now" },
  { id = "ended", type = "datetime", zh = "结束", en = "Until" },
  { id = "log", type = "form_ref", zh = "日志", en = "Log", form = "engineering_log" },
  { id = "place", type = "text", zh = "地点", en = "Place", default = "log.work_place" },
]

[[section]]
id = "trainees"
zh = "参训人员"
en = "Trainees"
items = [
  { id = "trainees", type = "table", zh = "参训人员", en = "Trainees", columns = [
    { id = "name", type = "text", zh = "姓名", en = "Name", required = true },
    { id = "level", type = "choice", zh = "掌握程度", en = "Level", choices = "training_level" },
  ] },
  { id = "topics", type = "table", zh = "内容", en = "Topics", columns = [
    { id = "name", type = "text", zh = "内容", en = "Topic", weight = 8 },
    { id = "minutes", type = "integer", zh = "时长", en = "Minutes", unit = "分钟" },
  ] },
  { id = "total", type = "integer", zh = "合计", en = "Total", calc = "sum(topics.minutes)" },
]

[[rule]]
kind = "not_before"
field = "ended"
than = "started"

[[rule]]
kind = "min"
field = "topics.minutes"
low = 1
"""

NAME = "forms/engineering/training_record.toml"


def training(*changes: tuple[str, str]) -> Source:
    """The training record with each ``old`` text, which must be there, replaced by ``new``."""
    text = TRAINING
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return parse(text, NAME)


def line_of(source: Source, text: str) -> int:
    """The line that holds ``text``."""
    return source.text[: source.text.index(text)].count("\n") + 1
