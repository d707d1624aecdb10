"""References by which portals and buyers name a procurement, as they are compared: without the dirt around them.

As published: `ENFLD001-DN760367-34015266` and `V4SDDC052 / DN812027` (ProContract), `tender_396028/1304810`
(Jaggaer), `IT-285-8679- HCC2416048 - AWARD` (In-Tend), `MT227713`, `20221021160431-103298`.
"""

import re
from collections.abc import Iterable

DN = re.compile(r"\bDN[ -]?([0-9]{5,8})(?![0-9])", re.IGNORECASE)
"""A number of ProContract's, of which there is one in the country."""
_JAGGAER = re.compile(r"\b(tender|project|itt|pqq|prj|ecm)_([0-9]{3,9})(?![0-9])", re.IGNORECASE)
"""Of a Jaggaer tenant, with the number of a notice behind a slash."""
_IN_TEND = re.compile(r"\bIT-([0-9]{1,5})-([0-9]{1,7})\b-?\s*", re.IGNORECASE)
"""The number of the organisation, and that of its project; the buyer's own reference follows."""
_STAGE = re.compile(
    r"[\s_-]+\(?(?:contract )?(?:award(?:ed)?|tender|notice|modification|PA ?2023)\)?\s*$", re.IGNORECASE
)
_WORD = re.compile(r"[^\W_]+")
_LEAST, _LEAST_OF_DIGITS = 5, 7
_PROSE = 4
"""With so many words without a digit it is prose, and names nothing."""
LONGEST = 120


def dn_numbers(text: str) -> set[str]:
    """Return the numbers of ProContract in a text: `{"DN752554"}`."""
    return {f"DN{number}" for number in DN.findall(text)}


def portal_keys(reference: str) -> set[str]:
    """Return the keys that a portal's own numbering gives a procurement, each good among one buyer's procurements."""
    found = {f"{kind.casefold()}_{number}" for kind, number in _JAGGAER.findall(reference)}
    return found | {f"it-{organisation}-{project}" for organisation, project in _IN_TEND.findall(reference)}


def own_key(reference: str) -> str:
    """Return the key of what a buyer itself calls a procurement, good among its own; '' where it says too little.

    A bare short number says too little, and so does prose. What stands behind says only of which notice it is.
    """
    if DN.search(reference) or _JAGGAER.search(reference) or reference.casefold().startswith("ocds-"):
        return ""
    rest = _IN_TEND.sub("", _STAGE.sub("", reference.strip()))
    words = _WORD.findall(_STAGE.sub("", rest).casefold())
    key = "".join(words)
    digits = sum(map(str.isdecimal, key))
    if sum(word.isalpha() for word in words) >= _PROSE or not digits or len(key) > LONGEST:
        return ""
    return key if len(key) >= (_LEAST_OF_DIGITS if digits == len(key) else _LEAST) else ""


def form_of(key: str) -> str:
    """Return the form of a key, its figures as 9: two references of one form that differ name two procurements."""
    return re.sub("[0-9]", "9", key)


def reference_keys(reference: str) -> set[str]:
    """Return all keys of a reference."""
    own = own_key(reference)
    return {*map(str.casefold, dn_numbers(reference)), *portal_keys(reference), *([own] if own else [])}


def differ(one: Iterable[str], other: Iterable[str]) -> bool:
    """Whether two procurements have references of one form, and none in common."""
    of_one, of_other = set(one), set(other)
    forms = set(map(form_of, of_one)) & set(map(form_of, of_other))
    return bool(forms) and of_one.isdisjoint(of_other)
