"""The `telegram` fixture; a conftest imports it."""

from collections.abc import Iterator

import pytest

from tests.fake_telegram.client import FakeTelegram


@pytest.fixture
def telegram() -> Iterator[FakeTelegram]:
    """A fresh fake Bot API server, without chats."""
    with FakeTelegram() as server:
        yield server
