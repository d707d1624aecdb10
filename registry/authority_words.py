"""What the words of a buyer's name say: which place, and what kind of authority it claims to be."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Set
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

# Each word that says what an authority is, not where, with what it says; "" for words that say nothing.
DESIGNATIONS = {
    "london": "london",
    "borough": "borough",
    "boroughs": "borough",
    "boro": "borough",
    "royal": "royal",
    "city": "city",
    "county": "county",
    "district": "district",
    "metropolitan": "metropolitan",
    "council": "council",
    "councils": "council",
    "cyngor": "council",
    "corporation": "corporation",
    "lb": "london borough",
    "lbc": "london borough council",
    "rb": "royal borough",
    "bc": "borough council",
    "cbc": "county borough council",
    "mbc": "metropolitan borough council",
    "mdc": "metropolitan district council",
    "dc": "district council",
    "cc": "council",
    "ca": "combined",
    "cca": "combined",
    "mca": "combined",
    "combined": "combined",
    "ua": "",
}
PLURALS = frozenset({"boroughs", "councils"})
COUNTIES = {
    "beds": "bedfordshire",
    "bucks": "buckinghamshire",
    "cambs": "cambridgeshire",
    "hants": "hampshire",
    "herts": "hertfordshire",
    "lancs": "lancashire",
    "leics": "leicestershire",
    "lincs": "lincolnshire",
    "northants": "northamptonshire",
    "notts": "nottinghamshire",
    "oxon": "oxfordshire",
    "staffs": "staffordshire",
    "worcs": "worcestershire",
}
# The legal persons behind two kinds of authority: they are the council.
CORPORATE_BODY = re.compile(r"\bmayor (and )?(commonalty|aldermen|burgesses)( and \w+)? of\b")
COMBINED_AUTHORITY = re.compile(r"\b(mayoral )?combined (county )?authority\b")
TAIL = re.compile(
    r"\s*([,;:|/(\[]|\s[-–—]|[-–—]\s|\bon behalf of\b|\btrading as\b|\bt/a\b|\bacting\b)\s*", re.IGNORECASE
)
# In what follows an authority's name, these words say that somebody else is meant.
ORGANISATION = re.compile(
    r"\b(nhs|trust|hospital|school|academy|college|university|homes|association|partnership|charity|church"
    r"|commerce|community|cvs|ltd|limited|llp|plc|cic|police|fire|parish|town)\b",
    re.IGNORECASE,
)
DEPARTMENT = re.compile(
    r"adults?|care|childrens?|commercial|commissioning|corporate|department|dept|digital|directorate|division"
    r"|e|education|environment|estates|families|finance|fund|health|highways|housing|hr|ict|it|learning|legal"
    r"|leisure|libraries|parks|passenger|pensions?|planning|procurement|property|public|purchasing"
    r"|regeneration|resources|schools|services?|shared|social|team|technology|tendering|transport|unit"
)
# A service of several councils; its name may list them.
SHARED = re.compile(
    r"\b(shared (\w+ ){0,3}services?|shared (digital|ict|it)|onesource|(bi|tri)[\s-]?borough)\b", re.IGNORECASE
)
SHARED_LABEL = re.compile(r"^(bi|tri)[\s-]?borough\b\W*", re.IGNORECASE)
BRACKETED = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
BOARD = re.compile(r"\b(authority|board|ccg|company|federation|foundation|icb|icp)\b", re.IGNORECASE)
# British places one letter from a London borough: "Newnham Council" is not Newham.
NAMESAKES = re.compile(
    r"anfield|barnes|barney|beeley|beoley|betley|bewley|boxley|bramley|brant|brett|brimley"
    r"|burnet|campden|carden|eling|haverigg|harlow|hillington|kingsdon|kingstone|kington|kingstown"
    r"|levisham|loddon|marton|melton|merston|metton|morton|murton|newhaw|newnham|newsham|roydon"
    r"|southwick|stutton|wadsworth"
)
LONG_DESIGNATIONS = [word for word in DESIGNATIONS if len(word) > 5]
INITIALS = re.compile(r"\b([lr]) b\b")
SPOILT_AND = re.compile(r"ad|an|nd|adn|nad|aand|annd|andd")
ACRONYM = re.compile(r"([lr]b)(\w+)")  # "LBTH", beside the name it stands for
WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Reading:
    """A name read as a place ("kensington chelsea") and the kind of authority ({"royal", "borough"})."""

    place: str
    kind: frozenset[str]
    is_plural: bool = False


def words_of(name: str) -> list[str]:
    """Return the words of a name without case, accents, punctuation and the ways to write "and"."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name).casefold())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter) and letter not in ".'’‘")
    text = " ".join(word for word in WORD.findall(plain) if word != "the")
    text = CORPORATE_BODY.sub(" ", INITIALS.sub(r"\1b", COMBINED_AUTHORITY.sub("combined", text)))
    return [COUNTIES.get(word, word) for word in text.split() if word != "and"]


