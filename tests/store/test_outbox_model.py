"""The outbox against a dictionary: whatever happens in whatever order, the two agree."""

import shutil
import tempfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from tests.build import NOON, owed
from watcher.model import ChannelName, Severity, State
from watcher.store import open_store

LANES = [ChannelName("desk"), ChannelName("duty")]
WAITING = {State.QUEUED, State.UNCERTAIN}
SECOND = timedelta(seconds=1)


class Outbox(RuleBasedStateMachine):
    """`owes` is what the store should hold, in the order of queueing."""

    def __init__(self):
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.store = open_store(self.folder / "watcher.db")
        self.now = NOON
        self.owes, self.paused, self.closed = {}, {}, set()

    def teardown(self):
        self.store.close()
        shutil.rmtree(self.folder)

    def due(self):
        """What the promise of `Store.due` says, word by word."""
        heads = []
        for lane in LANES:
            mine = [one for one in self.owes.values() if one.channel == lane]
            ready = [o for o in mine if o.state in WAITING and o.not_before <= self.now]
            busy = any(one.state is State.SENDING for one in mine)
            if ready and not busy and lane not in self.closed and self.rested(lane):
                heads.append(min(ready, key=self.rank))
        return sorted(heads, key=self.rank)

    def rested(self, lane):
        return self.paused.get(lane, self.now) <= self.now

    def rank(self, one):
        return -one.severity, one.created, list(self.owes).index(one.id)

    @rule(
        number=st.integers(0, 15),
        lane=st.sampled_from(LANES),
        severity=st.sampled_from(Severity),
        age=st.integers(0, 3),
        held=st.integers(0, 3),
    )
    def queue(self, number, lane, severity, age, held):
        created = NOON - age * SECOND
        fields = {"severity": severity, "created": created, "not_before": created + held * SECOND}
        one = owed(str(number), lane, **fields)
        self.store.queue([one])
        self.owes.setdefault(one.id, one)

    @precondition(lambda self: self.due())
    @rule(lane=st.sampled_from(LANES))
    def begin(self, lane):
        for head in self.due():
            if head.channel == lane:
                trying = replace(head, state=State.SENDING, attempts=head.attempts + 1)
                self.store.begin(trying, self.now)
                self.owes[head.id] = trying

    @rule(
        lane=st.sampled_from(LANES),
        state=st.sampled_from([State.SENT, State.QUEUED, State.UNCERTAIN, State.DEAD]),
        later=st.integers(0, 3),
    )
    def settle(self, lane, state, later):
        for one in list(self.owes.values()):
            if one.channel == lane and one.state is State.SENDING:
                until = self.now + later * SECOND
                done = replace(one, state=state, not_before=until, note="told", message_id="7")
                self.store.settle(done, self.now)
                self.owes[one.id] = done

    @rule()
    def crash(self):
        self.store.close()
        self.store = open_store(self.folder / "watcher.db")
        left = [one for one in self.owes.values() if one.state is State.SENDING]
        assert self.store.recover() == len(left)
        for one in left:
            note = "watcher stopped before the answer came"
            self.owes[one.id] = replace(one, state=State.UNCERTAIN, note=note)

    @rule(lane=st.sampled_from(LANES), seconds=st.integers(0, 3))
    def pause(self, lane, seconds):
        self.paused[lane] = self.now + seconds * SECOND
        self.store.pause(lane, self.paused[lane])

    @rule(lane=st.sampled_from(LANES))
    def close_lane(self, lane):
        self.store.close_channel(lane, "blocked")
        self.closed.add(lane)

    @rule()
    def reopen(self):
        self.store.reopen()
        self.closed.clear()

    @rule(seconds=st.integers(-2, 4))
    def time_passes_or_the_clock_is_set_back(self, seconds):
        self.now += seconds * SECOND

    @invariant()
    def the_same_is_due(self):
        assert list(self.store.due(self.now)) == self.due()

    @invariant()
    def nothing_is_lost_or_made_up(self):
        assert sum(self.store.status().deliveries.values()) == len(self.owes)


TestOutbox = Outbox.TestCase
TestOutbox.settings = settings(max_examples=30, stateful_step_count=40, deadline=None)
