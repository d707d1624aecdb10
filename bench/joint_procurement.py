"""How fast all joint opportunities among many contracts are found, beside what one would do without.

    .venv/bin/python -m bench.joint_procurement [--contracts 100000] [--services 80]

Seconds of one core, the least of some rounds; no database: contracts as `registry.api.joint_reading` keeps them. The
other ways find less (*pairs* that share a day, or sets without a best day and a score), for one service; theirs is
multiplied to all services. Ratios compare within this run.
"""

import argparse
import random
import sqlite3
import time
from datetime import date, timedelta
from itertools import combinations

from registry.identities import public_id
from registry.joint_procurement import Candidate, joint_opportunities, windows_of
from registry.renewals import LeadTimes

ON = date(2026, 11, 22)
KINDS = ("frontline", "corporate", "core")
GSS = [f"E09{number:06}" for number in range(1, 34)]
PAIRS = """
    SELECT count(*) FROM windows one JOIN windows other
    ON one.service = other.service AND one.id < other.id AND one.gss <> other.gss
    AND one.first <= other.last AND other.first <= one.last
    WHERE one.service = ?
"""


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--contracts", type=int, default=100_000)
    options.add_argument("--services", type=int, default=80)
    options.add_argument("--rounds", type=int, default=5)
    given = options.parse_args()
    candidates, making = timed(lambda: made(given.contracts, given.services), 1)
    print(f"{making:7.3f} s  {given.contracts} contracts made up and made into candidates")
    found, ours = timed(lambda: joint_opportunities(candidates, ON), given.rounds)
    windows = windows_by_service(candidates)
    able = sum(map(len, windows.values()))
    print(f"{ours:7.3f} s  every maximal set: {len(found)} opportunities among {able} contracts that can be replaced")
    one = max(windows, key=lambda service: len(windows[service]))
    times = len(windows)
    pairs, looped = timed(lambda: looped_pairs(windows[one]), given.rounds)
    report("two loops, pairs", looped * times, ours, pairs)
    connection = table(windows)
    joined, sql = timed(lambda: connection.execute(PAIRS, [one]).fetchone()[0], given.rounds)
    report("SQLite self-join, pairs", sql * times, ours, joined)
    days, tried = timed(lambda: tried_days(windows[one]), 1)
    report("every day tried, sets", tried * times, ours, days)
    assert pairs == joined


def made(count, services):
    """Return contracts as a full registry would have them; nine in ten have an end, six in ten options."""
    chance = random.Random(33)
    found = []
    for number in range(count):
        service = number * services // count  # as the registry keeps them: those for one service together
        starts_on = date(2022, 1, 1) + timedelta(days=chance.randrange(2500))
        ends_on = starts_on + timedelta(days=chance.randrange(1000, 2500)) if chance.random() < 0.9 else None
        found.append(
            Candidate(
                id=public_id("bench contract", str(number)),
                service_id=f"service-{service}",
                authorities=(chance.choice(GSS),),
                service_kind=KINDS[service % 3],
                suppliers=(str(chance.randrange(5000)),),
                product_id=str(chance.randrange(300)) if chance.random() < 0.5 else None,
                starts_on=starts_on,
                ends_on=ends_on,
                options=[{"number": 2, "months": 12, "taken": 0}] if chance.random() < 0.6 else [],
                open_ended=ends_on is None and chance.random() < 0.3,
                annual_pence=chance.randrange(10**8) if chance.random() < 0.6 else None,
                confidence=chance.choice(["high", "medium", "low"]),
            )
        )
    return found


def windows_by_service(candidates):
    by_service = {}
    for window in windows_of(candidates, ON, LeadTimes())[0]:
        by_service.setdefault(window.candidate.service_id, []).append(window)
    return by_service


def looped_pairs(windows):
    return sum(
        one.first <= other.last and other.first <= one.last and one.candidate.authorities != other.candidate.authorities
        for one, other in combinations(windows, 2)
    )


def tried_days(windows):
    """Return how many different sets of contracts share some day of ten years."""
    first = ON.toordinal()
    return len(
        {
            frozenset(number for number, each in enumerate(windows) if each.first <= day <= each.last)
            for day in range(first, first + 3650)
        }
    )


def table(windows):
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE windows (id TEXT PRIMARY KEY, service TEXT, gss TEXT, first INT, last INT)")
    rows = [
        (each.candidate.id, service, each.candidate.authorities[0], each.first, each.last)
        for service, of in windows.items()
        for each in of
    ]
    connection.executemany("INSERT INTO windows VALUES (?, ?, ?, ?, ?)", rows)
    connection.execute("CREATE INDEX by_service ON windows (service, first, last, gss, id)")
    connection.execute("ANALYZE")
    return connection


def timed(action, rounds):
    """Return what an action returns, and the least seconds of a core that it took."""
    times = []
    for _ in range(rounds):
        began = time.process_time()
        found = action()
        times.append(time.process_time() - began)
    return found, min(times)


def report(name, seconds, ours, found):
    print(f"{seconds:7.1f} s  {seconds / ours:7.0f} x ours  {name}: {found} for the largest service, all reckoned up")


if __name__ == "__main__":
    main()
