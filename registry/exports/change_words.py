"""What a change says, in words short enough for a line of a feed or a mail."""

from collections.abc import Mapping
from typing import Any

MOST_FIELDS = 6
LONGEST = 80


def fields_in_words(before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    """Say which fields were written, each as it was and as it is: `ends on: not known, now 2028-03-31`."""
    names = [name for name in after if before.get(name) != after[name]] or list(after)
    said = [f"{_name(name)}: {_value(before.get(name))}, now {_value(after[name])}" for name in names[:MOST_FIELDS]]
    more = f"; and {len(names) - MOST_FIELDS} more" if len(names) > MOST_FIELDS else ""
    return "; ".join(said) + more + "." if said else "a word was added."


def _name(name: str) -> str:
    return name.removesuffix("_id").replace("_pence", " (pence)").replace("_", " ")


def _value(value: Any) -> str:
    if value is None or value in ("", [], {}):
        return "not known"
    if isinstance(value, bool):
        return "yes" if value else "no"
    said = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    return said if len(said) <= LONGEST else said[: LONGEST - 1] + "…"
