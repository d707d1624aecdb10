"""What a supplier says about itself, in standard fields: text is text, and nothing in it names a person."""

import re
from typing import Any
from urllib.parse import urlsplit

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from registry.api.fields import Moment
from registry.api.schemas.correction import text

_MAIL = re.compile(r"[^\s@]@[^\s@]+\.[^\s@]")


def no_mail(given: str) -> None:
    """Refuse text with an e-mail address in it: addresses are of persons."""
    if _MAIL.search(given):
        raise ValidationError("Give no e-mail address: give the address of a page.")


def words(longest: int, description: str, **options: Any) -> fields.Str:
    """Return a text of bounded length without e-mail addresses."""
    field = text(longest, description, **options)
    field.validators.append(no_mail)
    return field


class WebAddress(fields.Str):
    """The address of a page: http or https, with a host and without a name or password in it."""

    def __init__(self, description: str, **options: Any) -> None:
        metadata = {"description": description, "format": "uri", "example": "https://example.org/contact"}
        super().__init__(validate=[validate.Length(1, 500), no_mail], metadata=metadata, **options)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **options: Any) -> Any:
        given: str = super()._deserialize(value, attr, data, **options)
        try:
            parts = urlsplit(given)
            good = parts.scheme in ("http", "https") and "." in (parts.hostname or "") and "@" not in parts.netloc
        except ValueError:
            good = False
        if not good or re.search(r"[\s<>\"\\^`{|}]", given):
            raise ValidationError("Give the address of a page: https://example.org/page.")
        return given


class OwnProductSchema(Schema):
    """One of its products: one that the registry knows by id, or another by name."""

    id = text(80, "Id of a product.")
    name = words(200, "Its name, where the registry does not know it.")
    description = words(300, "What it does.")

    @validates_schema
    def one_way(self, given: dict[str, Any], **_: Any) -> None:
        if ("id" in given) == ("name" in given):
            raise ValidationError({"id": ["Give an id, or else a name."]})


class OwnApiSchema(Schema):
    """One of its programming interfaces."""

    name = words(100, "What it is called.", required=True)
    url = WebAddress("Where it is documented.")
    open = fields.Bool(metadata={"description": "Whether its documentation is open to everyone."})


class OwnWordsIn(Schema):
    """What a supplier says of itself. What is left out is no longer said."""

    summary = words(1000, "What it does.", required=True)
    services = fields.List(
        text(60, "A service."),
        validate=validate.Length(max=100),
        metadata={"description": "Ids of services it is for."},
    )
    products = fields.List(fields.Nested(OwnProductSchema), validate=validate.Length(max=50))
    standards = fields.List(
        words(100, "A standard."),
        validate=validate.Length(max=50),
        metadata={"description": "Standards that it keeps, such as `ISO/IEC 27001` or `UPRN (BS 7666)`."},
    )
    apis = fields.List(fields.Nested(OwnApiSchema), validate=validate.Length(max=50))
    is_sme = fields.Bool(metadata={"description": "Whether it is a small or medium-sized enterprise."})
    used_by = fields.List(
        words(200, "Slug or name."),
        validate=validate.Length(max=100),
        metadata={"description": "Where it has been used: slugs of authorities, or names of other places."},
    )
    website = WebAddress("Its website.")
    contact_page = WebAddress("A page to write to it from; no person and no e-mail address.")


class OwnWordsSchema(OwnWordsIn):
    """What a supplier says of itself: its own words, which nobody checked."""

    supplier = fields.Str(metadata={"description": "The id of the supplier that says it."})
    by = fields.Str(metadata={"description": "The label of the key that said it."})
    said_at = Moment("When it was said.")
