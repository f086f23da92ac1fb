"""Secrets that must be nowhere but in requests: each kind fails in every way, logged at DEBUG."""

import asyncio
import io
import logging
import socket
import ssl
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.app.test_rewriting import BEHIND, QUOTE
from tests.build import DESK, Hands, owed
from tests.channels.mailing import hang, mail_server, rude_server
from tests.channels.posted import POSTER
from tests.channels.test_email import BEFORE, CERTIFICATE, trusting
from tests.fake_telegram.client import FakeTelegram
from tests.test_main import put
from tests.web.server import answer, serving
from watcher.app.deliver import Outlet, Patience, deliver
from watcher.bot_api.secret import HIDDEN, Redact, Secret, hide_parts
from watcher.bot_api.sender import BotApi
from watcher.channels.apprise import Apprise
from watcher.channels.email import Email
from watcher.channels.matrix import Matrix
from watcher.channels.ntfy import Ntfy
from watcher.channels.smtp import MailServer
from watcher.channels.telegram import Telegram
from watcher.channels.webhook import Webhook
from watcher.cli import main
from watcher.cli.terminal import log_handler
from watcher.errors import DeliveryError
from watcher.model import ChatId, Kind, State
from watcher.store import open_store

CANARY = "CaNaRy" + "0123456789-_abcdefghijklmnopqr"[:29]
TOKEN = f"987654321:{CANARY}"
WRONG = f"987654321:{CANARY[::-1]}"
CHAT = 4711

ANSWERS = [
    (400, "Bad Request: can't parse entities"),
    (400, "Bad Request: message is too long"),
    (400, "Bad Request: chat not found"),
    (400, "Bad Request: message thread not found"),
    (400, f"Bad Request: nobody knows {TOKEN}"),
    (401, "Unauthorized"),
    (403, "Forbidden: bot was blocked by the user"),
    (404, "Not Found"),
    (409, "Conflict: terminated by other getUpdates request"),
    (429, "Too Many Requests: retry after 3"),
    (500, "Internal Server Error"),
    (502, "Bad Gateway"),
]
FAULTS = [
    *({"how": "status", "status": code, "description": words} for code, words in ANSWERS),
    {"how": "status after", "status": 500},
    {"how": "drop before"},
    {"how": "drop after"},
    {"how": "cut json"},
    {"how": "html"},
    {"how": "html after"},
    {"how": "delay after", "seconds": 0.3},
]
KINDS = [Kind.SEND, Kind.EDIT]


@pytest.fixture(scope="module")
def server():
    with FakeTelegram(TOKEN) as server:
        server.add_chat(CHAT)
        yield server


