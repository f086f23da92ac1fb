"""An alias is added to a rule file, and nothing else in it changes."""

import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from watcher.errors import ConfigError
from watcher.rulefile.alias import with_alias
from watcher.rulefile.part import read_part
from watcher.rulefile.tree import Notes

PATH = Path("names.yaml")
NAME = "  guard: # the coast\n    name: Harbour Guard # as on their cars\n"


def added(text, alias="Harbor Guard", name="guard"):
    return with_alias(text, Notes(PATH), name, alias)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (  # the first alias stands below the name
            "names:\n  guard:\n    name: Harbour Guard # said\n    type: faction\n",
            (
                "names:\n  guard:\n    name: Harbour Guard # said\n"
                "    aliases: [Harbor Guard]\n    type: faction\n"
            ),
        ),
        (
            "names:\n  guard: {name: Harbour Guard, type: faction}\n",
            "names:\n  guard: {name: Harbour Guard, aliases: [Harbor Guard], type: faction}\n",
        ),
        (
            "names:\n  guard:\n    aliases: [حرس الميناء, 'HG two',] # two\n    name: HG\n",
            (
                "names:\n  guard:\n    aliases: [حرس الميناء, 'HG two', Harbor Guard,] # two\n"
                "    name: HG\n"
            ),
        ),
        (
            "names:\n  guard:\n    aliases: [one, # first\n      two # last\n    ]\n    name: HG\n",
            (
                "names:\n  guard:\n    aliases: [one, # first\n      two, Harbor Guard # last\n    ]\n"
                "    name: HG\n"
            ),
        ),
        (
            "names:\n  guard:\n    name: HG\n    aliases: []\n",
            "names:\n  guard:\n    name: HG\n    aliases: [Harbor Guard]\n",
        ),
        (
            "names:\n  guard:\n    name: HG\n    aliases:\n    - one # said\n    # more\n",
            (
                "names:\n  guard:\n    name: HG\n    aliases:\n    - one # said\n"
                "    - Harbor Guard\n    # more\n"
            ),
        ),
        (
            "names:\n  guard:\n    name: HG\n    aliases:\n      - one\n        two\n",
            (
                "names:\n  guard:\n    name: HG\n    aliases:\n      - one\n        two\n"
                "      - Harbor Guard\n"
            ),
        ),
        (  # of two names only the one that is meant
            "names:\n  other:\n    name: Other\n  guard:\n    name: HG",
            "names:\n  other:\n    name: Other\n  guard:\n    name: HG\n    aliases: [Harbor Guard]",
        ),
    ],
)
def test_the_alias_stands_where_a_person_would_write_it(before, after):
    assert added(before) == after


@pytest.mark.parametrize(
    ("alias", "typed"),
    [
        ("O'Hara", '"O\'Hara"'),
        ("a: b", '"a: b"'),
        ('the "Guard"', "'the \"Guard\"'"),
        ('it\'s "so"', "'it''s \"so\"'"),
        ("Harbor\n Guard", "Harbor Guard"),
        ("حرس", "حرس"),
    ],
)
def test_an_alias_is_quoted_where_yaml_would_misread_it(alias, typed):
    assert f"    aliases: [{typed}]\n" in added(f"names:\n{NAME}", alias)


def test_line_ends_of_windows_stay():
    assert added("names:\r\n  guard:\r\n    name: HG\r\n") == (
        "names:\r\n  guard:\r\n    name: HG\r\n    aliases: [Harbor Guard]\r\n"
    )


@pytest.mark.parametrize(
    "text", ["names:\n  other:\n    name: HG\n", "words:\n  a: [b]\n", "- a\n"]
)
def test_a_file_without_the_name_is_left_alone(text):
    with pytest.raises(ConfigError, match="by hand"):
        added(text)


def test_what_only_the_stricter_parser_reads_is_added_to_as_well():
    """The faster one refuses a colon inside a word of such a list."""
    text = "names:\n  guard: {name: HG, aliases: [one]}\nwords:\n  hit: [a:b, c]\n"
    assert added(text) == text.replace("[one]", "[one, Harbor Guard]")


def test_each_name_of_a_long_file_costs_little_work():
    """Calls are counted, not seconds: the parser written in Python makes a thousand for each name."""
    names = "".join(f"  n{n}: {{name: Harbour {n}}}\n" for n in range(200))
    calls = 0

    def count(_frame, event, _argument):
        nonlocal calls
        calls += event == "call"

    sys.setprofile(count)
    try:
        added(f"names:\n{NAME}{names}")
    finally:
        sys.setprofile(None)
    assert calls < 200 * 200


COMMENT = some.sampled_from(["", " # one", " # [a, b", "   # 'x"])
SPELLING = some.sampled_from(["Guard", "'quoted one'", '"two: three"', "حرس الميناء", "a"])


@some.composite
def lists(draw):
    """A list of aliases as people write it, with comments wherever they may stand."""
    items = draw(some.lists(some.tuples(SPELLING, COMMENT), max_size=4))
    if items and draw(some.booleans()):
        indent = " " * draw(some.sampled_from([4, 6, 7]))
        rows = [f"{indent}- {item}{comment}" for item, comment in items]
        return f"    aliases:{draw(COMMENT)}\n" + "\n".join(rows) + "\n"
    if items and draw(some.booleans()):
        rows = [f"{item},{comment}" for item, comment in items]
        return "    aliases: [" + "\n      ".join(rows) + f"\n    ]{draw(COMMENT)}\n"
    return f"    aliases: [{', '.join(item for item, _ in items)}]{draw(COMMENT)}\n"


@given(some.booleans(), some.one_of(some.just(""), lists()), COMMENT)
def test_whatever_the_list_looks_like_only_the_alias_comes_and_every_comment_stays(
    is_first, aliases, comment
):
    name = f"    name: Harbour Guard{comment}\n"
    body = name + aliases if is_first else aliases + name
    text = f"# top\nnames:\n  guard:{comment}\n{body}    type: faction\n"
    made = added(text)
    before, after = (read_part(one, Notes(PATH)).names[0] for one in (text, made))
    assert after == replace(before, aliases=(*before.aliases, "Harbor Guard"))
    pairs = enumerate(zip(text, made, strict=False))
    same = next((at for at, (one, other) in pairs if one != other), len(text))
    assert text == text[:same] + made[len(made) - (len(text) - same) :]  # one insertion
