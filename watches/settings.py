"""What watches need to know of the installation: its address, its secret, its mail server."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class MailSettings:
    """The server that mail is handed to, and who it is from."""

    host: str
    port: int
    sender: str
    username: str = ""
    password: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class WatchSettings:
    """How watches reach people."""

    public_url: str
    """Where this registry answers, without a slash at its end."""
    secret: str = field(repr=False)
    mail: MailSettings | None = None
    """None: this registry sends no mail."""
    webhook_allow: frozenset[str] = frozenset()
    """Hosts, as `host` or `host:port`, that webhooks may go to though they are private, and without TLS."""
