"""Hear what people do in chats: updates as they come, read one by one, and answered.

Nothing is handled here. Whoever keeps an update asks for the next ones only after it is kept.
"""

import json
from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from telegram import CallbackQuery, Chat, error
from telegram import Update as TelegramUpdate

from watcher.bot_api.message import (
    Whereabouts,
    chats,
    is_command,
    message,
    placed,
    post,
    whereabouts,
)
from watcher.bot_api.secret import Secret
from watcher.bot_api.sender import BotApi
from watcher.errors import Deferred
from watcher.ports import Post, Press, Said, Update

_WAIT = timedelta(seconds=3)
"""How long the server waits for an update: watcher stops no sooner than its last question ends."""
_ANSWER = timedelta(seconds=5)
_CONNECT = timedelta(seconds=2)
_ELSEWHERE = timedelta(minutes=1)
"""Two programs that ask in turn would throw each other out for ever."""
LONGEST_ANSWER = 200
"""Characters below a button (Bot API, answerCallbackQuery)."""
_LAST_ID = (1 << 52) - 1
"""Ids of people have at most 52 significant bits (Bot API, User)."""
_KINDS = ("message", "edited_message", "channel_post", "edited_channel_post", "callback_query")
_ADDED = "my_chat_member"
"""The bot was let into a chat, or put out."""


class Listener(BotApi):
    """Satisfies `watcher.ports.Bot`."""

    def __init__(self, token: Secret, server: str | None = None, proxy: str | None = None) -> None:
        """`server` is the address of a Bot API server of one's own; `proxy` leads to it."""
        super().__init__(token, server, _ANSWER, proxy=proxy)
        self.name = token.reveal().partition(":")[0]

    async def ask(self, after: int) -> Sequence[Update]:
        """See `Bot.ask`. The library's own way loses all where one update cannot be read."""
        with self._translating():
            return [
                Update(int(one["update_id"]), json.dumps(one), placed(one.get("message")))
                for one in await self._updates(_KINDS, after)
            ]

    async def look_around(self) -> Sequence[Whereabouts]:
        """Where the updates come from that wait, each place once; none of them is forgotten.

        Waits a moment for one where there is none. Raises a `DeliveryError`.
        """
        with self._translating():
            found = map(whereabouts, await self._updates((*_KINDS, _ADDED)))
            return list(dict.fromkeys(one for one in found if one))

    async def _updates(self, kinds: Sequence[str], after: int = 0) -> list[dict[str, Any]]:
        asked = {
            "timeout": round(_WAIT.total_seconds()),
            "allowed_updates": json.dumps(kinds),
            **({"offset": after + 1} if after else {}),
        }
        bot = self._opened()
        url = f"{bot.base_url}/getUpdates?{urlencode(asked)}"
        try:
            answer = await bot.request.retrieve(
                url,
                read_timeout=_ANSWER.total_seconds(),
                connect_timeout=_CONNECT.total_seconds(),
            )
        except error.Conflict as trouble:
            why = (
                "another program asks for what people say to this bot, or it has a webhook: "
                "stop one of them"
            )
            raise Deferred(why, _ELSEWHERE) from trouble
        return list(json.loads(answer)["result"])

    def read(self, raw: str) -> Press | Said | Post | None:
        """See `Bot.read`."""
        try:
            return _sound(_told(TelegramUpdate.de_json(json.loads(raw), None)))
        except (AttributeError, KeyError, TypeError, ValueError, OverflowError, OSError) as trouble:
            raise ValueError(f"no update of Telegram's: {trouble!r}") from trouble

    async def answer(self, press: Press, text: str) -> None:
        """See `Bot.answer`."""
        with self._translating():
            await self._opened().answer_callback_query(
                press.id, text[:LONGEST_ANSWER], show_alert=True
            )

    async def say(self, said: Said, text: str) -> str:
        """See `Bot.say`."""
        return await self.send_message(
            said.chats[0], None, text, html=False, reply_to=int(said.message_id)
        )


def _told(update: TelegramUpdate) -> Press | Said | Post | None:
    if update.callback_query:
        return _press(update.callback_query)
    if update.message:
        return message(update.message)
    posted = update.channel_post or update.edited_channel_post
    if edited := update.edited_message:  # a command that is edited is not obeyed again
        posted = None if edited.chat.type == Chat.PRIVATE or is_command(edited) else edited
    return post(posted) if posted else None


def _sound(told: Press | Said | Post | None) -> Press | Said | Post | None:
    """`told`, if its words are words: the library takes whatever stands there.

    Raises `TypeError`.
    """
    words: tuple[object, ...] = ()
    ids: tuple[str, ...] = ()
    match told:
        case Press():
            words, ids = (told.id, told.data), told.chats
        case Said():
            words, ids = (told.text, told.answered), (told.message_id, told.answers, *told.chats)
        case Post():
            words, ids = (told.name, told.text), (told.id, *told.chats)
            _sound(told.said)
        case None:
            return None
    if not all(map(str.isascii, ids)):
        raise TypeError(f"no message and no chat has such an id: {ids!r}")
    if not all(isinstance(one, str) for one in words):
        raise TypeError(f"its words are none: {words!r}")
    user = told.user if isinstance(told, Press | Said) else 0
    if type(user) is not int or abs(user) > _LAST_ID:
        raise TypeError(f"nobody has the id {user!r}")
    return told


def _press(query: CallbackQuery) -> Press | None:
    """None where the button stands nowhere any more, or is a game's."""
    if query.message is None or query.data is None:
        return None
    return Press(query.id, query.from_user.id, chats(query.message.chat), query.data)
