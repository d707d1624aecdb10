"""Links to a plan's calendar: calendar programs ask for an address and send no key.

The address holds which plan and for which authority, signed. It shows what that authority may read of that plan, for
as long as it takes part: who asks must check that.
"""

from dataclasses import asdict, dataclass

from itsdangerous import BadData, URLSafeSerializer

LONGEST = 300
"""No token of ours is as long: one that is longer is not looked at."""
_SALT = "plan calendar"


@dataclass(frozen=True, slots=True)
class CalendarLink:
    """Whose calendar of which plan a link shows."""

    plan: str
    gss: str


def calendar_token(link: CalendarLink, secret: str) -> str:
    """Return a link as the text of its address; always the same, so that a subscription can be renewed."""
    return str(_signer(secret).dumps(asdict(link)))


def read_calendar_token(token: str, secret: str) -> CalendarLink | None:
    """Return the link of a token; None when this registry did not sign it."""
    try:
        return CalendarLink(**_signer(secret).loads(token)) if len(token) <= LONGEST else None
    except (BadData, TypeError):
        return None


def _signer(secret: str) -> URLSafeSerializer:
    return URLSafeSerializer(secret, salt=_SALT)
