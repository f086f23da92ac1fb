"""How page furniture is worded: the openings of sentences that no story is made of. Pure.

Patterns are matched at the start of a sentence in small letters; `$` ends a whole sentence.
"""

import re

_DONATION = (
    r"(?:please |click here to )*donate\b",
    r"(?:please |click here to )*support us\b",
    "(?:please |click here to )*support our (?:work|journalism|newsroom|mission|site|team)",
    "(?:please |click here to )*support (?:independent|quality) (?:journalism|media|news)",
    "your (?:support|donation|contribution|gift)s? (?:is|are|keeps?|helps?|makes?|matters?|means)",
    r"fund our\b",
    r"become an? (?:member|patron|supporter|donor)\b",
    "make a (?:donation|contribution)",
    "help us (?:keep|continue|stay)",
    "تبرع(?:وا)? (?:ال[آا]ن|لنا|لدعم)",
    "ادعم(?:نا|وا)",
)
_SUBSCRIPTION = (
    r"(?:please |click here to |to |you can )*(?:subscribe|unsubscribe)\b",
    r"(?:please |click here to |to )*(?:sign|log)[- ]?(?:up|in)\b",
    "register (?:now|here|today|for free|for our|to (?:read|continue|comment))",
    "join our (?:channel|newsletter|mailing|community|telegram|whatsapp)",
    "get (?:our|the) (?:latest|daily|weekly|best)[^.]* (?:inbox|e-?mail)",
    "enter your e-?mail",
    "already a (?:subscriber|member)",
    "(?:free )?(?:daily |weekly )?newsletters?$",
    "(?:our )?mailing list",
    "اشترك (?:ال[آا]ن|في (?:النشرة|نشرتنا|القناة|قناتنا))",
    "للاشتراك في",
    "النشرة البريدية",
    "سجل ال[آا]ن",
)
_FORM = (
    r"(?:please )?fill (?:out|in) (?:the|this)\b.*\b(?:form|fields?)\b",
    r"your (?:full |first |last )?(?:name|e-?mail|message|comment|phone|voice)[.:* ]*$",
    r"your e-?mail address[.:* ]*$",
    "your e-?mail address will not",
    "required fields",
    "(?:submit|send|captcha)$",
    r"(?:word|upload|choose|attach) (?:a )?file\b.{0,20}$",
    "(?:subject|message):?$",
    r"contact us\b",
    "الاسم:?$",
    "البريد ال[إا]لكتروني",
)
_NAVIGATION = (
    "table of contents",
    "listen to (?:this|the) (?:article|story|post)",
    "(?:scroll|back|return|go) to (?:the )?(?:top|home ?page|home)[ .]*$",
    "skip to (?:main |the )?(?:content|navigation)",
    r"(?:print|share|e-?mail|tweet|copy)(?: (?:this|on|via|article|link|story)\b.*)?$",
    "share:",
    r"read (?:more|also|next)\b",
    "read the full",
    "(?:also read|see also|more on this|more:)",
    r"related(?: \w+)?:?$",
    "(?:most (?:read|popular|viewed)|more (?:from|stories|news)).{0,30}$",
    "recommended(?: for you)?:?$",
    "trending(?: now)?:?$",
    "(?:previous|next) (?:article|post|story)",
    r"(?:home|menu|search|toggle \w+)$",
    "load more",
    "view (?:all|more)",
    "show (?:more|comments)",
    "(?:leave|post|add) a (?:comment|reply)",
    r"\d* ?comments?(?: \(\d+\))?$",
    r"\d+ min(?:ute)?s?(?: read)?$",
    r"follow (?:us|@\w+)",
    r"follow .{2,40} on (?:x|twitter|facebook|telegram|instagram|google news)\b",
    r"(?:(?:facebook|twitter|whatsapp|telegram|linkedin|instagram|youtube|reddit)\W*)+$",
    "tags:",
    "اقرأ [أا]يضا",
    "المزيد$",
    "استمع (?:إلى|الى) (?:المقال|الخبر|هذا)",
    "شارك(?:ها)?(?: هذا المقال| على (?:فيسبوك|تويتر|واتساب|تلغرام)|$)",
    "تابعو?نا على",
    "الرئيسية$",
    "جدول المحتويات",
)
_ADVERTISEMENT = (
    "(?:advertisements?|sponsored(?: content| by .*)?|promoted|ad)$",
    "story continues below",
    "[إا]علان$",
)
_RIGHTS = (
    r"(?:copyright )?(?:©|\(c\) ?(?:19|20)\d\d)",
    r"copyright (?:\d{4}|by|notice)\b",
    r".{0,60}all rights reserved\.?$",
    "terms (?:of|and) (?:use|service|conditions)",
    "privacy policy",
    "(?:this (?:web)?site|we) uses? cookies",
    "cookie (?:policy|settings)",
    "accept (?:all )?cookies",
    "(?:جميع|كل|كافة) الحقوق محفوظة",
    "سياسة الخصوصية",
)
_RULE = (r"[-=_*~#•]{3,}$",)


_KINDS = (
    ("donation appeal", _DONATION),
    ("subscription", _SUBSCRIPTION),
    ("form", _FORM),
    ("page navigation", _NAVIGATION),
    ("advertisement", _ADVERTISEMENT),
    ("notice of rights", _RIGHTS),
    ("rule", _RULE),
)
"""Each kind with how its sentences open; the first that fits names it."""
_ANY = re.compile("|".join(f"({'|'.join(openings)})" for _, openings in _KINDS))


def furniture(sentence: str) -> str:
    """What kind of furniture a sentence is by how it opens; empty for any other sentence.

    All kinds are one expression, and it sees small letters: the branches that begin with another
    letter than the sentence are then passed over at once. Ten times as fast as one expression for
    each kind in any case, and most of what splitting a page cost.
    """
    found = _ANY.match(sentence.lower().rstrip(".!"))
    return _KINDS[found.lastindex - 1][0] if found and found.lastindex else ""
