"""总览: how the project stands, what waits, what is missing; one press opens each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from gydesk.errors import DeskError
from gydesk.words import tr
from ui import style
from ui.empty import Empty
from ui.line import Line
from ui.state_pill import StatePill

if TYPE_CHECKING:
    from gydesk.catalogue.kinds import Lang
    from gydesk.store.query import RecordHead
    from gydesk.workflow.desk import Desk
    from gydesk.workflow.overview import FormStanding, StageStanding
    from gydesk.workflow.overview import Overview as Standing
    from ui.actions import Actions
    from ui.work import Progress, Task, Work

_SHOWN = 12
_NARROW = 760
"""Below this width, in pixels at 100 %, everything stands in one column."""


class OverviewPage(QWidget):
    """Built anew whenever it comes to the front: some dozens of lines."""

    record_wanted = Signal(str)
    form_wanted = Signal(str)
    project_wanted = Signal(str)
    failed = Signal(object)

    def __init__(
        self,
        desk: Desk,
        work: Work,
        lang: Lang,
        actions: Actions,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._work = work
        self._task: Task | None = None
        self._lang = lang
        self._actions = actions
        self._project = ""
        self._narrow: bool | None = None
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.timeout.connect(self._show_again)
        self.empty = Empty("folder", self)
        self.area = QScrollArea(self)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.stack = QStackedWidget(self)
        self.stack.addWidget(self.area)
        self.stack.addWidget(self.empty)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.stack)

    def show_project(self, project: str) -> None:
        """Show a project, or all of them; the records are read off this thread, and what was
        shown of the same project stays until they are there."""
        self._project = project
        self._narrow = self.width() < style.px(_NARROW)
        try:
            if not self._desk.projects():
                self._show_first()
                return
            values = self._desk.project(project) if project else None
        except DeskError as error:
            self.failed.emit(error)
            return
        state = str((values or {}).get("lifecycle_state") or "")
        if self._task is not None:
            self._task.cancel()
        op = partial(_read, self._desk, project, state)
        self._task = self._work.run(op).then(self._fill).failed(self._not_read)

    @Slot(object)
    def _not_read(self, error: Exception) -> None:
        self._task = None
        self.failed.emit(error)

    @Slot(object)
    def _fill(self, read: tuple[str, Standing]) -> None:
        self._task = None
        project, standing = read
        if project != self._project:
            return
        page = QWidget()
        box = QVBoxLayout(page)
        margin = style.px(20)
        box.setContentsMargins(margin, style.px(16), margin, margin)
        box.setSpacing(style.px(14))
        box.addWidget(self._head(project))
        columns = QHBoxLayout()
        columns.setSpacing(style.px(14))
        left, right = QVBoxLayout(), QVBoxLayout()
        for column in (left, right):
            column.setSpacing(style.px(14))
        if project:
            self._fill_project(standing, left, right)
        else:
            self._fill_all(standing, left, right)
        left.addStretch()
        right.addStretch()
        if self._narrow:
            box.addLayout(right)
            box.addLayout(left)
        else:
            columns.addLayout(left, 5)
            columns.addLayout(right, 3)
            box.addLayout(columns)
        box.addStretch()
        self.area.setWidget(page)
        self.stack.setCurrentWidget(self.area)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column or two."""
        super().resizeEvent(event)
        if self._narrow is not None and self._narrow != (self.width() < style.px(_NARROW)):
            self._again.start()

    @Slot()
    def _show_again(self) -> None:
        self.show_project(self._project)

    def _show_first(self) -> None:
        self.empty.tell(
            tr("Begin with a project"),
            tr(
                "Enter your first project, or look at the sample data: three projects to try "
                "everything with, apart from your own."
            ),
            self._actions["new_project"],
            self._actions["demo"],
        )
        self.stack.setCurrentWidget(self.empty)

    # ---- parts of the page

    def _head(self, project: str) -> QWidget:
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(style.px(10))
        values = self._desk.project(project) if project else None
        title = QLabel(str((values or {}).get("name") or "") or tr("All projects"))
        title.setFont(style.heading(self.font(), 1.55))
        title.setWordWrap(True)
        title.setTextFormat(Qt.TextFormat.PlainText)
        texts = QVBoxLayout()
        texts.setSpacing(style.px(2))
        texts.addWidget(title)
        if values is not None:
            told = (values.get("project_no"), values.get("customer_name"))
            dates = [str(values.get(name) or "") for name in ("planned_start", "planned_finish")]
            manager = str(values.get("project_manager") or "")
            parts = [str(part) for part in told if part]
            parts += [tr("Manager {name}", name=manager)] if manager else []
            if all(dates):
                parts.append(tr("Planned {start} to {finish}", start=dates[0], finish=dates[1]))
            below = QLabel("　".join(parts) if self._lang == "zh" else "   ".join(parts))
            below.setObjectName("hint")
            below.setTextFormat(Qt.TextFormat.PlainText)
            below.setWordWrap(True)
            texts.addWidget(below)
        row.addLayout(texts, 1)
        if values is not None:
            state = str(values.get("lifecycle_state") or "")
            pill = StatePill(head)
            name = self._desk.library.choice("lifecycle", state, self._lang)
            pill.show_state(name, "submitted" if state != "stopped" else "rejected")
            row.addWidget(pill, 0, Qt.AlignmentFlag.AlignTop)
        return head

    def _fill_project(self, standing: Standing, left: QVBoxLayout, right: QVBoxLayout) -> None:
        left.addWidget(self._stages(standing.stages))
        right.addWidget(self._waiting(standing))
        if standing.missing:
            lines = [self._form_line(form.id, form.name(self._lang)) for form in standing.missing]
            right.addWidget(
                self._card(
                    tr("Not made yet, although the stage is over"),
                    lines,
                    tr("Made on paper elsewhere? Then it comes with the next data from there."),
                )
            )
        right.addWidget(
            self._card(
                tr("Last logs"),
                [self._record_line(head, form=False) for head in standing.logs],
                "" if standing.logs else tr("No log yet."),
            )
        )

    def _fill_all(self, standing: Standing, left: QVBoxLayout, right: QVBoxLayout) -> None:
        lines = []
        for row in self._desk.projects():
            state = self._desk.library.choice("lifecycle", row.state, self._lang)
            kind = "rejected" if row.state == "stopped" else "submitted"
            line = Line(row.id, row.name or row.project_no, row.customer_name, state=(state, kind))
            line.opened.connect(self.project_wanted)
            lines.append(line)
        left.addWidget(self._card(tr("Projects"), lines))
        left.addWidget(
            self._card(tr("Changed last"), [self._record_line(one) for one in standing.latest])
        )
        right.addWidget(self._waiting(standing))

    def _waiting(self, standing: Standing) -> QWidget:
        shown = standing.waiting[:_SHOWN]
        left = standing.waiting_count - len(shown)
        note = tr("… and {count} more", count=left) if left else ""
        if not shown:
            note = tr("Nothing waits: no draft, nothing sent back, nothing to be approved.")
        return self._card(tr("Waiting"), [self._record_line(head) for head in shown], note)

    def _stages(self, stages: Sequence[StageStanding]) -> QFrame:
        """One card: a row a stage, its forms in two columns."""
        card = self._card(tr("Forms by stage"))
        bold = QFontMetrics(style.heading(self.font(), 1.0))
        words = (word for one in stages for word in one.stage.name(self._lang).split())
        wide = max(map(bold.horizontalAdvance, words), default=0) + style.px(16)
        for place, standing in enumerate(stages):
            row = QFrame(card)
            row.setObjectName("stageRow" if place else "firstRow")
            grid = QGridLayout(row)
            grid.setContentsMargins(0, style.px(4), 0, style.px(4))
            grid.setHorizontalSpacing(style.px(6))
            grid.setVerticalSpacing(0)
            name = standing.stage.name(self._lang)
            label = QLabel(tr("{stage} (now)", stage=name) if standing.now else name, row)
            label.setObjectName("" if standing.now else "muted")
            if standing.now:
                label.setFont(style.heading(self.font(), 1.0))
            label.setWordWrap(True)
            label.setFixedWidth(max(wide, style.px(104)))
            label.setContentsMargins(style.px(8), style.px(4), 0, 0)
            lines = -(-len(standing.forms) // 2)
            grid.addWidget(label, 0, 0, lines, 1, Qt.AlignmentFlag.AlignTop)
            for at, one in enumerate(standing.forms):
                grid.addWidget(self._standing_line(one), at // 2, 1 + at % 2)
            if len(standing.forms) == 1:
                grid.addWidget(QWidget(row), 0, 2)
            grid.setColumnStretch(1, 1)
            grid.setColumnStretch(2, 1)
            layout = card.layout()
            assert layout is not None
            layout.addWidget(row)
        return card

    def _standing_line(self, one: FormStanding) -> Line:
        name = one.form.name(self._lang)
        if not one.count:
            return self._form_line(one.form.id, name, quiet=not one.missing)
        states = self._desk.library.states
        open_ones = [s for s in ("rejected", "draft", "submitted") if one.states.get(s)]
        state = None
        if open_ones:
            worst = open_ones[0]
            count = one.states[worst]
            word = states[worst].name(self._lang)
            state = (f"{word} {count}" if count > 1 else word, worst)
        elif one.latest is not None and one.count == 1:
            state = (states[one.latest.state].name(self._lang), one.latest.state)
        detail = str(one.count) if one.count > 1 else ""
        return self._form_line(one.form.id, name, detail, state=state)

    def _form_line(
        self,
        form: str,
        name: str,
        detail: str = "",
        *,
        state: tuple[str, str] | None = None,
        quiet: bool = False,
    ) -> Line:
        line = Line(form, name, detail, state=state, quiet=quiet)
        line.opened.connect(self.form_wanted)
        return line

    def _record_line(self, head: RecordHead, *, form: bool = True) -> Line:
        name = self._desk.library.name_of("form", head.form, self._lang)
        state = self._desk.library.states.get(head.state)
        word = (state.name(self._lang), head.state) if state else None
        if form:
            told = "　".join(part for part in (head.date, head.title) if part)
            line = Line(head.id, name, told, state=word)
        else:
            line = Line(head.id, head.date, head.title or head.person, state=word)
        line.opened.connect(self.record_wanted)
        return line

    def _card(self, title: str, lines: Iterable[QWidget] = (), note: str = "") -> QFrame:
        card = QFrame()
        card.setObjectName("card")
        box = QVBoxLayout(card)
        box.setContentsMargins(style.px(10), style.px(10), style.px(10), style.px(10))
        box.setSpacing(0)
        heading = QLabel(title, card)
        heading.setFont(style.heading(self.font(), 1.0))
        heading.setContentsMargins(style.px(8), 0, 0, style.px(6))
        box.addWidget(heading)
        for line in lines:
            box.addWidget(line)
        if note:
            told = QLabel(note, card)
            told.setObjectName("hint")
            told.setWordWrap(True)
            told.setContentsMargins(style.px(8), style.px(4), style.px(8), 0)
            box.addWidget(told)
        return card


def _read(desk: Desk, project: str, state: str, progress: Progress) -> tuple[str, Standing]:
    from gydesk.workflow.overview import overview

    return project, overview(desk, project, state)
