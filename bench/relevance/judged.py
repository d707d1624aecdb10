"""The questions and what was judged of them."""

import csv
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

QUESTIONS = Path(__file__).with_name("questions.toml")
JUDGEMENTS = Path(__file__).with_name("judgements.csv")

_HELD_OUT_EVERY = 3


@dataclass(frozen=True, slots=True)
class Question:
    """What somebody typed, who, and how well each judged document answers it: 0 (not at all) to 3 (just that)."""

    key: str
    text: str
    who: str
    sort: str
    wants: str
    pooled: str
    held_out: bool
    grades: Mapping[str, int]


def questions() -> list[Question]:
    """Return every question, those held out too."""
    grades: dict[str, dict[str, int]] = {}
    if JUDGEMENTS.exists():
        with JUDGEMENTS.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                grades.setdefault(row["question"], {})[row["document"]] = int(row["grade"])
    asked = tomllib.loads(QUESTIONS.read_text(encoding="utf-8"))
    return [
        Question(key=key, **said, held_out=number % _HELD_OUT_EVERY == 0, grades=grades.get(key, {}))
        for number, (key, said) in enumerate(asked.items())
    ]
