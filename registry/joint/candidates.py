"""Contracts as joint procurement sees them, made of rows; and made otherwise, to ask what would be if."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from registry.claims import FRESH_FOR, Belief
from registry.joint.replacement_windows import Candidate
from registry.joint.yearly_values import Worth, yearly_pence
from registry.renewing.dates import EXIT
from registry.renewing.term_ends import latest_on

_TERM = ("starts_on", "ends_on", "max_ends_on", "options", "open_ended", "decision", "break_on", "lead_months")
_CONFIDENCE = {Belief.authority: "high", Belief.official: "high", Belief.register: "medium"}


@dataclass(frozen=True, slots=True)
class Known:
    """A candidate, and when its authority last stated its end: its word is trusted less after a year."""

    candidate: Candidate
    own_word_on: date | None = None

    def on(self, day: date) -> Candidate:
        """Return the candidate as it is trusted on a day."""
        if self.own_word_on is None or day - self.own_word_on <= FRESH_FOR:
            return self.candidate
        return replace(self.candidate, confidence="medium")


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What to suppose, without anything being saved."""

    moved: tuple[tuple[str, date], ...] = ()
    """Contracts, each with the day on which it is to end, whatever its options."""
    left_out: frozenset[str] = frozenset()
    lead_months: int | None = None
    """How long every replacement takes."""

    @property
    def contracts(self) -> frozenset[str]:
        """The ids of the contracts that it names."""
        return self.left_out.union(id_ for id_, _ in self.moved)

    def applied(self, candidates: Iterable[Candidate]) -> Iterator[Candidate]:
        """Yield the candidates as they would be."""
        moved = dict(self.moved)
        for each in candidates:
            if each.id in self.left_out:
                continue
            if each.id in moved:
                yield self._paced(_moved(each, moved[each.id]))
            else:
                yield self._paced(each)

    def _paced(self, candidate: Candidate) -> Candidate:
        return candidate if self.lead_months is None else replace(candidate, lead_months=self.lead_months)


def known_candidates(
    rows: Iterable[Any],
    buyers: Iterable[tuple[str, str]],
    sellers: Iterable[tuple[str, str]],
    ends_said: Iterable[tuple[str, str, date]],
) -> dict[str, list[Known]]:
    """Return candidates by service, from rows of `registry.queries.joint_procurement`.

    A contract none of whose authorities is covered takes part in nothing.
    """
    buys, sells, said = _lists(buyers), _lists(sellers), _strongest(ends_said)
    found: dict[str, list[Known]] = defaultdict(list)
    for row in rows:
        if row.id in buys:
            belief, on = said.get(row.id, (Belief.derived, None))
            candidate = _candidate(row, buys[row.id], sells.get(row.id, ()), _CONFIDENCE.get(belief, "low"))
            found[row.service_id].append(Known(candidate, on if belief is Belief.authority else None))
    return found


def _candidate(row: Any, buyers: Iterable[str], sellers: Iterable[str], confidence: Any) -> Candidate:
    worth = Worth(
        row.currency, row.annual_value_pence, row.annual_vat, row.value_pence, row.value_with_vat_pence, row.vat
    )
    pence, is_reckoned = yearly_pence(worth, row.starts_on, latest_on(row))
    return Candidate(
        id=row.id,
        service_id=row.service_id,
        authorities=tuple(buyers),
        service_kind=row.service_kind,
        suppliers=tuple(sellers),
        product_id=row.product_id,
        status=row.status,
        annual_pence=pence,
        is_reckoned=is_reckoned,
        confidence=confidence,
        **{name: getattr(row, name) for name in _TERM},
    )


def _moved(candidate: Candidate, day: date) -> Candidate:
    """Return a contract that ends on `day` and not otherwise; what its authority does without stays so."""
    decision = EXIT if candidate.decision == EXIT else None
    fixed: dict[str, Any] = {"max_ends_on": None, "options": (), "open_ended": False, "break_on": None}
    return replace(candidate, ends_on=day, decision=decision, **fixed)


def _lists(pairs: Iterable[tuple[str, str]]) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for one, other in pairs:
        found[one].append(other)
    return found


def _strongest(ends_said: Iterable[tuple[str, str, date]]) -> dict[str, tuple[Belief, date]]:
    """Return the strongest belief in each contract's end, and the last day on which it was stated so."""
    found: dict[str, tuple[Belief, date]] = {}
    for id_, belief, on in ends_said:
        found[id_] = max(found.get(id_, (Belief.derived, date.min)), (Belief[belief], on))
    return found
