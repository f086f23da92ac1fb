"""A Bot API server on loopback, as strict as Telegram: the ground truth of delivery tests.

Runs as its own process, imports nothing of watcher and only the standard library. Its rules and
error texts are those of the public server (tdlib/td and tdlib/telegram-bot-api, May 2026); where
it is stricter or simpler than they are, the module says so.
"""

TOKEN = "123456789:fake-token-of-a-fake-bot-api-server"  # noqa: S105 - opens nothing
