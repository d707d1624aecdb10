"""What can go wrong when watches are told."""

from registry.exceptions import RegistryError


class BadAddress(RegistryError):
    """Raised when webhooks must not go to an address; its text says what would be right."""


class NoSuchHost(RegistryError):
    """Raised when a host's name leads nowhere, for now."""


class NotDelivered(RegistryError):
    """Raised when something could not be told, and may be tried again; its text says what was met."""
