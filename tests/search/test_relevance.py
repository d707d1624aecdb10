"""How well searching finds what people want must not fall: see bench/relevance/README.md."""

import pytest

from bench.relevance.asking import ENGINES, Ours, corpus
from bench.relevance.judged import questions
from bench.relevance.levels import ALLOWED, kept, scores
from bench.relevance.measures import judged, ndcg, recall, reciprocal_rank


@pytest.fixture(scope="module")
def filled():
    with corpus() as sessions:
        yield sessions


@pytest.mark.parametrize("name", ENGINES)
def test_no_engine_answers_worse_than_it_did(name, filled, tmp_path):
    level, now = kept()[name], scores(Ours(name, filled, tmp_path))

    for part, score in now.items():
        assert score >= level[part] - ALLOWED, f"nDCG@10 of {name}, {part}: {score:.3f}, was {level[part]:.3f}"


def test_every_question_has_a_good_answer_and_its_own_text():
    asked = questions()

    assert len(asked) >= 60
    assert [each.text for each in asked if max(each.grades.values()) < 2] == []
    assert len({each.text for each in asked}) == len(asked)


def test_a_third_of_the_questions_is_held_out():
    asked = questions()

    assert sum(each.held_out for each in asked) == pytest.approx(len(asked) / 3, abs=1)


def test_the_best_order_scores_one_and_no_answer_nothing():
    grades = {"a": 3, "b": 1, "c": 0}

    assert ndcg(["a", "b", "c"], grades) == 1
    assert 0 < ndcg(["b", "a"], grades) < 1
    assert ndcg(["c"], grades) == ndcg([], grades) == 0


def test_recall_counts_answers_and_reciprocal_rank_places_the_first_good_one():
    grades = {"a": 3, "b": 1, "c": 0}

    assert recall(["b"], grades) == 0.5
    assert reciprocal_rank(["b", "a"], grades) == 0.5
    assert reciprocal_rank(["b"], grades) == 0


def test_what_was_never_judged_is_told():
    assert judged(["a", "x"], {"a": 0}) == 0.5
