"""Words beside which a short name or the part of a name counts, if a list brings none. Pure."""

from typing import Final

from watcher.core.text.fold import fold

CONTEXT: Final = frozenset(
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
"""The vocabulary of armed conflict, the trade this program was made for. `context:` replaces it."""
