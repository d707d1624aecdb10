from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scrapers.exceptions import PortalError, WindowUnsettled
from scrapers.fetch import Waiting
from scrapers.harvest import harvest
from scrapers.pages import BrokenPage
from scrapers.progress import PageRead, WindowRead
from scrapers.setbacks import Setback
from tests.scrapers.conftest import MemoryKeeper
from tests.scrapers.example_portal import FAULTS, good, html, release, throttled, without_next

DAY = datetime(2026, 7, 1, tzinfo=UTC)
NEXT_DAY = DAY + timedelta(days=1)


def ids(releases):
    return sorted(row["id"] for row in releases)


def test_everything_published_is_handed_over_once_a_window(source, portal, keeper):
    portal.releases = [release(number, minutes=number * 30) for number in range(48)]

    harvested = harvest(source, DAY, NEXT_DAY, keeper)

    assert keeper.ids == ids(portal.releases)
    assert (harvested.windows, harvested.new, harvested.quarantined) == (4, 48, 0)


def test_windows_are_done_oldest_first_with_the_number_of_their_releases(source, portal, keeper):
    portal.releases = [release(1), release(2), release(3, minutes=700)]

    harvest(source, DAY, DAY + timedelta(hours=12), keeper)

    assert [(window.ends_at.hour, releases) for window, releases in keeper.done] == [(6, 2), (12, 1)]


def test_a_notice_in_the_overlap_is_counted_as_unchanged(source, portal, keeper):
    portal.releases = [release(1, minutes=355)]

    harvested = harvest(source, DAY, DAY + timedelta(hours=12), keeper)

    assert (harvested.new, harvested.unchanged, harvested.releases) == (1, 1, 2)


def test_an_empty_window_is_whole_after_two_looks(source, portal, keeper):
    harvest(source, DAY, DAY + timedelta(hours=6), keeper)

    assert (len(portal.requests), keeper.done[0][1]) == (2, 0)


@pytest.mark.parametrize("times", [1, 2, 3])
def test_a_page_that_loses_the_link_to_the_next_hides_nothing(source, portal, keeper, times):
    portal.releases = [release(number) for number in range(50)]
    portal.script = [without_next] * times

    harvest(source, DAY, DAY + timedelta(hours=6), keeper)

    assert keeper.ids == ids(portal.releases)
    assert len(keeper.handed_over) == 50


def test_a_window_of_exactly_full_pages_settles(source, portal, keeper):
    portal.releases = [release(number) for number in range(40)]

    harvest(source, DAY, DAY + timedelta(hours=6), keeper)

    assert keeper.done[0][1] == 40


def test_a_window_that_never_settles_is_an_error_and_not_done(source, portal, keeper):
    def ever_new(package):
        return good({"releases": [release(len(portal.requests))]})

    portal.script = [ever_new] * 50

    with pytest.raises(WindowUnsettled, match="8 readings"):
        harvest(source, DAY, DAY + timedelta(hours=6), keeper)

    assert (keeper.done, len(portal.requests)) == ([], 8)


def test_what_could_not_be_read_is_on_record_once_and_the_rest_is_kept(source, portal, keeper):
    portal.releases = [release(number, minutes=number * 20) for number in range(18)]
    portal.poison = {"000007-2026"}

    harvested = harvest(source, DAY, DAY + timedelta(hours=6), keeper)

    gaps = [page.window for page in keeper.broken if page.lost]
    assert keeper.ids == [row for row in ids(portal.releases) if row not in portal.poison]
    assert len(gaps) == len(set(gaps)) > 0
    assert harvested.quarantined == len(keeper.broken)


def test_a_gap_that_the_next_reading_fills_is_no_gap(source, portal, keeper):
    portal.releases = [release(number) for number in range(3)]
    minute = timedelta(minutes=1)
    source.overlap = timedelta(0)
    portal.script = [html] * 5

    harvest(source, DAY + minute, DAY + 2 * minute, keeper)

    assert [page.lost for page in keeper.broken] == [False] * 4
    assert keeper.ids == ["000001-2026", "000002-2026"]


def test_a_release_without_an_id_is_on_record_and_the_window_is_done(source, portal, keeper):
    portal.releases = [release(1), {"ocid": "ocds-000000-2", "date": release(2)["date"]}]

    harvest(source, DAY, DAY + timedelta(hours=6), keeper)

    assert [page.reason for page in keeper.broken] == ["a release without a text as its id"]
    assert keeper.done[0][1] == 1


def test_a_harvest_cut_off_in_a_window_goes_on_from_the_last_one_done(source, portal, keeper):
    portal.releases = [release(number, minutes=number * 20) for number in range(72)]
    keeper.full_after = 40
    with pytest.raises(OSError, match="disk full"):
        harvest(source, DAY, NEXT_DAY, keeper)
    reached = keeper.done[-1][0].ends_at

    keeper.full_after = None
    harvest(source, reached, NEXT_DAY, keeper)

    assert reached == DAY + timedelta(hours=12)
    assert keeper.ids == ids(portal.releases)


def test_progress_tells_of_pages_windows_waits_and_what_was_set_aside(source, portal, keeper):
    said = []
    portal.script = [throttled, html]

    harvest(source, DAY, DAY + timedelta(hours=6), keeper, said.append)

    kinds = [Setback, Waiting, BrokenPage, Waiting, PageRead, Waiting, PageRead, WindowRead]
    assert [type(event) for event in said] == kinds


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    script=st.lists(st.sampled_from([good, *FAULTS]), max_size=20),
    minutes=st.lists(st.integers(0, 24 * 60), max_size=60),
)
def test_whatever_the_portal_does_every_release_ends_up_kept(source, portal, script, minutes):
    portal.releases = [release(number, minutes=minute) for number, minute in enumerate(minutes)]
    portal.script, portal.requests[:] = list(script), []
    keeper, since = MemoryKeeper(), DAY
    runs = 0
    while not keeper.done or keeper.done[-1][0].ends_at < NEXT_DAY:
        runs += 1
        assert runs < 20
        try:
            harvest(source, since, NEXT_DAY, keeper)
        except PortalError:  # the next run goes on where the last one was whole
            since = keeper.done[-1][0].ends_at if keeper.done else DAY

    assert keeper.ids == ids(portal.releases)
    assert keeper_was_polite(portal)


def keeper_was_polite(portal):
    times = [when for when, _, _ in portal.requests]
    return all(later - sooner >= 9.99 for sooner, later in pairwise(times))
