"""What a resolver has learned about words, written down and read back. Pure.

A start that knows the vocabulary of the news is as fast as the day before. What is written here is
true only for the same list and the same code: whoever keeps it must see to that.
"""

import json
from collections.abc import Mapping
from typing import Any

from watcher.core.watchlist.grammar import Kind
from watcher.core.watchlist.likeness import Likeness, Reading, Resolution

Answers = Mapping[str, Resolution | None]
"""What each word may be; None for a word that no name has."""


def write_down(answers: Answers) -> str:
    """The answers as one line of JSON, ASCII only."""
    known = {word: _written(found) for word, found in answers.items() if found is not None}
    return json.dumps({"known": known, "unknown": [*(answers.keys() - known.keys())]})


def read_back(text: str) -> dict[str, Resolution | None]:
    """The answers that `write_down` wrote. Raises `ValueError` where they are something else."""
    try:
        written = json.loads(text)
        answers: dict[str, Resolution | None] = dict.fromkeys(written["unknown"])
        for word, found in written["known"].items():
            answers[word] = _found(*found)
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("these are no answers about words") from error
    return answers


def _written(found: Resolution) -> list[Any]:
    readings = [(one.word, one.likeness.name, one.clitic) for one in found.readings]
    return [readings, sorted(found.kinds), found.pieces]


def _found(readings: list[Any], kinds: list[str], pieces: list[str]) -> Resolution:
    return Resolution(
        tuple(Reading(word, Likeness[likeness], clitic) for word, likeness, clitic in readings),
        frozenset(map(Kind, kinds)),
        tuple(pieces),
    )
