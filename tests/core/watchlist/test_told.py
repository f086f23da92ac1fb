"""How an event is told. The event word stands in brackets; every sentence is made up."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watcher.core.watchlist.language import Cue, CueSide
from watcher.core.watchlist.told import Listener
from watcher.model import Span, ToldAs
from watcher.rulefile import read_watchlist

TODAY = date(2025, 6, 15)

DENIED = """
The Iraqi army denied that the camp was [attacked] overnight.
Officials in Erbil denied any [attack] on the airport.
Washington denies carrying out the [strike] near the border.
The militia did not [attack] the convoy, its spokesman said.
The jets didn't [strike] any target in the north.
No [attack] took place in Samarra on Friday, the governor said.
The army said that no rockets were [fired] at the base.
The government ruled out an [attack] on its neighbour.
Kuwait will not be used to [strike] Iran, the foreign minister said.
The reports of a [strike] on Taji were false.
Reports that the convoy had been [attacked] are untrue.
The cabinet has no plans to [bomb] the camps.
The group has no intention of [attacking] the embassy.
The faction suspended its [attacks] on the coalition.
He dismissed as rumours the talk of an [attack] on the dam.
The planned [strike] was called off at the last minute.
The air force never [bombed] the village, the ministry said.
There was no truth in the report that rebels [attacked] the mill.
There were no signs of an [attack] on the pipeline.
The [attack] never happened, residents of the town insisted.
The party withdrew its threat to [attack] the port.
The president decided against a [strike] on the depots.
The commander promised not to [attack] embassies.
The explosion was an accident rather than an [attack].
Iran neither [attacked] the ship nor planned to.
The pilots haven't [bombed] anything since the truce.
The armed groups agreed to stop [attacking] convoys.
It is not planning an [attack], the ministry said.
The cleric forbade his followers from [attacking] the mission.
The ministry called reports of an Israeli [strike] "fabricated".
Iraq will not allow its land to be used for [attacks].
Iran would have [struck] Israel already had the talks failed, he said.
The two sides agreed to halt [attacks] on shipping.
The minister backed away from a threat to [bomb] the bridge.
"""

PAST = """
On the anniversary of the [attack] mourners laid flowers at the gate.
The base was [attacked] with ballistic missiles in January 2020.
In 2019 drones [struck] the refinery at Abqaiq.
Ten years ago militants [attacked] the same village.
Israeli jets [bombed] the reactor in 1981.
The 2003 [bombing] of the headquarters is still remembered.
The judge sentenced the man to death for the [attack] last year.
The 1980s [war] left mines along the river.
He recalled how rockets [struck] the school in his childhood.
A memorial to the victims of the [bombing] was opened.
The camp was [shelled] on 3 February and has been empty for months.
Residents marked the anniversary of the day when American planes [bombed] the shelter.
The two men were convicted of the [attack] on the consulate.
The airport, [attacked] in 2022, was opened again on Monday.
Survivors of the [attack] met at the mosque.
The general was killed in an American [strike] in January 2020.
She spoke of the spring in 2016, when two ferries were [shelled] off the coast.
Decades ago it was his father who [bombed] the harbour.
Several months ago rockets were [fired] at the field.
The crossing was [bombed] in March, officials recalled.
"""

THREATENED = """
The faction threatened to [attack] the embassy.
The Houthis vowed to [strike] ships bound for Eilat.
Tehran warned that it would [attack] any base used against it.
American facilities would be [attacked], the commander warned.
Hezbollah pledged more [strikes] on the border towns.
The group said it will [bomb] the airport again.
A commander promised that the bases would be [hit] hard.
The militia put the ambassador on notice that convoys would be [attacked].
The minister threatened [attacks] on oil terminals, and clerks went on working.
Iran threatens to [strike] Israel if sanctions return.
We shall [attack] them wherever they hide, he told the crowd.
A threat of [attacks] on tankers closed the port.
Its fighters will not hesitate to [attack] the barracks.
The statement warned of new [attacks] on the coalition.
They'll [hit] the port again, the speaker said.
The group swore to [bomb] the palace.
The [attacks] will continue until the siege is lifted, the movement said.
Turkey threatened, in a statement on Sunday, to [bomb] the mountains again.
The coordinator called for [attacks] on every embassy.
The brigades stand ready to [strike] the airfield.
"""

POSSIBLE = """
An [attack] on the embassy could come within days, diplomats said.
Israel may [strike] the convoys in Iraq.
The army fears an [attack] on the dam.
A [strike] on the depots is imminent, two officials said.
Washington is considering a [strike] on the workshops.
The militia plans to [attack] the convoy, a source said.
Police expect an [attack] during the festival.
If the base is [attacked], the pact applies.
Any [attack] on the dam would flood the valley.
The envoy does not rule out an [attack].
The risk of a [strike] on the port has grown.
Officials are preparing for an [attack].
The town braced for new [strikes].
Iran might [attack] before the summit.
The cabinet discussed options for a [strike].
The cell was plotting to [bomb] a market.
More [attacks] are expected this week.
A possible [attack] on the airport worries the airlines.
It is unclear whether the rebels [attacked] the bridge.
The pact applies in case of an [attack].
The generals are weighing [strikes] on the camps.
The base could be [attacked] again, a diplomat said.
Unless the talks succeed, jets may soon [bomb] the depots.
He spoke of plans for an [attack] on the border post.
Iraq will respond to any [attack] on its soil, the adviser said.
A [strike] on a headquarters south of the capital looks more and more likely.
The factions left their offices in anticipation of [strikes].
The [operation] in the hills may start at any moment.
All sides were urged to avoid [attacks] on civilians.
The likelihood of an [attack] is low, the report says.
"""

CLAIMED = """
The group claimed responsibility for the [attack] on the port.
The Houthis claimed they had [struck] a destroyer.
The brigade said it had [attacked] the airfield at dawn.
The Islamic Resistance said its fighters [attacked] the base.
The Islamic Resistance said on Sunday that its fighters had [attacked] the base.
The Islamic Resistance said in a message that it had [attacked] the base.
The Islamic Resistance wrote that it [attacked] the base.
قالت المقاومة إن مقاتليها [استهدفوا] القاعدة.
The [attack] was claimed by a little known group.
We [struck] the base with two drones, the statement read.
The militia claims to have [hit] the refinery.
"""

REPORTED = """
The militia said its fighters had been [attacked] near the dam.
The militia said on Sunday that its positions were [attacked] near the dam.
The coalition said that it was [attacked] near the dam.
Jets [struck] two depots before dawn on Sunday.
Rockets [hit] the base and wounded a guard.
The [attack] killed three soldiers.
Officials denied involvement in the [attack] on the convoy.
No group has claimed the [attack].
It was not clear who [attacked] the convoy.
Two guards were killed in the [attack], and the army warned of more.
The threat level was raised after the [attack] on the embassy.
The faction threatened to answer after jets [struck] its depot.
Gunmen [attacked] a patrol, hours after the ministry had warned of trouble.
They not only [attacked] the post but burned it.
No one was hurt when drones [hit] the field.
The deadliest [attack] since 2019 shook the town on Saturday.
The minister vowed to avenge the [attack].
The army said it would respond to the [attack].
There was no claim of responsibility for the [strike].
Two drones were [shot down] over the airport on Monday.
The militia threatened revenge for the [strike].
Tehran condemned the [strike] and warned of consequences.
The pilot was not hurt in the [attack].
The embassy, which will close in June, was [attacked] at dawn.
The [strike], which could delay the talks, destroyed a bridge.
The base, attacked in 2020, was [hit] again on Monday.
The rebels [attacked] the town because the governor had threatened them.
Militants [attacked] a checkpoint near Hawija, killing two.
The drones were [fired] from the desert; Israel may answer.
He spoke to reporters about the [attack] that killed his brother.
Six rockets were [fired] at the camp as the envoy warned of war.
The army foiled an [attack] on the bridge.
The barracks came under [attack] late on Sunday.
The army launched [strikes] on the hills, and may send tanks.
In 2019 rockets fell on the base, but on Monday jets [bombed] the town.
The town, where rebels fought in 2016, was [bombed] on Monday.
The rockets, which did not explode, were [fired] from a truck.
Israel has not confirmed the [strike].
Tel Aviv neither confirmed nor denied the [strike].
We are not afraid of your [strikes], he told the crowd.
"""

ARABIC = {
    ToldAs.DENIED: """
