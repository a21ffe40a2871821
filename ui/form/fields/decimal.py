"""A number with decimals."""

from __future__ import annotations

from ui.form.parts.line_field import LineField


class DecimalWidget(LineField):
    """Stands at the right; full-width figures and signs are read as well."""

    latin = True
    figures = True
