"""A folder that somebody fills with files made to break its reader."""

import io
import json
import zipfile
import zlib

from tests.build import NOON
from tests.sources.documents import MAIL, PAGE, SENTENCE, pdf, saved, word
from tests.sources.published import START, put
from watcher.model import SourceName
from watcher.sources.folder import Folder
from watcher.sources.worker import run

ODD = [
    "\u202egnp.exe", "\ufeff\ufeff\ufeff", "\u0000", "a\u0000b", "Z̷a̷l̷g̷o̷" * 50, "\U0001f468\u200d\U0001f469" * 9,
    "ﷺ" * 99, "\u2028\u2029\u0085", "' OR 1=1 --", "<script>alert(1)</script>", "{{7*7}}", "%s%n%x", "../../etc/passwd",
    "\x1b[31mred", "\ud7ff\ue000\ufffe\uffff", "x" * 1_900_000, "\n" * 100_000 + "x", "ا" * 100_000, "NaN", "=cmd|' /C calc'!A0",
]  # fmt: skip
MARKUP = [
    "<!--" * 50_000, "<p>" * 50_000, "<div>" * 9_000 + "x", "<a href='" * 30_000, "<" * 99_999, "&" * 99_999,
    "&#x110000;&#99999999999;&#0;", "<!DOCTYPE a [<!ENTITY a 'aaaaaaaa'><!ENTITY b '&a;&a;&a;'>]>&b;", "<![CDATA[" * 9_000,
    "<table>" + "<tr><td>" * 5_000, "<html><script>" * 5_000, "<svg><math><style>" * 3_000, "<b " + "a=1 " * 30_000 + ">x",
    "<title>" * 3_000, "<html><meta charset=utf-7>+ADw-", "<html><meta charset=nonsense>x", "<html><base href='file:///etc/'>x",
    "<?xml version='1.0'?><!DOCTYPE x SYSTEM 'file:///etc/passwd'><html>x", "<html><link rel=canonical href='javascript:alert(1)'>x",
    "<html><meta property='article:published_time' content='99999-99-99'><p>x",
]  # fmt: skip
JSON = [
    "[" * 99_999, '{"a":' * 99_999, "{" * 9, '[{"text": "a"}', '{"text": ' + "9" * 9_999 + "}", '{"text": NaN}', '{"text": "\\ud800"}',
    '{"text": "a", "text": "b"}', '{"title": 1, "text": []}', '{"items": 17}', '{"items": [[[[]]]]}', "null", "true", '""', "\x00",
    json.dumps([{}] * 50_000), json.dumps({"text": "a", "published": -1e308}), json.dumps({"text": "a", "url": "javascript:alert(1)"}),
    json.dumps({"text": "a", "url": "http://["}), json.dumps({"text": "a", "published": "0001-01-01T00:00:00+23:59"}),
]  # fmt: skip
MAILS = [
    "Subject: =?utf-8?B?////?=\n\nx", "Subject: =?nonsense?Q?x?=\n\nx", "Date: yesterday\nSubject: x\n\nx", "Subject: " + "x" * 99_999,
    "Content-Type: multipart/mixed; boundary=b\n\n" + "--b\nContent-Type: multipart/mixed; boundary=b\n\n" * 3_000,
    "Content-Type: text/plain; charset=nonsense\n\nx", "Content-Transfer-Encoding: base64\n\n!!!!", "From: <<<>>>\n\nx", ":\n\n", "\n" * 9_999,
    "Content-Type: message/rfc822\n\n" * 3_000, "Subject: a\rb\n\nx", "Content-Type: multipart/mixed\n\nx", "X: y\n" * 50_000,
    "Content-Type: text/html\n\n" + "<!--" * 50_000, "From: \ud7ff\nDate: Tue, 99 Foo 99999 99:99:99 +9999\n\nx",
]  # fmt: skip


def bomb_of_a_word_file():
    def save(held):
        with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as package:
            package.writestr("word/document.xml", b"<a>" * 20_000_000)

    return saved(save)


def word_with(inside, **more):
    """A Word file with other XML in place of its text."""
    good = zipfile.ZipFile(io.BytesIO(word(SENTENCE)))
    parts = {name: good.read(name) for name in good.namelist()} | {
        "word/document.xml": inside.encode()
    }

    def save(held):
        with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as package:
            for name, content in (parts | more).items():
                package.writestr(name, content)

    return saved(save)


