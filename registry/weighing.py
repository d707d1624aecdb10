"""Which claims count: those in doubt are passed over, as though they had not been said.

The next believed claim of the field counts then, and else the value is unknown: so no sum, renewal or opportunity
needs to know of doubts. An authority's own word is never passed over, nor what an editor has released.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from registry.claims import Belief, Claim, Resolved, Said, resolve
from registry.doubts import DAYS, VALUES, Doubt, day_doubt, maximum_doubt, order_doubt, value_doubt

_CHECKED = frozenset((*VALUES, *DAYS))


@dataclass(frozen=True, slots=True)
class SetAside:
    """A claim that would be believed if it were not in doubt."""

    doubt: Doubt
    claim: Claim

    def as_json(self) -> dict[str, Any]:
        """Return it as the column `doubts` of a contract keeps it; `value` is as published."""
        doubt, claim = self.doubt, self.claim
        said = {"source": claim.source, "reference": claim.reference, "said_on": claim.said_on.isoformat()}
        return {"field": doubt.field, "rule": doubt.rule, "value": doubt.value, "why": doubt.why, **said}


@dataclass(frozen=True, slots=True)
class Weighed:
    """What is believed about a record, and what was set aside for it."""

    fields: dict[str, Resolved]
    set_aside: tuple[SetAside, ...] = ()
    """By field, the strongest claim first; each published value once."""


def weigh(statements: Iterable[Said]) -> Weighed:
    """Return what is believed about each field, whatever the order of the statements, and what was set aside.

    A claim weaker than the believed one decides nothing, so it is not told that it is in doubt too.
    """
    said = list(statements)
    found = [(doubt, said[number]) for number, doubt in _doubts(said)]
    kept = _without(said, found)
    fields = resolve(kept)
    while doubt := next(_contradictions(fields, said), None):
        passed = [(doubt, each) for each in kept if _says(each, doubt) and not _is_firm(each, doubt.field)]
        found += passed
        kept = _without(kept, passed)
        fields = resolve(kept)
    return Weighed(fields, _told(found, fields)) if found else Weighed(fields)


def _doubts(said: Sequence[Said]) -> Iterator[tuple[int, Doubt]]:
    """Yield what is doubtful about single claims, with the number of the statement."""
    for number, each in enumerate(said):
        if each.belief is Belief.authority:
            continue
        for name in _CHECKED & each.fields.keys():
            value = each.fields[name]
            if value is None or name in each.released:
                continue
            doubt = value_doubt(name, value) if name in VALUES else day_doubt(name, value, each.said_on)
            if doubt and name in VALUES and _is_framework(said):
                doubt = value_doubt(name, value, is_framework=True)
            if doubt:
                yield number, doubt


def _is_framework(said: Iterable[Said]) -> bool:
    return any(each.fields.get("agreement") == "framework" for each in said)


def _contradictions(fields: Mapping[str, Resolved], said: Sequence[Said]) -> Iterator[Doubt]:
    """Yield what is doubtful about days that are believed, set against each other.

    What is terminated may end before it was to start.
    """
    starts_on, ends_on, latest, status = (
        fields[name].value if name in fields else None for name in ("starts_on", "ends_on", "max_ends_on", "status")
    )
    # The end is the likelier slip, unless somebody stands by it.
    for name in ("ends_on", "starts_on") if status != "terminated" else ():
        doubt = order_doubt(name, starts_on, ends_on)
        if doubt and not _is_stood_by(doubt, said):
            yield doubt
    doubt = maximum_doubt(ends_on, latest)
    if doubt and not _is_stood_by(doubt, said):
        yield doubt


def _is_stood_by(doubt: Doubt, said: Iterable[Said]) -> bool:
    return any(_says(each, doubt) and _is_firm(each, doubt.field) for each in said)


def _says(said: Said, doubt: Doubt) -> bool:
    return doubt.field in said.fields and said.fields[doubt.field] == doubt.value


def _is_firm(said: Said, name: str) -> bool:
    return said.belief is Belief.authority or name in said.released


def _without(said: Sequence[Said], found: Sequence[tuple[Doubt, Said]]) -> list[Said]:
    """Return statements without the claims in doubt."""
    left_out: dict[int, set[str]] = {}
    for doubt, by in found:
        left_out.setdefault(id(by), set()).add(doubt.field)
    return [_less(each, left_out[id(each)]) if id(each) in left_out else each for each in said]


def _less(said: Said, names: set[str]) -> Said:
    return replace(said, fields={name: value for name, value in said.fields.items() if name not in names})


def _told(found: Iterable[tuple[Doubt, Said]], fields: Mapping[str, Resolved]) -> tuple[SetAside, ...]:
    told: dict[str, SetAside] = {}
    claimed = [SetAside(doubt, _claim(doubt, by)) for doubt, by in found]
    for each in sorted(claimed, key=lambda each: (each.claim.belief, each.claim.order), reverse=True):
        name, believed = each.doubt.field, fields.get(each.doubt.field)
        if believed is None or _rank(each.claim) > _rank(believed.claim):
            told.setdefault(f"{name} {each.doubt.value!r}", each)
    return tuple(sorted(told.values(), key=lambda each: each.doubt.field))


def _rank(claim: Claim) -> tuple[Any, ...]:
    return claim.belief, claim.order


def _claim(doubt: Doubt, said: Said) -> Claim:
    return Claim(doubt.value, said.source, said.reference, said.belief, said.said_on, said.said_at)
