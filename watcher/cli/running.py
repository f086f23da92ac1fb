"""Commands that work with the database and the channels: run, status, send-test."""

import asyncio
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Annotated, Any

import typer

from watcher.app.deliver import Outlet
from watcher.app.health import troubles, unread
from watcher.app.ingest import Report
from watcher.app.retention import in_bytes
from watcher.build import Watcher, beside, build, channels, look, now
from watcher.cli.rules import CONFIG, Config, show_warnings
from watcher.cli.sources import source_json, sources_table
from watcher.cli.terminal import log_to_stderr, progress, result, result_json, say
from watcher.core.alerts.compose import MARKS, moment
from watcher.core.text.plural import many
from watcher.errors import DeliveryError, SourceError
from watcher.model import Action, ChannelName, Line, Message, Run, Severity, SourceName
from watcher.ports import Status
from watcher.rulebook import Rulebook
from watcher.schedule import Loop, told
from watcher.schedule import run as run_for_ever
from watcher.settings import Settings, read_settings

_PATIENCE = 5
"""How often `--once` asks again for a file that is still being written."""


def run(
    *,
    once: Annotated[bool, typer.Option("--once", help="One cycle, then exit.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Log every decision.")] = False,
    config: Config = CONFIG,
) -> None:
    """Read the sources and send what is due, until Ctrl-C; with --once, one cycle.

    Alerts go to the channels that the settings name; a channel whose token is not set keeps its
    alerts queued. A second run tells nothing twice. Exit code 1 if something needs a person.
    """
    settings = read_settings(config)
    log_to_stderr(verbose=verbose)
    rulebook = Rulebook(settings)
    show_warnings(rulebook.warnings)
    for problem in rulebook.edition.problems:
        say(str(problem))
    with build(settings, rulebook) as watcher:
        for name, outlet in watcher.outlets.items():
            if outlet.unready:
                say(f"channel {name}: {outlet.unready}; until then its alerts stay queued")
        watcher.start()
        if not once:
            try:
                with asyncio.Runner(loop_factory=Loop) as runner:
                    runner.run(run_for_ever(watcher, say))
            except asyncio.CancelledError:  # a second signal
                say("stopped at once; a message in flight counts as uncertain")
        elif not asyncio.run(_once(watcher)):
            raise typer.Exit(1)


async def _once(watcher: Watcher) -> bool:
    """One cycle; whether all is well after it."""
    for bot in watcher.bots if watcher.inbox.boxes else ():
        try:
            await watcher.receive(bot)
        except DeliveryError as error:
            say(f"what is said on Telegram waits: {error}")
    for source in watcher.sources:
        if why := watcher.resting(source):
            say(f"{source.name}: {why}")
            continue
        with progress(f"reading {source.name}") as advance:
            for _ in range(_PATIENCE):
                try:
                    report = await asyncio.to_thread(watcher.read, source, advance)
                except SourceError as error:
                    say(str(error))
                    break
                _tell(report)
                if report.wait is None:
                    break
                await asyncio.sleep(report.wait.total_seconds())
    say(await _deliver_all(watcher))
    await asyncio.to_thread(watcher.prune)
    await watcher.close_channels()
    needs = watcher.troubles()
    for need in needs:
        say(f"! {need}")
    return not needs


async def _deliver_all(watcher: Watcher) -> str:
    """Send until nothing more is due soon, and tell in one line what came of it."""
    sent = failed = unclear = 0
    while True:
        delivered = await watcher.deliver()
        sent += delivered.sent
        failed += delivered.deferred
        unclear += delivered.uncertain
        for note in delivered.notes:
            say(note)
        if delivered.again is None:
            break
        await asyncio.sleep(delivered.again.total_seconds())
    failures = f"{many(failed, 'attempt')} failed, {unclear} stayed without an answer"
    waits = f"; {failures}: watcher tries again" if failed or unclear else ""
    return f"{many(sent, 'message')} sent{waits}"


def _tell(report: Report) -> None:
    say(told(report))
    silent = Counter(
        {reason: n for (action, reason), n in report.verdicts.items() if action is not Action.RING}
    )
    for reason, number in silent.most_common():
        say(f"  {number} did not ring: {reason}")


