"""What needs no server: that no error of the library has been forgotten."""

import pytest
from telegram import error

from watcher.bot_api.refusals import NoMessage, NoTopic, NotOurs, translated
from watcher.bot_api.secret import Secret
from watcher.bot_api.sender import BotApi
from watcher.errors import (
    Astray,
    BotUnknown,
    ChannelClosed,
    ChatMoved,
    Deferred,
    DeliveryError,
    Gone,
    Refused,
    Uncertain,
    Unchangeable,
)

TOKEN = "123456789:" + "AbCd-_9" * 5
TABLE = [
    (error.RetryAfter(7), Deferred),
    (error.ChatMigrated(-100), ChatMoved),
    (error.InvalidToken(), BotUnknown),
    (error.Forbidden("Forbidden: bot was blocked by the user"), ChannelClosed),
    (error.BadRequest("Message is too long"), Refused),
    (error.BadRequest("Message thread not found"), NoTopic),
    (error.BadRequest("TOPIC_CLOSED"), NoTopic),
    (error.BadRequest("Message to edit not found"), NoMessage),
    (error.BadRequest("Message can't be edited"), NotOurs),
    (error.BadRequest("MESSAGE_ID_INVALID"), NoMessage),
    (error.BadRequest("Message to be replied not found"), Refused),
    (error.BadRequest("Chat not found"), ChannelClosed),
    (error.BadRequest("CHAT_WRITE_FORBIDDEN"), ChannelClosed),
    (error.TimedOut(), Uncertain),
    (error.NetworkError("Bad Gateway"), Uncertain),
    (error.BadRequest("Bad Request (400). Parsing the server response b'{' failed"), Uncertain),
    (error.Forbidden("Forbidden (403). Parsing the server response b'<' failed"), Uncertain),
    (error.NetworkError("Too Many Requests: retry later"), Deferred),
    (error.Conflict("terminated by other getUpdates request"), Uncertain),
    (error.TelegramError("Invalid server response"), Uncertain),
]
ELSEWHERE = {
    error.EndPointNotFound: "only for raw requests",
    error.PassportDecryptionError: "we read no passports",
}


@pytest.mark.parametrize(("theirs", "ours"), TABLE, ids=lambda one: repr(one)[:60])
def test_their_errors_become_ours(theirs, ours):
    """A permanent error must not look like the network's, which is their parent of it."""
    assert type(translated(theirs)) is ours


def test_every_error_of_the_library_has_a_place():
    """A new one in a new version breaks this test, not an alert."""
    known = {type(theirs) for theirs, _ in TABLE} | set(ELSEWHERE)
    assert {getattr(error, name) for name in error.__all__} == known


def test_every_error_of_ours_is_in_the_table():
    def kinds(of):
        return {of, *(kind for each in of.__subclasses__() for kind in kinds(each))}

    assert {ours for _, ours in TABLE} == kinds(DeliveryError) - {
        DeliveryError,
        Astray,
        Gone,
        Unchangeable,
    }


@pytest.mark.parametrize("theirs", [error.InvalidToken, error.NetworkError, error.BadRequest])
def test_no_error_shows_the_token(theirs):
    trouble = theirs(f"The token `{TOKEN}` of /bot{TOKEN}/ was rejected")
    assert TOKEN not in str(translated(trouble))


def test_a_bot_does_not_show_its_token():
    assert TOKEN not in repr(BotApi(Secret(TOKEN)))
    assert TOKEN not in repr(vars(BotApi(Secret(TOKEN))))
