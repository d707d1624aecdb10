"""Whose eyes a watch sees with: those of its key, as they are now."""

from datetime import datetime

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import contains_eager

from registry.models import ApiKey, Watch
from registry.roles import Actor, Role, Scope


def reader_of(key: ApiKey) -> Actor:
    """Return whom a key stands for."""
    return Actor(key.label, Role(key.role), frozenset(map(Scope, key.scopes)), key.gss, key.supplier_id, key.prefix)


def is_live(key: ApiKey, at: datetime) -> bool:
    """Whether a key still opens anything: watches of one that was revoked, or has expired, tell nothing more."""
    return key.revoked_at is None and (key.expires_at is None or key.expires_at > at)


def live_watches(at: datetime) -> Select[Watch]:
    """Return watches with their keys, as far as those are live, by id."""
    live: ColumnElement[bool] = or_(ApiKey.expires_at.is_(None), ApiKey.expires_at > at)
    joined = select(Watch).join(ApiKey, ApiKey.id == Watch.api_key_id).options(contains_eager(Watch.key))
    return joined.where(ApiKey.revoked_at.is_(None), live).order_by(Watch.id)
