"""What can go wrong in the registry, in words for the person who can mend it."""


class RegistryError(Exception):
    """The root of the registry's own errors."""


class UnreadableRelease(RegistryError):
    """Raised when a release lacks what OCDS requires of it, so that nothing can be filed under it."""


class BadReferenceData(RegistryError):
    """Raised when a reference file does not hold what its columns promise."""


class BadKeyRequest(RegistryError):
    """Raised when a key cannot be issued or revoked as asked."""


class CannotMerge(RegistryError):
    """Raised when two records cannot be made one, or one cannot be made two."""
