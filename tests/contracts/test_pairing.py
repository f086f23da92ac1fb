"""What every store promises about people who became known by a code."""

from datetime import timedelta

import pytest

from tests.build import NOON
from watcher.model import Person, Role
from watcher.ports import Invitation

AMAL, NOOR = Person("amal", 7, Role.EDITOR), Person("noor", 2**52, Role.READER)
SOON = timedelta(minutes=10)


def invited(store, digest="a", name="amal"):
    one = Invitation(digest, name, Role.EDITOR, NOON + SOON)
    store.invite(one, NOON)
    return one


def test_an_invitation_holds_until_it_runs_out(opened):
    assert not opened().invites(NOON)
    one = invited(opened())
    last = NOON + SOON - timedelta(microseconds=1)
    assert opened().invitation("a", last) == one
    assert opened().invites(last)
    assert opened().invitation("b", NOON) is None
    assert opened().invitation("a", NOON + SOON) is None
    assert not opened().invites(NOON + SOON)


def test_an_invitation_is_used_once(opened):
    invited(opened())
    invited(opened(), "b")
    opened().pair("a", AMAL)
    assert opened().invitation("a", NOON) is None
    assert opened().invitation("b", NOON)
    assert opened().person(AMAL.telegram) == AMAL
    assert opened().person(8) is None


@pytest.mark.parametrize("other", [Person("amal", 8, Role.ADMIN), Person("rana", 7, Role.READER)])
def test_an_account_has_one_name_and_a_name_one_account(store, other):
    for one in (NOOR, AMAL, other):
        store.pair("a", one)
    assert store.paired() == sorted([NOOR, other], key=lambda one: one.name)


def test_whoever_is_removed_is_a_stranger(opened):
    opened().pair("a", AMAL)
    assert opened().unpair("amal")
    assert not opened().unpair("amal")
    assert opened().person(AMAL.telegram) is None
    assert opened().paired() == []


def test_what_ran_out_is_forgotten_at_the_next_invitation(store):
    invited(store)
    later = NOON + SOON
    store.invite(Invitation("b", "", Role.READER, later + SOON), later)
    assert store.invitation("a", NOON) is None
