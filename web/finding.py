"""`/search`: the same search as the API's, as a page."""

from dataclasses import replace
from typing import Any, cast

from flask import current_app, render_template, request, url_for

from registry.api.clock import today
from registry.api.parser import UNKEEPABLE
from registry.api.session import session
from search.asking import asked
from search.engines.engine import SearchEngine, SearchPage, SearchRequest
from search.hits import counts, show
from search.language import MAX_CHARACTERS, NOTHING, Question, corrected
from search.paging import DEEPEST
from search.reading import reading
from search.relaxing import fullest
from search.requests import FACETS, FILTERS, MOST_COUNTED, loosened, narrowed, sorted_by
from search.schemas import SORTS
from web.blueprint import blp
from web.paging import Listed, asked_page, pages_in
from web.words import KINDS

SIZE = 20
_LONGEST = 200
CHOICES = {
    "authority": ("Authority", "Any authority"),
    "service": ("Service", "Any service"),
    "supplier": ("Supplier", "Any supplier"),
    "product": ("Product", "Any product"),
    "stage": ("Stage", "Any stage"),
    "status": ("Status", "Any status"),
    "value_band": ("Value", "Any value"),
    "closing_month": ("Open until", "Any month"),
    "ending_month": ("Ends in", "Any month"),
}
"""What a search can be narrowed by: what it is called, and what stands for all of it."""
_SORTS = {
    "relevance": "Best answer",
    "closing": "First to close",
    "ending": "First to end",
    "-published": "Latest published",
    "published": "First published",
    "-value": "Highest value",
    "value": "Lowest value",
}


class Found(Listed):
    """One page of what was found."""

    def link(self, page: int) -> str:
        """Return the address of another page of the same search."""
        return address({**_kept(), "page": page})


@blp.get("/search")
def search() -> str:
    """Show what has the words asked for, how it can be narrowed down, and why each was found."""
    q = UNKEEPABLE.sub("", request.args.get("q", ""))[:MAX_CHARACTERS]
    chosen = _chosen()
    question = asked(session(), q)
    page = min(asked_page(), DEEPEST // SIZE)
    wanted = replace(
        narrowed({name: [value] for name, value in chosen.items()}, question.tree),
        facets=FACETS,
        facet_size=MOST_COUNTED,
        sort=sorted_by(question.tree, _sort()),
        page=page,
        size=SIZE,
        on=None if request.args.get("boost") == "false" else today().toordinal(),
    )
    answered = fullest(_engine(), session(), wanted, q)
    found, wanted = answered.page, answered.request
    told = counts(session(), found.facets)
    return render_template(
        "web/search.html",
        q=q,
        kind=chosen.get("kind"),
        chosen=chosen,
        found=Found(show(session(), found.hits), found.total, page, pages_in(min(found.total, DEEPEST), SIZE)),
        kinds=told.pop("kind"),
        choices=_choices(told, chosen),
        sorts=_SORTS,
        sort=_sort(),
        mended=answered.mended,
        did_you_mean=None if answered.mended else corrected(q, found.corrections),
        reading=reading(replace(question, tree=wanted.tree)),
        loosen=_loosen(wanted, found),
        address=address,
        kept=_kept(),
        subject=_told_of(question, q, chosen),
        link=link,
    )


def link(hit: dict[str, Any]) -> str:
    """Return the page of a hit; a notice is shown with its procurement."""
    if hit["kind"] == "notice":
        return url_for("pages.procurement", ocid=hit["ocid"], _anchor=hit["id"])
    return url_for(f"pages.{hit['kind']}", key=hit["id"])


def address(arguments: dict[str, Any]) -> str:
    """Return the address of a search."""
    return url_for("pages.search", **arguments)


def _told_of(question: Question, q: str, chosen: dict[str, str]) -> dict[str, str]:
    """Return the arguments of a feed or a watch of the same search; none where it can have neither."""
    if question.tree == NOTHING or question.left_out:
        return {}
    return {"q": q, **chosen} if q else chosen


def _kept() -> dict[str, str]:
    """Return the arguments that lead on from page to page."""
    names = ("q", *FILTERS, "sort", "boost")
    given = {name: UNKEEPABLE.sub("", request.args.get(name, ""))[:MAX_CHARACTERS] for name in names}
    return {name: value for name, value in given.items() if value}


def _chosen() -> dict[str, str]:
    chosen = {name: value[:_LONGEST] for name, value in _kept().items() if name in FILTERS}
    if chosen.get("kind", "notice") not in KINDS:
        del chosen["kind"]
    return chosen


def _sort() -> Any:
    asked_for = request.args.get("sort")
    return asked_for if asked_for in SORTS else "relevance"


def _choices(told: dict[str, list[dict[str, Any]]], chosen: dict[str, str]) -> list[dict[str, Any]]:
    """Return what each select offers: nothing where there is nothing to choose from."""
    offered = []
    for name, (called, everything) in CHOICES.items():
        values = told[name]
        if name in chosen and chosen[name] not in [each["value"] for each in values]:
            values = [*counts(session(), {name: [(chosen[name], 0)]})[name], *values]
        if values:
            offered.append({"name": name, "called": called, "everything": everything, "values": values})
    return offered


def _loosen(wanted: SearchRequest, found: SearchPage) -> list[dict[str, Any]]:
    """Return what would be found without each filter, where nothing was."""
    if found.total:
        return []
    kept = _kept()
    return [
        {
            "called": " and ".join(CHOICES[name][0] if name in CHOICES else "Kind" for name in names).lower(),
            "total": total,
            "address": address({name: value for name, value in kept.items() if name not in names}),
        }
        for names, total in loosened(_engine(), wanted)
        if total
    ]


def _engine() -> SearchEngine:
    return cast(SearchEngine, current_app.extensions["search"])
