"""How fast a large contracts register is imported and applied, and in how much memory.

    .venv/bin/python -m bench.registers [--rows 50000]

A register made by chance is read, applied, and taken in once more on SQLite, as `import-register` does. Beside it:
the same file through csv.DictReader, each row put whole as JSON into one SQLite table, which is the least that a
user could do instead. Both run in fresh processes of their own, so that each peak is its own.
"""

import argparse
import csv
import gc
import json
import multiprocessing
import random
import resource
import sqlite3
import tempfile
import time
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from app import create_app
from registry.migrate import upgrade
from registry.models import RegisterImport
from registry.renewals import LeadTimes
from registry.seeding import seed
from scrapers.registers.filing import apply_import
from scrapers.registers.importing import Upload, take_in
from settings import read_settings

HEADERS = [
    "Directorate",
    "Contract Reference",
    "Contract Title",
    "Contract Description",
    "Supplier Name",
    "Company Number",
    "Start Date",
    "End Date",
    "Annual Value",
    "Total Contract Value",
    "Option to extend (months)",
    "SME?",
    "Process Used",
]
# A sixth of them technology, as in the register of Salford.
BOUGHT = [
    "grounds maintenance",
    "home care",
    "housing management system",
    "school meals",
    "agency staff",
    "lift repairs",
    "supported living",
    "parking permits software",
    "library books",
    "road resurfacing",
    "legal advice",
    "waste vehicles",
]
GSS = "E09000018"


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rows", type=int, default=50_000)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "register.csv"
        write(path, given.rows)
        print(f"{given.rows} rows, {path.stat().st_size / 1e6:.1f} MB of CSV")
        bare = alone(insert_bare, path)
        print(f"bare: csv.DictReader and INSERT of JSON: {bare['seconds']:.2f} s, peak {bare['peak']:.0f} MB")
        done = alone(import_whole, path)
        for name, seconds in done["parts"].items():
            print(f"  {name}: {seconds:.1f} s")
        ratio = done["seconds"] / bare["seconds"]
        print(f"imported and applied: {done['seconds']:.1f} s, {ratio:.0f} x bare, peak {done['peak']:.0f} MB")
        print(f"of which the processor worked {done['processor']:.1f} s: the rest is waiting for it or the disk")
        print(done["counts"])


def alone(action, path):
    """Return what an action answers in a process of its own, with its peak of memory in MB."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(measured, (action, path))


def measured(action, path):
    began = time.perf_counter()
    answer = action(path) or {}
    answer.setdefault("seconds", time.perf_counter() - began)
    return answer | {"peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


def write(path, count):
    chance = random.Random(33)
    with path.open("w", newline="", encoding="utf-8") as file:
        sheet = csv.writer(file)
        sheet.writerow(HEADERS)
        for number in range(count):
            starts_on = date(2018, 1, 1) + timedelta(days=chance.randrange(3000))
            ends_on = starts_on + timedelta(days=chance.randrange(300, 2500))
            bought, yearly = chance.choice(BOUGHT), chance.randrange(5_000, 900_000)
            seller = chance.randrange(count // 10)
            sheet.writerow(
                [
                    "Place", f"C{number}", f"{bought.capitalize()} {number}", f"The supply of {bought} for the council",
                    f"Example {seller} Limited", f"{1_000_000 + seller:08}" if seller % 3 else "",
                    f"{starts_on:%d/%m/%Y}", f"{ends_on:%d/%m/%Y}", f"£{yearly:,}.00", f"£{yearly * 3:,}.00",
                    chance.choice(["12", "24", "0", ""]), chance.choice(["Yes", "No"]), "Open tender",
                ]
            )  # fmt: skip


def insert_bare(path):
    connection = sqlite3.connect(path.with_suffix(".bare.db"))
    connection.execute("CREATE TABLE rows (number INTEGER PRIMARY KEY, raw TEXT)")
    with path.open(encoding="utf-8", newline="") as file:
        connection.executemany(
            "INSERT INTO rows VALUES (?, ?)",
            ((number, json.dumps(row)) for number, row in enumerate(csv.DictReader(file), 2)),
        )
    connection.commit()
    connection.close()


def import_whole(path):
    folder = path.parent
    settings = replace(
        read_settings(),
        database_url=f"sqlite:///{folder}/bench.db",
        search_path=f"{folder}/index",
        jobs_path=f"{folder}/jobs.db",
        log_level="ERROR",
    )
    app = create_app(settings)
    upgrade(app.extensions["engine"])
    sessions = app.extensions["sessions"]
    with sessions.begin() as session:
        seed(session)
    gc.collect()
    gc.freeze()  # as gunicorn.conf.py does before it forks
    began, processor, parts = time.perf_counter(), time.process_time(), {}

    def timed(name, action):
        start = time.perf_counter()
        action()
        parts[name] = time.perf_counter() - start

    at = datetime.now(UTC)
    upload = Upload(path.read_bytes(), path.name, GSS, "bench", at.date())
    import_id = upload.import_id
    timed("read", lambda: take_in(sessions, upload, folder, at.date(), at))
    timed("apply", lambda: apply_import(sessions, LeadTimes(), folder, import_id, "bench", at))
    seconds, processor = time.perf_counter() - began, time.process_time() - processor
    timed("the same file again", lambda: take_in(sessions, upload, folder, at.date(), at))
    with sessions() as session:
        counts = session.get_one(RegisterImport, import_id).counts
    return {"seconds": seconds, "processor": processor, "parts": parts, "counts": counts}


if __name__ == "__main__":
    main()
