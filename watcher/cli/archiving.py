"""Commands that work with what is kept: search, backup, restore."""

from pathlib import Path
from typing import Annotated, Any

import typer

from watcher.build import beside
from watcher.channels.harmless import harmless
from watcher.cli.papers import ago
from watcher.cli.rules import CONFIG, Config
from watcher.cli.terminal import result, result_json, say
from watcher.core.alerts.compose import moment
from watcher.ports import Hit
from watcher.settings import read_settings
from watcher.store.backup import back_up
from watcher.store.backup import restore as put_back

Since = Annotated[
    str, typer.Option("--since", metavar="30d", help="How far back: 12h, 30d, 8w. Default: 30d.")
]


def search(
    text: Annotated[str, typer.Argument(help="Words; in quotes what stands side by side.")],
    *,
    since: Since = "30d",
    limit: Annotated[int, typer.Option("--limit", min=1, max=1000, help="At most so many.")] = 10,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a document.")] = False,
    config: Config = CONFIG,
) -> None:
    """Find the kept documents that hold all these words, newest first, also while watcher runs.

    Letters are compared as rules compare them: case, accents, and the forms of alef and ya do not
    matter. Exit code 1 if nothing is found.
    """
    settings = read_settings(config)
    if not settings.database.exists():
        say(f"there is no archive yet ({settings.database}): start `watcher run`")
        raise typer.Exit(2)
    with beside(settings) as store:
        hits = store.search(text, ago(since), limit)
    for hit in hits:
        if as_json:
            result_json(_as_json(hit))
            continue
        paper = hit.document
        place = paper.url or paper.origin
        title = f" · {_line(paper.title)}" if paper.title else ""
        edited = " · edited" if paper.edited else ""
        result(f"{moment(paper.seen, settings.time_zone)}{edited} · {paper.source}{title}")
        result(f"  “{_line(_quote(hit))}”")
        if place:
            result(f"  {_line(place)}")
    if not hits:
        if not as_json:
            result(f"nothing since {since} holds all of that")
        raise typer.Exit(1)


def backup(
    file: Annotated[Path, typer.Argument(help="Where the copy goes.", metavar="FILE")],
    *,
    force: Annotated[bool, typer.Option("--force", help="Replace a file that exists.")] = False,
    config: Config = CONFIG,
) -> None:
    """Copy the database, also while watcher runs; the copy is checked before it counts."""
    settings = read_settings(config)
    back_up(settings.database, file, force=force)
    result(f"{file} is a whole copy of {settings.database}")


def restore(
    file: Annotated[Path, typer.Argument(help="What `watcher backup` wrote.", metavar="FILE")],
    *,
    config: Config = CONFIG,
) -> None:
    """Put a backup in the place of the database. Stop watcher first.

    The backup is checked before anything changes, and the former database is kept beside it. What
    was sent after the backup was made is not known any more, and may be sent again.
    """
    settings = read_settings(config)
    aside = put_back(settings.database, file)
    kept = f"; the former database is {aside}" if aside else ""
    result(f"{settings.database} is as in {file}{kept}")


def _quote(hit: Hit) -> str:
    return hit.document.text[hit.quoted.start : hit.quoted.end]


def _line(text: str) -> str:
    """On one line, without what a terminal would obey or cannot show."""
    return " ".join(harmless(text).split())


def _as_json(hit: Hit) -> dict[str, Any]:
    paper = hit.document
    return {
        "id": paper.id,
        "seen": paper.seen,
        "published": paper.published,
        "source": paper.source,
        "title": _line(paper.title) or None,
        "quote": _line(_quote(hit)),
        "start": hit.quoted.start,
        "end": hit.quoted.end,
        "url": paper.url,
        "origin": paper.origin or None,
    }
