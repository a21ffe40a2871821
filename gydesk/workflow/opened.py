"""A draft that the desk has open: what it was read from, so that it can be written back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from gydesk.catalogue.kinds import Form
from gydesk.domain.draft import Draft
from gydesk.workflow.facts import DeskFacts


class OpenDraft(Draft):
    """``seen`` are, per path, the changes whose values are on the screen; ``project`` is the
    id of the record's project, "" without one. Every draft that a desk gives is one of these."""

    def __init__(
        self,
        form: Form,
        record: str,
        facts: DeskFacts,
        saved: Mapping[str, Any] | None = None,
        head: Any = None,
        *,
        seen: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        super().__init__(form, record, facts, saved, head)
        self.project = facts.project_id
        self.seen: Mapping[str, Sequence[str]] = seen or {}
