"""Gives the tests of the fake its own fixture."""

from tests.fake_telegram.fixture import telegram

__all__ = ["telegram"]
