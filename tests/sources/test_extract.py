"""What is read out of each format, and what is said where nothing can be."""

import json
import zipfile
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.sources.documents import MAIL, PAGE, SENTENCE, lines, pdf, saved, word
from watcher.sources.extract import extract
from watcher.sources.kinds import SUFFIXES
from watcher.sources.unfit import UnfitError


def only(raw, suffix):
    (entry,) = extract(raw if isinstance(raw, bytes) else raw.encode(), suffix).entries
    return entry


def unfit(raw, suffix):
    with pytest.raises(UnfitError) as refused:
        extract(raw if isinstance(raw, bytes) else raw.encode(), suffix)
    return str(refused.value)


def test_a_page_gives_its_title_main_text_day_and_address():
    page = only(PAGE, ".html")
    assert (page.title, page.link) == ("Boats off Selm", "https://radio.example/boats")
    assert page.published == datetime(2025, 5, 6, 12, tzinfo=UTC)
    assert SENTENCE in page.text
    assert "Cranes one burnt" in page.text
    assert "Sport" not in page.text


@pytest.mark.parametrize("suffix", [".txt", ".pdf", ".docx", ".json"])
def test_a_page_is_known_under_any_name(suffix):
    assert only(PAGE, suffix).title == "Boats off Selm"


@pytest.mark.parametrize("markup", [f"<p>{SENTENCE}</p>", SENTENCE, f"<html><p>{SENTENCE}"])
def test_a_page_without_a_main_text_is_read_whole(markup):
    assert only(markup, ".html").text == SENTENCE


def test_a_page_of_many_short_items_loses_none():
    items = [
        f"<div><a href=/{n}>Boat number {n} left the port of Selm at dawn.</a></div>"
        for n in range(9)
    ]
    page = only(
        f"<html><body>{''.join(items)}<article><p>{SENTENCE}</p></article></body></html>", ".html"
    )
    assert all(f"number {n} left" in page.text for n in range(9))
    assert SENTENCE in page.text


def test_a_page_in_the_charset_it_names_is_read_in_it():
    raw = '<html><head><meta charset="iso-8859-7"></head><p>Ο λιμένας έκλεισε</p>'.encode(
        "iso-8859-7"
    )
    assert "λιμένας" in only(raw, ".html").text


def test_a_pdf_gives_the_text_of_its_pages():
    assert only(pdf(SENTENCE, "Page two."), ".pdf").text == f"{SENTENCE}\n\nPage two."


def test_a_pdf_is_known_under_any_name():
    assert only(pdf(SENTENCE), ".txt").text == SENTENCE


def test_a_pdf_locked_with_an_empty_password_is_read_and_another_is_not():
    assert only(pdf(SENTENCE, key=""), ".pdf").text == SENTENCE
    assert unfit(pdf(SENTENCE, key="boats"), ".pdf") == "is locked with a password: save it without"


def test_of_a_book_the_first_pages_are_read_and_the_rest_is_told():
    extracted = extract(pdf(*["Boats."] * 501), ".pdf")
    assert extracted.notes == ("only the first 500 of its 501 pages",)


def test_a_word_file_gives_paragraphs_and_tables_in_order():
    raw = word(SENTENCE, "The quay is shut.", rows=[("Cranes", "one burnt"), ("Boats", "two")])
    table = "Cranes one burnt\nBoats two"
    assert only(raw, ".docx").text == f"{SENTENCE}\n\nThe quay is shut.\n\n{table}"


def test_a_word_file_is_known_under_any_name():
    assert only(word(SENTENCE), ".txt").text == SENTENCE


def test_an_email_gives_subject_date_sender_and_text():
    mail = only(MAIL, ".eml")
    assert mail.title == "Boats off Selm"
    assert mail.published == datetime(2025, 5, 6, 4, 10, tzinfo=UTC)
    assert mail.text == f"From: Coast Radio\n\n{SENTENCE}"


def test_an_email_of_html_is_read_and_its_attachment_told():
    raw = (
        "Subject: Boats\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n"
        f"--b\nContent-Type: text/html\n\n<p>{SENTENCE}</p>\n"
        "--b\nContent-Type: application/pdf\nContent-Disposition: attachment\n\nx\n--b--\n"
    )
    extracted = extract(raw.encode(), ".eml")
    assert extracted.entries[0].text == SENTENCE
    assert extracted.notes == ("1 attachment of it not: save each as a file here",)


@pytest.mark.parametrize("sender", ["=?:=?a=?a<", ":;=?utf-8?q?+=?", "+<@[ ", ", .@"])
def test_a_sender_that_makes_its_reader_stumble_costs_no_text(sender):
    assert only(f"From: {sender}\nSubject: Boats\n\n{SENTENCE}", ".eml").text == SENTENCE


def test_letters_within_letters_without_end_are_told():
    why = unfit("Content-Type: message/rfc822\n\n" * 3_000, ".eml")
    assert why.startswith("is an e-mail that cannot be read: ")


ITEM = {
    "title": "Boats",
    "text": SENTENCE,
    "url": "https://a.example/1",
    "published": "2025-05-06T07:10:00Z",
}


