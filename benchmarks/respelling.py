"""Ways in which the news spells a name differently, each drawn at random from a given source.

Romanisation is a matter of taste (q or k, ou or u), extraction from pages glues and tears words,
people mistype. Each operation gives the name as it might be printed, or the same text where it
does not apply.
"""

import re
from collections.abc import Callable
from random import Random

from benchmarks.parts import BASE_NOUNS_AFTER, ENGLISH_PLACE, GROUP_NOUNS_AFTER

_STYLES = (
    # A sound, and how outlets write it; the first is the usual one. Longer sounds first.
    ("kh", ("kh", "k", "ch")),
    ("gh", ("gh", "g")),
    ("dh", ("dh", "d")),
    ("sh", ("sh", "ch")),
    ("ou", ("ou", "u", "oo")),
    ("ai", ("ai", "ay", "ei")),
    ("ei", ("ei", "ay", "ai")),
    ("ee", ("ee", "i")),
    ("q", ("q", "k", "c")),
    ("u", ("u", "o", "ou", "oo")),
    ("i", ("i", "e", "ee", "y")),
    ("w", ("w", "v")),
    ("v", ("v", "w")),
    ("j", ("j", "dj")),
)
_SOUND = re.compile("(?<=[A-Za-z])(?:" + "|".join(sound for sound, _ in _STYLES) + ")")
_AS_LISTED = 0.55
"""How often a style writes a sound as the list does."""
_ARTICLE = re.compile(r"\b[Aa]l-(?=\w)")
_SUN = {"t": "at", "d": "ad", "r": "ar", "z": "az", "s": "as", "n": "an"}
_NOT_ROMANISED = frozenset(
    word
    for nouns in (GROUP_NOUNS_AFTER, BASE_NOUNS_AFTER, ENGLISH_PLACE, ("Camp bin",))
    for noun in nouns
    for word in noun.split()
)
"""English words, which no outlet romanises, and bin, of which been would be made."""
_LONG = 6
"""A typing error in a shorter word leaves too little to know it by."""

Operation = Callable[[Random, str], str]


def transliterate(random: Random, name: str) -> str:
    """Another romanisation: an outlet has a style and writes a sound in one way throughout."""
    style = {
        sound: sound if random.random() < _AS_LISTED else random.choice(choices)
        for sound, choices in _STYLES
    }
    if random.random() < 0.3:
        name = re.sub(r"a\b(?!-)", "ah", name)
    words = re.split(r"([ \n-]+)", name)
    return "".join(
        word if word in _NOT_ROMANISED else _SOUND.sub(lambda found: style[found.group()], word)
        for word in words
    )


def change_article(random: Random, name: str) -> str:
    """The Arabic article left out, joined, with el, or assimilated to a sun letter."""
    found = _ARTICLE.search(name)
    if not found:
        return name
    letter = name[found.end()].lower()
    sun = _SUN.get(letter, "el") if name[found.end() : found.end() + 2].lower() != "sh" else "ash"
    article = random.choice(("", "el-", "al ", "Al ", "Al", f"{sun}-"))
    return name[: found.start()] + article + name[found.end() :]


def double(random: Random, name: str) -> str:
    """A doubled letter single, or a single one between vowels doubled."""
    doubled = [one.start() for one in re.finditer(r"([b-df-hj-np-tv-z])\1", name)]
    single = [one.start() for one in re.finditer(r"(?<=[aiu])[bdlmnrsz](?=[aiu])", name)]
    if doubled and (not single or random.random() < 0.5):
        at = random.choice(doubled)
        return name[:at] + name[at + 1 :]
    if not single:
        return name
    at = random.choice(single)
    return name[:at] + name[at] + name[at:]


def put_apostrophe(random: Random, name: str) -> str:
    """The sign of a letter that Latin has not, between two vowels or after one."""
    places = [one.end() for one in re.finditer(r"(?<=\w)a(?=[aiu]|[bdlmnrs][aiu])", name)]
    if not places:
        return name
    at = random.choice(places)
    return name[:at] + random.choice("'’`ʿ") + name[at:]


def mistype(random: Random, name: str) -> str:
    """One letter lost, doubled by another, changed or exchanged, in a long word."""
    words = [one for one in re.finditer(r"[^\W\d_]+", name) if len(one.group()) >= _LONG]
    if not words:
        return name
    word = random.choice(words)
    at = random.randrange(word.start() + 1, word.end() - 1)
    letter = random.choice("abdefghiklmnorstu")
    return random.choice(
        (
            name[:at] + name[at + 1 :],
            name[:at] + letter + name[at:],
            name[:at] + letter + name[at + 1 :],
            name[:at] + name[at + 1] + name[at] + name[at + 2 :],
        )
    )


def wrap(random: Random, name: str) -> str:
    """A line break for a space."""
    return _at_a_space(random, name, "\n")


def hyphenate(random: Random, name: str) -> str:
    """A hyphen for a space, or a word torn by a hyphen at the end of a line."""
    words = [one for one in re.finditer(r"[^\W\d_]+", name) if len(one.group()) > _LONG]
    if words and random.random() < 0.5:
        word = random.choice(words)
        at = random.randrange(word.start() + 3, word.end() - 2)
        return name[:at] + "-\n" + name[at:]
    return _at_a_space(random, name, "-")


def glue_inside(random: Random, name: str) -> str:
    """A space lost by bad extraction."""
    return _at_a_space(random, name, "")


def capitals(_: Random, name: str) -> str:
    """All letters as capitals."""
    return name.upper()


def _at_a_space(random: Random, name: str, instead: str) -> str:
    places = [one.start() for one in re.finditer(" ", name)]
    if not places:
        return name
    at = random.choice(places)
    return name[:at] + instead + name[at + 1 :]


OPERATIONS: tuple[tuple[Operation, int], ...] = (
    (transliterate, 36),
    (change_article, 14),
    (double, 10),
    (put_apostrophe, 6),
    (mistype, 12),
    (wrap, 6),
    (hyphenate, 6),
    (glue_inside, 4),
    (capitals, 2),
)
"""With weights: how often each is met, roughly as in news from many outlets."""


def respell(random: Random, name: str) -> tuple[str, str]:
    """The name as another outlet might print it, and the names of the operations applied."""
    operations, weights = zip(*OPERATIONS, strict=True)
    done: list[str] = []
    written = name
    for operation in random.choices(operations, weights, k=random.choice((1, 1, 2))):
        changed = operation(random, written)
        if changed != written and operation.__name__ not in done:
            written = changed
            done.append(operation.__name__)
    return written, "+".join(done)
