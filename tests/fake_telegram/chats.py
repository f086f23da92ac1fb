"""The chats of the fake world, and who may write where."""

from dataclasses import dataclass
from enum import StrEnum

from tests.fake_telegram.errors import ApiError, bad_request, forbidden

GENERAL = 1
"""The topic that every forum has; it cannot be named in a call."""


class Kind(StrEnum):
    """What a chat is."""

    PRIVATE = "private"
    GROUP = "group"
    SUPERGROUP = "supergroup"
    CHANNEL = "channel"


class Standing(StrEnum):
    """How the bot stands in a chat."""

    OPEN = "open"
    NOT_STARTED = "not started"
    """A person who has never pressed Start."""
    BLOCKED = "blocked"
    DEACTIVATED = "deactivated"
    KICKED = "kicked"
    LEFT = "left"
    READ_ONLY = "read-only"
    MIGRATED = "migrated"


@dataclass(frozen=True, slots=True)
class Chat:
    """One chat. `topics` are thread ids; a supergroup with topics is a forum."""

    id: int
    kind: Kind = Kind.PRIVATE
    standing: Standing = Standing.OPEN
    title: str = "Desk"
    username: str = ""
    topics: frozenset[int] = frozenset()
    migrated_to: int = 0

    @property
    def is_forum(self) -> bool:
        """Whether the chat is a supergroup with topics."""
        return self.kind is Kind.SUPERGROUP and bool(self.topics)

    def to_json(self) -> dict[str, object]:
        """The chat as a `Chat` of the Bot API."""
        name = "first_name" if self.kind is Kind.PRIVATE else "title"
        found: dict[str, object] = {"id": self.id, "type": self.kind.value, name: self.title}
        if self.username:
            found["username"] = self.username
        if self.is_forum:
            found["is_forum"] = True
        return found


def read_chat(found: dict[str, object]) -> Chat:
    """A chat as a test declares it. Raises `ValueError` or `TypeError`."""
    return Chat(
        **{
            **found,
            "kind": Kind(found.get("kind", Kind.PRIVATE)),
            "standing": Standing(found.get("standing", Standing.OPEN)),
            "topics": frozenset(found.get("topics", ())),
        }
    )


def check_present(chat: Chat) -> None:
    """Whether the bot may do anything there. Raises `ApiError`."""
    name = "channel" if chat.kind is Kind.CHANNEL else chat.kind.value
    match chat.standing:
        case Standing.NOT_STARTED:
            raise forbidden("bot can't initiate conversation with a user")
        case Standing.BLOCKED:
            raise forbidden("bot was blocked by the user")
        case Standing.DEACTIVATED:
            raise forbidden("user is deactivated")
        case Standing.KICKED:
            raise forbidden(f"bot was kicked from the {name} chat")
        case Standing.LEFT:
            raise forbidden(f"bot is not a member of the {name} chat")


def check_writable(chat: Chat, what: str) -> None:
    """Whether the bot may send `what` ("text messages", "photos") there. Raises `ApiError`."""
    check_present(chat)
    if chat.standing is Standing.MIGRATED:
        raise ApiError(
            400,
            "Bad Request: group chat was upgraded to a supergroup chat",
            migrate_to_chat_id=chat.migrated_to,
        )
    if chat.standing is Standing.READ_ONLY:
        if chat.kind is Kind.CHANNEL:
            raise bad_request("Need administrator rights in the channel chat")
        raise bad_request(f"Not enough rights to send {what} to the chat")


def thread_of(chat: Chat, thread: int) -> int:
    """The topic a message goes to; 0 for none. Raises `ApiError`.

    As on the server, General must not be named, and a supergroup without topics ignores it.
    """
    if not thread or chat.kind in {Kind.GROUP, Kind.CHANNEL}:
        return 0
    if chat.kind is Kind.SUPERGROUP and not chat.is_forum:
        return 0
    if thread == GENERAL or thread not in chat.topics:
        raise bad_request("Message thread not found")
    return thread
