"""Who tells of an event inside an English sentence. Pure."""

from watcher.core.watchlist import english_classes as en
from watcher.core.watchlist.clause import Clause
from watcher.core.watchlist.mentions import LISTED, Kind, Mention

_POINTING = en.PRONOUNS | en.RELATIVES | en.POSSESSIVES
_CLOSED = en.FUNCTION | en.TIMES
_REACH = 22
"""Words between a verb of saying and the event it tells of."""


def speaker(clause: Clause, first: int, last: int) -> tuple[Mention | None, str]:
    """Who tells of the event, and the verb; a clause between them parts the two."""
    words = clause.words
    for n, word in enumerate(words[:-1]):
        if word == "according" and words[n + 1] == "to":
            one = clause.first_from(n + 2)
            return one and clause.head(one), word
    for n in range(first - 1, max(-1, first - 1 - _REACH), -1):
        if ":" in clause.gap(n):
            one = clause.mentions.ending(n)
            return (one, "") if one and one.kind in LISTED else (None, "")
        if clause.is_strong(n) or words[n] in en.STOPS:
            break
        if _speaks(clause, n, first):
            subject = clause.subject(n)
            if subject and subject.kind is not Kind.PLACE:
                return subject, words[n]
    return _speaker_behind(clause, last)


def _speaks(clause: Clause, number: int, event: int) -> bool:
    """Whether a verb before the event tells of it, and not of something else."""
    word = clause.words[number]
    if word not in en.SPEAKING or not clause.is_verb(number) or clause.is_passive(number, number):
        return False
    opens = {"that", "it", "its", "they", "their"}.intersection(
        clause.words[number + 1 : number + 3]
    )
    direct = en.PREPOSITIONS.isdisjoint(clause.words[number + 1 : event])
    return word not in en.ANNOUNCING or bool(opens) or direct


def _speaker_behind(clause: Clause, last: int) -> tuple[Mention | None, str]:
    """Of “…, X said” and “…, said X”."""
    words = clause.words
    for n in range(last + 1, len(words)):
        if ";" in clause.gap(n - 1):
            break
        if words[n] in en.SAYING and clause.sentence.has_comma(last, n):
            if clause.is_passive(n, n):
                continue
            inverted = clause.first_from(n + 1) if clause.has_comma(n - 1) else None
            subject = None if _is_unknown(clause, n) else clause.subject(n)
            return subject or (inverted and clause.head(inverted)), words[n]
    return None, ""


def _is_unknown(clause: Clause, verb: int) -> bool:
    """Whether who speaks is no mention: of “…, two drivers said” nobody before the comma is."""
    n = verb
    while n > 0 and not clause.has_comma(n - 1):
        n -= 1
        if clause.mentions.ending(n) or clause.words[n] in _POINTING:
            return False
    return not _CLOSED.issuperset(clause.words[n:verb])
