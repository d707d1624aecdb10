"""How gunicorn serves the app: `gunicorn` alone, in this folder, is enough."""

import os

wsgi_app = "app:create_app()"
bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '5000')}"
preload_app = True  # what is wrong with the settings is told once, before anything is served
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
control_socket_disable = True  # its default place is the home folder, which may be read-only or shared
accesslog = None  # the app logs each request itself, with its id
logconfig_dict = {  # the app logs; of gunicorn's own words only warnings
    "version": 1,
    "disable_existing_loggers": False,
    "root": {"level": "WARNING", "handlers": ["console"]},
    "loggers": {"gunicorn.error": {"level": "WARNING"}},
}


def when_ready(_server: object) -> None:
    """Say where to look."""
    print(f"Thirty3 is at http://{bind} - stop it with Ctrl-C", flush=True)  # noqa: T201
