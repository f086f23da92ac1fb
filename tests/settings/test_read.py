"""config.toml becomes settings, and every mistake is told with its line."""

from datetime import time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from watcher.errors import ConfigError
from watcher.settings import (
    ChannelSettings,
    PersonSettings,
    RewriterSettings,
    Settings,
    SourceSettings,
    read_settings,
)

WHOLE = """\
rules = ["rules", "more/rules.yaml"]
database = "var/watcher.db"
time_zone = "Asia/Baghdad"
keep = "30d"
keep_size = "2 GB"
quiet_hours = "22:30-07:00"
admin = "night"

[sources.inbox]
kind = "folder"
path = "inbox"
every = "30s"
age = "dated"

[sources."wire one"]
kind = "feed"
url = "https://news.example/rss?x=1"
allow_private = true
full_text = true

[sources.selm]
kind = "telegram"
chats = ["@selmpost", -1009]
token_env = "SELM_TOKEN"
server = "http://127.0.0.1:8081"

[channels.desk]
kind = "console"
digest = "07:30"

[channels.night]
kind = "telegram"
chat = -1001234
topic = 7
token_env = "NIGHT_TOKEN"
server = "http://127.0.0.1:8081"
digest = 21:00:00
loud = false
protect = true

[people.rana]
channel = "night"
telegram = 12345
role = "editor"

[rewriter]
url = "http://127.0.0.1:11434/v1"
model = "small"
token_env = "MODEL_TOKEN"
timeout = "4s"
"""
SMALL = '[sources.a]\nkind = "folder"\npath = "x"\n'
"""The smallest settings; what stands before moves it down."""
MAIL = f'{SMALL}[channels.c]\nkind = "email"\nhost = "smtp.b.example"\n'
TOKEN = "1234567890:" + "AAE" * 12

