"""Three projects to look at and to try things on: records made as people would have made them.

The records stand in ``resources/demo`` as TOML; pictures and papers that they name are drawn.
"""

from __future__ import annotations

from gydesk.workflow.demo.make import DemoReport, fill

__all__ = ["DemoReport", "fill"]
