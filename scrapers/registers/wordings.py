"""How headers are worded: abbreviations, words that change a meaning, words that give it away."""

import re

WORDS = {
    "ref": "reference", "refs": "reference", "no": "number", "num": "number", "nr": "number", "nos": "number",
    "ext": "extension", "exp": "expiry", "desc": "description", "dept": "department", "co": "company",
    "reg": "registered", "est": "estimated", "incl": "including", "inc": "including", "excl": "excluding",
    "exc": "excluding", "ex": "excluding", "max": "maximum", "mths": "months", "mth": "months", "month": "months",
    "yr": "year", "yrs": "years", "pa": "per annum", "org": "organisation", "organization": "organisation",
    "auth": "authority", "proc": "procurement", "avail": "available", "init": "initial", "approx": "approximate",
    "tel": "telephone", "cont": "contract", "govt": "government", "estimate": "estimated", "exts": "extensions",
    "dir": "directorate", "expected": "estimated", "mgr": "manager",
}  # fmt: skip
CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
NOISE = re.compile(
    r"\b(?:dd\s?mm\s?yy(?:yy)?|gbp|please select|y or n|y n|yes no|if applicable|where applicable|the council s)\b"
)
VAT_WORDS = re.compile(
    r"\b(excluding|exclusive of|net of|without|including|inclusive of|gross of|plus)"
    r"\s(?:any\s)?(?:irrecoverable\s)?vat\b"
    r"|\bvat\s(excluded|exclusive|included|inclusive)\b"
)
NEVER_CLOSE = frozenset({
    "start", "end", "starts", "ends", "expiry", "commencement", "review", "annual", "annum", "maximum", "current",
    "vat", "supplier", "sme", "vcse", "charity", "extension", "extensions", "taken", "months", "date", "email",
    "telephone", "cpv", "proclass", "status", "postcode", "spend", "band", "paid", "award", "awarded", "signed",
    "remaining", "tender", "notice", "published", "termination", "closing", "number", "reference", "contact",
    "manager", "officer", "address",
})  # fmt: skip
"""Words that make another column of a header when they are added or left out."""

NOT_THE_TERM = r"^(?!.*\b(?:extension|option|tender|notice|bid|project|review|invoice)s?\b).*"

# What a longer header means by the words in it, whatever stands between them; the first that fits.
BY_WORDS = tuple(
    (re.compile(pattern), role)
    for pattern, role in (
        (
            r"\b(?:officers?|managers?|e ?mails?|telephone|phone|mobile|fax|contact (?:name|person|details|number))\b",
            "contact",
        ),
        (
            r"\bpostcode|\b(?:award(?:ed)?|signed|sealed|published|notice|tender) date"
            r"|\bdate (?:of award|awarded|signed)",
            "not_needed",
        ),
        (rf"{NOT_THE_TERM}(?:\bstart\b.*\bdate|\bdate\b.*\bstart|\bcommence)", "starts_on"),
        (r"\b(?:end|expiry|finish)\b.*\b(?:excluding|without|before|not including|initial|original)\b", "ends_on"),
        (r"\b(?:initial|original)\b.*\b(?:end|expiry|finish)(?: date)?$", "ends_on"),
        (
            r"\b(?:end|expiry|finish)\b.*\b(?:if|with|including|after|all)\b.*\b(?:extension|option|extended)",
            "max_ends_on",
        ),
        (r"\b(?:maximum|latest|last|final|potential|possible)\b.*\b(?:end|expiry|extension)\b.*\bdate", "max_ends_on"),
        (r"\b(?:current|revised|extended|live)\b.*\b(?:end|expiry|finish)\b", "current_ends_on"),
        (r"\breview\b.*\bdate|\bdate\b.*\breview", "review_on"),
        (
            r"\b(?:irrecoverable|recover\w*)\b.*\b(?:vat|value added tax)|\b(?:vat|value added tax)\b.*recover",
            "irrecoverable_vat_pence",
        ),
        (r"\b(?:value|cost|spend\w*|budget|amount)\b.*\b(?:annum|annual|year(?:ly)?)\b", "annual_value_pence"),
        (r"\b(?:annual|yearly)\b.*\b(?:value|cost|spend\w*|budget|amount)\b", "annual_value_pence"),
        (
            r"^(?!.*\b(?:band|tender|bid|saving|paid|spend|variation|extension value|value of (?:\w+ ){0,2}extension))"
            r".*\b(?:contract|total|life\w*)\b.*\bvalue\b",
            "value_pence",
        ),
        (r"^value \w+ bands$", "value_pence"),
    )
)
