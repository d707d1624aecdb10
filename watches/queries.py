"""Which watches to read, and what goes with one."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, case, delete, func, select
from sqlalchemy.orm import Session, joinedload

from registry.models import ApiKey, Watch, WatchDelivery, WatchFound


def watches_of(key: ApiKey) -> Select[Watch]:
    """Return the watches of a key, newest first."""
    return select(Watch).where(Watch.api_key_id == key.id).order_by(Watch.created_at.desc(), Watch.id)


def watch_with_key(watch_id: str) -> Select[Watch]:
    """Return a watch with the key that it belongs to."""
    return select(Watch).where(Watch.id == watch_id).options(joinedload(Watch.key))


def delivery_counts(ids: Sequence[str]) -> Select[*tuple[Any, ...]]:
    """Return (watch, channel, waiting, failed, an error of those waiting) of watches."""
    waiting = WatchDelivery.state == "waiting"
    counted = select(
        WatchDelivery.watch_id,
        WatchDelivery.channel,
        func.sum(case((waiting, 1), else_=0)),
        func.sum(case((WatchDelivery.state == "failed", 1), else_=0)),
        func.max(case((waiting, WatchDelivery.error))),
    )
    of = (WatchDelivery.watch_id.in_(ids), WatchDelivery.state.in_(("waiting", "failed")))
    return counted.where(*of).group_by(WatchDelivery.watch_id, WatchDelivery.channel)


def forget_watch(session: Session, watch: Watch) -> None:
    """Delete a watch with all that was found for it."""
    for model in (WatchDelivery, WatchFound):
        session.execute(delete(model).where(model.watch_id == watch.id))
    session.delete(watch)
    session.flush()
