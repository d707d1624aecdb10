"""The pages that mail of watches links to: yes, write to this address; no, no more.

Reading a page changes nothing, for mail is read by machines that follow links; mail programs that end a subscription by
themselves post (RFC 8058). There is no token against forged requests: the address itself is the permission.
"""

from flask import abort, current_app, make_response, render_template, request
from werkzeug import Response

from watches.addressees import confirm, unsubscribe
from watches.mail_links import CONFIRM, UNSUBSCRIBE, MailLink, read_mail_token
from web.blueprint import blp

_PURPOSES = {"confirm": CONFIRM, "unsubscribe": UNSUBSCRIBE}


@blp.get("/watch-mail/<any(confirm, unsubscribe):action>")
def watch_mail(action: str) -> Response:
    """Ask once more, with a button."""
    return _page(action, _link(action), done=False)


@blp.post("/watch-mail/<any(confirm, unsubscribe):action>")
def watch_mail_said(action: str) -> Response:
    """Do what the address says."""
    link = _link(action)
    if action == "unsubscribe":
        unsubscribe(link)
    elif not confirm(link):
        abort(404)  # nobody asks for mail to this address any more
    return _page(action, link, done=True)


def _link(action: str) -> MailLink:
    token = request.args.get("token", "")
    return read_mail_token(token, _PURPOSES[action], current_app.config["SECRET_KEY"]) or abort(404)


def _page(action: str, link: MailLink, *, done: bool) -> Response:
    response = make_response(render_template("web/watch_mail.html", action=action, link=link, done=done))
    # The address is a permission: no cache keeps it, no search engine lists it, and no other site is told it.
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response
