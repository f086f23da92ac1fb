"""Mail: one per delivery however often it is handed in, and every answer told for what it is."""

import asyncio
import logging
import ssl
from datetime import timedelta
from pathlib import Path

import pytest

from tests.build import NOON
from tests.channels.mailing import (
    USER,
    USUAL,
    WORD,
    drip,
    endless,
    hang,
    mail_server,
    rude_server,
)
from watcher.bot_api.secret import Secret
from watcher.channels.email import Email
from watcher.channels.smtp import MailServer
from watcher.errors import ChannelClosed, Deferred, Refused, Uncertain, Unchangeable
from watcher.model import ChatId

DESK = ChatId("desk")
ALERT = '🔴 CRITICAL · Strike on <Harir> & "more"\nSeen <https://example.org/?a=1&b=2>\n  | عين'
TO = ("a@desk.example", "b@desk.example")
CERTIFICATE = Path(__file__).parent.parent / "web" / "feeds.example.pem"


@pytest.fixture
def boxes():
    with mail_server() as boxes:
        yield boxes


def mail(boxes, **how):
    how = {"tls": False, "patience": timedelta(seconds=5)} | how
    server = MailServer(how.pop("host", "127.0.0.1"), boxes.port, **how)
    return Email(server, "watcher@news.example", TO, lambda: NOON)


def send(boxes, *args, key="", **how):
    return asyncio.run(mail(boxes, **how).send(DESK, *args, key=key))


def body(one, subtype):
    return one.get_body((subtype,)).get_content()


def test_a_mail_goes_to_everybody_with_the_first_line_as_its_subject(boxes):
    message_id = send(boxes, ALERT)
    ((to, one),) = boxes.mails
    assert to == TO
    assert one["Subject"] == '🔴 CRITICAL · Strike on <Harir> & "more"'
    assert (one["From"], one["To"]) == ("watcher@news.example", ", ".join(TO))
    assert (one["Message-ID"], one["X-Priority"]) == (message_id, "1")
    assert one["Date"].datetime == NOON
    assert one["Auto-Submitted"] == "auto-generated"


def test_its_text_is_plain_and_as_html_which_the_news_cannot_write(boxes):
    send(boxes, ALERT)
    ((_, one),) = boxes.mails
    assert body(one, "plain").splitlines() == ALERT.splitlines()
    page = body(one, "html")
    assert "<b>🔴 CRITICAL · Strike on &lt;Harir&gt; &amp; &quot;more&quot;</b>" in page
    address = "https://example.org/?a=1&amp;b=2"
    assert f'Seen <a href="{address}">{address}</a>' in page
    assert "  | عين" in page


def test_an_endless_first_line_makes_no_endless_subject(boxes):
    send(boxes, "word " * 1_000)
    ((_, one),) = boxes.mails
    *words, last = one["Subject"].split()
    assert (set(words), last) == ({"word"}, "word…")
    assert len(words) < 30
    assert one["X-Priority"] is None
    assert body(one, "plain").split() == ["word"] * 1_000


def test_an_answer_stands_in_the_thread_of_what_it_answers(boxes):
    first = send(boxes, ALERT)
    second = send(boxes, "now claimed", first)
    send(boxes, "more", "no id\r\nBcc: x@x.example")
    answer, alone = (one for _, one in boxes.mails[1:])
    assert (answer["In-Reply-To"], answer["References"]) == (first, first)
    assert (answer["Subject"], answer["Message-ID"]) == ("Re: now claimed", second)
    assert (alone["In-Reply-To"], alone["Bcc"], alone["Subject"]) == (None, None, "more")


def test_what_is_handed_in_again_has_the_same_id(boxes):
    """The connection is cut after the server has taken the mail."""
    boxes.faults["DATA"] = None
    with pytest.raises(Uncertain):
        send(boxes, ALERT, key="a/desk/0")
    boxes.faults.clear()
    send(boxes, ALERT, key="a/desk/0")
    send(boxes, ALERT, key="b/desk/0")
    first, again, other = (one["Message-ID"] for _, one in boxes.mails)
    assert first == again != other


def test_an_update_sends_nothing_and_says_so(boxes):
    with pytest.raises(Unchangeable, match="a mail cannot be changed"):
        asyncio.run(mail(boxes).edit(DESK, "<x>", ALERT))
    assert boxes.mails == []


@pytest.mark.parametrize(
    ("command", "says", "error"),
    [
        ("MAIL", "550 who are you", ChannelClosed),
        ("MAIL", "451 later", Deferred),
        ("RCPT", "550 nobody", ChannelClosed),
        ("RCPT", "450 busy", Deferred),
        ("DATA", "554 spam", Refused),
        ("DATA", "552 too large", Refused),
        ("DATA", "452 full", Deferred),
        ("DATA", None, Uncertain),
        ("MAIL", None, Deferred),
    ],
)
def test_each_answer_is_told_for_what_it_is(boxes, command, says, error):
    boxes.faults[command] = says
    with pytest.raises(error, match=r"127\.0\.0\.1") as caught:
        send(boxes, ALERT)
    assert type(caught.value) is error


