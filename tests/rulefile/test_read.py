"""Valid files become one watchlist of frozen types."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from watcher.core.watchlist.language import (
    AllOf,
    AnyOf,
    AtLeast,
    Cue,
    CueSide,
    Escalation,
    Frequency,
    InTitle,
    Name,
    Phrase,
    Quiet,
    Raise,
    Ref,
    Rule,
    RuleRef,
    RuleTest,
    Spelling,
    Together,
    Within,
)
from watcher.errors import ConfigError
from watcher.model import Severity, ToldAs
from watcher.rulefile import Loaded, read_watchlist, shipped
from watcher.rulefile.files import LARGEST

WHOLE = """\
watchlist: 1
about: Harbour desk

defaults:
  severity: low
  send_to: [desk]
  max_age: 3d
  repeat_after: 90m
  min_sources: 3
  quiet_hours: digest
  escalate: {after: 2 h, to: omar}
  spelling: loose

names:
  dock-union:
    name: Dock Workers Union
    type: union
    tags: [port, labour]
    aliases: [Dockers, نقابة عمال الميناء]
    short_names: [DWU]
    not_this: [Dock Workers Union Street]
    where: Basra
    note: founded twice
    spelling: exact
  pilots:
    name: Harbour Pilots

words:
  halt: [halt*, walk out, <stop>, /stop+age/]
  stop: [stoppage]

context: [quay]

cues:
  possible:
    en:
      before: [mulls, {phrase: toys with, reach: 4}]

rules:
  walkout:
    title: Walkout in a port
    severity: high
    send_to: [desk, night]
    max_age: 1w
    repeat_after: 12 h
    min_sources: 2
    quiet_hours: ring
    escalate: {after: 15m, if_no: ack, to: rana}
    at_least: {stories: 5, sources: 2, in: 1d}
    look_for:
      - together: [<halt>, {any: [<union>, <port>, crane drivers]}]
        within: 12 words
        order: as written
      - all: [<pilots>, quay]
      - {at_least: 2, of: [a, b, c]}
      - in_title: [port]
      - {rule: talks}
    told_as: [possible, threatened]
    ignore_if: [fire drill]
    ignore_story_if: [{together: [film, review], within: paragraph}]
    raise_to:
      critical: {any: [all ports], unless: [denied]}
    count: {numbers_near: [ships, <stop>]}
    sources: {only: [wire], except: [blog], languages: [en, ku]}
    active: {from: 2025-01-01, until: 2025-12-31}
    off: yes
    note: ask Rana
    tests:
      - alert: Pilots may halt work.
        severity: critical
        told_as: possible
        evidence: halt work
        because: it says so
      - no_alert: A fire drill.
      - alert_in: news/page.txt
        stories: 2
  talks:
    title: Talks
    look_for: [talks]
