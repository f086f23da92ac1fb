"""Work that runs wild in a process of its own."""

import os
import signal
import time
from datetime import date

import pytest

from watcher.sources.worker import OverrunError, run


def test_what_the_work_gives_comes_back():
    assert run(date.fromisoformat, "2025-05-06") == date(2025, 5, 6)


def test_its_errors_are_raised_here():
    with pytest.raises(ValueError, match="Invalid isoformat"):
        run(date.fromisoformat, "yesterday")


def test_work_without_end_is_ended_and_the_next_is_done():
    with pytest.raises(OverrunError, match=r"^takes longer than 0\.2 s to be read$"):
        run(time.sleep, 60, seconds=0.2)
    assert run(abs, -1) == 1


def test_work_that_fills_the_memory_is_ended_and_the_next_is_done():
    with pytest.raises(OverrunError, match=r"^needs more than 400 MB to be read$"):
        run(bytes, 1_000_000_000)
    assert run(abs, -1) == 1


def test_a_process_that_dies_at_work_is_told_and_the_next_work_is_done():
    with pytest.raises(ChildProcessError, match="broke down"):
        run(os._exit, 3)
    assert run(abs, -1) == 1


def test_a_process_that_died_while_idle_is_replaced():
    os.kill(run(os.getpid), signal.SIGKILL)
    assert run(abs, -1) == 1


def test_what_the_work_prints_is_no_answer():
    assert run(print, "boats", 1) is None
    assert run(abs, -1) == 1
