"""Pages filed: what they tell joins the contracts of national notices, or tells of contracts that none does."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from registry.filing.contract_statements import CLASSIFICATION
from registry.filing.contracts import ContractFile, file_contracts
from registry.filing.knowledge import Knowledge
from registry.filing.suppliers import file_suppliers
from registry.models import Contract
from registry.ocds.shapes import LONDON
from scrapers.registers.claims import sightings
from scrapers.registers.grouping import contract_ids
from scrapers.saved import statements
from scrapers.saved.national import NationalNotices, contracts_of
from scrapers.saved.outcomes import Outcome, PageReport, status_of
from scrapers.saved.settling import settled
from scrapers.saved.told import Advert, Held, Told


@dataclass(frozen=True, slots=True)
class Filing:
    """What filing every page of one import needs."""

    gss: str
    """The authority whose pages they are."""
    at: datetime
    knowledge: Knowledge
    national: NationalNotices

    @property
    def today(self) -> date:
        return self.at.astimezone(LONDON).date()


def file_page(
    sessions: sessionmaker[Session], filing: Filing, name: str, told: Told, given: date | None = None
) -> PageReport:
    """File what a page tells, in one transaction; return what became of it.

    `given` is the day as of which somebody says that it speaks. The same pages in whatever order, and again, leave
    the registry as it is. One import of an authority runs at a time (`scrapers.registers.locking`).
    """
    with sessions.begin() as session:
        page = _Page(session, filing, told.layout, given)
        outcomes = [page.advert(each) for each in told.adverts]
        outcomes += page.contracts(told.held)
        outcomes += [page.listed(each.reference, each.title, each.buyer) for each in told.listed]
        counts = page.file()
    return PageReport(
        name, told.layout, status_of(outcomes, told.notes), " ".join(told.notes), tuple(outcomes), **counts
    )


class _Page:
    """One page being filed."""

    def __init__(self, session: Session, filing: Filing, source: str, given: date | None) -> None:
        self._session, self._filing, self._source, self._given = session, filing, source, given
        self._files: list[ContractFile] = []

    def advert(self, advert: Advert) -> Outcome:
        buyers, why = self._buyers(advert.buyer)
        if not why and not (advert.starts_on or advert.ends_on):
            why = "It tells no day of a contract."
        if why:
            return Outcome("advert", advert.reference, advert.title, "nothing", (), why, advert.problems)
        day = statements.said_on(advert, self._given, self._filing.today)
        ocids = self._filing.national.named(advert.reference)
        joined, many = contracts_of(self._session, ocids)
        own = statements.own_id(buyers[0], advert.reference)
        files = [statements.advert_joined(advert, id_, self._source, buyers[0], day) for id_ in joined if id_ != own]
        if self._founds(advert, own, ocids):
            files.append(statements.advert_alone(advert, self._source, buyers, day, self._filing.knowledge))
        why = "" if files else _why_nothing(advert, ocids, many)
        return self._kept("advert", advert.reference, advert.title, files, advert.problems, why)

    def contracts(self, held: Sequence[Held]) -> list[Outcome]:
        """Take the contracts of a page's tables; rows about one contract together."""
        gss = self._filing.gss
        of: dict[str, list[Held]] = {}
        for each, id_ in zip(held, contract_ids(((0, each.fields) for each in held), gss, {}), strict=True):
            of.setdefault(id_, []).append(each)
        file_suppliers(self._session, sightings(each.fields for each in held))
        return [self._contract(id_, rows) for id_, rows in of.items()]

    def _contract(self, own: str, rows: Sequence[Held]) -> Outcome:
        gss, day = self._filing.gss, self._given or self._filing.today
        alone = statements.held_alone(own, rows, self._source, gss, day, self._filing.knowledge)
        reference = str(rows[0].fields.get("reference") or "")
        ocids = self._filing.national.named(reference)
        joined, _ = contracts_of(self._session, ocids)
        files = [statements.held_joined(id_, alone) for id_ in joined if id_ != own]
        if not files or self._is_known(own):
            files.append(alone)
        problems = tuple(dict.fromkeys(problem for row in rows for problem in row.problems))
        return self._kept("contract", reference, str(rows[0].fields["title"]), files, problems, "")

    def listed(self, reference: str, title: str, buyer: str) -> Outcome:
        """Tell what is known of a line of a list: by itself it says nothing of a contract."""
        buyers, why = self._buyers(buyer)
        if why:
            return Outcome("listed", reference, title, "nothing", (), why)
        joined, _ = contracts_of(self._session, self._filing.national.named(reference))
        own = statements.own_id(buyers[0], reference)
        known = tuple(sorted({*joined, *([own] if self._is_known(own) else [])}))
        why = "" if known else "No contract is known by it: its advert's own page may tell of one."
        return Outcome("listed", reference, title, "nothing", known, why)

    def file(self) -> dict[str, int]:
        """File what was taken; return how many contracts are new, changed and unchanged."""
        files = settled(self._session, self._files, self._source, self._given)
        ids = {each.id for each in self._files}
        documents = {statement.reference for each in files for statement in each.statements}
        before = self._versions(ids)
        speaking = {self._source, CLASSIFICATION}
        file_contracts(self._session, self._filing.knowledge, files, (), speaking, self._filing.at, documents)
        self._session.flush()
        after = self._versions(ids)
        return {
            "new": len(ids - before.keys()),
            "changed": sum(before[id_] != after.get(id_) for id_ in before),
            "unchanged": sum(before[id_] == after.get(id_) for id_ in before),
        }

    def _founds(self, advert: Advert, own: str, ocids: AbstractSet[str]) -> bool:
        """Whether an advert is enough to say that there is a contract: its start has come, and no notice knows it."""
        begins = advert.starts_on or advert.closes_on
        has_begun = begins is None or begins <= self._filing.today
        return has_begun and (not ocids or self._is_known(own))

    def _buyers(self, buyer: str) -> tuple[list[str], str]:
        """Return the covered authorities that buy, or why the authority whose pages these are is not among them."""
        if not buyer:
            return [self._filing.gss], ""
        found = sorted({match.gss for match in self._filing.knowledge.matcher.match(buyer)})
        if self._filing.gss in found:
            return found, ""
        return [], f"Its buyer, “{buyer[:80]}”, is not known to be the authority whose pages these are."

    def _is_known(self, contract_id: str) -> bool:
        return self._session.get(Contract, contract_id) is not None

    def _kept(
        self, kind: str, reference: str, title: str, files: list[ContractFile], problems: tuple[str, ...], why: str
    ) -> Outcome:
        self._files += files
        ids = tuple(sorted({each.id for each in files}))
        return Outcome(kind, reference, title, "said" if files else "nothing", ids, why, problems)  # type: ignore[arg-type]

    def _versions(self, ids: Iterable[str]) -> dict[str, int]:
        query = select(Contract.id, Contract.version).where(Contract.id.in_(ids))
        return dict(self._session.execute(query).all())


def _why_nothing(advert: Advert, ocids: AbstractSet[str], many: AbstractSet[str]) -> str:
    if many:
        return f"Its procurement {min(many)} has several contracts: whose days these are is not said."
    if ocids:
        return f"Its procurement {min(ocids)} is known, and no contract of it yet: nothing is made of the advert."
    return f"Its contract was to start on {advert.starts_on or advert.closes_on}: until then it is no contract."
