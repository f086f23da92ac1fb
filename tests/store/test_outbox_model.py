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
from watcher.model import ChannelName, ChatId, Kind, Severity, State
from watcher.store import open_store

LANES = [ChannelName("desk"), ChannelName("duty")]
CHAT = ChatId("-1")
WAITING = {State.QUEUED, State.UNCERTAIN}
GIVEN_UP = {State.DEAD, State.EXPIRED}
SETTLED = {State.SENT, State.MERGED, State.DROPPED, State.GONE, *GIVEN_UP}
SECOND = timedelta(seconds=1)
TERM = timedelta(seconds=6)


class Outbox(RuleBasedStateMachine):
    """`owes` is what the store should hold, in the order of queueing."""

    def __init__(self):
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.store = open_store(self.folder / "watcher.db")
        self.now = NOON
        self.owes, self.paused, self.last, self.closed = {}, {}, {}, set()
        self.trouble = {}

    def teardown(self):
        self.store.close()
        shutil.rmtree(self.folder)

    def due(self):
        """What the promise of `Store.due` says, word by word."""
        heads = []
        for lane in LANES:
            mine = [one for one in self.owes.values() if one.channel == lane]
            ready = [o for o in mine if o.state in WAITING and o.not_before <= self.now]
            ready = [one for one in ready if self.free(one)]
            busy = any(one.state is State.SENDING for one in mine)
            if ready and not busy and lane not in self.closed and self.rested(lane):
                heads.append(self.head(ready))
        return sorted(heads, key=self.rank)

    def free(self, one):
        """Whether what it aims at holds it up no more."""
        target = self.owes.get(one.target)
        if target is None:
            return True
        rests = one.kind is Kind.EDIT and target.not_before > self.now
        return target.state in SETTLED and not rests

    def rested(self, lane):
        return self.paused.get(lane, self.now) <= self.now

    def rank(self, one):
        number = list(self.owes).index(one.id)
        return -one.severity, one.kind is Kind.EDIT, one.created, number

    def head(self, ready):
        """What is in doubt goes first."""
        doubtful = [one for one in ready if one.state is State.UNCERTAIN]
        return min(doubtful or ready, key=self.rank)

    def change(self, id, **fields):
        if id in self.owes:
            self.owes[id] = replace(self.owes[id], **fields)

    def coalesce(self, id):
        """Of the waiting edits of one message the newest is left, and none if it is unsent."""
        aimed = [one for one in self.owes.values() if one.target == id]
        waiting = [one for one in aimed if one.state in WAITING]
        if not waiting:
            return
        target = self.owes.get(id)
        if target and target.state in WAITING:
            self.change(id, severity=max(one.severity for one in (target, *waiting)))
        answers = [one.not_before for one in waiting if one.kind is Kind.REPLY]
        if target and target.state in WAITING and not target.attempts and answers:
            self.change(id, not_before=min(target.not_before, *answers))
        edits = [o for o in aimed if o.kind is Kind.EDIT and o.state not in GIVEN_UP]
        for one in edits[:-1]:
            if one.state in WAITING:
                note = "a newer revision of the message says it"
                self.change(one.id, state=State.MERGED, note=note)
        for one in edits[-1:]:
            if one.state in WAITING and target and target.state in {State.QUEUED, State.EXPIRED}:
                note = "the message says it from the start: it had not gone out yet"
                self.change(id, text=one.text)
                self.change(one.id, state=State.MERGED, note=note)

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
        fields["expires_at"] = fields["not_before"] + TERM
        one = owed(str(number), lane, **fields)
        self.store.queue([one])
        self.owes.setdefault(one.id, one)

    @rule(
        kind=st.sampled_from([Kind.EDIT, Kind.REPLY]),
        at=st.integers(0, 15),
        severity=st.sampled_from(Severity),
        again=st.booleans(),
    )
    def aim(self, kind, at, severity, again):
        key = f"{kind} {at} {0 if again else len(self.owes)}"
        lane = LANES[at % len(LANES)]
        one = owed(key, lane, kind=kind, target=str(at), severity=severity)
        self.store.queue([one])
        self.owes.setdefault(one.id, one)
        self.coalesce(one.target)

    @precondition(lambda self: self.due())
    @rule(lane=st.sampled_from(LANES))
    def begin(self, lane):
        for head in self.due():
            if head.channel == lane:
                last = self.last.get(lane, "") if head.state is State.QUEUED else head.after
                trying = replace(
                    head, state=State.SENDING, attempts=head.attempts + 1, chat=CHAT, after=last
                )
                assert self.store.begin(replace(trying, text="old", after="?"), self.now) == trying
                self.owes[head.id] = trying

    @rule(
        lane=st.sampled_from(LANES),
        state=st.sampled_from([State.SENT, State.QUEUED, State.UNCERTAIN, State.DEAD]),
        later=st.integers(0, 3),
        anew=st.booleans(),
    )
    def settle(self, lane, state, later, anew):
        for one in list(self.owes.values()):
            if one.channel == lane and one.state is State.SENDING:
                shown = state is State.SENT and (anew or one.kind is not Kind.EDIT)
                number = f"{lane} {one.id}" if shown else ""
                until = self.now + later * SECOND
                done = replace(one, state=state, not_before=until, note="told", message_id=number)
                self.store.settle(done, self.now)
                self.owes[one.id] = done
                if state is State.SENT:
                    self.trouble.pop(lane, None)
                elif state in WAITING:
                    self.keeps_from(lane, "told")
                if number:
                    self.last[lane] = number
                if number and one.kind is Kind.EDIT:
                    self.change(one.target, message_id=number, chat=CHAT)
                if one.kind is Kind.EDIT:
                    self.change(one.target, not_before=until)
                self.coalesce(one.target or one.id)

    def keeps_from(self, lane, why):
        """Since the first of these troubles."""
        since, _ = self.trouble.get(lane, (self.now, ""))
        self.trouble[lane] = since, why

    @rule()
    def expire(self):
        over = [o for o in self.owes.values() if o.state in WAITING and o.expires_at < self.now]
        over.sort(key=lambda one: one.expires_at)
        found = self.store.expire(self.now)
        assert [one.id for one in found] == [one.id for one in over]
        for one in over:
            since, why = self.trouble.get(one.channel, (None, ""))
            told = self.store.delivery(one.id).note
            assert (f"since {since:%d %b %H:%M} UTC ({why})" if why else one.note) in told
            self.change(one.id, state=State.EXPIRED, note=told)
            self.coalesce(one.target or one.id)

    @rule(at=st.integers(0, 15), again=st.booleans())
    def a_person_retries_or_drops(self, at, again):
        one = self.owes.get(str(at))
        if one is None:
            return
        if again:
            dead, until = one.state in GIVEN_UP, self.now + TERM
            assert self.store.retry(one.id, self.now, until) is dead
            note = "a person put it back into the queue"
            fresh = {"created": self.now, "not_before": self.now, "note": note}
            fresh["expires_at"] = until
            if dead:
                self.change(one.id, state=State.QUEUED, **fresh)
            self.coalesce(one.id)
        else:
            may = one.state in WAITING | GIVEN_UP
            assert self.store.drop(one.id) is may
            if may:
                self.change(one.id, state=State.DROPPED, note="a person dropped it")

    @rule(seconds=st.integers(0, 3))
    def crash(self, seconds):
        self.store.close()
        self.store = open_store(self.folder / "watcher.db")
        left = [one for one in self.owes.values() if one.state is State.SENDING]
        until = self.now + seconds * SECOND
        assert self.store.recover(until) == len(left)
        for one in left:
            note = "watcher stopped before the answer came"
            self.change(one.id, state=State.UNCERTAIN, note=note, not_before=until)
            if one.kind is Kind.EDIT:
                self.change(one.target, not_before=until)
            else:
                self.paused[one.channel] = until
            self.coalesce(one.target or one.id)

    @rule(lane=st.sampled_from(LANES), seconds=st.integers(0, 3))
    def pause(self, lane, seconds):
        self.paused[lane] = self.now + seconds * SECOND
        self.store.pause(lane, self.paused[lane])

    @rule(lane=st.sampled_from(LANES))
    def close_lane(self, lane):
        self.store.close_channel(lane, "blocked", self.now)
        self.closed.add(lane)
        self.keeps_from(lane, "it was closed: blocked")

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
        assert [self.store.delivery(one) for one in self.owes] == list(self.owes.values())
        assert sum(self.store.status().deliveries.values()) == len(self.owes)


TestOutbox = Outbox.TestCase
TestOutbox.settings = settings(max_examples=20, stateful_step_count=40, deadline=None)
