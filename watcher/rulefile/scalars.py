"""What single texts of a rule file mean: severities, durations, dates, yes and no, ids, phrases.

Each type takes the text as typed and gives a value, or says what to type instead. The JSON Schema
of each says the same to editors.
"""

import re
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from difflib import get_close_matches
from typing import Annotated, Any, TypeVar

from pydantic import PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from watcher.core.text.languages import LANGUAGES
from watcher.core.watchlist.language import CueSide, Quiet, Spelling, Within
from watcher.model import Severity, ToldAs
from watcher.rulefile.tree import Text

_Value = TypeVar("_Value")
_DURATION = re.compile(r"(\d{1,5})\s?([mhdw])")
_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_ID = re.compile(r"\w(?:[\w-]*\w)?")
_WORDS = re.compile(r"(\d{1,3}) words?")


def mistake(what: str, hint: str = "") -> PydanticCustomError:
    """An error that carries our own sentence and hint through pydantic."""
    return PydanticCustomError("mistake", "{what}", {"what": what, "hint": hint})


def nearest(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """The hint for a word nobody knows: the likeliest one meant, or `otherwise`."""
    lower = {one.casefold(): one for one in known}
    seen = "".join(filter(str.isprintable, word)).casefold()
    if seen in lower and not word.isprintable():
        return f"it holds an invisible character: type {lower[seen]!r} anew"
    close = get_close_matches(word.casefold(), lower, n=1, cutoff=0.7)
    return f"did you mean {lower[close[0]]!r}?" if close else otherwise


def scalar(read: Callable[[Text], _Value]) -> PlainValidator:
    """A validator that takes text only."""

    def validate(value: object) -> _Value:
        if not isinstance(value, Text):
            raise mistake("must be one text", "a text that holds ': ' or [ ] stands in quotes")
        if not value.strip():
            raise mistake("is empty", "write a value or remove the key")
        return read(value)

    return PlainValidator(validate)


def _choice(values: dict[str, _Value]) -> Callable[[Text], _Value]:
    def read(text: Text) -> _Value:
        if text not in values:
            choices = ", ".join(values)
            raise mistake(f"{text!r} is none of {choices}", nearest(text, values))
        return values[text]

    return read


def _version(text: Text) -> str:
    if text != "1":
        raise mistake(f"this watcher reads version 1 of the language, not {text!r}", "watchlist: 1")
    return str(text)


def _duration(text: Text) -> timedelta:
    found = _DURATION.fullmatch(text.strip())
    if found is None:
        raise mistake(f"{text!r} is no duration", "a number and m, h, d or w: 15m, 48h, 2d")
    return timedelta(**{_UNITS[found[2]]: int(found[1])})


def _wait(text: Text) -> timedelta:
    wait = _duration(text)
    if not wait:
        raise mistake("0 leaves nobody the time to read it", "a number from 1 on: 15m")
    return wait


def _date(text: Text) -> date:
    try:
        if not _DATE.fullmatch(text):
            raise ValueError  # noqa: TRY301 - one message for both
        return date.fromisoformat(text)
    except ValueError:
        raise mistake(f"{text!r} is no date", "year-month-day: 2024-10-17") from None


def _whole_number(text: Text) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) < len("1000000")):
        raise mistake(f"{text!r} is no whole number", "digits only: 3")
    return int(text)


def _count_from_one(text: Text) -> int:
    count = _whole_number(text)
    if not count:
        raise mistake("0 is always reached", "a number from 1 on, or remove the key")
    return count


def _id(text: Text) -> Text:
    if not _ID.fullmatch(text):
        made = re.sub(r"\W+", "-", text).strip("-").lower()
        hint = f"letters, digits and hyphens: {made}" if made else "letters, digits and hyphens"
        raise mistake(f"{text!r} cannot be an id", hint)
    return text


def _near(text: Text) -> tuple[Within, int]:
    if found := _WORDS.fullmatch(text):
        return Within.WORDS, int(found[1])
    near = {one.value: one for one in Within if one is not Within.WORDS}
    if text not in near:
        hint = nearest(text, near, "or a number of words: 8 words")
        raise mistake(f"{text!r} is none of sentence, paragraph, story, N words", hint)
    return near[text], 0


