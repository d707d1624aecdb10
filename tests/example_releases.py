"""Releases in the forms that the portals publish, with facts of our own."""

ACT = {"id": "2023/54", "scheme": "UKPGA"}
OLD_RULES = {"id": "32014L0024", "scheme": "CELEX"}
CAMDEN = {"id": "GB-PPON-PZXL-5842-VBBG", "name": "London Borough of Camden", "roles": ["buyer"]}
HACKNEY = {"id": "GB-PPON-PRZC-5592-DDDV", "name": "London Borough of Hackney", "roles": ["buyer"]}
LEEDS = {"id": "GB-PPON-AAAA-1111-BBBB", "name": "Leeds City Council", "roles": ["buyer"]}
CIVICA = {
    "id": "GB-COH-01628868",
    "name": "Civica UK Limited",
    "identifier": {"scheme": "GB-COH", "id": "01628868"},
    "roles": ["supplier"],
}
CIVICA_BY_NAME = {"id": "GB-FTS-4711", "name": "CIVICA UK LTD", "roles": ["supplier"]}
OCID = "ocds-h6vhtk-0a0001"


def release(number="000001-2026", date="2026-05-01T09:00:00+01:00", tag=("tender",), buyers=(CAMDEN,), **parts):
    """Return a release of Find a Tender; `parts` are its own."""
    return {
        "ocid": parts.pop("ocid", OCID),
        "id": number,
        "date": date,
        "tag": list(tag),
        "initiationType": "tender",
        "parties": [*buyers, *parts.pop("sellers", ())],
        **({"buyer": {"id": buyers[0]["id"], "name": buyers[0]["name"]}} if buyers else {}),
        **parts,
    }


def document(number, code):
    """Return the document that says which kind of notice `number` is."""
    url = f"https://www.find-tender.service.gov.uk/Notice/{number}"
    return {"id": number, "noticeType": code, "url": url, "documentType": "contractNotice"}


def tender(title="Housing management system", cpv="48000000", **parts):
    """Return a tender under the Procurement Act for one lot."""
    item = {"id": "1", "relatedLot": "1", "additionalClassifications": [{"scheme": "CPV", "id": cpv}]}
    return {"id": "REF-1", "title": title, "legalBasis": ACT, "status": "active", "items": [item], **parts}


def period(start=None, end=None, most=None):
    """Return a period as Find a Tender writes it; what is None is left out."""
    days = {
        "startDate": start and f"{start}T00:00:00+01:00",
        "endDate": end and f"{end}T23:59:59+01:00",
        "maxExtentDate": most and f"{most}T23:59:59+01:00",
    }
    return {name: day for name, day in days.items() if day}


def invitation(number="000001-2026", date="2026-05-01T09:00:00+01:00", lots=None, **parts):
    """Return a UK4 tender notice."""
    lots = lots or [{"id": "1", "contractPeriod": period("2026-09-01", "2029-08-31", "2031-08-31")}]
    closing = parts.pop("closes", "2026-06-01T12:00:00+01:00")
    own = tender(
        lots=lots, documents=[document(number, "UK4")], tenderPeriod={"endDate": closing}, **parts.pop("tender", {})
    )
    return release(number, date, ("tender",), tender=own, **parts)


def award(number="000002-2026", date="2026-07-01T09:00:00+01:00", sellers=(CIVICA,), agreed=None, **parts):
    """Return a UK6 contract award notice."""
    given = {
        "id": "1",
        "status": "pending",
        "suppliers": [{"id": each["id"], "name": each["name"]} for each in sellers],
        "relatedLots": ["1"],
        "contractPeriod": agreed or period("2026-09-01", "2029-08-31", "2031-08-31"),
        "documents": [document(number, "UK6")],
    }
    own = tender(status="complete", **parts.pop("tender", {}))
    return release(number, date, ("award", "contract"), sellers=sellers, tender=own, awards=[given], **parts)


def contract_details(number="000003-2026", date="2026-08-01T09:00:00+01:00", sellers=(CIVICA,), agreed=None, **parts):
    """Return a UK7 contract details notice."""
    given = {
        "id": "1",
        "suppliers": [{"id": each["id"], "name": each["name"]} for each in sellers],
        "relatedLots": ["1"],
    }
    contract = {
        "id": "1",
        "awardID": "1",
        "title": "Housing management system",
        "status": "active",
        "period": agreed or period("2026-09-15", "2029-09-14", "2031-09-14"),
        "value": {"amount": 100000, "amountGross": 120000, "currency": "GBP"},
        "dateSigned": "2026-07-20T00:00:00+01:00",
        "documents": [document(number, "UK7")],
        **parts.pop("contract", {}),
    }
    own = tender(status="complete", **parts.pop("tender", {}))
    return release(
        number, date, ("award", "contract"), sellers=sellers, tender=own, awards=[given], contracts=[contract], **parts
    )


def termination(number="000004-2026", date="2027-02-01T09:00:00Z", ended="2027-01-31", **parts):
    """Return a UK11 contract termination notice."""
    contract = {
        "id": "1",
        "awardID": "1",
        "status": "terminated",
        "implementation": {"endDate": f"{ended}T00:00:00Z"},
        "documents": [document(number, "UK11")],
    }
    return release(number, date, ("contractTermination",), tender=tender(), contracts=[contract], **parts)


def cancellation(number="000005-2026", date="2026-07-10T09:00:00+01:00", **parts):
    """Return a UK12 procurement termination notice, which may be a stub without a buyer."""
    own = {"id": "REF-1", "legalBasis": ACT, "status": "cancelled", "documents": [document(number, "UK12")]}
    return release(number, date, ("tenderCancellation",), tender=own, **parts)


def contracts_finder_award(number="cf-guid-1", date="2025-01-20T10:00:00Z", sellers=(CIVICA_BY_NAME,), **parts):
    """Return a Contracts Finder award."""
    ocid = parts.pop("ocid", "ocds-b5fd17-00000000-0000-0000-0000-000000000001")
    given = {
        "id": f"{ocid}-1",
        "status": "active",
        "value": {"amount": 37500, "currency": "GBP"},
        "suppliers": [{"id": each["id"], "name": each["name"]} for each in sellers],
        "contractPeriod": {"startDate": "2025-02-01T00:00:00Z", "endDate": "2028-01-31T23:59:59Z"},
    }
    classification = {"scheme": "CPV", "id": "48000000"}
    own = {"id": "DN700001", "title": "Consultation hub", "status": "complete", "classification": classification}
    return release(number, date, ("award",), ocid=ocid, sellers=sellers, tender=own, awards=[given], **parts)
