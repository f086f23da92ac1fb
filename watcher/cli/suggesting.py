"""The commands about spellings that almost are a name: `watcher suggest`."""

from datetime import timedelta
from pathlib import Path
from typing import Annotated

import typer

from watcher.app.suggest import WINDOW, suggest
from watcher.build import beside, now
from watcher.channels.harmless import harmless
from watcher.cli.papers import archive
from watcher.cli.rules import CONFIG, Config
from watcher.cli.terminal import counted, progress, result, say, writing
from watcher.core.text.plural import many
from watcher.core.watchlist.matcher import Matcher
from watcher.model import EntryId
from watcher.ports import Store, Suggestion
from watcher.rulebook import load_rules, replace_file
from watcher.rulefile import Loaded
from watcher.rulefile.alias import with_alias
from watcher.rulefile.files import read_file
from watcher.rulefile.tree import Notes
from watcher.settings import read_settings

app = typer.Typer(invoke_without_command=True)
Number = Annotated[int, typer.Argument(help="The number in `watcher suggest`.")]
Own = Annotated[
    Path | None,
    typer.Option("--config", "-c", help="The settings file.", metavar="PATH", show_default=False),
]


@app.callback()
def list_suggestions(context: typer.Context, config: Config = CONFIG) -> None:
    """List what documents of the last 30 days write almost like a name, the most frequent first.

    Not what is found already, what a test says must not alert, what consists of ordinary words
    only, and what was refused. Also while watcher runs.
    """
    context.obj = config
    if context.invoked_subcommand:
        return
    settings = read_settings(config)
    watchlist = load_rules(settings).watchlist
    if not settings.database.exists():
        say(f"there is no archive yet ({settings.database}): start `watcher run`")
        raise typer.Exit(2)
    with beside(settings) as store, progress("looking through the archive") as advance:
        papers = archive(settings, now() - WINDOW, before=timedelta())
        documents = counted(papers.documents(), papers.count, advance)
        suggest(documents, Matcher(watchlist), store, now)
        found = store.suggestions()
    names = {one.id: one.name for one in watchlist.names}
    for one in found:
        miss = one.miss
        how = f"{many(miss.documents, 'document')}, {miss.score:.0%} alike"
        result(f"{one.number}: “{miss.surface}”, {how}: {names[miss.name]} ({miss.name})?")
        result(f"    {harmless(miss.example)}")
    if found:
        result("`watcher suggest accept NUMBER` writes it into the rule file, refuse forgets it")
    else:
        result("nothing is written almost like a name")


@app.command(short_help="Add a spelling to the aliases of its name")
def accept(number: Number, context: typer.Context, config: Own = None) -> None:
    """Write the spelling into the rule file that defines the name. Its comments stay.

    All rules are checked and their tests run with it first; where one fails, nothing is written.
    """
    settings = read_settings(config or context.obj)
    loaded = load_rules(settings)
    with beside(settings) as store:
        miss = _wanted(store, number).miss
        path = _file(loaded, miss.name)
        notes = Notes(path)
        text = with_alias(read_file(path, notes) or "", notes, miss.name, miss.surface)
        with writing(path):
            replace_file(settings, path, text)
        store.suggest([one.miss for one in store.suggestions() if one.number != number], now())
    result(f"{path}: “{miss.surface}” is an alias of {miss.name} now")


@app.command(short_help="Never show a spelling again")
def refuse(number: Number, context: typer.Context, config: Own = None) -> None:
    """Never suggest this spelling again, for no name."""
    with beside(read_settings(config or context.obj)) as store:
        miss = _wanted(store, number).miss
        store.refuse(number)
    result(f"“{miss.surface}” is not suggested again")


def _wanted(store: Store, number: int) -> Suggestion:
    for one in store.suggestions():
        if one.number == number:
            return one
    say(f"no suggestion has the number {number}; `watcher suggest` lists them")
    raise typer.Exit(2)


def _file(loaded: Loaded, name: EntryId) -> Path:
    """The rule file that defines a name."""
    for part in loaded.parts:
        if any(one.id == name for one in part.names):
            return part.path
    say(f"no rule file defines {name} any more; `watcher suggest` looks anew")
    raise typer.Exit(2)