@pytest.mark.parametrize(
    ("raw", "suffix"),
    [
        (json.dumps(ITEM), ".json"),
        (json.dumps([ITEM]), ".json"),
        (json.dumps({"items": [ITEM]}), ".json"),
        (json.dumps(ITEM) + "\n\n", ".jsonl"),
        (json.dumps({"items": [{
            "title": "Boats", "content_html": f"<p>{SENTENCE}</p>", "external_url": "https://a.example/1",
            "date_published": "2025-05-06T10:10:00+03:00"}]}), ".json"),
        (json.dumps(ITEM | {"published": "Tue, 6 May 2025 07:10:00 GMT"}), ".json"),
        (json.dumps(ITEM | {"published": 1_746_515_400}), ".json"),
    ],
)  # fmt: skip
def test_json_gives_text_title_link_and_moment(raw, suffix):
    item = only(raw, suffix)
    assert (item.title, item.text, item.link) == ("Boats", SENTENCE, "https://a.example/1")
    assert item.published == datetime(2025, 5, 6, 7, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    "date", ["yesterday", "", None, [], 1e300, "2025-13-45", "0001-01-01T00:00:00+14:00"]
)
def test_a_broken_date_costs_no_text(date):
    assert only(json.dumps({"text": SENTENCE, "published": date}), ".json").text == SENTENCE


def test_bad_lines_are_told_by_their_number_and_the_rest_is_read():
    raw = lines({"text": "One."}, {}, {"text": "Two."}) + b"\nnot json\n" + b"[" * 9_999
    extracted = extract(raw, ".jsonl")
    assert [one.text for one in extracted.entries] == ["One.", "Two."]
    assert extracted.notes == ("not line 2, 4, 5: no JSON object with a text",)


def test_what_is_over_ten_thousand_objects_is_counted():
    extracted = extract(lines(*({"text": f"Boat {n}."} for n in range(10_002))), ".jsonl")
    assert len(extracted.entries) == 10_000
    assert extracted.notes == ("only its first 10000 texts are read, not 2 more",)


def test_a_text_too_long_is_told_and_the_others_are_read():
    extracted = extract(lines({"text": "x" * 2_000_001}, {"text": "Two."}), ".jsonl")
    assert [one.text for one in extracted.entries] == ["Two."]
    assert extracted.notes == ("not text 1, which is longer than 2 million characters: split it",)


def test_half_a_character_becomes_a_mark():
    assert only(b'{"text": "a\\ud800b"}', ".json").text == "a�b"


ZIP = saved(lambda held: zipfile.ZipFile(held, "w").writestr("a.txt", SENTENCE))


@pytest.mark.parametrize(
    ("raw", "suffix", "why"),
    [
        (b"", ".pdf", "is empty"),
        (b"<html></html>", ".html", "is empty"),
        (ZIP, ".txt", "is an archive, and archives are not opened: unpack it here"),
        (b"\x1f\x8b\x08\x00", ".pdf", "is an archive, and archives are not opened: unpack it here"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ".docx", "is an old kind of office file: save it as .docx or .txt"),
        (b"{\\rtf1 boats}", ".txt", "is an old kind of office file: save it as .docx or .txt"),
        (b"\x89PNG\r\n\x1a\n\0\0", ".html", "holds no text: save it as plain text in UTF-8"),
        (pdf(""), ".pdf", "holds no text, only pictures perhaps: save its text as .txt"),
        (b"\n\n", ".eml", "is an e-mail without text"),
        (b"[]", ".json", "is empty"),
        (b"17", ".json", "holds no objects with a text: name it text"),
        (b"[" * 99_999, ".json", "is not valid JSON: it is nested too deep"),
        (b"{}", ".jsonl", "holds no text to read: not line 1: no JSON object with a text"),
    ],
)  # fmt: skip
def test_what_holds_no_news_says_why(raw, suffix, why):
    assert unfit(raw, suffix) == why


@pytest.mark.parametrize(
    ("raw", "suffix", "why"),
    [
        (b"%PDF-1.7 and no more", ".pdf", "is a PDF that cannot be read: "),
        (pdf(SENTENCE)[:200], ".pdf", "is a PDF that cannot be read: "),
        (word(SENTENCE)[:2_000], ".docx", "is a Word file that cannot be read: "),
        (ZIP, ".docx", "is a Word file that cannot be read: "),
        (b"{", ".json", "is not valid JSON: "),
    ],
)
def test_what_is_broken_says_so(raw, suffix, why):
    assert unfit(raw, suffix).startswith(why)


@pytest.mark.parametrize("suffix", [".pdf", ".docx", ".html", ".txt"])
def test_text_under_a_wrong_name_is_read_all_the_same(suffix):
    assert only(SENTENCE, suffix).text == SENTENCE


def test_a_word_file_that_unpacks_without_end_is_not_unpacked():
    def bomb(held):
        with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as package:
            package.writestr("word/document.xml", b" " * 50_000_001)

    assert unfit(saved(bomb), ".docx") == "unpacks to more than 50 MB: split it"


STARTS = [
    b"",
    b"%PDF-1.4\n",
    b"PK\x03\x04",
    b"<html>",
    b"Subject: a\n\n",
    b"{",
    b"[{",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
]


FILES = st.tuples(
    st.sampled_from(STARTS),
    st.binary(max_size=300) | st.text().map(lambda text: text.encode("utf-8", "ignore")),
    st.sampled_from(SUFFIXES),
)


def check_any_bytes(file):
    start, rest, suffix = file
    try:
        extracted = extract(start + rest, suffix)
    except UnfitError:
        return
    assert extracted.entries
    assert all(entry.whole.encode() for entry in extracted.entries)


@settings(deadline=None)
@given(FILES)
def test_any_bytes_give_text_or_a_sentence(file):
    check_any_bytes(file)


@pytest.mark.timeout(1_800)
def test_many_more_bytes_give_text_or_a_sentence(pytestconfig):
    if not pytestconfig.getoption("--soak"):
        pytest.skip("takes minutes: --soak")
    settings(deadline=None, max_examples=50_000)(given(FILES)(check_any_bytes))()
