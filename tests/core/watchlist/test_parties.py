from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.build import name
from watcher.core.text.tokens import folded_words
from watcher.core.watchlist.parties import Parties, parties
from watcher.model import Evidence, Find, How, Span, ToldAs

NAMES = {
    one.id: one
    for one in (
        name("badr", type="faction"),
        name("nujaba", type="faction"),
        name("houthis", type="faction"),
        name("isis", type="faction"),
        name("amiri", type="person"),
        name("coalition", type="force"),
        name("peshmerga", type="force"),
        name("taji", type="base"),
        name("harir", type="base"),
        name("erbil", type="place"),
        name("baghdad", type="place"),
        name("hodeidah", type="place"),
        name("embassy", type="place"),
        name("shahed", type="weapon"),
        name("firm"),
    )
}
SURFACES = {
    "Badr Organization": "badr",
    "Badr": "badr",
    "Nujaba Movement": "nujaba",
    "Nujaba": "nujaba",
    "Houthis": "houthis",
    "Houthi": "houthis",
    "ISIS": "isis",
    "Hadi al-Amiri": "amiri",
    "coalition forces": "coalition",
    "Peshmerga": "peshmerga",
    "Camp Taji": "taji",
    "Harir base": "harir",
    "Erbil": "erbil",
    "Baghdad": "baghdad",
    "Hodeidah": "hodeidah",
    "US embassy": "embassy",
    "Shahed": "shahed",
    "Haditha Oil": "firm",
    "منظمة بدر": "badr",
    "حركة النجباء": "nujaba",
    "النجباء": "nujaba",
    "داعش": "isis",
    "هادي العامري": "amiri",
    "البيشمركة": "peshmerga",
    "معسكر التاجي": "taji",
    "قاعدة حرير": "harir",
    "أربيل": "erbil",
    "بغداد": "baghdad",
}


def read(marked, told_as=ToldAs.REPORTED):
    """Actor, target, place and speaker of the event in brackets, each as its name or words."""
    text = marked.replace("[", "").replace("]", "")
    event = Span(marked.index("["), marked.index("]") - 1)
    return shown(text, evidence(text, event, told_as))


def evidence(text, event, told_as):
    finds, taken = [], set()
    for surface in sorted(SURFACES, key=len, reverse=True):
        at = text.find(surface)
        while at >= 0:
            place = range(at, at + len(surface))
            if taken.isdisjoint(place):
                taken.update(place)
                finds.append(Find(Span(at, place.stop), SURFACES[surface], How.EXACT, 1.0))
            at = text.find(surface, at + 1)
    finds.sort(key=lambda one: one.span)
    return Evidence(Span(0, len(text)), told_as, event, finds=tuple(finds))


def shown(text, one):
    found = parties(text, one, NAMES)
    return tuple(
        called(text, party) for party in (found.actor, found.target, found.place, found.speaker)
    )


def called(text, party):
    if party is None:
        return ""
    words = text[party.span.start : party.span.end]
    word = party.find.name if party.find else party.state or words
    return f"{word} {party.pair[0]} {called(text, party.pair[1])}" if party.pair else word


