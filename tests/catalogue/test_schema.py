"""The schema for editors says what the reader takes: all shipped files, and no misspelt key."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from typing import Any

import pytest

from gydesk.catalogue.library import library
from gydesk.catalogue.schema import form_schema
from gydesk.paths import resources
from tests.helpers.forms_text import TRAINING

SCHEMA = form_schema(library())
FILES = sorted(resources().glob("forms/*/*.toml"))
TYPES: dict[str, type] = {
    "string": str,
    "integer": int,
    "boolean": bool,
    "array": list,
    "object": dict,
}


def faults(value: Any, schema: dict[str, Any], path: str = "") -> Iterator[str]:
    """What ``schema`` has against ``value``, as far as its words are used here."""
    if "$ref" in schema:
        schema = SCHEMA["definitions"][schema["$ref"].rpartition("/")[2]]
    if "anyOf" in schema:
        tried = [list(faults(value, one, path)) for one in schema["anyOf"]]
        if all(tried):
            yield min(tried, key=len)[0]
        return
    if value not in schema.get("enum", [value]) or value != schema.get("const", value):
        yield f"{path}: {value!r}"
    wanted = schema.get("type")
    if wanted and type(value) is not TYPES[wanted]:
        yield f"{path}: {type(value).__name__}"
    elif wanted == "string" and not re.search(schema.get("pattern", ""), value):
        yield f"{path}: {value}"
    elif wanted == "array":
        for index, one in enumerate(value):
            yield from faults(one, schema["items"], f"{path}[{index}]")
    elif wanted == "object":
        yield from faults_inside(value, schema, path)


def faults_inside(value: dict[str, Any], schema: dict[str, Any], path: str) -> Iterator[str]:
    known = schema.get("properties", {})
    yield from (f"{path}: no {key}" for key in schema.get("required", []) if key not in value)
    for key, one in value.items():
        inner = known.get(key, schema["additionalProperties"])
        if inner is False:
            yield f"{path}.{key}"
        else:
            yield from faults(one, inner, f"{path}.{key}")


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_form_keeps_to_the_schema(file: Any) -> None:
    assert list(faults(tomllib.loads(file.read_text(encoding="utf-8")), SCHEMA)) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("required = true, width", "requierd = true, width"),
        ('"half"', '"quarter"'),
        ("weight = 8", 'weight = "8"'),
        ('type = "datetime"', 'type = "moment"'),
        ('choices = "training_mode"', 'choices = "modes"'),
        ('kind = "min"', 'kind = "minimum"'),
        ('role = "project_manager"', 'role = "cook"'),
        ('id = "subject"', 'id = "Subject"'),
        ('zh = "结束", ', ""),
        ('recipients = ["customer", "pmo"]', 'recipients = "pmo"'),
    ],
)
def test_what_the_reader_refuses_the_schema_refuses(old: str, new: str) -> None:
    assert list(faults(tomllib.loads(TRAINING), SCHEMA)) == []
    assert list(faults(tomllib.loads(TRAINING.replace(old, new, 1)), SCHEMA))


def test_the_schema_is_plain_json_and_tells_what_things_are() -> None:
    assert json.loads(json.dumps(SCHEMA)) == SCHEMA
    assert SCHEMA["definitions"]["Field"]["properties"]["weight"] == {
        "type": "integer",
        "default": 4,
    }
    assert "signature block" in SCHEMA["definitions"]["SignOff"]["description"]
    assert SCHEMA["definitions"]["Field"]["properties"]["type"]["enum"]
