"""Feeds are added to settings, and nothing else in the file changes."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watcher.settings.add import name_for, with_feeds

TEXT = '# mine\n[sources.a]\nkind = "folder"  # here\npath = "x"'


@pytest.mark.parametrize(
    ("title", "taken", "name"),
    [
        ("The Selm Post – World News", (), "the-selm-post-world-news"),
        ("Selm", ("selm", "selm-2"), "selm-3"),
        ("شفق نيوز", (), "شفق-نيوز"),
        ("***", (), "feed"),
        ("a" * 60, (), "a" * 40),
        ("wire " * 20, (), "wire-wire-wire-wire-wire-wire-wire-wire"),
        ("snake_case [x]", (), "snake-case-x"),
    ],
)
def test_names_are_made_from_titles(title, taken, name):
    assert name_for(title, taken) == name


def test_tables_stand_at_the_end_in_the_line_ends_of_the_file():
    assert with_feeds(TEXT, [("b", 'https://b.example/?q="')]) == (
        f'{TEXT}\n\n[sources.b]\nkind = "feed"\nurl = "https://b.example/?q=\\""\n'
    )
    added = with_feeds(TEXT.replace("\n", "\r\n"), [("b", "https://b.example")])
    assert "\n" not in added.replace("\r\n", "")


def test_nothing_before_leaves_only_the_table():
    assert with_feeds("", [("b", "u")]) == '\n[sources.b]\nkind = "feed"\nurl = "u"\n'


@given(st.lists(st.text(), min_size=1, max_size=9))
def test_whatever_the_titles_the_file_can_be_read_and_each_feed_has_its_name(titles):
    feeds = []
    for number, title in enumerate(titles):
        taken = ["a", *(name for name, _ in feeds)]
        feeds.append((name_for(title, taken), f"https://a.example/{number}"))
    added = with_feeds(TEXT, feeds)
    assert added.startswith(TEXT)
    sources = tomllib.loads(added)["sources"]
    assert {name: one["url"] for name, one in sources.items() if "url" in one} == dict(feeds)
