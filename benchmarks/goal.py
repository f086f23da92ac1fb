"""A goal, and what was reached of it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Goal:
    """One row of the table of goals."""

    what: str
    goal: str
    reached: str
    is_met: bool
