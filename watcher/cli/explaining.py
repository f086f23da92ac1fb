"""The commands that answer why: explain, why-not."""

from contextlib import closing
from datetime import UTC
from difflib import get_close_matches
from itertools import chain
from pathlib import Path
from typing import Annotated, Any

import typer

from watcher.app.account import Account, NoPast, accounts, line
from watcher.app.desk import Desk
from watcher.build import channels, desk, now
from watcher.cli.papers import paper
from watcher.cli.rules import CONFIG, Config
from watcher.cli.terminal import result, result_json, say
from watcher.core.alerts.compose import Lexicon
from watcher.core.text.plural import many
from watcher.core.watchlist.matcher import Matcher
from watcher.model import RuleId
from watcher.rulebook import Rulebook
from watcher.rulefile import read_watchlist
from watcher.settings import Settings, read_settings
from watcher.store.judged import judged
from watcher.store.sql_store import open_store

_NEAREST = 3
"""Stories shown by why-not: a digest has thirty, and people ask about one."""

RuleName = Annotated[str, typer.Argument(metavar="RULE", help="The id of a rule.")]
File = Annotated[
    Path, typer.Argument(metavar="FILE", help="A file of any kind that a folder is read for.")
]
Rules = Annotated[
    list[Path] | None,
    typer.Option("--rules", help="A rule file or folder instead of the settings' rules."),
]
Json = Annotated[bool, typer.Option("--json", help="One JSON object a story, for a machine.")]


def explain(
    rule: RuleName,
    file: File,
    *,
    rules: Rules = None,
    config: Config = CONFIG,
    as_json: Json = False,
) -> None:
    """Tell where a rule holds in a document: every step, what was found, in which line.

    The steps stand in the order in which they are taken. With settings and a database, the
    events told so far count, and what was decided about a document that was read already;
    nothing is stored or sent. Exit code 1 if the rule holds nowhere.
    """
    told = _accounts(rule, file, rules, config)
    holding = [one for one in told if one.outcome]
    for one in holding:
        _show(one, as_json=as_json)
    if not holding:
        none = f"rule {rule} holds in none of {many(len(told), 'story')}"
        say(f"{none}: try  watcher why-not {rule} {file}")
        raise typer.Exit(1)


def why_not(
    rule: RuleName,
    file: File,
    *,
    rules: Rules = None,
    config: Config = CONFIG,
    as_json: Json = False,
    all_: Annotated[
        bool, typer.Option("--all", help="Every story, not the nearest three.")
    ] = False,
) -> None:
    """Tell what keeps a rule from ringing: which condition failed, at which sentence.

    The stories that come nearest to ringing are told first. Exit code 1 if the rule rings.
    """
    told = _accounts(rule, file, rules, config)
    silent = sorted((one for one in told if not one.rings), key=lambda one: -one.reached)
    for one in silent if all_ else silent[:_NEAREST]:
        if not as_json:
            result(f"{_title(one)}: {one.missing}")
        _show(one, as_json=as_json)
    if len(silent) > _NEAREST and not all_:
        say(f"and {many(len(silent) - _NEAREST, 'story')} less near: --all shows all")
    if rings := len(told) - len(silent):
        where = f"rule {rule} rings in {rings} of {many(len(told), 'story')}"
        say(f"{where}: try  watcher explain {rule} {file}")
        raise typer.Exit(1)


def _accounts(rule: str, file: Path, rules: list[Path] | None, config: Path) -> tuple[Account, ...]:
    settings = read_settings(config) if rules is None and config.exists() else None
    asked = _desk(settings, rules)
    if RuleId(rule) not in asked.lexicon.rules:
        close = get_close_matches(rule, asked.lexicon.rules, n=1)
        hint = f"did you mean {close[0]}?" if close else "watcher check counts those that exist"
        say(f"there is no rule {rule} ({hint})")
        raise typer.Exit(2)
    documents = paper(file, settings, now())
    if settings is None or not settings.database.exists():
        told = [accounts(one, RuleId(rule), asked, NoPast(), now()) for one in documents]
        return tuple(chain.from_iterable(told))
    with closing(open_store(settings.database, ours=False)) as store:
        before = [judged(store.database, one.id, RuleId(rule)) for one in documents]
        read = zip(documents, before, strict=True)
        told = [accounts(one, RuleId(rule), asked, store, now(), then) for one, then in read]
    return tuple(chain.from_iterable(told))


def _desk(settings: Settings | None, rules: list[Path] | None) -> Desk:
    if settings is not None:
        return desk(settings, Rulebook(settings).edition, channels(settings))
    watchlist = read_watchlist(rules or [Path("rules")]).watchlist
    names = {one.id: one for one in watchlist.names}
    known = {one.id: one for one in watchlist.rules}
    return Desk(Matcher(watchlist), Lexicon(names, known, UTC), {})


def _show(account: Account, *, as_json: bool) -> None:
    if as_json:
        result_json(_as_json(account))
        return
    result(f"{'rings' if account.rings else 'does not ring'}: {_title(account)}")
    for one in account.findings:
        result(line(one))


def _title(account: Account) -> str:
    story = account.story
    line = story.document.text.count("\n", 0, story.span.start) + 1
    return f"{story.title or ' '.join(story.text.split()[:8]) + ' …'} (line {line})"


def _as_json(account: Account) -> dict[str, Any]:
    return {
        "story": account.story.title or None,
        "start": account.story.span.start,
        "end": account.story.span.end,
        "rings": account.rings,
        "missing": account.missing or None,
        "findings": [
            {"depth": one.depth, "holds": one.holds, "what": one.what, "why": one.why or None}
            for one in account.findings
        ],
    }
