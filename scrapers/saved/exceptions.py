"""What can go wrong while reading saved pages, or live ones."""

from scrapers.exceptions import PortalError, ScrapeError


class UnreadablePage(ScrapeError):
    """Raised when a file is no page that we can read; its text tells the person who saved it why."""


class NotPermitted(ScrapeError):
    """Raised when an operator has not switched live reading on."""


class ForbiddenByRobots(PortalError):
    """Raised when a portal's robots.txt does not allow an address, or cannot be read."""
