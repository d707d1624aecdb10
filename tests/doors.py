"""One procurement as Contracts Finder shows it, beside what `tests.example_releases` has of Find a Tender."""

from tests.example_releases import OCID, invitation, period, release, tender

CF = "ocds-b5fd17-00000000-0000-0000-0000-000000000001"
BOROUGH = {"id": "GB-CFS-4711", "name": "London Borough of Camden", "roles": ["buyer"]}
FTS = OCID


def on_contracts_finder(number="cf-1", date="2026-05-02T10:00:00+01:00", ocid=CF, reference="CAM001-X", **parts):
    """Return the invitation that `invitation` is on Find a Tender, as Contracts Finder has it."""
    own = {
        "id": reference,
        "title": parts.pop("title", "Housing management system"),
        "status": "active",
        "classification": {"scheme": "CPV", "id": "48000000"},
        "contractPeriod": period("2026-09-01", "2029-08-31"),
        "tenderPeriod": {"endDate": parts.pop("closes", "2026-06-01T12:00:00+01:00")},
    }
    return release(number, date, ("tender",), buyers=[BOROUGH], ocid=ocid, tender={**own, **parts.pop("tender", {})})


def unlike(release, **tender):
    """Return a release whose tender has nothing in common with others but what is given."""
    apart = {"title": "Landlord platform", "contractPeriod": {}, "tenderPeriod": {}, "lots": []}
    return {**release, "tender": {**release["tender"], **apart, **tender}}


def planned(number="000301-2026", date="2026-02-10T09:00:00Z", ocid="ocds-h6vhtk-0b0001", **parts):
    """Return a planned procurement notice (UK3) on Find a Tender."""
    own = {"id": number, "noticeType": "UK3", "documentType": "plannedProcurementNotice"}
    of = {**tender(status="planned", id="P-7"), **parts.pop("tender", {})}
    return release(number, date, ("planning",), ocid=ocid, planning={"documents": [own]}, tender=of, **parts)


def numbered(number="DN760367"):
    """Return two doors that have nothing but a number of ProContract's and a buyer in common."""
    fts = unlike(invitation(), id=number, title="Homes software")
    return fts, unlike(on_contracts_finder(), id=f"CAM001-{number}-34015266")
