"""The settings file to `Settings`. The only module that knows TOML."""

import re
import tomllib
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from watcher.errors import ConfigError, Problem
from watcher.settings.lines import Lines
from watcher.settings.mistakes import amiss, mistakes
from watcher.settings.model import DEFAULT_PATHS, Settings

_TOKEN = re.compile(r"\b\d{6,}:[\w-]{30,}")
"""What BotFather hands out: the bot's number, a colon, 35 letters and signs."""
_AT = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)")


def read_settings(path: Path) -> Settings:
    """The settings in the file at `path`; paths in it are relative to the file.

    Raises one `ConfigError` with every problem.
    """
    return parse_settings(_text(path), path)


def parse_settings(text: str, path: Path) -> Settings:
    """The settings in `text`, as if they stood in the file at `path`. Raises `ConfigError`."""
    _refuse_tokens(path, text)
    content = _parsed(path, text)
    settings, found = None, list(amiss(content))
    try:
        settings = Settings.model_validate(DEFAULT_PATHS | content, context=path.parent)
    except ValidationError as error:
        found += mistakes(error, content)
    if settings is None or found:
        lines = Lines(text)
        problems = {Problem(path, lines.line(place), *said) for place, *said in found}
        raise ConfigError(tuple(sorted(problems)))
    return settings


def rule_paths(path: Path) -> tuple[Path, ...]:
    """Where the rules lie, however much else is wrong in the settings; none where nobody knows."""
    try:
        said = (DEFAULT_PATHS | _parsed(path, _text(path)))["rules"]
    except ConfigError:
        return ()
    named = said if isinstance(said, list) else []
    return tuple(path.parent / one for one in named if isinstance(one, str))


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        hint = "" if path.exists() else "copy config.example.toml, or name yours with --config"
        what = f"cannot read the settings: {error.strerror}"
        raise ConfigError((Problem(path, 1, what, hint),)) from error
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        what = "this is not UTF-8"
        raise ConfigError((Problem(path, line, what, "save the file as UTF-8"),)) from error


def _refuse_tokens(path: Path, text: str) -> None:
    """First of all, and alone, so that no other message repeats one."""
    found = [number for number, line in enumerate(text.split("\n"), 1) if _TOKEN.search(line)]
    if found:
        what = "a bot's token does not belong in this file"
        hint = "revoke it, put the new one into an environment variable, and name that in token_env"
        raise ConfigError(tuple(Problem(path, number, what, hint) for number in found))


def _parsed(path: Path, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except RecursionError as error:
        raise ConfigError((Problem(path, 1, "brackets are nested too deep"),)) from error
    except tomllib.TOMLDecodeError as error:
        said = str(error)
        at = _AT.search(said)
        line = int(at[1]) if at and at[1] else len(text.rstrip().split("\n"))
        what = f"this is not TOML: {said[: at.start()] if at else said}"
        hint = _meant(text.split("\n")[line - 1], said)
        raise ConfigError((Problem(path, line, what, hint),)) from error


def _meant(line: str, said: str) -> str:
    """What the writer probably meant to type."""
    key, sign, value = line.partition("=")
    if "Unescaped" in said or "hex" in said:
        return "in a path write / instead of \\"
    if "Illegal character" in said or "Unterminated" in said:
        return "close the quote in the line where it opens"
    if "overwrite" in said or "twice" in said:
        return "each key and each [table] stands once"
    if sign and "Invalid value" in said:
        return f'text stands in quotes: {key.strip()} = "{value.split("#")[0].strip() or "…"}"'
    return ""