def test_who_is_refused_does_not_keep_the_others_from_their_mail(boxes, caplog):
    boxes.takes.discard("b@desk.example")
    send(boxes, ALERT)
    assert [to for to, _ in boxes.mails] == [TO[:1]]
    assert "does not take mail for b@desk.example" in caplog.text


def test_a_server_that_is_not_there_is_asked_again_later():
    class Nowhere:
        port = 9

    with pytest.raises(Deferred, match="cannot be reached"):
        send(Nowhere, ALERT)


def test_without_starttls_nothing_is_said_where_it_is_asked_for(boxes):
    with pytest.raises(ChannelClosed, match="offers no STARTTLS"):
        send(boxes, ALERT, tls=True, user=USER, password=Secret(WORD))
    assert boxes.mails == []


@pytest.fixture
def context():
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    return context


@pytest.fixture
def private(context):
    with mail_server(context) as boxes:
        yield boxes


def trusting():
    """Believes the certificate, and does not mind that it is another host's."""
    trust = ssl.create_default_context(cafile=str(CERTIFICATE))
    trust.check_hostname = False
    return trust


def test_the_password_goes_through_a_private_connection_only(private):
    send(private, ALERT, tls=True, trust=trusting(), user=USER, password=Secret(WORD))
    assert len(private.mails) == 1


@pytest.fixture
def wrapped(context):
    with mail_server(implicit=context) as boxes:
        yield boxes


def test_a_connection_can_be_private_from_its_first_byte(wrapped):
    how = {"tls": True, "implicit": True, "trust": trusting()}
    send(wrapped, ALERT, user=USER, password=Secret(WORD), **how)
    assert (len(wrapped.mails), wrapped.words) == (1, [WORD])


@pytest.mark.parametrize("check_hostname", [True, False])
def test_there_too_a_certificate_that_nobody_knows_or_of_another_host_closes_the_channel(
    wrapped, check_hostname
):
    trust = ssl.create_default_context(cafile=str(CERTIFICATE) if check_hostname else None)
    trust.check_hostname = check_hostname
    with pytest.raises(ChannelClosed, match="certificate that is not valid"):
        send(wrapped, ALERT, tls=True, implicit=True, trust=trust)
    assert wrapped.mails == []


def test_who_does_not_speak_so_is_told_apart_from_who_is_away(boxes):
    with pytest.raises(ChannelClosed, match="check port and tls"):
        send(boxes, ALERT, tls=True, implicit=True)


def test_a_certificate_that_nobody_knows_closes_the_channel(private):
    with pytest.raises(ChannelClosed, match="certificate that is not valid"):
        send(private, ALERT, tls=True, user=USER, password=Secret(WORD))


def test_a_wrong_password_closes_the_channel_and_is_told_nowhere(private, caplog):
    caplog.set_level(logging.DEBUG)
    how = {"tls": True, "trust": trusting(), "user": USER, "password": Secret("wrong canary")}
    with pytest.raises(ChannelClosed, match="does not take the password") as caught:
        send(private, ALERT, **how)
    said = f"{caught.value!r}{caught.value.__cause__!r}{mail(private, **how)!r}{caplog.text}"
    assert "canary" not in said
    assert private.mails == []


SHORT = {"tls": False, "patience": timedelta(seconds=0.2), "user": USER, "password": Secret(WORD)}
BEFORE = ["greeting", "EHLO", "AUTH", "MAIL", "RCPT", "DATA"]
"""The stages of a conversation up to the mail itself; the next is `taken`."""
NO_ANSWER = {
    "hangs": hang,
    "drips": drip,
    "never ends": endless,
    "hangs up": b"",
    "breaks off": b"25",
    "is no number": f"OK {WORD}\r\n".encode(),
    "is no such number": f"999 {WORD}\r\n".encode(),
    "is no text": b"\xff\x00\xfe\r\n",
    "is nothing": b"\r\n",
    "is a web page": b"HTTP/1.1 200 OK\r\n\r\n",
    "has an endless line": b"250 " + b"x" * 100_000 + b"\r\n",
}
ANSWERS = {
    "refuses for now": f"451 later, {WORD}\r\n".encode(),
    "closes for now": f"421 {WORD}\r\n".encode(),
    "refuses": f"554 {WORD}\r\n".encode(),
    "refuses in many words": f"550-no\r\n550-{WORD}\r\n550 no\r\n".encode(),
}
SAYS = NO_ANSWER | ANSWERS
RIGHT = [
    *((stage, says, Deferred) for stage in BEFORE for says in NO_ANSWER),
    *(("taken", says, Uncertain) for says in NO_ANSWER),
    *((stage, says, Deferred) for stage in [*BEFORE, "taken"] for says in list(ANSWERS)[:2]),
    *((stage, says, ChannelClosed) for stage in BEFORE[:-1] for says in list(ANSWERS)[2:]),
    *((stage, says, Refused) for stage in ["DATA", "taken"] for says in list(ANSWERS)[2:]),
]


