"""The commands that people may write to watcher, each with its answer in plain text."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from watcher.app.account import NoPast
from watcher.app.answers import mute, unmute, which, why
from watcher.app.caller import Caller
from watcher.app.desk import decide_all, happenings
from watcher.app.enquiries import backlog, digest, search
from watcher.app.review import missed
from watcher.app.watch import unwatch, watch
from watcher.core.alerts.acked import told
from watcher.core.alerts.compose import headline
from watcher.core.stories.split import split
from watcher.core.text.plural import many
from watcher.model import (
    Action,
    Document,
    DocumentId,
    EntryId,
    EventId,
    Muted,
    Role,
    RuleId,
    SourceName,
    State,
)

LONGEST = 3500
"""Characters of an answer: Telegram takes 4,096."""
_AUDITED = 20

Answer = Callable[[Caller], str]


@dataclass(frozen=True, slots=True)
class Command:
    """One command: who may give it, what it is for, and what it does."""

    role: Role
    help: str
    answer: Answer


def obey(text: str, caller: Caller) -> str:
    """The answer to `text`, which begins with a slash.

    At most `LONGEST` characters, in whole lines.
    """
    whole = text.encode(errors="replace").decode()  # half a sign cannot be kept, nor said
    word, _, words = whole.strip().partition(" ")
    name = word[1:].partition("@")[0].lower()
    command = COMMANDS.get("help" if name == "start" else name)  # Telegram's own button says it
    if command is None:
        return f"There is no command /{name[:32]}; /help lists those that there are"
    if not caller.may(command.role):
        return f"/{name} is for people of role {command.role.word}"
    return _cut(command.answer(replace(caller, words=words.strip())))


def _cut(text: str) -> str:
    if len(text) <= LONGEST:
        return text
    kept = text[: LONGEST - 30]
    kept = kept.rpartition("\n")[0] or kept
    left = text.count("\n") - kept.count("\n")
    return f"{kept}\n… {many(left, 'line')} left out" if left else f"{kept}…"


def _help(caller: Caller) -> str:
    return "\n".join(
        f"/{name} {one.help}" for name, one in COMMANDS.items() if caller.may(one.role)
    )


def _status(caller: Caller) -> str:
    return "\n".join(_doing(caller))


def _doing(caller: Caller) -> Iterator[str]:
    status, troubles = caller.store.status(), caller.troubles()
    yield many(len(troubles), "trouble") if troubles else "All is well"
    yield from (f"· {one}" for one in troubles)
    rang = sum(n for (action, _), n in status.verdicts.items() if action is Action.RING)
    yield f"{many(status.documents, 'document')} read, {many(rang, 'alert')} rang"
    waits = (State.QUEUED, State.SENDING, State.UNCERTAIN)
    waiting = sum(n for (_, state), n in status.deliveries.items() if state in waits)
    yield f"{many(waiting, 'message')} to be sent"
    yield from _muted(caller)


def _muted(caller: Caller) -> Iterator[str]:
    for one in caller.store.mutes(caller.now):
        told = f"Muted: {one.of} {one.what} until {caller.clock(one.until)} by {one.who}"
        yield told + which(one.of, one.what, caller)


def _why(caller: Caller) -> str:
    rung = caller.store.rung(caller.event)
    if rung is None:
        return "Nothing has rung yet"
    lines = [rung.headline, why(rung, caller), f"Rang {caller.clock(rung.at)}"]
    lines += [f"Source: {rung.source}"] if rung.source else []
    if ack := caller.store.acked(rung.event):
        lines.append(told(ack, caller.desk.lexicon.zone))
    return "\n".join(lines)


def _rules(caller: Caller) -> str:
    rules = caller.desk.lexicon.rules.values()
    return "\n".join(
        f"{one.id}: {one.title}, {one.severity.word}{', off' if one.off else ''}" for one in rules
    )


def _test(caller: Caller) -> str:
    """As `watcher explain` does, without a past."""
    if not caller.words:
        return "Write the text behind the command: /test TEXT"
    source = SourceName("")
    document = Document(DocumentId("test"), source, caller.words, caller.now)
    desk, now = caller.desk, caller.now
    heard = [
        one for story in split(document).stories for one in happenings(story, source, desk, now)
    ]
    told = [
        f"{one.verdict.action}: {headline(one.story, one.matches, desk.lexicon)}\n"
        f"· rules {', '.join(match.rule for match in one.matches)}; {one.verdict.reason}"
        for one in decide_all(heard, source, desk, NoPast(), now)
    ]
    return "\n".join(told) or "No rule holds in this text"


def _mute(caller: Caller) -> str:
    found = _meant(caller)
    return found if isinstance(found, str) else mute(*found, caller)


def _unmute(caller: Caller) -> str:
    of, _, what = caller.words.partition(" ")
    if what and of in set(Muted):  # also what is no rule or name any more
        return unmute(Muted(of), what.strip(), caller)
    found = _meant(caller)
    return found if isinstance(found, str) else unmute(*found, caller)


def _meant(caller: Caller) -> tuple[Muted, str] | str:
    """What to mute, or why that is not clear."""
    words, lexicon = caller.words, caller.desk.lexicon
    if not words:
        how = "Reply to an alert with it, or name what: /mute rule RULE, /mute name NAME"
        return (Muted.EVENT, caller.event) if caller.event else how
    of, _, what = words.partition(" ")
    kind, id_ = (of, what.strip()) if what and of in set(Muted) else ("", words)
    known = {
        Muted.RULE: RuleId(id_) in lexicon.rules,
        Muted.NAME: EntryId(id_) in lexicon.names,
        Muted.EVENT: caller.store.rung(EventId(id_)) is not None,
    }
    found = [one for one, is_known in known.items() if is_known and kind in ("", one)]
    return (found[0], id_) if found else f"There is no rule, name or event {id_[:60]}"


def _audit(caller: Caller) -> str:
    deeds = caller.store.audited(_AUDITED)
    told = (f"{caller.clock(one.at)} {one.who} {one.what}" for one in deeds)
    return "\n".join(told) or "Nobody has changed anything"


COMMANDS: Mapping[str, Command] = {
    "status": Command(Role.READER, "· how everything is doing", _status),
    "why": Command(Role.READER, "· in answer to an alert: why it rang; alone: the last one", _why),
    "rules": Command(Role.READER, "· the rules in force", _rules),
    "test": Command(Role.READER, "TEXT · what the rules make of a text", _test),
    "search": Command(Role.READER, "TEXT · the newest documents that hold these words", search),
    "digest": Command(Role.READER, "· what today brought to this chat so far", digest),
    "backlog": Command(Role.READER, "· the alerts that wait to be sent to this chat", backlog),
    "mute": Command(
        Role.EDITOR,
        "rule|name|event ID · silent for 24 hours; in answer to an alert: its event",
        _mute,
    ),
    "unmute": Command(Role.EDITOR, "rule|name|event ID · let it ring again", _unmute),
    "missed": Command(
        Role.EDITOR, "RULE · in answer to a text that should have rung: why it did not", missed
    ),
    "watch": Command(
        Role.EDITOR, "NAME 7d · ring wherever it stands, for 7 days; alone: what is watched", watch
    ),
    "unwatch": Command(Role.EDITOR, "NAME · watch it no more", unwatch),
    "audit": Command(Role.ADMIN, "· who changed what", _audit),
    "help": Command(Role.READER, "· this list", _help),
}
"""By the word behind the slash."""
