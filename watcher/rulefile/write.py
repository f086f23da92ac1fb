"""A rule file is written whole or not at all: a reader never sees half of it."""

import os
from pathlib import Path
from shutil import copymode


def write_file(path: Path, text: str) -> None:
    """Put `text` in the place of the file at `path`, which may be a link; its rights stay.

    A file that is new gets the rights of any new file. Raises `OSError`; then all is as it was.
    """
    place = path.resolve()
    draft = place.with_name(f".{place.name}.new")  # hidden: the folder is searched for rules
    try:
        with draft.open("wb") as file:
            file.write(text.encode())
            file.flush()
            os.fsync(file.fileno())
        if place.exists():
            copymode(place, draft)
        draft.replace(place)
    finally:
        draft.unlink(missing_ok=True)
