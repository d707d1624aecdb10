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
    r"|regeneration|resources|schools|services?|social|team|technology|tendering|transport|unit"
)
LONG_DESIGNATIONS = [word for word in DESIGNATIONS if len(word) > 5]
INITIALS = re.compile(r"\b([lr]) b\b")
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
    """Take the words for the kind of authority off both ends; the words between them are the place."""
    start, end = 0, len(words)
    while start < end and (words[start] in DESIGNATIONS or words[start] == "of"):
        start += 1
    while end > start and words[end - 1] in DESIGNATIONS:
        end -= 1
    outside = words[:start] + words[end:]
    kind = frozenset(" ".join(DESIGNATIONS.get(word, "") for word in outside).split())
    place = " ".join(words[start:end])
    if not place and "london" in kind and kind & {"city", "corporation"}:
        place = "london"  # the City of London: nobody else is only its kind
    return Reading(place, kind, not PLURALS.isdisjoint(outside))


def respelt(words: list[str], place_words: Set[str]) -> list[str]:
    """Correct one slip in each word for a kind of authority ("Coucil"), unless it is a word of some place."""
    return [word if word in place_words or (near := _designation_near(word)) is None else near for word in words]


def heads(name: str) -> Iterator[str]:
    """Yield the name, then the name without its department, address or bracket, longest first."""
    yield name
    for tail in reversed(list(TAIL.finditer(name))):
        head = name[: tail.start()]
        if read(words_of(head)).kind and not ORGANISATION.search(name[tail.end() :]):
            yield head
    words = words_of(name)
    end = len(words)
    while end and DEPARTMENT.fullmatch(words[end - 1]):  # "Camden Council Procurement Team"
        end -= 1
    if end < len(words) and read(words[:end]).kind:
        yield " ".join(words[:end])


def _designation_near(word: str) -> str | None:
    near = process.extractOne(word, LONG_DESIGNATIONS, scorer=OSA.distance, score_cutoff=1)
    return near[0] if near else None
