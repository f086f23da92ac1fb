"""How page furniture is worded: the openings of sentences that no story is made of. Pure data.

Patterns are matched at the start of a sentence, in any case; `$` ends a whole sentence.
"""

import re

_DONATION = (
    "(?:please |click here to )*donate",
    "(?:please |click here to )*support (?:us|our|independent|quality)",
    "your (?:support|donation|contribution|gift)s? ",
    "fund our",
    "become an? (?:member|patron|supporter|donor)",
    "make a (?:donation|contribution)",
    "help us (?:keep|continue|stay)",
    "تبر?عوا? ",
    "ادعم(?:نا|وا| )",
)
_SUBSCRIPTION = (
    "(?:please |click here to |to |you can )*(?:subscribe|unsubscribe)",
    r"(?:please |click here to |to )*(?:sign|log)[- ]?(?:up|in)\b",
    "register (?:now|here|to|for)",
    "join our",
    "get (?:our|the) (?:latest|daily|weekly|best)[^.]* (?:inbox|e-?mail)",
    "enter your e-?mail",
    "already a (?:subscriber|member)",
    r"(?:free )?(?:daily |weekly )?newsletters?\b",
    "(?:our )?mailing list",
    "اشترك",
    "للاشتراك",
    "النشرة البريدية",
    "سجل ال[آا]ن",
)
_FORM = (
    "(?:please )?fill (?:out|in) (?:the|this)",
    r"your (?:full |first |last )?(?:name|e-?mail|message|comment|phone|voice)s?\b(?! is\b| was\b)",
    "required fields",
    "(?:submit|send|captcha)$",
    r"(?:word|upload|choose|attach) (?:a )?file\b",
    "(?:subject|message):?$",
    "contact us",
    "الاسم:?$",
    "البريد ال[إا]لكتروني",
)
_NAVIGATION = (
    "table of contents",
    "listen to (?:this|the) (?:article|story|post)",
    "(?:scroll|back|return|go) to (?:the )?(?:top|home)",
    "skip to",
    r"(?:print|share|e-?mail|tweet|copy)(?: (?:this|on|via|article|link|story)\b.*)?$",
    "share:",
    r"read (?:more|also|next|full)\b",
    r"(?:also read|see also|more on this|more:)",
    r"related(?: \w+)?:?$",
    r"(?:most|more) (?:read|popular|from|stories|news)\b",
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
    "استمع (?:إلى|الى) ",
    "شارك(?:ها)?(?: هذا| هذه| على|$)",
    "تابعو?نا",
    "الرئيسية$",
    "جدول المحتويات",
)
_ADVERTISEMENT = (
    "(?:advertisements?|sponsored(?: content| by .*)?|promoted|ad)$",
    "story continues below",
    "[إا]علان$",
)
_RIGHTS = (
    r"(?:copyright )?(?:©|\(c\)) ?",
    r"copyright\b",
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


def _any(openings: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(openings), re.IGNORECASE)


FURNITURE = (
    ("donation appeal", _any(_DONATION)),
    ("subscription", _any(_SUBSCRIPTION)),
    ("form", _any(_FORM)),
    ("page navigation", _any(_NAVIGATION)),
    ("advertisement", _any(_ADVERTISEMENT)),
    ("notice of rights", _any(_RIGHTS)),
    ("rule", _any(_RULE)),
)
"""Each kind with how its sentences open; the first that fits names it."""
