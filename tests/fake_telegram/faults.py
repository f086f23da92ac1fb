"""A plan of what goes wrong: which calls, and how."""

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum


class How(StrEnum):
    """What goes wrong. "After" means after acceptance: the message is in the journal."""

    STATUS = "status"
    """Refused with an error envelope."""
    STATUS_AFTER = "status after"
    DROP_BEFORE = "drop before"
    """The connection is cut."""
    DROP_AFTER = "drop after"
    DELAY_BEFORE = "delay before"
    """Parked: the call waits and is then accepted, even if the caller has gone."""
    DELAY_AFTER = "delay after"
    """Accepted at once, the answer comes late."""
    CUT_JSON = "cut json"
    """Accepted; half of the envelope comes back with status 200."""
    HTML = "html"
    """A gateway's page with status 502, not accepted."""
    HTML_AFTER = "html after"


@dataclass(frozen=True, slots=True)
class Fault:
    """One entry of the plan.

    Counts, from 1, the calls of `method` (of any method if empty) to `chat` (to any if 0) since
    the plan was set; strikes those in `calls`, or each where `calls` is empty.
    """

    how: How
    method: str = ""
    chat: int = 0
    calls: tuple[int, ...] = ()
    status: int = 500
    description: str = "Internal Server Error"
    parameters: dict[str, int] = field(default_factory=dict)
    seconds: float = 0.0


@dataclass(slots=True)
class Plan:
    """The faults to come."""

    faults: tuple[Fault, ...] = ()
    seen: Counter[int] = field(default_factory=Counter)

    def strike(self, method: str, chat: str) -> Fault | None:
        """What goes wrong with this call; the first fault that fits. Counts the call."""
        found = None
        for index, fault in enumerate(self.faults):
            if fault.method and fault.method.lower() != method.lower():
                continue
            if fault.chat and str(fault.chat) != chat:
                continue
            self.seen[index] += 1
            if found is None and (not fault.calls or self.seen[index] in fault.calls):
                found = fault
        return found


def read_plan(found: list[dict[str, object]]) -> Plan:
    """A plan as a test declares it. Raises `ValueError` or `TypeError`."""
    return Plan(
        tuple(
            Fault(**{**fault, "how": How(fault["how"]), "calls": tuple(fault.get("calls", ()))})
            for fault in found
        )
    )