@pytest.fixture
def log():
    """All that any logger says at DEBUG, as the program writes it."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.addFilter(Redact())
    handler.setFormatter(logging.Formatter("%(name)s %(message)s"))
    root, level = logging.getLogger(), logging.getLogger().level
    root.addHandler(handler)
    everything()
    yield stream.getvalue
    root.removeHandler(handler)
    root.setLevel(level)


def everything():
    """Let every logger speak, also those that the program quietens."""
    for name in ("httpx", "telegram", "apscheduler"):
        logging.getLogger(name).setLevel(logging.NOTSET)
    logging.getLogger().setLevel(logging.DEBUG)


def nowhere(where, *texts):
    """Neither the token nor what it hides, in `texts` or any file below `where`."""
    texts = [*texts, *(one.read_bytes().decode("latin-1") for one in where.rglob("*"))]
    for text in texts:
        for secret in (CANARY, CANARY[::-1]):
            assert secret not in text


def telegram(url, token=TOKEN):
    return Telegram(BotApi(Secret(token), url, timedelta(seconds=0.1), gap=timedelta(0)))


def work(where, log, channel, kind=Kind.SEND):
    """Send or change a message, twice, each failure told with its traceback and to a person."""
    clock = Hands()

    async def run(store):
        outlets = {DESK: Outlet(channel, ChatId(str(CHAT)))}
        notes = []
        try:
            for _ in range(2):
                notes += (await deliver(outlets, store, clock, Patience())).notes
                clock.wait(minutes=2)
            try:
                await channel.send(ChatId(str(CHAT)), "words")
            except DeliveryError as error:
                logging.getLogger("watcher").exception("it failed")
                notes += [str(error), repr(error)]
        finally:
            await channel.close()
        return notes

    with closing(open_store(where / "watcher.db")) as store:
        stood = {"state": State.SENT, "message_id": "1", "chat": ChatId(str(CHAT))}
        store.queue([owed("first", **stood), owed("news", kind=kind, target="first")])
        notes = asyncio.run(run(store))
        nowhere(where, log(), *notes, repr(store.status()), repr(channel))
    return notes


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("fault", FAULTS, ids=lambda one: f"{one['how']} {one.get('status', '')}")
def test_a_call_that_fails_tells_nobody_the_token(server, tmp_path, log, fault, kind):
    server.faults(fault)
    work(tmp_path, log, telegram(server.url), kind)
    nowhere(tmp_path, *(line["text"] for line in server.journal("message", "edit")))
    assert HIDDEN in log()


@pytest.mark.parametrize("kind", KINDS)
def test_nor_does_a_wrong_token(server, tmp_path, log, kind):
    server.faults()
    assert work(tmp_path, log, telegram(server.url, WRONG), kind)


def test_nor_does_a_server_that_cannot_be_reached(tmp_path, log):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        assert work(tmp_path, log, telegram(f"http://127.0.0.1:{taken.getsockname()[1]}"))


def test_nor_does_an_address_that_is_none(tmp_path, log):
    assert work(tmp_path, log, telegram("http://[::1"))


MAIL_FAULTS = [
    {"AUTH": f"535 nobody has the password {CANARY}"},
    {"AUTH": f"454 {CANARY} for now"},
    {"AUTH": None},
    {"MAIL": f"550 {CANARY} who are you"},
    {"RCPT": f"550 {CANARY} is nobody"},
    {"RCPT": f"450 {CANARY} is busy"},
    {"DATA": f"554 {CANARY} is spam"},
    {"DATA": f"999 {CANARY}"},
    {"DATA": CANARY},
    {"DATA": None},
]


@pytest.mark.parametrize("faults", MAIL_FAULTS, ids=str)
def test_nor_does_a_mail_server_that_says_back_what_it_was_told(tmp_path, log, faults):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    with mail_server(context, word=CANARY) as boxes:
        boxes.faults |= faults
        how = {"user": "watcher", "password": Secret(CANARY), "trust": trusting()}
        server = MailServer("127.0.0.1", boxes.port, patience=timedelta(seconds=2), **how)
        assert work(tmp_path, log, Email(server, "w@news.example", ("a@desk.example",), Hands()))
        assert boxes.words[0] == CANARY


REPEATS = {
    "drips it back": lambda caller: caller.drip(f"250-{CANARY} ".encode() * 99),
    "pours it back": lambda caller: caller.pour(f"250-{CANARY}\r\n".encode()),
    "makes no sense": f"{CANARY}\r\n".encode(),
    "refuses it": f"554 {CANARY}\r\n".encode(),
}


@pytest.mark.parametrize("stage", [*BEFORE, "taken", "QUIT"])
@pytest.mark.parametrize("how", REPEATS)
def test_nor_does_one_that_is_slow_or_fails_at_any_stage(tmp_path, log, stage, how):
    with rude_server(**{stage: REPEATS[how]}) as server:
        login = {"tls": False, "user": "watcher", "password": Secret(CANARY)}
        mail = MailServer("127.0.0.1", server.port, patience=timedelta(seconds=0.2), **login)
        work(tmp_path, log, Email(mail, "w@news.example", ("a@desk.example",), Hands()))
        assert server.connections


def posting(kind, server):
    """A channel that tells its secret to `server`, in each request."""
    url = server.url(f"/{CANARY}")
    hide_parts(url)
    match kind:
        case "webhook":
            return Webhook(POSTER, f"{url}?key={CANARY}", Secret(CANARY))
        case "ntfy":
            return Ntfy(POSTER, url, Secret(CANARY))
        case "matrix":
            return Matrix(POSTER, server.url(""), Secret(CANARY))
    place = f"127.0.0.1:{server.port}/{CANARY}"
    service = Apprise.at(Secret(f"json://w:{CANARY}@{place}?+X-Key={CANARY}"))
    return replace(service, deadline=timedelta(seconds=0.3))


ENDLESS = answer(content_length=10**9)
SLOW = {
    "never answers": hang,
    "drips it back": lambda caller: caller.drip(answer(caller.head * 9)),
    "drips it back as no answer": lambda caller: caller.drip(caller.head * 9),
    "pours it back": lambda caller: caller.pour(ENDLESS + caller.head),
    "pours it back as no answer": lambda caller: caller.pour(caller.head),
}


@pytest.mark.parametrize("kind", ["webhook", "ntfy", "matrix", "apprise"])
@pytest.mark.parametrize("how", SLOW)
def test_nor_does_a_slow_server_of_any_other_kind(tmp_path, log, kind, how):
    with serving() as server:
        server.pages = Anywhere(SLOW[how])
        work(tmp_path, log, posting(kind, server))
        assert server.heads
        assert all(CANARY.encode() in one for one in server.heads)


RULES = """
watchlist: 1
names:
  harir: {name: Harir base, type: base, where: Erbil province}
