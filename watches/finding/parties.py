"""What is found for watches on suppliers, services and authorities: notices and contracts that are theirs."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from registry.models import Contract, Notice, Watch
from watches.finding.retendering import STAGES
from watches.kinds import Event, Found, Kind
from watches.news import News
from watches.readers import live_watches

Subject = tuple[str, str]
"""A kind of watch, and what it is on."""


def found_for_parties(news: News) -> Iterator[Found]:
    """Yield what news tell of suppliers, services and authorities that are watched.

    A supplier is told of every notice that names it; services and authorities of technology that is planned or open.
    """
    told: dict[Subject, list[tuple[Event, str]]] = defaultdict(list)
    for notice in news.notices:
        for subject in _of_notice(notice):
            told[subject].append((Event.notice, notice.id))
    for contract in news.contracts:
        for subject in _of_contract(contract):
            told[subject].append((Event.contract, contract.id))
    for watch in _watching(news, told):
        for event, id_ in told[watch.kind, str(watch.subject)]:
            yield Found(watch.id, f"{event}:{id_}", event, event.value, id_)


def _watching(news: News, told: Iterable[Subject]) -> Iterator[Watch]:
    for kind in (Kind.supplier, Kind.service, Kind.authority):
        subjects = [subject for of, subject in told if of == kind]
        if subjects:
            yield from news.session.scalars(
                live_watches(news.at).where(Watch.kind == kind, Watch.subject.in_(subjects))
            )


def _of_notice(notice: Notice) -> Iterator[Subject]:
    for supplier in notice.suppliers:
        yield Kind.supplier, supplier.id
    if notice.stage in STAGES and notice.is_technology:
        if notice.service_id:
            yield Kind.service, notice.service_id
        for authority in notice.authorities:
            yield Kind.authority, authority.gss


def _of_contract(contract: Contract) -> Iterator[Subject]:
    for supplier in contract.suppliers:
        yield Kind.supplier, supplier.id
    if contract.service_id:
        yield Kind.service, contract.service_id
    for authority in contract.authorities:
        yield Kind.authority, authority.gss
