"""What config.toml describes becomes bots that listen and sources that read."""

from contextlib import closing

import pytest

from tests.build import NOON
from watcher.app.pairing import Tries, admit, invite, remove
from watcher.errors import SourceError
from watcher.inlets import inbox, source
from watcher.model import Role
from watcher.settings import ChannelSettings, PersonSettings, Settings, SourceSettings
from watcher.store import open_store

READS, WRITES = {"token_env": "SELM_TOKEN"}, {"token_env": "DESK_TOKEN"}
SELM = SourceSettings(name="selm", kind="telegram", chats=("@selmpost",), **READS)
QUAY = SourceSettings(name="quay", kind="telegram", chats=("-5",), **READS)
DESK = ChannelSettings(name="desk", kind="telegram", chat="-9", **WRITES)
AMAL = PersonSettings(name="amal", telegram=7)


@pytest.fixture
def listens(tmp_path, monkeypatch):
    """What listens, with these settings and tokens."""
    with closing(open_store(tmp_path / "watcher.db")) as store:

        def listens(*, tokens, **more):
            for name, token in tokens.items():
                monkeypatch.setenv(name, token)
            paths = {"rules": (tmp_path,), "database": tmp_path / "watcher.db"}
            return inbox(Settings(**paths, **more), store, NOON)

        listens.store = store
        yield listens


def test_the_bot_of_a_source_listens_once_and_hands_on_by_chat(listens):
    heard = listens(sources=(SELM, QUAY), channels=(DESK,), tokens={"SELM_TOKEN": "11:a"})
    assert list(heard.bots) == ["11"]
    box = heard.boxes["11"]
    assert (box.readers, box.forwards) == ({"@selmpost": "selm", "-5": "quay"}, "selm")
    assert box.own == {"-9", "11"}


def test_the_bot_of_a_channel_listens_only_where_somebody_may_talk_to_it(listens):
    tokens = {"DESK_TOKEN": "22:b"}
    assert list(listens(channels=(DESK,), tokens=tokens).bots) == []
    heard = listens(channels=(DESK,), people=(AMAL,), tokens=tokens)
    assert list(heard.bots) == ["22"]
    assert heard.to_read(heard.bots["22"]) == frozenset()


def test_the_bot_of_a_channel_listens_where_somebody_was_paired_or_holds_a_code(listens):
    tokens = {"DESK_TOKEN": "22:b"}
    code = invite("rana", Role.READER, listens.store, lambda: NOON)
    assert list(listens(channels=(DESK,), tokens=tokens).bots) == ["22"]
    admit(code, 7, Tries(), listens.store, NOON)
    assert list(listens(channels=(DESK,), tokens=tokens).bots) == ["22"]
    remove("rana", listens.store, lambda: NOON)
    assert list(listens(channels=(DESK,), tokens=tokens).bots) == []


def test_a_source_without_its_token_says_what_to_set(listens):
    heard = listens(sources=(SELM,), tokens={})
    with pytest.raises(SourceError, match=r"^selm: set SELM_TOKEN to the bot's token$"):
        source(SELM, heard).poll("", NOON)