MISTAKES = {
    "": ["1: there is nothing to read (add [sources.NAME] with a kind)"],
    f'colour = "red"\n{SMALL}': [
        (
            "1: unknown key 'colour' (known here: rules, database, time_zone, keep, keep_size, proxy,"
            " proxy_env, quiet_hours, sources, channels, people, admin, rewriter)"
        )
    ],
    f'rewriter = "yes"\n{SMALL}': [
        "1: rewriter must be a table ([rewriter] and its keys below it)"
    ],
    f'{SMALL}[rewriter]\nurl = "localhost"\nmodel = ""\n': [
        '5: url is no web address (such as "https://example.org/feed.xml")',
        '6: model must be text (in quotes: "…")',
    ],
    f'{SMALL}[rewriter]\nurl = "http://127.0.0.1/v1"\nmodle = "small"\n': [
        "4: [rewriter] needs model",
        "6: unknown key 'modle' (did you mean 'model'?)",
    ],
    f'databse = "x"\n{SMALL}': ["1: unknown key 'databse' (did you mean 'database'?)"],
    f'rules = "rules"\n{SMALL}': [
        '1: rules must be a list of files or folders (such as ["rules"])'
    ],
    f"rules = []\n{SMALL}": ['1: rules must be a list of files or folders (such as ["rules"])'],
    f"rules = [3]\n{SMALL}": ['1: rules must be text (in quotes: "…")'],
    f"\ndatabase = 3\n{SMALL}": ['2: database must be text (in quotes: "…")'],
    f'time_zone = "Baghdad"\n{SMALL}': [
        "1: time_zone 'Baghdad' is no time zone (such as \"Asia/Baghdad\")"
    ],
    f'time_zone = "../x"\n{SMALL}': [
        "1: time_zone '../x' is no time zone (such as \"Asia/Baghdad\")"
    ],
    **{
        f"keep_size = {written}\n{SMALL}": [
            f'1: keep_size {told} is no size (a number and MB, GB or TB, from "10MB" on: "2GB")'
        ]
        for written, told in {
            "2000000000": "2000000000",
            '"2"': "'2'",
            '"0GB"': "'0GB'",
            '"9MB"': "'9MB'",
            '"-2GB"': "'-2GB'",
            '"1.5GB"': "'1.5GB'",
            '"2GiB"': "'2GiB'",
            '"400d"': "'400d'",
            "true": "True",
        }.items()
    },
    f"keep = 400\n{SMALL}": [
        '1: keep 400 is no interval (a number above 0 and s, m, h, d or w: "30s", "2m", "400d")'
    ],
    f'quiet_hours = "at night"\n{SMALL}': [
        "1: quiet_hours 'at night' is no begin and end (two times of day: \"22:00-07:00\")"
    ],
    f"quiet_hours = 22\n{SMALL}": [
        '1: quiet_hours 22 is no begin and end (two times of day: "22:00-07:00")'
    ],
    f'quiet_hours = "22:00-7"\n{SMALL}': [
        "1: quiet_hours '7' is no time of day (hours and minutes: \"07:30\")"
    ],
    f'quiet_hours = "22:00-22:00"\n{SMALL}': [
        "1: quiet_hours '22:00-22:00' begins when it ends (two times of day: \"22:00-07:00\")"
    ],
    f"{SMALL}[people.rana]\nchanel = 1\n": ["5: unknown key 'chanel' (did you mean 'channel'?)"],
    f'{SMALL}[people.rana]\nrole = "boss"\n': ["5: role 'boss' is none of reader, editor, admin"],
    f'{SMALL}[people.rana]\ntelegram = "@rana"\n': [
        "5: telegram must be a whole number (without quotes)"
    ],
    f"{SMALL}[people.rana]\ntelegram = 7\n[people.amal]\ntelegram = 7\n": [
        "5: telegram 7 is somebody else's too (each account belongs to one person)",
        "7: telegram 7 is somebody else's too (each account belongs to one person)",
    ],
    f'{SMALL}[people.rana]\nchannel = "rana"\n': [
        "5: channel 'rana' is no channel of this file (add [channels.rana])"
    ],
    f'{SMALL}[channels.mail]\nkind = "console"\nfallback = "mial"\n': [
        "6: fallback 'mial' is no channel of this file (did you mean 'mail'?)"
    ],
    f'{SMALL}[channels.c]\nkind = "console"\nfallback = "c"\n': [
        "6: fallback 'c' leads back to 'c' (name a channel that works when this one does not)"
    ],
    f'{SMALL}[channels.b]\nkind = "console"\nfallback = "c"\n'
    '[channels.c]\nkind = "console"\nfallback = "b"\n'
    '[channels.d]\nkind = "console"\nfallback = "b"\n': [
        "6: fallback 'c' leads back to 'b' (name a channel that works when this one does not)",
        "9: fallback 'b' leads back to 'c' (name a channel that works when this one does not)",
    ],
    f'{SMALL}[channels.c]\nkind = "console"\nfallback = 1\n': [
        '6: fallback must be text (in quotes: "…")'
    ],
    f"admin = 3\n{SMALL}": ['1: admin must be text (in quotes: "…")'],
    f'admin = "desc"\n{SMALL}[channels.desk]\nkind = "console"\n': [
        "1: admin 'desc' is no channel of this file (did you mean 'desk'?)"
    ],
    f'admin = "desk"\n{SMALL}': [
        "1: admin 'desk' is no channel of this file (add [channels.desk])"
    ],
    'sources = ["inbox"]\n': [
        "1: sources must be tables with a name ([sources.NAME], [channels.NAME])"
    ],
    "[sources]\ninbox = 3\n": [
        "1: sources must be tables with a name ([sources.NAME], [channels.NAME])"
    ],
    '[sources.a]\npath = "x"\n': ["1: [sources.a] needs kind"],
    '[sources.a]\nkind = "folder"\n': ['1: a folder source needs path (add path = "seeds")'],
    '[sources.a]\nkind = "feed"\n': [
        '1: a feed source needs url (add url = "https://example.org/feed.xml")'
    ],
    '[sources.a]\nkind = "fold"\n': [
        "2: kind 'fold' is none of folder, feed, telegram (did you mean 'folder'?)"
    ],
    '[sources.a]\nkind = "telegram"\nchat = "@x"\n': [
        '1: a telegram source needs chats (add chats = ["@channelname"])',
        ("3: unknown key 'chat' (did you mean 'chats'?)"),
    ],
    '[sources.a]\nkind = "telegram"\nchats = "@x"\n': [
        '3: chats must be a list of chats (such as ["@channelname", "-1001234567890"])'
    ],
    '[sources.a]\nkind = "telegram"\nchats = ["selm"]\n': [
        """3: chats 'selm' is no chat (its id, "-1001234567890", or "@channelname")"""
    ],
    (
        '[sources.a]\nkind = "telegram"\nchats = [-5, "@x"]\n'
        '[sources.b]\nkind = "telegram"\nchats = ["@x", "@y"]\n'
        '[channels.c]\nkind = "telegram"\nchat = "-5"\n'
    ): [
        "3: chat '-5' cannot be read (alerts of channel 'c' go there: they would be read back)",
        "6: chat '@x' cannot be read (source 'a' reads it already)",
    ],
    f"{SMALL}chats = []\n": ["4: chats means nothing to a folder (it belongs to a telegram)"],
    f'{SMALL}[channels.c]\nkind = "apprise"\nurl = "https://x.example/"\n': [
        '4: an apprise channel needs url_env (add url_env = "WATCHER_APPRISE_URL")',
        "6: url means nothing to an apprise (it belongs to a webhook or ntfy or matrix)",
    ],
    "[sources.a]\nkind = 3\n": ["2: kind 3 is none of folder, feed, telegram"],
    f'{SMALL}every = "0m"\n': [
        '4: every \'0m\' is no interval (a number above 0 and s, m, h, d or w: "30s", "2m", "400d")'
    ],
    f'{SMALL}every = "-2m"\n': [
        (
            "4: every '-2m' is no interval"
            ' (a number above 0 and s, m, h, d or w: "30s", "2m", "400d")'
        )
    ],
    f'{SMALL}age = "datd"\n': ["4: age 'datd' is none of seen, dated (did you mean 'dated'?)"],
    f'{SMALL}url = "https://x.example"\n': [
        "4: url means nothing to a folder (it belongs to a feed)"
    ],
    f'{SMALL}name = "b"\n': ["4: unknown key 'name' (the name is in the header: a)"],
    f'{SMALL}pth = "b"\n': ["4: unknown key 'pth' (did you mean 'path'?)"],
    '[sources.a]\nkind = "feed"\nurl = "news.example"\nallow_private = "yes"\n': [
        '3: url is no web address (such as "https://example.org/feed.xml")',
        "4: allow_private must be true or false (without quotes)",
    ],
    f'proxy = "http://u:canary@proxy.example"\nproxy_env = "P"\n{SMALL}': [
        (
            "1: proxy holds a name or password"
            " (put the address into an environment variable, and name that in proxy_env)"
        ),
        "2: the proxy is named twice (keep proxy or proxy_env)",
    ],
    f'proxy = "socks5h://proxy.example"\n{SMALL}': [
        '1: proxy is no address of a proxy (such as "socks5://127.0.0.1:1080")'
    ],
    f'{SMALL}[channels.c]\nkind = "file"\n': [
        '4: a file channel needs path (add path = "state/alerts.jsonl")'
    ],
    f'{SMALL}[channels.c]\nkind = "webhook"\nsecret = "x"\n': [
        '4: a webhook channel needs url (add url = "https://example.org/hook")',
        "6: unknown key 'secret' (did you mean 'secret_env'?)",
    ],
    f'{SMALL}[channels.c]\nkind = "webhook"\nurl = "hook"\nchat = 1\n': [
        '6: url is no web address (such as "https://example.org/feed.xml")',
        "7: chat means nothing to a webhook (it belongs to a telegram)",
    ],
    f'{SMALL}[channels.c]\nkind = "webhook"\nurl = "https://w:canary@hooks.example/"\n': [
        "6: url holds a name or password (a secret does not belong in this file)"
    ],
    f'{SMALL}[channels.c]\nkind = "ntfy"\nurl = "https://ntfy.sh/"\nloud = 1\n': [
        '6: url names no topic (such as "https://ntfy.sh/my-topic")',
        "7: loud must be true or false (without quotes)",
    ],
    f'{SMALL}[channels.c]\nkind = "email"\n': [
        '4: an email channel needs host (add host = "smtp.example.org")',
        '4: an email channel needs sender (add sender = "watcher@example.org")',
        '4: an email channel needs to (add to = ["desk@example.org"])',
    ],
    f'{MAIL}sender = "desk"\nto = "a@b.example"\nport = 0\nchat = 1\n': [
        "7: sender 'desk' is no mail address (such as \"desk@example.org\")",
        '8: to must be a list of mail addresses (such as ["desk@example.org"])',
        "9: port 0 is no port (a number from 1 to 65535, without quotes)",
        "10: chat means nothing to an email (it belongs to a telegram)",
    ],
    f'{MAIL}sender = "a@b.example"\nto = ["a@b.example"]\ntls = "ssl"\n': [
        "9: tls 'ssl' is none of true, false, \"implicit\" (true: by STARTTLS, on port 465 from the first byte)"
    ],
    f'{MAIL}sender = "a@b.example"\nto = ["a@b.example", "x@"]\nuser = "a"\ntls = false\n': [
        "4: user and secret_env go together (the second names the password's variable)",
        "8: to 'x@' is no mail address (such as \"desk@example.org\")",
        "10: a password needs a private connection (remove tls = false)",
    ],
    f'{SMALL}[channels.c]\nkind = "matrix"\nroom = "#desk:b.example"\n': [
        '4: a matrix channel needs secret_env (add secret_env = "WATCHER_MATRIX_TOKEN")',
        '4: a matrix channel needs url (add url = "https://matrix.example.org")',
        (
            "6: room '#desk:b.example' is no room of Matrix"
            ' (its internal id, "!abcdef:example.org", not its name)'
        ),
    ],
    f'{SMALL}[channels.c]\nkind = "telegram"\nchat = 1\nsecret_env = "A KEY"\n': [
        "7: secret_env means nothing to a telegram (it belongs to a webhook or ntfy or matrix or email)",
        "7: secret_env must be the name of an environment variable (letters, digits and _)",
    ],
    f'{SMALL}[channels.c]\nkind = "telegram"\n': [
        '4: a telegram channel needs chat (add chat = "@channelname")'
    ],
    f'{SMALL}[channels.c]\nkind = "telegram"\nchat = true\ntopic = "7"\n': [
        '6: chat True is no chat (its id, "-1001234567890", or "@channelname")',
        "7: topic must be a whole number (without quotes)",
    ],
    f'{SMALL}[channels.c]\nkind = "telegram"\nchat = "desk"\n': [
        '6: chat \'desk\' is no chat (its id, "-1001234567890", or "@channelname")'
    ],
    f'{SMALL}[channels.c]\nkind = "console"\ndigest = "7.30"\n': [
        "6: digest '7.30' is no time of day (hours and minutes: \"07:30\")"
    ],
    f'{SMALL}[channels.c]\nkind = "console"\ndigest = "25:00"\n': [
        "6: digest '25:00' is no time of day (hours and minutes: \"07:30\")"
    ],
    f'{SMALL}[channels.c]\nkind = "console"\ntoken = "secret"\n': [
        (
            "6: a token does not belong in this file"
            " (put it into an environment variable, and name that in token_env)"
        )
    ],
    f'{SMALL}[channels.c]\nkind = "console"\ntoken_env = "1:2"\n': [
        "6: token_env must be the name of an environment variable (letters, digits and _)"
    ],
    # TOML itself
    f"[sources.a]\nkind = folder\n{SMALL}": [
        '2: this is not TOML: Invalid value (text stands in quotes: kind = "folder")'
    ],
    '[sources.a]\nkind = "folder"\npath = "C:\\news"\n': [
        "3: path holds an invisible character (in a path write / instead of \\)"
    ],
    '[sources.a]\npath = "C:\\xnews"\n': [
        "2: this is not TOML: Unescaped '\\' in a string (in a path write / instead of \\)"
    ],
    f"{SMALL}[sources.b]\n{SMALL}": [
        (
            "5: this is not TOML: Cannot declare ('sources', 'a') twice"
            " (each key and each [table] stands once)"
        )
    ],
    f'keep = "1d"\nkeep = "2d"\n{SMALL}': [
        "2: this is not TOML: Cannot overwrite a value (each key and each [table] stands once)"
    ],
    "[sources.a\n": ["1: this is not TOML: Expected ']' at the end of a table declaration"],
    'keep = "1d\n': [
        "1: this is not TOML: Illegal character '\\n' (close the quote in the line where it opens)"
    ],
    f'{SMALL}every = """2m\n': [
        "4: this is not TOML: Unterminated string (close the quote in the line where it opens)"
    ],
    "keep = # none\n": ['1: this is not TOML: Invalid value (text stands in quotes: keep = "…")'],
    "x = " + "[" * 3000: ["1: brackets are nested too deep"],
}