@pytest.mark.parametrize(("stage", "says", "error"), RIGHT)
def test_a_server_that_misbehaves_is_told_for_what_it_did(stage, says, error, caplog):
    caplog.set_level(logging.DEBUG)
    with rude_server(**{stage: SAYS[says]}) as server:
        with pytest.raises(error, match=r"^127\.0\.0\.1 ") as caught:
            send(server, ALERT, **SHORT)
        assert type(caught.value) is error
        assert len(server.mails) == (stage == "taken")
        assert server.connections == 1
    said = f"{caught.value!r}{caught.value.__cause__!r}{caplog.text}"
    assert WORD not in said


@pytest.mark.parametrize("says", SAYS)
def test_what_is_said_after_a_mail_was_taken_does_not_matter(says):
    with rude_server(QUIT=SAYS[says]) as server:
        assert send(server, ALERT, **SHORT)
        assert len(server.mails) == 1


@pytest.mark.parametrize("stage", ["QUIT", "RSET"])
@pytest.mark.parametrize("says", SAYS)
def test_nor_does_it_once_a_mail_was_refused(stage, says):
    with (
        rude_server(taken=b"554 spam\r\n", **{stage: SAYS[says]}) as server,
        pytest.raises(Refused),
    ):
        send(server, ALERT, **SHORT)


def test_who_speaks_the_old_language_only_gets_its_mail():
    how = {"tls": False, "patience": timedelta(seconds=5)}
    with rude_server(EHLO=b"500 what?\r\n", HELO=b"250 hello\r\n") as server:
        send(server, ALERT, **how)
        assert len(server.mails) == 1


PRIVATELY = SHORT | {"tls": True}


@pytest.mark.parametrize(
    ("says", "error"),
    [
        *((says, Deferred) for says in [*NO_ANSWER, *list(ANSWERS)[:2]]),
        *((says, ChannelClosed) for says in list(ANSWERS)[2:]),
    ],
)
def test_before_the_connection_is_private_no_password_is_told_whatever_happens(says, error):
    with rude_server(STARTTLS=SAYS[says]) as server, pytest.raises(error) as caught:
        send(server, ALERT, **PRIVATELY)
    assert type(caught.value) is error
    assert "AUTH" not in server.heard


@pytest.mark.parametrize("says", ["hangs", "drips", "hangs up"])
def test_nor_while_it_becomes_private(says):
    def go_on(caller):
        caller.send(b"220 go on\r\n")
        SAYS[says](caller) if callable(SAYS[says]) else caller.connection.close()

    with rude_server(STARTTLS=go_on) as server, pytest.raises((Deferred, ChannelClosed)):
        send(server, ALERT, **PRIVATELY)
    assert server.heard[-1] == "STARTTLS"


@pytest.mark.parametrize("says", ["is busy", "knows no extension"])
def test_who_cannot_tell_for_now_what_it_offers_is_asked_again_later(says):
    faults = {"is busy": b"451 later\r\n", "knows no extension": b"what is that\r\n"}
    with rude_server(EHLO=faults[says], HELO=b"250 hello\r\n") as server:
        with pytest.raises(Deferred):
            send(server, ALERT, **PRIVATELY)
        assert "HELO" not in server.heard


@pytest.mark.parametrize(
    ("faults", "error", "why"),
    [
        ({"AUTH": b"334 x\r\n"}, Deferred, "makes no sense"),
        ({"EHLO": b"250-desk\r\n250 AUTH GSSAPI\r\n"}, ChannelClosed, "no way of login"),
        ({"EHLO": b"250-desk\r\n250 SIZE\r\n"}, ChannelClosed, "offers no STARTTLS, no login"),
    ],
)
def test_a_login_that_cannot_be_is_told(faults, error, why):
    with rude_server(**faults) as server, pytest.raises(error, match=why):
        send(server, ALERT, **SHORT)


@pytest.mark.parametrize("how", [{"user": "почта"}, {"host": "a" * 64}])
def test_a_user_or_host_that_no_server_can_be_told_closes_the_channel(how):
    with rude_server() as server, pytest.raises(ChannelClosed, match="check host and user"):
        send(server, ALERT, **SHORT | how)


def slowly(said):
    def say(caller):
        caller.closing.wait(0.2)
        caller.send(said)

    return say


def test_a_server_that_takes_its_time_with_each_answer_is_not_waited_for_for_ever():
    how = SHORT | {"patience": timedelta(seconds=9), "longest": timedelta(seconds=0.3)}
    with rude_server(**{stage: slowly(said) for stage, said in USUAL.items()}) as server:
        with pytest.raises(Deferred):
            send(server, ALERT, **how)
        assert server.mails == []
