"""The one error of the Bot API: a status, a description and sometimes parameters."""


class ApiError(Exception):
    """A call that Telegram refuses."""

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        """`parameters` are those of the envelope: `retry_after`, `migrate_to_chat_id`."""
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters


def bad_request(what: str) -> ApiError:
    """A 400 in the server's own spelling: its first letter is small unless two are capitals."""
    if not what[1:2].isupper() and what[1:2] != "_":
        what = what[:1].lower() + what[1:]
    return ApiError(400, f"Bad Request: {what}")


def forbidden(what: str) -> ApiError:
    """A 403: nothing reaches this chat until a person acts."""
    return ApiError(403, f"Forbidden: {what}")