def _severity_key(text: Text) -> Text:
    _choice(_SEVERITIES)(text)
    return text


def _language(text: Text) -> str:
    if not re.fullmatch("[a-z]{2}", text):
        raise mistake(f"{text!r} is no language", "two letters: en, ar")
    return str(text)


def _told_apart(text: Text) -> str:
    if text not in LANGUAGES:
        known = ", ".join(f"{code} {called}" for code, called in LANGUAGES.items())
        meant = {called.casefold(): code for code, called in LANGUAGES.items()}.get(text.casefold())
        hint = f"did you mean {meant!r}?" if meant else f"known: {known}"
        raise mistake(f"{text!r} is no language that texts are told apart by", hint)
    return str(text)


def _schema(**keywords: Any) -> WithJsonSchema:  # noqa: ANN401 - JSON Schema holds anything
    return WithJsonSchema(keywords)


_SEVERITIES = {one.word: one for one in Severity}
_TOLD_AS = {one.value: one for one in ToldAs}
_SPELLINGS = {one.value: one for one in Spelling}
_SIGNS = {"ack": True}
_QUIET = {one.value: one for one in Quiet}
_YES_NO = {"yes": True, "no": False, "true": True, "false": False}
_ORDERS = {"any": False, "as written": True}
_SIDES = {one.value: one for one in CueSide}

Line = Annotated[Text, scalar(lambda text: text), _schema(type=["string", "number", "boolean"])]
"""Any text that is not empty."""
Id = Annotated[Text, scalar(_id), _schema(type="string", pattern=r"^[^\s<>]+$")]
Version = Annotated[str, scalar(_version), _schema(enum=[1, "1"])]
SeverityWord = Annotated[Severity, scalar(_choice(_SEVERITIES)), _schema(enum=[*_SEVERITIES])]
SeverityKey = Annotated[Text, scalar(_severity_key), _schema(enum=[*_SEVERITIES])]
"""Like `SeverityWord`, but still a text: a key that knows its line."""
LanguageCode = Annotated[str, scalar(_language), _schema(type="string", pattern="^[a-z]{2}$")]
LanguageWord = Annotated[str, scalar(_told_apart), _schema(enum=[*LANGUAGES])]
"""A language that the texts of sources are told apart by."""
ToldAsWord = Annotated[ToldAs, scalar(_choice(_TOLD_AS)), _schema(enum=[*_TOLD_AS])]
SpellingWord = Annotated[Spelling, scalar(_choice(_SPELLINGS)), _schema(enum=[*_SPELLINGS])]
QuietWord = Annotated[Quiet, scalar(_choice(_QUIET)), _schema(enum=[*_QUIET])]
SignWord = Annotated[bool, scalar(_choice(_SIGNS)), _schema(enum=[*_SIGNS])]
"""What a person gives as a sign of having read."""
SideWord = Annotated[CueSide, scalar(_choice(_SIDES)), _schema(enum=[*_SIDES])]
OrderWord = Annotated[bool, scalar(_choice(_ORDERS)), _schema(enum=[*_ORDERS])]
YesNo = Annotated[bool, scalar(_choice(_YES_NO)), _schema(enum=["yes", "no", True, False])]
Duration = Annotated[
    timedelta, scalar(_duration), _schema(type="string", pattern=r"^\d{1,5} ?[mhdw]$")
]
Wait = Annotated[
    timedelta, scalar(_wait), _schema(type="string", pattern=r"^0*[1-9]\d{0,4} ?[mhdw]$")
]
Day = Annotated[date, scalar(_date), _schema(type="string", format="date")]
WholeNumber = Annotated[
    int, scalar(_whole_number), _schema(type=["integer", "string"], pattern=r"^\d+$")
]
CountFromOne = Annotated[
    int, scalar(_count_from_one), _schema(type=["integer", "string"], pattern=r"^0*[1-9]\d*$")
]
Near = Annotated[
    tuple[Within, int],
    scalar(_near),
    _schema(type="string", pattern=r"^(sentence|paragraph|story|\d{1,3} words?)$"),
]
