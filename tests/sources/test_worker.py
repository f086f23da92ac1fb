"""Work that runs wild in a process of its own."""

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from select import select

import pytest

from watcher.sources.worker import BusyError, OverrunError, run

ROOT = Path(__file__).parents[2]


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


def begin(path):
    """Tell through the pipe at `path` which process this is, then be busy outside of Python."""
    Path(path).write_text(str(os.getpid()))
    sum(range(10**15))


def test_work_ends_with_the_program_that_asked_for_it(tmp_path):
    told = tmp_path / "told"
    os.mkfifo(told)
    ask = f"from watcher.sources.worker import run; from {__name__} import begin; "
    code = f"{ask} run(begin, {str(told)!r}, seconds=1_000)"
    with subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-c", code], cwd=ROOT
    ) as parent:
        worker = os.pidfd_open(int(told.read_text()))
        try:
            parent.kill()
            ended, _, _ = select([worker], [], [], 30)
            assert ended
        finally:
            if not ended:
                signal.pidfd_send_signal(worker, signal.SIGKILL)
            os.close(worker)


@contextmanager
def busy(tmp_path, number):
    """So many works that go on."""
    told = [tmp_path / str(one) for one in range(number)]
    with ThreadPoolExecutor(number) as pool:
        for path in told:
            os.mkfifo(path)
        works = [pool.submit(run, Path.read_text, path, seconds=30) for path in told]
        ends = [path.open("w") for path in told]  # opens once it is being read
        try:
            yield
        finally:
            for end in ends:
                end.close()
        assert [one.result() for one in works] == [""] * number


def test_work_that_is_not_begun_in_time_is_told_and_the_next_is_done(tmp_path):
    with busy(tmp_path, 2), pytest.raises(BusyError, match=r"^has waited 0\.1 s for its turn"):
        run(abs, -1, patience=0.1)
    assert run(abs, -1) == 1


def test_works_that_take_long_keep_others_waiting_only_for_a_second(tmp_path):
    with busy(tmp_path, 2):
        assert run(abs, -1, patience=10) == 1
        assert run(abs, -1, patience=0.1) == 1  # they have given way already


def test_there_are_no_more_than_four_processes_and_two_are_kept(tmp_path):
    with busy(tmp_path, 4):
        with pytest.raises(BusyError):
            run(abs, -1, patience=2)
        most = len(children())
    assert len(children()) == most - 2
    assert run(abs, -1) == 1


def children():
    """The processes that this one has started and that live on."""
    found = Path(f"/proc/{os.getpid()}/task").glob("*/children")
    return [one for path in found for one in path.read_text().split()]
