"""Buttons under a message: what Telegram accepts. Pure."""

import json

from tests.fake_telegram.chats import Kind
from tests.fake_telegram.entities import link
from tests.fake_telegram.errors import bad_request

MOST_BYTES_OF_DATA = 64
"""Of `callback_data`, in UTF-8."""
MOST_BUTTONS = 100

_ACTIONS = {
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
}
_LOOKS = {"text", "style", "icon_custom_emoji_id"}

Keyboard = dict[str, object]


def read_keyboard(raw: str, kind: Kind) -> Keyboard | None:
    """The `reply_markup` of a message; None where there is none. Raises `ApiError`."""
    if not raw:
        return None
    try:
        markup = json.loads(raw)
    except ValueError as error:
        raise bad_request("Can't parse reply keyboard markup JSON object") from error
    if not isinstance(markup, dict):
        raise bad_request("Object expected as reply markup")
    if "inline_keyboard" not in markup:
        if markup and kind is Kind.CHANNEL:
            raise bad_request("Inline keyboard expected")
        return None
    rows = markup["inline_keyboard"]
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request(
            'Field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays'
        )
    for row in rows:
        for button in row:
            _check(button)
    if sum(map(len, rows)) > MOST_BUTTONS:
        raise bad_request("reply markup is too long")
    rows = [row for row in rows if row]
    return {"inline_keyboard": rows} if rows else None


def _check(button: object) -> None:
    trouble = "Can't parse inline keyboard button: "
    if not isinstance(button, dict):
        raise bad_request(trouble + "InlineKeyboardButton must be an Object")
    if not isinstance(button.get("text"), str):
        raise bad_request(trouble + 'Can\'t find field "text"')
    unknown = sorted(set(button) - _ACTIONS - _LOOKS)
    if unknown:  # stricter than the server, which ignores them
        raise bad_request(trouble + f'unknown field "{unknown[0]}"')
    if not set(button) & _ACTIONS:
        raise bad_request(trouble + "Text buttons are unallowed in the inline keyboard")
    if not button["text"]:
        raise bad_request("Inline keyboard button text must be non-empty")
    if len(str(button.get("callback_data", "")).encode()) > MOST_BYTES_OF_DATA:
        raise bad_request("BUTTON_DATA_INVALID")
    if "url" in button and link(str(button["url"])) is None:
        raise bad_request(
            f"Inline keyboard button URL '{button['url']}' is invalid: Wrong HTTP URL"
        )
