"""`/watches`: tell me when something moves."""

from typing import Any

from flask import Response, abort
from flask.views import MethodView
from sqlalchemy import Select

from registry.api.auth import needs
from registry.api.blueprint import Blueprint
from registry.api.clock import now
from registry.api.pagination import SelectPage
from registry.api.session import session
from registry.api.writing import require_match
from registry.exports.feeds import MEDIA_TYPE
from registry.models import Watch
from registry.roles import Scope
from watches.collecting import keep_found
from watches.feeds import feed_of
from watches.kinds import Event, Found
from watches.links import named_in, opens_feed
from watches.making import edit_watch, make_watch
from watches.queries import forget_watch, watch_with_key, watches_of
from watches.readers import is_live
from watches.schemas import FeedArguments, NewWatch, TestSchema, WatchEdit, WatchSchema
from watches.shown import own_key, settings, shown_watch, shown_watches
from watches.telling import event_id

blp = Blueprint("watches", "What you wish to be told of; each key has its own, which nobody else sees")


class WatchPage(SelectPage):
    """One page of watches, with how far each was told."""

    @property
    def items(self) -> list[Any]:
        return shown_watches(super().items)


@blp.route("/watches")
class Watches(MethodView):
    @needs(Scope.watches)
    @blp.response(200, WatchSchema(many=True))
    @blp.paginate(WatchPage)
    def get(self) -> Select[Watch]:
        """List your key's watches, newest first"""
        return watches_of(own_key())

    @needs(Scope.watches)
    @blp.arguments(NewWatch())
    @blp.response(201, WatchSchema())
    @blp.alt_response(409, description="Your key has as many watches as a key can have.")
    def post(self, body: dict[str, Any]) -> Response:
        """Ask to be told of what moves, from now on

        Of a **contract**: its changes, notices of its procurement, what looks like its replacement and why, and when
        its days come near. Of a **search**: what it newly finds, and changes of what it finds. Of a **supplier**:
        contracts and notices. Of a **service** or an **authority**: technology contracts, and what is planned or open.
        Of a **joint_opportunity**: which contracts join or leave. Of a **plan**: its changes, those you may see.
        """
        watch = make_watch(body)
        response = shown_watch(watch)
        response.status_code, response.headers["Location"] = 201, f"/api/v1/watches/{watch.id}"
        return response


@blp.route("/watches/<watch_id>")
class WatchById(MethodView):
    @needs(Scope.watches)
    @blp.response(200, WatchSchema())
    @blp.alt_response(304, description="It is as you have it.")
    @blp.alt_response(404, description="Your key has no watch with this id.")
    def get(self, watch_id: str) -> Response:
        """Show a watch, where its feed is, and how far it was told"""
        return shown_watch(_own(watch_id))

    @needs(Scope.watches)
    @blp.arguments(WatchEdit())
    @blp.response(200, WatchSchema())
    @blp.changes
    def patch(self, body: dict[str, Any], watch_id: str) -> Response:
        """Rename a watch, or change how it is told"""
        watch = _own(watch_id)
        require_match(watch, watch.id, "watch")
        edit_watch(watch, body)
        return shown_watch(watch)

    @needs(Scope.watches)
    @blp.response(204)
    @blp.changes
    def delete(self, watch_id: str) -> None:
        """End a watch: its feed is gone, and nothing more is sent"""
        watch = _own(watch_id)
        require_match(watch, watch.id, "watch")
        forget_watch(session(), watch)
        session().commit()


@blp.route("/watches/<watch_id>/test")
class WatchTest(MethodView):
    @needs(Scope.watches)
    @blp.response(202, TestSchema())
    @blp.alt_response(404, description="Your key has no watch with this id.")
    def post(self, watch_id: str) -> dict[str, Any]:
        """Send a test through every channel of a watch"""
        watch, at = _own(watch_id), now()
        found = Found(watch.id, f"test:{at.isoformat()}", Event.test, "watch", watch.id)
        keep_found(session(), [found], at)
        session().commit()
        channels = [("webhook", watch.webhook_url), ("email", watch.email_confirmed_at)]
        return {"event": event_id(watch.id, found.key), "channels": [name for name, is_there in channels if is_there]}


@blp.route("/watches/<watch_id>/feed.atom")
class WatchFeed(MethodView):
    @blp.arguments(FeedArguments(), location="query")
    @blp.response(200, {"type": "string"}, content_type=MEDIA_TYPE)
    @blp.alt_response(304, description="It is as you have it.")
    @blp.alt_response(404, description="No watch has this feed, or its key has ended.")
    def get(self, arguments: dict[str, Any], watch_id: str) -> Response:
        """Read what a watch found, newest first, as an Atom feed

        Feed readers send no key: subscribe to the `feed_url` of the watch.
        """
        token, secret = arguments.get("token", ""), settings().secret
        watch = session().scalar(watch_with_key(watch_id)) if named_in(token, secret) == watch_id else None
        if watch is None or not opens_feed(watch, token, secret) or not is_live(watch.key, now()):
            abort(404)
        return feed_of(watch)


def _own(watch_id: str) -> Watch:
    watch: Watch = session().scalar(watches_of(own_key()).where(Watch.id == watch_id)) or abort(404)
    return watch
