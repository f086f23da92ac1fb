"""What comes packed, in whatever pieces."""

import gzip
import tracemalloc
import zlib
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watcher.web.answer import FetchError
from watcher.web.unpack import unpack

LIMIT = 100


def raw_deflate(body):
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(body) + packer.flush()


PACKERS = {"gzip": [gzip.compress], "deflate": [zlib.compress, raw_deflate], "": [bytes]}


def pieces(content, size):
    return [content[start : start + size] for start in range(0, len(content), size)]


@given(st.binary(max_size=LIMIT), st.integers(1, 50), st.sampled_from(["", "gzip", "deflate"]))
def test_a_body_comes_out_as_it_went_in_however_it_was_cut(body, size, encoding):
    for pack in PACKERS[encoding]:
        assert unpack(pieces(pack(body), size), encoding, LIMIT) == body


def test_an_answer_in_several_packets_is_one_body():
    packed = gzip.compress(b"first, ") + gzip.compress(b"second")
    assert unpack([packed], "gzip", LIMIT) == b"first, second"


def test_padding_after_the_end_is_overlooked():
    assert unpack([gzip.compress(b"news") + b"\0\0", b"\0"], "gzip", LIMIT) == b"news"


def test_nothing_is_an_empty_body():
    assert unpack([], "gzip", LIMIT) == unpack([b""], "deflate", LIMIT) == b""


@given(st.binary(min_size=LIMIT + 1, max_size=2 * LIMIT))
def test_one_byte_more_than_the_limit_is_refused(body):
    for encoding, packers in PACKERS.items():
        for pack in packers:
            with pytest.raises(FetchError, match="sends more than 100 bytes"):
                unpack([pack(body)], encoding, LIMIT)


def test_a_bomb_takes_no_more_room_than_the_limit():
    bomb = gzip.compress(bytes(20_000_000))
    tracemalloc.start()
    try:
        with pytest.raises(FetchError, match="sends more than 100 bytes"):
            unpack([bomb], "gzip", LIMIT)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 1_000_000


@given(st.lists(st.binary(max_size=20)), st.sampled_from(["gzip", "deflate"]))
def test_damaged_bytes_are_a_body_or_a_sentence(chunks, encoding):
    with suppress(FetchError):
        assert len(unpack(chunks, encoding, LIMIT)) <= LIMIT
