"""The fake world: chats, messages, waiting updates, and the journal of what was accepted."""

import asyncio
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

from tests.fake_telegram.chats import Chat, Kind
from tests.fake_telegram.errors import bad_request
from tests.fake_telegram.faults import Plan
from tests.fake_telegram.keyboards import Keyboard
from tests.fake_telegram.limits import Limits
from tests.fake_telegram.texts import Text
from tests.fake_telegram.updates import Updates

Json = dict[str, object]

NOTHING = Text("", [], "")


@dataclass(frozen=True, slots=True)
class Message:
    """A message as it stands in a chat."""

    id: int
    chat: int
    date: int
    text: Text = NOTHING
    """The caption, where there is a photo."""
    thread: int = 0
    reply_to: int = 0
    keyboard: Keyboard | None = None
    photo: str = ""
    """Its file id; empty for a text."""
    ours: bool = True
    edited: int = 0


@dataclass(slots=True)
class World:
    """Everything the server remembers."""

    token: str
    clock: Callable[[], float] = time.time
    chats: dict[int, Chat] = field(default_factory=dict)
    messages: dict[tuple[int, int], Message] = field(default_factory=dict)
    last_ids: Counter[int] = field(default_factory=Counter)
    files: dict[str, bytes] = field(default_factory=dict)
    updates: Updates = field(default_factory=Updates)
    limits: Limits = field(default_factory=lambda: Limits(time.monotonic))
    plan: Plan = field(default_factory=Plan)
    journal: list[Json] = field(default_factory=list)
    """What was accepted: the ground truth of delivery tests."""
    news: asyncio.Event = field(default_factory=asyncio.Event)
    """Set at the next line of the journal, and then replaced."""
    calls: list[Json] = field(default_factory=list)
    """Every call with a good token, and how it was answered; status 0 where it was not."""

    @property
    def bot(self) -> Json:
        """The bot as a `User` of the Bot API."""
        return {
            "id": int(self.token.split(":")[0]),
            "is_bot": True,
            "first_name": "Watcher",
            "username": "fake_watcher_bot",
        }

    def chat(self, chat_id: str) -> Chat:
        """The chat that a call names. Raises `ApiError`."""
        if not chat_id:
            raise bad_request("chat_id is empty")
        for chat in self.chats.values():
            if chat_id in {str(chat.id), f"@{chat.username}"}:
                return chat
        raise bad_request("Chat not found")

    def next_id(self, chat: Chat) -> int:
        """The id of the next message: private chats and basic groups share one sequence."""
        sequence = 0 if chat.kind in {Kind.PRIVATE, Kind.GROUP} else chat.id
        self.last_ids[sequence] += 1
        return self.last_ids[sequence]

    def keep(self, message: Message) -> None:
        """Put a new or changed message in its chat."""
        self.messages[message.chat, message.id] = message

    def record(self, kind: str, **what: object) -> None:
        """Add a line to the journal."""
        self.journal.append(
            {"n": len(self.journal) + 1, "time": self.clock(), "kind": kind, **what}
        )
        self.news.set()
        self.news = asyncio.Event()

    async def wait_for_journal(self, lines: int, seconds: float) -> list[Json]:
        """The journal, as soon as it has so many lines or the time is over."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while len(self.journal) < lines:
                    await self.news.wait()
        return self.journal

    def record_message(
        self, kind: str, message: Message, *, silent: bool = False, protected: bool = False
    ) -> None:
        """Add a line about a message that was sent or edited."""
        self.record(
            kind,
            chat=message.chat,
            thread=message.thread,
            message_id=message.id,
            text=message.text.text,
            entities=message.text.entities,
            entities_dropped=message.text.entities_dropped,
            html=message.text.raw,
            parse_mode=message.text.parse_mode,
            reply_to=message.reply_to,
            keyboard=message.keyboard,
            silent=silent,
            protected=protected,
        )

    def message_to_json(self, message: Message) -> Json:
        """The message as a `Message` of the Bot API."""
        chat = self.chats[message.chat]
        found: Json = {"message_id": message.id, "date": message.date, "chat": chat.to_json()}
        if chat.kind is Kind.CHANNEL:
            found["sender_chat"] = chat.to_json()
        else:
            found["from"] = self.bot
        words, marks = ("caption", "caption_entities") if message.photo else ("text", "entities")
        optional: Json = {
            words: message.text.text,
            marks: message.text.entities,
            "message_thread_id": message.thread,
            "is_topic_message": bool(message.thread),
            "edit_date": message.edited,
            "reply_markup": message.keyboard,
        }
        found |= {name: value for name, value in optional.items() if value}
        if message.photo:
            size = len(self.files.get(message.photo, b""))
            found["photo"] = [
                {
                    "file_id": message.photo,
                    "file_unique_id": message.photo,
                    "width": 90,
                    "height": 90,
                    "file_size": size,
                }
            ]
        replied = self.messages.get((message.chat, message.reply_to))
        if replied:
            found["reply_to_message"] = {
                "message_id": replied.id,
                "date": replied.date,
                "chat": chat.to_json(),
                "caption" if replied.photo else "text": replied.text.text,
            }
        return found
