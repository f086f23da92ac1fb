"""`watcher outbox`, as a person uses it: beside a running watcher, by id or how an id begins."""

import json
from contextlib import closing

import pytest

from tests.build import DESK, owed
from watcher.build import now
from watcher.cli import main
from watcher.model import ChatId, Kind, Severity, State
from watcher.store import open_store
from watcher.store.lock import only_one

CONFIG = """
rules = ["rules"]
database = "watcher.db"

[sources.press]
kind = "folder"
path = "seeds"

[channels.desk]
kind = "console"
"""


@pytest.fixture
def store(tmp_path, monkeypatch):
    """The outbox of a watcher that runs all the while."""
    (tmp_path / "rules").mkdir()
    (tmp_path / "seeds").mkdir()
    (tmp_path / "config.toml").write_text(CONFIG, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "watcher.db"
    with only_one(path), closing(open_store(path)) as store:
        yield store


def run(capsys, *words):
    """The exit code, and what was printed."""
    code = main(["outbox", *words])
    said = capsys.readouterr()
    return code, said.out, said.err


def letter(id="a1/desk/0", channel=DESK, **kwargs):
    fields = {"state": State.DEAD, "note": "message is too long", "created": now()} | kwargs
    return owed(id, channel, **fields)


def test_an_empty_outbox_says_so(store, capsys):
    assert run(capsys, "list") == (0, "nothing is owed, nothing was given up\n", "")
    assert run(capsys, "list", "--json") == (0, "", "")


def test_what_is_owed_is_listed_and_all_is_well(store, capsys):
    store.queue([letter(state=State.QUEUED, note="", severity=Severity.HIGH)])
    code, out, _ = run(capsys, "list")
    assert code == 0
    assert out == "a1/desk/0 · queued · desk · high · 0 s · words of a1/desk/0\n"


def test_a_dead_letter_is_listed_with_its_reason_and_needs_a_person(store, capsys):
    store.queue([letter()])
    code, out, _ = run(capsys, "list")
    assert code == 1
    assert out.endswith("words of a1/desk/0 · message is too long\n")


def test_what_is_done_with_is_not_listed(store, capsys):
    done = (State.SENT, State.MERGED, State.DROPPED, State.GONE)
    store.queue([letter(f"{state}/0", state=state) for state in done])
    assert run(capsys, "list")[1] == "nothing is owed, nothing was given up\n"


@pytest.mark.parametrize(("hours", "age"), [(50, "2 d"), (3, "3 h"), (0.5, "30 min"), (-1, "0 s")])
def test_the_age_is_told_in_its_largest_unit(store, capsys, hours, age):
    at = now()
    store.queue([letter(created=at.fromtimestamp(at.timestamp() - hours * 3600, at.tzinfo))])
    assert f" · {age} · " in run(capsys, "list")[1]


def test_a_machine_gets_one_object_for_each(store, capsys):
    store.queue([letter(), letter("b/desk/0", state=State.QUEUED)])
    code, out, _ = run(capsys, "list", "--json")
    first, second = map(json.loads, out.splitlines())
    assert code == 1
    assert (first["id"], first["state"], first["note"]) == (
        "a1/desk/0",
        "dead",
        "message is too long",
    )
    assert (second["channel"], second["severity"]) == ("desk", "medium")
    assert second["age_seconds"] >= 0


def tried(store):
    """A dead letter after one attempt."""
    store.queue([letter(state=State.QUEUED, note="")])
    (head,) = store.due(now())
    begun = store.begin(letter(state=State.SENDING, attempts=1), now())
    store.settle(letter(attempts=1), now())
    return head, begun


def test_a_delivery_is_shown_whole_with_every_attempt(store, capsys):
    tried(store)
    code, out, _ = run(capsys, "show", "a1")
    first, attempt, nothing, text = out.splitlines()
    assert (code, nothing, text) == (0, "", "words of a1/desk/0")
    assert " · dead · " in first
    assert attempt.endswith(": message is too long")
    (found,) = map(json.loads, run(capsys, "show", "a1/desk/0", "--json")[1].splitlines())
    assert found["text"] == "words of a1/desk/0"
    assert [one["outcome"] for one in found["tried"]] == ["message is too long"]


def test_an_attempt_without_an_answer_is_shown_as_such(store, capsys):
    store.queue([letter(state=State.QUEUED)])
    store.begin(letter(state=State.SENDING, attempts=1), now())
    assert "no answer yet" in run(capsys, "show", "a1")[1]


def test_a_dead_letter_that_is_retried_is_due_again_however_old(store, capsys):
    store.queue([letter(created=now().replace(year=2020))])
    code, _, err = run(capsys, "retry", "a1")
    assert (code, err) == (0, "a1/desk/0 waits again\n")
    (head,) = store.due(now())
    assert (head.id, head.state) == ("a1/desk/0", State.QUEUED)
    assert (now() - head.created).days == 0
    assert run(capsys, "list")[0] == 0


def test_what_expired_is_listed_and_gets_a_new_term_when_it_is_retried(store, capsys):
    store.queue([letter(state=State.EXPIRED, note="expired: no route", expires_at=now())])
    code, out, _ = run(capsys, "list")
    assert code == 1
    assert " · expired · desk · " in out
    assert run(capsys, "retry", "a1")[0] == 0
    assert store.expire(now()) == ()
    (head,) = store.due(now())
    assert (head.expires_at - head.created).total_seconds() == 72 * 3600
    assert json.loads(run(capsys, "list", "--json")[1])["expires_at"] == str(head.expires_at)


def test_a_retried_revision_that_is_outdated_is_not_sent(store, capsys):
    first = letter("first/desk/0", state=State.SENT, message_id="7", chat=ChatId("desk"))
    edit = {"kind": Kind.EDIT, "target": "first/desk/0"}
    store.queue([first, letter("old", **edit), letter("new", state=State.SENT, **edit)])
    code, _, err = run(capsys, "retry", "old")
    assert (code, err) == (0, "old: a newer revision of the message says it\n")
    assert store.due(now()) == []


@pytest.mark.parametrize("state", [State.QUEUED, State.SENDING, State.UNCERTAIN, State.SENT])
def test_only_a_dead_letter_can_be_retried(store, capsys, state):
    store.queue([letter(state=state)])
    code, _, err = run(capsys, "retry", "a1/desk/0")
    assert (code, store.delivery("a1/desk/0").state) == (2, state)
    assert err == f"a1/desk/0 is {state}: only a dead letter or what expired can be put back\n"


@pytest.mark.parametrize("state", [State.QUEUED, State.UNCERTAIN, State.DEAD, State.EXPIRED])
def test_what_is_dropped_is_never_sent_and_is_counted_and_logged(store, capsys, caplog, state):
    store.queue([letter(state=state)])
    caplog.set_level("INFO")
    code, _, err = run(capsys, "drop", "a1")
    assert code == 0
    assert err.endswith("a1/desk/0 is dropped\n")
    assert f"dropped by a person: a1/desk/0 for channel desk, was {state}" in caplog.text
    assert store.due(now()) == []
    assert store.status().deliveries == {(DESK, State.DROPPED): 1}


@pytest.mark.parametrize("state", [State.SENDING, State.SENT, State.MERGED])
def test_what_is_on_its_way_or_done_cannot_be_dropped(store, capsys, state):
    store.queue([letter(state=state)])
    assert run(capsys, "drop", "a1/desk/0")[0] == 2
    assert store.delivery("a1/desk/0").state is state


def test_an_id_that_fits_none_or_several_is_refused(store, capsys):
    store.queue([letter("a1"), letter("a2")])
    assert run(capsys, "show", "b")[::2] == (
        2,
        "no delivery begins with “b”; `watcher outbox list` gives the ids\n",
    )
    assert "2 deliveries begin with “a”" in run(capsys, "drop", "a")[2]


def broken(store):
    """What a day leaves behind on which two channels were broken."""
    store.queue(
        [
            *(letter(f"d{n}/desk/0") for n in range(3)),
            letter("e/desk/0", state=State.EXPIRED),
            letter("o/other/0", "other"),
            letter("w/desk/0", state=State.QUEUED, note=""),
            letter("s/desk/0", state=State.SENT, note=""),
        ]
    )


ALL = [
    ([], 5),
    (["--channel", "desk"], 4),
    (["--channel", "desk", "--state", "dead"], 3),
    (["--state", "expired"], 1),
    (["--channel", "nobody"], 0),
]


@pytest.mark.parametrize(("narrower", "number"), ALL)
@pytest.mark.parametrize(
    ("verb", "says", "becomes"),
    [("retry", "put back into the queue", State.QUEUED), ("drop", "dropped", State.DROPPED)],
)
def test_all_that_was_given_up_is_done_with_at_once(
    store, capsys, verb, says, becomes, narrower, number
):
    broken(store)
    given_up = [one.id for one in store.letters() if one.state is not State.QUEUED]
    code, _, err = run(capsys, verb, "--all", *narrower)
    assert code == 0
    assert err.splitlines()[-1] == f"{says}: {number} message{'' if number == 1 else 's'}"
    assert sum(store.delivery(one).state is becomes for one in given_up) == number
    assert store.delivery("w/desk/0").state is State.QUEUED
    assert store.delivery("s/desk/0").state is State.SENT


@pytest.mark.parametrize("verb", ["retry", "drop"])
@pytest.mark.parametrize("words", [[], ["d0", "--all"], ["d0", "--channel", "desk"]])
def test_it_must_be_plain_which_are_meant(store, capsys, verb, words):
    broken(store)
    before = store.letters()
    code, _, err = run(capsys, verb, *words)
    assert code == 2
    assert "by its id, or all with --all" in err
    assert store.letters() == before
