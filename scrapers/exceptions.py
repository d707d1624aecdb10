"""What can go wrong while reading a portal. After any of these the checkpoint stays where it was."""

from __future__ import annotations


class ScrapeError(Exception):
    """Raised when a source could not be read as asked; the root of all the others."""


class UnknownSource(ScrapeError):
    """Raised when no source has the name asked for."""


class PortalError(ScrapeError):
    """Raised when a portal does not give what was asked of it."""

    def __init__(self, url: str, problem: str, status: int | None = None) -> None:
        super().__init__(f"{url}: {problem}")
        self.url = url
        self.problem = problem
        self.status = status
        """HTTP status of the last answer; None when there was no answer."""


class PortalUnreachable(PortalError):
    """Raised when a page could not be had after every try."""


class PortalBlocked(PortalError):
    """Raised when a portal still answers 403 after waiting twice: it does not want us."""


class PortalRefused(PortalError):
    """Raised when a portal answers with a status that asking again will not change."""


class PortalBusy(PortalError):
    """Raised when a portal asks for a longer wait than we would sit through."""


class ForeignAddress(PortalError):
    """Raised when a redirect or a link leads away from the portal's own scheme and host."""


class BodyTooLarge(PortalError):
    """Raised when an answer is larger than we are ready to hold."""


class EndlessPaging(PortalError):
    """Raised when the links from page to page lead in a circle, or never end."""


class PortalUnwell(PortalError):
    """Raised when hardly anything the portal serves can be read: an outage, not a bad notice."""


class WindowUnsettled(PortalError):
    """Raised when reading a window again and again keeps bringing new notices."""


class UnreadablePackage(ScrapeError):
    """Raised when the bytes of a page are not an OCDS release package."""

    def __init__(self, problem: str, kind: str = "malformed") -> None:
        super().__init__(problem)
        self.kind = kind
        """One of `scrapers.setbacks.SETBACKS`."""


class UnusableRelease(ScrapeError):
    """Raised when a release lacks what tells it from another: ocid, id, date."""


class AlreadyRunning(ScrapeError):
    """Raised when another process is reading the source: its portal wants one reader at a time."""


class Stopped(ScrapeError):
    """Raised when the process that reads a source is told to stop."""


class SourceQuiet(ScrapeError):
    """Raised when a source brought nothing, or far less than usual: what it did bring is kept."""


class RegisterShrunk(ScrapeError):
    """Raised when a published register has far fewer contracts than before: it is not applied."""
