"""What crosses folders: the order of imports, words in both languages, one widget a field type."""

from __future__ import annotations

import importlib.util
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def words():
    """The script that compiles the words."""
    spec = importlib.util.spec_from_file_location("build_words", ROOT / "build" / "words.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class TestWords:
    def test_every_word_of_the_program_has_a_chinese_one_and_none_is_left_over(self, words):
        chinese = {str(message.id) for message in words.translated() if message.id}
        used = set(words.used()) - {""}
        assert used - chinese == set()
        assert chinese - used == set()

    def test_a_translation_keeps_the_places_of_its_parameters(self, words):
        def places(text: str) -> set[str]:
            return set(re.findall(r"(?<!\{)\{(\w+)\}", text))

        for message in words.translated():
            if message.id:
                assert places(message.id) == places(str(message.string)), message.id

    def test_the_compiled_words_are_those_of_the_sources(self, words):
        assert words.COMPILED.read_bytes() == words.compiled(words.translated())


class TestImports:
    def test_imports_run_one_way(self, monkeypatch):
        from importlinter.cli import lint_imports

        monkeypatch.chdir(ROOT)
        assert lint_imports(cache_dir=None) == 0

    def test_every_module_has_a_docstring(self):
        for path in (file for part in ("gydesk", "ui") for file in (ROOT / part).rglob("*.py")):
            text = path.read_text("utf-8").lstrip()
            assert text.startswith('"""'), path


class TestCatalogueAndWindow:
    def test_each_field_type_has_a_widget_of_the_same_name(self):
        from gydesk.catalogue.types import TYPES
        from ui.form.fields import WIDGETS

        assert set(TYPES) == set(WIDGETS)
        modules = {path.stem for path in (ROOT / "ui/form/fields").glob("*.py")}
        assert set(TYPES) <= modules


class TestTree:
    def test_no_lock_file_names_a_host(self):
        for name in ("requirements.txt", "requirements-dev.txt"):
            text = (ROOT / "build" / name).read_text("utf-8")
            assert "://" not in text
            assert text.count("--hash=") > text.count("==")

    def test_the_lock_files_hold_what_the_project_asks_for(self):
        project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
        wanted = project["project"]["dependencies"]
        groups = project["dependency-groups"]
        run = (ROOT / "build/requirements.txt").read_text("utf-8").lower()
        dev = (ROOT / "build/requirements-dev.txt").read_text("utf-8").lower()
        for package in wanted:
            assert package.lower() in run
        for package in (*wanted, *groups["dev"], *groups["pg"]):
            assert package.lower() in dev

    def test_shipped_faces_have_their_licence_beside_them(self):
        fonts = ROOT / "resources" / "fonts"
        told = (fonts / "README.md").read_text("utf-8")
        for face in fonts.glob("*.ttf"):
            assert f"`{face.name}`" in told
