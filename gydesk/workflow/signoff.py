"""Who signed what: signatures on paper as the program records them, bound to one revision.

A signature stands at ``_sign/<revision>.<block>/…``, so that those of an older revision stay
with it and two devices never write over each other's. ``block`` is a signature block of the
form, or the role of an approver for whom the paper has none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from gydesk.catalogue.kinds import Form
from gydesk.domain.change import Json, body_text, hash_of
from gydesk.domain.fold import flatten
from gydesk.domain.states import CUSTOMER_SIGNS
from gydesk.errors import InputError

Kind = Literal["paper", "desk"]
"""``paper``: someone tells that it was signed on paper; ``desk``: the user approves here."""

CUSTOMER = "customer_representative"
_SIGN = "_sign/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """One signature. ``date`` is ``2026-11-24``; ``hash`` tells the content it stands under;
    ``scan`` are attachments; ``rejected`` marks the opinion that sent the form back."""

    block: str
    revision: int
    name: str = ""
    date: str = ""
    kind: str = "paper"
    opinion: str = ""
    hash: str = ""
    scan: tuple[Mapping[str, Any], ...] = ()
    rejected: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the approval chain: where its signature stands, whose it is."""

    block: str
    role: str
    action: str


def content_hash(data: Mapping[str, Any]) -> str:
    """BLAKE2b-128 of the content of a record, ``_`` paths left out: what a signature and the
    paper's QR code stand for."""
    return hash_of(body_text(flatten(data), {}).encode())


def approval_steps(form: Form) -> list[Step]:
    """The approval chain with the signature block of each step, in order."""
    free: dict[str, list[str]] = {}
    for block in form.sign_off:
        free.setdefault(block.role, []).append(block.id)
    steps: list[Step] = []
    for approval in form.approvals:
        blocks = free.get(approval.role)
        key = blocks.pop(0) if blocks else approval.role
        taken = sum(step.block == key for step in steps)
        steps.append(Step(f"{key}.{taken + 1}" if taken else key, approval.role, approval.action))
    return steps


def customer_block(form: Form) -> str:
    """Where the customer's signature stands."""
    return next((block.id for block in form.sign_off if block.role == CUSTOMER), "customer")


def check_block(form: Form, block: str) -> None:
    """Raises InputError ``signoff.block`` for what the form has neither on paper nor in its
    approval chain."""
    known = {one.id for one in form.sign_off} | {step.block for step in approval_steps(form)}
    if form.customer in CUSTOMER_SIGNS:
        known.add(customer_block(form))
    if block not in known:
        raise InputError("signoff.block", block=block, known=", ".join(sorted(known)))


def signatures(meta: Mapping[str, Json], revision: int) -> dict[str, Signature]:
    """The signatures under one revision, by block."""
    found: dict[str, dict[str, Any]] = {}
    for path, value in meta.items():
        if path.startswith(_SIGN) and value is not None:
            owner, _, name = path[len(_SIGN) :].partition("/")
            number, _, block = owner.partition(".")
            if number == str(revision) and name in Signature.__slots__:
                found.setdefault(block, {})[name] = value
    return {block: _signature(block, revision, values) for block, values in found.items()}


def _signature(block: str, revision: int, values: Mapping[str, Any]) -> Signature:
    """Out of what is kept, of whatever kind it is: it may come from elsewhere."""
    scan = values.get("scan")
    texts = {name: str(values.get(name) or "") for name in ("name", "date", "opinion", "hash")}
    return Signature(
        block=block,
        revision=revision,
        kind=str(values.get("kind") or "paper"),
        scan=tuple(one for one in scan if isinstance(one, dict)) if isinstance(scan, list) else (),
        rejected=values.get("rejected") is True,
        **texts,
    )


def paths(signature: Signature) -> dict[str, Json]:
    """The flat values that record ``signature``."""
    where = f"{_SIGN}{signature.revision}.{signature.block}"
    told: dict[str, Json] = {
        name: value
        for name in ("name", "date", "kind", "opinion", "hash")
        if (value := getattr(signature, name))
    }
    if signature.scan:
        told["scan"] = [dict(one) for one in signature.scan]
    if signature.rejected:
        told["rejected"] = True
    return {f"{where}/{name}": value for name, value in told.items()}


def outstanding(form: Form, signed: Mapping[str, Signature]) -> Iterator[Step]:
    """The steps of the approval chain that nobody has signed yet."""
    for step in approval_steps(form):
        if step.block not in signed or signed[step.block].rejected:
            yield step


def read_day(text: str, today: date) -> str:
    """The day of a signature, today without one. Raises InputError ``signoff.date`` for what
    is no date or lies in the future."""
    if not text.strip():
        return today.isoformat()
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        raise InputError("signoff.date", text=text) from None
    if day > today:
        raise InputError("signoff.date", text=text)
    return day.isoformat()
