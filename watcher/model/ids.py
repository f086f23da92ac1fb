"""The ids that travel through watcher; each is text that must not be taken for another."""

from typing import NewType

SourceName = NewType("SourceName", str)
ChannelName = NewType("ChannelName", str)
ChatId = NewType("ChatId", str)
DocumentId = NewType("DocumentId", str)
StoryId = NewType("StoryId", str)
EntryId = NewType("EntryId", str)
"""The id of a name, a list of words, a type or a tag: what stands in `<…>` in a rule."""
RuleId = NewType("RuleId", str)
EventId = NewType("EventId", str)
AlertId = NewType("AlertId", str)
DeliveryId = NewType("DeliveryId", str)
