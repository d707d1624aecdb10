"""How good a list of hits is, given what was judged: each measure from 0 to 1, the mean over questions its score.

nDCG@10 is the discounted gain of the first ten hits over that of the best ten there are, a hit of grade g at place
i being worth (2^g - 1) / log2(i + 1): Burges et al., Learning to rank using gradient descent, 2005. What was never
judged counts as no answer.
"""

import math
from collections.abc import Iterable, Mapping, Sequence

DEPTH = 10

Grades = Mapping[str, int]


def ndcg(found: Sequence[str], grades: Grades) -> float:
    """Return how near the first ten come to the best first ten."""
    best = sorted(grades.values(), reverse=True)
    return _gain(grades.get(each, 0) for each in found) / _gain(best)


def recall(found: Sequence[str], grades: Grades) -> float:
    """Return how many of the answers are among the first ten, of as many as could be there."""
    answers = {each for each, grade in grades.items() if grade}
    return len(answers.intersection(found[:DEPTH])) / min(len(answers), DEPTH)


def reciprocal_rank(found: Sequence[str], grades: Grades) -> float:
    """Return one over the place of the first good answer (grade 2 or 3) among the first ten."""
    return next((1 / place for place, each in enumerate(found[:DEPTH], 1) if grades.get(each, 0) > 1), 0.0)


def judged(found: Sequence[str], grades: Grades) -> float:
    """Return the part of the first ten that was judged at all: far below 1, other measures say little."""
    first = found[:DEPTH]
    return sum(each in grades for each in first) / len(first) if first else 1.0


def _gain(grades: Iterable[int]) -> float:
    first = list(grades)[:DEPTH]
    return sum((2**grade - 1) / math.log2(place + 1) for place, grade in enumerate(first, 1))
