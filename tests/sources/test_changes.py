"""Changes in a folder, as the system tells them."""

import asyncio

from watcher.sources.changes import _folders, changes


async def told_after(path, change):
    """Whether `change` is told; the watching begins a moment after it is asked for."""
    stopping = asyncio.Event()
    told = asyncio.Event()

    async def listen():
        async for _ in changes(path, stopping):
            told.set()

    listening = asyncio.create_task(listen())
    for number in range(200):
        change(number)
        try:
            await asyncio.wait_for(told.wait(), 0.1)
            break
        except TimeoutError:
            continue
    stopping.set()
    await asyncio.wait_for(listening, 10)
    return told.is_set()


def test_a_file_written_far_below_is_told(tmp_path):
    (tmp_path / "a/b").mkdir(parents=True)
    assert asyncio.run(told_after(tmp_path, lambda n: (tmp_path / f"a/b/{n}.txt").write_text("x")))


def test_a_file_moved_in_is_told(tmp_path):
    inbox = tmp_path / "inbox"
    inbox.mkdir()

    def move(number):
        (tmp_path / "draft").write_text("x")
        (tmp_path / "draft").rename(inbox / f"{number}.txt")

    assert asyncio.run(told_after(inbox, move))


def test_what_comes_into_a_new_folder_is_told(tmp_path):
    new = tmp_path / "new"

    async def told():
        stopping, often = asyncio.Event(), 0
        async for _ in changes(tmp_path, stopping):
            often += 1
            (new / f"{often}.txt").write_text("x")
            if often == 4:
                stopping.set()
        return often

    async def both():
        listening = asyncio.create_task(told())
        while not list(tmp_path.glob("new/*.txt")):  # it is not watched at once
            new.mkdir(exist_ok=True)
            new.touch()
            await asyncio.wait({listening}, timeout=0.05)
        return await asyncio.wait_for(listening, 30)

    assert asyncio.run(both()) == 4


def test_links_are_not_followed_on_the_way(tmp_path):
    (tmp_path / "inbox/deep").mkdir(parents=True)
    (tmp_path / "inbox/link").symlink_to(tmp_path)
    inbox = str(tmp_path / "inbox")
    assert sorted(_folders(tmp_path / "inbox")) == [inbox, f"{inbox}/deep"]


def test_a_folder_that_is_a_link_is_watched(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    assert asyncio.run(
        told_after(tmp_path / "link", lambda n: (tmp_path / f"real/{n}.txt").write_text("x"))
    )


def test_a_missing_folder_is_waited_for_until_the_end(tmp_path):
    async def stopped():
        stopping = asyncio.Event()
        asyncio.get_running_loop().call_soon(stopping.set)
        return [one async for one in changes(tmp_path / "none", stopping)]

    assert asyncio.run(stopped()) == []


def test_where_the_system_has_no_watches_left_nothing_is_told(tmp_path, monkeypatch):
    async def none_left(*paths, stop_event, **options):
        stop_event.set()
        raise OSError("OS file watch limit reached")
        yield

    async def told():
        return [one async for one in changes(tmp_path, asyncio.Event())]

    monkeypatch.setattr("watcher.sources.changes.awatch", none_left)
    assert asyncio.run(told()) == []
