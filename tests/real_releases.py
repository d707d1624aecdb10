"""Real releases of both portals; a test that asks for them is skipped where they are not at hand."""

import json
from functools import cache
from pathlib import Path

import pytest

PORTALS = ("find_a_tender", "contracts_finder")
FOLDER = Path(__file__).parents[2] / "shared" / "data"


@cache
def real_releases():
    """Return every real release."""
    files = [FOLDER / portal / "releases.jsonl" for portal in PORTALS]
    if not all(file.exists() for file in files):
        pytest.skip("the real releases are not at hand (../shared/data)")
    return [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").split("\n") if line]


def real_procurements():
    """Return the real releases of each OCID that has several."""
    found = {}
    for release in real_releases():
        found.setdefault(release["ocid"], []).append(release)
    return [releases for releases in found.values() if len(releases) > 1]
