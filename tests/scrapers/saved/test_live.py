"""Reading ProContract live: only where permitted, slowly, by its robots.txt, and to an end."""

from datetime import UTC, datetime, timedelta

import pytest

from registry.models import Change
from registry.renewals import LeadTimes
from scrapers.exceptions import ForeignAddress, PortalError, PortalUnreachable
from scrapers.saved.exceptions import ForbiddenByRobots, NotPermitted, UnreadablePage
from scrapers.saved.importing import Import
from scrapers.saved.live import PACE, WAIT, Permission, read_live
from scrapers.saved.robots import ObedientClient
from tests.scrapers.saved.example_portal import running_procontract
from tests.scrapers.saved.saving import CAMDEN, contracts, said

SENTENCE = "Proactis allowed it by letter of 1 July 2026."
CAMDENS = "London Borough of Camden"


@pytest.fixture
def procontract():
    with running_procontract() as server:
        yield server


@pytest.fixture
def read(procontract, sessions, tmp_path, clock):
    def read(sentence=SENTENCE):
        at = datetime(2026, 9, 1, 12, tzinfo=UTC)
        run = Import(sessions, LeadTimes(), tmp_path, CAMDEN, at, "procontract", by="procontract", note=sentence)
        agent = "Thirty3/1 (+https://us.example)"
        how = {"sleep": clock.sleep, "clock": clock.time}
        client = ObedientClient(procontract.url, user_agent=agent, pace=PACE, wait=WAIT, **how)
        reports = []
        read_live(run, Permission(procontract.url, sentence), client, reports.append)
        return reports

    return read


def test_the_adverts_of_an_authority_are_read_and_others_left_alone(read, procontract, sessions):
    procontract.pages = [[("DN700001", "Hub", CAMDENS), ("DN700002", "Bins", "Kent County Council")]]

    reports = read()

    assert [each.status for each in reports] == ["understood"]
    assert [each.reference for each in contracts(sessions)] == ["DN700001"]
    assert said(sessions, "procontract")[0].reference == f"{procontract.url}/Advert?advertId=aaaa-DN700001"


def test_the_end_is_where_the_last_page_comes_again(read, procontract):
    procontract.pages = [[(f"DN70000{number}", "Hub", CAMDENS)] for number in range(3)]

    assert len(read()) == 3
    assert len([path for path in procontract.asked if path.startswith("/Opportunities")]) == 4


def test_it_is_slow(read, clock):
    read()

    assert len(clock.waits) == 3
    assert all(seconds >= 15 for seconds in clock.waits)


def test_robots_are_read_first_and_their_pace_is_kept(read, procontract, clock):
    procontract.robots = b"User-agent: *\nCrawl-delay: 40\n"

    read()

    assert procontract.asked[0] == "/robots.txt"
    assert min(clock.waits[1:]) == 40


@pytest.mark.parametrize("rules", [b"User-agent: *\nDisallow: /", b"User-agent: thirty3\nDisallow: /*Index"])
def test_what_robots_forbid_is_never_asked(read, procontract, rules):
    procontract.robots = rules

    with pytest.raises(ForbiddenByRobots):
        read()

    assert procontract.asked == ["/robots.txt"]


def test_no_redirect_leads_round_the_robots(read, procontract):
    procontract.odd["/Opportunities/Index"] = (302, {"Location": "/Login"}, b"")

    with pytest.raises(ForbiddenByRobots):
        read()

    assert "/Login" not in procontract.asked


def test_a_portal_without_robots_allows_all(read, procontract):
    procontract.odd["/robots.txt"] = (404, {}, b"")

    assert len(read()) == 1


@pytest.mark.parametrize(
    "odd",
    [
        (500, {}, b""),
        (403, {}, b""),
        (401, {}, b""),
        (302, {"Location": "/robots.txt"}, b""),
        (200, {}, b"x" * 6_000_000),
    ],
    ids=["broken", "refused", "locked", "endless", "huge"],
)
def test_robots_that_cannot_be_had_forbid_all(read, procontract, odd):
    procontract.odd["/robots.txt"] = odd

    with pytest.raises(ForbiddenByRobots):
        read()

    assert set(procontract.asked) == {"/robots.txt"}


def test_a_redirect_to_another_host_is_refused(read, procontract):
    procontract.odd["/Advert"] = (302, {"Location": "http://169.254.169.254/latest"}, b"")

    with pytest.raises(ForeignAddress):
        read()


def test_endless_redirects_end(read, procontract):
    procontract.odd["/Opportunities/Index"] = (302, {"Location": "/Opportunities/Index?Page=1"}, b"")

    with pytest.raises(PortalUnreachable):
        read()

    assert len(procontract.asked) < 15


def test_a_huge_advert_stops_the_reading_with_a_record(read, procontract, session):
    procontract.odd["/Advert"] = (200, {}, b"x" * 6_000_000)

    with pytest.raises(PortalError, match="larger than"):
        read()

    assert session.query(Change).one().note == SENTENCE


def test_an_advert_that_tells_nothing_is_reported(read, procontract):
    procontract.adverts["DN700001"] = b"<p>Log in</p>"

    assert [each.status for each in read()] == ["refused"]


def test_a_list_in_another_layout_is_an_error(read, procontract):
    procontract.odd["/Opportunities/Index"] = (200, {}, b"<p>We have moved</p>")

    with pytest.raises(UnreadablePage, match="has its layout changed"):
        read()


def test_the_permission_is_on_record(read, session):
    read()

    notes = [each.note for each in session.query(Change).where(Change.subject_kind == "authority")]
    assert notes == [SENTENCE]


@pytest.mark.parametrize("sentence", ["", "  "])
def test_without_a_permission_nothing_is_asked(read, procontract, sentence):
    with pytest.raises(NotPermitted):
        read(sentence)

    assert procontract.asked == []


def test_the_pace_is_slower_than_that_of_the_national_portals():
    assert timedelta(seconds=15) <= PACE
