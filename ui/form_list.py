"""The forms of a department by stage, with how many records each has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from gydesk.words import tr
from ui import style

if TYPE_CHECKING:
    from gydesk.catalogue.kinds import Form, Lang
    from gydesk.catalogue.library import Library

_FORM = Qt.ItemDataRole.UserRole
_COUNT = Qt.ItemDataRole.UserRole + 1
_Index = QModelIndex | QPersistentModelIndex


class FormList(QTreeView):
    """Stages as quiet headings, forms below them."""

    chosen = Signal(str, bool)
    """A form's id, and whether Enter was pressed: the records are wanted next."""

    def __init__(self, library: Library, lang: Lang, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._lang = lang
        self._items: dict[str, QStandardItem] = {}
        self._rows = QStandardItemModel(self)
        self.setObjectName("plain")
        self.setAccessibleName(tr("Forms by stage"))
        self.setModel(self._rows)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setItemsExpandable(False)
        self.setIndentation(0)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setItemDelegate(_Row(self))
        self.activated.connect(self._entered)
        self.clicked.connect(self._picked)

    def show_forms(self, forms: Sequence[Form], current_stage: str = "") -> None:
        """List ``forms``, which come in handbook order, under their stages."""
        selection = self.selectionModel()
        selection.blockSignals(True)
        self._rows.clear()
        self._items.clear()
        for stage in self._library.stages:
            here = [form for form in forms if form.stage == stage.id]
            if not here:
                continue
            name = stage.name(self._lang)
            if stage.id == current_stage:
                name = tr("{stage} (now)", stage=name)
            heading = QStandardItem(name)
            heading.setFlags(Qt.ItemFlag.ItemIsEnabled)
            for form in here:
                item = QStandardItem(form.name(self._lang))
                item.setData(form.id, _FORM)
                trigger = form.trigger if self._lang == "zh" else form.trigger_en or form.trigger
                item.setToolTip("\n".join(t for t in (form.name(self._lang), trigger) if t))
                item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
                heading.appendRow(item)
                self._items[form.id] = item
            self._rows.appendRow(heading)
        self.expandAll()
        selection.blockSignals(False)

    def forms(self) -> list[str]:
        """The ids that are listed, from top to bottom."""
        return list(self._items)

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """How many records each form has."""
        for form_id, item in self._items.items():
            count = counts.get(form_id, 0)
            if item.data(_COUNT) != count:
                item.setData(count, _COUNT)
                item.setAccessibleText(tr("{form}, {count} records", form=item.text(), count=count))

    def select(self, form_id: str) -> None:
        """Mark a form without telling anybody."""
        item = self._items.get(form_id)
        selection = self.selectionModel()
        selection.blockSignals(True)
        self.setCurrentIndex(item.index() if item is not None else QModelIndex())
        selection.blockSignals(False)
        if item is not None:
            self.scrollTo(item.index())
        self.viewport().update()

    def current(self) -> str:
        """The marked form's id; "" without one."""
        return str(self.currentIndex().data(_FORM) or "")

    def currentChanged(self, current: _Index, previous: _Index) -> None:
        """The arrows choose as they pass."""
        super().currentChanged(current, previous)
        if self.hasFocus() and not self.selectionModel().signalsBlocked():
            self._picked(current)

    @Slot(QModelIndex)
    def _picked(self, index: _Index) -> None:
        form_id = index.data(_FORM)
        if form_id:
            self.chosen.emit(str(form_id), False)

    @Slot(QModelIndex)
    def _entered(self, index: QModelIndex) -> None:
        form_id = index.data(_FORM)
        if form_id:
            self.chosen.emit(str(form_id), True)

    def sizeHint(self) -> QSize:
        return QSize(style.px(280), style.px(300))


class _Row(QStyledItemDelegate):
    """A stage in small grey type; a form with its count at the right."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        colours = style.tokens()
        rect: QRect = option.rect
        painter.save()
        painter.setFont(option.font)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        if not index.data(_FORM):
            font = painter.font()
            font.setPointSizeF(font.pointSizeF() * 0.9)
            painter.setFont(font)
            painter.setPen(colours.muted)
            inside = rect.adjusted(style.px(12), style.px(6), -4, 0)
            painter.drawText(inside, flags, str(index.data()))
            painter.restore()
            return
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected or option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, colours.selected if selected else colours.hover)
        if selected and option.state & QStyle.StateFlag.State_HasFocus:
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), colours.accent)
        count = index.data(_COUNT) or 0
        inside = rect.adjusted(style.px(20), 0, -style.px(10), 0)
        if count:
            painter.setPen(colours.muted)
            text = str(count)
            painter.drawText(inside, flags | Qt.AlignmentFlag.AlignRight, text)
            inside.setRight(inside.right() - painter.fontMetrics().horizontalAdvance(text) - 8)
        painter.setPen(colours.text if count or selected else colours.muted)
        elided = painter.fontMetrics().elidedText(
            str(index.data()), Qt.TextElideMode.ElideRight, inside.width()
        )
        painter.drawText(inside, flags, elided)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        extra = 9 if index.data(_FORM) else 14
        return QSize(style.px(120), option.fontMetrics.height() + style.px(extra))
