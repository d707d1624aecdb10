"""What can go wrong while reading an uploaded register."""

from scrapers.exceptions import ScrapeError


class UnreadableRegister(ScrapeError):
    """Raised when a file cannot be read as a contracts register; its text is a sentence for the person who sent it."""
