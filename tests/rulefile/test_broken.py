"""Every mistake is answered with its line, what is wrong, and what was probably meant."""

import pytest

from watcher.errors import ConfigError
from watcher.rulefile import read_watchlist

RULE = """
rules:
  r:
    title: T
    look_for: [strike]
"""
"""The smallest rule; what follows it begins in line 6."""

TOP = {
    "watchlist: 2\n": [
        "1:12: watchlist: this watcher reads version 1 of the language, not '2' (watchlist: 1)"
    ],
    "wachlist: 1\n": ["1:1: unknown key 'wachlist' (did you mean 'watchlist'?)"],
    "colours: [red]\n": [
        (
            "1:1: unknown key 'colours' (known here: watchlist, about, defaults, names, words, rules,"
            " cues, context, silence)"
        )
    ],
    "- a\n- b\n": ["1:1: a rule file holds keys such as names:, words:, rules:"],
    "just text\n": ["1:1: a rule file holds keys such as names:, words:, rules:"],
    "about: [a, b]\n": [
        "1:8: about: must be one text (a text that holds ': ' or [ ] stands in quotes)"
    ],
    "context: drone\n": ["1:10: context: must be a list (write [drone])"],
    "rules: none\n": [
        (
            "1:8: rules: must hold keys of its own"
            " (an id and ':' first, and below it title: and look_for:)"
        )
    ],
    "defaults: none\n": ["1:11: defaults: must hold keys of its own (each in a line of its own)"],
    "defaults: {severity: urgent, quiet_hours: wait}\n": [
        "1:22: severity: 'urgent' is none of info, low, medium, high, critical",
        "1:43: quiet_hours: 'wait' is none of ring, hold, digest",
    ],
}
NAMES = {
    "names:\n": ["1:1: names: is empty (write something or remove the key)"],
    "names: [badr]\n": [
        "1:8: names: must hold keys of its own (an id and ':' first, and below it name:)"
    ],
    "names:\n  badr: Badr\n": [
        "2:9: badr: must hold keys of its own (name: its usual spelling)",
    ],
    "names:\n  badr:\n    type: faction\n": ["2:3: badr: the key 'name' is missing"],
    "names:\n  badr:\n    name: Badr\n    tpye: faction\n": [
        "4:5: unknown key 'tpye' (did you mean 'type'?)"
    ],
    "names:\n  badr:\n    name: Badr\n    aliases: Badr Corps\n": [
        "4:14: aliases: must be a list (write [Badr Corps])"
    ],
    "names:\n  badr:\n    name: Badr\n    aliases: {a: b}\n": [
        "4:14: aliases: must be a list (write [...], or begin each entry with '- ')"
    ],
    "names:\n  badr:\n    name: Badr\n    aliases:\n": [
        "4:5: aliases: is empty (write something or remove the key)"
    ],
    "names:\n  badr:\n    name:\n": ["3:5: name: is empty (write a value or remove the key)"],
    "names:\n  badr corps:\n    name: Badr\n": [
        "2:3: 'badr corps' cannot be an id (letters, digits and hyphens: badr-corps)"
    ],
    "names:\n  '?!':\n    name: Badr\n": [
        "2:3: '?!' cannot be an id (letters, digits and hyphens)"
    ],
    "names:\n  badr:\n    name: Badr*\n": [
        "3:11: 'Badr*': * and <…> have no meaning in a name (write the spellings out, or use words:)"
    ],
    "names:\n  badr:\n    name: Badr\n    not_this: [/Badr .*/]\n": [
        (
            "4:16: '/Badr .*/': * and <…> have no meaning in a name"
            " (write the spellings out, or use words:)"
        )
    ],
    "names:\n  badr:\n    name: /Badr/\n": [
        "3:11: '/Badr/': a name is no pattern (patterns go into words:)"
    ],
    "names:\n  badr:\n    name: Badr\n    aliases: ['--']\n": [
        "4:15: '--' holds no letter or digit"
    ],
    "names:\n  badr:\n    name: Badr\n    short_names: [بدر, BO, bo]\n": [
        (
            "4:28: the short name 'bo' holds no capital letter"
            " (it counts in exactly these letters only; a longer spelling is an alias)"
        )
    ],
    "names:\n  badr:\n    name: Badr\n    spelling: closse\n": [
        "4:15: spelling: 'closse' is none of exact, close, loose (did you mean 'close'?)"
    ],
    "names:\n  badr:\n    name: Badr\n    tags: [badr]\n": [
        (
            "4:12: the id 'badr' is a tag here and a name in rules.yaml:2:3 already"
            " (give one of them another id)"
        )
    ],
    "names:\n  badr:\n    name: Badr\n    type: iraq\nwords:\n  iraq: [Iraq]\n": [
        (
            "6:3: the id 'iraq' is a list of words here and a type in rules.yaml:4:11 already"
            " (give one of them another id)"
        )
    ],
}
WORDS = {
    "words:\n  hit: hit\n": ["2:8: hit: must be a list (write [hit])"],
    "words:\n  hit: []\n": ["2:8: hit: is an empty list (write at least one entry)"],
    "words:\n  hit:\n    - hit\n    -\n": ["4:6: hit: is empty (write a value or remove the key)"],
    "words:\n  hit: [said: yes]\n": [
        "2:9: hit: must be one text (a text that holds ': ' or [ ] stands in quotes)"
    ],
    "words:\n  hit: [war*]\n": [
        "2:9: 'war*' has a * after fewer than four letters (write the variants out)"
    ],
    "words:\n  hit: [strike  *]\n": [
        "2:9: 'strike  *' has a * that is not at the end of its last word (write the variants out)"
    ],
    "words:\n  hit: [att*ck]\n": [
        "2:9: 'att*ck' has a * that is not at the end of its last word (write the variants out)"
    ],
    "words:\n  hit: [...]\n": ["2:9: '...' holds no letter or digit"],
    "words:\n  hit: [/half]\n": ["2:9: '/half' begins a pattern that no / ends (/pattern/)"],
    "words:\n  hit: [/(un/]\n": [
        "2:9: the pattern /(un/ cannot be used: missing ): (un (RE2 syntax)"
    ],
    "words:\n  hit: [/x*/]\n": [
        (
            "2:9: the pattern /x*/ cannot be used: it matches nothing at all, so it would be found"
            " everywhere (RE2 syntax)"
        )
    ],
    "words:\n  hit: [hit on <base>]\n": [
        (
            "2:9: 'hit on <base>' mixes words and a reference"
            " (a reference stands alone; combine with together: [...])"
        )
    ],
    "words:\n  strike: [strike]\n  hit: [<stirke>]\n": [
        "3:9: nothing has the id <stirke> (did you mean 'strike'?)"
    ],
    "words:\n  a: [x, <b>]\n  b: [<c>]\n  c: [<a>]\n  d: [<d>]\n": [
        (
            "2:3: a list of words that leads back to itself: a → b → c → a"
            " (take one of these references away)"
        ),
        "5:3: a list of words that leads back to itself: d → d (take one of these references away)",
    ],
}
LOOK_FOR = {
    "strike": ["5:15: look_for: must be a list (write [strike])"],
    "[]": ["5:15: look_for: is an empty list (write at least one entry)"],
    "[{an: [x]}]": ["5:16: look_for: 'an' begins no condition (did you mean 'any'?)"],
    "[{}]": [
        (
            "5:16: look_for: '' begins no condition"
            " (a text, <id>, or one of any:, all:, at_least:, in_title:, rule:, together:)"
        )
    ],
    "[[a, b]]": [
        "5:16: look_for: a list inside the list is no condition (write {any: [...]} or {all: [...]})"
    ],
    "[{any: x}]": ["5:22: any: must be a list (write [x])"],
    "[{any: [x, {all: []}]}]": ["5:32: all: is an empty list (write at least one entry)"],
    "[{any: [x], all: [y]}]": ["5:27: unknown key 'all' (known here: any)"],
    "[{at_least: 3, of: [a, b]}]": ["5:16: look_for: at_least 3 of 2 items makes no sense"],
    "[{at_least: two, of: [a, b]}]": ["5:27: at_least: 'two' is no whole number (digits only: 3)"],
    "[{at_least: 2}]": ["5:16: look_for: the key 'of' is missing"],
    "[{together: [a, b], within: sentense}]": [
        (
            "5:43: within: 'sentense' is none of sentence, paragraph, story, N words"
            " (did you mean 'sentence'?)"
        )
    ],
    "[{together: [a, b], within: 12}]": [
        (
            "5:43: within: '12' is none of sentence, paragraph, story, N words"
            " (or a number of words: 8 words)"
        )
    ],
    "[{together: [a, b], order: written}]": [
        "5:42: order: 'written' is none of any, as written (did you mean 'as written'?)"
    ],
    "[<strike]": ["5:16: '<strike' is only half of a reference (write <strike>)"],
    "[strike >]": ["5:16: 'strike >' is only half of a reference (write <strike>)"],
    "[strike | raid]": [
        (
            "5:16: 'strike | raid' is one phrase: | combines nothing"
            " (write {any: [...]} where one is enough, {all: [...]} for every one)"
        )
    ],
    "[ضربة OR غارة]": [
        (
            "5:16: 'ضربة OR غارة' is one phrase: OR combines nothing"
            " (write {any: [...]} where one is enough, {all: [...]} for every one)"
        )
    ],
    "\n      - together: [a, b]\n      - within: story": [
        "7:9: look_for: 'within' begins no condition (write it below together:, without '- ')"
    ],
    "[{of: [a, b]}]": [
        "5:16: look_for: 'of' begins no condition (write it below at_least:, without '- ')"
    ],
    "[<str\u200bike>]\nwords:\n  strike: [strike]": [
        (
            "5:16: nothing has the id <str\u200bike>"
            " (it holds an invisible character: type 'strike' anew)"
        )
    ],
    "[<Salt Sons>]\nnames:\n  sos:\n    name: Sons of Salt\n    aliases: [salt sons]": [
        "5:16: nothing has the id <Salt Sons> (that is a spelling of <sos>)"
    ],
    "[<qux>]": ["5:16: nothing has the id <qux>"],
    "[<r>]": ["5:16: nothing has the id <r> (that is a rule: {rule: r})"],
    "[{rule: s}]": ["5:23: there is no rule 's'"],
    "[{rule: hit}]\nwords:\n  hit: [hit]": [
        "5:23: there is no rule 'hit' (that is a list of words in rules.yaml:7:3: <hit>)"
    ],
    "[{rule: s}]\n  s:\n    title: S\n    look_for: [x, {all: [{rule: r}]}]": [
        "3:3: a rule that leads back to itself: r → s → r (take one of these references away)"
    ],
}
KEYS = {
    "severity: hgh": [
        "6:15: severity: 'hgh' is none of info, low, medium, high, critical (did you mean 'high'?)"
    ],
    "\u200fnote: x": [
        "6:5: unknown key '\\u200fnote' (it holds an invisible character: type 'note' anew)"
    ],
    "note: x\n\u00a0\u00a0off: yes": [
        (
            "7:1: this space, U+00A0, is none for YAML"
            " (pages and word processors have such; indent with the space bar)"
        )
    ],
    "note: #1": [
        "6:5: note: is empty (write a value or remove the key)",
        ("6:11: '#1' is a comment and no part of the text (if it should be, write \"#1\")"),
    ],
    "escalate: 15m": ["6:15: escalate: must hold keys of its own ({after: 15m, to: person})"],
    "raise_to: high": ["6:15: raise_to: must hold keys of its own ({critical: {any: [...]}})"],
    "tests:\n      -alert: x": [
        "7:7: '-alert' is no entry of a list (an entry begins with '- ', a hyphen and a space)"
    ],
    "tests:\n      – alert: x": [
        "7:7: '– alert' is no entry of a list (an entry begins with '- ', a hyphen and a space)"
    ],
    "tests: {alert: x}": [
        "6:12: tests: must be a list (write [...], or begin each entry with '- ')"
    ],
    "max_age: two days": [
        "6:14: max_age: 'two days' is no duration (a number and m, h, d or w: 15m, 48h, 2d)"
    ],
    "told_as: [posible]": [
        (
            "6:15: told_as: 'posible' is none of denied, past, threatened, possible, claimed, reported"
            " (did you mean 'possible'?)"
        )
    ],
    "told_as: []": ["6:14: told_as: is an empty list (write at least one entry)"],
    "off: maybe": ["6:10: off: 'maybe' is none of yes, no, true, false"],
    "active: {from: 2025-13-01, until: tomorrow}": [
        "6:20: from: '2025-13-01' is no date (year-month-day: 2024-10-17)",
        "6:39: until: 'tomorrow' is no date (year-month-day: 2024-10-17)",
    ],
    "active: {from: 2025-03-02, until: 2025-03-01}": [
        "6:13: active: until 2025-03-01 lies before from 2025-03-02"
    ],
    "raise_to: {critcal: {any: [b]}}": [
        "6:16: 'critcal' is none of info, low, medium, high, critical (did you mean 'critical'?)"
    ],
    "raise_to: {high: [b]}": ["6:22: high: must hold keys of its own ({any: [...]})"],
    "count: [sites]": ["6:12: count: must hold keys of its own ({numbers_near: [...]})"],
    "count: {numbers_near: [<b>]}\nnames:\n  b:\n    name: Bee": [
        (
            "6:28: numbers_near takes words only, and <b> is a name in rules.yaml:8:3"
            " (use a list without names)"
        )
    ],
    "count: {numbers_near: [<w>]}\nnames:\n  b:\n    name: Bee\nwords:\n  w: [w, <v>]\n  v: [<b>]": [
        (
            "6:28: numbers_near takes words only, and <b> is a name in rules.yaml:8:3"
            " (use a list without names)"
        )
    ],
    "send_to: []": ["6:14: send_to: is an empty list (write at least one entry)"],
    "sources: {languages: [arabic]}": [
        (
            "6:27: languages: 'arabic' is no language that texts are told apart by"
            " (did you mean 'ar'?)"
        )
    ],
    "sources: {languages: [en, xx]}": [
        (
            "6:31: languages: 'xx' is no language that texts are told apart by (known: ar Arabic, "
            "de German, en English, es Spanish, fa Persian, fr French, he Hebrew, ku Kurdish, "
            "ru Russian, tr Turkish, ur Urdu)"
        )
    ],
    "min_sources: 0": [
        "6:18: min_sources: 0 is always reached (a number from 1 on, or remove the key)"
    ],
    "min_sources: two": ["6:18: min_sources: 'two' is no whole number (digits only: 3)"],
    "at_least: 5": ["6:15: at_least: must hold keys of its own ({stories: 5, in: 24h})"],
    "at_least: {stories: 5}": ["6:15: at_least: the key 'in' is missing"],
    "at_least: {in: 24h}": [
        "6:15: at_least: at_least counts nothing (write {stories: 5, in: 24h}, or sources:)"
    ],
    "at_least: {stories: 0, in: 1d}": [
        "6:25: stories: 0 is always reached (a number from 1 on, or remove the key)"
    ],
    "at_least: {stories: 3, with: 1d, in: 1d}": [
        "6:28: unknown key 'with' (known here: stories, sources, in)"
    ],
    "quiet_hours: rings\n    escalate: {after: 0m, if_no: reply, two: rana}": [
        "6:18: quiet_hours: 'rings' is none of ring, hold, digest (did you mean 'ring'?)",
        "7:15: escalate: the key 'to' is missing",
        "7:23: after: 0 leaves nobody the time to read it (a number from 1 on: 15m)",
        "7:34: if_no: 'reply' is none of ack",
        "7:41: unknown key 'two' (did you mean 'to'?)",
    ],
    "tests: [x]": ["6:13: tests: must hold keys of its own (alert: or no_alert: before the text)"],
    "tests:\n      - alert: x\n        no_alert: y": [
        "7:9: tests: a test has one of alert, no_alert, alert_in; here: alert and no_alert"
    ],
    "tests:\n      - because: of rain": [
        "7:9: tests: a test has one of alert, no_alert, alert_in; here: none of them"
    ],
    "tests:\n      - alert: x\n        stories: 2": [
        "7:9: tests: stories goes with alert_in only (it says how many stories must alert)"
    ],
    "tests:\n      - no_alert: x\n        severity: low": [
        "7:9: tests: severity, told_as and evidence say nothing about a no_alert test"
    ],
    "tests:\n      - alert_in: nowhere.txt": [
        "7:19: cannot read nowhere.txt: No such file or directory"
    ],
    "title: again": [
        "6:5: 'title' is written twice, first in line 4 (keep one, or put both into one)"
    ],
}
CUES = {
    "cues:\n  possibly:\n    en: {before: [may]}\n": [
        (
            "2:3: 'possibly' is none of denied, past, threatened, possible, claimed, reported"
            " (did you mean 'possible'?)"
        )
    ],
    "cues:\n  possible:\n    english: {before: [may]}\n": [
        "3:5: 'english' is no language (two letters: en, ar)"
    ],
    "cues:\n  possible:\n    en: {infront: [may]}\n": [
        "3:10: 'infront' is none of before, after, around"
    ],
    "cues:\n  possible:\n    en:\n      before:\n        - {phrase: may, reach: far}\n": [
        "5:32: reach: 'far' is no whole number (digits only: 3)"
    ],
}
CASES = [
    *(TOP | NAMES | WORDS | CUES).items(),
    *(
        (f"\nrules:\n  r:\n    title: T\n    look_for: {text}\n", said)
        for text, said in LOOK_FOR.items()
    ),
    *((f"{RULE}    {text}\n", said) for text, said in KEYS.items()),
]


