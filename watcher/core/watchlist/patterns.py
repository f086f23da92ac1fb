"""Whether a regular expression in a rule can be used. Pure.

RE2 needs time proportional to the text, whatever the pattern; what would break that promise,
such as back references, it refuses.
"""

import re2

_LONGEST = 1000
"""Characters of a pattern; a longer one is a list of words in disguise."""


def check_pattern(pattern: str) -> str | None:
    """What is wrong with `pattern` (without its slashes), as a clause; None if it can be used."""
    if len(pattern) > _LONGEST:
        return f"it is longer than {_LONGEST} characters"
    options = re2.Options()
    options.log_errors = False
    try:
        compiled = re2.compile(pattern, options)
    except re2.error as error:
        said = error.args[0]
        return said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
    if compiled.search(""):
        return "it matches nothing at all, so it would be found everywhere"
    return None
