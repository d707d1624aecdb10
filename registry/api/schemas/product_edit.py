"""What editors write about products."""

from typing import Any

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from registry.api.fields import Day
from registry.phrases import comparable_words

MOST_NAMES = 50


class EndIn(Schema):
    """An end of support."""

    version = fields.Str(required=True, validate=validate.Length(1, 100))
    on = Day("The last day.", required=True)
    source = fields.Url(required=True, validate=validate.Length(max=500), metadata={"description": "Who says so."})


def _says_something(name: str) -> None:
    if not comparable_words(name):
        raise ValidationError("Give a name with letters or digits.")


def _name(**options: Any) -> fields.Str:
    return fields.Str(validate=[validate.Length(1, 200), _says_something], **options)


def _names(description: str) -> fields.List:
    return fields.List(_name(), validate=validate.Length(max=MOST_NAMES), metadata={"description": description})


class ProductEdit(Schema):
    """What an editor writes about a product; what is left out stays."""

    name = _name()
    maker = fields.Str(allow_none=True, validate=validate.Length(1, 200))
    maker_number = fields.Str(
        allow_none=True,
        validate=validate.Regexp(r"^[A-Z0-9]{8}\Z", error="Give the 8 characters of Companies House."),
    )
    former_names = _names("All former names. A new `name` adds the old one by itself.")
    aliases = _names("All other spellings and abbreviations.")
    needs = _names("Words one of which must stand beside a name with another everyday meaning.")
    services = fields.List(fields.Str(validate=validate.Length(1, 60)), validate=validate.Length(max=20))
    ends = fields.List(fields.Nested(EndIn), validate=validate.Length(max=50))
    note = fields.Str(validate=validate.Length(1, 1000), metadata={"description": "Why, for the record of changes."})

    @validates_schema
    def _says_anything(self, data: dict[str, Any], **_options: Any) -> None:
        if not data.keys() - {"note"}:
            raise ValidationError("Give at least one field to change.", "name")


class ProductIn(ProductEdit):
    """A new product."""

    id = fields.Str(
        validate=[validate.Length(1, 80), validate.Regexp(r"^[a-z0-9]+(-[a-z0-9]+)*\Z")],
        metadata={"description": "A slug; made of the name when left out.", "example": "nec-housing"},
    )
    name = _name(required=True)
