import asyncio
from datetime import timedelta
from itertools import pairwise

import pytest

from watcher.bot_api.pace import Pace


@pytest.mark.parametrize("calls", [1, 5])
def test_calls_start_one_after_the_other_in_the_order_in_which_they_come(calls):
    gap = timedelta(milliseconds=5)
    starts = []

    async def call(pace, number):
        await pace.turn()
        starts.append((number, asyncio.get_running_loop().time()))

    async def run():
        pace = Pace(gap)
        await asyncio.gather(*(call(pace, number) for number in range(calls)))

    asyncio.run(run())
    numbers, times = zip(*starts, strict=True)
    assert list(numbers) == list(range(calls))
    apart = [after - before for before, after in pairwise(times)]
    assert all(one >= gap.total_seconds() * 0.99 for one in apart)
