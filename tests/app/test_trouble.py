from contextlib import closing
from datetime import timedelta
from io import StringIO

from tests.build import DESK, NOON
from watcher.app.trouble import queue_trouble
from watcher.channels.console import Console
from watcher.store.sql_store import open_store


def test_a_trouble_is_told_once_a_day(tmp_path):
    with closing(open_store(tmp_path / "watcher.db")) as store:

        def tell(what, now=NOON):
            queue_trouble(DESK, Console(StringIO()), store, what, now)
            return sum(store.status().deliveries.values())

        assert tell("press: no answer") == 1
        assert tell("press: no answer", NOON + timedelta(hours=1)) == 1
        assert tell("radio: no answer") == 2
        assert tell("press: no answer", NOON + timedelta(days=1)) == 3
        (first,) = store.due(NOON)
        assert "🔵 watcher · press: no answer" in first.text
