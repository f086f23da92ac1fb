"""Documents of many formats, made on the spot."""

import io
import json

import docx
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

SENTENCE = "Two boats shelled the port of Selm at dawn, the mayor said."
PAGE = f"""<!doctype html><html><head><title>Boats off Selm</title>
<meta property="article:published_time" content="2025-05-06T07:10:00+03:00">
<link rel="canonical" href="https://radio.example/boats"></head>
<body><nav><a href="/">Start</a> <a href="/sport">Sport</a></nav>
<article><h1>Boats off Selm</h1><p>{SENTENCE}</p>
<p>Nobody was hurt. The harbour stays closed until Thursday, and the ferries wait in the bay.</p>
<table><tr><td>Cranes</td><td>one burnt</td></tr></table></article>
<footer>Imprint</footer></body></html>"""
MAIL = f"""Subject: Boats off Selm
From: Coast Radio <desk@radio.example>
Date: Tue, 6 May 2025 07:10:00 +0300

{SENTENCE}
"""


def word(*paragraphs, rows=()):
    """A Word file with paragraphs and a table."""
    made = docx.Document()
    for text in paragraphs:
        made.add_paragraph(text)
    if rows:
        table = made.add_table(0, len(rows[0]))
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
    return saved(made.save)


def pdf(*pages, key=None, compressed=False):
    """A PDF with a line of text on each page."""
    writer = PdfWriter()
    for text in pages:
        content = DecodedStreamObject()
        content.set_data(f"BT /F1 12 Tf 10 50 Td ({text}) Tj ET".encode())
        page = writer.add_blank_page(600, 100)
        font = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
        fonts = DictionaryObject(
            {
                NameObject("/F1"): DictionaryObject(
                    {NameObject(k): NameObject(v) for k, v in font.items()}
                )
            }
        )
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        page[NameObject("/Contents")] = content.flate_encode() if compressed else content
    if key is not None:
        writer.encrypt(key, algorithm="RC4-128")
    return saved(writer.write)


def saved(save):
    held = io.BytesIO()
    save(held)
    return held.getvalue()


def lines(*objects):
    return "\n".join(map(json.dumps, objects)).encode()
