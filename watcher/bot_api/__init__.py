"""The Telegram Bot API. The only room that knows python-telegram-bot."""
