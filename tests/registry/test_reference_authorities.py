"""The lists of authorities that ship with the registry agree with each other and with the official codes."""

import csv
import re
from pathlib import Path

import pytest

import registry

REFERENCE = Path(registry.__file__).parent / "reference"
LISTS = ["authorities.csv", "authority_identities.csv", "uk_local_authorities.csv"]


def rows(name: str) -> list[dict[str, str]]:
    with (REFERENCE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_london_is_the_thirty_two_boroughs_and_the_city():
    assert [row["gss"] for row in rows("authorities.csv")] == [f"E090000{n:02}" for n in range(1, 34)]


def test_the_united_kingdom_is_all_397_authorities():
    gss = [row["gss"] for row in rows("uk_local_authorities.csv")]

    assert (len(gss), len(set(gss))) == (397, 397)


@pytest.mark.parametrize("column", ["gss", "slug", "short_name", "official_name", "kind"])
def test_every_london_authority_reads_the_same_in_both_lists(column):
    everywhere = {row["gss"]: row for row in rows("uk_local_authorities.csv")}

    assert all(row[column] == everywhere[row["gss"]][column] for row in rows("authorities.csv"))


def test_every_identity_belongs_to_a_london_authority():
    london = {row["gss"] for row in rows("authorities.csv")}

    assert {row["gss"] for row in rows("authority_identities.csv")} == london


def test_every_identity_is_a_name_or_an_identifier_and_says_where_it_was_seen():
    assert all(
        row["kind"] in {"name", "identifier"} and row["value"].strip() and row["origin"].strip()
        for row in rows("authority_identities.csv")
    )


def test_every_london_authority_has_its_local_authority_code():
    listed = {(row["gss"], row["value"]) for row in rows("authority_identities.csv")}

    assert all((row["gss"], f"GB-LAE-{row['lae']}") in listed for row in rows("authorities.csv"))


def test_an_identifier_is_shared_only_by_the_partners_of_one_joint_buyer():
    values = [row["value"] for row in rows("authority_identities.csv") if row["kind"] == "identifier"]

    assert {value for value in values if values.count(value) > 1} == {"GB-FTS-3928"}


def test_procurement_identifiers_have_the_form_of_the_central_platform():
    form = re.compile(r"GB-PPON-P[A-Z]{3}-[0-9]{4}-[A-Z]{4}")
    ppons = [row["value"] for row in rows("authority_identities.csv") if "PPON" in row["value"]]

    assert ppons and all(form.fullmatch(value) for value in ppons)


@pytest.mark.parametrize("name", LISTS)
def test_no_value_is_garbled_or_padded(name):
    values = [value for row in rows(name) for value in row.values()]

    assert [value for value in values if value != value.strip() or "\ufffd" in value or "ï" in value] == []
