"""The text of a Word file. The only module that knows python-docx. Pure."""

import io
import zipfile
import zlib
from collections.abc import Iterator

import docx
from docx.opc.exceptions import OpcError
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from lxml.etree import LxmlError

from watcher.sources.unfit import UnfitError

_LARGEST = 50_000_000
"""Bytes unpacked: the text of a thousand pages is 5 MB."""
_GIVING_UP = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    LxmlError,
    OpcError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
    zipfile.BadZipFile,
    zlib.error,
)
"""The ways in which broken files make their reader stumble."""


def read_word(raw: bytes) -> str:
    """The paragraphs and the tables, in their order, with an empty line between; a row a line.

    Raises `UnfitError` where they cannot be read.
    """
    try:
        _weigh(raw)
        parts = docx.Document(io.BytesIO(raw)).iter_inner_content()
        blocks = ("\n".join(_lines(iter([part]))).strip() for part in parts)
        return "\n\n".join(block for block in blocks if block)
    except UnfitError:
        raise
    except _GIVING_UP as error:
        raise UnfitError(f"is a Word file that cannot be read: {error}") from error


def _weigh(raw: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        if sum(part.file_size for part in package.infolist()) > _LARGEST:
            raise UnfitError("unpacks to more than 50 MB: split it")


def _lines(parts: Iterator[Paragraph | Table]) -> Iterator[str]:
    for part in parts:
        if isinstance(part, Paragraph):
            yield part.text
        else:
            for row in part.rows:
                yield " ".join(text for text in map(_cell, _once(row.cells)) if text)


def _once(cells: tuple[_Cell, ...]) -> Iterator[_Cell]:
    """Cells that span several columns come once for each: only the first counts."""
    for number, cell in enumerate(cells):
        if number == 0 or cell is not cells[number - 1]:
            yield cell


def _cell(cell: _Cell) -> str:
    return " ".join(" ".join(_lines(cell.iter_inner_content())).split())
