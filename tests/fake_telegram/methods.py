"""The table of methods, each with the parameters it has (Bot API 10.0).

Stricter than the server: a parameter that a method does not have is refused, not ignored.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from tests.fake_telegram import sending, talking
from tests.fake_telegram.call import Call
from tests.fake_telegram.errors import ApiError, bad_request
from tests.fake_telegram.world import World

_SEND = (
    "business_connection_id chat_id message_thread_id direct_messages_topic_id "
    "disable_notification protect_content allow_paid_broadcast message_effect_id "
    "suggested_post_parameters reply_parameters reply_markup "
)
_EDIT = "business_connection_id chat_id message_id inline_message_id reply_markup "
_TEXT = "text parse_mode entities link_preview_options "
_CAPTION = "caption parse_mode caption_entities show_caption_above_media "


@dataclass(frozen=True, slots=True)
class Method:
    """What a method does, and which parameters it takes."""

    does: Callable[[World, Call], object]
    parameters: str = ""


METHODS = {
    "getme": Method(talking.get_me),
    "sendmessage": Method(sending.send_message, _SEND + _TEXT),
    "sendphoto": Method(sending.send_photo, _SEND + _CAPTION + "photo has_spoiler"),
    "editmessagetext": Method(sending.edit_message_text, _EDIT + _TEXT),
    "editmessagecaption": Method(sending.edit_message_caption, _EDIT + _CAPTION),
    "editmessagereplymarkup": Method(sending.edit_message_reply_markup, _EDIT),
    "deletemessage": Method(sending.delete_message, "chat_id message_id"),
    "getupdates": Method(talking.get_updates, "offset limit timeout allowed_updates"),
    "answercallbackquery": Method(
        talking.answer_callback_query, "callback_query_id text show_alert url cache_time"
    ),
    "setmycommands": Method(talking.set_my_commands, "commands scope language_code"),
    "getchat": Method(talking.get_chat, "chat_id"),
    "sendchataction": Method(
        talking.send_chat_action, "business_connection_id chat_id message_thread_id action"
    ),
    "deletewebhook": Method(talking.delete_webhook, "drop_pending_updates"),
}
"""By name in small letters: the server does not mind capitals."""


async def perform(world: World, call: Call) -> object:
    """The result of a call. Raises `ApiError`."""
    method = METHODS.get(call.method.lower())
    if method is None:
        raise ApiError(404, "Not Found: method not found")
    known = method.parameters.split()
    unknown = [name for name in (*call.parameters, *call.files) if name not in known]
    # A file may stand under any name that a parameter attaches.
    unknown = [name for name in unknown if f"attach://{name}" not in call.parameters.values()]
    if unknown:
        raise bad_request(f'unknown parameter "{unknown[0]}" of {call.method}')
    result = method.does(world, call)
    return await result if isinstance(result, Awaitable) else result
