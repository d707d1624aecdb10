"""Reading ProContract live: only where an operator has switched it on, and has said who permits it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlencode

from filelock import FileLock, Timeout

from scrapers.exceptions import AlreadyRunning, EndlessPaging
from scrapers.saved.exceptions import NotPermitted, UnreadablePage
from scrapers.saved.filing import Filing
from scrapers.saved.importing import Import, Tell, record
from scrapers.saved.outcomes import PageReport, refused
from scrapers.saved.page import SavedPage
from scrapers.saved.platforms.procontract import ProContract
from scrapers.saved.robots import ObedientClient
from scrapers.saved.told import Listed

LIST = "/Opportunities/Index"
PAGE_SIZE = 100
MOST_PAGES = 200
# Nobody publishes a limit: slower than a person reads.
PACE, WAIT = timedelta(seconds=15), timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Permission:
    """That ProContract may be read live: where, and who permits it, in a sentence for the record."""

    url: str
    sentence: str


def read_live(run: Import, permission: Permission, client: ObedientClient, tell: Tell) -> int:
    """Read the opportunities of an authority and the advert of each; return how many pages were filed or refused.

    One reader at a time. Raises `NotPermitted`, `AlreadyRunning`, `ImportBusy` or a `PortalError`; what was filed
    until then is kept, and is on record with the permission.
    """
    if not (permission.url and permission.sentence.strip()):
        raise NotPermitted("Live reading is off: PROCONTRACT_URL and PROCONTRACT_PERMISSION switch it on.")
    reports: list[PageReport] = []
    run.locks.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(run.locks / "procontract.lock", timeout=0), run.filing() as filing:
            try:
                for report in _reports(run, filing, permission.url.rstrip("/"), client):
                    reports.append(report)
                    tell(report)
            finally:
                client.close()
                record(run, reports)
    except Timeout:
        raise AlreadyRunning("procontract is being read by another process") from None
    return len(reports)


def _reports(run: Import, filing: Filing, url: str, client: ObedientClient) -> Iterator[PageReport]:
    matcher = filing.knowledge.matcher
    for line in _lines(url, client):
        if line.address is None:
            yield refused(line.reference, "The list has no address of its advert on the portal.")
        elif any(match.gss == run.gss for match in matcher.match(line.buyer)):
            answer = client.get(line.address)
            yield run.page(filing, SavedPage(answer.body, line.address, line.address))


def _lines(url: str, client: ObedientClient) -> Iterator[Listed]:
    """Yield the lines of the list, page by page, each once; the page after the last repeats it."""
    layout, seen = ProContract(), set[str]()
    for number in range(1, MOST_PAGES + 1):
        query = {"tabName": "opportunities", "resetFilter": "True", "Page": number, "PageSize": PAGE_SIZE}
        address = f"{url}{LIST}?{urlencode(query)}"
        page = SavedPage(client.get(address).body, address, address)
        fresh = [each for each in layout.read(page).listed if each.reference not in seen]
        if number == 1 and not fresh:
            raise UnreadablePage(f"{address} holds no list of opportunities: has its layout changed?")
        if not fresh:
            return
        seen.update(each.reference for each in fresh)
        yield from fresh
    raise EndlessPaging(url, f"the list has no end after {MOST_PAGES} pages")
