import asyncio
import io

import pytest

from watcher.channels.console import Console
from watcher.core.alerts.compose import MARKS
from watcher.errors import ChannelClosed
from watcher.model import Block, ChatId, Line, Message, Run, Severity, Style

DESK = ChatId("desk")
WHOLE = Message(
    (
        Line((Run("🔴 CRITICAL · Strike", Style.STRONG),)),
        Line((Run("Jets over Harir", url="https://example.org/1"),)),
        Line((Run("He said "), Run("jets", Style.STRONG)), Block.QUOTE),
        Line((Run("and left."),), Block.QUOTE),
        Line((Run("Rule strike"),), Block.DETAILS),
    )
)
TEXT = """\
🔴 CRITICAL · Strike
Jets over Harir <https://example.org/1>
  | He said jets
  | and left.
    Rule strike"""


class Screen(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self):
        return True


def shown(*parts, on=io.StringIO):
    stream = on()
    console = Console(stream)

    async def run():
        ids = [await console.send(DESK, part) for part in parts]
        await console.close()
        return ids

    assert asyncio.run(run()) == [part.partition("\n")[0] for part in parts]
    name = f"[{DESK}]\n"
    assert stream.getvalue().count(name) == len(parts)
    return stream.getvalue().replace(name, "")


def test_each_alert_stands_below_the_name_of_whom_it_is_for():
    stream = io.StringIO()
    asyncio.run(Console(stream).send(DESK, "words"))
    assert stream.getvalue() == f"[{DESK}]\nwords\n\n"


def test_an_alert_reads_well_as_plain_text():
    assert Console(io.StringIO()).write(WHOLE) == (TEXT,)


def test_an_answer_says_so_before_its_first_word():
    stream = io.StringIO()
    asyncio.run(Console(stream).send(DESK, "now claimed\nwords", "what it answers"))
    assert stream.getvalue() == f"[{DESK}]\n↳ now claimed\nwords\n\n"


def test_a_change_is_told_below_without_quotes_and_details():
    stream = io.StringIO()
    assert asyncio.run(Console(stream).edit(DESK, "🔴 CRITICAL · Strike", TEXT)) is None
    assert stream.getvalue() == (
        f"[{DESK}] updated\n🔴 CRITICAL · Strike\nJets over Harir <https://example.org/1>\n\n"
    )


def test_one_blank_line_stands_between_alerts():
    assert shown("one", "two\nlines") == "one\n\ntwo\nlines\n\n"


def test_a_file_or_pipe_gets_no_colour():
    assert shown(TEXT) == f"{TEXT}\n\n"


@pytest.mark.parametrize("severity", Severity)
def test_on_a_terminal_the_first_line_has_the_colour_of_its_severity(severity):
    part = f"{MARKS[severity]} {severity.name}\nwords"
    text = shown(part, on=Screen)
    first, second, *_ = text.split("\n")
    assert first.startswith("\x1b[1")
    assert first.endswith(f"{MARKS[severity]} {severity.name}\x1b[0m")
    assert second == "words"


def test_each_severity_has_its_own_colour():
    assert (
        len({shown(f"{mark} words", on=Screen).partition(mark)[0] for mark in MARKS.values()}) == 5
    )


def test_a_line_without_a_mark_has_no_colour():
    assert shown("Digest", on=Screen) == "Digest\n\n"


def test_the_news_cannot_move_the_cursor():
    nasty = Message((Line((Run("\x1b[2Jgone\r\nnext \u202eesrever", url="x\x1b[1m"),)),))
    assert Console(io.StringIO()).write(nasty) == ("[2Jgone next esrever <x[1m>",)


def test_a_terminal_of_few_letters_shows_what_it_can():
    class Old(io.StringIO):
        encoding = "ascii"

    assert shown("عين at noon", on=Old) == "??? at noon\n\n"


def test_a_stream_that_is_gone_closes_the_channel():
    """The message stays queued until somebody is there to read it."""

    class Gone(io.StringIO):
        def write(self, text):
            raise BrokenPipeError("Broken pipe")

    with pytest.raises(ChannelClosed, match="cannot be written to: Broken pipe"):
        shown("words", on=Gone)
    with pytest.raises(ChannelClosed):
        shown("words", on=_closed)


def _closed():
    stream = io.StringIO()
    stream.close()
    return stream
