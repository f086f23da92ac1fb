"""A name can be watched for a while from a chat; nothing that is written there can do harm."""

from dataclasses import replace
from datetime import date, timedelta, timezone

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.app.newsdesk import OTHER, RULES, attack
from tests.app.newsdesk import desk as newsdesk
from tests.app.test_commands import caller, store
from tests.app.test_reception import NOOR, Bot, desk, listen, reception, said
from tests.build import DESK, NOON
from watcher.app.commands import obey
from watcher.core.alerts.compose import Lexicon
from watcher.errors import StoreError
from watcher.rulefile import read_watchlist

__all__ = ["caller", "desk", "reception", "store"]


@pytest.fixture
def file(tmp_path):
    return tmp_path / "rules" / "watched.yaml"


def loaded(file):
    """The names that are watched only, and the rules, as the whole rule set has them."""
    watchlist = read_watchlist([file.parent]).watchlist
    names = {one.id: one.name for one in watchlist.names if one.id.startswith("watched-")}
    return names, {one.id: one for one in watchlist.rules if one.id != "attack"}


def test_a_name_is_watched_for_a_week_unless_said_otherwise(caller, file):
    assert obey("/watch Karsava  Guard", caller) == (
        "Karsava Guard rings until 12 Sep 00:00; /unwatch Karsava Guard ends it"
    )
    names, rules = loaded(file)
    assert names == {"watched-karsava-guard": "Karsava Guard"}
    (rule,) = rules.values()
    assert (rule.send_to, rule.active_until) == ((DESK,), date(2025, 9, 11))
    assert obey("/watch", caller) == "Karsava Guard until 12 Sep 00:00"
    assert [one.what for one in caller.store.audited(9)] == [
        "watched Karsava Guard until 2025-09-11"
    ]


def test_a_name_that_counts_only_in_company_is_told_to_be_so(caller, file):
    told, warned = obey("/watch Green Zone", caller).splitlines()
    assert told.startswith("Green Zone rings until")
    assert warned.startswith("It is made of ordinary words")
    assert loaded(file)[0] == {"watched-green-zone": "Green Zone"}


@pytest.mark.parametrize(
    ("term", "until"),
    [("1d", "5 Sep"), ("3d", "7 Sep"), ("2w", "18 Sep"), ("366d", "5 Sep"), ("", "11 Sep")],
)
def test_a_term_is_whole_days_and_the_last_one_counts(caller, file, term, until):
    obey("/watch Karsava Guard 200d", caller)
    obey(f"/watch karsava-guard {term}", caller)
    _, rules = loaded(file)
    (rule,) = rules.values()
    assert f"{rule.active_until.day} {rule.active_until:%b}" == until


def test_the_end_is_told_on_local_clocks(caller, file):
    east = Lexicon(caller.desk.lexicon.names, {}, timezone(timedelta(hours=3)))
    local = replace(caller, desk=replace(caller.desk, lexicon=east), now=NOON.replace(hour=22))
    assert "until 7 Sep 00:00;" in obey("/watch Karsava Guard 1d", local)


@pytest.mark.parametrize("name", ["Harir base", "harir  BASE", "harir", "al-Harir Base"])
def test_a_name_of_the_watchlist_keeps_its_id(caller, file, name):
    told = obey(f"/watch {name} 2d", caller)
    assert told == "Harir base rings until 7 Sep 00:00; /unwatch Harir base ends it"
    names, rules = loaded(file)
    assert names == {}
    assert list(rules) == ["watch-harir"]
    assert obey(f"/unwatch {name}", caller) == "Harir base is watched no more"
    assert loaded(file) == ({}, {})


def test_other_names_are_watched_beside_it(caller, file):
    for name in ("Karsava Guard", "Harir", "karsava, guard"):
        obey(f"/watch {name}", caller)
    names, rules = loaded(file)
    assert list(rules) == ["watch-watched-karsava-guard", "watch-harir"]
    obey("/unwatch Karsava Guard", caller)
    names, rules = loaded(file)
    assert (names, list(rules)) == ({}, ["watch-harir"])


