"""Hands on the keyboard: keys go where the system would send them, words through an input
method."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
_NONE = Qt.KeyboardModifier.NoModifier


def settle() -> None:
    """Let the window do what it has put off, deletions included."""
    QApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()


def focus() -> QWidget:
    """The widget that is written in."""
    widget = QApplication.focusWidget()
    assert widget is not None, "nothing has the focus"
    return widget


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = _NONE) -> None:
    """One key: to an open list first, as a window system does."""
    QTest.keyClick(QApplication.activePopupWidget() or focus(), key, modifiers)
    QApplication.processEvents()


def type_text(text: str) -> None:
    """Write ``text``: what has keys by keys, everything else as an input method commits it."""
    pending = ""
    for char in text:
        if char.isascii():
            commit(pending)
            pending = ""
            if char == "\n":
                press(KEY.Key_Return)
            else:
                QTest.keyClicks(QApplication.activePopupWidget() or focus(), char)
                QApplication.processEvents()
        else:
            pending += char
    commit(pending)


def preedit(text: str) -> None:
    """What an input method shows while it composes."""
    QApplication.sendEvent(focus(), QInputMethodEvent(text, []))


def commit(text: str) -> None:
    """A phrase that an input method hands over."""
    if text:
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(focus(), event)
        QApplication.processEvents()


def pause_of(editor: QWidget, milliseconds: int | None = None) -> QTimer:
    """The timer that takes in what is typed after a pause; made quicker for a test."""
    timer = editor.findChild(QTimer, "typingPause")
    assert isinstance(timer, QTimer)
    if milliseconds is not None:
        timer.setInterval(milliseconds)
    return timer
