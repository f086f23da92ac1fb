from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest

from watcher.store import open_store


@pytest.fixture
def opened(tmp_path):
    """Opens the same database again and again, as a watcher that is restarted does."""
    stores = []

    def again():
        while stores:
            stores.pop().close()
        stores.append(open_store(tmp_path / "watcher.db"))
        return stores[0]

    yield again
    for store in stores:
        store.close()


@pytest.fixture
def store(opened):
    """Every implementation of `watcher.ports.Store`; there is one."""
    with closing(opened()) as store:
        yield store


@pytest.fixture
def elsewhere():
    """Calls in another thread, and gives what came of it."""
    with ThreadPoolExecutor(1) as pool:
        yield lambda verb, *arguments: pool.submit(verb, *arguments).result(timeout=60)
