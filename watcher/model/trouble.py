"""What keeps a source from being read: kinds that callers and people tell apart."""

from enum import StrEnum


class Trouble(StrEnum):
    """One kind of trouble with a source; the sentence beside it says what to do."""

    UNREACHABLE = "unreachable"
    """No such host, or nobody listens there."""
    TIMEOUT = "timeout"
    REFUSED = "refused"
    """An address that watcher must not ask, or that is not valid."""
    TLS = "tls"
    """A certificate that is not valid."""
    TOO_LARGE = "too large"
    REDIRECTS = "redirects"
    """Too many, or to nowhere."""
    BROKEN = "broken"
    """An answer that breaks off, is damaged, or is no HTTP."""
    PASSWORD = "password"  # noqa: S105
    """The server, or a page in the place of a feed, wants somebody to log in."""
    CHALLENGE = "challenge"
    """A page that is to keep programs out."""
    FORBIDDEN = "forbidden"
    NOT_FOUND = "not found"
    GONE = "gone"
    """For good: the only trouble after which a source need not be asked again."""
    TOO_OFTEN = "asked too often"
    SERVER = "server trouble"
    STATUS = "unexpected answer"
    """A status that says nothing of use."""
    EMPTY = "empty"
    NOT_A_FEED = "not a feed"
    UNREADABLE = "unreadable"
    """Any other trouble, such as a folder that may not be read."""
