"""The nouns that travel through watcher, in the order they appear.

    Document ─▶ Story ─▶ Find ─▶ Match ─▶ Event ─▶ Verdict ─▶ Alert ─▶ Message ─▶ Delivery
    fetched     split    found   a rule   what     ring or    to be    written    owed to
                                 holds    happened silence    told                one chat

Every type is frozen and knows nothing of YAML, SQL, HTTP or Telegram.
Every `datetime` is aware and in UTC. Every `Span` counts code points of the document's text.
"""

from watcher.model.events import (
    Action,
    Alert,
    Change,
    Counted,
    DigestLine,
    Event,
    Figure,
    Part,
    Reason,
    Telling,
    Verdict,
    Voice,
)
from watcher.model.ids import (
    AlertId,
    ChannelName,
    ChatId,
    DeliveryId,
    DocumentId,
    EntryId,
    EventId,
    RuleId,
    SourceName,
    StoryId,
)
from watcher.model.messages import (
    Block,
    Delivery,
    Kind,
    Line,
    Message,
    Run,
    State,
    Style,
    Thread,
)
from watcher.model.news import (
    Document,
    Evidence,
    Find,
    How,
    Match,
    Severity,
    Span,
    Story,
    ToldAs,
)
from watcher.model.people import Ack, Deed, Mute, Muted, Person, Role
from watcher.model.trouble import Trouble

__all__ = [
    "Ack",
    "Action",
    "Alert",
    "AlertId",
    "Block",
    "Change",
    "ChannelName",
    "ChatId",
    "Counted",
    "Deed",
    "Delivery",
    "DeliveryId",
    "DigestLine",
    "Document",
    "DocumentId",
    "EntryId",
    "Event",
    "EventId",
    "Evidence",
    "Figure",
    "Find",
    "How",
    "Kind",
    "Line",
    "Match",
    "Message",
    "Mute",
    "Muted",
    "Part",
    "Person",
    "Reason",
    "Role",
    "RuleId",
    "Run",
    "Severity",
    "SourceName",
    "Span",
    "State",
    "Story",
    "StoryId",
    "Style",
    "Telling",
    "Thread",
    "ToldAs",
    "Trouble",
    "Verdict",
    "Voice",
]
