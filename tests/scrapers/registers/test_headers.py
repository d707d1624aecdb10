"""Headers of thirteen published dialects, and wordings nobody has seen."""

import pytest

from scrapers.registers.headers import folded, roles, scored, vat_of

DIALECTS = {
    "reference": (
        "Contract Reference|UID|REFERENCE_NUMBER|Contract Ref|ABC reference|Contract reference"
        "|ContractReference|Reference number|contract number"
    ),
    "title": "Contract Title|CONTRACT_TITLE|Contract Name|Title|ContractTitle|Title of agreement",
    "description": (
        "Contract Description|Contract Requirement|SHORT_DESCRIPTION|Brief description"
        "|Description of the goods and/or services being provided"
    ),
    "supplier": (
        "Supplier Company Name|Supplier Name|Supplier|SUPPLIER_NAME|Winning Bidder|Other parties|SupplierName"
        "|Supplier name and details|vendor|awarded supplier|contractor"
    ),
    "company_number": (
        "Company Number|Registered Number|CompaniesHouseRegistrationNumber|company no|company reg number"
        "|Company Reg. No."
    ),
    "starts_on": (
        "Start Date|Contract Start Date|CONTRACT_START_DATE|start|StartDate|commencement date|starts"
        "|Contract Start Date (DD/MM/YYYY)"
    ),
    "ends_on": (
        "End Date|Contract End Date|End date (without possible extensions)|end|EndDate|expiry date|ends"
        "|Contract Expiry Date (excl. extension options)"
    ),
    "current_ends_on": "Current Expiry Date|CONTRACT_CURRENT_END_DATE|Current End Date",
    "max_ends_on": (
        "Maximum Extend Date|MAXIMUM_CONTRACT_END_DATE|LastExtensionDate|extension end date"
        "|Latest Expiry Date (inc extensions)"
    ),
    "review_on": "Review Date|ReviewDate|Review date",
    "value_pence": (
        "Total Contract Value (including extensions)|Estimated Total Value|Estimated value"
        "|CONTRACT_AWARD_VALUE|Current Value|total £ value over planned length of contract"
        "|Value (formerly bands)|ContractValue|Value of contract|Value of contract (ex VAT)"
        "|contract value total|Total Contract Value exc VAT (£)|Contract Value"
    ),
    "annual_value_pence": (
        "Annual Value|Estimated Annual Value|Estimated annual value|Contract Value (Annual)|Annual Value (£ p.a.)"
    ),
    "irrecoverable_vat_pence": "VAT not recovered|IrrecoverableVAT|Value Added Tax that cannot be recovered",
    "term_months": (
        "Contract Duration (months)|Contract Term (Months)|Initial Contract Term (Months)"
        "|Initial contract period (months)|Current Term in months"
    ),
    "option_months": (
        "Option to extend (months)|Duration of extension in months|Duration of second extension in months|third"
    ),
    "option_total_months": "Total option to extend (months)",
    "option_count": "How many extensions|Available No. of Ext.",
    "option_taken_count": "Taken No. of Ext.",
    "option_taken": "Extension 1 Taken?|Extension 2 Taken?",
    "extension_text": "Available extension details|Extension Period",
    "procedure": "Process Used|Route to Market|PROCUREMENT_ROUTE|ProcessType|procurement method|regime",
    "agreement_type": "Agreement Type|type|ContractType",
    "cpv": "CPVCode|CPV Code(s)",
    "proclass": "ProClass Classification|ProClass Description|Pro Class|ProclassLabel|ProclassCode",
    "department": (
        "Directorate Name|Council Directorate|OrganisationalUnit|Local authority department responsible"
        "|Directorate / Service Area"
    ),
    "sme": "SME Supplier?|SMESupplier|Supplier is SME?",
    "vcse": "VCSESupplier",
    "sme_vcse": "Supplier Type",
    "registration_charity": "CharityCommissionNumber",
    "status_text": "Status",
    "buyer": "Purchasing Body|Client|Entity|OrganisationLabel",
    "contact": (
        "Responsible Officer|ContactName|ContactEmail|Lead Officer Email|Contract Mgr|Council Officer|Contract Owner"
    ),
    "not_needed": (
        "Supplier Postcode|Visibility|OJEU/FTS?|Maximum Duration of Contract (Months)"
        "|Potential Maximum Duration of Contract (Months)|Maximum Contract Term (months)"
        "|Total contract period (months)|Taken Extension details|CONTRACT_EXTENDABLE|completion date"
        "|Awarded date|Ext. Applied to Contract|OpenContractingID|FixedCost|OtherSupplierID"
    ),
}


@pytest.mark.parametrize(
    ("role", "header"), [(role, header) for role, headers in DIALECTS.items() for header in headers.split("|")]
)
def test_the_headers_of_published_registers_are_known(role, header):
    assert scored(header)[0][1] == role


@pytest.mark.parametrize(
    ("header", "role"),
    [
        ("Suppplier Name", "supplier"), ("Contract Tittle", "title"), ("Contrcat start date", "starts_on"),
        ("Date contract starts", "starts_on"), ("Contract End Date:", "ends_on"),
        ("Estimated whole life contract value (£)", "value_pence"), ("Contracted Supplier(s)", "supplier"),
        ("Number of extension options", "option_count"),
    ],
)  # fmt: skip
def test_a_wording_close_to_a_known_one_is_known(header, role):
    assert scored(header)[0][1] == role


@pytest.mark.parametrize(
    "header",
    [
        "",
        "Colour",
        "Notice period (months)",
        "£",
        "Number of extensions remaining",
        "x" * 5000,
        "Tender value band",
        "Extension start date",
    ],
)
def test_a_wording_far_from_all_feeds_nothing(header):
    assert [name for _, name in scored(header) if name != "not_needed"] == []


@pytest.mark.parametrize(
    ("header", "vat"),
    [
        ("Value of contract (ex VAT)", "excluded"),
        ("contract value incl vat", "included"),
        ("Total Value (excluding VAT)", "excluded"),
        ("Contract Value", None),
        ("Irrecoverable VAT", None),
    ],
)
def test_a_value_s_header_says_whether_vat_is_in_it(header, vat):
    assert vat_of(header) == vat


@pytest.mark.parametrize(
    ("header", "plain"),
    [
        ("Contract_Ref. No", "contract reference number"),
        ("SMESupplier", "sme supplier"),
        ("Start Date (DD/MM/YYYY)", "start date"),
    ],
)
def test_headers_are_folded_before_they_are_compared(header, plain):
    assert folded(header) == plain


def test_every_role_feeds_a_field_by_a_kind_that_is_read():
    kinds = {role.kind for role in roles().values()}

    assert kinds == {
        "text", "supplier", "company_number", "date", "money", "vat", "currency", "months", "count", "flag",
        "agreement", "cpv", "sme_vcse", "charity", "dropped", "not_needed",
    }  # fmt: skip
