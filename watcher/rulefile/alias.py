"""Add a spelling to a name in the text of a rule file. Comments and everything else stay."""

import re
from contextlib import suppress

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from watcher.errors import ConfigError, Problem
from watcher.rulefile.tree import Items, Notes, Table, Text
from watcher.rulefile.yaml import read_yaml, with_line_ends

_PLAIN = re.compile(r"\w(?:[\w’ -]*\w)?")
"""What needs no quotes, wherever it stands."""


def with_alias(text: str, notes: Notes, name: str, alias: str) -> str:
    """The text of a rule file with `alias` as the last alias of the name with the id `name`.

    `text` is that of a good file that defines the name. What is made is read again: if it says
    anything else than before and the alias, `ConfigError` is raised.
    """
    tree = read_yaml(text, notes)
    wanted = _wanted(tree, name, alias)
    line = 1
    for pure in (False, True):  # as `read_yaml`: libyaml is fast, the other reads what it refuses
        with suppress(YAMLError):
            whole = YAML(typ="safe", pure=pure).compose(with_line_ends(text))
            entry = _at(_at(whole, "names"), name)
            line = entry.start_mark.line + 1 if entry else 1
            made = _inserted(text, entry, written(alias))
            if wanted is not None and read_yaml(made, Notes(notes.path)) == wanted:
                return made
    what = f"{alias!r} cannot be added to {name}"
    raise ConfigError((Problem(notes.path, line, what, "add it to its aliases by hand"),))


def written(text: str) -> str:
    """`text` as YAML for a place inside a list, in quotes where it needs them."""
    flat = " ".join(text.split())
    if _PLAIN.fullmatch(flat):
        return flat
    if '"' in flat or "\\" in flat:
        return "'" + flat.replace("'", "''") + "'"
    return f'"{flat}"'


def _wanted(tree: object, name: str, alias: str) -> Table | None:
    """The tree as it should be afterwards, made of `tree` itself."""
    names = tree.at("names") if isinstance(tree, Table) else None
    entry = names.at(name) if isinstance(names, Table) else None
    aliases = entry.setdefault(Text("aliases", 0), Items(0)) if isinstance(entry, Table) else None
    if not (isinstance(tree, Table) and isinstance(aliases, Items)):
        return None
    aliases.append(Text(" ".join(alias.split()), 0))
    return tree


def _at(node: Node | None, key: str) -> Node | None:
    """The value under `key`."""
    if not isinstance(node, MappingNode):
        return None
    return next((value for one, value in node.value if one.value == key), None)


def _inserted(text: str, entry: Node | None, alias: str) -> str:
    """The text with the alias where the entry of its name has room for it."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    _insert(lines, entry, alias)
    return ("\r\n" if "\r\n" in text else "\n").join(lines)


def _insert(lines: list[str], entry: Node | None, alias: str) -> None:
    """Put the alias into the lines of the file."""
    aliases, name = _at(entry, "aliases"), _at(entry, "name")
    if isinstance(aliases, SequenceNode) and aliases.value:
        last = aliases.value[-1]
        if aliases.flow_style:
            _behind(lines, last, f", {alias}")
        else:
            _below(lines, last, f"{' ' * aliases.start_mark.column}- {alias}")
    elif isinstance(aliases, SequenceNode):
        end = aliases.end_mark  # behind the bracket of an empty list
        line = lines[end.line]
        lines[end.line] = line[: end.column - 1] + alias + line[end.column - 1 :]
    elif isinstance(entry, MappingNode) and isinstance(name, ScalarNode):
        if entry.flow_style:
            _behind(lines, name, f", aliases: [{alias}]")
        else:
            _below(lines, name, f"{' ' * entry.start_mark.column}aliases: [{alias}]")


def _behind(lines: list[str], node: Node, text: str) -> None:
    end = node.end_mark
    lines[end.line] = lines[end.line][: end.column] + text + lines[end.line][end.column :]


def _below(lines: list[str], node: Node, line: str) -> None:
    end = node.end_mark
    lines.insert(end.line + (end.column > 0), line)  # a text of many lines ends in the next one
