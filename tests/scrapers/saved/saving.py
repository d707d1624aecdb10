"""Pages filed as if a borough had saved them."""

from datetime import UTC, datetime

from registry.filing.knowledge import load_knowledge
from registry.models import Contract, Statement
from registry.renewals import LeadTimes
from scrapers.saved.filing import Filing, file_page
from scrapers.saved.national import NationalNotices
from scrapers.saved.page import SavedPage
from scrapers.saved.reading import read_page

CAMDEN = "E09000007"
AT = datetime(2026, 9, 1, 12, tzinfo=UTC)


def bring(sessions, *pages, gss=CAMDEN, at=AT, said_on=None, knowledge=None):
    """File pages one after the other; return what became of each."""
    with sessions() as session:
        filing = Filing(gss, at, knowledge or load_knowledge(session, LeadTimes()), NationalNotices(session, gss))
    return [
        file_page(sessions, filing, "page.html", read_page(SavedPage(each, "page.html")), said_on) for each in pages
    ]


def contracts(sessions):
    with sessions() as session:
        return list(session.query(Contract).order_by(Contract.ocid, Contract.id))


def said(sessions, source):
    """Return the statements of a source."""
    with sessions() as session:
        return session.query(Statement).where(Statement.source == source).order_by(Statement.subject_id).all()
