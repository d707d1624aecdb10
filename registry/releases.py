"""Releases as they are kept: JSON, compressed, without contact persons."""

import json
import zlib
from hashlib import sha256
from typing import Any

from registry.ocds.shapes import CONTAINERS, Json

PERSONAL = {"contactPoint", "contactPoints", "additionalContactPoints", "persones", "beneficialOwners"}
"""OCDS fields that name persons: we need organisations only, so they are dropped before anything is kept."""


def packed(release: Json) -> tuple[bytes, bytes]:
    """Return a release compressed for keeping, and the digest that tells it from a changed one."""
    kept = json.dumps(without_persons(release), sort_keys=True, ensure_ascii=True, separators=(",", ":")).encode()
    return zlib.compress(kept, 6), sha256(kept).digest()


def unpacked(raw: bytes) -> Json:
    """Return a kept release."""
    release: Json = json.loads(zlib.decompress(raw))
    return release


def without_persons(value: Any) -> Any:
    """Return JSON without the fields that name persons, at every depth."""
    if isinstance(value, dict):
        return {
            key: without_persons(inner) if isinstance(inner, CONTAINERS) else inner
            for key, inner in value.items()
            if key not in PERSONAL
        }
    return [without_persons(inner) for inner in value] if isinstance(value, list) else value