def problems(path):
    with pytest.raises(ConfigError) as caught:
        read_settings(path)
    return [str(one).removeprefix(f"{path}:") for one in caught.value.problems]


@pytest.mark.parametrize(("text", "said"), MISTAKES.items())
def test_a_mistake_is_told_with_its_line_and_what_to_type(tmp_path, text, said):
    path = tmp_path / "config.toml"
    path.write_text(text, encoding="utf-8")
    assert problems(path) == said


def test_every_key_means_what_the_manual_says(tmp_path):
    path = tmp_path / "config.toml"
    path.write_text(WHOLE, encoding="utf-8")
    assert read_settings(path) == Settings(
        rules=(tmp_path / "rules", tmp_path / "more/rules.yaml"),
        database=tmp_path / "var/watcher.db",
        time_zone=ZoneInfo("Asia/Baghdad"),
        keep=timedelta(days=30),
        keep_size="2GB",
        quiet_hours=(time(22, 30), time(7)),
        admin="night",
        people=(PersonSettings(name="rana", channel="night", telegram=12345, role="editor"),),
        sources=(
            SourceSettings(
                name="inbox",
                kind="folder",
                path=tmp_path / "inbox",
                every=timedelta(seconds=30),
                age="dated",
            ),
            SourceSettings(
                name="wire one",
                kind="feed",
                url="https://news.example/rss?x=1",
                allow_private=True,
                full_text=True,
            ),
            SourceSettings(
                name="selm",
                kind="telegram",
                chats=("@selmpost", "-1009"),
                token_env="SELM_TOKEN",  # noqa: S106 - the name of a variable
                server="http://127.0.0.1:8081",
            ),
        ),
        channels=(
            ChannelSettings(name="desk", kind="console", digest=time(7, 30)),
            ChannelSettings(
                name="night",
                kind="telegram",
                chat="-1001234",
                topic=7,
                token_env="NIGHT_TOKEN",  # noqa: S106 - the name of a variable
                server="http://127.0.0.1:8081",
                digest=time(21),
                loud=False,
                protect=True,
            ),
        ),
        rewriter=RewriterSettings(
            url="http://127.0.0.1:11434/v1",
            model="small",
            token_env="MODEL_TOKEN",  # noqa: S106 - the name of a variable
            timeout=timedelta(seconds=4),
        ),
    )


