"""`/authorities/{code}/inbox`: what waits for an authority's word, each with the call that settles it."""

from typing import Any

from flask import current_app
from flask.views import MethodView
from flask_smorest import Page
from webargs.flaskparser import abort
from werkzeug.exceptions import Forbidden

from registry.api.auth import actor, needs
from registry.api.blueprint import Blueprint
from registry.api.clock import now
from registry.api.inbox_items import Item, item_by_id, items_of, public_item
from registry.api.inbox_reading import Inbox, read_inbox
from registry.api.schemas.inbox import InboxFilters, InboxItemSchema, LinkSchema
from registry.api.session import session
from registry.models import Authority
from registry.queries.authorities import authority_by_code
from registry.roles import Scope
from registry.signed_links import new_link, token_of

blp = Blueprint("inbox", "What waits for an authority's word")


class InboxPage(Page):
    """One page of an inbox: only its items are worked out in full."""

    collection: Inbox

    @property
    def item_count(self) -> int:
        return len(self.collection.matters)

    @property
    def items(self) -> list[Item]:
        first, last = self.page_params.first_item, self.page_params.last_item
        return items_of(self.collection, self.collection.matters[first : last + 1])


@blp.route("/authorities/<code>/inbox")
class InboxOfAuthority(MethodView):
    @needs(None)
    @blp.arguments(InboxFilters(), location="query")
    @blp.response(200, InboxItemSchema(many=True))
    @blp.alt_response(404, description="No authority has this GSS code or slug.")
    @blp.paginate(InboxPage)
    def get(self, filters: dict[str, Any], code: str) -> Inbox:
        """List what waits for the authority's word, most pressing first"""
        return read_inbox(_own(code), filters.get("kind"))


@blp.route("/authorities/<code>/inbox/<item_id>/link")
class InboxLink(MethodView):
    @needs(Scope.estate)
    @blp.response(201, LinkSchema())
    @blp.alt_response(404, description="No item of this inbox has this id: it may be settled.")
    @blp.alt_response(409, description="The item rests on what is not public, so that no link may show it.")
    def post(self, code: str, item_id: str) -> dict[str, Any]:
        """Make a link that settles one item without a key, once, within 30 days"""
        gss = _own(code)
        item = item_by_id(read_inbox(gss), item_id) or abort(404)
        if public_item(gss, item.matter.kind, item.id) is None:
            abort(409, message="It rests on what is not public: a link would show it to people without a key.")
        subject = f"{item.matter.subject_kind} {item.record.id}"
        who = actor()
        parts = {"item": item.id, "gss": gss, "kind": item.matter.kind, "subject": subject}
        link = new_link(**parts, by=who.label, key=who.key, at=now())
        token = token_of(link, current_app.config["SECRET_KEY"])
        return {"url": f"{current_app.config['PUBLIC_URL']}/settle/{token}", "expires_at": link.expires_at}


def _own(code: str) -> str:
    """Return the authority of a code whose inbox the actor may read: 404 or 403 when there is none."""
    authority: Authority = session().scalar(authority_by_code(code)) or abort(404)
    who = actor()
    if not who.is_borough or not who.speaks_for([authority.gss]):
        raise Forbidden("This is the inbox of another authority than this key's.")
    return authority.gss
