"""What programs really send, changed at random where it hurts: cut, torn, doubled, spliced."""

import json
import time
from copy import deepcopy
from html import escape

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

NEWS = "Drones struck the Harir base near Erbil & <Taji> on Thursday, two officials said."
MARKED = escape(NEWS)
ARABIC = "قصفت طائرات مسيرة قاعدة حرير قرب أربيل، بحسب مسؤولين."
RSS = f"""<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:c="http://purl.org/rss/1.0/modules/content/">
<channel><title>Coast Wire</title><link>https://wire.example/</link>
<item><guid>1</guid><title>Drones over Harir</title><link>https://wire.example/1?utm_source=a</link>
<pubDate>Thu, 04 Sep 2025 10:00:00 +0300</pubDate><description>&lt;p&gt;{escape(MARKED)}&lt;/p&gt;</description></item>
<item><guid>2</guid><title>{ARABIC}</title><c:encoded><![CDATA[<p>{ARABIC}</p><img src=x>]]></c:encoded></item>
<item><description>Balad base was struck &amp; burnt.</description></item></channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Coast</title><entry><id>urn:1</id>
<title type="html">Taji &lt;b&gt;base&lt;/b&gt; struck</title><link rel="alternate" href="/news/1"/>
<updated>2025-09-04T07:00:00Z</updated><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{MARKED}</div>
</content></entry><entry><summary>{ARABIC}</summary></entry></feed>"""
JSON_FEED = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Coast",
        "items": [
            {"id": "1", "url": "https://wire.example/1", "title": "Harir", "content_text": NEWS},
            {"id": 2, "content_html": f"<p>{ARABIC}</p>", "date_published": "2025-09-04T07:00Z"},
        ],
    },
    ensure_ascii=False,
)
PAGE = f"""<!doctype html><html><head><meta charset="utf-8"><title>Drones over Harir</title>
<meta property="article:published_time" content="2025-09-04T07:10:00+03:00"></head><body><nav><a href="/">Start</a></nav>
<article><h1>Drones over Harir</h1><p>{MARKED}</p><p>{ARABIC}</p><table><tr><td>Killed</td><td>two</td></tr></table>
</article><script>var a = "<p>";</script></body></html>"""
MAIL = f"""Subject: =?utf-8?Q?Drones_over_Harir?=
From: Coast Wire <desk@wire.example>
Date: Thu, 4 Sep 2025 07:10:00 +0300
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary="b"

--b
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: 8bit

{NEWS}
--b
Content-Type: text/html; charset=utf-8

<p>{ARABIC}</p>
--b--
"""
OBJECTS = json.dumps([{"title": "Harir", "text": NEWS, "published": 1757000000}, {"body": ARABIC}])
LINES = "\n".join(json.dumps({"text": one}) for one in (NEWS, ARABIC))
FEEDS = [one.encode() for one in (RSS, ATOM, JSON_FEED)]
FILES = {
    ".txt": NEWS, ".md": f"# Harir\n\n{NEWS}\n\n{ARABIC}", ".html": PAGE, ".eml": MAIL, ".json": OBJECTS, ".jsonl": LINES,
}  # fmt: skip
TOKENS = [
    *(b"< > & ; \" ' / = [ ] { } , : \\ \0 \r\n \n\n -- ]]> <!-- --> <![CDATA[ </p> <p> <title> </title> <item> </item>").split(),
    *(b"<a href= &#x1F; &#55296; &lt; &amp; &nbsp; null true NaN 1e999 -1 [[[[ {} \\ud800 charset= boundary= --b ?=").split(),
    b"\xff", b"\xfe\xff", b"\xef\xbb\xbf", b"\x80", b"\xd8\x3d", b"\0", b" " * 500, b"\n" * 500, b"\t", b"\x1b[31m",
    *("\u202e \u2066 \u2028 \u0640 \u200d \ufeff 😀 ﷺ ١٢ é ı".encode().split()), b"struck", b"Harir base", b"not ", b"killed 5",
    b"99999999999999999999", b"Thu, 99 Foo 99999", b"0001-01-01T00:00:00+23:59", b"javascript:", b"http://[", b"file:///etc/passwd",
]  # fmt: skip
ODD = [
    None,
    True,
    -1,
    0,
    10**20,
    -(10**20),
    1e308,
    "",
    "x",
    "1",
    "\ud800",
    "a\0b",
    [],
    {},
    [[]],
    [None],
    {"id": 7},
]
LONGEST = 5.0
"""Seconds of work, not of waiting: what takes longer hangs."""


@st.composite
def changed(draw, samples, most=6):
    """One of the samples, in bytes, with up to so many changes."""
    raw = draw(st.sampled_from(samples))
    for _ in range(draw(st.integers(0, most))):
        start, end = sorted(draw(st.tuples(*[st.integers(0, len(raw))] * 2)))
        inside = raw[start:end]
        change = draw(st.sampled_from(["cut", "insert", "drop", "double", "swap", "splice"]))
        if change == "cut":
            raw = raw[:end]
        elif change == "insert":
            raw = raw[:start] + draw(st.sampled_from(TOKENS)) + raw[start:]
        elif change == "drop":
            raw = raw[:start] + raw[end:]
        elif change == "double":
            raw = raw[:end] + inside[:5_000] * draw(st.integers(1, 9)) + raw[end:]
        elif change == "swap":
            raw = raw[:start] + draw(st.binary(max_size=4)) + raw[start + 4 :]
        else:
            raw = raw[:start] + draw(st.sampled_from(samples))[start:]
    return raw[:200_000]


def places(held):
    """Every place in JSON where something stands: what holds it, and under which key."""
    keys = held if isinstance(held, dict) else range(len(held)) if isinstance(held, list) else ()
    for key in keys:
        yield held, key
        yield from places(held[key])


@st.composite
def odd(draw, samples):
    """One of the samples of JSON, in which up to three things are something else, or missing."""
    found = json.loads(draw(st.sampled_from(samples)))
    for _ in range(draw(st.integers(1, 3))):
        if not (known := [*places(found)]):
            break
        holder, key = known[draw(st.integers(0, len(known) - 1))]
        if draw(st.booleans()):
            holder[key] = deepcopy(draw(st.sampled_from(ODD)))  # the next change may alter it
        else:
            del holder[key]
    return json.dumps(found).encode()


def fuzz(config, examples, strategy, check):
    """Try six times so many examples, and a hundred times with --soak; each in bounded time."""

    def timed(given_one):
        begun = time.process_time()
        check(given_one)
        assert time.process_time() - begun < LONGEST

    often = 100 if config.getoption("--soak") else 6
    # a slow machine, and texts too long to be shortened, are no failures
    usual = settings(
        max_examples=examples * often,
        suppress_health_check=list(HealthCheck),
        derandomize=False,  # new ones in CI too
    )
    usual(given(strategy)(timed))()
