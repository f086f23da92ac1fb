"""The rule file of names that are watched for a while. What a person writes there stays.

Each change is made in the text, so that comments, quotes and the order of lines are kept; then the
text is read again, and must say what it said before and the change, nothing else.
"""

from collections.abc import Iterable
from pathlib import Path

from ruamel.yaml.nodes import Node

from watcher.core.watchlist.language import Ref
from watcher.errors import ConfigError, Problem
from watcher.ports import Watch
from watcher.rulefile.alias import written
from watcher.rulefile.edit import added, composed, end_of, entry_at, line_end
from watcher.rulefile.part import read_part
from watcher.rulefile.tree import Notes, Table
from watcher.rulefile.yaml import read_yaml, with_line_ends

_HEAD = """\
# Written by /watch and /unwatch in a chat. What you write here yourself stays.
watchlist: 1
about: Names that are watched for a while
silence: [untested]
"""
_TOLD_AS = "denied, threatened, possible, claimed, reported"
"""All but what is retold: a denial of somebody who is watched is news of them."""


def watches(text: str, path: Path) -> tuple[Watch, ...]:
    """What the file with this `text` watches, in the order written. Raises `ConfigError`."""
    notes = Notes(path)
    part = read_part(text, notes) if text else None
    if notes.problems:
        raise ConfigError(tuple(notes.problems))
    if part is None:
        return ()
    spellings = {one.id: one.name for one in part.names}
    return tuple(
        Watch(look_for.id, spellings.get(look_for.id, ""), rule.active_until, rule.send_to)
        for rule in part.rules
        for look_for in rule.look_for[:1]
        if isinstance(look_for, Ref) and rule.active_until and rule.id == _rule(look_for.id)
    )


def with_watch(text: str, path: Path, watch: Watch) -> str:
    """The text with a rule for `watch`, in place of a former one of its name.

    Its spelling holds no control characters. Raises `ConfigError` where the file is written so that
    only a person can change it.
    """
    known = {one.name: one for one in watches(text, path)}
    made, id_ = text or _HEAD, str(watch.name)
    if before := known.get(watch.name):
        rule = ("rules", _rule(id_))
        if before.send_to != watch.send_to:
            made = _put(made, (*rule, "send_to"), _list(watch.send_to))
        made = _put(made, (*rule, "active", "until"), watch.until.isoformat())
    else:
        if watch.spelling:
            made = added(made, ("names",), f"{id_}:\n  name: {written(watch.spelling)}")
        made = added(made, ("rules",), _rule_of(watch))
    after = {**known, watch.name: watch}
    return _checked(made, text, path, tuple(after.values()), id_)


def without_watch(text: str, path: Path, name: str) -> str:
    """The text without the rule for `name`, and without the name itself if it stands here.

    Raises `ConfigError` where it is written so that a person must change it.
    """
    known = watches(text, path)
    made = _remove(_remove(text, "rules", _rule(name)), "names", name)
    return _checked(made, text, path, tuple(one for one in known if one.name != name), name)


def _rule(name: str) -> str:
    return f"watch-{name}"


def _rule_of(watch: Watch) -> str:
    return "\n".join(
        (
            f"{_rule(watch.name)}:",
            "  title: Watched name",
            f"  look_for: [<{watch.name}>]",
            f"  told_as: [{_TOLD_AS}]",
            f"  send_to: {_list(watch.send_to)}",
            f"  active: {{until: {watch.until.isoformat()}}}",
        )
    )


def _list(texts: Iterable[str]) -> str:
    return f"[{', '.join(map(written, texts))}]"


def _checked(made: str, before: str, path: Path, wanted: tuple[Watch, ...], changed: str) -> str:
    """`made`, if it watches what is `wanted` and says nothing else that `before` did not say."""
    notes = Notes(path)
    others = [_others(one, changed, notes) for one in (before or _HEAD, made)]
    if notes.problems or others[0] != others[1] or watches(made, path) != wanted:
        what = f"the rule for {changed} is written so that only a person can change it"
        raise ConfigError((Problem(path, 1, what, "edit the file by hand"),))
    return made.replace("\n", "\r\n") if "\r\n" in before else made


def _others(text: str, changed: str, notes: Notes) -> dict[str, object]:
    """All that a file says but for the name and the rule that change."""
    tree = read_yaml(text, notes)
    said = dict[str, object](tree.items()) if isinstance(tree, Table) else {}
    for section, id_ in (("names", changed), ("rules", _rule(changed))):
        entries = said.get(section)
        if isinstance(entries, Table):
            said[section] = {key: one for key, one in entries.items() if key != id_}
        if not said.get(section):
            said.pop(section, None)
    return said


def _put(text: str, keys: Iterable[str], value: str) -> str:
    """The text with another value under `keys`."""
    text = with_line_ends(text)
    node: Node | None = composed(text)
    for key in keys:
        found = entry_at(node, key)
        node = found[1] if found else None
    if node is None:
        return text
    return text[: node.start_mark.index] + value + text[end_of(node, text) :]


def _remove(text: str, section: str, id_: str) -> str:
    """The text without an entry of a section, and without the section if that was its last."""
    text = with_line_ends(text)
    found = entry_at(composed(text), section)
    entry = entry_at(found[1], id_) if found else None
    if found is None or entry is None:
        return text
    made = _without_lines(text, entry[0].start_mark.index, end_of(entry[1], text))
    if len(found[1].value) == 1:
        key = found[0]
        made = _without_lines(made, key.start_mark.index, key.end_mark.index)
    return made


def _without_lines(text: str, start: int, end: int) -> str:
    """The text without the lines from one place to another."""
    return text[: text.rfind("\n", 0, start) + 1] + text[line_end(text, end) + 1 :]
