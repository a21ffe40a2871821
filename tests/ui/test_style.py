"""The look: readable in light and dark, every command with its words and icon."""

from __future__ import annotations

import re
from collections import Counter
from itertools import chain

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QColor, QKeySequence
from PySide6.QtWidgets import QApplication

from gydesk import paths
from gydesk.catalogue.kinds import Lang
from gydesk.words import set_language
from ui import icons, style
from ui.actions import Actions, commands
from ui.style import DARK, LIGHT, Tokens

_ON = {
    "text": ("window", "panel", "paper", "label", "selected", "hover"),
    "muted": ("window", "panel", "paper", "label", "selected", "hover", "grey_soft"),
    "accent": ("panel", "paper", "info_soft"),
    "on_accent": ("accent",),
    "error": ("paper", "panel", "error_soft"),
    "warn": ("paper", "panel", "warn_soft"),
    "done": ("paper", "panel", "done_soft"),
}


def contrast(one: str, other: str) -> float:
    """The ratio of WCAG 2."""

    def light(colour: str) -> float:
        parts = [part / 255 for part in QColor(colour).getRgb()[:3]]
        red, green, blue = (
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_text_stands_out_from_every_ground_it_is_on(theme: Tokens) -> None:
    for ink, grounds in _ON.items():
        for ground in grounds:
            ratio = contrast(getattr(theme, ink), getattr(theme, ground))
            assert ratio >= 4.5, f"{ink} on {ground}: {ratio:.2f}"


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_the_words_of_states_stand_out(theme: Tokens, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(style, "_tokens", theme)
    for state in ("draft", "submitted", "approved", "rejected", "signed", "archived", "void"):
        ink, ground = style.state_colours(state)
        assert contrast(ink.name(), ground.name()) >= 4.5, state


def test_the_style_sheet_names_only_colours_there_are(qapp: QApplication) -> None:
    names = set(Tokens._fields)
    text = (paths.resources() / "style.qss").read_text("utf-8")
    used = set(re.findall(r"@(\w+)", text))
    assert used <= names
    assert "@" not in style._sheet(LIGHT, 1.5)
    assert "12px" in style._sheet(LIGHT, 1.0)
    assert "18px" in style._sheet(LIGHT, 1.5)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_command_has_words_and_an_icon(lang: Lang, qapp: QApplication) -> None:
    set_language(lang)
    try:
        owner = QObject()
        for action in Actions(owner):
            assert action.text() and action.statusTip() and action.toolTip()
            assert not action.icon().isNull()
            if lang == "zh":
                plain = action.text().replace("GYDesk", "")
                assert not re.search("[A-Za-z]", plain), action.text()
    finally:
        set_language("zh")


def test_no_two_commands_have_the_same_keys() -> None:
    keys = chain.from_iterable(command.keys for command in commands())
    counted = Counter(QKeySequence(key).toString() for key in keys)
    assert [key for key, count in counted.items() if count > 1] == []
    for wanted in ("Ctrl+S", "Ctrl+P", "Ctrl+F", "Ctrl+N", "F5"):
        assert counted[wanted] == 1
    assert "Ctrl+D" not in counted  # copies a line in a table


def test_icons_are_drawn_sharp_in_the_colour_of_the_text(qapp: QApplication) -> None:
    for command in commands():
        for ratio in (1.0, 2.0):
            picture = icons.pixmap(command.icon, 16, QColor("#ff0000"), ratio).toImage()
            assert picture.width() == 16 * ratio
            strong = [
                colour
                for x in range(picture.width())
                for y in range(picture.height())
                if (colour := picture.pixelColor(x, y)).alpha() > 100
            ]
            assert strong, command.icon
            assert all(c.red() > 230 and c.blue() < 20 for c in strong), command.icon