ACTIVE = [
    (
        "Erbil, May 3 - Peshmerga arrested four gunmen suspected of [firing] rockets at Harir base.",
        "four gunmen",
        "harir",
        "",
        "",
    ),
    (
        "Peshmerga arrested two gunmen for [firing] rockets at Harir base.",
        "two gunmen",
        "harir",
        "",
        "",
    ),
    ("Badr was accused of [firing] rockets at Harir base.", "badr", "harir", "", ""),
    (
        "Peshmerga arrested four men suspected of [firing] rockets at Harir base.",
        "",
        "harir",
        "",
        "",
    ),
    ("Fifty men suspected of [firing] rockets at Harir base fled.", "", "harir", "", ""),
    ("Badr [struck] Camp Taji with three drones.", "badr", "taji", "", ""),
    (
        "Fighters of the Badr Organization [attacked] coalition forces near Erbil on Sunday.",
        "badr",
        "coalition",
        "erbil",
        "",
    ),
    (
        "Turkish jets [bombed] Peshmerga positions in Erbil province.",
        "Turkey",
        "peshmerga",
        "erbil",
        "",
    ),
    ("Gunmen [shot] at Peshmerga guards outside Erbil.", "", "peshmerga", "erbil", ""),
    ("The Badr Organization, which Baghdad pays, [hit] Harir base again.", "badr", "harir", "", ""),
    (
        "Militias aligned with Iran [targeted] Harir base with mortar shells.",
        "Militias",
        "harir",
        "",
        "",
    ),
    ("After the minister left Baghdad, Badr [fired] rockets at Camp Taji.", "badr", "taji", "", ""),
    (
        "Israel or the United States [struck] the Badr Organization overnight.",
        "Israel or US",
        "badr",
        "",
        "",
    ),
    ("Badr and Nujaba [attacked] Camp Taji together.", "badr and nujaba", "taji", "", ""),
    ("A Houthi missile [hit] Hodeidah by mistake.", "houthis", "hodeidah", "", ""),
    ("Its neighbours say that Iran [launched] missiles at Harir base.", "Iran", "harir", "", ""),
    ("Haditha Oil [sent] a drone over Erbil.", "firm", "erbil", "", ""),
    (
        "Israel's air force [bombed] the Houthis in Hodeidah for a second night.",
        "Israel",
        "houthis",
        "hodeidah",
        "",
    ),
    ("Peshmerga units [captured] two ISIS couriers in Erbil.", "peshmerga", "isis", "erbil", ""),
]
PASSIVE = [
    ("Camp Taji was [struck] by Badr before dawn.", "badr", "taji", "", ""),
    ("Camp Taji was repeatedly [attacked] with rockets on Friday.", "", "taji", "", ""),
    ("Harir base has been [targeted] by drones, an officer said.", "", "harir", "", ""),
    ("FIVE ISIS MEMBERS [CAPTURED] IN Erbil", "", "isis", "erbil", ""),
    ("Six ISIS suspects [picked up]", "", "isis", "", ""),
    ("Peshmerga [captured] five men in Erbil.", "peshmerga", "", "erbil", ""),
    ("A blast [hit] Camp Taji; Badr and Nujaba said they knew nothing.", "", "taji", "", ""),
    ("The bridge was [closed], police said.", "", "", "", "police"),
    ("The checkpoint was [closed] on Friday, two drivers said.", "", "checkpoint", "", ""),
    ("The checkpoint near Rawa was [shut down] on Friday, two drivers said.", "", "", "", ""),
    ("Badr was [attacked] on Friday, it said.", "", "badr", "", "badr"),
    ("Two Peshmerga were [killed] by ISIS near Erbil.", "isis", "peshmerga", "erbil", ""),
    ("Three coalition forces trainers [died] in the blast.", "", "coalition", "", ""),
    ("The US embassy was [hit] twice in one week.", "", "embassy", "", ""),
    ("A depot used by the Badr Organization was [bombed] by Israel.", "Israel", "depot", "", ""),
    ("Camp Taji [attacked] overnight", "", "taji", "", ""),
]
NOMINAL = [
    ("Drones [struck] the American Harir base in a raid.", "", "harir", "", ""),
    ("The Camp Taji [attack] hurt two.", "", "taji", "", ""),
    ("Its second [attack] on Camp Taji failed.", "", "taji", "", ""),
    ("Badr bombed Erbil in the [attack].", "", "", "", ""),
    ("An [attack].", "", "", "", ""),
    ("An [attack] by Badr on Camp Taji wounded a cook.", "badr", "taji", "", ""),
    ("A [strike] on Harir base killed two guards.", "", "harir", "", ""),
    ("Badr's [attack] on Camp Taji lasted an hour.", "badr", "taji", "", ""),
    ("A Turkish [airstrike] on Erbil province killed a farmer.", "Turkey", "erbil", "", ""),
    ("The [bombing] of Camp Taji went on until noon.", "", "taji", "", ""),
    ("A Badr drone [attack] damaged the US embassy.", "badr", "embassy", "", ""),
    ("Nujaba carried out an [attack] on Harir base.", "nujaba", "harir", "", ""),
    ("Badr has launched its second [strike] against Camp Taji this week.", "badr", "taji", "", ""),
    ("Harir base came under [attack] from the north.", "", "harir", "", ""),
    ("Camp Taji survived an [attack] by Badr and Nujaba.", "badr and nujaba", "taji", "", ""),
    ("A roadside [bomb] killed four Peshmerga in Erbil.", "", "peshmerga", "erbil", ""),
    ("Rockets [fell] near Camp Taji.", "", "", "taji", ""),
    ("The [raid] in the wake of the war on Gaza hurt nobody.", "", "", "", ""),
    ("Baghdad fears Israeli [strikes] on the Badr Organization.", "Israel", "badr", "", ""),
    ("The Baghdad [attack] hurt six people.", "", "", "", ""),
]
CLAIMS = [
    (
        "The Badr Organization claimed responsibility for the [attack] on Camp Taji.",
        "badr",
        "taji",
        "",
        "badr",
    ),
    ("An [attack] on Camp Taji claimed by Nujaba did no harm.", "nujaba", "taji", "", ""),
    ("Badr said it [struck] Harir base at dawn.", "badr", "harir", "", "badr"),
    ("Nujaba said its fighters had [attacked] Harir base.", "nujaba", "harir", "", "nujaba"),
    ("Badr took credit for the [strike] on Harir base.", "badr", "harir", "", "badr"),
    ("Badr announced the [targeting] of Camp Taji.", "badr", "taji", "", "badr"),
    ("Badr was behind the [attack] on Camp Taji, police said.", "badr", "taji", "", "police"),
]
REPORTED = [
    ("Two officials said that Badr [attacked] Camp Taji.", "badr", "taji", "", "Two officials"),
    ("Badr said that Israel [bombed] its depots in Erbil.", "Israel", "depots", "erbil", "badr"),
    ("Baghdad blamed Nujaba for the [attack] on Harir base.", "nujaba", "harir", "", "baghdad"),
    ("The Nujaba Movement accused Israel of [attacking] its offices.", "Israel", "", "", "nujaba"),
    ("Turkey [struck] Erbil, according to the Nujaba Movement.", "Turkey", "erbil", "", "nujaba"),
    (
        "Camp Taji was [hit] on Monday, three security officials told a newspaper.",
        "",
        "taji",
        "",
        "three security officials",
    ),
    ("Nujaba: Israel [struck] our camp in Erbil.", "Israel", "camp", "erbil", "nujaba"),
    ("The government had been warned of [strikes] on Camp Taji.", "", "taji", "", ""),
    (
        "A spokesman for the Badr Organization said Turkey [hit] Erbil.",
        "Turkey",
        "erbil",
        "",
        "badr",
    ),
    (
        "The Kurdish Ministry of Health said that a Turkish drone [struck] a car in Erbil.",
        "Turkey",
        "car",
        "erbil",
        "Kurdish Ministry of Health",
    ),
    ("Sources said the [strike] hit Camp Taji.", "", "taji", "", ""),
]
THREATS = [
    (
        "Nujaba warned that coalition forces would [pay the price] for an attack on Iraq.",
        "nujaba",
        "coalition",
        "",
        "nujaba",
    ),
    ("Badr threatened to [strike] Harir base.", "badr", "harir", "", "badr"),
    ("Nujaba warned that it would [hit] Harir base.", "nujaba", "harir", "", "nujaba"),
    ("Badr vowed [attacks] on Camp Taji.", "badr", "taji", "", "badr"),
    (
        "Hadi al-Amiri, head of the Badr Organization, warned of [targeting] coalition forces.",
        "badr",
        "coalition",
        "",
        "badr",
    ),
    ("Iran has threatened to resume [attacks] on Erbil.", "Iran", "erbil", "", "Iran"),
    ("Washington reserved the right to [strike] Badr.", "Washington", "badr", "", "Washington"),
    ("The US told Baghdad of its intention to [strike] 16 depots.", "US", "16 depots", "", "US"),
    ("Badr [threatened] the US embassy.", "badr", "embassy", "", "badr"),
    (
        'Coalition forces "[will not be safe]", the Nujaba Movement said.',
        "nujaba",
        "Coalition forces",
        "",
        "nujaba",
    ),
    ("Nujaba warned that Harir base would become a [target].", "nujaba", "harir", "", "nujaba"),
    (
        "Israel is weighing [strikes] on nine sites in Baghdad.",
        "Israel",
        "nine sites",
        "baghdad",
        "",
    ),
    ("Turkey plans to [attack] Erbil.", "Turkey", "erbil", "", ""),
    ("Badr ordered Nujaba to [attack] Camp Taji.", "nujaba", "taji", "", ""),
    ("The decision to [evacuate] the US embassy came late.", "", "embassy", "", ""),
]
DENIALS = [
    ("Badr denied that it [struck] Harir base.", "badr", "harir", "", "badr"),
    ("The ministry denied that Camp Taji was [attacked].", "", "taji", "", ""),
    ("Nujaba denied any role in the [attack] on Camp Taji.", "nujaba", "taji", "", "nujaba"),
]
DEFENCE = [
    ("Guards at Camp Taji [repelled] an attack by Nujaba.", "nujaba", "", "taji", ""),
    ("Air defences [brought down] a Shahed near Harir base.", "", "", "harir", ""),
    ("The United States ordered its staff to [leave] Baghdad.", "", "", "baghdad", ""),
    (
        "Britain ordered the [evacuation] of embassy staff from Baghdad.",
        "UK",
        "embassy staff",
        "baghdad",
        "",
    ),
]
TALKS = [
    ("Iran's foreign minister [visited] Baghdad.", "Iran's foreign minister", "baghdad", "", ""),
    ("Baghdad's [envoys] went to Ankara.", "baghdad", "Ankara", "", ""),
    ("The Turkish president held [talks] with Baghdad.", "Turkish president", "baghdad", "", ""),
    ("Clashes [erupted] between Peshmerga and the Iraqi army in Erbil.", "", "", "erbil", ""),
]
OTHER = [
    ("Exports in US dollars [fell] by a tenth.", "", "", "", ""),
    ("It was [struck].", "", "", "", ""),
    ("[Strike]", "", "", "", ""),
    (
        "Las milicias proiraníes lanzaron ayer cohetes contra Badr según [ataque] fuentes locales.",
        "",
        "",
        "",
        "",
    ),
]
ARABIC_REPORTED = [
    ("دعت السلطات رعاياها إلى [مغادرة] بغداد بأسرع وقت.", "", "", "baghdad", ""),
    ("[قصفت] منظمة بدر معسكر التاجي بثلاثة صواريخ.", "badr", "taji", "", ""),
    ("[استهدف] مسلحون قاعدة حرير.", "مسلحون", "harir", "", ""),
    ("أعلنت بغداد أن منظمة بدر [قصفت] معسكر التاجي.", "badr", "taji", "", "baghdad"),
    ("منظمة بدر [تقصف] قاعدة حرير", "badr", "harir", "", ""),
    ("تعرضت قاعدة حرير [لهجوم] بطائرة مسيرة.", "", "harir", "", ""),
    ("تعرض معسكر التاجي [لقصف] من قبل النجباء.", "nujaba", "taji", "", ""),
    ("[هجوم] النجباء على قاعدة حرير أسفر عن جرحى.", "nujaba", "harir", "", ""),
    ("[غارات] جوية إسرائيلية على بغداد.", "Israel", "baghdad", "", ""),
    ("[هجوم] شنته حركة النجباء على أربيل.", "nujaba", "erbil", "", ""),
    ("شنت تركيا [غارات] على أربيل فجر اليوم.", "Turkey", "erbil", "", ""),
    ("نفذت منظمة بدر [هجوما] على معسكر التاجي.", "badr", "taji", "", ""),
    ("سقط صاروخان [قرب] معسكر التاجي.", "", "", "taji", ""),
    (
        "قال مصدر أمني إن البيشمركة [اعتقلت] عنصرا من داعش في أربيل.",
        "peshmerga",
        "isis",
        "erbil",
        "مصدر أمني",
    ),
    ("اتهمت بغداد تركيا [بقصف] أربيل.", "Turkey", "erbil", "", "baghdad"),
    ("حذر هادي العامري من [ضربة] إسرائيلية على بغداد.", "Israel", "baghdad", "", "amiri"),
    ("[استهداف] قاعدة حرير بطائرة مسيرة", "", "harir", "", ""),
    ("[انفجار] في أربيل.", "", "", "erbil", ""),
    ("[اغتيال] قيادي في منظمة بدر شرقي بغداد.", "", "", "baghdad", ""),
    ("بحسب منظمة بدر [استهدفت] إسرائيل معسكر التاجي.", "Israel", "taji", "", "badr"),
    ("[استهدف] صاروخ معسكر التاجي.", "", "taji", "", ""),
]
ARABIC_CLAIMS = [
    ("قالت حركة النجباء إن [الهجوم] على أربيل نجح.", "nujaba", "erbil", "", "nujaba"),
    ("تبنت النجباء [استهداف] قاعدة حرير.", "nujaba", "harir", "", "nujaba"),
    ("أعلنت حركة النجباء أنها [قصفت] قاعدة حرير.", "nujaba", "harir", "", "nujaba"),
    ("أعلنت منظمة بدر [استهداف] معسكر التاجي.", "badr", "taji", "", "badr"),
    ("أعلنت منظمة بدر مسؤوليتها عن [الهجوم] على معسكر التاجي.", "badr", "taji", "", "badr"),
    ("أعلنت حركة النجباء أن مقاتليها [استهدفوا] قاعدة حرير.", "nujaba", "harir", "", "nujaba"),
]
ARABIC_THREATS = [
    ("هددت حركة النجباء [بضرب] قاعدة حرير.", "nujaba", "harir", "", "nujaba"),
    ("هدد هادي العامري [باستهداف] القواعد الأمريكية في أربيل.", "amiri", "القواعد", "", "amiri"),
    ("توعدت منظمة بدر [بالرد] على إسرائيل.", "badr", "Israel", "", "badr"),
    ("وقالت النجباء إنها [ستستهدف] قاعدة حرير.", "nujaba", "harir", "", "nujaba"),
]
ARABIC_DENIALS = [
    ("نفت منظمة بدر [استهداف] معسكر التاجي.", "badr", "taji", "", "badr"),
    ("نفت بغداد أن منظمة بدر [قصفت] معسكر التاجي.", "badr", "taji", "", "baghdad"),
]
BORDERS = [
    ("The man who, as people say, met the army, [struck] Camp Taji.", "", "taji", "", ""),
    ("The men, armed and trained, [struck] Camp Taji.", "", "taji", "", ""),
    ("People in the Badr and Nujaba [struck] Camp Taji.", "badr and nujaba", "taji", "", ""),
    ("A strike in Badr or Nujaba [struck] Camp Taji.", "nujaba", "taji", "", ""),
    ("Talks at Badr and Nujaba [struck] Camp Taji.", "nujaba", "taji", "", ""),
    ("According to very old grey men somewhere the [attack] failed.", "", "", "", ""),
    (
        "The Turkish minister is to [visit] Baghdad next week.",
        "Turkish minister",
        "baghdad",
        "",
        "",
    ),
    ("Nujaba said; its fighters [struck] Camp Taji.", "fighters", "taji", "", ""),
    (
        "Military intelligence [arrested] two ISIS men in Erbil.",
        "Military intelligence",
        "isis",
        "erbil",
        "",
    ),
    ("Camp Taji, hosting coalition forces, [survived] the night.", "", "taji", "", ""),
    (
        "Harir base, housing coalition forces, [repelled] an attack by Nujaba.",
        "nujaba",
        "harir",
        "",
        "",
    ),
    ("Drones hosting coalition forces [struck] Erbil.", "", "erbil", "", ""),
    ("Fighters from Badr and Nujaba [attacked] Camp Taji.", "badr and nujaba", "taji", "", ""),
    ("The chief of Badr and Nujaba [attacked] Camp Taji.", "badr and nujaba", "taji", "", ""),
    (
        "Nujaba struck Erbil, according to the many and very small papers, [attacks] went on.",
        "",
        "",
        "",
        "",
    ),
    ("Nujaba struck Erbil, according to a man, the [attacks] went on.", "", "", "", ""),
    ("The [strikes] were on Badr's doorstep, police said.", "", "", "", "police"),
    ("The [strike] on US dollars was hard.", "", "", "", ""),
    ("A US-[launched] missile hit Erbil.", "US", "erbil", "", ""),
    ("The [attack] on Camp Taji was blamed on Badr.", "badr", "taji", "", ""),
    ("Two men were [killed] when a bomb went off in Erbil.", "", "", "erbil", ""),
    ("He told us of a [strike] on Camp Taji.", "", "taji", "", ""),
    ("The [strike], Badr was told, hit Camp Taji.", "", "", "taji", ""),
    ("The [strike] was heard, it was said by many.", "", "", "", ""),
    ("The [attack] on Camp Taji attributed to Nujaba failed.", "nujaba", "taji", "", ""),
    ("According to the Peshmerga the [attack] failed.", "peshmerga", "", "", "peshmerga"),
]
ARABIC_BORDERS = [
    ("قال إن في بغداد [هجوما] فشل.", "", "", "", ""),
    ("[هجوم] بحسب ما قيل.", "", "", "", ""),
    ("قالت صواريخ منظمة بدر إن [الهجوم] فشل.", "", "", "", "badr"),
    ("منظمة بدر أعلنت [هجوما].", "badr", "", "", "badr"),
    ("[هجوم] بعد زيارة بغداد.", "", "", "", ""),
    ("أعلنت البيشمركة [اعتقال] عناصر من داعش.", "", "عناصر", "", "peshmerga"),
    ("[هجوم] للنجباء على قاعدة حرير.", "", "harir", "", ""),
    ("[غارات] للولايات المتحدة على أربيل.", "US", "erbil", "", ""),
    ("بحسب شهود [قصفت] منظمة بدر معسكر التاجي.", "badr", "taji", "", "شهود"),
    ("قال الأمريكي إن [الهجوم] فشل.", "", "", "", ""),
    ("قالت طائرة إن [الهجوم] فشل.", "", "", "", ""),
    ("أعلنت أن [الهجوم] فشل في أربيل", "", "", "erbil", ""),
]


