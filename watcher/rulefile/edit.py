"""Change the text of a YAML file at one place, so that comments, quotes and all else stay."""

from collections.abc import Sequence
from textwrap import indent

from ruamel.yaml import YAML
from ruamel.yaml.nodes import CollectionNode, MappingNode, Node

from watcher.rulefile.yaml import with_line_ends


def composed(text: str) -> MappingNode:
    """The mapping that `text` is; one without entries where it is none."""
    root = YAML(typ="safe", pure=True).compose(text)
    return root if isinstance(root, MappingNode) else MappingNode("", [])


def entry_at(node: Node | None, key: str) -> tuple[Node, Node] | None:
    """The key and the value of an entry; None where `node` has none such."""
    entries = node.value if isinstance(node, MappingNode) else ()
    return next(((one, value) for one, value in entries if one.value == key), None)


def line_end(text: str, at: int) -> int:
    """Where the line ends in which `at` lies."""
    found = text.find("\n", at)
    return len(text) if found < 0 else found


def end_of(node: Node, text: str) -> int:
    """Where a value ends: the parser counts comments and empty lines behind it too."""
    if isinstance(node, CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return end_of(last[1] if isinstance(node, MappingNode) else last, text)
    return len(text[: node.end_mark.index].rstrip())


def added(text: str, keys: Sequence[str], entry: str) -> str:
    """The text with `entry` behind all that stands under `keys`; what is missing of them is made.

    `entry` is whole lines of YAML, indented as if they began a file.
    """
    text, missing = with_line_ends(text), list(keys)
    key: Node | None = None
    node: Node = composed(text)
    while missing and (found := entry_at(node, missing[0])):
        key, node = found
        missing.pop(0)
    for one in reversed(missing):
        entry = f"{one}:\n{indent(entry, '  ')}"
    if key is None:
        return f"{text.rstrip()}\n\n{entry}\n".lstrip("\n")
    if isinstance(node, CollectionNode):
        column = node.start_mark.column
    else:
        column = key.start_mark.column + 2
    end = line_end(text, end_of(node, text))
    return f"{text[:end]}\n{indent(entry, ' ' * column)}{text[end:] or chr(10)}"