"""


def line_of(words):
    return WHOLE[: WHOLE.index(words)].count("\n") + 1


def test_every_key_means_what_the_language_says(tmp_path):
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "page.txt").write_text("Two stories.\n", encoding="utf-8")
    path = tmp_path / "rules.yaml"
    path.write_text(WHOLE, encoding="utf-8")
    loaded = read_watchlist([path])
    watchlist = loaded.watchlist
    assert watchlist.names == (
        Name(
            id="dock-union",
            name="Dock Workers Union",
            type="union",
            tags=("port", "labour"),
            aliases=("Dockers", "نقابة عمال الميناء"),
            short_names=("DWU",),
            not_this=("Dock Workers Union Street",),
            where="Basra",
            note="founded twice",
            spelling=Spelling.EXACT,
        ),
        Name(id="pilots", name="Harbour Pilots", spelling=Spelling.LOOSE),
    )
    assert watchlist.words == {
        "halt": ("halt*", "walk out", "<stop>", "/stop+age/"),
        "stop": ("stoppage",),
    }
    assert watchlist.rules == (
        Rule(
            id="walkout",
            title="Walkout in a port",
            severity=Severity.HIGH,
            send_to=("desk", "night"),
            max_age=timedelta(weeks=1),
            repeat_after=timedelta(hours=12),
            min_sources=2,
            quiet_hours=Quiet.RING,
            escalate=Escalation(timedelta(minutes=15), "rana"),
            at_least=Frequency(stories=5, sources=2, within=timedelta(days=1)),
            look_for=(
                Together(
                    (Ref("halt"), AnyOf((Ref("union"), Ref("port"), Phrase("crane drivers")))),
                    Within.WORDS,
                    words=12,
                    as_written=True,
                ),
                AllOf((Ref("pilots"), Phrase("quay"))),
                AtLeast(2, (Phrase("a"), Phrase("b"), Phrase("c"))),
                InTitle((Phrase("port"),)),
                RuleRef("talks"),
            ),
            told_as=frozenset({ToldAs.POSSIBLE, ToldAs.THREATENED}),
            ignore_if=(Phrase("fire drill"),),
            ignore_story_if=(Together((Phrase("film"), Phrase("review")), Within.PARAGRAPH),),
            raise_to=(Raise(Severity.CRITICAL, (Phrase("all ports"),), (Phrase("denied"),)),),
            numbers_near=("ships", "stoppage"),
            sources_only=frozenset({"wire"}),
            sources_except=frozenset({"blog"}),
            languages=frozenset({"en", "ku"}),
            active_from=date(2025, 1, 1),
            active_until=date(2025, 12, 31),
            off=True,
            note="ask Rana",
            tests=(
                RuleTest(
                    "Pilots may halt work.",
                    alert=True,
                    line=line_of("alert: Pilots"),
                    column=16,
                    severity=Severity.CRITICAL,
                    told_as=ToldAs.POSSIBLE,
                    evidence="halt work",
                    because="it says so",
                ),
                RuleTest("A fire drill.", alert=False, line=line_of("no_alert: A fire"), column=19),
                RuleTest(
                    "Two stories.\n", alert=True, line=line_of("alert_in:"), column=19, stories=2
                ),
            ),
            file=str(path),
            line=line_of("  walkout:"),
        ),
        Rule(
            id="talks",
            title="Talks",
            look_for=(Phrase("talks"),),
            severity=Severity.LOW,
            send_to=("desk",),
            max_age=timedelta(days=3),
            repeat_after=timedelta(minutes=90),
            min_sources=3,
            quiet_hours=Quiet.DIGEST,
            escalate=Escalation(timedelta(hours=2), "omar"),
            file=str(path),
            line=line_of("  talks:"),
        ),
    )
    assert watchlist.cues[-2:] == (
        Cue(ToldAs.POSSIBLE, "mulls", "en"),
        Cue(ToldAs.POSSIBLE, "toys with", "en", CueSide.BEFORE, reach=4),
    )
    assert watchlist.context[-1] == "quay"
    assert loaded.warnings == ()


def test_texts_are_plain_text_that_can_be_stored(tmp_path):
    whole = WHOLE.replace("alert_in: news/page.txt", "no_alert: x").replace(
        "stories: 2", "because: y"
    )
    (tmp_path / "rules.yaml").write_text(whole, encoding="utf-8")
    watchlist = read_watchlist([tmp_path]).watchlist
    found = (
        watchlist.names[0].id,
        watchlist.names[0].type,
        *watchlist.names[0].aliases,
        *watchlist.words,
        watchlist.rules[0].title,
        watchlist.rules[0].tests[0].text,
        watchlist.cues[-1].phrase,
        watchlist.context[-1],
    )
    assert {type(one) for one in found} == {str}


def test_what_a_rule_does_not_say_is_the_default_of_the_language(tmp_path):
    path = tmp_path / "rules.yaml"
    path.write_text("rules:\n  r:\n    title: T\n    look_for: [x]\n", encoding="utf-8")
    (rule,) = read_watchlist([path]).watchlist.rules
    assert rule == Rule("r", "T", (Phrase("x"),), file=str(path), line=2)


def test_defaults_hold_in_their_own_file_only(tmp_path):
    rule = "rules:\n  {}:\n    title: T\n    look_for: [x]\n"
    (tmp_path / "a.yaml").write_text("defaults: {severity: critical}\n" + rule.format("a"))
    (tmp_path / "b.yaml").write_text(rule.format("b"))
    rules = read_watchlist([tmp_path]).watchlist.rules
    assert [one.severity for one in rules] == [Severity.CRITICAL, Severity.MEDIUM]


def test_a_rule_may_use_what_another_file_defines(tmp_path):
    (tmp_path / "words.yaml").write_text("words:\n  hit: [hit]\n", encoding="utf-8")
    (tmp_path / "rules.yaml").write_text(
        "rules:\n  r:\n    title: T\n    look_for: [<hit>]\n", encoding="utf-8"
    )
    watchlist = read_watchlist([tmp_path / "rules.yaml", tmp_path / "words.yaml"]).watchlist
    assert watchlist.rules[0].look_for == (Ref("hit"),)


def test_a_folder_stands_for_every_rule_file_below_it_once(tmp_path):
    places = ["b/deep/er.yml", "a.YAML", ".hidden.yaml", "b/.git/x.yaml", "b/notes.txt"]
    for number, place in enumerate(places):
        file = tmp_path / place
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"words:\n  w{number}: [x]\n", encoding="utf-8")
    paths = [tmp_path, tmp_path / "b", tmp_path / "a.YAML"]
    assert list(read_watchlist(paths).watchlist.words) == ["w1", "w0"]


def test_a_file_with_a_byte_order_mark_is_read(tmp_path):
    path = tmp_path / "rules.yaml"
    path.write_bytes(b"\xef\xbb\xbfwords:\r\n  hit: [hit]\r\n")
    assert read_watchlist([path]).watchlist.words == {"hit": ("hit",)}


@pytest.mark.parametrize("name", ["cues.yaml", "context.yaml"])
def test_what_ships_with_watcher_is_free_of_problems(name):
    assert read_watchlist([Path(shipped.__file__).parent / "shipped" / name]).warnings == ()


def test_cues_and_context_words_ship_with_watcher(tmp_path):
    (tmp_path / "rules.yaml").write_text("context: [quay]\n", encoding="utf-8")
    watchlist = read_watchlist([tmp_path]).watchlist
    assert {cue.told_as for cue in watchlist.cues} >= set(ToldAs) - {ToldAs.REPORTED}
    assert {cue.language for cue in watchlist.cues} >= {"en", "ar"}
    assert {"drone*", "Baghdad", "quay"} <= set(watchlist.context)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "1: cannot read {}: No such file or directory"),
        (b"a: \xff\n", "1:4: rules.yaml is not UTF-8 in line 1 (save it as UTF-8)"),
        (b"a: b\n\xd8\n", "2:1: rules.yaml is not UTF-8 in line 2 (save it as UTF-8)"),
        (b"\xff\n", "1:1: rules.yaml is not UTF-8 in line 1 (save it as UTF-8)"),
        (b"#" * (LARGEST + 1), "1: rules.yaml is larger than 1 MB (split it into several files)"),
    ],
)
def test_a_file_that_cannot_be_read_is_a_problem(tmp_path, content, said):
    path = tmp_path / "rules.yaml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ConfigError) as caught:
        read_watchlist([path])
    assert str(caught.value) == f"{path}:{said.format(path)}"


def test_a_link_that_leads_nowhere_is_a_problem(tmp_path):
    """Else the rules of a share that is not mounted would be gone without a word."""
    (tmp_path / "good.yaml").write_text("about: desk\n", encoding="utf-8")
    (tmp_path / "linked.yaml").symlink_to(tmp_path / "share" / "rules.yaml")
    with pytest.raises(ConfigError, match=r"linked.yaml:1: cannot read .*linked.yaml"):
        read_watchlist([tmp_path])


def test_a_folder_without_rule_files_is_a_problem(tmp_path):
    with pytest.raises(ConfigError) as caught:
        read_watchlist([tmp_path])
    hint = "(rule files end in .yaml)"
    assert str(caught.value) == f"{tmp_path}:1: the folder holds no rule file {hint}"


def test_news_of_a_test_that_is_not_text_is_a_problem_of_the_rule(tmp_path):
    (tmp_path / "page.txt").write_bytes(b"good\n\xff")
    path = tmp_path / "rules.yaml"
    path.write_text(
        "rules:\n  r:\n    title: T\n    look_for: [x]\n    tests:\n      - alert_in: page.txt\n"
    )
    with pytest.raises(ConfigError) as caught:
        read_watchlist([path])
    assert str(caught.value) == f"{path}:6:19: page.txt is not UTF-8 in line 2 (save it as UTF-8)"


def test_a_name_of_a_file_that_no_system_allows_is_a_problem(tmp_path):
    path = tmp_path / "rules.yaml"
    path.write_text(
        'rules:\n  r: {title: T, look_for: [x], tests: [{alert_in: "a\\0b"}]}\n', encoding="utf-8"
    )
    with pytest.raises(ConfigError, match=r":2:51: cannot read .*null"):
        read_watchlist([path])


def warnings(path):
    folder = f"{path.parent}/"
    return [str(one).replace(folder, "") for one in read_watchlist([path]).warnings]


def test_what_is_probably_not_meant_is_warned_of(tmp_path):
    path = tmp_path / "rules.yaml"
    path.write_text(
        "names:\n"
        "  a: {name: Sons of Salt, aliases: [SoS]}\n"
        "  b: {name: Sea of Salt, short_names: [SOS]}\n"
        "words:\n"
        "  used: [x, <inner>]\n"
        "  inner: [y]\n"
        "  idle: [z]\n"
        "rules:\n"
        "  r: {title: T, look_for: [<used>], raise_to: {low: {any: [b]}, high: {any: [c]}}}\n"
    )
    assert warnings(path) == [
        (
            "rules.yaml:3:3: 'SOS' is a spelling of b and of a"
            " (a find counts for one of them only; if it is meant so, silence: [shared/b])"
        ),
        (
            "rules.yaml:7:3: no rule and no list uses <idle>"
            " (use <idle> in a rule; if it is meant so, silence: [unused/idle])"
        ),
        "rules.yaml:9:48: raise_to low does nothing: the rule is medium already",
    ]


@pytest.mark.parametrize("silence", ["shared, unused", "shared/b, unused/idle"])
def test_a_shared_spelling_and_an_unused_list_can_be_meant_so(tmp_path, silence):
    path = tmp_path / "rules.yaml"
    path.write_text(
        f"silence: [{silence}]\n"
        "names:\n  a: {name: Sons of Salt, aliases: [SoS]}\n  b: {name: SOS}\n"
        "words:\n  idle: [z]\nrules:\n  r: {title: T, look_for: [x]}\n"
    )
    assert warnings(path) == []


def test_a_sign_that_separates_nothing_is_warned_of(tmp_path):
    path = tmp_path / "rules.yaml"
    path.write_text(
        "names:\n  a: {name: Salt, aliases: [ملح، حوض, Sol | Sal, Sel / Zout]}\n"
        "words:\n  hit: [ضربة، غارة, /أ،ب/]\n  raid: [raid; raids]\n",
        encoding="utf-8",
    )
    assert warnings(path) == [
        "rules.yaml:2:29: 'ملح، حوض' is one phrase (between two entries stands , and no ،)",
        "rules.yaml:2:39: 'Sol | Sal' is one phrase (between two entries stands , and no |)",
        "rules.yaml:2:50: 'Sel / Zout' is one phrase (between two entries stands , and no /)",
        "rules.yaml:4:9: 'ضربة، غارة' is one phrase (between two entries stands , and no ،)",
        "rules.yaml:5:10: 'raid; raids' is one phrase (between two entries stands , and no ;)",
    ]


@pytest.mark.parametrize(
    "phrase", ["FOOD AND DRUG", "do NOT travel", "/a | b/", "food and drug", "x & y"]
)
def test_what_only_looks_like_an_operator_is_a_phrase(tmp_path, phrase):
    path = tmp_path / "rules.yaml"
    path.write_text(f"words:\n  hit: ['{phrase}']\n", encoding="utf-8")
    assert read_watchlist([path]).watchlist.words == {"hit": (phrase,)}


def test_a_file_of_lists_alone_is_a_library(tmp_path):
    path = tmp_path / "rules.yaml"
    path.write_text("words:\n  idle: [z]\n", encoding="utf-8")
    assert warnings(path) == []


def test_an_empty_file_is_warned_of(tmp_path):
    path = tmp_path / "rules.yaml"
    path.write_text("# to be written\n", encoding="utf-8")
    assert warnings(path) == ["rules.yaml:1: the file is empty"]


SIGNS = [
    *list(" \n\t\r#:-[]{},'\"*&!%@`|>?<\\/~=aß"),
    *(
        "\n  ",
        "\n    - ",
        ": ",
        " #",
        "<<: ",
        "---\n",
        "...\n",
        "%TAG ! x\n",
        "!!str ",
        "&a ",
        "*a",
    ),
    *(
        "\\U",
        "\\x",
        "\u2028",
        "\x85",
        "\ufeff",
        "\x00",
        "😀",
        "|2-",
        "rules:",
        "look_for: ",
        "name: ",
    ),
]
WORDS = [
    "watchlist",
    "about",
    "defaults",
    "names",
    "words",
    "rules",
    "cues",
    "context",
    "name",
    "type",
    "tags",
    "aliases",
    "short_names",
    "any",
    "all",
    "of",
    "at_least",
    "in_title",
    "rule",
    "together",
    "within",
    "order",
    "look_for",
    "title",
    "tests",
    "alert",
    "no_alert",
    "alert_in",
    "stories",
    "raise_to",
    "high",
    "count",
    "numbers_near",
    "sources",
    "only",
    "except",
    "active",
    "from",
    "until",
    "off",
    "note",
    "possible",
    "en",
    "before",
    "phrase",
    "reach",
    "a",
    "b",
]
LEAVES = st.sampled_from(
    [
        "a",
        "<a>",
        "<>",
        "",
        "1",
        "0",
        "yes",
        "2025-01-01",
        "3 words",
        "/a/",
        "/(/",
        "abcd*",
        "**",
        "*",
    ]
)
TREES = st.recursive(
    LEAVES | st.text(max_size=4),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(WORDS), inner, max_size=4)
    ),
    max_leaves=20,
)
ENTRIES = st.dictionaries(
    st.sampled_from("abc"), st.dictionaries(st.sampled_from(WORDS), TREES, max_size=6), max_size=2
)
FILES = st.fixed_dictionaries(
    {},
    optional={
        "names": ENTRIES,
        "rules": ENTRIES,
        **dict.fromkeys(("words", "cues", "context", "defaults"), TREES),
    },
)


def outcome(path):
    """A watchlist, or problems that can be told; nothing else ever comes out."""
    try:
        return read_watchlist([path])
    except ConfigError as error:
        return error


@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=st.lists(st.sampled_from(SIGNS), max_size=25).map("".join) | st.text(max_size=40))
def test_any_text_is_a_watchlist_or_a_list_of_problems(tmp_path, text):
    path = tmp_path / "rules.yaml"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    assert isinstance(outcome(path), Loaded | ConfigError)


@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(tree=FILES)
@pytest.mark.no_cover
def test_any_tree_of_known_words_is_a_watchlist_or_a_list_of_problems(tmp_path, tree):
    path = tmp_path / "rules.yaml"
    path.write_text(flow(tree), encoding="utf-8")
    assert isinstance(outcome(path), Loaded | ConfigError)


def flow(tree):
    """The tree as YAML in brackets."""
    match tree:
        case dict():
            return "{" + ", ".join(f"{key}: {flow(one)}" for key, one in tree.items()) + "}"
        case list():
            return "[" + ", ".join(map(flow, tree)) + "]"
        case _:
            return "'" + tree.replace("'", "''") + "'"