def read(words: list[str]) -> Reading:
    """Take the kind of authority off both ends, and an acronym of the rest: "LBTH Tower Hamlets"."""
    for acronym, rest in ((words[:1], words[1:]), (words[-1:], words[:-1])):
        if parts := ACRONYM.fullmatch("".join(acronym)):
            reading = _read_ends(rest)
            initials = "".join(word[0] for word in reading.place.split())
            if initials.startswith(parts[2]):
                kind = reading.kind | frozenset(DESIGNATIONS[parts[1]].split())
                return Reading(reading.place, kind, reading.is_plural)
    return _read_ends(words)


def _read_ends(words: list[str]) -> Reading:
    start, end = 0, len(words)
    while start < end and (words[start] in DESIGNATIONS or words[start] == "of"):
        start += 1
    while end > start and (words[end - 1] in DESIGNATIONS or words[end - 1] == "of"):  # "Lambeth, London Borough of"
        end -= 1
    outside = words[:start] + words[end:]
    kind = frozenset(" ".join(DESIGNATIONS.get(word, "") for word in outside).split())
    place = " ".join(words[start:end])
    if not place and "london" in kind and kind & {"city", "corporation"}:
        place = "london"  # the City of London: nobody else is only its kind
    return Reading(place, kind, not PLURALS.isdisjoint(outside))


def respelt(words: list[str], place_words: Set[str]) -> list[str]:
    """Correct one slip in "and" and each word for a kind of authority ("Coucil"), but in no word of a place."""
    ands = {
        at
        for at, word in enumerate(words[1:-1], start=1)
        if SPOILT_AND.fullmatch(word) and {words[at - 1], words[at + 1]} <= place_words
    }
    return [_respelt_word(word, place_words) for at, word in enumerate(words) if at not in ands]


def heads(name: str) -> Iterator[str]:
    """Yield the name, then the name without its department, address or bracket, longest first."""
    yield name
    for tail in reversed(list(TAIL.finditer(name))):
        head = name[: tail.start()]
        if read(words_of(head)).kind and not ORGANISATION.search(name[tail.end() :]):
            yield head
    head = _without_department(name)  # "Camden Council Procurement Team"
    if head != name and read(words_of(head)).kind:
        yield head


def shared_lists(name: str) -> Iterator[str]:
    """Yield the parts of a shared service's name that may list its authorities: "oneSource (Havering, Newham)"."""
    if SHARED.search(name) and not ORGANISATION.search(name) and not BOARD.search(name):
        yield from BRACKETED.findall(name)
        yield SHARED_LABEL.sub("", name)
        yield _without_department(name)


def is_other_place(word: str, place: str) -> bool:
    """Say whether this is no slip but another place: a real one, or one with another first letter ("Barrow")."""
    return bool(NAMESAKES.fullmatch(word)) or (word[:1] != place[:1] and word[1:] in (place[1:], place))


def _without_department(name: str) -> str:
    end = len(name)
    for part in reversed(list(re.finditer(r"\S+", name))):
        if not all(DEPARTMENT.fullmatch(word) for word in words_of(part[0])):
            break
        end = part.start()
    return name[:end].rstrip()


def _respelt_word(word: str, place_words: Set[str]) -> str:
    for part in (word, word.removesuffix("and"), word.removeprefix("and")):
        if part in place_words:  # "Barkingand Dagenham"
            return part
    near = process.extractOne(word, LONG_DESIGNATIONS, scorer=OSA.distance, score_cutoff=1)
    return near[0] if near and not NAMESAKES.fullmatch(word) else word
