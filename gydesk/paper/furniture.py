"""What stands on a page around the grid: the company's head, the title, the foot, the QR code."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gydesk.paper import qr
from gydesk.paper.fonts import writing
from gydesk.paper.grid import Frame
from gydesk.paper.ink import Ink, Style
from gydesk.paper.signs import MM
from gydesk.paper.speech import N_, Speech, speech
from gydesk.paper.text import break_lines

if TYPE_CHECKING:
    from gydesk.paper.images import Picture
    from gydesk.paper.sheet import Sheet

A4 = (210 * MM, 297 * MM)
LEFT, RIGHT, TOP, BOTTOM = 22 * MM, 16 * MM, 15 * MM, 10 * MM
"""Margins; the left one for the holes of a binder."""

_QR = 19 * MM
_QUIET = 7.0
_COMPANY, _NUMBER = Style(11, bold=True), Style(10)
_TITLE = Style(17, bold=True)
_RUNNING, _RUNNING_TITLE = Style(9), Style(9.5, bold=True)
_FOOT, _FOOT_BOLD, _FINE = Style(8), Style(8, bold=True), Style(6.5, grey=0.25)
_FOOT_STEP = 12.0
LOGO = (90.0, 30.0)
_PEN_LINE = 48 * MM
_APART = 10.0
_STATEMENT = 320.0

_WATERMARKS = {"draft": N_("DRAFT"), "void": N_("VOID")}


@dataclass(frozen=True, slots=True)
class Furniture:
    """All that is the same on the pages of one record, measured."""

    sheet: Sheet
    size: tuple[float, float]
    company: str
    title: tuple[str, ...]
    title_style: Style
    number: str
    notes: tuple[str, ...]
    logo: Picture | None
    frame: Frame

    @property
    def foot_lines(self) -> int:
        """How many lines the foot has: the copies, this copy, the form and the page."""
        say = speech(self.sheet.lang)
        return len(self._copies(say)) + len(self._copy(say, 0)) + 1

    # ---- drawing

    def head(self, ink: Ink, page: int) -> None:
        """The head of the first page, or the running head of the others."""
        if self.sheet.watermark:
            say = speech(self.sheet.lang)
            ink.watermark(say(_WATERMARKS[self.sheet.watermark]), self.size[0])
        if page == 1:
            self._first_head(ink)
        else:
            self._running_head(ink)

    def _first_head(self, ink: Ink) -> None:
        frame = self.frame
        left, width = frame.left, frame.right - frame.left
        top = TOP
        if self.logo is not None:
            wide, high = self.logo.within(*LOGO)
            ink.picture(self.logo, left, TOP - 6, wide, high)
            left += wide + 8
            top = TOP - 6 + (high - _COMPANY.leading) / 2
        right = frame.right
        room = right - left - _APART - _NUMBER.width(self.number)
        ink.line(left, top, width, self.company, _COMPANY.fitted(self.company, room))
        if self.sheet.by_pen:
            right -= _PEN_LINE
            ink.rule(right, TOP + _NUMBER.leading, frame.right, TOP + _NUMBER.leading, 0.4)
        ink.line(frame.left, TOP, right - frame.left, self.number, _NUMBER, "right")
        y = TOP + 15
        for note in self.notes:
            ink.line(frame.left, y, width, note, _FOOT_BOLD, "right")
            y += _FOOT.leading
        y = frame.first - 8 - len(self.title) * self.title_style.leading
        for line in self.title:
            ink.line(frame.left, y, width, line, self.title_style, "centre")
            y += self.title_style.leading

    def _running_head(self, ink: Ink) -> None:
        frame = self.frame
        width = frame.right - frame.left
        title = "".join(self.title)
        continued = speech(self.sheet.lang)(N_("{title} (continued)"), title=title)
        number = "" if self.sheet.by_pen else self.number
        middle = _RUNNING_TITLE.fitted(continued, width / 2)
        room = (width - middle.width(continued)) / 2 - _APART
        ink.line(frame.left, TOP, width, self.company, _RUNNING.fitted(self.company, room))
        ink.line(frame.left, TOP, width, continued, middle, "centre")
        ink.line(frame.left, TOP, width, number, _RUNNING.fitted(number, room), "right")

    def foot(self, ink: Ink, page: int, pages: int, copy: int) -> None:
        """Which copy this is, of what, and the QR code; ``copy`` counts from 0."""
        sheet, frame = self.sheet, self.frame
        say = speech(sheet.lang)
        bottom = self.size[1] - BOTTOM
        y = bottom - _FOOT_STEP * self.foot_lines
        for line in self._copies(say):
            ink.line(frame.left, y, self.size[0], line, _FOOT)
            y += _FOOT_STEP
        for line in self._copy(say, copy):
            ink.line(frame.left, y, self.size[0], line, _FOOT_BOLD)
            y += _FOOT_STEP
        ink.line(frame.left, y, self.size[0], self._form_line(say), _FOOT)
        number = say(N_("Page {page} of {pages}"), page=page, pages=pages)
        top = bottom - _FOOT_STEP
        ink.line(frame.left, top, frame.right - frame.left, number, _FOOT, "centre")
        if sheet.identity is not None:
            self._mark(ink, page, pages, bottom - _QR)

    def _mark(self, ink: Ink, page: int, pages: int, top: float) -> None:
        identity = self.sheet.identity
        assert identity is not None
        mark = qr.Mark(identity.id, page, pages, identity.revision, identity.hash, identity.number)
        left = self.frame.right - _QR
        ink.modules(left, top, _QR, qr.modules(mark.text()))
        spell = writing().spell
        y = top + _QR - 5 * _FINE.leading
        for text in (
            spell(identity.number),
            f"{identity.hash[:12].upper()}  {page}/{pages}  R{identity.revision}",
            *_halves(identity.id.upper()),
        ):
            ink.line(self.frame.left, y, left - _QUIET - self.frame.left, text, _FINE, "right")
            y += _FINE.leading

    # ---- words

    def _copies(self, say: Speech) -> Sequence[str]:
        """The statement of who keeps a copy."""
        holders = self.sheet.form.copies
        if len(holders) < 2 or self.sheet.internal:
            return ()
        names = say.comma.join(map(self._holder, holders))
        count = say.copies(len(holders))
        said = say(N_("Made in {count} copies: {names}."), count=count, names=names)
        return break_lines(writing().spell(said), _STATEMENT / _FOOT.size)

    def _copy(self, say: Speech, copy: int) -> Sequence[str]:
        """Whose copy this one is."""
        if self.sheet.internal:
            return (say(N_("Internal copy: not for anyone outside the company")),)
        if not self.sheet.copies:
            return ()
        code, all_ = self.sheet.copies[copy], self.sheet.form.copies
        holder = self._holder(code)
        if len(all_) > 1 and code in all_:
            number = say.count(all_.index(code) + 1)
            holder = say(N_("Copy {number}: {holder}"), number=number, holder=holder)
        return (writing(True).spell(holder),)

    def _holder(self, code: str) -> str:
        known = self.sheet.library.holders.get(code)
        return known.name(self.sheet.lang) if known else code

    def _form_line(self, say: Speech) -> str:
        sheet = self.sheet
        code = sheet.form.prefix or sheet.form.id
        parts = [say(N_("Form {code}/{version}"), code=code, version=sheet.form.version)]
        if sheet.identity is not None:
            parts.append(
                say(N_("This record: revision {revision}"), revision=sheet.identity.revision)
            )
            if sheet.identity.conflicts:
                parts.append(
                    say(N_("※ {count} values stand against others"), count=sheet.identity.conflicts)
                )
        return writing().spell("　".join(parts) if sheet.lang == "zh" else "   ".join(parts))


def furniture(sheet: Sheet, logo: Picture | None) -> Furniture:
    """Measure what stands around the grid of ``sheet``."""
    say = speech(sheet.lang)
    size = A4 if sheet.form.orientation == "portrait" else (A4[1], A4[0])
    left, right = LEFT, size[0] - RIGHT
    spell = writing(True).spell
    title = spell(sheet.form.name(sheet.lang))
    style = _TITLE
    if style.width(title) > right - left:
        style = Style(16, bold=True)
    lines = break_lines(title, (right - left) / style.size, True)
    notes = (say(N_("Internal: not to be passed on")),) if sheet.internal else ()
    first = TOP + 15 + 9 + 8 + len(lines) * style.leading
    if logo is not None:
        first += 6
    around = Furniture(
        sheet=sheet,
        size=size,
        company=spell(str(sheet.company.get("name") or "")),
        title=lines,
        title_style=style,
        number=_number(sheet, say),
        notes=notes,
        logo=logo,
        frame=Frame(
            left=left,
            right=right,
            first=first,
            top=TOP + _RUNNING.leading + 6,
            bottom=size[1] - BOTTOM,
        ),
    )
    foot = _FOOT_STEP * around.foot_lines + 4
    if sheet.identity is not None:
        foot = max(foot, _QR + _QUIET)
    return replace(around, frame=replace(around.frame, bottom=around.frame.bottom - foot))


def _number(sheet: Sheet, say: Speech) -> str:
    if sheet.form.header == "entity":
        return ""
    if sheet.by_pen:
        return say(N_("Form no.: "))
    number = sheet.identity.number if sheet.identity else ""
    if not number:
        return say(N_("Form no.: given on submitting"))
    assert sheet.identity is not None
    revision = sheet.identity.revision
    said = N_("Form no.: {number}")
    if revision > 1:
        said = N_("Form no.: {number} (revision {revision})")
    return writing().spell(say(said, number=number, revision=revision))


def _halves(text: str) -> tuple[str, ...]:
    """An id on two lines, parted at a stroke."""
    cut = text.rfind("-", 0, 24) + 1
    return (text[:cut], text[cut:]) if cut and len(text) > 24 else (text,)
