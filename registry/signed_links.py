"""Signed links: an address that settles one item of an authority's inbox, once, for thirty days.

Who holds the address may settle that item and nothing else, so its token is all that is asked for. It is signed,
not sealed: it holds ids, how the key that asked for it begins, and that key's label, which stands beside every
change anyway.
"""

from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from secrets import token_urlsafe

from itsdangerous import BadData, URLSafeSerializer

from registry.exceptions import RegistryError

LASTS = timedelta(days=30)
LONGEST = 1000
"""No token of ours is as long: one that is longer is not looked at."""
_SALT = "inbox item"


class UnknownLink(RegistryError):
    """Raised when a token is none that this registry signed."""


class ExpiredLink(RegistryError):
    """Raised when a link has had its thirty days."""


@dataclass(frozen=True, slots=True)
class SignedLink:
    """What a link settles."""

    item: str
    """Id of the item in the inbox."""
    gss: str
    kind: str
    """What the item asks."""
    subject: str
    """The record, `contract` or `system` with its id: `contract abc`."""
    by: str
    """The label of the key that asked for the link."""
    key: str
    """How that key begins: the link is void without it."""
    nonce: str
    """What is kept of a link that was used."""
    until: int
    """The second, since 1970, at which it expires."""

    @property
    def expires_at(self) -> datetime:
        return datetime.fromtimestamp(self.until, UTC)


def new_link(*, item: str, gss: str, kind: str, subject: str, by: str, key: str, at: datetime) -> SignedLink:
    """Return a link to an item that can be used from `at` on."""
    return SignedLink(item, gss, kind, subject, by, key, token_urlsafe(32), int((at + LASTS).timestamp()))


def token_of(link: SignedLink, secret: str) -> str:
    """Return a link as the text of its address."""
    return str(_signer(secret).dumps(asdict(link)))


def read_token(token: str, secret: str, at: datetime) -> SignedLink:
    """Return the link of a token; raise `UnknownLink` or `ExpiredLink`."""
    try:
        if len(token) > LONGEST:
            raise UnknownLink("no link of ours is as long")
        link = SignedLink(**_signer(secret).loads(token))
    except (BadData, TypeError):  # a token of an earlier version of this module may hold other parts
        raise UnknownLink("it was not signed by this registry") from None
    if link.expires_at <= at:
        raise ExpiredLink(f"it expired on {link.expires_at.date()}")
    return link


def _signer(secret: str) -> URLSafeSerializer:
    return URLSafeSerializer(secret, salt=_SALT)
