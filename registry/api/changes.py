"""`/changes`: who changed what, before and after."""

import re
from typing import Any

from flask import abort
from flask.views import MethodView
from marshmallow import Schema, fields
from sqlalchemy import Select

from registry.api.auth import actor
from registry.api.blueprint import Blueprint
from registry.api.fields import Moment, MomentFilter, text_filter
from registry.api.pagination import SelectPage
from registry.api.references import authority_filter, resolved
from registry.api.schemas.record import Record
from registry.api.session import session
from registry.models import Change
from registry.queries.changes import changes_matching

blp = Blueprint("changes", "Who changed what, before and after")


class ChangeFilters(Schema):
    """Which changes."""

    contract = text_filter("Of this contract.", 13)
    system = text_filter("Of this system.", 13)
    product = text_filter("Of this product.", 80)
    supplier = text_filter("Of this supplier: its id.", 13)
    plan = text_filter("Of this plan, as far as you may see it.", 13)
    procurement = text_filter("Of this procurement: its OCID.", 200)
    authority = authority_filter()
    action = text_filter("`confirm`, `correct`, `decide`, `reject`, `import`, `publish` (a source's news), ...", 20)
    since = MomentFilter("Made then or later.")
    until = MomentFilter("Made then or earlier.", end_of_day=True)


class ChangeSchema(Record):
    """One write to one record."""

    id = fields.Str()
    url = fields.Str()
    at = Moment()
    by = fields.Str(metadata={"description": "The label of the key, or the source that was read."})
    authority = fields.Str(attribute="gss", allow_none=True, metadata={"description": "For which it was made."})
    action = fields.Str()
    subject = fields.Str(metadata={"description": "Where the record is."})
    before = fields.Dict(metadata={"description": "The fields that were written, as they were."})
    after = fields.Dict(metadata={"description": "The same fields, as they were left."})
    note = fields.Str(allow_none=True)
    audience = fields.Str(metadata={"description": "Who may see it."})

    def read_id(self, row: Any) -> str:
        return str(row.id)

    def read_url(self, row: Any) -> str:
        return f"/api/v1/changes/{row.id}"

    def read_subject(self, row: Any) -> str:
        plural = {"authority": "authorities"}.get(row.subject_kind, f"{row.subject_kind}s")
        return f"/api/v1/{plural}/{row.subject_id}"


def _meant(filters: dict[str, Any]) -> dict[str, Any]:
    """Return filters with the authority resolved; the others name one record, which may be gone."""
    named = {name: filters[name] for name in filters.keys() & {"authority"}}
    return {**filters, **resolved(named)}


@blp.route("/changes")
class Changes(MethodView):
    @blp.arguments(ChangeFilters(), location="query")
    @blp.response(200, ChangeSchema(many=True))
    @blp.paginate(SelectPage)
    def get(self, filters: dict[str, Any]) -> Select[Change]:
        """List changes, newest first; a key sees those that its borough may see"""
        return changes_matching(actor(), **_meant(filters))


@blp.route("/changes/<change_id>")
class ChangeById(MethodView):
    @blp.response(200, ChangeSchema())
    @blp.alt_response(404, description="No change has this id, or none that you may see.")
    def get(self, change_id: str) -> Change:
        """Show one change"""
        if not re.fullmatch("[0-9]{1,9}", change_id, re.ASCII):
            abort(404)
        return session().scalar(changes_matching(actor(), id_=int(change_id))) or abort(404)
