"""Pictures: what Telegram accepts as a photo."""

import struct

from tests.fake_telegram.errors import ApiError, bad_request

MOST_BYTES = 10 * 1024 * 1024
LARGEST_SIDES = 10_000
"""Width and height together, in pixels."""
WIDEST = 20
"""The most that one side may be of the other."""

_PNG = b"\x89PNG\r\n\x1a\n"
_MAGIC = (_PNG, b"\xff\xd8\xff", b"GIF8", b"RIFF")


def check_photo(data: bytes) -> None:
    """Whether `data` will do. Only a PNG's size in pixels is looked at. Raises `ApiError`."""
    if not data:
        raise bad_request("file must be non-empty")
    if len(data) > MOST_BYTES:
        raise ApiError(413, "Request Entity Too Large")
    if not data.startswith(_MAGIC):
        raise bad_request("IMAGE_PROCESS_FAILED")
    if data.startswith(_PNG) and len(data) >= 24:
        width, height = struct.unpack(">II", data[16:24])
        small, large = sorted((width, height))
        if small == 0 or width + height > LARGEST_SIDES or large > WIDEST * small:
            raise bad_request("PHOTO_INVALID_DIMENSIONS")
