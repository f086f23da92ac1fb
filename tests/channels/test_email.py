"""Mail: one per delivery however often it is handed in, and every answer told for what it is."""

import asyncio
import logging
import ssl
from datetime import timedelta
from pathlib import Path

import pytest

from tests.build import NOON
from tests.channels.mailing import USER, WORD, mail_server
from watcher.bot_api.secret import Secret
from watcher.channels.email import Email, MailServer
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
    server = MailServer("127.0.0.1", boxes.port, **how)
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
        ("MAIL", None, Uncertain),
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
