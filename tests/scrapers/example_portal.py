"""A portal of our own, on a real socket, that fails as it is told to."""

import gzip
import json
import threading
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlencode, urlsplit

from scrapers.platforms.ocds import OcdsSource
from scrapers.windows import LONDON


class ExampleSource(OcdsSource):
    """A portal that nobody runs."""

    name, title, documentation = "example", "Example", "https://portal.example/docs"
    path, from_parameter, to_parameter, ocid_prefix = "/list", "from", "to", "ocds-000000"
    window_length, page_size = timedelta(hours=6), 20
    pace, wait = timedelta(seconds=10), timedelta(seconds=100)


def release(number, minutes=None):
    """Return a release published some minutes (else `number`) after the start of 1 July 2026 in UTC."""
    moment = datetime(2026, 7, 1, tzinfo=UTC) + timedelta(minutes=number if minutes is None else minutes)
    return {"ocid": f"ocds-000000-{number}", "id": f"{number:06}-2026", "date": moment.isoformat()}


# An answer is a function from the page that is due to (status, headers, body); None hangs up without a word.


def good(package):
    return 200, {}, json.dumps(package).encode()


def packed(package):
    return 200, {"Content-Encoding": "gzip"}, gzip.compress(good(package)[2])


def html(package):
    return 200, {}, b"<html><body>Out of order</body></html>"


def truncated(package):
    return 200, {}, good(package)[2][:-9]


def bad_number(package):
    return 200, {}, good(package)[2].replace(b'"releases"', b'"odd": 000, "releases"', 1)


def without_next(package):
    return good({**package, "links": []})


def cut_off(package):
    return 200, {"Content-Length": "99999", "Connection": "close"}, good(package)[2][:-9]


def hang_up(package):
    return None


def status(code, **headers):
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda _: (code, named, b"No, not now.")


throttled = status(429, Retry_After="70")
FAULTS = (
    throttled,
    status(403),
    status(503),
    status(500),
    html,
    truncated,
    bad_number,
    without_next,
    cut_off,
    hang_up,
)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def log_message(self, *args):
        pass

    def do_GET(self):
        server = self.server
        server.requests.append((server.clock.now, self.path, self.headers["User-Agent"]))
        package = self.package(dict(parse_qsl(urlsplit(self.path).query)))
        answer = server.script.pop(0) if server.script else good
        if any(row.get("id") in server.poison for row in package["releases"]):
            answer = html
        self.reply(answer(package))

    def package(self, query):
        state = json.loads(query["cursor"]) if "cursor" in query else {**query, "at": 0}
        lower, upper = (datetime.fromisoformat(state[key]) for key in ("from", "to"))
        newest_first = sorted(self.server.releases, key=lambda row: _wall(row["date"]), reverse=True)
        rows = [row for row in newest_first if lower <= _wall(row["date"]) <= upper]
        after = state["at"] + int(query["limit"])
        package = {"releases": rows[state["at"] : after]}
        if after < len(rows):
            following = urlencode({"cursor": json.dumps({**state, "at": after}), "limit": query["limit"]})
            package["links"] = {"next": f"{self.server.url}/list?{following}"}
        return package

    def reply(self, answer):
        if answer is None:
            self.close_connection = True
            return
        code, headers, body = answer
        self.send_response(code)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


def _wall(text):
    return datetime.fromisoformat(text).astimezone(LONDON).replace(tzinfo=None)


@contextmanager
def running_portal(clock):
    """Serve until left: `releases` to serve, `script` of answers to come, `poison` ids that break a page."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.url = f"http://127.0.0.1:{server.server_port}"
    server.clock, server.releases, server.script, server.requests, server.poison = clock, [], [], [], set()
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()
