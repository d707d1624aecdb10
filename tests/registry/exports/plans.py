"""A plan as its members made it, for tests of files."""

from datetime import UTC, date, datetime

from registry.models import Plan, PlanContract, PlanMember

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


def plan(*committed, contracts=(), members=None, **rest):
    """Return a public plan that the first of the `committed` leads; `members` are others, by their codes."""
    parts = dict.fromkeys(committed, "committed") | (members or {})
    given = {"title": "Housing together", "service_id": "housing-management", "stage": "forming", "requirement": ""}
    given |= {"audience": "public", "starts_on": date(2029, 4, 1), "created_at": NOW, "updated_at": NOW}
    return Plan(
        lead_gss=committed[0],
        members=[PlanMember(gss=gss, state=state, said_on=NOW.date()) for gss, state in parts.items()],
        contracts=[PlanContract(contract_id=id_, added_on=NOW.date(), terms={}) for id_ in contracts],
        **{"id": "plan000000001", **given, **rest},
    )
