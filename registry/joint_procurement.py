"""Joint opportunities: contracts of several authorities, for one service, that could be replaced on the same day."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from registry.collecting import collecting_later
from registry.joint.replacement_windows import Candidate, Uncounted, Window, window_of
from registry.joint.sweep import JointOpportunity, Kind, Sweep
from registry.months import add_months
from registry.renewals import LeadTimes

__all__ = ["Candidate", "JointOpportunity", "Kind", "joint_opportunities", "kind_of", "lead_of", "windows_of"]

FEW_USERS = 4
"""A service that fewer authorities are known to use is a niche."""


@collecting_later()
def joint_opportunities(
    candidates: Iterable[Candidate],
    on: date,
    lead_times: LeadTimes = LeadTimes(),  # noqa: B008 (frozen)
    *,
    min_authorities: int = 2,
    users: Mapping[str, Iterable[str]] | None = None,
) -> list[JointOpportunity]:
    """Return every joint opportunity seen from the day `on`, the most promising first.

    `users` names authorities that are known to use a service, beside those that have a contract for it. The order
    in which candidates come changes nothing.
    """
    by_service: dict[str, list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        by_service[candidate.service_id].append(candidate)
    found: list[JointOpportunity] = []
    for service_id, of_service in by_service.items():
        known = set((users or {}).get(service_id, ())).union(*(each.authorities for each in of_service))
        windows, _ = windows_of(of_service, on, lead_times)
        found += Sweep(service_id, kind_of(of_service[0].service_kind, len(known)), windows, on).found(min_authorities)
    return sorted(found, key=lambda each: (-each.score, each.best_on, each.service_id, each.key))


def windows_of(
    candidates: Iterable[Candidate], on: date, lead_times: LeadTimes
) -> tuple[tuple[Window, ...], list[tuple[Candidate, Uncounted]]]:
    """Return when each contract can be replaced, and which cannot, with the reason."""
    windows, left_out = [], []
    seen_from, ready_on = on.toordinal(), dict[str | int | None, int]()
    for candidate in candidates:
        pace = candidate.service_kind if candidate.lead_months is None else candidate.lead_months
        if pace not in ready_on:
            ready_on[pace] = add_months(on, lead_of(candidate, lead_times)).toordinal()
        window = window_of(candidate, seen_from, ready_on[pace])
        if isinstance(window, Window):
            windows.append(window)
        else:
            left_out.append((candidate, window))
    return tuple(windows), left_out


def lead_of(candidate: Candidate, lead_times: LeadTimes) -> int:
    """Return how many months its replacement takes: as its authority reckons, else as for its kind of service."""
    return lead_times.of(candidate.service_kind, candidate.lead_months)


def kind_of(service_kind: str | None, users: int) -> Kind:
    """Return what kind of thing a service is, by the kind of service and by how many authorities use it."""
    if users < FEW_USERS:
        return Kind.niche
    if service_kind == "core":
        return Kind.core_technology
    return Kind.line_of_business if service_kind in ("frontline", "corporate") else Kind.other
