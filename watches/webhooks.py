"""Webhooks: one event posted to one address, signed as Standard Webhooks says (https://www.standardwebhooks.com).

`webhook-id` is the event's own, the same at every try, so that a receiver keeps an event once however often it comes.
"""

import hmac
import http.client
import json
import socket
import ssl
from base64 import b64decode, b64encode
from collections.abc import Collection, Mapping
from contextlib import closing
from datetime import datetime
from functools import cache
from threading import Timer

import certifi

from registry.models import Watch
from watches.addresses import Target, checked_url, public_address
from watches.exceptions import BadAddress, NoSuchHost, NotDelivered
from watches.telling import Told

CONNECT_SECONDS, ANSWER_SECONDS, ALL_SECONDS = 5, 10, 20
"""To connect; between two bytes of the answer; in all, however slowly it trickles."""


def body_of(told: Told, watch: Watch, root: str) -> bytes:
    """Return an event as JSON; `root` is the registry's address."""
    about = {"id": watch.id, "name": watch.name, "kind": watch.kind, "subject": watch.subject}
    data = {
        "id": told.id,
        "watch": {**about, "url": f"{root}/api/v1/watches/{watch.id}"},
        "title": told.title,
        "text": told.text,
        "page": root + told.page,
        "url": root + told.path,
    }
    event = {"type": told.event.value, "timestamp": told.at.isoformat(), "data": data}
    return json.dumps(event, ensure_ascii=False).encode()


def signed(event_id: str, body: bytes, secret: str, at: datetime) -> dict[str, str]:
    """Return the headers that say which event a body is, when it was sent, and that it is ours."""
    stamp = str(int(at.timestamp()))
    key = b64decode(secret.removeprefix("whsec_"))
    digest = hmac.digest(key, b".".join((event_id.encode(), stamp.encode(), body)), "sha256")
    return {
        "webhook-id": event_id,
        "webhook-timestamp": stamp,
        "webhook-signature": f"v1,{b64encode(digest).decode()}",
        "Idempotency-Key": event_id,
    }


def post(url: str, body: bytes, headers: Mapping[str, str], allowed: Collection[str] = ()) -> None:
    """Post an event; raises `NotDelivered` unless it is answered with a success. Redirects are not followed."""
    try:
        target = checked_url(url, allowed)
        status = _status(target, public_address(target), body, headers)
    except (BadAddress, NoSuchHost) as error:
        raise NotDelivered(str(error)) from None
    except (OSError, http.client.HTTPException) as error:
        raise NotDelivered(f"no answer: {type(error).__name__}") from None
    if not 200 <= status < 300:
        raise NotDelivered(f"answered {status}")


def _status(target: Target, address: str, body: bytes, headers: Mapping[str, str]) -> int:
    """Return the status of the answer; what follows it is not read."""
    plain = socket.create_connection((address, target.port), timeout=CONNECT_SECONDS)
    with closing(plain):
        own = _tls().wrap_socket(plain, server_hostname=target.host) if target.scheme == "https" else plain
        own.settimeout(ANSWER_SECONDS)
        with closing(own):
            limit = Timer(ALL_SECONDS, _cut, [own])
            limit.start()
            try:
                connection = http.client.HTTPConnection(target.host, target.port)
                connection.sock = own
                sent = {"Host": target.authority, "Content-Type": "application/json", "Connection": "close"}
                connection.request("POST", target.path, body, {**sent, "User-Agent": "Thirty3", **headers})
                return connection.getresponse().status
            finally:
                limit.cancel()


def _cut(connection: socket.socket) -> None:
    try:
        connection.shutdown(socket.SHUT_RDWR)
    except OSError:
        return  # it has ended by itself


@cache
def _tls() -> ssl.SSLContext:
    context = ssl.create_default_context()  # with what the machine trusts, an intranet's own authority too
    context.load_verify_locations(certifi.where())
    return context
