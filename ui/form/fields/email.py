"""An e-mail address."""

from __future__ import annotations

from ui.form.parts.line_field import LineField


class EmailWidget(LineField):
    """One line, begun with Latin letters and figures."""

    latin = True
