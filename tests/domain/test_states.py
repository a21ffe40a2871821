"""The life of a form: every step from every state."""

from __future__ import annotations

import pytest

from gydesk.domain.facts import OPEN_STATES
from gydesk.domain.states import CUSTOMER_SIGNS, MOVES, STATES, actions, is_open, move
from gydesk.errors import InputError
from gydesk.sentences import SENTENCES
from tests.helpers.world import make_form

SIGNED = make_form("signed", customer="sign_stamp")
INTERNAL = make_form("internal")
PERSON = make_form("person", header="entity")

LEADS = {
    "draft": {"submit": "submitted", "void": "void"},
    "submitted": {
        "approve": "approved",
        "reject": "rejected",
        "sign": "signed",
        "reopen": "draft",
        "void": "void",
    },
    "approved": {"sign": "signed", "archive": "archived", "reopen": "draft", "void": "void"},
    "rejected": {"restart": "draft", "void": "void"},
    "signed": {"archive": "archived", "reopen": "draft", "void": "void"},
    "archived": {},
    "void": {},
}


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("action", MOVES)
def test_each_step_leads_where_the_handbook_says_and_nowhere_else(action: str, state: str) -> None:
    target = LEADS[state].get(action)
    if target is None:
        with pytest.raises(InputError) as caught:
            move(action, SIGNED, state, "因误填")
        assert caught.value.code == f"state.{action}"
    else:
        assert move(action, SIGNED, state, "因误填").target == target


@pytest.mark.parametrize("state", STATES)
def test_what_may_follow_is_what_does_not_refuse(state: str) -> None:
    assert set(actions(SIGNED, state)) == LEADS[state].keys()
    assert set(actions(INTERNAL, state)) == LEADS[state].keys() - {"sign"}


@pytest.mark.parametrize("customer", ["none", "receives", "optional_sign", "sign", "sign_stamp"])
def test_only_where_the_customer_has_a_part_does_he_sign(customer: str) -> None:
    form = make_form("form", customer=customer)
    if customer in CUSTOMER_SIGNS:
        assert move("sign", form, "submitted").target == "signed"
        return
    with pytest.raises(InputError) as caught:
        move("sign", form, "submitted")
    assert caught.value.code == "state.sign_form"


@pytest.mark.parametrize(("action", "state"), [("void", "draft"), ("reject", "submitted")])
@pytest.mark.parametrize("reason", ["", "  \n"])
def test_void_and_return_need_a_reason(action: str, state: str, reason: str) -> None:
    with pytest.raises(InputError) as caught:
        move(action, SIGNED, state, reason)
    assert caught.value.code == "state.reason"


def test_a_draft_again_is_the_next_revision() -> None:
    revising = {action for action, step in MOVES.items() if step.revises}
    assert revising == {action for action, step in MOVES.items() if step.target == "draft"}


def test_a_person_is_not_submitted_and_always_open() -> None:
    assert actions(PERSON, "draft") == []
    with pytest.raises(InputError) as caught:
        move("submit", PERSON, "draft")
    assert caught.value.code == "state.entity"
    assert all(is_open(PERSON, state) for state in STATES)
    assert [state for state in STATES if is_open(SIGNED, state)] == ["draft"]


def test_a_made_record_is_never_open() -> None:
    assert not any(is_open(SIGNED, state) for state in OPEN_STATES)


def test_every_refusal_has_a_sentence() -> None:
    codes = {f"state.{action}" for action in MOVES} | {"state.sign_form", "state.reason"}
    assert codes | {"state.entity"} <= SENTENCES.keys()
