"""Somebody becomes known by a code, once; whoever has none stays a stranger."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.app.test_reception import AMAL, Bot, desk, listen, reception, said, store
from tests.build import NOON, Hands
from watcher.app.pairing import OPEN, Tries, admit, code_in, invite, remove
from watcher.app.reception import REFUSAL
from watcher.cli import main
from watcher.model import ChatId, Person, Role
from watcher.store import open_store

__all__ = ["desk", "reception", "store"]

NEW = 77
CONFIG = """
rules = ["rules"]
database = "watcher.db"
[sources.press]
kind = "folder"
path = "seeds"
[channels.desk]
kind = "telegram"
chat = "-100"
[people.amal]
telegram = 1
role = "editor"
"""


def start(code, who=NEW, chat=None):
    return said(f"/start {code}", who, chat or ChatId(str(who)))


@pytest.fixture
def code(store):
    return invite("rana", Role.EDITOR, store, Hands())


@pytest.mark.parametrize("written", ["{}", " {} ", "@bot"])
def test_whoever_says_a_code_in_their_own_chat_is_known(reception, store, code, written):
    text = f"/start@bot {code}" if written == "@bot" else f"/start {written.format(code.upper())}"
    own = ChatId(str(NEW))
    first, then = listen(reception, said(text, NEW, own), said("/help", NEW, own))
    assert first == "Welcome, rana: you are editor here. /help lists what you may ask"
    assert "/mute" in then
    assert store.person(NEW) == Person("rana", NEW, Role.EDITOR)
    assert [(one.who, one.what) for one in store.audited(9)] == [
        ("rana", "was paired, editor"),
        ("command line", "made a pairing code for rana, editor"),
    ]


def test_the_sign_before_a_code_may_be_left_out_and_a_name_is_made(reception, store):
    code = invite("", Role.READER, store, Hands())
    (told,) = listen(reception, start(code.removeprefix("p_")))
    assert told.startswith("Welcome, telegram-77: you are reader here.")


def test_a_code_is_used_once_and_by_one(reception, store, code):
    told = listen(reception, start(code), start(code, 78))
    assert told[1:] == [REFUSAL]
    assert store.person(78) is None


def test_a_code_runs_out(reception, store, code):
    late = replace(reception, clock=Hands(NOON + OPEN))
    assert listen(late, start(code)) == [REFUSAL]
    assert store.paired() == []


@pytest.mark.parametrize("chat", ["-100", "-7", "78"])
def test_a_code_holds_in_ones_own_chat_only(reception, store, code, chat):
    assert listen(reception, start(code, chat=ChatId(chat))) == [REFUSAL]
    assert store.paired() == []


def test_what_the_settings_say_of_somebody_holds(reception, store, code):
    (told,) = listen(reception, start(code, AMAL.telegram))
    assert told.startswith("/status · ")
    assert store.invites(NOON)


def test_a_new_code_gives_another_role(reception, store, code):
    listen(reception, start(code))
    other = invite("rana", Role.READER, store, Hands())
    listen(reception, start(other), bot=Bot().hear(None))
    assert store.paired() == [Person("rana", NEW, Role.READER)]


def test_whoever_is_removed_is_a_stranger_at_once(reception, store, code):
    listen(reception, start(code))
    assert remove("rana", store, Hands())
    assert not remove("rana", store, Hands())
    own = said("/help", NEW, ChatId(str(NEW)))
    assert listen(reception, own, bot=Bot().hear(None)) == [REFUSAL]
    assert store.audited(1)[0].what == "removed rana"


def test_after_five_wrong_codes_none_is_looked_at_for_a_while(store, code):
    tries, hands = Tries(), Hands()
    for number in range(5):
        assert admit(f"p_{number}", NEW, tries, store, hands()) is None
    assert admit(code, NEW, tries, store, hands()) is None
    other = admit(code, 78, tries, store, hands())
    assert other.name == "rana"
    hands.wait(minutes=10)
    again = invite("noor", Role.READER, store, hands)
    assert admit(again, NEW, tries, store, hands()).name == "noor"


def test_more_accounts_than_can_be_remembered_are_not_listened_to():
    tries = Tries({who: [NOON] for who in range(10_000)})
    assert not tries.may(NEW, NOON)
    assert tries.may(NEW, NOON + timedelta(minutes=10))


@pytest.mark.parametrize(
    "text", ["start p_a", "/status p_a", "/start", "/starts p_a", "/start p_\ud800"]
)
def test_what_is_no_start_holds_no_code(text):
    assert code_in(text) == ""


def test_the_code_itself_is_kept_nowhere(store, code):
    for letters in (code, code.removeprefix("p_")):
        with closing(sqlite3.connect(store.database.path)) as database:
            assert letters not in "\n".join(database.iterdump())


@pytest.fixture
def config(tmp_path):
    path = tmp_path / "config.toml"
    path.write_text(CONFIG, encoding="utf-8")
    return path


def test_the_command_prints_what_is_to_be_sent(config, capsys):
    assert main(["pair", "rana", "--role", "admin", "--config", str(config)]) == 0
    told = capsys.readouterr()
    assert told.err == "to be sent to the bot, in their own chat with it, within 10 minutes\n"
    with closing(open_store(config.with_name("watcher.db"))) as store:
        now = store.audited(1)[0].at
        person = admit(code_in(told.out), NEW, Tries(), store, now)
    assert person == Person("rana", NEW, Role.ADMIN)
    main(["people", "--config", str(config)])
    assert capsys.readouterr().out == "amal: editor, by config.toml\nrana: admin, paired\n"
    assert main(["people", "--remove", "rana", "--config", str(config)]) == 0
    assert main(["people", "--remove", "rana", "--config", str(config)]) == 2


def test_the_command_says_where_watcher_does_not_listen_yet(config, capsys):
    alone = CONFIG.partition("[people")[0]
    config.write_text(alone, encoding="utf-8")
    main(["people", "--config", str(config)])
    assert "nobody may talk to watcher" in capsys.readouterr().out
    main(["pair", "--config", str(config)])
    assert "stop it and start it again" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "settings", "told"),
    [
        ("amal", CONFIG, "config.toml names amal already"),
        ("x" * 41, CONFIG, "a name is up to 40 letters"),
        ("a\nb", CONFIG, "a name is up to 40 letters"),
        (" ", CONFIG, "a name is up to 40 letters"),
        ("rana", CONFIG.replace('"telegram"\nchat = "-100"', '"console"'), "no channel of kind"),
    ],
)
def test_the_command_refuses_what_cannot_be(config, capsys, name, settings, told):
    config.write_text(settings, encoding="utf-8")
    assert main(["pair", name, "--config", str(config)]) == 2
    assert told in capsys.readouterr().err
