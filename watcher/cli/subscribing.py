"""Commands that take over lists of feeds from other readers, and give them: import, export."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from watcher.build import now
from watcher.channels.harmless import harmless
from watcher.cli.rules import CONFIG, Config
from watcher.cli.terminal import result, say
from watcher.core.text.plural import many
from watcher.rulefile.write import write_file
from watcher.settings import Settings, parse_settings, read_settings
from watcher.settings.add import name_for, with_feeds
from watcher.sources.entry import canonical
from watcher.sources.opml import Outline, read_opml, write_opml
from watcher.sources.unfit import UnfitError
from watcher.web.address import checked, is_inside
from watcher.web.answer import FetchError

_SHOWN = 80
"""Characters of a title."""


@dataclass(frozen=True, slots=True)
class _Judged:
    """What becomes of one feed of a list."""

    what: str
    """A line for a person."""
    new: tuple[str, str] | None = None
    """The name and the address of a source to add."""
    refused: bool = False


def import_feeds(
    file: Annotated[Path, typer.Argument(help="A list of feeds, as other readers export it.")],
    config: Config = CONFIG,
) -> None:
    """Add the feeds of an OPML file to the settings, and say what became of each.

    They stand at the end of the file; what stands there stays. A feed that is there already is
    left alone, one that watcher must not ask is refused. watcher reads them from its next start.
    Exit code 1 if one was refused.
    """
    settings = read_settings(config)
    try:
        outlines = read_opml(file.read_bytes())
    except OSError as error:
        say(f"{file} cannot be read: {error.strerror}")
        raise typer.Exit(2) from error
    except UnfitError as unfit:
        say(f"{file} {unfit}")
        raise typer.Exit(2) from unfit
    judged = list(_judge(outlines, settings))
    new = [one.new for one in judged if one.new]
    if new:
        _add(config, new)
    for one in judged:
        result(one.what)
    refused = sum(one.refused for one in judged)
    known = len(judged) - len(new) - refused
    result(f"{many(len(new), 'feed')} added, {known} there already, {refused} refused")
    if refused:
        raise typer.Exit(1)


def export_feeds(
    file: Annotated[Path | None, typer.Argument(help="Where to. Default: stdout.")] = None,
    config: Config = CONFIG,
) -> None:
    """Write the feeds of the settings as an OPML file, which other readers take.

    It holds the addresses as they are: with a key in one, keep the file to yourself.
    """
    settings = read_settings(config)
    feeds = [Outline(one.name, one.url) for one in settings.sources if one.kind == "feed"]
    text = write_opml("Feeds of watcher", feeds, now())
    if file is None:
        result(text.rstrip())
        return
    try:
        with file.open("x", encoding="utf-8") as out:
            out.write(text)
    except FileExistsError as error:
        say(f"{file} exists: name another file")
        raise typer.Exit(2) from error
    except OSError as error:
        say(f"{file} cannot be written: {error.strerror}")
        raise typer.Exit(2) from error
    result(f"{many(len(feeds), 'feed')} written to {file}")


def _judge(outlines: Sequence[Outline], settings: Settings) -> Iterator[_Judged]:
    taken = {str(one.name): _place(one.url) for one in settings.sources}
    for one in outlines:
        called = harmless(one.title)[:_SHOWN] or "a feed without a title"
        try:
            host = checked(one.url).host
        except FetchError as error:
            yield _Judged(f"refused “{called}”: {error}", refused=True)
            continue
        if is_inside(host):
            why = "its address is private; with allow_private it may be added by hand"
            yield _Judged(f"refused “{called}”: {why}", refused=True)
            continue
        place = _place(one.url)
        if known := next((name for name, url in taken.items() if url == place), None):
            yield _Judged(f"left “{called}”: it is there already, as {known}")
            continue
        name = name_for(one.title or host, taken)
        taken[name] = place
        yield _Judged(f"added {name} ({host})", new=(name, one.url))


def _place(url: str) -> str:
    """The same for every way to write one address; an invalid one as it is."""
    try:
        return canonical(url)
    except ValueError:
        return url


def _add(config: Path, new: Sequence[tuple[str, str]]) -> None:
    """Write them, if the whole file is valid with them. Raises `ConfigError`."""
    text = with_feeds(config.read_bytes().decode(), new)
    parse_settings(text.removeprefix("\ufeff").replace("\r\n", "\n"), config)
    try:
        write_file(config, text)
    except OSError as error:
        say(f"{config} cannot be written: {error.strerror}; nothing has changed")
        raise typer.Exit(2) from error
