"""`/opportunities`: what a supplier can answer now, what is planned, and what is to be expected."""

from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from flask import render_template
from flask_smorest.pagination import PaginationParameters

from registry.api.opportunities import OpportunityPage, listing
from registry.api.session import session
from registry.areas import area_name
from registry.opportunities import Kind, Opportunity
from registry.queries import coverage
from registry.queries.opportunity_filters import LOCAL
from web.asking import asked_choice
from web.blueprint import blp
from web.paging import Listed, asked_page, pages_in
from web.sources import portals

SIZE = 25
KINDS = {
    Kind.open: ("Open now", "Invitations that can be answered, soonest to close first", "Closes"),
    Kind.planned: ("Planned", "Notices of plans (UK1 to UK3), the latest first: not open yet", "Tender notice"),
    Kind.expected: (
        "Expected",
        "Public joint plans, and contracts whose replacement must start within two years: nothing is published yet",
        "To start",
    ),
}
"""What each kind is called, what it holds, and which day is shown first."""
_THRESHOLD = {"below": "Below the threshold", "above": "Above the threshold"}
_SME = {"yes": "Suits small companies"}
_RESERVED = {LOCAL: "Reserved to a local area", "any": "Reserved to any area"}


@blp.get("/opportunities")
def opportunities() -> str:
    """Show what is open, planned and expected, by kind and by who it is for."""
    authorities = {each.slug: each for each in session().scalars(coverage.authorities())}
    choices = {
        "service": {each.id: each.name for each in session().scalars(coverage.services())},
        "authority": {slug: each.short_name for slug, each in authorities.items()},
        "threshold": _THRESHOLD,
        "sme": _SME,
        "reserved": _RESERVED,
    }
    chosen = {name: asked_choice(name, of) for name, of in choices.items()}
    kind = asked_choice("kind", [each.value for each in Kind])
    filters = _filters(chosen, authorities[chosen["authority"]].gss if chosen["authority"] else None)
    whole = _page(filters)
    page = _page({**filters, "kind": [kind]}) if kind else whole
    return render_template(
        "web/opportunities.html",
        found=_listed(page),
        groups=[(KINDS[each], list(rows)) for each, rows in groupby(page.items, key=lambda row: row.kind)],
        kinds=[(each.value, KINDS[each][0], whole.of_kind(each)) for each in Kind],
        kind=kind,
        chosen=chosen,
        area_name=area_name,
        choices=choices,
        asked=urlencode({name: given for name, given in chosen.items() if given}),
        data=_data(chosen, kind),
        sources=portals(),
    )


def _filters(chosen: dict[str, str | None], gss: str | None) -> dict[str, Any]:
    return {
        "technology": True,
        "service": [chosen["service"]] if chosen["service"] else None,
        "authority": [gss] if gss else None,
        "below_threshold": chosen["threshold"] == "below" if chosen["threshold"] else None,
        "sme": True if chosen["sme"] else None,
        "reserved": [chosen["reserved"]] if chosen["reserved"] else None,
    }


def _data(chosen: dict[str, str | None], kind: str | None) -> str:
    """Return the arguments by which the API lists the same."""
    given = {name: chosen[name] for name in ("service", "authority", "reserved")}
    below = {"below": "true", "above": "false"}.get(chosen["threshold"] or "")
    asked = {"technology": "true", "kind": kind, **given, "below_threshold": below, "sme": chosen["sme"] and "true"}
    return urlencode({name: value for name, value in asked.items() if value})


def _page(filters: dict[str, Any]) -> OpportunityPage:
    """Return the page that the request asks for: the last one when there are fewer."""
    page = OpportunityPage(listing(**filters), PaginationParameters(asked_page(), SIZE))
    page.page_params.page = min(page.page_params.page, pages_in(page.item_count, SIZE))
    return page


def _listed(page: OpportunityPage) -> Listed:
    items: list[Opportunity] = []
    return Listed(items, page.item_count, page.page_params.page, pages_in(page.item_count, SIZE))
