"""What plans ask of an authority, for its inbox."""

from datetime import date
from typing import Any

from registry.api.session import session
from registry.planning.inbox_plans import PlanMatter, alert_matters, invitation_matters
from registry.queries.inbox import invitations_of, plans_joined_by


def plans_waiting(gss: str, on: date) -> tuple[dict[str, Any], list[PlanMatter]]:
    """Return plans that ask something of an authority, by id, and what they ask.

    Nothing of it is for everyone: a signed link may be passed on, and so settles nothing about plans.
    """
    invited = [(plan, part) for plan, part in session().execute(invitations_of(gss))]
    joined = session().scalars(plans_joined_by(gss)).all()
    matters = [*invitation_matters(invited), *alert_matters(joined, gss, on)]
    return {each.id: each for each in (*(plan for plan, _ in invited), *joined)}, matters
