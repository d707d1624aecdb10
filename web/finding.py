"""`/search`: the same search as the API's, as a page."""

from typing import Any, cast

from flask import current_app, render_template, request, url_for

from registry.api.parser import UNKEEPABLE
from registry.api.session import session
from search.api import DEEPEST, sorted_by
from search.engines.engine import SearchEngine, SearchPage, SearchRequest
from search.hits import counts, show
from search.language import MAX_CHARACTERS, corrected, read
from search.reading import reading
from search.synonyms import widen
from web.blueprint import blp
from web.paging import Listed, asked_page, pages_in
from web.words import KINDS

SIZE = 20


@blp.get("/search")
def search() -> str:
    """Show what has the words asked for, and why each was found."""
    q = UNKEEPABLE.sub("", request.args.get("q", ""))[:MAX_CHARACTERS]
    kind = request.args.get("kind")
    kind = kind if kind in KINDS else None
    question = read(q)
    page = min(asked_page(), DEEPEST // SIZE)
    found = _found(widen(question.tree), kind, page)
    return render_template(
        "web/search.html",
        q=q,
        kind=kind,
        found=Listed(show(session(), found.hits), found.total, page, pages_in(min(found.total, DEEPEST), SIZE)),
        kinds=counts(session(), found.facets)["kind"],
        did_you_mean=corrected(q, found.corrections),
        reading=reading(question),
        link=link,
    )


def link(hit: dict[str, Any]) -> str:
    """Return the page of a hit; a notice is shown with its procurement."""
    if hit["kind"] == "notice":
        return url_for("pages.procurement", ocid=hit["ocid"], _anchor=hit["id"])
    return url_for(f"pages.{hit['kind']}", key=hit["id"])


def _found(tree: Any, kind: str | None, page: int) -> SearchPage:
    wanted = SearchRequest(
        tree,
        filters={"kind": frozenset([kind])} if kind else {},
        facets=("kind",),
        sort=sorted_by(tree),
        page=page,
        size=SIZE,
    )
    return cast(SearchEngine, current_app.extensions["search"]).search(wanted)
