"""A ProContract of our own on a real socket: a list of pages whose last repeats, robots.txt, and what goes wrong."""

import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from tests.scrapers.saved.example_pages import advert, opportunities


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def log_message(self, *args):
        pass

    def do_GET(self):
        server, parts = self.server, urlsplit(self.path)
        server.asked.append(self.path)
        query = parse_qs(parts.query)
        if parts.path in server.odd:
            return self.reply(*server.odd[parts.path])
        if parts.path == "/robots.txt":
            return self.reply(200, {}, server.robots)
        if parts.path == "/Advert":
            reference = query["advertId"][0].removeprefix("aaaa-")
            return self.reply(200, {}, server.adverts.get(reference) or advert(reference))
        number = min(int(query["Page"][0]), len(server.pages))
        return self.reply(200, {}, opportunities(*server.pages[number - 1]))

    def reply(self, code, headers, body):
        self.send_response(code)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def running_procontract():
    """Serve until left: `pages` of lines, `adverts` by number, `robots`, and `odd` answers by path."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.url = f"http://127.0.0.1:{server.server_port}"
    server.pages = [[("DN700001", "Consultation hub", "London Borough of Camden")]]
    server.asked, server.adverts, server.odd, server.robots = [], {}, {}, b"User-agent: *\nDisallow: /Login\n"
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()
