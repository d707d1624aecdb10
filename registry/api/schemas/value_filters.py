"""Filters by value: asked for in pounds, read in pence."""

from typing import Any

from marshmallow import Schema, fields, post_load, validate

_MOST = 10**12


def _pounds() -> fields.Int:
    return fields.Int(validate=validate.Range(0, _MOST), metadata={"description": "In pounds; unknown values stay."})


class ValueFilters(Schema):
    """The arguments `value_min` and `value_max`; they load as pence."""

    value_min = _pounds()
    value_max = _pounds()

    @post_load
    def in_pence(self, filters: dict[str, Any], **_: Any) -> dict[str, Any]:
        return {name: given * 100 if name in ("value_min", "value_max") else given for name, given in filters.items()}
