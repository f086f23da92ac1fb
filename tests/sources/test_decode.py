"""What bytes mean, whatever their label says."""

import codecs
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watcher.sources.decode import Decoded, decode

ARABIC = "قصفت المدفعية قاعدة حرير، ولم يصب أحد"


@pytest.mark.parametrize("label", [None, "windows-1256", "utf-16", "iso-8859-1", "no-such-thing"])
def test_valid_utf8_wins_over_any_label(label):
    assert decode(ARABIC.encode(), label) == Decoded(ARABIC)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_is_believed_and_taken_away(encoding):
    assert decode(ARABIC.encode(encoding), "windows-1252") == Decoded(ARABIC)


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [(codecs.BOM_UTF16_BE, "utf-16-be"), (codecs.BOM_UTF32_BE, "utf-32-be")],
)
def test_a_byte_order_mark_may_come_from_the_other_end(mark, encoding):
    assert decode(mark + ARABIC.encode(encoding)) == Decoded(ARABIC)


def test_one_broken_byte_costs_one_character_and_is_noted():
    raw = ARABIC.encode() + b"\xff" + ARABIC.encode()
    note = "1 character could not be decoded and became �"
    assert decode(raw, "windows-1252") == Decoded(f"{ARABIC}�{ARABIC}", note)


def test_text_cut_in_the_middle_of_a_letter_is_still_utf8():
    assert decode(ARABIC.encode()[:-1]) == Decoded(
        ARABIC[:-1] + "�", "1 character could not be decoded and became �"
    )


def test_a_replacement_character_that_the_writer_wrote_is_no_damage():
    assert decode("�� قاعدة".encode() + b"\xff\xff").note.startswith("2 characters")


def test_windows_arabic_is_read_without_a_label():
    assert decode(ARABIC.encode("cp1256")) == Decoded(ARABIC)


def test_a_label_decides_where_the_bytes_are_not_utf8():
    assert decode("Čačak, Šibenik".encode("cp1250"), " Windows-1250 ") == Decoded("Čačak, Šibenik")


@pytest.mark.parametrize("label", ["hex", "idna", "unicode_escape", "utf-7", "utf-8", "\0", "é"])
def test_a_label_that_is_no_charset_is_ignored(label):
    assert decode(ARABIC.encode("cp1256"), label) == Decoded(ARABIC)


def test_typographic_quotes_from_windows_survive():
    assert decode("the base’s “gate” – café".encode("cp1252")) == Decoded(
        "the base’s “gate” – café"
    )


@pytest.mark.parametrize(
    "raw",
    [
        b"PK\x03\x04\x14\x00",
        zlib.compress(bytes(range(1, 256)) * 9).replace(b"\0", b"\1"),
        b"\x89PNG\r\n\x1a\n\x01\x02",
        codecs.BOM_UTF16_LE + b"a\0\0\0",
    ],
)
def test_what_is_no_text_is_not_decoded(raw):
    assert decode(raw) is None


def test_a_stray_control_character_does_not_make_a_file_binary():
    assert decode(b"Quiet.\x1a") == Decoded("Quiet.\x1a")


@given(st.binary(), st.none() | st.text(max_size=12))
def test_any_bytes_under_any_label_become_text_that_can_be_stored_or_nothing(raw, label):
    decoded = decode(raw, label)
    assert decoded is None or decoded.text.encode() is not None


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufeff")))
def test_text_written_as_utf8_comes_back_as_it_was(text):
    assert decode(text.encode()) == Decoded(text)
