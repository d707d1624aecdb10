"""What the tests of scrapers ask for: a portal, a clock that waits on paper only, a keeper in memory."""

import pytest

from scrapers.harvest import Stored
from tests.scrapers.example_portal import ExampleSource, running_portal


class Clock:
    def __init__(self):
        self.now, self.waits = 1000.0, []

    def time(self):
        return self.now

    def sleep(self, seconds):
        self.waits.append(round(seconds, 3))
        self.now += seconds


class MemoryKeeper:
    """Keeps all in lists; `full_after` notices it breaks, as a disk would."""

    def __init__(self):
        self.kept, self.handed_over, self.broken, self.done = {}, [], [], []
        self.full_after = None

    def store(self, notices):
        if self.full_after is not None and len(self.kept) + len(notices) > self.full_after:
            raise OSError("disk full")
        fresh = [notice for notice in notices if (notice.ocid, notice.release_id) not in self.kept]
        self.kept.update({(notice.ocid, notice.release_id): notice for notice in notices})
        self.handed_over += [notice.release_id for notice in notices]
        return Stored(new=len(fresh), unchanged=len(notices) - len(fresh))

    def quarantine(self, page):
        self.broken.append(page)

    def window_done(self, window, releases):
        self.done.append((window, releases))

    @property
    def ids(self):
        return sorted(release_id for _, release_id in self.kept)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def portal(clock):
    with running_portal(clock) as server:
        yield server


@pytest.fixture
def source(portal, clock):
    agent = "Example/1 (+https://us.example)"
    with_clock = {"sleep": clock.sleep, "clock": clock.time}
    source = ExampleSource(user_agent=agent, base_url=portal.url, **with_clock)
    yield source
    source.client.close()


@pytest.fixture
def keeper():
    return MemoryKeeper()
