"""What the tests of watches ask for: watchers with keys, a receiver of webhooks, a mail server, and a clock's tick."""

import json
import socket
import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from aiosmtpd.controller import Controller

from registry.models import WatchDelivery
from tests.example_releases import contract_details
from tests.filing import file
from tests.keys import key
from watches.collecting import collect
from watches.delivering import deliver_webhooks
from watches.mailing import deliver_mail
from watches.settings import MailSettings

CAMDEN, HACKNEY = "E09000007", "E09000012"


@pytest.fixture
def camden(session):
    return key(session, "officer", CAMDEN)


@pytest.fixture
def hackney(session):
    return key(session, "officer", HACKNEY)


@pytest.fixture
def contract(session, knowledge, client):
    """A housing contract of Camden's, as a notice tells of it."""
    file(session, knowledge, contract_details())
    return client.get("/api/v1/contracts").json[0]


@pytest.fixture
def publish(session, knowledge):
    """File releases as if a portal had published them."""
    return lambda *releases: file(session, knowledge, *releases)


@pytest.fixture
def watch(client, camden):
    """Make a watch, and return it."""

    def make(kind, subject=None, headers=camden, **more):
        body = {"kind": kind, **({"subject": subject} if subject else {}), **more}
        answer = client.post("/api/v1/watches", json=body, headers=headers)
        assert answer.status_code == 201, answer.json
        return answer.json

    return make


@pytest.fixture
def tick(app):
    """Collect as the worker does each minute; return how much was found."""

    def run(at=None):
        extensions = app.extensions
        lead_times = extensions["scraping"].lead_times
        return collect(extensions["sessions"], type(extensions["search"]), lead_times, at or datetime.now(UTC))

    return run


@pytest.fixture
def titles(client):
    """Return what the feed of a watch tells, newest first, as (title, text)."""

    def read(made):
        answer = client.get(made["feed_url"].removeprefix("http://127.0.0.1:5000"))
        assert answer.status_code == 200, answer.text
        return entries_of(answer.text)

    return read


def entries_of(text):
    from xml.etree import ElementTree

    atom = "{http://www.w3.org/2005/Atom}"
    entries = ElementTree.fromstring(text).iter(f"{atom}entry")
    return [(each.findtext(f"{atom}title"), each.findtext(f"{atom}summary")) for each in entries]


class Receiver(ThreadingHTTPServer):
    """Takes webhooks, or answers as it is told to."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Handler)
        self.taken, self.status = [], 204

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_port}/hook?x=1"


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.taken.append((dict(self.headers), body, json.loads(body)))
        self.send_response(self.server.status)
        self.send_header("Location", "http://127.0.0.1:1/")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


@pytest.fixture
def receiver(app):
    server = Receiver()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    allowed = frozenset({f"127.0.0.1:{server.server_port}"})
    app.extensions["watches"] = replace(app.extensions["watches"], webhook_allow=allowed)
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


class _Mailbox:
    def __init__(self):
        self.taken, self.answer = [], "250 OK"

    async def handle_DATA(self, _server, _session, envelope):
        if self.answer.startswith("2"):
            self.taken.append(envelope)
        return self.answer


@pytest.fixture
def mailbox(app):
    """A mail server, and what it took."""
    box = _Mailbox()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    mail = MailSettings("127.0.0.1", port, "registry@example.org")
    app.extensions["watches"] = replace(app.extensions["watches"], mail=mail)
    yield box
    controller.stop()


@pytest.fixture
def deliver(app):
    """Deliver what is due, as the worker does; return how many (events, mails) were taken."""

    def run():
        sessions, settings = app.extensions["sessions"], app.extensions["watches"]
        return deliver_webhooks(sessions, settings), deliver_mail(sessions, settings)

    return run


@pytest.fixture
def wait(session):
    """Let so much time pass for what waits to be delivered."""

    def pass_(**time):
        for row in session.query(WatchDelivery).filter_by(state="waiting"):
            row.due_at -= timedelta(**time)
        session.commit()

    return pass_
