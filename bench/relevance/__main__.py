"""How well searching finds what people want, engine by engine and beside rivals.

    .venv/bin/python -m bench.relevance [--worst 10] [--held-out]

Each number is a mean over questions. The ratio is nDCG@10 over that of the better of FTS5's two ways.
"""

import argparse
from collections.abc import Callable, Sequence

from bench.relevance.judged import Question, questions
from bench.relevance.measures import judged, ndcg, recall, reciprocal_rank
from bench.relevance.running import FTS5, Ask, all_engines

Found = dict[str, list[str]]
"""The first ten documents by question."""


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--worst", type=int, default=10, help="how many of the worst questions to name")
    options.add_argument("--held-out", action="store_true", help="name those of the held-out part too")
    given = options.parse_args()
    asked = questions()
    with all_engines() as (asks, _documents):
        found = {name: answers(ask, asked) for name, ask in asks.items()}
    for title, part in parts(asked).items():
        print(f"\n{title}: {len(part)} questions\n")
        table(part, found)
    shown = [each for each in asked if given.held_out or not each.held_out]
    for name in ("tantivy", "whoosh"):
        worst(name, shown, found[name], given.worst)


def answers(ask: Ask, asked: Sequence[Question]) -> Found:
    """Ask every question."""
    return {each.key: ask(each.text, 10) for each in asked}


def parts(asked: Sequence[Question]) -> dict[str, list[Question]]:
    """Return the questions by what is reported of them."""
    people = sorted({each.who for each in asked})
    return {
        "tuned on": [each for each in asked if not each.held_out],
        "held out": [each for each in asked if each.held_out],
        **{who: [each for each in asked if each.who == who] for who in people},
    }


def table(part: Sequence[Question], found: dict[str, Found]) -> None:
    """Print the measures of each engine."""
    best = max(mean(ndcg, part, found[name]) for name in FTS5)
    print("| engine | nDCG@10 | over FTS5 | ratio | recall@10 | MRR@10 | judged |\n|---|---|---|---|---|---|---|")
    for name, lists in found.items():
        score = mean(ndcg, part, lists)
        others = [mean(measure, part, lists) for measure in (recall, reciprocal_rank, judged)]
        cells = [f"{score:.3f}", f"{score - best:+.3f}", f"{score / best:.2f}", *(f"{each:.3f}" for each in others)]
        print(f"| {name} | {' | '.join(cells)} |")


def mean(measure: Callable[..., float], part: Sequence[Question], lists: Found) -> float:
    """Return the mean of a measure over questions."""
    return sum(measure(lists[each.key], each.grades) for each in part) / len(part)


def worst(name: str, part: Sequence[Question], lists: Found, count: int) -> None:
    """Print the questions that are answered worst."""
    print(f"\nworst of {name}:")
    for each in sorted(part, key=lambda question: ndcg(lists[question.key], question.grades))[:count]:
        print(f"  {ndcg(lists[each.key], each.grades):.3f}  {each.text}  ({each.sort})")


if __name__ == "__main__":
    main()
