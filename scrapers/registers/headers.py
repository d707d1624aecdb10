"""Which part a column plays, told from its header: the phrases of headers.toml, or wording close to them."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from rapidfuzz import fuzz, process

from scrapers.registers.wordings import BY_WORDS, CAMEL, NEVER_CLOSE, NOISE, VAT_WORDS, WORDS

MOST_HEADER = 200
GOOD = 80.0
"""A header that scores less says nothing for sure."""


@dataclass(frozen=True, slots=True)
class Role:
    """One part that a column can play."""

    name: str
    field: str
    kind: str
    many: bool


@cache
def roles() -> dict[str, Role]:
    """Return the roles by name, in the order of headers.toml."""
    return {
        name: Role(name, each.get("field", name), each["kind"], each.get("many", False))
        for name, each in _table().items()
    }


@cache
def fields() -> frozenset[str]:
    """Return the fields that a column can be told to feed."""
    return frozenset(role.field for role in roles().values()) - {"contact", "not_needed"}


def folded(header: str) -> str:
    """Return a header as headers.toml writes it: "Contract_Ref. No" is "contract reference number"."""
    text = CAMEL.sub(" ", header[:MOST_HEADER]).casefold().replace("£", " ").replace("&", " and ")
    words = re.findall(r"[^\W_]+", text.replace("'s ", " "))
    return NOISE.sub(" ", " ".join(WORDS.get(word, word) for word in words)).strip()


def vat_of(header: str) -> str | None:
    """Return "excluded" or "included" where a value's header says so."""
    found = VAT_WORDS.search(folded(header))
    if not found:
        return None
    return "included" if (found[1] or found[2]).startswith(("inclu", "gross")) else "excluded"


@lru_cache(4096)
def scored(header: str) -> tuple[tuple[float, str], ...]:
    """Return the roles that a header may mean, best first, each with a score up to 100."""
    text = " ".join(VAT_WORDS.sub(" ", folded(header)).split()) or folded(header)
    if not text:
        return ()
    phrases = _phrases()
    if text in phrases:
        return ((100.0, phrases[text]),)
    best: dict[str, float] = {role: 91.0 for pattern, role in BY_WORDS if pattern.search(text)}
    if len(best) > 1:  # the first that fits
        best = dict([next(iter(best.items()))])
    for phrase, score, _ in process.extract(
        text, list(phrases), scorer=fuzz.token_sort_ratio, score_cutoff=GOOD, limit=8
    ):
        if _close(text, phrase):
            best[phrases[phrase]] = max(best.get(phrases[phrase], 0), score)
    for phrase, score in _held(text):
        best[phrases[phrase]] = max(best.get(phrases[phrase], 0), score)
    return tuple(sorted(((score, role) for role, score in best.items()), key=lambda pair: -pair[0]))


def _close(text: str, phrase: str) -> bool:
    """Tell whether two wordings differ only in words that do not change the meaning, or in spelling."""
    one, other = set(text.split()), set(phrase.split())
    for word in one ^ other:
        misspelt = any(fuzz.ratio(word, each) >= 75 for each in (other if word in one else one))
        if word in NEVER_CLOSE and not misspelt:
            return False
    return True


def _held(text: str) -> list[tuple[str, float]]:
    """Return the phrases of two words and more that a longer header holds, and how much of it they are."""
    words, padded = text.split(), f" {text} "
    found = []
    for phrase, parts in _long_phrases():
        if f" {phrase} " in padded and len(parts) < len(words) and not NEVER_CLOSE & (set(words) - parts):
            found.append((phrase, 80 + 19 * len(parts) / len(words)))
    return found


@cache
def _phrases() -> dict[str, str]:
    return {phrase: name for name, each in _table().items() for phrase in map(folded, each["phrases"])}


@cache
def _long_phrases() -> tuple[tuple[str, set[str]], ...]:
    return tuple((phrase, set(phrase.split())) for phrase in _phrases() if " " in phrase)


@cache
def _table() -> dict[str, dict]:
    return tomllib.loads((Path(__file__).parent / "headers.toml").read_text(encoding="utf-8"))
