"""What a store keeps of posts that nobody reads."""

from tests.build import NOON
from watcher.ports import Update


def test_posts_that_nobody_reads_are_counted_and_not_kept(store):
    store.hear("4242", [Update(1, "words"), Update(2, "more"), Update(3, "last")], NOON)
    store.pass_over("4242", 1)
    store.pass_over("4242", 2)
    store.handled("4242", 3)
    assert store.status().passed_over == 2
    assert store.status().unread == 0
    assert list(store.unhandled("4242")) == []
