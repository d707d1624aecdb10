"""The feed of a watch: what was found for it, as far as its holder may see it now."""

from flask import Response, request

from registry.api.session import session
from registry.exports.feeds import MEDIA_TYPE, Entry, feed
from registry.models import Watch
from watches.readers import reader_of
from watches.shown import feed_url, settings
from watches.telling import latest_found, told_to

MOST = 100
"""Entries: who looks once a week misses nothing."""


def feed_of(watch: Watch) -> Response:
    """Return the feed of a watch; 304 to who has it already."""
    found = latest_found(session(), watch.id, MOST)
    told = told_to(reader_of(watch.key), found, session())
    root = settings().public_url
    entries = [
        Entry(f"{root}/api/v1/watches/{watch.id}#{each.id}", each.title, each.text, root + each.page, each.at)
        for row in found
        if (each := told.get(row.id))
    ]
    response = Response(feed(watch.name, f"{root}/", feed_url(watch), entries), content_type=MEDIA_TYPE)
    response.headers["Cache-Control"] = "private, max-age=300"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.add_etag()
    response.make_conditional(request)
    return response
