"""Commands run as a person would, on a real database file."""

from __future__ import annotations

import json

import pytest

from gydesk.cli import main


class Console:
    """Runs words on one database and keeps what they printed."""

    def __init__(self, database, capsys, folder):
        self.database = database
        self.folder = folder
        self._capsys = capsys
        self.out = self.err = ""

    def run(self, *words: str) -> int:
        """One command; the exit status."""
        self._capsys.readouterr()
        status = main(["--db", str(self.database), *words])
        self.out, self.err = self._capsys.readouterr()
        return status

    def json(self, *words: str):
        """What a command that succeeds prints with ``--json``."""
        assert self.run(*words, "--json") == 0, self.err
        return json.loads(self.out)

    def data(self, **values) -> str:
        """A file of record data; lists are tables."""
        tables = {name: value for name, value in values.items() if isinstance(value, list)}
        fields = {name: value for name, value in values.items() if name not in tables}
        file = self.folder / "data.json"
        file.write_text(json.dumps({"fields": fields, **tables}, ensure_ascii=False), "utf-8")
        return str(file)


@pytest.fixture
def console(tmp_path, capsys):
    """A database with a device, a person and a project."""
    console = Console(tmp_path / "光远 台" / "gydesk.db", capsys, tmp_path)
    console.json("init", "--name", "笔记本", "--person", "吴工", "--letter", "A")
    console.json("project", "add", "--no", "GY2014-001", "--name", "示例大学校园网升级改造工程")
    return console