def pdf_with(stream):
    """A PDF whose page is this stream, packed."""
    packed = zlib.compress(stream, 9)
    head = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj "
    page = b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>endobj "
    body = b"4 0 obj<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream endobj " % (
        len(packed),
        packed,
    )
    return head + page + body + b"trailer<</Root 1 0 R>>\n%%EOF"


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
WORDS = [
    b"PK\x03\x04", word(SENTENCE)[:1_000], word(SENTENCE)[:-30], word(SENTENCE)[1_000:], bomb_of_a_word_file(), word_with(""), word_with("<a/>"),
    word_with(f"<w:document xmlns:w='{W}'><w:body/></w:document>"), word_with("<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>"),
    word_with(f"<w:document xmlns:w='{W}'><w:body>" + "<w:tbl><w:tr><w:tc>" * 3_000),
    word_with(f"<w:document xmlns:w='{W}'><w:body><w:tbl><w:tblGrid/><w:tr><w:tc><w:tcPr><w:gridSpan w:val='999999999'/></w:tcPr><w:p/></w:tc></w:tr></w:tbl></w:body></w:document>"),
    word_with("<a>x</a>", **{"[Content_Types].xml": "<x/>"}), word_with("<a>x</a>", **{"_rels/.rels": "<x"}), SENTENCE.encode(),
]  # fmt: skip
PDFS = [
    b"%PDF-", b"%PDF-1.7\n" + b"0" * 99_999, pdf(SENTENCE)[:300], pdf(SENTENCE)[::-1], pdf(SENTENCE)[200:], pdf(SENTENCE, key="key"), pdf_with(b""),
    pdf_with(b"BT (x) Tj ET " * 99), pdf_with(b"\0" * 150_000_000), pdf_with(b"[" * 99_999), pdf_with(b"q " * 99_999), pdf_with(b"BT (" + b"(" * 9_999),
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 1 0 R>>endobj trailer<</Root 1 0 R>>", b"%PDF-1.4\ntrailer<</Root 9 0 R>>",
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[2 0 R 2 0 R]/Count 9>>endobj trailer<</Root 1 0 R>>",
    b"%PDF-1.4\nxref\n0 9999999999\ntrailer<<>>\nstartxref\n0\n%%EOF", b"%PDF-1.4\nstartxref\n-5\n%%EOF", PAGE.encode(), SENTENCE.encode(), b"\x00" * 999,
]  # fmt: skip
RAW = [
    b"", b"\0", b"\0" * 9_999, b"\xff\xfe", b"\xff\xfe\0", b"\xef\xbb\xbf", b"\xef\xbb\xbf" * 99, b"\xfe\xff\xd8\0", bytes(range(256)), b"\x80" * 9_999,
    b"\xff\xfe\0\0\xff\xff\xff\xff", b"\x1f\x8b" + b"\0" * 99, b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\x89PNG\r\n", b"MZ\x90\0", b"\x7fELF", b"GIF89a\0", b"ID3\0",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf1", MAIL.encode("utf-16"), PAGE.encode("utf-16"), PAGE.encode("utf-32"), b"+ADw-script+AD4-", b"\x0e\x0f",
]  # fmt: skip
HOSTILE = {
    suffix + str(number): (suffix, content if isinstance(content, bytes) else content.encode())
    for suffix, contents in {
        "txt": [*ODD, *RAW], "html": [*MARKUP, *RAW[:9]], "json": JSON, "jsonl": JSON[:9], "eml": MAILS, "docx": WORDS, "pdf": PDFS,
    }.items()
    for number, content in enumerate(contents)
}  # fmt: skip


def test_each_hostile_file_is_read_or_reported_and_the_good_one_beside_them_is_read(tmp_path):
    put(tmp_path, "good.txt", SENTENCE)
    for name, (suffix, content) in HOSTILE.items():
        put(tmp_path, f"{name}.{suffix}", content)
    source = Folder(SourceName("desk"), tmp_path)
    poll = source.poll(START, NOON)
    held = json.loads(poll.cursor)
    reported = {one.origin for one in poll.skipped}
    everything = {"good.txt"} | {f"{name}.{suffix}" for name, (suffix, _) in HOSTILE.items()}
    assert len(everything) > 150
    assert set(held["files"]) | reported == everything
    assert set(held["files"]) | set(held["refused"]) == everything
    assert not set(held["files"]) & set(held["refused"])
    assert SENTENCE in [one.text for one in poll.documents]
    again = source.poll(poll.cursor, NOON)
    assert (again.documents, again.skipped) == ((), poll.skipped)
    assert run(abs, -1) == 1
