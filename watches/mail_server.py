"""The mail server that mail is handed to: with TLS where it offers it, and always before a password."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage

from watches.exceptions import NotDelivered
from watches.settings import MailSettings

SECONDS = 20
_TLS_PORT = 465


class Refused(NotDelivered):
    """Raised when the server will not take a mail, now or ever."""


@contextmanager
def mail_server(settings: MailSettings) -> Iterator[smtplib.SMTP]:
    """Connect to the mail server; raises `NotDelivered` when it does not answer, or has no use for us."""
    try:
        server = _connected(settings)
    except (OSError, smtplib.SMTPException) as error:
        raise NotDelivered(f"the mail server: {type(error).__name__}") from None
    try:
        yield server
    finally:
        server.close()


def hand_over(server: smtplib.SMTP, mail: EmailMessage) -> None:
    """Hand a mail over; raises `Refused`, or `NotDelivered` when it may be tried again."""
    try:
        server.send_message(mail)
    except smtplib.SMTPRecipientsRefused as error:
        codes = [code for code, _ in error.recipients.values()]
        raise _of(max(codes, default=500), "the address") from None
    except smtplib.SMTPResponseException as error:
        raise _of(error.smtp_code, "the mail") from None
    except (OSError, smtplib.SMTPException) as error:
        raise NotDelivered(f"the mail server: {type(error).__name__}") from None


def _of(code: int, what: str) -> NotDelivered:
    return (Refused if code >= 500 else NotDelivered)(f"{what} was refused: {code}")


def _connected(settings: MailSettings) -> smtplib.SMTP:
    trusted = ssl.create_default_context()
    if settings.port == _TLS_PORT:
        server: smtplib.SMTP = smtplib.SMTP_SSL(settings.host, settings.port, timeout=SECONDS, context=trusted)
    else:
        server = smtplib.SMTP(settings.host, settings.port, timeout=SECONDS)
        server.ehlo()
        if settings.username or server.has_extn("starttls"):
            # Without a password to lose, a relay's own certificate is better than none: mail travels so anyway.
            server.starttls(context=trusted if settings.username else None)
            server.ehlo()
    if settings.username:
        server.login(settings.username, settings.password)
    return server
