"""A JSON Schema of the forms' files, for editors: completion, and what is wrong while typing.

Written from the dataclasses and from the names that the catalogue holds; the reader and the
checks stay what decides.
"""

from __future__ import annotations

import types
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from gydesk.catalogue import kinds
from gydesk.catalogue.check_rules import RULES
from gydesk.catalogue.library import Library
from gydesk.catalogue.read import ID, IN_FILE
from gydesk.catalogue.types import TYPES

Schema = dict[str, Any]

_DIALECT = "http://json-schema.org/draft-07/schema#"
_KINDS = (
    kinds.Form,
    kinds.Section,
    kinds.Field,
    kinds.Table,
    kinds.Prefill,
    kinds.Rule,
    kinds.Approval,
    kinds.SignOff,
    kinds.Link,
    kinds.Origin,
)
_JSON: Mapping[Any, str] = {str: "string", int: "integer", bool: "boolean"}


def form_schema(library: Library) -> Schema:
    """The schema of ``forms/<department>/<form>.toml``."""
    names = _names(library)
    definitions = {kind.__name__: _object(kind, names) for kind in _KINDS}
    definitions["Table"]["properties"]["type"] = {"const": "table"}
    form = definitions.pop("Form")
    return {"$schema": _DIALECT, "title": "GYDesk form", **form, "definitions": definitions}


def _names(library: Library) -> Mapping[str, Iterable[str]]:
    """The names that exist, by ``<kind>.<attribute>`` of what names them."""
    parties = {**library.roles, **library.departments_by_id, **library.parties}
    return {
        "Form.department": library.departments_by_id,
        "Form.stage": library.stages_by_id,
        "Form.filled_by": library.roles,
        "Form.participants": library.roles,
        "Form.supervisor": library.roles,
        "Form.recipients": parties,
        "Form.copies": library.holders,
        "Form.cadence": library.cadences,
        "Form.gate": library.gates,
        "Field.type": TYPES,
        "Field.choices": library.choices,
        "Field.form": library.forms,
        "Rule.kind": RULES,
        "Approval.role": library.roles,
        "SignOff.role": library.roles,
        "Link.form": library.forms,
    }


def _object(kind: type, names: Mapping[str, Iterable[str]]) -> Schema:
    hints = get_type_hints(kind, vars(kinds))
    assert is_dataclass(kind)
    properties: Schema = {}
    required = []
    for one in fields(kind):
        key = IN_FILE.get(one.name, one.name)
        properties[key] = _of(hints[one.name], names.get(f"{kind.__name__}.{one.name}"))
        if one.name == "id":
            properties[key]["pattern"] = f"^{ID.pattern}$"
        if one.default is MISSING and one.default_factory is MISSING:
            required.append(key)
        else:
            _tell_default(properties[key], one)
    return {
        "type": "object",
        "description": " ".join((kind.__doc__ or "").split()),
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


def _tell_default(schema: Schema, one: Field[Any]) -> None:
    if type(one.default) in _JSON and "$ref" not in schema:
        schema["default"] = one.default


def _of(hint: Any, names: Iterable[str] | None = None) -> Schema:
    """The schema of a value of the type ``hint``, one of ``names`` where they are given."""
    origin, args = get_origin(hint), get_args(hint)
    if hint is str and names is not None:
        return {"enum": list(names)}
    if hint in _JSON:
        return {"type": _JSON[hint]}
    if hint == kinds.Item:
        return {"anyOf": [_of(kinds.Field), _of(kinds.Table)]}
    if origin in (Union, types.UnionType):
        inner = [_of(arg) for arg in args if arg is not types.NoneType]
        return inner[0] if len(inner) == 1 else {"anyOf": inner}
    if origin is Literal:
        return {"enum": list(args)}
    if origin is tuple:
        return {"type": "array", "items": _of(args[0], names)}
    if origin is None:
        return {"$ref": f"#/definitions/{hint.__name__}"}
    return {"type": "object", "additionalProperties": _of(args[1])}
