"""Know another text of what was read before, so that people see it is one."""

from collections.abc import Sequence
from dataclasses import replace

from watcher.core.stories.copies import likeness, signature
from watcher.model import Document
from watcher.ports import Store

_ALIKE = 0.2
"""Share of word triples: an edit keeps most of them, and a new bulletin at an old address none."""


def marked(documents: Sequence[Document], store: Store) -> list[Document]:
    """`documents`, in their order; those that are edits, of others among them too, say so."""
    known = dict(store.earlier([one.thing for one in documents if one.thing]))
    found = []
    for one in documents:
        before = known.get(one.thing)
        edited = before is not None and _alike(before, one.text)
        found.append(replace(one, edited=True) if edited else one)
        if one.thing:
            known[one.thing] = one.text
    return found


def _alike(before: str, after: str) -> bool:
    return likeness(signature(before), signature(after)) >= _ALIKE
