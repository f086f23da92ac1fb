"""What people say of the rules, as tests that wait for the analyst."""

from typing import Protocol

from watcher.core.watchlist.language import RuleTest
from watcher.model import RuleId


class Reviewing(Protocol):
    """The review file: tests that rules should pass, beside the rules until they do."""

    @property
    def name(self) -> str:
        """What people call the file."""

    def add(self, rule: RuleId, test: RuleTest) -> bool:
        """Add a test of `rule`, once; whether it was new.

        Raises a `ConfigError` where it cannot be added; then nothing was changed.
        """
