"""Contracts Finder, England's notices from before the Procurement Act 2023, and smaller ones since."""

from __future__ import annotations

from datetime import timedelta

from scrapers.platforms.ocds import OcdsSource


class ContractsFinder(OcdsSource):
    """Contracts Finder: notices of public buyers in England."""

    name = "contracts_finder"
    title = "Contracts Finder"
    documentation = "https://www.contractsfinder.service.gov.uk/apidocumentation"
    base_url = "https://www.contractsfinder.service.gov.uk"
    path = "/Published/Notices/OCDS/Search"
    from_parameter = "publishedFrom"
    to_parameter = "publishedTo"
    ocid_prefix = "ocds-b5fd17"
    record_path = "/Published/OCDS/Record/{ocid}"

    # Asked for more at once, it answers with only some of the months.
    # https://github.com/open-contracting/kingfisher-collect/pull/1105
    window_length = timedelta(days=15)

    # It names no limit; the pace of its sister portal has been safe.
    pace = timedelta(seconds=13)

    # It refuses with 403, not 429, and names no time; its documentation asks for five minutes.
    # https://www.contractsfinder.service.gov.uk/apidocumentation/Notices/1/GET-Published-OCDS-Release
    wait = timedelta(minutes=5)
