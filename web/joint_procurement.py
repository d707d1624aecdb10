"""`/joint-procurement`: which boroughs could buy together, and what each of them would have to do for it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import Any

from flask import current_app, render_template

from registry.api.cached import once_a_minute
from registry.api.clock import today
from registry.api.joint_reading import candidates, opportunities
from registry.api.joint_shown import shown_many
from registry.api.session import session
from registry.joint.candidates import WhatIf
from registry.joint.scores import parts
from registry.joint_procurement import JointOpportunity, windows_of
from registry.queries import coverage
from web.asking import asked_choice, asked_day, asked_number
from web.blueprint import blp
from web.joint_pages import detail
from web.joint_words import ALIKE, KINDS, NOT_COUNTED, PARTS
from web.paging import page_of

SERVICES, BEST, SIZE = 10, 3, 25
"""How many services a page has, how many opportunities of each, and how many of one service alone."""
MOST_AUTHORITIES = 33
GONE = (
    "These contracts cannot be replaced together today",
    "What is known of them has changed since, or their days have passed: see “Joint procurement” above for today’s.",
)


@blp.get("/joint-procurement")
def joint_procurement() -> str:
    """Show what could be bought together: service by service, or all of one service."""
    authorities = {each.slug: each for each in session().scalars(coverage.authorities())}
    services = {each.id: each.name for each in session().scalars(coverage.services())}
    service, slug = asked_choice("service", services), asked_choice("authority", authorities)
    asked = {
        "from": asked_day("from"),
        "until": asked_day("until"),
        "least": asked_number("least", 2, MOST_AUTHORITIES),
    }
    met = _matching(opportunities(today(), WhatIf(), [service] if service else None), slug and authorities[slug], asked)
    of = _by_service(met)
    found = page_of(met, SIZE) if service else page_of(list(of), SERVICES)
    shown: dict[str, list[JointOpportunity]] = (
        {service: found.items} if service else {id_: of[id_][:BEST] for id_ in found.items}
    )
    return render_template(
        "web/joint_procurement.html",
        found=found,
        groups=_named(shown),
        counts={id_: len(each) for id_, each in of.items()},
        total=len(met),
        services=services,
        chosen={"service": service, "authority": slug, **asked},
        choices={"service": services, "authority": {each: one.short_name for each, one in authorities.items()}},
        not_counted=once_a_minute(f"not counted in {service}", lambda: _not_counted(service)),
        most_authorities=MOST_AUTHORITIES,
        **_SAID,
    )


@blp.get("/joint-procurement/<key>")
def joint_opportunity(key: str) -> str | tuple[str, int]:
    """Show one joint opportunity: what each borough must do, the days, the law, and what would be if."""
    shown = detail(key)
    if shown is None:
        return render_template("web/error.html", title=GONE[0], said=GONE[1]), 404
    return render_template("web/joint_opportunity.html", **shown, **_SAID)


def _matching(found: Iterable[JointOpportunity], authority: Any, asked: dict[str, Any]) -> list[JointOpportunity]:
    first, last = asked["from"] or date.min, asked["until"] or date.max
    return [
        each
        for each in found
        if (not authority or authority.gss in each.authorities)
        and first <= each.best_on <= last
        and each.facts.authorities >= (asked["least"] or 2)
    ]


def _by_service(found: Iterable[JointOpportunity]) -> dict[str, list[JointOpportunity]]:
    """Return opportunities by service, the service with the most promising one first."""
    of: dict[str, list[JointOpportunity]] = {}
    for each in found:
        of.setdefault(each.service_id, []).append(each)
    return of


def _named(groups: Mapping[str, Sequence[JointOpportunity]]) -> list[tuple[str, list[dict[str, Any]]]]:
    """Return opportunities by service as a page shows them; all names are read at once."""
    flat = [each for found in groups.values() for each in found]
    shown = iter(
        {**row, "score_parts": parts(each.facts)} for row, each in zip(shown_many(flat, today(), ""), flat, strict=True)
    )
    return [(id_, list(islice(shown, len(found)))) for id_, found in groups.items()]


def _not_counted(service: str | None) -> dict[str, int]:
    """Return how many running contracts take part in nothing, by the reason why."""
    known = candidates(today(), WhatIf(), [service] if service else None)
    _, left_out = windows_of(known, today(), current_app.config["LEAD_TIMES"])
    return dict(Counter(why.value for _, why in left_out))


_SAID = {"kinds": KINDS, "alike": ALIKE, "part_names": PARTS, "reasons": NOT_COUNTED}