def test_names_that_only_begin_alike_have_ids_of_their_own(caller, file):
    long = "The Guard of the Harbour and of all the Islands "
    for one in ("North", "South"):
        obey(f"/watch {long}{one}", caller)
    names, _ = loaded(file)
    assert sorted(names.values()) == [f"{long}North", f"{long}South"]


def test_a_second_chat_is_told_too_and_keeps_one_rule(caller, file):
    obey("/watch Karsava Guard", caller)
    obey("/watch Karsava Guard 1d", replace(caller, here=(OTHER,)))
    _, rules = loaded(file)
    (rule,) = rules.values()
    assert (rule.send_to, rule.active_until) == ((DESK, OTHER), date(2025, 9, 5))


def test_in_ones_own_chat_the_alerts_go_to_ones_own_channel(caller, file):
    own = replace(caller, here=())
    assert obey("/watch Karsava Guard", own).startswith("No alerts go to this chat")
    assert not file.exists()
    desk = replace(newsdesk(attack()), people={"sami": OTHER})
    obey("/watch Karsava Guard", replace(own, desk=desk))
    (rule,) = loaded(file)[1].values()
    assert rule.send_to == (OTHER,)


def test_what_ran_out_is_shown_as_ended(caller):
    assert obey("/watch", caller).startswith("Nothing is watched. /watch NAME")
    obey("/watch Karsava Guard 1d", caller)
    last = replace(caller, now=NOON + timedelta(days=1))
    over = replace(caller, now=NOON + timedelta(days=2))
    assert obey("/watch", last) == "Karsava Guard until 6 Sep 00:00"
    assert obey("/watch", over) == "Karsava Guard ended 6 Sep 00:00"
    assert obey("/unwatch Karsava Guard", over) == "Karsava Guard is watched no more"


def test_a_reader_watches_nothing(caller, file):
    reader = replace(caller, person=NOOR)
    assert obey("/watch Karsava Guard", reader) == "/watch is for people of role editor"
    assert obey("/unwatch Karsava Guard", reader) == "/unwatch is for people of role editor"
    assert not file.exists()
    assert caller.store.audited(9) == []


@pytest.mark.parametrize("command", ["/watch", "/unwatch"])
def test_the_same_again_after_a_crash_changes_nothing_more(caller, file, command):
    obey("/watch Karsava Guard", caller)
    once = obey(f"{command} Karsava Guard", caller)
    after = file.read_text(encoding="utf-8")
    again = obey(f"{command} Karsava Guard", caller)
    assert file.read_text(encoding="utf-8") == after
    assert again == (once if command == "/watch" else "Karsava Guard is not watched")
    assert len(caller.store.audited(9)) == 3


class Dies:
    """Writes as `Watched` does, and never comes back."""

    def __init__(self, watching):
        self.watching = watching
        self.watches = watching.watches

    def watch(self, watch):
        self.watching.watch(watch)
        raise StoreError("killed")

    def unwatch(self, name):
        self.watching.unwatch(name)
        raise StoreError("killed")


@pytest.mark.parametrize("command", ["/watch", "/unwatch"])
def test_a_crash_between_the_file_and_its_mark_is_made_good(reception, store, file, command):
    bot = Bot()
    listen(reception, said("/watch Karsava Guard 2d"), bot=bot)
    dies = replace(reception, watching=Dies(reception.watching))
    with pytest.raises(StoreError):
        listen(dies, said(f"{command} Karsava Guard"), bot=bot)
    assert len(store.audited(9)) == 1
    bot.answers.clear()
    (told,) = listen(reception, bot=bot)
    assert told.startswith("Karsava Guard rings" if command == "/watch" else "Karsava Guard is not")
    assert len(loaded(file)[1]) == (command == "/watch")
    assert [one.what.split()[0] for one in store.audited(9)] == [f"{command[1:]}ed", "watched"]


