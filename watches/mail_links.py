"""What proves that a mail reached its address: links to say yes to mail, or no, without a key.

Mail is asked for by a key and goes to an address, which says yes once for all watches of that key.
"""

from dataclasses import astuple, dataclass

from itsdangerous import BadData, URLSafeSerializer

CONFIRM, UNSUBSCRIBE = "watch mail wanted", "watch mail ended"
LONGEST = 600
"""No token of ours is as long: one that is longer is not looked at."""


@dataclass(frozen=True, slots=True)
class MailLink:
    """Whose mail to which address a link is about."""

    api_key_id: int
    email: str
    watch_id: str = ""
    """The one watch that it is about; blank: all of the key's to this address."""


def mail_token(link: MailLink, purpose: str, secret: str) -> str:
    """Return a link as the text of its address."""
    return str(URLSafeSerializer(secret, salt=purpose).dumps(list(astuple(link))))


def read_mail_token(token: str, purpose: str, secret: str) -> MailLink | None:
    """Return the link of a token; None when this registry did not sign it."""
    try:
        return MailLink(*URLSafeSerializer(secret, salt=purpose).loads(token)) if len(token) <= LONGEST else None
    except (BadData, TypeError):
        return None
