"""Changes on record of what is watched, as far as the holder of the watch may see them."""

from collections.abc import Iterator

from registry.models import Watch
from watches.kinds import Event, Found, Kind
from watches.news import News
from watches.readers import live_watches


def changes_for(watch: Watch, kind: str, news: News) -> Iterator[Found]:
    """Yield the changes of the record that a watch is on."""
    for change in news.changes:
        is_ours = change.subject_kind == kind and change.subject_id == watch.subject
        if is_ours and change.id in news.seen(watch):
            yield Found(watch.id, f"change:{change.id}", Event.change, "change", str(change.id))


def found_for_plans(news: News) -> Iterator[Found]:
    """Yield what news tell of plans that are watched."""
    if changed := news.changed("plan"):
        watching = live_watches(news.at).where(Watch.kind == Kind.plan, Watch.subject.in_(changed))
        for watch in news.session.scalars(watching):
            yield from changes_for(watch, "plan", news)
