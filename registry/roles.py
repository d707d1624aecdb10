"""Who may do what: a role says what a key is for, its scopes may narrow that, and its authority says whose records."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a key is for."""

    viewer = "viewer"
    """Sees what boroughs share with each other."""
    officer = "officer"
    """Confirms, corrects and imports for its authority."""
    editor = "editor"
    """Keeps products and suppliers."""
    admin = "admin"
    """Does everything that officers and editors do, for every authority."""
    supplier = "supplier"
    """Describes itself and its products, in its own words."""


class Scope(StrEnum):
    """One kind of write."""

    estate = "estate"
    """Contracts and systems: confirm, correct, decide, reject, merge."""
    imports = "imports"
    """Contracts registers."""
    reference = "reference"
    """Products and suppliers, and values that were set aside."""
    profile = "profile"
    """A supplier's own words."""
    plans = "plans"
    """Joint procurement plans: make them, invite, join, keep them."""
    interest = "interest"
    """A supplier's interest in plans."""
    watches = "watches"
    """Wishes to be told, which are the key's own."""


ALLOWED: dict[Role, frozenset[Scope]] = {
    Role.viewer: frozenset({Scope.watches}),
    Role.officer: frozenset({Scope.estate, Scope.imports, Scope.plans, Scope.watches}),
    Role.editor: frozenset({Scope.reference, Scope.watches}),
    Role.admin: frozenset({Scope.estate, Scope.imports, Scope.plans, Scope.reference, Scope.watches}),
    Role.supplier: frozenset({Scope.interest, Scope.profile, Scope.watches}),
}
"""The widest scopes that each role can have."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who asks: the holder of a key, or anyone."""

    label: str = "public"
    role: Role | None = None
    scopes: frozenset[Scope] = frozenset()
    gss: str | None = None
    """The authority that the key belongs to."""
    supplier_id: str | None = None
    key: str = ""
    """How its key begins."""

    @property
    def is_borough(self) -> bool:
        """Whether it sees what boroughs share with each other."""
        return self.role in (Role.viewer, Role.officer, Role.editor, Role.admin)

    def may(self, scope: Scope) -> bool:
        """Whether it may do this kind of write at all."""
        return scope in self.scopes and self.role is not None and scope in ALLOWED[self.role]

    def speaks_for(self, authorities: Collection[str]) -> bool:
        """Whether it may write to a record of these authorities."""
        return self.role is Role.admin or self.gss in authorities


PUBLIC = Actor()
"""Anyone without a key."""
