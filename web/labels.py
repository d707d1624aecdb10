"""What the fields of contracts and systems are called on pages."""

CONTRACT_FIELDS = {
    "title": "Title",
    "authorities": "Authority",
    "suppliers": "Supplier",
    "product": "Product",
    "service": "Service",
    "status": "Status",
    "signed_on": "Signed",
    "starts_on": "Starts",
    "ends_on": "Ends",
    "options": "Options to extend",
    "max_ends_on": "Latest end, options taken",
    "break_on": "May be ended early from",
    "lead_months": "Months to replace it",
    "extension_text": "Options, in the buyer’s words",
    "open_ended": "Runs until ended",
    "review_on": "Review",
    "decision": "What follows its end",
    "value": "Value over its whole life",
    "annual_value": "Value a year",
    "agreement": "Kind of agreement",
    "framework": "Framework",
    "procedure": "How it was bought",
    "cpv": "CPV codes",
    "reference": "The buyer’s reference",
}
"""The fields of a contract, as its page has them."""
ALWAYS_SHOWN = (
    "title",
    "authorities",
    "suppliers",
    "service",
    "status",
    "starts_on",
    "ends_on",
    "max_ends_on",
    "value",
)
"""Those of them that are shown also when no source speaks of them."""
SYSTEM_FIELDS = {
    "name": "Name",
    "product": "Product",
    "authorities": "Used by",
    "services": "For",
    "status": "Status",
    "modules": "Modules",
    "interfaces": "Exchanges data with",
    "standards": "Data standards",
    "has_open_api": "Open API",
    "first_used_on": "First used",
    "retired_on": "Retired",
    "replaces": "Took over from",
    "software_version": "Version",
    "hosting": "Hosting",
    "hosting_detail": "Hosting, in detail",
    "satisfaction": "Satisfaction, of 5",
    "experience": "Experience",
    "ask": "Whom to ask",
}
"""The fields of a system, as its page has them."""
FOR_BOROUGHS = ("software_version", "hosting", "hosting_detail", "satisfaction", "experience", "ask")
"""Those of them that boroughs share with each other: shown only where their authority made them public."""
COLUMNS = {
    "service_id": "Service",
    "product_id": "Product",
    "product_text": "Product, in a source’s words",
    "value_pence": "Value over its whole life",
    "value_with_vat_pence": "Value with VAT",
    "annual_value_pence": "Value a year",
    "vat": "VAT",
    "annual_vat": "VAT of the yearly value",
    "currency": "Currency",
    "contracts": "Contracts",
    "is_rejected": "Rejected",
    "is_technology": "Technology",
    "merged_into": "Merged into",
    "merged_into_id": "Merged into",
    "decided_on": "Decided on",
    "decision_reason": "Reason",
    "paid_pence": "Paid",
}
"""Fields that changes speak of under another name than pages do."""


def label(name: str) -> str:
    """Return what a field of a contract or a system is called."""
    known = CONTRACT_FIELDS.get(name) or SYSTEM_FIELDS.get(name) or COLUMNS.get(name)
    return known or name.replace("_", " ").capitalize()
