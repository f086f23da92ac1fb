"""Closed classes of English words by which deeds are read: who strikes, who says so. Pure.

As any grammar and any news desk lists them; all folded.
"""

from watcher.core.watchlist.clauses import BARRIERS, among

ENGLISH = among(
    "the a an of in on at by to and with for from after near over that was were as will it may not"
    " told says said has have is are been this its his who which"
)
"""Without any of these a text of some length is in another language."""
BE = among("is are was were be been being got gets")
AUXILIARIES = BE | among(
    "have has had having not never also again soon ever even yet still then already just now both"
    " will would could may might shall should can must wont wouldnt couldnt cannot did do does"
    " allegedly reportedly possibly twice once"
)
POSSESSIVES = among("its their his her our")
DETERMINERS = POSSESSIVES | among("a an the this that these those every each any some no")
PRONOUNS = among("it they he she we who i")
RELATIVES = among("who which that whose where")
AND = among("and or")
OWNING = among("of for from")
BELONGING = OWNING | among("at in within")
"""A group behind these is whom the noun before them belongs to: “fighters of Badr”."""
PREPOSITIONS = BELONGING | among(
    "on to with by against into near inside outside around over under between among during amid"
    " without via through across about off behind including beside toward towards"
)
STOPS = BARRIERS | among("so because")
FUNCTION = PREPOSITIONS | STOPS | AUXILIARIES | RELATIVES | AND
"""A noun phrase ends before any of these."""
TIMES = among(
    "monday tuesday wednesday thursday friday saturday sunday yesterday today tonight early late"
    " overnight earlier later last morning evening night dawn"
)

THREATENING = among(
    "threatened threatens threaten threatening vowed vows vow pledged pledges promised promises"
    " promising swore swears reserved reserves"
)
WARNING = among("warned warns warn warning")
TELLING = among(
    "said says say told tells wrote writes spoke speaks quoted added stated states alleged alleges"
    " claimed claims claim confirmed confirms denied denies deny insisted insists"
)
ANNOUNCING = among(
    "announced announces declared declares reported reports revealed reveals disclosed noted"
    " acknowledged acknowledges rejected rejects dismissed emphasized emphasised saying"
)
"""Their object may be anything: they speak of the event only behind “that” or right before it."""
DENYING = among("denied denies deny denying rejected rejects dismissed dismisses")
CHARGING = among("accused accuses accusing blamed blames blaming")
PAYING = among("pay pays suffer regret")
DETAINING = among(
    "arrested arrests arresting detained detains detaining charged charges jailed sentenced"
    " convicted suspected accused questioned hunting"
)
"""Who follows them did it, or who stands before: “men suspected of firing”."""
SAYING = TELLING | ANNOUNCING | WARNING | CHARGING
SPEAKING = SAYING | THREATENING
CLAIMING = among("claimed claims claim took takes")
WANTING = among(
    "plans planned plan planning intends intended wants wanted prepares prepared preparing ready"
    " decided decides agreed aims aimed tried tries attempted due refused considers considering"
    " weighs weighing mulls began begins continued continues starts started resumed intention"
    " intent decision readiness willingness"
)
CARRYING = (
    THREATENING
    | WANTING
    | CLAIMING
    | among(
        "launched launches launch launching carried carry carries carrying conducted conducts"
        " conduct conducting staged stages mounted mounts mount unleashed waged wages executed"
        " resume led leads made makes delivered ordered orders order approved intensified"
        " intensifies paid pays embarked held holds mandated mandates authorized authorised"
    )
)
"""With the noun of an act they make their subject its actor."""
SUFFERING = among(
    "suffered suffers survived survives witnessed witnesses endured faced faces came come comes"
    " become became becomes be are is considered"
)
"""With the noun of an act they make their subject what is hit."""
OWNING_UP = among("responsibility credit role involvement part hand connection link links")
LETTING = among("ordered orders asked allow allows allowed let lets enable enables urged told")

PRESENT = among(
    "strikes strike hits hit attacks attack targets target bombs bomb shells shell raids raid"
    " fires fire launches launch captures capture arrests arrest seizes kills kill warns"
    " threatens vows says visits sends meets"
)
IRREGULAR_PARTICIPLES = among("struck hit shot fought blown taken held brought caught told said")
DYING = among("died dies dead shook perished fell")
"""Verbs whose subject is hit, though no passive says so."""
SEIZING = among("captured arrested detained seized nabbed picked rounded")
"""Whoever stands before these is taken, where nobody follows: “five members captured in Erbil”."""
HURTING = among("killed wounded injured hurt dead slain martyred")
DEFENDING = among(
    "repelled repels foiled foils thwarted thwarts intercepted intercepts downed downs brought shot"
    " condemned condemns"
)
"""Their subject is not the one who strikes."""
LEAVING = among(
    "leave leaves left leaving depart departs departed quit evacuation withdrawal departure"
)
"""What follows these is where from, not what is hit."""
ADJECTIVES = among("armed united unidentified suspected masked retired unmanned red shared used")
"""They look like past forms and are none, as a rule."""
REDUCED = among(
    "aligned allied backed linked tied affiliated based known called led stationed deployed"
    " supported named located sponsored trained run used"
)
"""Participles that hang on a noun: “militias aligned with Iran”."""
INSERTED = among("hosting housing including citing adding saying calling")

ON_TARGET = among("on against at toward towards targeting target hitting into striking attacking")
AT_PLACE = among("in near inside around beside across outside off")
OTHERWISE = among("with using from through for during amid under about between as via of")
OBJECT_OF = among(
    "capture arrest arrests assassination murder seizure destruction evacuation storming"
    " bombardment"
)
"""Nouns of acts of which “of” tells the object, besides those in -ing."""
MEETING = among("talks meeting met meets meet negotiations dialogue summit")
ATTRIBUTED = among("claimed blamed attributed carried conducted launched fired staged")
NOBODY = among(
    "group groups member members statement head leader leaders forces troops others party town"
    " towns village villages area areas target targets site sites base bases position positions"
)
"""Alone, these name nobody and nothing."""
ADJECTIVE_STATES = frozenset({"US", "UK", "UN", "EU"})
"""Written alike as noun and as adjective: “US dollars” are not the United States."""
