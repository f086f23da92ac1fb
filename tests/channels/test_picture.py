"""Bars as a PNG that any viewer takes: read back here, pixel by pixel."""

import struct
import zlib

from hypothesis import given
from hypothesis import strategies as st

from tests.fake_telegram.photos import check_photo
from watcher.channels.picture import draw

WHITE, BAR, LAST = b"\xff\xff\xff", b"\x4a\x7e\xbb", b"\xe0\x7b\x39"


def read(png):
    """Its lines of pixels, each pixel as red, green and blue; checks all that a reader would."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    chunks, at = {}, 8
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        kind, data = png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        (check,) = struct.unpack(">I", png[at + 8 + length : at + 12 + length])
        assert check == zlib.crc32(kind + data)
        chunks[kind] = data
        at += 12 + length
    assert [*chunks] == [b"IHDR", b"PLTE", b"IDAT", b"IEND"]
    width, height, *kind = struct.unpack(">IIBBBBB", chunks[b"IHDR"])
    assert kind == [8, 3, 0, 0, 0]
    raw = zlib.decompress(chunks[b"IDAT"])
    assert len(raw) == height * (width + 1)
    colours = [chunks[b"PLTE"][n : n + 3] for n in range(0, len(chunks[b"PLTE"]), 3)]
    lines = [raw[n : n + width + 1] for n in range(0, len(raw), width + 1)]
    assert {line[0] for line in lines} == {0}
    return [[colours[pixel] for pixel in line[1:]] for line in lines]


def highest(lines, left, right, colour):
    """How many lines of `colour` stand between two columns."""
    return sum(colour in line[left:right] for line in lines)


def test_a_bar_is_as_high_as_its_number_beside_the_others():
    lines = read(draw([(10, 5, 0, 10)]))
    width = (len(lines[0]) - 60 - 14) // 4
    heights = [
        highest(lines, 60 + n * width, 60 + (n + 1) * width - 6, BAR if n < 3 else LAST)
        for n in range(4)
    ]
    assert heights[0] == heights[3] == 2 * heights[1]
    assert heights[2] == 0


def test_all_rows_have_one_scale_and_the_last_day_has_a_colour_of_its_own():
    lines = read(draw([(0, 10), (0, 5)]))
    first, second = lines[: len(lines) // 2], lines[len(lines) // 2 :]
    assert highest(first, 60, 760, LAST) == 2 * highest(second, 60, 760, LAST)
    assert highest(lines, 0, 760, BAR) == 0


def test_each_row_has_its_number_beside_it():
    lines = read(draw([(1,)] * 9))
    assert all(any(pixel != WHITE for pixel in line[:50]) for line in lines[76:103])
    columns = [tuple(map(tuple, (line[:50] for line in lines[n : n + 40]))) for n in (64, 160, 256)]
    assert len(set(columns)) == 3


@given(
    st.integers(1, 30).flatmap(
        lambda days: st.lists(
            st.lists(st.integers(0, 10**9), min_size=days, max_size=days), min_size=1, max_size=9
        )
    )
)
def test_any_rows_make_a_picture_that_telegram_takes_and_some_shows(rows):
    png = draw(rows)
    check_photo(png)
    assert any(colour in line for line in read(png) for colour in (BAR, LAST)) == any(
        map(any, rows)
    )
