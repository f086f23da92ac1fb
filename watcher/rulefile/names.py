"""What the names of one file mean, with the defaults of that file."""

import re
from collections.abc import Iterable

from watcher.core.text.tokens import folded_words
from watcher.core.watchlist.language import Name, Spelling
from watcher.model import EntryId
from watcher.rulefile.conditions import warn_of_separator
from watcher.rulefile.tree import Notes, Text
from watcher.rulefile.written import WrittenDefaults, WrittenName

_FOR_WORDS = re.compile("[*<>]")
"""Signs that mean something in words and rules, and nothing in a name."""
_LETTER = re.compile("[A-Za-z0-9]")
"""What no folding takes away."""


def read_name(key: Text, written: WrittenName, defaults: WrittenDefaults, notes: Notes) -> Name:
    """The name under `key`. What is wrong with its spellings is noted."""
    _check_forms((written.name, *written.aliases, *written.short_names, *written.not_this), notes)
    _check_capitals(written.short_names, notes)
    return Name(
        id=EntryId(str(key)),
        name=str(written.name),
        type=EntryId(str(written.type)) if written.type else None,
        tags=tuple(EntryId(str(tag)) for tag in written.tags),
        aliases=tuple(map(str, written.aliases)),
        short_names=tuple(map(str, written.short_names)),
        not_this=tuple(map(str, written.not_this)),
        where=str(written.where or ""),
        note=str(written.note or ""),
        spelling=written.spelling or defaults.spelling or Spelling.CLOSE,
    )


def _check_forms(forms: Iterable[Text], notes: Notes) -> None:
    for form in forms:
        if _FOR_WORDS.search(form):
            what = f"{form!r}: * and <…> have no meaning in a name"
            notes.problem(form, what, "write the spellings out, or use words:")
        elif form.startswith("/") and form.endswith("/"):
            notes.problem(form, f"{form!r}: a name is no pattern", "patterns go into words:")
        elif not (_LETTER.search(form) or folded_words(form)):
            notes.problem(form, f"{form!r} holds no letter or digit")
        else:
            warn_of_separator(form, notes)


def _check_capitals(short_names: Iterable[Text], notes: Notes) -> None:
    """Scripts without capitals are let through."""
    for short in short_names:
        if short.lower() != short.upper() and short == short.lower():
            what = f"the short name {short!r} holds no capital letter"
            hint = "it counts in exactly these letters only; a longer spelling is an alias"
            notes.problem(short, what, hint)
