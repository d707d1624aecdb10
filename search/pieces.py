"""What was typed, cut into pieces: words, phrases, brackets and OR, each with its minus and its field."""

import re
from dataclasses import dataclass
from itertools import accumulate

from search.tree import FIELDS
from search.words import normalise

OPEN, CLOSE = "(", ")"
_SAID = "said"

# A field is a name and a colon with what to look for right behind it: no address (`https://`), no time (`10:30`).
_PIECE = re.compile(r'(-*)(?:([^\W\d_]{2,20}):(?=["(\w-]))?(?:(\()|"([^"]*)"|([^\s"]+))')
_QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"'})
_ALSO_CALLED = {
    "buyer": "authority",
    "council": "authority",
    "id": "reference",
    "ocid": "reference",
    "vendor": "supplier",
    "system": "product",
    "type": "kind",
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of what was typed."""

    kind: str
    text: str = ""
    minus: bool = False
    field: str = ""
    is_quoted: bool = False

    @property
    def is_or(self) -> bool:
        """Whether it joins what stands on its two sides."""
        return self.text == "OR" and not (self.minus or self.field or self.is_quoted)


def cut(text: str) -> tuple[list[Piece], list[str]]:
    """Return the pieces of what was typed, and what of it cannot be read as it was meant."""
    text = normalise(text).translate(_QUOTES)
    notes = ["a quotation mark has no partner"] if text.count('"') % 2 else []
    pieces: list[Piece] = []
    depth = 0
    for minus, called, bracket, quoted, bare in _PIECE.findall(text):
        field = _ALSO_CALLED.get(called.casefold(), called.casefold())
        if called and field not in FIELDS:
            notes.append(f"there is no field {called}: choose from {', '.join(FIELDS)}")
            field, bare = "", f"{called}:{bare}" if bare else bare
            if not bare:
                pieces.append(Piece(_SAID, called, bool(minus)))
        if bracket:
            pieces.append(Piece(OPEN, "", bool(minus), field))
            depth += 1
            continue
        closing = min(depth, len(bare) - len(bare.rstrip(")")) - bare.count("(")) if bare else 0
        said = quoted if not bare else bare[: len(bare) - max(0, closing)]
        if said:
            pieces.append(Piece(_SAID, said, bool(minus), field, is_quoted=not bare))
        for _ in range(closing):
            pieces.append(Piece(CLOSE))
            depth -= 1
    return pieces, notes


def without_brackets(pieces: list[Piece], most: int) -> tuple[list[Piece], list[str]]:
    """Return the pieces as they are, or without their brackets where these do not match or are too deep."""
    depths = list(accumulate(({OPEN: 1, CLOSE: -1}.get(piece.kind, 0) for piece in pieces), initial=0))
    if depths[-1]:
        note = "a bracket has no partner"
    elif max(depths) > most:
        note = f"there are more than {most} brackets in one another"
    else:
        return pieces, []
    return [piece for piece in pieces if piece.kind == _SAID], [note]
