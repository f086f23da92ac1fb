"""The text of a PDF. The only module that knows pypdf. Pure."""

import io
import logging
from collections.abc import Sequence

import pypdf
from pypdf.errors import PyPdfError

from watcher.core.text.plural import many
from watcher.sources.unfit import UnfitError

_MOST = 500
"""Pages that are read: a longer one is a book."""
_GIVING_UP = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    OSError,
    PyPdfError,
    RuntimeError,
    TypeError,
    ValueError,
)
"""The ways in which broken files make their reader stumble."""

logging.getLogger("pypdf").setLevel(logging.CRITICAL)
"""It complains of every small flaw, which no user can mend."""


def read_pdf(raw: bytes) -> tuple[str, Sequence[str]]:
    """The text of the pages, apart by an empty line, and what of it could not be read.

    Raises `UnfitError` where nothing can be.
    """
    pages: list[str] = []
    lost = 0
    try:
        reader = _opened(raw)
        number = len(reader.pages)
        for index in range(min(number, _MOST)):
            try:
                pages.append(reader.pages[index].extract_text().strip())
            except _GIVING_UP:
                lost += 1
    except UnfitError:
        raise
    except _GIVING_UP as error:
        raise UnfitError(f"is a PDF that cannot be read: {error}") from error
    text = "\n\n".join(page for page in pages if page)
    if not text:
        raise UnfitError("holds no text, only pictures perhaps: save its text as .txt")
    notes = [f"{many(lost, 'page')} could not be"] if lost else []
    if number > _MOST:
        notes.append(f"only the first {_MOST} of its {number} pages")
    return text, notes


def _opened(raw: bytes) -> pypdf.PdfReader:
    reader = pypdf.PdfReader(io.BytesIO(raw))
    if reader.is_encrypted and not reader.decrypt(""):
        raise UnfitError("is locked with a password: save it without")
    return reader
