"""Patterns by which a text made plain (`registry.renewing.period_words`) speaks of periods, options and other things.

Every repetition in them is bounded, so that the time to read a text grows with its length alone.
"""

import re

_LENGTH = r"(?P<months>\d{1,3}) (?P<unit>month|year)\b"
_ABOUT = (
    "a|additional|agreement|an|another|any|at|available|be|by|consecutive|contract|discrete|each|each of|equal|extra|"
    "final|firm|for|framework|further|individual|it|lasting|more|of|of up to|optional|or|periods? of|permitted|"
    "possible|potential|priced|separate|separately|exercisable|subsequent|successive|term|the|this|to|up to|yearly"
)
_EXTENDING = "extend|extended|extending|extension|extensions|option|options|period|periods|renew|renewal|renewals"
_FILL = rf"(?:(?:{_ABOUT}|{_EXTENDING})[ ,:(]{{1,2}})"
_MORE = "further|additional|extra|more|optional|added"

ASIDE = (
    re.compile(rf"{_LENGTH}(?: [a-z']{{1,12}}){{0,2}} (?:notice|prior|before|in advance|warranty|defects?)\b"),
    re.compile(rf"\b(?:every|per|each) {_LENGTH}"),
)
"""Periods of something else."""
EACH = re.compile(
    rf"\b(?:in|by|of) (?:up to |a series of |successive |multiples of )?{_LENGTH} "
    r"(?:increments?|intervals?|instal\w{1,8}|blocks?|steps?|periods|extensions|tranches)\b"
)
YEARLY = re.compile(r"\bannual(?:ly)?\b|\byear (?:on|by) year\b|\b(?:1 )?year increments\b")
MOST = re.compile(
    rf"\b(?:maximum|max|total|overall|exceed|exceeding|longer than|aggregate)(?: [a-z]{{1,14}}){{0,6}}? {_LENGTH}"
    rf"|(?P<months_>\d{{1,3}}) (?P<unit_>month|year) (?:in total|total|overall|maximum|max)\b"
)
INITIAL = re.compile(
    rf"\b(?:initial|initially|core|original|first|fixed|minimum)(?: [a-z]{{1,14}}){{0,5}}? {_LENGTH}"
    rf"|(?P<months_>\d{{1,3}}) (?P<unit_>month|year) (?:initial|contract|agreement|term\b|framework)"
    rf"|(?<!extend )(?<!extend the )(?<!extend this )(?<!contract )(?<!agreement )"
    rf"\b(?:contract|agreement|framework|term)(?: (?!extend|exten)[a-z]{{1,12}}){{0,5}} (?:for|of|is) (?:a |an )?"
    rf"(?:period of |term of |duration of )?(?P<months__>\d{{1,3}}) (?P<unit__>month|year)(?! exten)"
)
TIMES = re.compile(rf"\b(?P<number>\d{{1,2}}) x {_FILL}{{0,4}}{_LENGTH}")
TIMES_BACK = re.compile(rf"\b{_LENGTH} {_FILL}{{0,3}}x (?P<number>\d{{1,2}})\b(?! (?:month|year|x))")
COUNTED = re.compile(
    rf"\b(?P<number>\d{{1,2}})[ ,]{{1,2}}(?P<before>{_FILL}{{0,7}}){_LENGTH}"
    rf"(?P<after>(?: (?:{_ABOUT}|{_EXTENDING})\b){{0,4}})"
)
PLURAL = re.compile(r"\b(?:extensions|options|periods|renewals|each)\b")
NOUN = re.compile(r"\b(?:extension|option|period|renewal)s?\b")
_PART = r"\d{1,2}(?: (?:month|year))?"
CHAIN = re.compile(
    rf"(?<![\d£.])(?P<first>\+ ?)?{_PART}"
    rf"(?:(?: extension)? ?,? ?(?:\+|plus(?: an?)?(?: optional| further)?) ?{_PART}){{0,6}}"
    r"(?!\d| x|[.,]\d| days?| weeks?)"
)
CHAIN_PART = re.compile(r"(\d{1,2})(?: (month|year))?")
SINGLE_AFTER = re.compile(rf"\b{_LENGTH} (?:(?:{_ABOUT}) ){{0,2}}(?:extensions?|options?|renewal|optional)\b(?! \d)")
SINGLE = re.compile(
    rf"\b(?:extend|extended|extending|extension|extensions|option|further|additional|extra|optional|possible|potential)"
    rf"[ ,:(]{{1,2}}{_FILL}{{0,9}}(?P<months>\d{{1,3}}) (?:(?:{_MORE}) )?(?P<unit>month|year)\b"
    rf"|\b(?P<months_>\d{{1,3}}) (?:{_MORE}) (?P<unit_>month|year)\b"
)
WHOLE = re.compile(rf"^{_FILL}{{0,4}}{_LENGTH}(?= ?(?:$|[.;,(-]|subject|based|following|depend))")
ANY = re.compile(rf"\b{_LENGTH}")
DENIED_BEFORE = re.compile(
    r"\b(?:no(?! (?:of|later|more|less|longer than|obligation|guarantee|commitment)\b)|without|nor|never|cannot"
    r"|not(?! (?:yet|only|obliged|guaranteed|committed|bound|required|limited|exceed)\b))(?: [a-z]{1,14}){0,6} ?$"
)
"""What denies the options that follow it in the same clause: `there is no option to extend for`."""
DENIED_AFTER = re.compile(
    r"^(?: (?!if\b|where\b|when\b|unless\b|should\b)[a-z]{1,14}){0,4}? (?:unavailable|(?:not|no longer|never) (?:be )?"
    r"(?:allowed|anticipated|applicable|apply|available|envisaged|exercised|foreseen|offered|permitted|possible|taken|used))\b"
)
"""What denies the options before it: `is not available`."""
CLAUSE = re.compile(r"[^a-z0-9 +']")
"""What ends a clause."""
