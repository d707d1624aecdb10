"""The blueprint of the pages: which addresses are theirs, and their errors, as pages too."""

import logging

from flask import Blueprint, abort, g, render_template, request
from flask.blueprints import BlueprintSetupState
from sqlalchemy.exc import OperationalError
from werkzeug import Response
from werkzeug.exceptions import HTTPException
from werkzeug.routing import PathConverter

from registry.api.parser import UNKEEPABLE
from registry.roles import PUBLIC
from search.exceptions import IndexUnavailable

_log = logging.getLogger(__name__)
_SAID = {
    404: ("There is no such page", "Nothing here has this address. It may be mistyped, or from another registry."),
    500: ("Something went wrong", "This is our mistake, and it is in our log. The other pages still answer."),
}

blp = Blueprint("pages", __name__, template_folder="templates", static_folder="static", static_url_path="/static")


class OutsideApi(PathConverter):
    """A path that is not the API's, so that the API answers for its own in its own shape."""

    regex = "(?!api(?:/|$))[^/].*?"


@blp.record_once
def _add_converter(state: BlueprintSetupState) -> None:
    state.app.url_map.converters["outside_api"] = OutsideApi


@blp.before_request
def _refuse_unkeepable() -> None:
    if any(isinstance(value, str) and UNKEEPABLE.search(value) for value in (request.view_args or {}).values()):
        abort(404)


@blp.before_request
def _read_as_anyone() -> None:
    # Pages know no keys: also a request that brings one is shown what everyone may see.
    g.actor = PUBLIC


@blp.errorhandler(HTTPException)
def _refused(error: HTTPException) -> Response | tuple[str, int]:
    if error.code is None or error.code < 400:
        return error.get_response()
    title, said = _SAID.get(error.code, (error.name, error.description or ""))
    return _page(error.code, title, said)


@blp.errorhandler(OperationalError)
def _no_database(error: OperationalError) -> tuple[str, int]:
    _log.warning("the database does not answer", exc_info=error)
    return _page(503, "The registry does not answer", "Its database is busy or away: try again in a minute.")


@blp.errorhandler(IndexUnavailable)
def _no_index(error: IndexUnavailable) -> tuple[str, int, dict[str, str]]:
    _log.warning("nothing can be searched: %s", error)
    said = "The search index is being built: try again in a minute. Every other page answers meanwhile."
    return *_page(503, "Search is not ready yet", said), {"Retry-After": "60"}


def _page(status: int, title: str, said: str) -> tuple[str, int]:
    return render_template("web/error.html", title=title, said=said), status
