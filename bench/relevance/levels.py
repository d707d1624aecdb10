"""The level that searching has reached: `python -m bench.relevance.levels` writes it anew, for a commit to keep."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.relevance.asking import ENGINES, Ours, corpus
from bench.relevance.judged import questions
from bench.relevance.measures import ndcg

LEVELS = Path(__file__).with_name("levels.json")
ALLOWED = 0.005
"""How far nDCG@10 may fall before a change is refused."""


def main() -> None:
    with corpus() as sessions, TemporaryDirectory() as folder:
        now = {name: scores(Ours(name, sessions, Path(folder))) for name in ENGINES}
    LEVELS.write_text(json.dumps(now, indent=2) + "\n", encoding="utf-8")
    print(LEVELS.read_text(encoding="utf-8"))


def kept() -> dict[str, dict[str, float]]:
    """Return the level of each engine, over the questions tuned on and those held out."""
    return json.loads(LEVELS.read_text(encoding="utf-8"))


def scores(engine: Ours) -> dict[str, float]:
    """Return the mean nDCG@10 of an engine over each part of the questions."""
    found: dict[str, list[float]] = {"tuned on": [], "held out": []}
    for each in questions():
        found["held out" if each.held_out else "tuned on"].append(ndcg(engine.first(each.text), each.grades))
    return {part: round(sum(values) / len(values), 4) for part, values in found.items()}


if __name__ == "__main__":
    main()