rules:
  attack:
    title: Attack on a base
    look_for:
      - together: [struck, <base>]
    tests:
      - alert: Drones struck Harir base.
      - no_alert: Nothing happened at Harir base.
"""
BIRD = "CaNaRy"
"""In every secret of every kind, and in no other word."""
WORDS = {"SECRET": f"{BIRD}-word", "TOKEN": f"123456789:{BIRD}{'x' * 35}"}
PLACES = {
    "webhook": f"/hook/{BIRD}0123456789?key={BIRD}-query",
    "ntfy": f"/{BIRD}0123456789",
    "rewriter": f"/v1/{BIRD}0123456789",
    "feed": f"/rss?lang=en&token={BIRD}-feed",
}
MAIL = 'host = "127.0.0.1"\nsender = "w@news.example"\nto = ["a@desk.example"]\nuser = "w"\n'
ONLY = {
    "telegram": 'chat = "4711"\nserver = "{url}"\ntoken_env = "TOKEN"\n',
    "email": f'{MAIL}port = {{port}}\nsecret_env = "SECRET"\n',
    "apprise": 'url_env = "PLACE"\n',
    "matrix": 'url = "{url}"\nroom = "!desk:news.example"\nsecret_env = "SECRET"\n',
}
POSTING = ("webhook", "ntfy", "matrix", "apprise")
CHANNELS = (*POSTING, "email", "telegram")


def settings(kinds, url):
    """A settings file in which each of `kinds` has a secret, and lives at `url`."""
    lines = ['[channels.desk]\nkind = "console"\n']
    port = url.rpartition(":")[2]
    for kind in kinds:
        address = f'url = "{url}{PLACES.get(kind, "")}"\n'
        if kind == "feed":
            lines.append(f'[sources.feed]\nkind = "feed"\nallow_private = true\n{address}')
        elif kind == "rewriter":
            lines.append(
                f'[rewriter]\nmodel = "m"\ntoken_env = "SECRET"\ntimeout = "1s"\n{address}'
            )
        else:
            usual = f'{address}secret_env = "SECRET"\n'
            how = ONLY.get(kind, usual).format(url=url, port=port)
            lines.append(f'[channels.{kind}]\nkind = "{kind}"\n{how}')
    return "".join(['[sources.press]\nkind = "folder"\npath = "seeds"\n', *lines])


@pytest.fixture
def program(tmp_path, monkeypatch, capsys):
    """Runs the whole program, and finds the bird nowhere but in requests; what it said."""
    stream = io.StringIO()
    handler = log_handler(stream)
    root, level = logging.getLogger(), logging.getLogger().level
    root.addHandler(handler)
    desk = tmp_path / "desk"
    for folder in ("seeds", "state", "rules"):
        (desk / folder).mkdir(parents=True)
    (desk / "rules" / "a.yaml").write_text(RULES, encoding="utf-8")
    put(desk / "seeds" / "harir.txt", f"{QUOTE} {BEHIND}\n")
    monkeypatch.chdir(desk)

    def run(kinds, url, words=WORDS):
        place = f"json://w:{BIRD}-pass@{url.partition('//')[2]}/{BIRD}0123456789"
        monkeypatch.setenv("PLACE", f"{place}?+X-Key={BIRD}-head")
        for name, value in words.items():
            monkeypatch.setenv(name, value)
        (desk / "config.toml").write_text(settings(kinds, url), encoding="utf-8")
        everything()
        main(["run", "--once", "-v"])
        main(["status"])
        said = capsys.readouterr()
        texts = [said.out, said.err, stream.getvalue()]
        texts += [one.read_bytes().decode("latin-1") for one in (desk / "state").rglob("*.db*")]
        for text in texts:
            assert BIRD not in text
        return said.out + said.err

    yield run
    root.removeHandler(handler)
    root.setLevel(level)


def secret_of(caller):
    """What it was asked with: a whole line of the request."""
    return next(one for one in caller.head.decode("latin-1").split("\r\n") if BIRD in one)


def back(caller):
    """A server that says what it was asked, as if it were an answer."""
    caller.send(caller.head)


def repeated(status="200 OK", **fields):
    return lambda caller: caller.send(answer(caller.head, status, **fields))


def told(caller):
    """In the line of the status and in a header."""
    secret = secret_of(caller)
    caller.send(answer(status=f"500 {secret}", x_debug=secret))


PAGES = {
    "says it back": back,
    "says it back in its body": repeated(),
    "says it back as a page": repeated(content_type="text/html"),
    "says it back, packed as it is not": repeated(content_encoding="gzip"),
    "packs it": lambda caller: caller.send(answer(b"x", content_encoding=secret_of(caller))),
    "does not know it": repeated("401 Who"),
    "wants it later": repeated("429 Many", retry_after="99999"),
    "is broken": told,
    "sends it elsewhere": lambda caller: caller.send(
        answer(status="302 Found", location=f"http://[{secret_of(caller)}/")
    ),
    "hangs up": b"",
    "breaks off": answer(b"whole")[:-2],
}


class Anywhere(dict):
    def __init__(self, page):
        super().__init__()
        self.page = page

    def __missing__(self, path):
        return self.page


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("kinds", [POSTING, ["rewriter"], ["feed"]], ids="-".join)
def test_no_server_that_misbehaves_makes_the_program_tell_a_secret(program, kinds, page):
    with serving() as server:
        server.pages = Anywhere(PAGES[page])
        program(kinds, server.url(""))
        assert len(server.heads) == len(kinds)
        assert all(BIRD.encode() in head for head in server.heads)
        assert not any(BIRD.encode() in body for body in server.bodies if b'"topic"' not in body)


UNUSUAL = f"{BIRD} 'and' \"so\" \\on%"


@pytest.mark.parametrize("words", [WORDS, dict.fromkeys(WORDS, UNUSUAL)], ids=["usual", "unusual"])
def test_nor_does_one_that_cannot_be_reached(program, words):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}"
        program([*CHANNELS, "rewriter", "feed"], url, words)


@pytest.mark.parametrize("value", [f"{BIRD}\n-word", f"{BIRD}-слово", f"{BIRD}\udcff"], ids=ascii)
def test_nor_does_a_secret_that_no_request_can_hold(program, value):
    with serving() as server:
        server.pages = Anywhere(answer(b"{}"))
        program([*CHANNELS, "rewriter"], server.url(""), dict.fromkeys(WORDS, value))


ENDS = """
import asyncio, gc, logging, sys, threading
from watcher.bot_api.secret import Secret
from watcher.cli.terminal import hide_secrets
word = "-".join(["CaNaRy", "word"])
Secret(word)
hide_secrets()
thread = threading.Thread(target=int, args=[word])
thread.start()
thread.join()
threading.Thread(target=sys.exit, args=[word]).start()
type("Thrown", (), {"__del__": lambda self: int(word)})()
async def unheard():
    task = asyncio.get_running_loop().create_task(asyncio.to_thread(int, word))
    await asyncio.wait([task])
    del task
    gc.collect()
asyncio.run(unheard())
logging.getLogger("nowhere").warning("so %s", word)
try:
    open(word)
except OSError as error:
    raise RuntimeError(word) from error
"""
"""In a thread, in what is thrown away, twice in a task, in a log of nobody, and at last twice."""


def outcome(code, *words):
    command = [sys.executable, "-c", code, *words]
    said = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)  # noqa: S603 - ourselves
    assert BIRD not in said.stdout + said.stderr
    return said


def test_no_error_that_nobody_caught_tells_a_secret():
    assert outcome(ENDS).stderr.count(HIDDEN) == 7


CRASH = """
import sys
import watcher.cli.running as running
from watcher.bot_api.secret import Secret
from watcher.cli import main
word = "-".join(["CaNaRy", "word"])
Secret(word)
def crash(path):
    raise RuntimeError(word)
running.read_settings = crash
sys.argv = ["watcher", "status"]
sys.exit(main())
"""


def test_nor_does_one_that_ends_the_program():
    said = outcome(CRASH)
    assert said.returncode == 1
    assert f"RuntimeError: {HIDDEN}" in said.stderr
