"""Settings: config.toml to `Settings`, every mistake with file and line. The only room with TOML.

Secrets never stand in the file: `token_env` names the environment variable that holds one.
"""

from watcher.settings.model import (
    ChannelSettings,
    PersonSettings,
    RewriterSettings,
    Settings,
    SourceSettings,
)
from watcher.settings.read import parse_settings, read_settings, rule_paths

__all__ = [
    "ChannelSettings",
    "PersonSettings",
    "RewriterSettings",
    "Settings",
    "SourceSettings",
    "parse_settings",
    "read_settings",
    "rule_paths",
]
