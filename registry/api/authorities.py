"""`/authorities`: the buyers we cover, and what we know of each."""

from typing import Any

from flask import abort
from flask.views import MethodView
from marshmallow import Schema, fields
from sqlalchemy import Select

from registry.api.blueprint import Blueprint
from registry.api.estates import estate_of
from registry.api.fields import text_filter
from registry.api.pagination import SelectPage
from registry.api.schemas.estate import EstateSchema
from registry.api.schemas.notice import sort_by
from registry.api.schemas.record import Record
from registry.api.session import session
from registry.models import Authority
from registry.queries.authorities import SORTS, authorities_matching, authority_by_code

blp = Blueprint("authorities", "The buyers we cover, and what we know of each")


class AuthorityFilters(Schema):
    """Which authorities, in which order."""

    name = text_filter("Any part of the name.")
    kind = text_filter("`London borough`, ...", 60)
    region = text_filter("`London`, ...", 60)
    sort = sort_by(SORTS, "name")


class AuthoritySchema(Record):
    """An authority."""

    id = fields.Str()
    url = fields.Str()
    gss = fields.Str(metadata={"description": "The code of the Office for National Statistics."})
    lae = fields.Str(allow_none=True, metadata={"description": "Its code in the GB-LAE list of org-id.guide."})
    slug = fields.Str()
    name = fields.Str(attribute="short_name")
    official_name = fields.Str()
    kind = fields.Str()
    region = fields.Str()

    def read_id(self, row: Any) -> str:
        return str(row.gss)

    def read_url(self, row: Any) -> str:
        return f"/api/v1/authorities/{row.gss}"


class IdentitySchema(Schema):
    """A name or an identifier under which an authority publishes."""

    kind = fields.Str()
    value = fields.Str()
    origin = fields.Str()


class AuthorityDetailSchema(AuthoritySchema):
    """An authority with its identities and a summary of its estate."""

    identities = fields.List(fields.Nested(IdentitySchema))
    estate = fields.Nested(EstateSchema)


@blp.route("/authorities")
class Authorities(MethodView):
    @blp.arguments(AuthorityFilters(), location="query")
    @blp.response(200, AuthoritySchema(many=True))
    @blp.paginate(SelectPage)
    def get(self, filters: dict[str, Any]) -> Select[Authority]:
        """List authorities by name"""
        return authorities_matching(**filters)


@blp.route("/authorities/<code>")
class AuthorityByCode(MethodView):
    @blp.response(200, AuthorityDetailSchema())
    @blp.alt_response(404, description="No authority has this GSS code or slug.")
    def get(self, code: str) -> dict[str, Any]:
        """Show an authority, by GSS code or slug, with a summary of its estate"""
        authority = session().scalar(authority_by_code(code)) or abort(404)
        return {
            **AuthorityDetailSchema(exclude=("estate",)).dump(authority),
            "estate": estate_of(authority.gss),
        }
