"""What a portal holds of one OCID: every release of it, asked for by its address."""

from __future__ import annotations

from urllib.parse import quote

from scrapers.exceptions import PortalRefused, UnreadablePackage, UnusableRelease
from scrapers.notice import Notice
from scrapers.platforms.ocds import OcdsSource
from scrapers.platforms.ocds_packages import read_package, read_release


def read_record(source: OcdsSource, ocid: str) -> list[Notice]:
    """Return the releases that a portal names under an OCID; none where it does not know it or cannot say.

    Releases that are only linked to are left out. Raises a `PortalError` when the portal is away.
    """
    if source.record_path is None:
        return []
    url = source.base_url + source.record_path.format(ocid=quote(ocid, safe=""))
    try:
        releases = read_package(source.client.get(url).body).releases
    except (PortalRefused, UnreadablePackage):
        return []
    notices = []
    for release in releases:
        try:
            notices.append(read_release(release, source.name))
        except UnusableRelease:
            continue  # a link to a release, or half of one: it proves nothing
    return [notice for notice in notices if notice.ocid == ocid]
