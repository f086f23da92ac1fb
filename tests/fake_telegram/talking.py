"""The methods that ask, listen and answer: everything but messages."""

import json
import re
from collections.abc import Awaitable

from tests.fake_telegram.call import Call
from tests.fake_telegram.chats import check_writable
from tests.fake_telegram.errors import bad_request
from tests.fake_telegram.world import Json, World

LONGEST_ANSWER = 200
"""Characters of the answer to a button."""
MOST_COMMANDS = 100
LONGEST_DESCRIPTION = 256


def get_me(world: World, call: Call) -> Json:
    """Who the bot is."""
    return {
        **world.bot,
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
    }


def get_updates(world: World, call: Call) -> Awaitable[list[Json]]:
    """What people did since the last call; the kinds asked for hold until others are."""
    if kinds := call.text("allowed_updates"):
        world.updates.allowed = frozenset(json.loads(kinds))
    return world.updates.fetch(
        call.whole("offset"), call.whole("limit", 100), call.whole("timeout")
    )


def answer_callback_query(world: World, call: Call) -> bool:
    """Answer a press of a button; each press once."""
    query = call.text("callback_query_id")
    if query not in world.updates.unanswered:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    if len(call.text("text")) > LONGEST_ANSWER:
        raise bad_request("MESSAGE_TOO_LONG")
    world.updates.unanswered.discard(query)
    world.record("answer", query=query, text=call.text("text"), alert=call.flag("show_alert"))
    return True


def set_my_commands(world: World, call: Call) -> bool:
    """Set the menu of commands."""
    try:
        commands = json.loads(call.text("commands"))
    except ValueError as error:
        raise bad_request("Can't parse commands JSON object") from error
    if not isinstance(commands, list):
        raise bad_request("Expected an Array of BotCommand")
    if len(commands) > MOST_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        if not isinstance(command, dict):
            raise bad_request("Can't parse BotCommand: expected an Object")
        if not re.fullmatch(r"/?[a-z0-9_]{1,32}", str(command.get("command", ""))):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= len(str(command.get("description", ""))) <= LONGEST_DESCRIPTION:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    world.record("commands", commands=commands)
    return True


def get_chat(world: World, call: Call) -> Json:
    """What a chat is."""
    chat = world.chat(call.text("chat_id"))
    return {
        **chat.to_json(),
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(
            (
                "unlimited_gifts",
                "limited_gifts",
                "unique_gifts",
                "premium_subscription",
                "gifts_from_channels",
            ),
            False,
        ),
    }


def send_chat_action(world: World, call: Call) -> bool:
    """Show that the bot is busy."""
    if call.text("action") not in {"typing", "upload_photo", "upload_document"}:
        raise bad_request("Wrong parameter action in request")
    check_writable(world.chat(call.text("chat_id")), "text messages")
    return True


def delete_webhook(world: World, call: Call) -> bool:
    """There never is one."""
    return True
