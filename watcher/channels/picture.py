"""Draw bars as a PNG, with nothing but the standard library. Pure.

Telegram shows a PNG as a photo; what it tells stands in the caption too, for whoever cannot see it.
"""

import struct
import zlib
from collections.abc import Sequence

_WIDTH, _ROW, _LEFT, _EDGE = 760, 96, 60, 14
"""Pixels: of the picture, of one row, of the number beside it, and of the border."""
_GAP = 6
_LEAST = 4
"""What is 1 of 1,000 shows too."""
_WHITE, _BAR, _LAST, _LINE, _TEXT = range(5)
_PALETTE = bytes.fromhex("ffffff 4a7ebb e07b39 c8ced6 444b54")
"""Blue bars, an orange one for the last day; both stand out on white, and from each other where
colours are not seen."""
_BITMAP = ("75557", "26227", "71747", "71717", "55711", "74717", "74757", "71111", "75757", "75717")
"""The ten digits, five lines of three pixels each, as octal digits."""
_DOT = 7

Rows = Sequence[Sequence[int]]


class _Canvas:
    """A picture of few colours, by lines."""

    def __init__(self, width: int, height: int) -> None:
        self._lines = [bytearray(width) for _ in range(height)]

    def fill(self, left: int, top: int, width: int, height: int, colour: int) -> None:
        """A rectangle."""
        for line in self._lines[top : top + height]:
            line[left : left + width] = bytes([colour]) * width

    def digit(self, number: int, left: int, top: int) -> None:
        """One of the ten digits."""
        for y, bits in enumerate(_BITMAP[number]):
            for x in range(3):
                if int(bits) >> (2 - x) & 1:
                    self.fill(left + x * _DOT, top + y * _DOT, _DOT, _DOT, _TEXT)

    def png(self) -> bytes:
        """The file: eight bits a pixel, which are numbers of the palette."""
        size = struct.pack(">IIBBBBB", len(self._lines[0]), len(self._lines), 8, 3, 0, 0, 0)
        pixels = zlib.compress(b"".join(b"\0" + line for line in self._lines), 9)
        chunks = (b"IHDR", size), (b"PLTE", _PALETTE), (b"IDAT", pixels), (b"IEND", b"")
        return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*one) for one in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def draw(rows: Rows) -> bytes:
    """A PNG with a row of bars for each of up to nine `rows`, numbered from 1, in one scale.

    Rows are equally long, and no number is below 0.
    """
    canvas = _Canvas(_WIDTH, len(rows) * _ROW + 2 * _EDGE)
    top = max(1, *(max(row) for row in rows))
    for number, row in enumerate(rows):
        foot = _EDGE + (number + 1) * _ROW - _GAP
        canvas.digit(number + 1, _EDGE, foot - 5 * _DOT)
        canvas.fill(_LEFT, foot, _WIDTH - _LEFT - _EDGE, 2, _LINE)
        wide = (_WIDTH - _LEFT - _EDGE) / len(row)
        for day, count in enumerate(row):
            high = max(_LEAST, count * (_ROW - 3 * _GAP) // top) if count else 0
            colour = _LAST if day == len(row) - 1 else _BAR
            left = _LEFT + round(day * wide)
            canvas.fill(left, foot - high, round(wide) - _GAP, high, colour)
    return canvas.png()
