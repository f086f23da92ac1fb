"""One call of a method, as it came over the wire."""

import re
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Call:
    """One call: parameters as text, files by the name of their part."""

    method: str
    parameters: dict[str, str]
    files: dict[str, bytes] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """A parameter; empty where it is missing."""
        return self.parameters.get(name, "")

    def whole(self, name: str, default: int = 0) -> int:
        """A whole number; the default where it is missing or none, as on the server."""
        value = self.text(name)
        return int(value) if re.fullmatch(r"-?\d+", value) else default

    def flag(self, name: str) -> bool:
        """Whether a switch is on."""
        return self.text(name).lower() in {"true", "yes", "1"}