def problems(path):
    with pytest.raises(ConfigError) as caught:
        read_watchlist([path])
    folder = f"{path.parent}/"
    return [
        str(one).replace(folder, "").removeprefix(f"{path.name}:") for one in caught.value.problems
    ]


@pytest.mark.parametrize(("text", "said"), CASES)
def test_a_mistake_is_told_with_its_place_and_what_to_type(tmp_path, text, said):
    path = tmp_path / "rules.yaml"
    path.write_text(text, encoding="utf-8")
    assert problems(path) == said


def test_every_mistake_of_every_file_is_told_at_once(tmp_path):
    (tmp_path / "a.yaml").write_text("words:\n  hit: hit\n  raid: [a*b]\n", encoding="utf-8")
    (tmp_path / "b.yml").write_text(f"{RULE}    off: perhaps\n", encoding="utf-8")
    (tmp_path / "c.yaml").write_text("names: [\n", encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        read_watchlist([tmp_path])
    assert [(one.path.name, one.line) for one in caught.value.problems] == [
        ("a.yaml", 2),
        ("a.yaml", 3),
        ("b.yml", 6),
        ("c.yaml", 2),
    ]


def test_the_same_id_in_two_files_is_told_with_both(tmp_path):
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).write_text(f"words:\n  hit: [hit]\n{RULE}", encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        read_watchlist([tmp_path])
    hint = "(give one of them another id)"
    a, b = tmp_path / "a.yaml", tmp_path / "b.yaml"
    assert str(caught.value).split("\n") == [
        f"{b}:2:3: the id 'hit' is a list of words here and a list of words in {a}:2:3 already {hint}",
        f"{b}:5:3: the id 'r' is a rule here and a rule in {a}:5:3 already {hint}",
    ]


def test_an_id_is_not_unknown_because_its_own_entry_is_broken(tmp_path):
    path = tmp_path / "rules.yaml"
    path.write_text("words:\n  hit: hit\nrules:\n  r:\n    title: T\n    look_for: [<hit>]\n")
    assert problems(path) == ["2:8: hit: must be a list (write [hit])"]


def test_an_id_is_not_unknown_while_a_file_cannot_be_read(tmp_path):
    (tmp_path / "a.yaml").write_text("words: [\n", encoding="utf-8")
    (tmp_path / "b.yaml").write_text(RULE.replace("strike", "<hit>"), encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        read_watchlist([tmp_path])
    assert [one.path.name for one in caught.value.problems] == ["a.yaml"]


def test_where_many_ids_are_unknown_all_are_told_and_the_first_with_what_was_meant(tmp_path):
    path = tmp_path / "rules.yaml"
    lists = "".join(f"  list{n}: [<lits{n}>, <lits{n}>]\n" for n in range(100, 130))
    path.write_text(f"words:\n{lists}", encoding="utf-8")
    told = problems(path)
    assert told[0] == "2:13: nothing has the id <lits100> (did you mean 'list100'?)"
    assert told[-1] == "31:24: nothing has the id <lits129>"
    assert len(told) == 60


def chain(length):
    rules = "".join(
        f"  r{n}: {{title: T, look_for: [{{rule: r{n - 1}}}]}}\n" for n in range(1, length)
    )
    return f"rules:\n  r0: {{title: T, look_for: [x]}}\n{rules}"


def test_rules_refer_to_rules_so_deep_and_no_deeper(tmp_path):
    path = tmp_path / "rules.yaml"
    path.write_text(chain(20), encoding="utf-8")
    read_watchlist([path])
    path.write_text(chain(3_000), encoding="utf-8")
    assert problems(path) == [
        (
            "22:3: a rule that refers to a rule that refers … more than 20 deep"
            " (write the words themselves)"
        )
    ]


def test_lists_that_hold_each_other_many_times_are_spelled_out_once(tmp_path):
    path = tmp_path / "rules.yaml"
    lists = "".join(f"  w{n}: [<w{n - 1}>, <w{n - 1}>]\n" for n in range(1, 3_000))
    rule = "  r: {title: T, look_for: [<w2999>], count: {numbers_near: [<w2999>]}}\n"
    path.write_text(f"words:\n  w0: [ship]\n{lists}rules:\n{rule}", encoding="utf-8")
    (read,) = read_watchlist([path]).watchlist.rules
    assert read.numbers_near == ("ship",)


def test_of_many_circles_the_first_are_told(tmp_path):
    path = tmp_path / "rules.yaml"
    lists = "".join(f"  w{n}: [<w{n}>]\n" for n in range(500))
    path.write_text(f"words:\n{lists}", encoding="utf-8")
    assert len(problems(path)) == 20


def test_a_file_with_a_mistake_in_each_line_is_answered_line_by_line(tmp_path):
    path = tmp_path / "rules.yaml"
    lists = "".join(f"  n{n}: x\n" for n in range(30_000))
    path.write_text(f"words:\n{lists}", encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        read_watchlist([path])
    assert [one.line for one in caught.value.problems] == [*range(2, 30_002)]
