"""What proves to whom a watch belongs where no key is sent: the token of its feed, the secret of its webhook.

Both are made from the watch's own nonce with the registry's secret, so the database alone opens nothing.
"""

import hmac
from base64 import b64encode
from hashlib import sha256

from itsdangerous import BadData, URLSafeSerializer

from registry.models import Watch

LONGEST = 300
"""No token of ours is as long: one that is longer is not looked at."""
_SALT = "watch feed"


def feed_token(watch: Watch, secret: str) -> str:
    """Return the token of a watch's feed: always the same, until its links are made anew."""
    told = [watch.id, sha256(watch.nonce.encode()).hexdigest()[:32]]
    return str(URLSafeSerializer(secret, salt=_SALT).dumps(told))


def named_in(token: str, secret: str) -> str | None:
    """Return the id of the watch whose feed a token was made for; None when this registry did not make it."""
    try:
        read = URLSafeSerializer(secret, salt=_SALT).loads(token) if len(token) <= LONGEST else None
    except BadData:
        return None
    return read[0] if isinstance(read, list) and len(read) == 2 and isinstance(read[0], str) else None


def opens_feed(watch: Watch, token: str, secret: str) -> bool:
    """Whether a token is the one of a watch's feed as it is now."""
    return hmac.compare_digest(feed_token(watch, secret).encode(), token.encode())


def webhook_secret(watch: Watch, secret: str) -> str:
    """Return what the webhooks of a watch are signed with, as Standard Webhooks writes it: `whsec_` and base64."""
    return f"whsec_{b64encode(hmac.digest(secret.encode(), f'webhook {watch.nonce}'.encode(), 'sha256')).decode()}"
