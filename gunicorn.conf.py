"""How gunicorn serves the app: `gunicorn` alone, in this folder, is enough."""

import gc
import os
import socket
import struct
from typing import Any

wsgi_app = "app:create_app()"
bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '5000')}"
preload_app = True  # what is wrong with the settings is told once, before anything is served
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
# A download may take longer than `timeout`, after which a worker without threads is killed in the middle of it; and
# two slow clients would stop the site. Threads keep the worker's heart beating. Each may hold a database connection,
# of which there are 15 a worker.
worker_class = "gthread"
threads = 8
_STALLED_SECONDS = 60
control_socket_disable = True  # its default place is the home folder, which may be read-only or shared
accesslog = None  # the app logs each request itself, with its id
logconfig_dict = {  # the app logs; of gunicorn's own words only warnings
    "version": 1,
    "disable_existing_loggers": False,
    "root": {"level": "WARNING", "handlers": ["console"]},
    "loggers": {"gunicorn.error": {"level": "WARNING"}},
}


def post_worker_init(worker: Any) -> None:
    """Hang up on clients that take nothing for a minute: each would keep a thread, and a view of the database."""
    for listener in worker.sockets:  # connections inherit it
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, struct.pack("ll", _STALLED_SECONDS, 0))


def when_ready(_server: object) -> None:
    """Say where to look."""
    gc.freeze()  # what the app is made of stays: the garbage collector need not go through it, a fifth of an export
    print(f"Thirty3 is at http://{bind} - stop it with Ctrl-C", flush=True)  # noqa: T201
