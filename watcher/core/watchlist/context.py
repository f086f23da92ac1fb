"""The vocabulary that makes a short name or the part of a name believable. Pure."""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from typing import Final

from watcher.core.text.fold import fold
from watcher.core.text.tokens import folded_words

ARMED: Final = frozenset(
    fold(
        """attack attacks attacked strike strikes struck airstrike airstrikes drone drones rocket
        rockets missile missiles militia militias militant militants militiamen faction factions
        fighter fighters gunmen gunman troops soldier soldiers commander commanders army military
        bombed bombing bombs bomb killed wounded ambush raid raids jets convoy weapons
        terrorist terrorists terrorism terror jihadist insurgents insurgency armed ceasefire truce
        sanctions regime rebels rebel coalition front prison suspects cell mortar mortars
        shelling intelligence officers unit units arrested captured
        هجوم هجمات قصف غارة غارات صاروخ صواريخ طائرة مسيرة مقاتل مقاتلين مقاتلي قاتل فصيل فصائل
        الفصائل للفصائل مسلح مسلحين جيش الجيش قاعدة حمله پهپاد موشک سردار نیروهای
        атака атаку ракеты ракет дрон дроны удар боевики"""
    ).split()
)
"""Words of armed conflict, the trade this program was made for: company for a lone part."""


class Context:
    """The words and phrases of `context:`, beside which a short name counts."""

    def __init__(self, entries: Iterable[str]) -> None:
        """Take `entries` apart: words, words that end in `*`, phrases of several words."""
        self._words: set[str] = set()
        self._beginnings: tuple[str, ...] = ()
        self._phrases: set[str] = set()
        for entry in entries:
            parts = folded_words(entry)
            if len(parts) > 1:
                self._phrases.add(f" {' '.join(parts)}" + ("" if entry.endswith("*") else " "))
            elif parts and entry.endswith("*"):
                self._beginnings = (*self._beginnings, parts[0])
            else:
                self._words.update(parts)

    def is_in(self, texts: Sequence[str], said: AbstractSet[str]) -> bool:
        """Whether a story holds one of them: its words in order, and the set of them."""
        if not self._words.isdisjoint(said):
            return True
        if self._beginnings and any(word.startswith(self._beginnings) for word in said):
            return True
        whole = f" {' '.join(texts)} " if self._phrases else ""
        return any(phrase in whole for phrase in self._phrases)
