"""How fast a lane goes."""

from dataclasses import dataclass

_SLOWER = 1.5
_SLOWEST = 8.0
"""Beyond that the channel's own wish to wait, which is kept anyway, says more."""
_FASTER = 0.95
"""After each message: what one complaint added is gone after eight of them."""


@dataclass(slots=True)
class Tempo:
    """How much longer than usual a lane rests: more after each complaint, ever less after it.

    Not kept: a channel that still has reason to complain does so again after a restart.
    """

    factor: float = 1.0

    def complained(self) -> None:
        """The channel asked to wait."""
        self.factor = min(self.factor * _SLOWER, _SLOWEST)

    def went_well(self) -> None:
        """A message was taken."""
        self.factor = max(self.factor * _FASTER, 1.0)