def status(
    *,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
    config: Config = CONFIG,
) -> None:
    """Tell how everything is doing; exit code 1 if something needs a person."""
    settings = read_settings(config)
    unready = {name: one.unready for name, one in channels(settings).items() if one.unready}
    found = look(settings)
    longest = max((one.every for one in settings.sources), default=timedelta(0))
    needs = (*troubles(found, unready, now()), *unread(found, longest, now()))
    if as_json:
        result_json(_as_json(found, needs, settings))
    else:
        for line in _as_lines(found, needs, settings):
            result(line)
    if needs:
        raise typer.Exit(1)


def _as_json(found: Status, needs: tuple[str, ...], settings: Settings) -> dict[str, Any]:
    return {
        "sources": [source_json(one, _every(settings), now()) for one in found.sources],
        "documents": found.documents,
        "archive": {
            "bytes": found.archive.size,
            "oldest": found.archive.oldest,
            "forgotten": found.archive.forgotten,
        },
        "stories": found.stories,
        "events": found.events,
        "verdicts": [
            {"action": action, "reason": reason, "count": n}
            for (action, reason), n in sorted(found.verdicts.items())
        ],
        "deliveries": [
            {"channel": channel, "state": state, "count": n}
            for (channel, state), n in sorted(found.deliveries.items())
        ],
        "posts_passed_over": found.passed_over,
        "held": [
            {"channel": channel, "count": n, "until": until}
            for channel, (n, until) in found.held.items()
        ],
        "oldest_queued": found.oldest_queued,
        "closed": dict(found.closed),
        "needs_a_person": list(needs),
    }


def _as_lines(found: Status, needs: tuple[str, ...], settings: Settings) -> Iterator[str]:
    zone = settings.time_zone
    counts = (found.documents, "document"), (found.stories, "story"), (found.events, "event")
    yield ", ".join(many(*one) for one in counts)
    oldest = f", the oldest of {moment(one, zone)}" if (one := found.archive.oldest) else ""
    yield f"archive: {in_bytes(found.archive.size)}{oldest}, {found.archive.forgotten} forgotten"
    yield from sources_table(found.sources, _every(settings), zone, now())
    for (action, reason), n in sorted(found.verdicts.items()):
        yield f"{action}: {n} ({reason})"
    for (channel, state), n in sorted(found.deliveries.items()):
        yield f"channel {channel}: {n} {state}"
    for name, (n, until) in found.held.items():
        if until > now():
            yield f"channel {name}: {n} held until {moment(until, zone)}"
    if found.passed_over:
        yield f"{many(found.passed_over, 'post')} passed over: no source reads them, or no text"
    for need in needs:
        yield f"! {need}"
    if not needs:
        yield "all is well"


def _every(settings: Settings) -> Mapping[SourceName, timedelta]:
    return {one.name: one.every for one in settings.sources if one.kind == "feed"}


def send_test(
    channel: Annotated[str, typer.Argument(help="The name of a channel in the settings.")],
    config: Config = CONFIG,
) -> None:
    """Send one test message to a channel, and say whether it arrived."""
    settings = read_settings(config)
    outlets = channels(settings)
    name = ChannelName(channel)
    if name not in outlets:
        say(f"there is no channel “{channel}”; known: {', '.join(sorted(outlets))}")
        raise typer.Exit(2)
    outlet = outlets[name]
    if outlet.unready:
        say(f"channel {channel}: {outlet.unready}")
        raise typer.Exit(1)
    try:
        shown = asyncio.run(_send_test(outlet))
    except DeliveryError as error:
        say(f"channel {channel}: {error}")
        raise typer.Exit(1) from error
    say(f"channel {channel}: the test message arrived")
    if settings.database.exists():
        with beside(settings) as store:
            for one in filter(None, shown):
                store.answered([outlet.chat], one, now())


async def _send_test(outlet: Outlet) -> list[str]:
    """The ids of its messages."""
    text = f"{MARKS[Severity.INFO]} INFO · A test message from watcher. Alerts will look like this."
    try:
        parts = outlet.channel.write(Message((Line((Run(text),)),), Severity.INFO))
        return [await outlet.channel.send(outlet.chat, part) for part in parts]
    finally:
        await outlet.channel.close()