def test_what_is_not_said_has_a_default(tmp_path):
    path = tmp_path / "config.toml"
    path.write_text(SMALL, encoding="utf-8")
    found = read_settings(path)
    assert found.rules == (tmp_path / "rules",)
    assert found.database == tmp_path / "state/watcher.db"
    assert (found.time_zone, found.keep) == (ZoneInfo("UTC"), timedelta(days=400))
    assert (found.channels, found.admin) == ((), None)
    assert (found.sources[0].every, found.sources[0].age) == (timedelta(minutes=2), "seen")


def test_keys_of_telegram_may_stay_while_a_channel_is_a_console(tmp_path):
    path = tmp_path / "config.toml"
    path.write_text(f'{SMALL}[channels.c]\nkind = "console"\nchat = "@desk"\n', encoding="utf-8")
    assert read_settings(path).channels[0].kind == "console"


def test_a_path_may_be_absolute(tmp_path):
    path = tmp_path / "config.toml"
    path.write_text(f'database = "/var/lib/watcher.db"\n{SMALL}', encoding="utf-8")
    assert read_settings(path).database == Path("/var/lib/watcher.db")


@pytest.mark.parametrize(
    "line", [f'token = "{TOKEN}"', f'token_env = "{TOKEN}"', f"# {TOKEN}", f'chat = "{TOKEN}']
)
def test_a_token_in_the_file_is_refused_and_never_repeated(tmp_path, line):
    """Wherever it stands, and whatever else is wrong."""
    path = tmp_path / "config.toml"
    path.write_text(f'{SMALL}[channels.c]\nkind = "telegram"\n{line}\n', encoding="utf-8")
    assert problems(path) == [
        (
            "6: a bot's token does not belong in this file (revoke it, put the new one into an"
            " environment variable, and name that in token_env)"
        )
    ]


