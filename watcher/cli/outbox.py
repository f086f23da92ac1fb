"""The commands about what is owed and what was given up: `watcher outbox`."""

import logging
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Annotated, Any, Literal

import typer

from watcher.app.owed import TERM
from watcher.build import beside, now
from watcher.cli.rules import CONFIG, Config
from watcher.cli.terminal import log_to_stderr, result, result_json, say
from watcher.core.alerts.compose import moment
from watcher.core.text.plural import many
from watcher.model import Delivery, DeliveryId, State
from watcher.ports import Store
from watcher.settings import read_settings

log = logging.getLogger(__name__)

app = typer.Typer(help="See what is owed, retry or drop what was given up.", no_args_is_help=True)
_FIRST = 60
"""Characters of a message's first line in a list."""

Id = Annotated[str, typer.Argument(help="The id in `watcher outbox list`, or how it begins.")]
SomeId = Annotated[
    str | None, typer.Argument(help="The id in `watcher outbox list`, or how it begins.")
]
All = Annotated[bool, typer.Option("--all", help="Every dead letter, and all that expired.")]
Channel = Annotated[
    str | None, typer.Option("--channel", help="With --all: of this channel only.", metavar="NAME")
]
GivenUp = Literal["dead", "expired"]
Given = Annotated[GivenUp | None, typer.Option("--state", help="With --all: only these.")]
Json = Annotated[bool, typer.Option("--json", help="One JSON object for each delivery.")]


@app.callback()
def outbox() -> None:
    """See what is owed, retry or drop what was given up; also while watcher runs."""


@app.command("list", short_help="What is owed and what was given up")
def list_letters(*, as_json: Json = False, config: Config = CONFIG) -> None:
    """List what is owed, expired or was given up, oldest first; exit code 1 if anything did."""
    with beside(read_settings(config)) as store:
        letters, at = store.letters(), now()
    for one in letters:
        if as_json:
            result_json(_as_json(one, at))
        else:
            result(_as_line(one, at))
    if not letters and not as_json:
        result("nothing is owed, nothing was given up")
    if any(one.state in {State.DEAD, State.EXPIRED} for one in letters):
        raise typer.Exit(1)


@app.command(short_help="One delivery whole, with its attempts")
def show(key: Id, *, as_json: Json = False, config: Config = CONFIG) -> None:
    """Show a delivery with its text and every attempt to send it."""
    settings = read_settings(config)
    with beside(settings) as store:
        one = _wanted(store, key)
        tried, at = store.tried(one.id), now()
    if as_json:
        attempts = [
            {"started": each.started, "ended": each.ended, "outcome": each.outcome}
            for each in tried
        ]
        result_json(_as_json(one, at) | {"text": one.text, "tried": attempts})
        return
    result(_as_line(one, at))
    for each in tried:
        result(f"  {moment(each.started, settings.time_zone)}: {each.outcome or 'no answer yet'}")
    result(f"\n{one.text}")


@app.command(short_help="Put a dead letter, or what expired, back into the queue")
def retry(
    key: SomeId = None,
    *,
    all_: All = False,
    channel: Channel = None,
    state: Given = None,
    config: Config = CONFIG,
) -> None:
    """Owe what was given up anew, for 72 hours: a running watcher sends it within seconds."""
    with beside(read_settings(config)) as store:
        at = now()
        if _alone(key, (channel, state), all_=all_) is None:
            with store.transaction():
                some = _given_up(store, channel, state)
                again = sum(store.retry(one.id, at, at + TERM) for one in some)
            say(f"put back into the queue: {many(again, 'message')}")
            return
        one = _wanted(store, key or "")
        if not store.retry(one.id, at, at + TERM):
            _refuse(one, "only a dead letter or what expired can be put back")
        after = store.delivery(one.id) or one
    say(f"{one.id} waits again" if after.state is State.QUEUED else f"{one.id}: {after.note}")


@app.command(short_help="Give up what waits or was given up")
def drop(
    key: SomeId = None,
    *,
    all_: All = False,
    channel: Channel = None,
    state: Given = None,
    config: Config = CONFIG,
) -> None:
    """Give up a delivery that waits, expired or is dead; `watcher status` counts it as dropped.

    With --all only what expired or is dead: what waits is dropped one by one.
    """
    with beside(read_settings(config)) as store:
        if _alone(key, (channel, state), all_=all_) is None:
            with store.transaction():
                gone = [one for one in _given_up(store, channel, state) if store.drop(one.id)]
        else:
            gone = [_wanted(store, key or "")]
            if not store.drop(gone[0].id):
                _refuse(gone[0], "only what waits or was given up can be dropped")
    log_to_stderr(verbose=True)
    for one in gone:
        log.info("dropped by a person: %s for channel %s, was %s", one.id, one.channel, one.state)
    say(f"dropped: {many(len(gone), 'message')}" if all_ else f"{gone[0].id} is dropped")


def _alone(key: str | None, narrower: Sequence[str | None], *, all_: bool) -> str | None:
    """The id of the one that is meant; None for all of them."""
    if all_ == (key is not None) or (key is not None and any(narrower)):
        say("name one delivery by its id, or all with --all, --channel and --state")
        raise typer.Exit(2)
    return key


def _given_up(store: Store, channel: str | None, state: GivenUp | None) -> list[Delivery]:
    """The dead letters and what expired, oldest first."""
    states = {State.DEAD, State.EXPIRED} if state is None else {State(state)}
    return [
        one
        for one in store.letters()
        if one.state in states and (channel is None or one.channel == channel)
    ]


def _wanted(store: Store, key: str) -> Delivery:
    """The delivery of this id, or the one letter whose id begins so."""
    if known := store.delivery(DeliveryId(key)):
        return known
    alike = [one for one in store.letters() if one.id.startswith(key)]
    if len(alike) != 1:
        how = f"{len(alike)} deliveries begin" if alike else "no delivery begins"
        say(f"{how} with “{key}”; `watcher outbox list` gives the ids")
        raise typer.Exit(2)
    return alike[0]


def _refuse(one: Delivery, why: str) -> None:
    say(f"{one.id} is {one.state}: {why}")
    raise typer.Exit(2)


def _as_line(one: Delivery, at: datetime) -> str:
    return " · ".join(_facts(one, at))


def _facts(one: Delivery, at: datetime) -> Iterator[str]:
    yield from (one.id, one.state, one.channel, one.severity.word, _age(at - one.created))
    yield one.text.partition("\n")[0][:_FIRST]
    if one.note:
        yield one.note


def _age(passed: timedelta) -> str:
    """In the largest unit of which there is at least one."""
    seconds = max(0, int(passed.total_seconds()))
    for unit, size in (("d", 86_400), ("h", 3_600), ("min", 60)):
        if seconds >= size:
            return f"{seconds // size} {unit}"
    return f"{seconds} s"


def _as_json(one: Delivery, at: datetime) -> dict[str, Any]:
    return {
        "id": one.id,
        "state": one.state,
        "channel": one.channel,
        "severity": one.severity.word,
        "kind": one.kind,
        "created": one.created,
        "age_seconds": int((at - one.created).total_seconds()),
        "not_before": one.not_before,
        "expires_at": one.expires_at,
        "attempts": one.attempts,
        "note": one.note,
    }
