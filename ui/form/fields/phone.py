"""A telephone number."""

from __future__ import annotations

from ui.form.parts.line_field import LineField


class PhoneWidget(LineField):
    """One line, begun with Latin letters and figures."""

    latin = True