نفت وزارة الدفاع وقوع [هجوم] على القاعدة.
نفى المتحدث شن [غارات] على المدينة.
لم يقع [هجوم] على المطار بحسب المحافظ.
لن تشن تركيا [غارات] جديدة بحسب الوزير.
لا صحة للأنباء عن [قصف] المعسكر.
لا نية لدى بغداد لشن [هجوم] على الإقليم.
استبعد مسؤول عراقي [هجوما] على السفارة.
أكد عدم وقوع [هجوم] في المدينة.
""",
    ToldAs.PAST: """
أحيت المدينة ذكرى [الهجوم] على المسجد.
[قصفت] الطائرات الملجأ في عام 1991.
قبل سنوات [استهدف] مسلحون القرية نفسها.
[استهدفت] الصواريخ القاعدة في كانون الثاني 2020.
تعرض المطار إلى [قصف] العام الماضي.
""",
    ToldAs.THREATENED: """
هددت الفصائل باستئناف [الهجمات] على القواعد.
توعد الحوثيون [بضرب] السفن في البحر الأحمر.
حذرت طهران من [هجوم] على منشآتها.
تعهدت الحركة [بقصف] الميناء.
قال المتحدث إن الحركة سوف [تقصف] المطار.
لوحت واشنطن [بضربات] جديدة.
هددت كتائب حزب الله [بمهاجمة] السفارة.
""",
    ToldAs.POSSIBLE: """
