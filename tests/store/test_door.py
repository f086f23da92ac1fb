"""Who writes next."""

import threading

from watcher.store.door import Door


def test_whoever_waits_comes_before_whoever_has_just_been_inside():
    door, order = Door(), []

    def other():
        with door.inside():
            order.append("other")

    waiting = threading.Thread(target=other)
    with door.inside():
        waiting.start()
        while not door.is_waited_at:
            pass
        order.append("first")
    with door.inside():
        order.append("first again")
    waiting.join()
    assert order == ["first", "other", "first again"]
    assert not door.is_waited_at
