"""``forms`` and ``form``: the catalogue."""

from __future__ import annotations

import argparse
import json
from typing import Any

from gydesk.cli.command import Context, Words, word
from gydesk.cli.output import plain
from gydesk.words import language, tr


def define(words: Words, common: argparse.ArgumentParser) -> None:
    """Add this group's words."""
    word(words, common, "forms", _forms, tr("list the forms"))
    form = word(words, common, "form", _form, tr("describe one form"))
    form.add_argument("form", metavar="FORM")
    word(words, common, "schema", _schema, tr("the JSON Schema of a form's file, for editors"))


def _forms(context: Context) -> None:
    from gydesk.catalogue.library import library

    rows = [
        {
            "id": form.id,
            "zh": form.zh,
            "en": form.en,
            "department": form.department,
            "stage": form.stage,
            "version": form.version,
            "prefix": form.prefix,
            "customer": form.customer,
        }
        for form in library().forms.values()
    ]
    names = {"zh": tr("Form")} if language() == "zh" else {"en": tr("Form")}
    columns = {"id": "ID", **names, "department": tr("Department"), "stage": tr("Stage")}
    context.out.rows(rows, columns)


def _form(context: Context) -> None:
    from gydesk.catalogue.library import library

    form = library().form(context.given.form)
    lang = language()
    lines = [f"{form.name(lang)} ({form.id}, v{form.version})"]
    for section in form.sections:
        lines.append(f"  {section.name(lang)}")
        for item in section.items:
            columns = getattr(item, "columns", None)
            if columns is None:
                lines.append(f"    {item.id}: {item.name(lang)}")
            else:
                inside = ", ".join(f"{one.id}: {one.name(lang)}" for one in columns)
                lines.append(f"    {item.id}: {item.name(lang)} [{inside}]")
    described: dict[str, Any] = plain(form)
    context.out.one(described, "\n".join(lines))


def _schema(context: Context) -> None:
    from gydesk.catalogue.library import library
    from gydesk.catalogue.schema import form_schema

    schema = form_schema(library())
    context.out.one(schema, json.dumps(schema, ensure_ascii=False, indent=2))