def test_how_to_end_it_is_told_where_no_name_is_given(caller):
    assert "/unwatch NAME" in obey("/unwatch", caller)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("7d", "/watch NAME 7d watches"),
        ("x" * 81, "A name has at most 80 characters"),
        ("Har\x00ir", "The name holds signs that cannot be seen"),
        ("Har\u202eir", "The name holds signs that cannot be seen"),
        ("Karsava Guard 999d", "At most 366 days"),
        ("Harbour*", "have no meaning in a name"),
        ("<base>", "have no meaning in a name"),
        ("/Guard/", "a name is no pattern"),
        ("!?", "holds no letter or digit"),
    ],
)
def test_what_is_no_name_is_refused(caller, file, text, told):
    assert told in obey(f"/watch {text}", caller)
    assert not file.exists()
    assert caller.store.audited(9) == []


@pytest.mark.parametrize(
    ("broken", "told"),
    [
        (RULES.replace("title: Attack", "titel: Attack"), "unknown key 'titel'"),
        (RULES + "    tests: [{alert: All is quiet.}]\n", ""),
        (RULES + "    tests: [{no_alert: The Karsava Guard struck Harir base.}]\n", ""),
    ],
)
def test_nothing_is_written_while_another_file_is_broken(caller, file, broken, told):
    (file.parent / "desk.yaml").write_text(broken, encoding="utf-8")
    answer = obey("/watch Karsava Guard", caller)
    assert file.exists() is not bool(told)
    assert (told in answer and answer.startswith("Nothing was changed:\n")) is bool(told)


def test_nothing_is_written_where_a_test_of_a_rule_would_fail(caller, file):
    tests = "    tests:\n      - alert: Drones struck the Harir base commandos at dawn.\n"
    (file.parent / "desk.yaml").write_text(RULES + tests, encoding="utf-8")
    answer = obey("/watch Harir base commandos", caller)
    assert "a test of rule attack fails" in answer
    assert not file.exists()


def test_a_file_that_a_person_broke_is_told_and_left(caller, file):
    file.write_text("watchlist: 1\nrulez: {}\n", encoding="utf-8")
    for command in ("/watch", "/watch Karsava Guard", "/unwatch Karsava Guard"):
        assert "unknown key 'rulez'" in obey(command, caller)
    file.write_bytes(b"\xff")
    assert "not UTF-8" in obey("/watch", caller)


def test_a_folder_that_cannot_be_written_is_told(caller, file):
    file.parent.joinpath(".watched.yaml.new").mkdir()
    assert "cannot be written" in obey("/watch Karsava Guard", caller)
    assert not file.exists()


def test_a_folder_of_rules_is_needed(caller, file):
    for one in file.parent.iterdir():
        one.unlink()
    file.parent.rmdir()
    assert "rules names no folder" in obey("/watch Karsava Guard", caller)


@settings(
    deadline=None,
    max_examples=10,
    phases=set(Phase) - {Phase.explain},
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    st.text(max_size=90)
    | st.text("ab'\"\\#:-{}[]&*!|>%@`,? \t\n\u200céع", max_size=12)
    | st.sampled_from(["No", "1.10", "- a", "a: b", "a #b", "#a", "'a", "null", "~", "2025-09-04"])
)
@pytest.mark.no_cover
def test_whatever_the_text_it_is_the_name_or_it_is_refused(caller, file, text):
    file.unlink(missing_ok=True)
    answer = obey(f"/watch {text} 7d", caller)
    if file.exists():
        names, rules = loaded(file)
        assert list(names.values()) in ([" ".join(text.split())], [])
        assert len(rules) == 1
        assert "rings until" in answer
        assert obey(f"/unwatch {text}", caller).endswith("watched no more")
        assert loaded(file) == ({}, {})
    else:
        assert "rings until" not in answer
