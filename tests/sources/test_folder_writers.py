"""Many programs that write into one folder at the same time, slowly."""

import os
import random
from datetime import timedelta

from tests.build import NOON
from tests.sources.published import START
from watcher.model import SourceName
from watcher.sources.folder import Folder

TICK = timedelta(seconds=0.3)
PIECES = 5


class Writer:
    """Writes its text a piece at a time, in place or under another name until it is whole."""

    def __init__(self, folder, number, moves):
        self.path = folder / f"{number}.txt"
        self.draft = folder / f"{number}.txt.part" if moves else self.path
        self.pieces = [f"Boat {number} passed buoy {n}.\n" for n in range(PIECES)]
        self.text = "".join(self.pieces)

    def write(self, now):
        with self.draft.open("a") as file:
            file.write(self.pieces.pop(0))
        os.utime(self.draft, (now.timestamp(),) * 2)
        if not self.pieces:
            self.draft.replace(self.path)


def test_a_thousand_slow_writers_are_read_whole_each_once(tmp_path, pytestconfig):
    soak = pytestconfig.getoption("--soak")
    for seed in random.SystemRandom().sample(range(10_000), 20) if soak else [6]:
        print(f"seed {seed}")  # noqa: T201 - to repeat a failure
        (tmp_path / str(seed)).mkdir()
        read_beside_writers(tmp_path / str(seed), random.Random(seed))


def read_beside_writers(folder, chance):
    writers = [Writer(folder, number, chance.random() < 0.3) for number in range(1_000)]
    source, cursor, now, found = Folder(SourceName("desk"), folder), START, NOON, []
    busy, waiting = dict.fromkeys(writers, now), True
    while busy or waiting:
        now += TICK
        for writer, due in list(busy.items()):
            # never silent for the second after which a file counts as whole
            if chance.random() < 0.4 or now - due >= timedelta(seconds=0.9):
                writer.write(now)
                busy[writer] = now
                if not writer.pieces:
                    del busy[writer]
        poll = source.poll(cursor, now)
        cursor, waiting = poll.cursor, poll.wait is not None
        found += [one.text for one in poll.documents]
        assert poll.skipped == ()
    assert sorted(found) == sorted(writer.text for writer in writers)
