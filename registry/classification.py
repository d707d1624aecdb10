"""Which notices are about technology, for which service area, and the words and codes that decided."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from registry.phrases import PhraseBook, folded_words
from registry.technology import technology_codes
from registry.vocabulary import Meaning, ServiceArea, vocabulary

__all__ = ["DESCRIPTION_WORDS", "Classification", "Classifier", "ServiceArea"]

DESCRIPTION_WORDS = 300
"""Words of a description that are read: notices say what they buy first, and how to bid for it after."""
_DESCRIPTION_CHARACTERS = DESCRIPTION_WORDS * 10

IN_TITLE, SYSTEM_DESCRIBED = 3.0, 1.0
SUBJECT_IN_TITLE, SUBJECT_DESCRIBED = 2.1, 0.25
CODES_OF_AREA = 2.0
"""What a phrase's weight is multiplied by, for where it stands, and what codes add when all are the area's:
found on 1,400 published notices and 290 known contracts."""

ENOUGH_FOR_SERVICE = 1.0
"""Score below which no service is named: a passing mention."""

ENOUGH_DESCRIBED = 3.0
"""Score from which two or more systems in a description betray technology that the title hides."""


@dataclass(frozen=True, slots=True)
class Classification:
    """Whether a text is about technology, its service area or None, and exactly what decided both.

    `words` occur in the text (folded: lower case, no accents or punctuation); `cpv` are eight-digit codes,
    sorted; `score` is the area's, 0 without one. Not technology: no service, words, codes or score.
    """

    is_technology: bool
    service: str | None
    words: tuple[str, ...]
    cpv: tuple[str, ...]
    score: float


_NOT_TECHNOLOGY = Classification(is_technology=False, service=None, words=(), cpv=(), score=0.0)


@dataclass(frozen=True, slots=True)
class _Hit:
    """A phrase found, the words it covers, and where."""

    meaning: Meaning
    text: str
    in_title: bool

    @property
    def worth(self) -> float:
        """What the phrase adds to the score of its area."""
        if self.meaning.says == "system":
            return self.meaning.weight * (IN_TITLE if self.in_title else SYSTEM_DESCRIBED)
        return self.meaning.weight * (SUBJECT_IN_TITLE if self.in_title else SUBJECT_DESCRIBED)


class Classifier:
    """Reads titles, descriptions and CPV codes against the service areas; built once for every notice."""

    def __init__(self, areas: Iterable[ServiceArea]) -> None:
        areas = sorted(areas, key=lambda area: area.id)
        self._book = PhraseBook(vocabulary(areas))
        self._areas_of_code: dict[str, list[str]] = defaultdict(list)
        for area in areas:
            for code in area.cpv:
                self._areas_of_code[code].append(area.id)

    def classify(self, title: str, description: str = "", cpv: Iterable[str] = ()) -> Classification:
        """Say whether a notice is about technology, for which service, and why, from its input alone."""
        codes = sorted({code.strip()[:8] for code in cpv} - {""})
        hits = self._hits(title, description)
        betraying, deciding = _betraying(hits), set(technology_codes(codes))
        if not betraying and not deciding:
            return _NOT_TECHNOLOGY
        service, score = self._best_area(hits, codes)
        if service:
            betraying += [hit for hit in hits if hit.meaning.area == service]
            deciding.update(code for code in codes if service in self._areas_of_code.get(code, ()))
        words = tuple(dict.fromkeys(hit.text for hit in betraying))
        return Classification(True, service, words, tuple(sorted(deciding)), round(score, 2))

    def _hits(self, title: str, description: str) -> list[_Hit]:
        """Return each phrase once, from the title when it stands there too."""
        words = folded_words(description[:_DESCRIPTION_CHARACTERS])[:DESCRIPTION_WORDS]
        hits = {found.phrase: _Hit(found, text, True) for found, text in self._book.find(folded_words(title))}
        for found, text in self._book.find(words):
            if found.phrase not in hits and not found.title_only:
                hits[found.phrase] = _Hit(found, text, False)
        return list(hits.values())

    def _best_area(self, hits: list[_Hit], codes: list[str]) -> tuple[str | None, float]:
        """Return the area with the highest score; of equals, the first by id."""
        scores: dict[str, float] = defaultdict(float)
        for hit in hits:
            if hit.meaning.area:
                scores[hit.meaning.area] += hit.worth
        for code in codes:
            for area in self._areas_of_code.get(code, ()):
                scores[area] += CODES_OF_AREA / len(codes)
        best = min(scores, key=lambda area: (-round(scores[area], 6), area), default="")
        enough = scores[best] >= ENOUGH_FOR_SERVICE
        return (best, scores[best]) if enough else (None, 0.0)


def _betraying(hits: list[_Hit]) -> list[_Hit]:
    """Return what shows technology: a system or technology named in the title, a subject there beside a noun
    for a system, or several systems in the description."""
    title = [hit for hit in hits if hit.in_title]
    named = [hit for hit in title if hit.meaning.says in ("system", "technology")]
    if named:
        return named
    loose = [hit for hit in title if hit.meaning.says in ("subject", "noun")]
    if len({hit.meaning.says for hit in loose}) == 2:
        return loose
    described = [hit for hit in hits if not hit.in_title and hit.meaning.says == "system"]
    enough = len(described) >= 2 and sum(hit.worth for hit in described) >= ENOUGH_DESCRIBED
    return described if enough else []