def rows(*tables):
    return pytest.mark.parametrize(
        ("marked", "actor", "target", "place", "speaker"), [*chain(*tables)]
    )


@rows(ACTIVE, PASSIVE, NOMINAL, REPORTED, DEFENCE, TALKS, BORDERS, OTHER)
def test_word_order_shows_who_does_what_to_whom(marked, actor, target, place, speaker):
    assert read(marked) == (actor, target, place, speaker)


@rows(ARABIC_REPORTED, ARABIC_BORDERS)
def test_in_arabic_the_verb_comes_before_who_does_what_to_whom(
    marked, actor, target, place, speaker
):
    assert read(marked) == (actor, target, place, speaker)


def test_who_denies_a_role_in_what_took_place_is_not_told_as_who_did_it():
    marked = "Nujaba denied any role in the [attack] on Camp Taji."
    assert read(marked) == ("", "taji", "", "nujaba")


@rows(CLAIMS, ARABIC_CLAIMS)
def test_who_claims_a_deed_is_said_to_have_done_it(marked, actor, target, place, speaker):
    assert read(marked, ToldAs.CLAIMED) == (actor, target, place, speaker)


@rows(THREATS, ARABIC_THREATS)
def test_who_threatens_is_who_would_do_it(marked, actor, target, place, speaker):
    assert read(marked, ToldAs.THREATENED) == (actor, target, place, speaker)


