"""The ordinary English of generated news: words, and sentences with places to fill.

{m} a mention    {p} a person or place of no list    {n} noun    {a} adjective    {v} verb
{t} town    {w} a rarer word    {day}    {num}
"""

from typing import Final


def _words(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text.split()))


NOUNS: Final = _words(
    """budget ministry parliament committee hospital school road bridge market harvest drought price
    contract company bank salary election candidate vote speech meeting summit visit agreement talks
    border crossing village district province river dam pipeline refinery field harbour cargo ship
    airline flight passenger ticket festival museum library university student teacher doctor nurse
    engineer worker farmer trader driver police court judge lawyer trial verdict inquiry report survey
    census statement letter interview newspaper station broadcast film team match league coach stadium
    goal season weather storm flood heat winter summer rain wheat barley rice dates fish cattle water
    electricity power grid fuel oil gas barrel output export import tariff tax loan debt currency
    exchange inflation growth unemployment housing rent land permit licence project plan programme
    reform law bill amendment ceasefire convoy patrol checkpoint barracks commander soldier officer
    recruit weapon rocket drone missile strike raid ambush explosion blast clash protest rally crowd
    curfew embassy consulate envoy ambassador delegation mission sanction threat warning demand"""
)
ADJECTIVES: Final = _words(
    """new old local national regional foreign senior former public private joint heavy light early
    late recent annual monthly daily weekly northern southern eastern western central rural urban
    small large major minor serious rare common joint legal illegal official unofficial temporary
    permanent safe dangerous quiet tense calm angry hopeful careful rapid slow steady sharp modest
    record unusual expected sudden partial full final first second third next previous civil military
    economic financial political religious cultural medical technical independent armed unarmed"""
)
VERBS: Final = _words(
    """announced rejected approved discussed postponed cancelled opened closed visited inspected praised
    criticised defended welcomed condemned denied confirmed described explained ordered proposed drafted
    signed reviewed repaired rebuilt damaged destroyed attacked targeted shelled raided guarded crossed
    blocked cleared supplied bought sold exported imported measured counted recorded published printed
    broadcast organised funded financed audited suspended resumed completed launched tested moved"""
)
DAYS: Final = _words("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")

WITH_MENTION: Final = (
    "The {n} said that {m} had {v} the {a} {n} near {t} on {day}.",
    "According to {m} the {n} of the {a} {n} was {v} last week, and {num} people were hurt.",
    "Officials in {t} blamed {m} for the {a} {n}, which {v} the {n} and the {w} {n}.",
    "A {n} close to {m} told reporters that no {n} would be {v} before {day}.",
    "On {day} {m} {v} a {a} {n} and asked for {num} more {w} {n} in {t}.",
    "Residents of {t} saw {m} in the {n} after the {n} had been {v}, a {w} {n} said.",
    "The {a} {n} against {m} was {v} by a court in {t}, the {n} reported.",
    "In a {n} on {day}, {m} was named {num} times beside the {w} {n}.",
    "The {n} was sent to {m} and to the {a} {n} of {t}, said {p}.",
    "Several {w} {n} were {v} when {m} came under {n} late on {day}.",
    "{m} {v} the {a} {n} of the {n}, and the {n} in {t} {v} it again.",
    "The {n} for {m} has a {a} {n} with {num} {n}, a {n} of the {n} {v}.",
)
WITHOUT_MENTION: Final = (
    "The {a} {n} in {t} was {v} on {day} after a {w} {n} about the {n}.",
    "More than {num} {n} were {v} this year, the {n} of the {a} {n} said.",
    "{p}, who runs the {a} {n}, said that the {n} had {v} its {w} {n}.",
    "No {n} was {v}, but the {w} {n} and the {a} {n} were checked twice.",
    "The {n} of {t} {v} a {n} with {num} {n} for the {a} {n} of the region.",
    "“We {v} the {n} because the {a} {n} was {w},” {p} told the {n} in {t}.",
    "A {n} from {t} {v} the {n}, which has cost {num} million so far.",
    "Experts expect that the {a} {n} will be {v} by the {n} within {num} days.",
    "In {t} the {n} rose by {num} per cent, while the {w} {n} fell.",
    "The {n} and the {n} {v} a {a} {n}; a {w} {n} is due on {day}.",
    "It was the {num}th {n} of this {a} kind, said {p} of the {n} in {t}.",
    "After the {n} the {a} {n} {v} the {w} road to {t}, where {n} waited for {n}.",
    "The {n} has been {a} since {day}, and nobody {v} the {w} {n} of {t}.",
    "Neither {p} nor the {n} would say why the {n} was {v} so {w}.",
)
TOWNS: Final = _words(
    """Baghdad Basra Erbil Mosul Kirkuk Damascus Aleppo Amman Beirut Tehran Ankara Cairo Doha Kuwait
    Muscat Riyadh London Paris Berlin Vienna Geneva Rome Madrid Brussels Oslo Warsaw Athens Dublin"""
)
