"""Find the names of a watchlist in the text of a story. Pure."""

from collections import defaultdict
from collections.abc import Sequence

from watcher.core.text.fold import prepare
from watcher.core.text.tokens import folded_words, words
from watcher.core.watchlist.language import Name
from watcher.model import EntryId, Find, How


class NameFinder:
    """Finds every name of a list; made once, used for every story."""

    def __init__(self, names: Sequence[Name], context: Sequence[str] = ()) -> None:
        """Index `names`. Beside a word of `context` a short name counts."""
        self._context = frozenset(folded_words(" ".join(context)))
        self._forms: dict[str, list[tuple[tuple[str, ...], EntryId, str]]] = defaultdict(list)
        for name in names:
            for form in name.forms:
                if form_words := folded_words(form):
                    self._forms[form_words[0]].append((form_words, name.id, form))

    def find(self, text: str) -> tuple[Find, ...]:
        """The names in `text`, in order; of overlapping finds the longer stays."""
        found = words(prepare(text))
        finds: list[Find] = []
        for index, word in enumerate(found.texts):
            for form_words, name, form in self._forms.get(word, ()):
                if found.texts[index : index + len(form_words)] == form_words:
                    span = found.span(index, index + len(form_words) - 1)
                    finds.append(Find(span, name, How.EXACT, 1.0, f"written as “{form}”"))
        finds.sort(key=lambda find: (find.span.start - find.span.end, find.span.start, find.name))
        kept: list[Find] = []
        for find in finds:
            if not any(find.span.overlaps(other.span) for other in kept):
                kept.append(find)
        return tuple(sorted(kept, key=lambda find: find.span.start))
