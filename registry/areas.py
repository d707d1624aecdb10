"""Areas of the United Kingdom that a procurement can be reserved to, by their ONS codes."""

import csv
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

REFERENCE = Path(__file__).parent / "reference"
_COUNTRIES = {
    "K02000001": "United Kingdom",
    "K03000001": "Great Britain",
    "K04000001": "England and Wales",
    "E92000001": "England",
    "W92000004": "Wales",
    "S92000003": "Scotland",
    "N92000002": "Northern Ireland",
    "E12000007": "London",
}


@lru_cache(maxsize=1)
def area_names() -> Mapping[str, str]:
    """Return the names of countries and of the areas of local authorities by their ONS codes."""
    with (REFERENCE / "uk_local_authorities.csv").open(encoding="utf-8", newline="") as file:
        return _COUNTRIES | {row["gss"]: row["short_name"] for row in csv.DictReader(file)}


def area_name(code: str) -> str:
    """Return what an area is called; the code itself where we know no name."""
    return area_names().get(code, code)
