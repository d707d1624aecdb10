"""When two names are one supplier: the company number first, then the name's key, then a person."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

# Kinds of company and society on the register, each before six digits; none means England and Wales.
# https://www.gov.uk/government/publications/uniform-resource-identifiers-uri-customer-guide
LONGEST_KEY = 500
"""Characters: some letters become several when they are folded."""
NUMBER = re.compile(
    r"(AC|BR|CE|CS|EN|ES|FC|GE|GN|GS|IC|IP|LP|NA|NC|NF|NI|NL|NO|NP|NR|NZ|OC|OE|PC|RC|RS"
    r"|SA|SC|SE|SF|SG|SI|SL|SO|SP|SR|SZ|UC|ZC)([0-9]{4,6}|[0-9]{5}R)"
)
NUMBER_LABEL = re.compile(r"^COMPANY (REGISTRATION |REG\.? )?(NUMBER|NO)\b\W*")

# What does not tell two companies apart: the legal ending, "& Co", a leading "The", punctuation (SI 2015/17,
# Schedules 2 and 3). The same law looks past "UK" too, but groups keep both names: RELX PLC (00077536) is not
# RELX (UK) Limited (02746621). So here "UK" counts, however it is written.
ENDING = re.compile(
    r"limited|ltd|unlimited|plc|llp|lp|cic|cio|co|company|and|the|inc|incorporated|llc|gmbh|bv|pty"
    r"|cyfyngedig|cyf|ccc|\d{7,8}"
)
PHRASES = {
    "public limited company": "plc",
    "limited liability partnership": "llp",
    "community interest company": "cic",
    "charitable incorporated organisation": "cio",
    "united kingdom": "uk",
}
TRADING_AS = re.compile(r"\bt\s*/\s*as?\b|(?<= ltd| plc| llp|ited)\W{1,3}tas?\b")
OTHER_NAME = re.compile(r"(?<=\w) (trading as|formerly|previously known as|also known as)\b.*")
WORD = re.compile(r"[^\W_]+")

BEST_ENDINGS = (["Limited", "LIMITED", "plc", "PLC", "LLP", "CIC", "CIO"], ["Ltd"], ["Ltd.", "LTD"])
ENDING_RANK = {ending: rank for rank, endings in enumerate(BEST_ENDINGS) for ending in endings}
SMALL_WORD = re.compile(r"a|an|and|as|at|by|for|in|of|on|or|the|to|with|plc")
UNTIDY = re.compile(
    r"t\s*/\s*a\b|\bta\b|trading as|formerly|known as|^supplier |[/;\[\]]|&#?\w+;|\d{7,8}", re.IGNORECASE
)


def company_number(scheme: str, number: str) -> str | None:
    """Return the eight-character number of the Companies House register, or None when it cannot be one."""
    if scheme.strip().upper() != "GB-COH":
        return None
    text = re.sub(r"\s", "", NUMBER_LABEL.sub("", number.strip().upper()))
    if re.fullmatch(r"[0-9]{6,8}", text) and len(set(text)) > 1:  # published without its leading noughts
        return text.zfill(8)
    if re.fullmatch(r"R[0-9]{7}", text):  # Northern Ireland before 1922
        return text
    prefixed = NUMBER.fullmatch(text)
    return prefixed[1] + prefixed[2].zfill(6) if prefixed else None


def name_key(name: str) -> str:
    """Return what two spellings of one legal name share, such as "civicauk" for "Civica (UK) Ltd."."""
    return ("".join(_telling_words(name)) or " ".join(name.casefold().split()))[:LONGEST_KEY]


def best_name(names: Iterable[str]) -> str:
    """Return the spelling to show of one supplier's names, which depends on the set of names alone."""
    return min(names, key=_untidiness, default="")


def similarity(one: str, other: str) -> float:
    """Return how alike two names are, from 0 to 1: a suggestion, never a decision."""
    if name_key(one) == name_key(other):
        return 1.0
    return fuzz.token_sort_ratio(" ".join(_telling_words(one)), " ".join(_telling_words(other))) / 100


def _telling_words(name: str) -> list[str]:
    text = TRADING_AS.sub(" trading as ", _folded(html.unescape(name)))
    text = " ".join(WORD.findall(text.replace("&", " and ")))
    text = OTHER_NAME.sub("", text)
    for phrase, short in PHRASES.items():
        text = re.sub(rf"\b{phrase}\b", short, text)
    words = text.split()
    while len(words) > 1 and _is_ending(words[-1]):
        words.pop()
    return words[1:] if len(words) > 1 and words[0] == "the" else words


def _folded(text: str) -> str:
    """Return the text without case, accents, full stops and apostrophes: "U.K." is "uk"."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter) and letter not in ".'’‘`´")


def _is_ending(word: str) -> bool:
    misspelt = OSA.distance(word, "limited", score_cutoff=1) <= 1  # "Limted", "Limitied"
    return misspelt or ENDING.fullmatch(word) is not None


def _untidiness(name: str) -> tuple[bool, bool, bool, int, int, int, str]:
    """Order names from the one to show to the one to avoid; the name itself breaks every tie."""
    words = re.findall(r"[^\W\d_]{2,}", name)
    shouted = name == name.upper() or name == name.lower()
    badly_cased = sum(word.islower() and not SMALL_WORD.fullmatch(word) for word in words)
    stray = name != " ".join(name.split()) or not name
    return (
        not words,
        UNTIDY.search(name) is not None,
        shouted,
        badly_cased,
        ENDING_RANK.get(name.split()[-1] if words else "", len(BEST_ENDINGS)),
        len(name) + stray,
        name,
    )
