"""Find a Tender, the United Kingdom's central notices under the Procurement Act 2023."""

from __future__ import annotations

from datetime import timedelta

from scrapers.platforms.ocds import OcdsSource


class FindATender(OcdsSource):
    """Find a Tender: notices of the whole United Kingdom, above the thresholds and many below.

    The parameter `stages` is never sent: it hides every notice under the 2023 Act, and all updates.
    """

    name = "find_a_tender"
    title = "Find a Tender"
    documentation = "https://www.find-tender.service.gov.uk/apidocumentation/1.0/GET-ocdsReleasePackages"
    base_url = "https://www.find-tender.service.gov.uk"
    path = "/api/1.0/ocdsReleasePackages"
    from_parameter = "updatedFrom"
    to_parameter = "updatedTo"
    ocid_prefix = "ocds-h6vhtk"
    record_path = "/api/1.0/ocdsReleasePackages/{ocid}"

    # Longer windows come back with releases missing, and nothing says so.
    # https://github.com/open-contracting/kingfisher-collect/issues/1203
    window_length = timedelta(hours=6)

    # It allows 12 requests in 2 minutes, and at times refuses without saying for how long.
    # https://github.com/open-contracting/kingfisher-collect/issues/1215
    pace = timedelta(seconds=13)
    wait = timedelta(minutes=2)
