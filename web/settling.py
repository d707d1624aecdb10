"""The page of a signed link: one item of an authority's inbox, and buttons that settle it.

Reading the page changes nothing, for mail is read by machines that follow links. There is no token against forged
requests: no cookie speaks for anyone here, and the address itself is the permission, which a forger would not have.
"""

from dataclasses import replace
from typing import Any

from flask import current_app, make_response, render_template, request
from werkzeug import Response

from registry.api.clock import now
from registry.api.inbox_items import Item, public_item
from registry.api.schemas.correction import ContractCorrection
from registry.api.session import session
from registry.api.settlements import UsedLink, confirmed_by_link, is_void, settle, use_up
from registry.exceptions import CannotMerge
from registry.inbox import Kind
from registry.inbox_calls import Call
from registry.inbox_words import in_words, who
from registry.models import Authority, SettledLink
from registry.signed_links import ExpiredLink, SignedLink, UnknownLink, read_token
from web import words
from web.blueprint import blp

SHOWN = {
    "contract": words.FIELDS.keys() - {"authorities", "cpv", "procedure"},
    "system": {"name", "product", "services", "status"},
}
"""Fields that a link shows of its record, where they are public: no others are confirmed by it."""
UNKNOWN = "This link does not work", "It is not whole, or it is from another registry. Copy all of it from the message."
EXPIRED = "This link has expired", "Links work for 30 days. Ask your registry officer for a new one."
USED = "This link was used", "Each link settles one thing, once. What it settled is on the record of changes."
VOID = "This link does not work any more", "Its key was revoked. Ask your registry officer for a new link."
SETTLED = "This is settled already", "Nobody has to do anything about it any more. The link changed nothing."
CHANGED = "This changed while you read it. Please look again: nothing was written."
NO_DAY = "Please give the day on which it ends. Nothing was written."
FILLED_IN = ("ends_on",)
"""What a page can ask to fill in: other calls that need filling in are for the API."""


class _Refused(Exception):
    """Raised when a link cannot be used; holds what to say."""

    def __init__(self, status: int, said: tuple[str, str]) -> None:
        super().__init__(*said)
        self.status, self.said = status, said


@blp.get("/settle/<token>")
def settling(token: str) -> Response:
    """Show what a signed link settles."""
    try:
        link = _link(token)
        if session().get(SettledLink, link.nonce):
            raise _Refused(410, USED)
        _require_key(link)
        return _shown(link, _item(link))
    except _Refused as refused:
        return _refusal(refused)


@blp.post("/settle/<token>")
def settled(token: str) -> Response:
    """Settle what a signed link is for, in the way that was chosen."""
    try:
        link = _link(token)
        use_up(link)
        _require_key(link)
        item = _item(link)
        call = next((each for each in item.calls if each.key == request.form.get("call")), None)
        if call is None or request.form.get("seen") != item.tag:
            session().rollback()
            return _shown(link, _item(link), CHANGED, 409)
        if call.fill and not (call := _filled(call)):
            session().rollback()
            return _shown(link, item, NO_DAY, 422)
        settle(item, call, link, SHOWN[item.matter.subject_kind])
    except UsedLink:
        return _refusal(_Refused(410, USED))
    except CannotMerge:
        return _refusal(_Refused(409, SETTLED))
    except _Refused as refused:
        return _refusal(refused)
    return _page("web/settle.html", 200, link=link, item=item, done=call.title)


def _filled(call: Call) -> Call | None:
    """Return a call with the day that was filled in; None when it is none, or when the call asks for other fields."""
    body = {name: request.form.get(name, "") for name in call.fill}
    if call.fill != FILLED_IN or ContractCorrection().validate(body):
        return None
    title = f"{call.title}: {in_words(body['ends_on'])}"
    return replace(call, title=title, body=body, fill=())


def _link(token: str) -> SignedLink:
    try:
        return read_token(token, current_app.config["SECRET_KEY"], now())
    except UnknownLink:
        raise _Refused(404, UNKNOWN) from None
    except ExpiredLink:
        raise _Refused(410, EXPIRED) from None


def _require_key(link: SignedLink) -> None:
    if is_void(link):
        raise _Refused(410, VOID)


def _item(link: SignedLink) -> Item:
    item = public_item(link.gss, link.kind, link.item)
    if item is None:
        raise _Refused(409, SETTLED)
    return item


def _shown(link: SignedLink, item: Item, said: str = "", status: int = 200) -> Response:
    authority = session().get_one(Authority, link.gss)
    return _page(
        "web/settle.html",
        status,
        link=link,
        item=item,
        authority=authority,
        facts=_facts(link, item),
        said=said,
        fillable=FILLED_IN,
    )


def _facts(link: SignedLink, item: Item) -> list[dict[str, Any]]:
    """Return what confirming would confirm, each with who says it."""
    if item.matter.kind not in (Kind.proposal, Kind.stale):
        return []
    fields = confirmed_by_link(item, link.gss, SHOWN[item.matter.subject_kind])
    labels = {"name": "Name", "services": "Services", **words.FIELDS}
    return [
        {
            "label": label,
            "value": in_words(fields[name].value),
            "who": who(fields[name].claim),
            "said_on": fields[name].claim.said_on,
        }
        for name, label in labels.items()
        if name in fields
    ]


def _refusal(refused: _Refused) -> Response:
    title, said = refused.said
    return _page("web/error.html", refused.status, title=title, said=said)


def _page(template: str, status: int, **shown: Any) -> Response:
    response = make_response(render_template(template, **shown), status)
    # The address is a permission: no cache keeps it, no search engine lists it, and no other site is told it.
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response
