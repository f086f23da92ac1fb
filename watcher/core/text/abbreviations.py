"""Words that tell a full stop inside a sentence from one at its end. Small letters, no last stop.

Pure data.
"""


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


TITLES = _words(
    "mr mrs ms mx dr prof gen lt col maj brig capt cpt cmdr cdr sgt cpl pvt adm sen rep gov pres"
    " amb rev st messrs mme mlle vs v cf viz e.g i.e"
)
"""Abbreviations that always have something behind them."""
COUNTED = _words(
    "no nos nr vol p pp art arts sec ch par para fig figs op approx ca c"
    " jan feb mar apr jun jul aug sep sept oct nov dec"
)
"""Abbreviations before a number; elsewhere words or ends of sentences."""
EITHER = _words(
    "u.s u.k u.n u.a.e u.s.a u.s.s.r e.u d.c a.m p.m b.c a.d ph.d m.d b.a m.a inc ltd co corp bros"
    " llc plc dept gov't govt intl assn ave blvd rd"
)
"""Abbreviations that stand inside a sentence as well as at its end."""
ARABIC_TITLES = _words("د م أ ا ع ص ه ج أ.د ا.د")
"""Doctor, engineer, professor and the like, shortened to a letter."""
OPENERS = _words(
    "the a an it its he she they we i you his her their our this that these those there here in on"
    " at by for from with after before as but and while when if since until although however"
    " meanwhile moreover also still yet according despite during under over some many most several"
    " no not what who why how where one two three four five all both each every other another such"
    " so then now last earlier later"
)
"""Words that open a sentence and, with a capital, stand nowhere else."""
