"""Texts about periods made plain to read: `Two (2) twelve-month extensions` becomes `2 12 month extensions`."""

import re
import unicodedata

MOST_READ = 5000
"""Characters of a text that are read: what notices say of options is shorter."""
_ONES = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_NUMBERS = {word: number for number, word in enumerate(_ONES)}
_NUMBERS |= {"single": 1, "fifteen": 15, "eighteen": 18, "twenty": 20, "thirty": 30, "forty": 40, "sixty": 60}
_NUMBERS |= {"twenty four": 24, "thirty six": 36, "forty eight": 48}
_NUMBER = re.compile(rf"\b(?:{'|'.join(sorted(_NUMBERS, key=len, reverse=True)).replace(' ', '[ -]')})\b")
_PLAINER = tuple(
    (re.compile(pattern), plain)
    for pattern, plain in (
        (r"[‐‑‒–—−]", "-"),
        (r"[×*]|(?<=\d) ?off\b", "x"),
        (r"(?<=\d)(?=[a-z])|(?<=[\d ]x)(?=\d)", " "),
        (r"(?<=[\da-z])-(?=(?:calendar|month|year|yr|mth)s?\b)", " "),
        (r"\bupto\b", "up to"),
        (r"\bext(?:[ea]n[ts]ion)?(s?)\b", r"extension\1"),
        (r"\b(?:calendar )?(?:months?|mths?|monthly|month's|months')\b", "month"),
        (r"\b(?:years?|yrs?|year's|years')\b", "year"),
    )
)
_TWICE = re.compile(r"\b(\d{1,3}) ?\( ?\1 ?\)")
_IN_BRACKETS = re.compile(r"\( ?(\d{1,3}) ?\)")
_ONE_YEAR = re.compile(
    r"(?<!\d )\b(?:(?:an?|one) )?((?:further|additional|extra|optional) )year\b|\b(?:an?|one) year\b"
)
_SPACE = re.compile(r"\s+")


def plain_periods(text: str) -> str:
    """Return a text as patterns read it: lower case, numbers as digits, units singular."""
    plain = unicodedata.normalize("NFKC", text[:MOST_READ])[:MOST_READ].casefold()
    plain = _NUMBER.sub(lambda found: str(_NUMBERS[found[0].replace("-", " ")]), plain)
    for pattern, plainer in _PLAINER:
        plain = pattern.sub(plainer, plain)
    plain = _SPACE.sub(" ", plain)
    plain = _IN_BRACKETS.sub(r"\1", _TWICE.sub(r"\1", plain))
    return _ONE_YEAR.sub(lambda found: f"{found[1] or ''}1 year", plain).strip()