@rows(DENIALS, ARABIC_DENIALS)
def test_who_denies_speaks(marked, actor, target, place, speaker):
    assert read(marked, ToldAs.DENIED) == (actor, target, place, speaker)


def test_of_a_sentence_without_end_only_what_stands_near_the_event_is_read():
    far = "Nujaba said nothing new. ".replace(".", ",") * 200
    text = f"{far}Badr struck Camp Taji{far}"
    at = text.index("struck")
    one = evidence(text, Span(at, at + 6), ToldAs.REPORTED)
    assert shown(text, one)[:2] == ("badr", "taji")


WORDS = [
    *SURFACES,
    *folded_words("said that it its of by on in at and or to was were the a an struck attack"),
    *folded_words("strikes attacked threatened claimed killed hosting which drones sites"),
    *folded_words(
        "أن إن أنها على في من قبل هجوم استهداف قصفت أعلنت مصدر القواعد إسرائيلية مقاتليها"
    ),
    *",.:;-'\"(",
]


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=40), st.data())
def test_parties_stand_in_the_sentence_whatever_is_written(words, data):
    text = " ".join(words)
    start = data.draw(st.integers(0, len(text) - 1))
    told_as = data.draw(st.sampled_from(ToldAs))
    one = evidence(text, Span(start, data.draw(st.integers(start, len(text)))), told_as)
    found = parties(text, one, NAMES)
    told = (found.actor, found.target, found.place, found.speaker)
    named = [party for party in told if party]
    for party in (*named, *(party.pair[1] for party in named if party.pair)):
        assert one.sentence.covers(party.span)
        assert party.find is None or party.find in one.finds


@given(st.text(max_size=80))
def test_any_text_has_parties_or_none(text):
    one = Evidence(Span(0, len(text)), ToldAs.REPORTED, Span(0, len(text)))
    assert isinstance(parties(text, one, NAMES), Parties)