تتوقع بغداد [ضربات] خلال أيام.
هناك مخاوف من [هجوم] على السد.
قد تشن إسرائيل [غارات] على العراق.
تحدث المسؤول عن [هجوم] محتمل على القاعدة.
تدرس الحكومة شن [ضربات] على المعسكرات.
إذا تعرضت القاعدة إلى [هجوم] فسنرد.
[الهجوم] وشيك بحسب مصدر أمني.
""",
    ToldAs.CLAIMED: """
تبنت الجماعة [الهجوم] على الميناء.
أعلنت الحركة مسؤوليتها عن [الهجوم] على السفينة.
""",
    ToldAs.REPORTED: """
[استهدفت] طائرة مسيرة قاعدة عين الأسد.
[قصفت] المدفعية قرى حدودية فجر اليوم.
قتل جنديان في [هجوم] على حاجز.
أسفر [الهجوم] عن مقتل ثلاثة.
لم تعلن أي جهة مسؤوليتها عن [الهجوم].
هددت الحركة بالرد بعد [الغارة] على مقرها.
توعدت الفصائل بالرد على [الهجوم].
نفت إيران مسؤوليتها عن [الهجوم].
""",
}

ENGLISH = {
    ToldAs.DENIED: DENIED,
    ToldAs.PAST: PAST,
    ToldAs.THREATENED: THREATENED,
    ToldAs.POSSIBLE: POSSIBLE,
    ToldAs.CLAIMED: CLAIMED,
    ToldAs.REPORTED: REPORTED,
}

CASES = [
    (told_as, line)
    for table in (ENGLISH, ARABIC)
    for told_as, lines in table.items()
    for line in lines.strip().splitlines()
]


@pytest.fixture(scope="module")
def shipped():
    """The cues that come with watcher."""
    return Listener(read_watchlist([]).watchlist.cues)


def marked(line):
    """The sentence without its brackets, and the event word that stood in them."""
    event = re.search(r"\[(.*)\]", line)
    return line.replace("[", "").replace("]", ""), Span(event.start(), event.end() - 2)


@pytest.mark.parametrize(("told_as", "line"), CASES)
def test_the_shipped_cues_say_how_an_event_is_told(shipped, told_as, line):
    sentence, event = marked(line)
    assert shipped.hear(sentence, TODAY).told_as(event)[0] is told_as


# Cues of our own: what the grammar says, whatever the shipped lists hold.

THREATENED_IT = Cue(ToldAs.THREATENED, "threatened", "en")
WILL = Cue(ToldAs.THREATENED, "will", "en", reach=5)
EXPECTED = Cue(ToldAs.POSSIBLE, "is expected", "en", CueSide.AFTER)
IF = Cue(ToldAs.POSSIBLE, "if", "en")
NOT = Cue(ToldAs.DENIED, "not", "en", reach=4)
NOT_ONLY = Cue(ToldAs.REPORTED, "not only", "en", reach=0)
CLAIMED_IT = Cue(ToldAs.CLAIMED, "claimed", "en")
NOBODY = Cue(ToldAs.REPORTED, "nobody", "en", reach=0)
KILLED = Cue(ToldAs.REPORTED, "killed", "en", CueSide.AROUND)
AGO = Cue(ToldAs.PAST, "years ago", "en", CueSide.AROUND)


@pytest.mark.parametrize(
    ("cues", "line", "told_as"),
    [
        ([], "An [attack].", ToldAs.REPORTED),
        ([THREATENED_IT], "They threatened an [attack].", ToldAs.THREATENED),
        ([Cue(ToldAs.POSSIBLE, "/perhaps|may\\s?be/", "en")], "May be an [attack].", ToldAs.POSSIBLE),
        ([Cue(ToldAs.POSSIBLE, "ETA", "en")], "The ETA of the [attack].", ToldAs.POSSIBLE),
        ([Cue(ToldAs.POSSIBLE, "ETA", "en")], "The eta of the [attack].", ToldAs.REPORTED),
        ([THREATENED_IT], "An [attack] threatened them.", ToldAs.REPORTED),
        ([THREATENED_IT], "They threatened it ([attack]).", ToldAs.REPORTED),
        ([THREATENED_IT], "They threatened it – an [attack].", ToldAs.THREATENED),
        ([THREATENED_IT], "They threatened it, he said, and [attack].", ToldAs.THREATENED),
        ([THREATENED_IT], "They threatened it and shelled an [attack].", ToldAs.REPORTED),
        ([THREATENED_IT], "They threatened a raid and an [attack].", ToldAs.THREATENED),
        ([THREATENED_IT], "They threatened that we " + "so " * 13 + "[attack].", ToldAs.REPORTED),
        ([THREATENED_IT], "They threatened to launch an [attack].", ToldAs.THREATENED),
        ([THREATENED_IT], "They threatened us with a launched [attack].", ToldAs.REPORTED),
        ([THREATENED_IT], "They threatened it to have launched an [attack].", ToldAs.THREATENED),
        ([THREATENED_IT], "They threatened to respond to the [attack].", ToldAs.REPORTED),
        ([THREATENED_IT], "They threatened revenge for the [attack].", ToldAs.REPORTED),
        ([THREATENED_IT], "They threatened and prepared for an [attack].", ToldAs.REPORTED),
        ([THREATENED_IT], "They threatened us by [attacking].", ToldAs.THREATENED),
        ([THREATENED_IT], "They threatened us in [attacking].", ToldAs.REPORTED),
        ([THREATENED_IT], "He will threatened [attack].", ToldAs.THREATENED),
        ([WILL], "They will be [attacked].", ToldAs.THREATENED),
        ([WILL], "They will probably soon be [attacked].", ToldAs.THREATENED),
        ([WILL], "They will, if so, [attack].", ToldAs.REPORTED),
        ([WILL], "They will say jets [attacked].", ToldAs.REPORTED),
        ([WILL], "[They will attack] us.", ToldAs.THREATENED),
        ([EXPECTED], "An [attack] in the north is expected.", ToldAs.POSSIBLE),
        ([EXPECTED], "An [attack] shook us and is expected.", ToldAs.REPORTED),
        ([EXPECTED], "It is expected, an [attack].", ToldAs.REPORTED),
        ([EXPECTED], "[Attacked] jets it is expected.", ToldAs.REPORTED),
        ([IF], "If jets [attacked] us.", ToldAs.POSSIBLE),
        ([THREATENED_IT, IF], "They threatened us if we [attack].", ToldAs.POSSIBLE),
        ([NOT], "It was not an [attack].", ToldAs.DENIED),
        ([NOT], "We were not hurt in the [attack].", ToldAs.REPORTED),
        ([NOT], "They [will not attack] us.", ToldAs.REPORTED),
        ([NOT, NOT_ONLY], "It was not only an [attack].", ToldAs.REPORTED),
        ([CLAIMED_IT], "They claimed the [attack].", ToldAs.CLAIMED),
        ([CLAIMED_IT, NOBODY], "Nobody claimed the [attack].", ToldAs.REPORTED),
        ([CLAIMED_IT, NOBODY], "They claimed, nobody did, the [attack].", ToldAs.CLAIMED),
        ([THREATENED_IT, KILLED], "They threatened us and an [attack] killed two.", ToldAs.REPORTED),
        ([THREATENED_IT, KILLED], "They threatened an [attack] that killed two.", ToldAs.THREATENED),
        ([THREATENED_IT, KILLED], "They threatened us with an [attack] that will have killed two.", ToldAs.THREATENED),
        ([KILLED], "An [attack] killed two.", ToldAs.REPORTED),
        ([AGO, KILLED], "An [attack] killed two ten years ago.", ToldAs.PAST),
        ([AGO, THREATENED_IT], "They threatened an [attack] ten years ago.", ToldAs.PAST),
        ([], "In May 2019 they [attacked] us.", ToldAs.PAST),
        ([], "The [attack in 2019] hurt us.", ToldAs.PAST),
        ([], "Founded in 2019, they [attacked] us.", ToldAs.REPORTED),
        ([], "They [attacked] us, founded in 2019.", ToldAs.REPORTED),
        ([], "They [attacked] us and " + "so " * 14 + "in 2019.", ToldAs.REPORTED),
        ([WILL], "They will [attack] us in March.", ToldAs.THREATENED),
        ([], "[…]", ToldAs.REPORTED),
    ],
)  # fmt: skip
def test_a_cue_reaches_so_far_and_not_over_a_border_of_clauses(cues, line, told_as):
    sentence, event = marked(line)
    assert Listener(cues).hear(sentence, TODAY).told_as(event)[0] is told_as


def test_the_nearest_cue_is_quoted():
    sentence, event = marked("They threatened war, then threatened an [attack].")
    _, cue = Listener([THREATENED_IT]).hear(sentence, TODAY).told_as(event)
    assert cue.start == sentence.rindex("threatened")


@pytest.mark.parametrize(
    "line", ["They threatenedthe port with an [attack]", "They threat-\nened an [attack]"]
)
def test_a_glued_or_torn_cue_is_heard(line):
    sentence, event = marked(line)
    told_as, cue = Listener([THREATENED_IT]).hear(sentence, None).told_as(event)
    assert told_as is ToldAs.THREATENED
    assert sentence[cue.start : cue.end].replace("-\n", "") == "threatened"


def test_without_a_day_no_date_is_old():
    sentence, event = marked("In 2019 they [attacked] us.")
    assert Listener([]).hear(sentence, None).told_as(event) == (ToldAs.REPORTED, None)


WORDS = [
    "they",
    "threatened",
    "an",
    "attack",
    "if",
    "not",
    "only",
    "killed",
    "claimed",
    "in",
    "2019",
    ",",
    "–",
    "(",
    "to",
    "years",
    "ago",
    "نفى",
    "الهجوم",
]


@given(
    st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join),
    st.integers(0, 60),
    st.integers(1, 9),
)
def test_any_sentence_and_any_place_get_an_answer_with_the_cue_inside(shipped, text, start, length):
    start = min(start, len(text))
    event = Span(start, min(len(text), start + length))
    _, cue = shipped.hear(text, TODAY).told_as(event)
    assert cue is None or 0 <= cue.start < cue.end <= len(text)


@given(st.text(max_size=60), st.integers(0, 60))
def test_any_text_gets_an_answer(shipped, text, start):
    assert shipped.hear(text, TODAY).told_as(Span(start, start + 3))[0] in ToldAs
