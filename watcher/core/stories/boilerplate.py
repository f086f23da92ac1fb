"""What stands on a page and is no news: appeals, forms, menus, notices of rights.

A unit is boilerplate where each of its sentences asks, offers or declares what no story does.
What is taken away is named, never dropped in silence. Pure.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from watcher.core.stories.furniture import furniture
from watcher.core.stories.units import Unit, is_day, is_label, sentences_of
from watcher.core.text.lines import ITEM
from watcher.core.text.sentences import sentences
from watcher.model import Span


@dataclass(frozen=True, slots=True)
class Boilerplate:
    """A stretch of a page that belongs to no story."""

    span: Span
    why: str
    """What it is, in two or three words for a person."""


_LONGEST = 300
"""Characters of the longest appeal; a longer paragraph tells something."""
_LONGEST_SENTENCE = 170
_SLOGAN_WORDS = 3
_REACH = 3
"""Short labels between two known pieces belong to them, if they are no more than this."""


def boilerplate(page: Sequence[Unit]) -> dict[int, str]:
    """The units of a page that are boilerplate, by their number, each with what it is."""
    found = {n: why for n, unit in enumerate(page) if (why := kind_of(unit))}
    for n in sorted(found):
        _take_neighbours(page, found, n)
    _take_end(page, found)
    return found


def kind_of(unit: Unit) -> str:
    """What kind of boilerplate a unit is by its own words; empty where it may be news."""
    if len(unit.text) > _LONGEST:
        return ""
    parts = sentences(unit.text)
    kinds = [_known(unit.text[part.start : part.end]) for part in parts]
    known = [why for why in kinds if why]
    if 2 * len(known) <= len(kinds):
        return ""
    rest = [
        unit.part(part.start, part.end) for part, why in zip(parts, kinds, strict=True) if not why
    ]
    return known[0] if all(is_label(part) or _is_slogan(part) for part in rest) else ""


def joined(page: Sequence[Unit], kinds: dict[int, str]) -> list[Boilerplate]:
    """The boilerplate of a page, neighbours of one kind as one stretch."""
    found: list[Boilerplate] = []
    last = -2
    for n in sorted(kinds):
        if n == last + 1 and found[-1].why == kinds[n]:
            found[-1] = Boilerplate(Span(found[-1].span.start, page[n].span.end), kinds[n])
        else:
            found.append(Boilerplate(page[n].span, kinds[n]))
        last = n
    return found


def _known(sentence: str) -> str:
    if len(sentence) > _LONGEST_SENTENCE:
        return ""
    return furniture(sentence)


def _is_slogan(sentence: Unit) -> bool:
    return sentence.words <= _SLOGAN_WORDS


def _is_slogans(unit: Unit) -> bool:
    """Whether a unit is nothing but very short sentences, as in “One town. One voice.”."""
    parts = sentences_of(unit) if len(unit.text) <= _LONGEST else []
    return len(parts) > 1 and all(map(_is_slogan, parts))


def _take_neighbours(page: Sequence[Unit], found: dict[int, str], n: int) -> None:
    """Take the slogans before a known piece, and labels between it and the known piece before."""
    before = n - 1
    while before >= 0 and before not in found and _is_slogans(page[before]):
        found[before] = found[n]
        before -= 1
    gap = range(max(0, n - _REACH), n)
    known = [m for m in gap if m in found]
    if known and all(m in found or _is_field(page[m]) for m in range(known[0], n)):
        found.update({m: found[n] for m in range(known[0], n) if m not in found})


def _take_end(page: Sequence[Unit], found: dict[int, str]) -> None:
    """Take the labels at the end of a page that stand behind a known piece, or lead to it."""
    start = len(page)
    while start > 0 and (start - 1 in found or _is_field(page[start - 1])):
        start -= 1
    known = [n for n in range(start, len(page)) if n in found]
    if not known:
        return
    first = known[0]
    while first > start and page[first - 1].text.endswith(":"):
        first -= 1
    why = found[known[0]]
    for n in range(first, len(page)):
        why = found.setdefault(n, why)


def _is_field(unit: Unit) -> bool:
    """Whether a unit could be a label of a form or menu."""
    return is_label(unit) and not is_day(unit) and not ITEM.match(unit.text)
