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
    "form.twice": "{file}:{line}: '{name}' stands here a second time; an id is used once.",
    "form.reserved": "{file}:{line}: '{name}' may not be an id: the program uses it itself.",
    "form.no_such": "{file}:{line}: '{key}' names '{name}', which does not exist (known: {known}).",
    "form.not_here": "{file}:{line}: '{key}' has no meaning for a field of type '{type}'.",
    "form.illegal": "{file}:{line}: '{key}' holds a value that the field cannot have: {reason}",
    "form.kinds": "{file}:{line}: '{key}' takes '{name}', which holds another kind of value.",
    "form.formula": "{file}:{line}: {reason}",
    "form.rule_on": "{file}:{line}: a rule of kind '{kind}' cannot stand on '{name}'.",
    "form.rule_key": "{file}:{line}: a rule of kind '{kind}' takes no '{key}'.",
    "form.leak": "{file}:{line}: '{key}' would show the customer '{name}', which is internal.",
    "form.place": "{file}:{line}: the file must be forms/<department>/<id>.toml, an older version "
    "<id>.v<version>.toml.",
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
    "change.value": "A value of the kind {kind} cannot be kept; nothing was changed. "
    "This is a fault of the program: please report it.",
    "change.malformed": "A change that came from elsewhere is not as it should be (part: {what}): "
    "it was not taken. Ask its sender to send it again.",
    "change.too_large": "This is too much for one save (limit {limit} bytes); nothing was changed. "
    "Attach long texts and pictures as files.",
    "change.hash": "The change {id} was damaged or altered on its way: it was not taken. "
    "Ask its sender to send it again.",
    # domain: a form's life and number
    "state.submit": "Only a draft can be submitted. Reopen this form first to correct it.",
    "state.approve": "Only a submitted form can be approved, and each approval once.",
    "state.reject": "Only a submitted form can be returned.",
    "state.restart": "Only a returned form is made a draft again this way.",
    "state.sign": "The customer signs a submitted or approved form: submit this one first.",
    "state.sign_form": "The customer does not sign this form.",
    "state.archive": "Only an approved or signed form can be archived.",
    "state.reopen": "Only a submitted, approved or signed form can be reopened.",
    "state.void": "An archived or void form stays as it is.",
    "state.reason": "Please give the reason: it stays in the history.",
    "state.entity": "People, companies and projects are not submitted or signed.",
    "number.pattern": "The number pattern '{text}' cannot be used because of '{part}': write it "
    "like {{prefix}}-{{project_no}}-{{station}}{{seq:03d}}.",
    "number.too_long": "The number {number} is longer than {limit} characters: shorten the "
    "project number. Nothing was changed.",
    "number.station": "'{letter}' cannot be a station letter: give one to eight letters A to Z.",
    "number.project_no": "The project has no number yet: fill it in, then submit. "
    "The form is kept as a draft.",
    # store
    "db.missing": "There is no database at {place}. Check the place, or make one with gydesk init.",
    "db.newer": "{place} was written by a newer version of the program (revision {revision}) and "
    "was left as it is. Update the program on this computer.",
    "db.damaged": "The database {place} is damaged and was left as it is. Restore the last backup "
    "(it lies in the folder backups beside it), and keep the damaged file for the people who "
    "can look into it.",
    "db.foreign": "{place} is not a database of this program and was left as it is. "
    "Choose another file.",
    "db.in_use": "{place} is open in another window of the program. Use that window, or close it "
    "first.",
    "db.readonly": "Nothing can be written at {place}, so nothing was changed. Ask for the right "
    "to write there, or choose another folder.",
    "db.full": "The disk of {place} is full: the last change was not saved, everything before "
    "it was. Make room, then save again.",
    "db.unreachable": "{place} cannot be reached. Check the place, the cable or the network, "
    "then try again.",
    "db.remote_folder": "{place} lies on a stick or on the network, where a database can be "
    "damaged. Copy it to a disk of this computer and open it there.",
    "db.locked": "Another program holds {place}: the last change was not saved, everything "
    "before it was. Wait a moment, then save again.",
    "db.io": "The disk of {place} reports a fault: the last change was not saved. Back up at once "
    "to another disk, and have this one looked at.",
    "db.gone": "The database file {place} is not there any more: it was moved or replaced, or its "
    "disk was taken out. The last change was not saved. Put it back, then save again.",
    "db.closed": "The database {place} is closed already; nothing was changed.",
    "db.undone": "A part of this could not be done, so none of it was: {place} is as it was "
    "before.",
    "db.driver": "The driver for the server {place} is not installed on this computer. Use a "
    "database in a file, or ask for the driver (psycopg).",
    "device.letter": "'{text}' cannot stand in numbers: one to eight capital letters, A to Z.",
    "record.missing": "The form {id} is not in this database. It may not have come here yet.",
    "attachment.unreadable": "The file {name} cannot be read; nothing was attached. Check that "
    "it still exists and is not open elsewhere.",
    "attachment.too_large": "The file has {size} MB, and {limit} MB is the most; it was not "
    "attached. Make it smaller, or keep it elsewhere and write down where.",
    "attachment.missing": "This file is named in the form but is not in this database: it may "
    "not have come here yet. Its mark: {sha256}.",
    "attachment.damaged": "This file was damaged on the disk and is not shown. Attach the same "
    "file again to mend it, or restore a backup. Its mark: {sha256}.",
    "backup.server": "{place} is on a server: its backups are made there, by its own tools.",
    "backup.same": "{place} is the database itself; nothing was done. Choose another file.",
    "backup.full": "There is no room for {place}: the backup was not made, the database is well. "
    "Make room, or choose another disk.",
    "backup.readonly": "Nothing can be written at {place}: the backup was not made, the database "
    "is well. Choose another folder.",
    "backup.unreachable": "{place} cannot be reached: the backup was not made, the database is "
    "well. Check the folder or the stick, then try again.",
    "backup.io": "Writing {place} failed half-way (was the stick pulled out? FAT32 takes no file "
    "over 4 GB): the backup was not made, the database is well.",
    "backup.unsound": "The copy {place} was not sound and was thrown away; older backups are "
    "untouched. Run gydesk check to see whether the database itself is damaged.",
    "backup.damaged": "The backup {place} is damaged; nothing was changed. Choose another one.",
    # store: what gydesk check tells
    "check.file": "The database file is damaged: {text}. Restore the last backup.",
    "check.reference": "Line {row} of {table} names a line of {than} that is not there.",
    "check.hash": "The change {id} of the form {record} is damaged: its content is not what its "
    "mark says. Restore a backup, or take it again from where it came.",
    "check.row": "The form {record}: its '{column}' is not what its changes make. The changes "
    "hold; gydesk check --mend makes the rest again.",
    "check.row_missing": "The form {record} has changes but is not listed. gydesk check --mend "
    "lists it again.",
    "check.row_alone": "The form {record} is listed, but its changes are gone.",
    "check.gap": "Of the device {device} the changes {since} to {until} are not here.",
    "check.fork": "The device {device} has two different changes {seq}: its database was copied "
    "or restored once. Nothing is lost.",
    "check.prev": "The change {seq} of the device {device} does not follow on the one before: "
    "its database was copied or restored once. Nothing is lost.",
    "check.file_damaged": "An attached file is damaged: {sha256}. Attach it again, or restore a "
    "backup.",
    "check.file_missing": "The form {record} names an attached file that is not here (yet): "
    "{sha256}.",
    "check.search_text": "The form {record} may not be found by its text. gydesk check --mend "
    "makes the index again.",
    "check.search_index": "The index for searching is wrong in {count} places. gydesk check "
    "--mend makes it again.",
    "check.more": "… and {count} more of the kind {kind}.",
    # workflow
    "record.project_needed": "This form belongs to a project: choose one first.",
    "record.no_reference": "This form does not refer to such a form.",
    "record.frozen": "{number} was submitted and is frozen; nothing was changed. "
    "Reopen it to begin the next revision.",
    "record.deleted": "{number} lies in the bin: restore it first.",
    "record.incomplete": "{count} place(s) have to be filled or mended first: {what}. "
    "Everything typed is kept.",
    "record.paper_place": "Attach the scan of the signed paper, or note where it is kept.",
    "record.numbered": "{number} has a number that stays used: declare it void instead.",
    "project.missing": "This project is not in the database.",
    "project.taken": "There is a project {number} already: choose another number.",
    "project.has_records": "The project has {count} form(s) and stays. Delete those first.",
    "project.state": "There is no project state '{state}' (known: {known}).",
    "entity.kind": "'{kind}' cannot be added (known: {known}).",
    "signoff.name": "Please say who signed.",
    "signoff.who": "Nobody is known as {role}: record that approval with a name first.",
    "signoff.date": "'{text}' is no day up to today: write it like 2026-11-24.",
    "signoff.block": "Nobody signs at '{block}' now (open: {known}).",
    "signoff.draft": "Signatures are recorded on a submitted form: submit it first.",
    # workflow: the demo
    "demo.not_empty": "{place} holds data already, so the demo was not put there. Name a new "
    "file: gydesk --db demo.db demo.",
    "demo.file": "{file} cannot be read as TOML: {reason}. Correct it and start again.",
    "demo.key": "{place}: '{record}' has an unknown key '{name}' (known: {known}).",
    "demo.missing": "{place}: '{record}' needs the key '{name}'.",
    "demo.unknown": "{place}: '{record}': there is no {what} '{name}' (known: {known}).",
    "demo.value": "{place}: '{record}': '{name}' cannot be this: {reason}",
    "demo.empty": "{place}: '{record}': '{name}' is empty; leave the key out.",
    "demo.calculated": "{place}: '{record}': '{name}' is calculated; leave the key out.",
    "demo.no_project": "{place}: '{record}': the form {form} belongs to no project; leave the key "
    "'project' out.",
    "demo.unsigned": "{place}: '{record}': the form {form} in the state {state} has no signature "
    "of the customer; leave out 'signed_by'.",
    "demo.twice": "{place}: the key '{record}' stands at {other} already; choose another one.",
    "demo.ref": "{place}: '{record}': '{name}' names '@{key}', which is in no file.",
    "demo.ref_kind": "{place}: '{record}': '{name}' names '@{key}', a {form}: it takes another "
    "form, and no draft.",
    "demo.circle": "{place}: '{record}' names a record that names it: one of the two must not.",
    "demo.later": "a draft cannot name what is made later ({names}).",
    "demo.refused": "{place}: the desk refuses '{record}': {reason} Correct the file.",
    "demo.project": "{place}: '{record}': the papers make '{name}' {found}, the file says "
    "{wanted}: correct one of them.",
    # paper
    "paper.nothing": "There is nothing to print: no record was chosen.",
    "paper.write": "The file '{path}' cannot be written ({reason}); nothing was changed. "
    "Choose another folder, or close the program that shows it.",
    "paper.font": "The typeface '{name}' is missing or damaged: please install the program again. "
    "The records are safe.",
    # cli
    "cli.record": "There is no form '{given}': give its id or its number, as record list shows.",
    "cli.records": "Several forms have the number {given}: give one of these ids: {ids}.",
    "cli.project": "There is no project '{given}': give its id or number, as project list shows.",
    "cli.unreadable": "{name} cannot be read ({reason}); nothing was changed. "
    "Check the name, and that the file is there.",
    "cli.state": "There is no state '{state}' (known: {known}).",
    "cli.json": '{name} is not record data in JSON ({reason}): write {{"fields": {{…}}}}.',
    "cli.field": "{form} has no field or table '{name}'; gydesk form {form} lists them.",
    "cli.value": "{field}: {reason} Nothing was changed.",
    "cli.copies": "Nobody keeps a copy '{holder}' (known: {known}).",
    "cli.print_what": "Say what to print: ids, --project P, or --blank FORM.",
    "cli.print_nothing": "There is nothing to print in this project yet.",
    "cli.restore_server": "A server's database is restored with the server's own tools.",
    # ui
    "window.person": "Please enter your name: the forms are filled in with it.",
    "window.running": "GYDesk is open already but does not answer. Wait a moment and try again; "
    "if that does not help, restart the computer. What was saved is safe.",
    # ui: the form editor
    "file.not_picture": "{name} is no picture that can be shown, so it was not added: take a PNG "
    "or JPEG file.",
    "file.unwritable": "{name} could not be written: choose another folder, or make room there.",
    "file.unreadable": "{name} could not be read ({reason}), so it was not added: check the file "
    "and add it again.",
    "file.not_opened": "{name} could not be opened: a copy of it cannot be written ({reason}). "
    "The file itself is kept.",
    "form.block_too_big": "A block of {rows} rows is too big to paste at once, so nothing was "
    "pasted: take at most {limit} rows.",
}
