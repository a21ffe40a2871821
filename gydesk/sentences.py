"""The English sentence of every known error, by its code; ``{name}`` places are its parameters.

Each says what happened, what was kept, and what to do. Translations stand in the locale.
"""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    # catalogue
    "form.syntax": "{file}:{line}: this is not TOML ({reason}). Correct the line and start again.",
    "form.unreadable": "{file}:{line}: the file cannot be read as UTF-8 text ({reason}). "
    "Restore it from the installation.",
    "form.file_missing": "{file}:{line}: the file is missing. Restore it from the installation.",
    "form.unknown_key": "{file}:{line}: unknown key '{key}' (known: {known}).",
    "form.missing_key": "{file}:{line}: the key '{wanted}' is missing.",
    "form.value": "{file}:{line}: '{key}' must be {wanted}, not '{found}'.",
    "form.id": "{file}:{line}: '{found}' is no id: small letters, figures and _ only, "
    "a letter first.",
    "form.unknown": "There is no form '{form}' here. It may come with a newer program.",
    # catalogue: formulas
    "calc.syntax": "The formula '{text}' cannot be read: write it like price * quantity.",
    "calc.too_long": "The formula '{text}…' is too long (limit {limit}): split it into fields.",
    "calc.part": "The formula '{text}' may not contain '{part}': only numbers, fields, "
    "table.column, + - * /, one comparison and the named functions.",
    "calc.function": "The formula '{text}' calls '{name}', which is no function (known: {known}).",
    "calc.arguments": "The formula '{text}' gives '{name}' the wrong arguments.",
    "calc.name": "{form}: the formula '{text}' names '{name}', which does not exist.",
    "calc.kind": "{form}: in the formula '{text}' the value '{part}' is of the wrong kind.",
    # catalogue: types
    "type.unknown": "The field '{field}' is of a type '{name}' that does not exist "
    "(known: {known}).",
    "type.kind": "A value of another kind belongs here, not {kind}; nothing was changed.",
    "type.form": "'{text}' is not spelled as such a value is kept; nothing was changed.",
    "type.text.long": "This text has {length} characters and a field takes {limit}: nothing was "
    "cut off or saved. Attach it as a file, or shorten it.",
    "type.text.control": "The text holds characters that cannot be shown or printed; "
    "nothing was changed.",
    "type.number": "'{text}' is not a number: write it as in 1234.50.",
    "type.integer": "'{text}' is not a whole number.",
    "type.places": "'{text}' has too many decimals: at most {places}.",
    "type.large": "'{text}' is too large: at most {limit}.",
    "type.bool": "'{text}' is neither yes nor no.",
    "type.date": "'{text}' is not a date: write it as in 2026-11-24 or 11-24.",
    "type.date.day": "There is no such day: {text}.",
    "type.date.range": "{text} is out of range: years {first} to {last}.",
    "type.datetime": "'{text}' is not a date with a time: write it as in 2026-11-24 9:30.",
    "type.datetime.time": "Please add the time, as in {text} 9:30.",
    "type.choice": "'{text}' is not in the list: {known}.",
    "type.choice.several": "'{text}' fits several entries: {known}. Please write more of it.",
    "type.email": "'{text}' is not an e-mail address, as in name@example.com.",
    "type.ref": "This reference is damaged (part: {part}); nothing was changed.",
    "type.files.typed": "Files are added with the button, or dropped here; they cannot be typed.",
    "type.files": "This list of files is damaged (part: {part}); nothing was changed.",
    "type.signature": "A signature is written on paper; nothing is kept here.",
    # domain: rules, told at the field
    "rule.required": "{field}: please fill this in.",
    "rule.required_if": "Needed because of {than}.",
    "rule.rows": "{field}: at least {count} line(s) are needed.",
    "rule.min": "Must be {low} or more.",
    "rule.gt": "Must be more than {low}.",
    "rule.range": "Must be between {low} and {high}.",
    "rule.not_before": "May not be before {than}.",
    "rule.not_after": "May not be after {than}.",
    "rule.not_less": "May not be less than {than}.",
    "rule.not_future": "May not be later than today.",
    "rule.equals": "Must be {limit}.",
    "rule.equals.field": "Must equal {than}.",
    "rule.warn_above": "More than {limit}: please check.",
    "rule.warn_above.field": "More than {than}: please check.",
    "rule.warn_below": "Less than {limit}: please check.",
    "rule.warn_below.field": "Less than {than}: please check.",
    "rule.warn_differs": "Not {limit}: please check.",
    "rule.warn_differs.field": "Differs from {than}: please check.",
    "rule.unique": "There is one already: {number}. Open that one, or change this value.",
    "rule.unique_in_table": "'{text}' stands in line {row} already.",
    "rule.open_ref": "{number} is not submitted, or void: choose another one.",
    "rule.phone": "Not a telephone number: 11 digits for a mobile, or area code and number.",
    "rule.ip": "Not an IP address, as in 192.168.10.1.",
    "rule.cidr": "Not a network, as in 192.168.10.0/24.",
    "rule.digits": "Figures only.",
    "rule.credit_code": "The check digit does not agree: please compare with the licence.",
    # domain
    "calc.cycle": "{form}: these fields compute each other in a circle: {names}.",
    "draft.path": "There is no field '{path}' in this form; nothing was changed.",
    # store
    # workflow
    # paper
    # cli
    "cli.record": "There is no form '{given}': give its id or its number, as record list shows.",
    "cli.records": "Several forms have the number {given}: give one of these ids: {ids}.",
    "cli.project": "There is no project '{given}': give its id or number, as project list shows.",
    "cli.json": '{name} is not record data in JSON ({reason}): write {{"fields": {{…}}}}.',
    "cli.field": "{form} has no field or table '{name}'; gydesk form {form} lists them.",
    "cli.value": "{field}: {reason} Nothing was changed.",
    "cli.print_what": "Say what to print: ids, --project P, or --blank FORM.",
    "cli.print_nothing": "There is nothing to print in this project yet.",
    "cli.restore_server": "A server's database is restored with the server's own tools.",
    # ui
}
