"""Every code the store and its changes report has a sentence."""

from __future__ import annotations

import re
from pathlib import Path

import gydesk
from gydesk.sentences import SENTENCES
from gydesk.store import failures

CODE = re.compile(r'"((?:db|backup|attachment|change|record|device|check)\.[a-z_]+)"')
NO_CODES = {"record.n"}  # a reference of the schema


def test_every_code_has_a_sentence() -> None:
    house = Path(gydesk.__file__).parent
    sources = [*(house / "store").glob("*.py"), house / "domain" / "change.py"]
    codes = {code for source in sources for code in CODE.findall(source.read_text("utf-8"))}
    assert len(codes) > 40
    assert codes - NO_CODES <= SENTENCES.keys()


def test_what_can_happen_to_a_copy_has_a_sentence_too() -> None:
    of_the_disk = set(failures._BY_ERRNO.values()) | set(failures._BY_SQLITE_CODE.values())
    kinds = {code.removeprefix("db.") for code in of_the_disk} - {"locked", "damaged"}
    assert {f"backup.{kind}" for kind in kinds | {"unsound", "unreachable"}} <= SENTENCES.keys()
