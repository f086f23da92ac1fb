"""Choose the sentences that say what a story is about, in its own words. Pure."""

from watcher.core.stories.lead import is_title
from watcher.core.text.sentences import sentences
from watcher.model import Evidence, Match, Span, Story


def choose(story: Story, matches: tuple[Match, ...], most: int = 3) -> tuple[Evidence, ...]:
    """At most `most` sentences of evidence that together say most.

    The leading evidence of the loudest match stands first. Then, in text order: whatever names
    somebody not yet named, or tells it another way; and where room is left, the earliest. A
    sentence that only repeats the title is left out while there are others.
    """
    by_sentence = {one.sentence: one for match in reversed(matches) for one in match.evidence}
    pool = [one for _, one in sorted(by_sentence.items()) if not is_title(one, story)]
    chosen = [matches[0].evidence[0]]
    for news_only in (True, False):
        for one in pool:
            known = {other.sentence for other in chosen}
            wanted = one.sentence not in known and (not news_only or _news(one, chosen))
            if wanted and len(chosen) < most:
                chosen.append(one)
    return (chosen[0], *sorted(chosen[1:], key=lambda one: one.sentence))


def context(story: Story, evidence: Evidence) -> Span | None:
    """The sentence that follows `evidence` in its story, to be read with it; None at the end."""
    rest = Span(evidence.sentence.end, story.span.end)
    return next(iter(sentences(story.document.text, rest)), None)


def _news(one: Evidence, chosen: list[Evidence]) -> bool:
    names = {find.name for other in chosen for find in other.finds}
    told = {other.told_as for other in chosen}
    return one.told_as not in told or any(find.name not in names for find in one.finds)
