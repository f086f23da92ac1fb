"""Choose the sentences that say what a story is about, in its own words. Pure."""

from watcher.core.text.fold import fold
from watcher.model import Evidence, Match, Story


def choose(story: Story, matches: tuple[Match, ...], most: int = 3) -> tuple[Evidence, ...]:
    """At most `most` sentences of evidence, in text order, that together say most.

    The first evidence of the loudest match comes always; then whatever names somebody not yet
    named, or tells it another way; then the earliest. A sentence that only repeats the title is
    left out while there are others: the reader sees the title anyway.
    """
    by_sentence = {one.sentence: one for match in reversed(matches) for one in match.evidence}
    title = fold(story.title)
    told = [one for one in matches[0].evidence if not _is_title(one, story, title)]
    pool = [one for _, one in sorted(by_sentence.items()) if not _is_title(one, story, title)]
    if not pool:
        return matches[0].evidence[:most]
    chosen = [(told or pool)[0]]
    for news_only in (True, False):
        for one in pool:
            if len(chosen) < most and one not in chosen and (not news_only or _news(one, chosen)):
                chosen.append(one)
    return tuple(sorted(chosen, key=lambda one: one.sentence))


def _is_title(one: Evidence, story: Story, title: str) -> bool:
    words = fold(story.document.text[one.sentence.start : one.sentence.end])
    return bool(title) and words.strip(" .") in title


def _news(one: Evidence, chosen: list[Evidence]) -> bool:
    names = {find.name for other in chosen for find in other.finds}
    told = {other.told_as for other in chosen}
    return one.told_as not in told or any(find.name not in names for find in one.finds)
