"""The documents of joint procurement plans: what everyone may know of those that are public."""

from datetime import timedelta

from registry.models import Authority, Plan
from registry.planning.readers import SHOWN_TO_ALL
from search.building.values import authority_names, day, service_words
from search.documents import Document


def plan_document(plan: Plan) -> Document:
    """Return the document of a public plan: no word of its members' own, no authority that has not said yes."""
    authorities = takes_part_publicly(plan)
    return Document(
        id=f"plan:{plan.id}",
        title=plan.title,
        version=plan.version,
        body=plan.requirement,
        names=tuple(authority_names(authorities)),
        words=service_words([plan.service]),
        named={"authority": tuple(authority_names(authorities)), "service": (plan.service.name,)},
        facets={
            "kind": ("plan",),
            "authority": tuple(authority.gss for authority in authorities),
            "service": (plan.service_id,),
            "stage": (plan.stage,),
        },
        # What it replaces ends on the day before it starts: asked for by its end, it stands beside those contracts.
        numbers={"ending": day(plan.starts_on - timedelta(days=1)), "value": plan.value_pence},
    )


def takes_part_publicly(plan: Plan) -> list[Authority]:
    """Return the authorities that everyone may know to take part: those interested and committed."""
    return [each.authority for each in plan.members if each.state in SHOWN_TO_ALL]
