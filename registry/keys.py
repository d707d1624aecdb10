"""Keys as text: made at random, shown once, kept as a digest."""

import secrets
from hashlib import sha256

PREFIX = "t33_"
SHOWN = len(PREFIX) + 8
"""How many characters name a key where it may be seen."""


def new_key() -> str:
    """Return a new key of 256 random bits."""
    return PREFIX + secrets.token_urlsafe(32)


def prefix_of(key: str) -> str:
    """Return how a key begins: enough to name it, too little to use it."""
    return key[:SHOWN]


def digest_of(key: str) -> str:
    """Return what is kept of a key. It is random enough that a fast digest cannot be turned round."""
    return sha256(key.encode()).hexdigest()
