"""The pictures in the docs are what watcher sends today."""

import shutil
import subprocess
from xml.etree import ElementTree as ET

import pytest

from tests.pictures import ALERTS, PICTURES, pictures

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


@pytest.fixture(scope="module", autouse=True)
def token():
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WATCHER_TELEGRAM_TOKEN", "1:not-a-token")
        yield


def test_every_picture_of_the_docs_shows_the_alert_as_it_is_sent():
    drawn = dict(pictures())
    assert {path.stem for path in drawn} == set(ALERTS)
    for path, picture in drawn.items():
        shown = path.read_text(encoding="utf-8")
        assert shown == picture, f"{path.name}: draw it anew with python -m tests.pictures"


@pytest.mark.parametrize("name", ALERTS)
def test_a_picture_is_well_formed_and_carries_its_own_words_for_those_who_cannot_see(name):
    picture = ET.fromstring((PICTURES / f"{name}.svg").read_bytes())  # noqa: S314 - our own
    assert picture.get("aria-label") == ALERTS[name][2]
    words = "".join(picture.itertext())
    assert "Ack" in words
    assert "Seen 1 Apr 2025 09:00" in words


@pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")
@pytest.mark.parametrize("name", ALERTS)
def test_a_browser_finds_room_for_the_whole_alert(name, tmp_path):
    """Its height is a guess made from letters; the last button must not be cut off."""
    page = tmp_path / "page.html"
    svg = (PICTURES / f"{name}.svg").read_text(encoding="utf-8")
    page.write_text(
        f"<!doctype html><meta charset=utf-8>{svg}<script>"
        "const chat = document.querySelector('.chat').getBoundingClientRect();"
        "const room = document.querySelector('svg').getBoundingClientRect();"
        "document.title = chat.bottom <= room.bottom ? 'whole' : 'cut'</script>",
        encoding="utf-8",
    )
    shown = subprocess.run(  # noqa: S603 - the browser of this machine, on a page of ours
        [CHROMIUM, "--headless", "--no-sandbox", "--dump-dom", page.as_uri()],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert "<title>whole</title>" in shown.stdout
