"""A line for a date, with the date keys and a calendar on demand."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QLocale, QPoint, QSize, Qt
from PySide6.QtWidgets import QCalendarWidget, QVBoxLayout, QWidget

from ui.form.parts.date_keys import DateKeys
from ui.form.parts.line_field import LineField

if TYPE_CHECKING:
    from gydesk.catalogue.kinds import Field
    from ui.form.context import FormContext


class DateField(LineField):
    """Shared by date and date-time; what a moment is stored as is the type's own matter."""

    latin = True
    mark = "calendar"

    def __init__(self, field: Field, context: FormContext, parent: QWidget | None = None) -> None:
        super().__init__(field, context, parent)
        self.keys = DateKeys(self.line, self.read, self._written, context.now)
        self._calendar: _Calendar | None = None
        self.line.opened.connect(self._open)

    def stored(self, moment: datetime) -> str:
        """``moment`` in the form this type stores."""
        raise NotImplementedError

    def _written(self, moment: datetime) -> str:
        return self.shown(self.stored(moment))

    def _open(self) -> None:
        self._from = self.keys.moment()
        calendar = _Calendar(self, self._from.date(), self.context.lang)
        calendar.month.activated.connect(self._picked)
        calendar.month.clicked.connect(self._picked)
        calendar.adjustSize()
        calendar.move(_on_screen(self, calendar.size()))
        calendar.show()
        calendar.month.setFocus()
        self._calendar = calendar

    def _picked(self, day: QDate) -> None:
        if self._calendar is None:
            return
        self._calendar.close()
        self._calendar = None
        self.keys.put(datetime.combine(_day(day), self._from.time()))
        self.commit()
        self.line.setFocus(Qt.FocusReason.PopupFocusReason)


class _Calendar(QWidget):
    """A month to choose a day from, gone when a day is taken."""

    def __init__(self, parent: QWidget, day: date, lang: str) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.month = QCalendarWidget(self)
        self.month.setLocale(QLocale("zh_CN" if lang == "zh" else "en_GB"))
        self.month.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.month.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.ISOWeekNumbers)
        self.month.setSelectedDate(QDate(day.year, day.month, day.day))
        box = QVBoxLayout(self)
        box.setContentsMargins(1, 1, 1, 1)
        box.addWidget(self.month)


def _day(day: QDate) -> date:
    return date(day.year(), day.month(), day.day())


def _on_screen(field: QWidget, size: QSize) -> QPoint:
    """Below ``field``, or above it where the screen ends."""
    below = field.mapToGlobal(QPoint(0, field.height()))
    screen = field.screen().availableGeometry()
    x = max(screen.left(), min(below.x(), screen.right() - size.width()))
    if below.y() + size.height() > screen.bottom():
        return QPoint(x, field.mapToGlobal(QPoint(0, 0)).y() - size.height())
    return QPoint(x, below.y())