def test_a_mistake_in_a_table_written_in_one_line_has_that_line(tmp_path):
    path = tmp_path / "config.toml"
    path.write_text('\n[sources]\na = {kind = "folder", path = "x", pth = "y"}\n', encoding="utf-8")
    assert problems(path) == ["3: unknown key 'pth' (did you mean 'path'?)"]


def test_keys_with_points_have_their_line(tmp_path):
    path = tmp_path / "config.toml"
    path.write_text('sources.a.kind = "folder"\nsources.a . pth = "x"\n', encoding="utf-8")
    assert problems(path) == [
        '1: a folder source needs path (add path = "seeds")',
        "2: unknown key 'pth' (did you mean 'path'?)",
    ]


def test_settings_that_are_not_there_are_a_problem(tmp_path):
    assert problems(tmp_path / "config.toml") == [
        (
            "1: cannot read the settings: No such file or directory"
            " (copy config.example.toml, or name yours with --config)"
        )
    ]


def test_settings_that_cannot_be_opened_are_a_problem(tmp_path):
    assert problems(tmp_path) == ["1: cannot read the settings: Is a directory"]


def test_settings_that_are_not_text_are_a_problem(tmp_path):
    path = tmp_path / "config.toml"
    path.write_bytes(b'rules = ["r"]\nadmin = "\xff"\n')
    assert problems(path) == ["2: this is not UTF-8 (save the file as UTF-8)"]


BITS = [
    *"\n []{}=.,\"'#\\a1-:",
    *("[sources.a]\n", "[channels.b]\n", "[sources]\n", 'kind = "folder"\n', 'path = "x"\n'),
    *("every = ", '"2m"', "rules = ", "admin = ", "name = ", "digest = ", "07:30:00", "2025-01-01"),
    *("true", "1e400", "[[sources]]\n", "kind = {}\n", "\r", "\x00", "é"),
]


@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=st.lists(st.sampled_from(BITS), max_size=20).map("".join) | st.text(max_size=30))
def test_any_text_is_settings_or_a_list_of_problems(tmp_path, text):
    path = tmp_path / "config.toml"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    try:
        found = read_settings(path)
    except ConfigError as error:
        found = error
    assert isinstance(found, Settings | ConfigError)
