"""What is found for watches on contracts: changes, notices of its procurement, and what looks like its replacement."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import selectinload

from registry.models import Contract, Notice, Watch
from registry.ocds.coming import starts_on
from registry.ocds.shapes import LONDON, object_at
from registry.releases import unpacked
from registry.renewing.dates import committed_on
from registry.renewing.term_ends import latest_on
from watches.finding.changes import changes_for
from watches.finding.retendering import STAGES, Announced, Running, replaces
from watches.kinds import Event, Found, Kind
from watches.news import News
from watches.readers import live_watches


def found_for_contracts(news: News) -> Iterator[Found]:
    """Yield what news tell of contracts that are watched."""
    changed = news.changed("contract")
    if not news.notices and not changed:
        return
    watching = live_watches(news.at).where(Watch.kind == Kind.contract)
    watches: Mapping[str, list[Watch]] = defaultdict(list)
    for watch in news.session.scalars(watching):
        watches[str(watch.subject)].append(watch)
    for watch in (each for id_ in changed for each in watches.get(id_, ())):
        yield from changes_for(watch, "contract", news)
    if not news.notices or not watches:
        return
    announced = [(each, _announced(each)) for each in news.notices if each.stage in STAGES]
    loaded = select(Contract).options(selectinload(Contract.authorities)).where(Contract.id.in_(watches))
    ocids = _ocids(news, list(watches))
    for contract in news.session.scalars(loaded):
        for watch in watches[contract.id]:
            yield from _own_notices(watch, news.notices, ocids.get(contract.id, set()))
            yield from _replacements(watch, contract, announced, ocids.get(contract.id, set()))


def _own_notices(watch: Watch, notices: Sequence[Notice], ocids: set[str]) -> Iterator[Found]:
    for notice in notices:
        if notice.ocid in ocids:
            why = "A notice of this contract's own procurement."
            yield Found(watch.id, f"notice:{notice.id}", Event.notice, "notice", notice.id, why)


def _replacements(
    watch: Watch, contract: Contract, announced: Sequence[tuple[Notice, Announced]], ocids: set[str]
) -> Iterator[Found]:
    running = _running(contract)
    for notice, told in announced:
        why = None if notice.ocid in ocids else replaces(told, running)
        if why:
            key = f"retendered:{notice.stage}:{notice.ocid}"[:200]
            yield Found(watch.id, key, Event.retendered, "notice", notice.id, why)


def _ocids(news: News, ids: Sequence[str]) -> dict[str, set[str]]:
    """Return by contract the OCIDs of its procurement, and of those of contracts merged into it."""
    family = select(Contract.id, Contract.merged_into_id, Contract.ocid).where(
        or_(Contract.id.in_(ids), Contract.merged_into_id.in_(ids)), Contract.ocid.is_not(None)
    )
    found: dict[str, set[str]] = defaultdict(set)
    for id_, target, ocid in news.session.execute(family):
        found[target or id_].add(str(ocid))
        found[id_].add(str(ocid))
    return found


def _announced(notice: Notice) -> Announced:
    release = unpacked(notice.raw)
    return Announced(
        service_id=notice.service_id,
        authorities=frozenset(each.gss for each in notice.authorities),
        text=json.dumps(release, ensure_ascii=False),
        published_on=notice.published_at.astimezone(LONDON).date(),
        starts_on=starts_on(object_at(release, "tender")),
    )


def _running(contract: Contract) -> Running:
    ends = (committed_on(contract), latest_on(contract))
    return Running(
        service_id=contract.service_id,
        authorities=frozenset(each.gss for each in contract.authorities),
        ocid=contract.ocid,
        reference=contract.reference,
        ends=tuple(dict.fromkeys(each for each in ends if each)),
    )
