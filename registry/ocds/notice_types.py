"""What kind of notice a release is: its type, the law it stands under, and the stage it reports."""

from itertools import chain

from registry.ocds.shapes import Json, object_at, objects, text

NOTICE_TYPES = {
    "UK1": ("Pipeline notice", "planning"),
    "UK2": ("Preliminary market engagement notice", "planning"),
    "UK3": ("Planned procurement notice", "planning"),
    "UK4": ("Tender notice", "tender"),
    "UK5": ("Transparency notice", "award"),
    "UK6": ("Contract award notice", "award"),
    "UK7": ("Contract details notice", "contract"),
    "UK8": ("Contract payment notice", "performance"),
    "UK9": ("Contract performance notice", "performance"),
    "UK10": ("Contract change notice", "change"),
    "UK11": ("Contract termination notice", "termination"),
    "UK12": ("Procurement termination notice", "cancellation"),
    "UK13": ("Dynamic market intention notice", "planning"),
    "UK14": ("Dynamic market establishment notice", "tender"),
    "UK15": ("Dynamic market modification notice", "tender"),
    "UK16": ("Dynamic market cessation notice", "cancellation"),
    "UK17": ("Payments compliance notice", "performance"),
}
"""The notices of the Procurement Regulations 2024, by the code that Find a Tender gives them."""

STAGES = ("planning", "tender", "award", "contract", "change", "performance", "termination", "cancellation")
"""What a notice reports, in the order in which a procurement runs."""

# Under older law, and on Contracts Finder, only the OCDS tags tell. The furthest stage wins.
_STAGE_OF_TAG = {
    "planning": "planning",
    "planningUpdate": "planning",
    "tender": "tender",
    "tenderUpdate": "tender",
    "tenderAmendment": "tender",
    "award": "award",
    "awardUpdate": "award",
    "contract": "award",  # an old-law award notice is tagged award and contract: it is no word from a contract
    "contractUpdate": "award",
    "contractAmendment": "change",
    "implementation": "performance",
    "contractTermination": "termination",
    "tenderCancellation": "cancellation",
    "awardCancellation": "cancellation",
}


def notice_type(release: Json) -> str | None:
    """Return `UK1` to `UK17`: what the document that has the release's own id says; None under older law.

    A payments compliance notice (UK17) is about no purchase: its document may stand in the release itself.
    """
    own = text(release, "id")
    contracts = list(objects(release, "contracts"))
    holders = chain(
        (object_at(release, "planning"), object_at(release, "tender"), release),
        objects(release, "awards"),
        contracts,
        (object_at(contract, "implementation") for contract in contracts),
    )
    for holder in holders:
        for document in objects(holder, "documents"):
            code = text(document, "noticeType", 10)
            if code in NOTICE_TYPES and text(document, "id") == own:
                return code
    return None


def regime(release: Json) -> str:
    """Return the law: `procurement_act` (2023), `previous` (the EU-derived rules), or `unstated`."""
    scheme = text(object_at(release, "tender", "legalBasis"), "scheme")
    return {"UKPGA": "procurement_act", "CELEX": "previous"}.get(scheme, "unstated")


def stage(release: Json) -> str:
    """Return the stage that a release reports, one of `STAGES`."""
    code = notice_type(release)
    if code:
        return NOTICE_TYPES[code][1]
    tags = release.get("tag")
    found = (
        {_STAGE_OF_TAG.get(tag, "planning") for tag in tags if isinstance(tag, str)}
        if isinstance(tags, list)
        else set()
    )
    return max(found, key=STAGES.index, default="planning")
